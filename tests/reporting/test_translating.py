"""Pages in another language: the report's words are translated, the author's, code and formulas are not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest
from markupsafe import Markup

from derive import pipeline
from derive.judging.document import judge_document
from derive.judging.results import Judgement
from derive.kernels.collect import Studied
from derive.reading.document import read
from derive.reading.source import Source
from derive.reporting.language import ENGLISH, Language, language
from derive.reporting.page import document_page, index_page
from derive.reporting.pictures.drawings import pictured
from derive.reporting.tex import document_tex
from derive.reporting.translating import Authored, Element, translated, tree

JAPANESE = language("ja")
NAMES = frozenset({"NumPy", "LaTeX", "Unicode", "Esc", "Enter"})
"""Words that are the same in every language."""


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>Contents</p>", "<p>目次</p>"),
        ("<p>\n  Contents\n</p>", "<p>\n  目次\n</p>"),
        ("<b>12</b>", "<b>12</b>"),
        ('<p><a href="#x">line 3</a></p>', '<p><a href="#x">3行目</a></p>'),
        ("<p>Leaves out <math>m</math>, <math>k</math>.</p>", "<p><math>m</math>、<math>k</math>を除く。</p>"),
        ("<p>expected <code>=</code> behind \\lim, found the end</p>",
         "<p>\\limの後には<code>=</code>が必要だが、式が終わっている</p>"),
        ("<p><code>assume</code> needs a condition</p>", "<p><code>assume</code> needs a condition</p>"),
        ("<p><code>x</code> is not declared.</p>", "<p><code>x</code>は宣言されていない。</p>"),
        ("<p><code>e</code> needs a letter after it</p>", "<p><code>e</code>の後には文字が必要である</p>"),
        (
            '<p>Both sides are equal. <span class="note">6 entries compared.</span></p>',
            '<p>両辺は等しい。<span class="note">6成分を比較。</span></p>',
        ),
        ("<p>Changed: &lt; for &gt;, on the left side.</p>", "<p>変更：左辺で、&gt;を&lt;に置き換える。</p>"),
        ('<div aria-label="the values" class="the values"></div>', '<div aria-label="値" class="the values"></div>'),
        ('<html lang="en"><title>Proof reports</title></html>', '<html lang="ja"><title>証明報告</title></html>'),
        ('<td data-say="runs">x 2×3, t a number</td>', '<td data-say="runs">x 2×3, t 数</td>'),
        ('<i data-say="reasons">chain rule; <math>x</math></i>', '<i data-say="reasons">連鎖律；<math>x</math></i>'),
        ("<td>x 2×3, t a number</td>", "<td>x 2×3, t a number</td>"),
    ],
)
def test_a_piece_of_a_page(page: str, expected: str) -> None:
    assert re.sub('<span lang="en">(.*?)</span>', r"\1", translated(page, JAPANESE)) == expected


@pytest.mark.parametrize(
    "page",
    [
        '<p lang="">Contents</p>',
        '<p lang="en"><b>Contents</b></p>',
        "<pre>Contents</pre>",
        "<code>Contents</code>",
        "<math><mtext>Contents</mtext></math>",
        "<style>Contents { }</style>",
        "<script>const a = '<p>Contents</p>';</script>",
        "<!-- Contents -->",
        '<div class="Contents" id="Contents" data-find="Contents"></div>',
    ],
)
def test_what_is_no_word_of_the_report_stays(page: str) -> None:
    assert translated(page, JAPANESE) == page


def test_what_cannot_be_said_is_marked_as_english() -> None:
    assert translated("<p>Nobody wrote this</p>", JAPANESE) == '<p><span lang="en">Nobody wrote this</span></p>'
    assert translated("<title>Nobody wrote this</title>", JAPANESE) == "<title>Nobody wrote this</title>"


def test_an_english_page_is_left_alone() -> None:
    assert translated('<html lang="en"><p>Contents &amp; more', ENGLISH) == '<html lang="en"><p>Contents &amp; more'


def test_elements_in_a_phrase_keep_their_places_and_their_insides() -> None:
    page = '<p><a href="a">Proof reports</a>, line 3</p>'
    assert translated(page, JAPANESE) == '<p><a href="a">証明報告</a>、3行目</p>'
    page = "<p>The right side <i>x</i>, the left <i>y</i></p>"
    assert "<i>x</i>, the left <i>y</i>" in translated(page, JAPANESE)


@pytest.mark.parametrize(
    ("text", "page", "expected"),
    [
        ("# A", ENGLISH, "A"),
        ("# A", JAPANESE, '<span lang="">A</span>'),
        ("---\nlang: en\n---\n# A", ENGLISH, "A"),
        ("---\ntitle: t\nlang: de\n---\n# A", ENGLISH, '<span lang="de">A</span>'),
        ("---\nlang: 'ja'\n---\n# A", JAPANESE, '<span lang="ja">A</span>'),
        ("---\ntitle: t\n---\nlang: de", ENGLISH, "A"),
        ("lang: de\n---\n", ENGLISH, "A"),
        ('---\nlang: "><script>\n---\n', ENGLISH, "A"),
    ],
)
def test_the_language_of_an_author_is_told_where_it_is_another(text: str, page: object, expected: str) -> None:
    assert page in (ENGLISH, JAPANESE)
    chosen = ENGLISH if page is ENGLISH else JAPANESE
    assert Authored.by(Source("a.md", text), chosen)(Markup("A")) == expected


def test_no_mark_is_put_around_nothing() -> None:
    assert Authored("")(Markup(" ")) == " "


def own(nodes: Sequence[Element | str]) -> Iterator[str]:
    """The words and labels of a page that are the report's own."""
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif not node.is_kept:
            yield from (found[1] for found in re.finditer(r'\s(?:aria-label|alt|placeholder)="([^"]*)"', node.opening))
            yield from own(node.inner)


def left_over(page: str) -> set[str]:
    """English words in what is the report's own; what stands in code, formulas and the author's words is none."""
    assert '<span lang="en">' not in page
    found = {word for text in own(tree(page)) for word in re.findall(r"(?<![\w.-])[A-Za-z]{3,}(?![\w.-])", text)}
    return found - NAMES


def test_no_english_is_left_on_the_pages(studied: tuple[Studied, ...], emission: pipeline.Emission) -> None:
    kernels = [pipeline.report(each) for each in emission.tested]
    judgements = [each.judgement for each in studied]
    for each in studied:
        judgement, drawn = each.judgement, pictured(each.understood, each.judgement)
        page = document_page(judgement, kernels, "x.tex", pictured=drawn, language=JAPANESE)
        names = {kernel.name for kernel in kernels} | {word for i in judgement.items for word in i.id.split(".")}
        names |= {word for each in kernels for check in each.checks for word in re.findall(r"\w+", check.shapes)}
        assert (judgement.path, left_over(page) - names) == (judgement.path, set())
    page = index_page(judgements, kernels, ["x.html"] * len(judgements), pipeline.printed(), language=JAPANESE)
    names = {word for kernel in kernels for word in (kernel.name, *kernel.name.split("_"))}
    names |= {word for each in kernels for check in each.checks for word in re.findall(r"\w+", check.shapes)}
    assert left_over(page) - names - {"IEEE"} == set()


def test_a_word_that_is_left_is_seen() -> None:
    assert left_over('<p lang="">Alpha</p><p>Beta<i aria-label="Gamma"></i></p><code>Delta</code>') == {"Beta", "Gamma"}


def test_formulas_and_code_are_those_of_the_english_page(studied: tuple[Studied, ...]) -> None:
    judgement = studied[0].judgement
    english, japanese = document_page(judgement, []), document_page(judgement, [], language=JAPANESE)
    for pattern in (r"<math\b.*?</math>", r"<code>.*?</code>", r"<article\b"):
        assert sorted(re.findall(pattern, english)) == sorted(re.findall(pattern, japanese)) != []
    assert japanese.startswith("<!DOCTYPE html>") and '<html lang="ja">' in japanese
    assert len(tree(japanese)) == len(tree(english))


@pytest.mark.parametrize("kind", ["page", "latex"])
def test_the_author_stays_and_the_report_changes(kind: str) -> None:
    judgement = judge_document(read(Source("a.md", DOCUMENT)))
    english, japanese = (set_(judgement, kind, each) for each in (ENGLISH, JAPANESE))
    for text in (english, japanese):
        assert "Contents are not Proofs" in text and "Because I say so" in text
    japanese = re.sub(r"\\foreign\{([^}]*)\}", r"\1", re.sub(' data-find="[^"]*"', "", japanese))
    assert "False at n=1 for i=1" in english and "False" not in japanese
    assert "偽（n=1、i=1）" in japanese


DOCUMENT = r"""
# Contents are not Proofs

<!-- derive
x \in R^{1 \times n}
-->

$$ x_i - x_i = 1 $$

<!-- derive
skip: because I say so
-->

$$ x_i = 1 $$
"""


def set_(judgement: Judgement, kind: str, words: Language) -> str:
    if kind == "page":
        return document_page(judgement, [], language=words)
    return document_tex(judgement, [], language=words)
