"""The document as a book: its title, its sections, every item in its place once, and no way in for what means harm."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from markupsafe import Markup

from derive.judging.document import judge_document
from derive.judging.results import Judged, Judgement
from derive.judging.verdict import AllSizes, Convention, Kind, Verdict
from derive.reading.document import read
from derive.reading.prose.nodes import Formula, Link, Text
from derive.reading.source import Source
from derive.reporting.embedding import Pictures
from derive.reporting.html import Setter
from derive.reporting.margin import aside
from derive.reporting.mathml import closed
from derive.reporting.outline import ASKED as ASKED_FOR
from derive.reporting.outline import Outline, outline
from derive.reporting.page import document_page
from derive.reporting.searching import searched
from derive.reporting.statements import gist, statement
from derive.reporting.tex import document_tex
from derive.reporting.wording import is_open
from derive.reporting.words import plain

from .examples import affine, hostile_document
from .test_page import Reader
from .writings import note, paper

DECLARED = "<!-- derive\nx \\in R\n-->\n"


def judged(text: str, name: str = "a.md") -> Judgement:
    return judge_document(read(Source(name, text)))


def book(text: str, name: str = "a.md") -> Outline:
    return outline(judged(text, name), ())


@pytest.mark.parametrize("document", [affine(), hostile_document(), note(), paper()], ids=lambda each: each.path)
def test_every_item_is_in_the_book_once_and_in_order(document: Judgement) -> None:
    found = outline(document, ()).entries
    assert [entry.item.id for entry in found] == [item.id for item in document.items]
    anchors = [entry.anchor for entry in found]
    assert re.findall(r'<article id="([^"]*)"', document_page(document, ())) == anchors
    margins = re.compile(r"^\\(?:claim|further|also)\{.*\{(claim-[^{}]*)\}\{[^{}]*\}$", re.MULTILINE)
    assert margins.findall(document_tex(document, ())) == anchors


@pytest.mark.parametrize(
    ("text", "title", "depths"),
    [
        ("# A\n\n## B\n\n#### C\n\n## D\n", "A", [0, 1, 2, 1]),
        ("## A\n\n## B\n", "a.md", [1, 1]),
        ("Words\n\n# A\n\n## B\n", "A", [0, 0, 1]),
        ("# A\n\n# B\n\n### C\n", "a.md", [1, 1, 2]),
        ("Words\n", "a.md", [0]),
    ],
)
def test_the_title_and_the_depth_of_sections(text: str, title: str, depths: list[int]) -> None:
    found = book(text)
    assert plain(found.title) == title
    assert [section.depth for section in found.sections] == depths


def test_what_stands_in_no_formula_comes_where_it_stands() -> None:
    first = "# A\n\n$$ x = x $$\n\n$$ lost\n"
    second = "## B\n\n<!-- derive\n? \\in\n-->\n\n$$ 2 x = x + x $$\n\n$$ gone\n"
    text = f"{DECLARED}{first}\n{second}"
    found = book(text)
    where = {
        entry.item.line: plain(section.title) for section in found.sections for entry in section.entries
    }
    assert where == {6: "A", 8: "A", 13: "B", 16: "B", 18: "B"}
    page = document_page(judged(text), ())
    assert all(f">line {line} <code>" in page for line in where)


def test_each_row_has_its_own_verdicts() -> None:
    (line, second, third) = outline(paper(), ()).lines[1]
    kinds = [[entry.item.verdict.kind for entry in each.entries] for each in (line, second, third)]
    assert kinds == [[Kind.PROVED], [Kind.PROVED], [Kind.REFUTED]]
    assert [each.tag for each in (line, second, third)] == ["1", "2", ""]
    assert [len(each.entries) for each in outline(note(), ()).lines[3]] == [1, 1, 1]
    page = document_page(paper(), ())
    assert page.count('<span class="tag">(1)</span>') == 1
    assert '<a href="#label-eq-dw">(2)</a>' in page and 'id="label-eq-dw"' in page
    assert '<a href="#section-the-layer">1</a>' in page and '<a href="#label-thm">1.1</a>' in page


def test_declarations_are_folded_and_say_what_is_declared() -> None:
    page = document_page(note(), ())
    assert page.count('class="declared"') == 1  # what is about the next formula is no declaration
    lines = [r"X \in R^{N \times n},  W \in R^{n \times n}", "Y := X W,  L := L(Y)"]
    shown = [statement(line) for line in lines]
    assert f"declared here: <span>{closed(Markup('; ').join(shown))}</span>" in page
    assert gist(lines * 4) == closed(Markup("; ").join([*shown, shown[0], Markup("…")]))
    assert "expect" not in page.split("<main")[1].split("How to read")[0].replace("expected", "").replace("expects", "")
    assert gist(["vectors: rows"]) == "<code>vectors: rows</code>"
    assert str(statement("vectors: rows")) == "<code>vectors: rows</code>"
    assert str(statement("assume a > 0")).startswith("assume <math>")
    several = statement(r"X, Y \in R^{n \times m}, a_{1,2} \in \{0, 1\}, f(x, y) := x\, y")
    assert several == ", ".join(
        map(statement, ["X", r"Y \in R^{n \times m}", r"a_{1,2} \in \{0, 1\}", r"f(x, y) := x\, y"])
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a <script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "<svg onload=alert(1)>",
        '<a href="javascript:alert(1)">a</a>',
        "[a](javascript:alert(1))",
        "[a](<java\nscript:alert(1)>)",
        "[a](data:text/html,<script>alert(1)</script>)",
        "![a](javascript:alert(1))",
        "<div style='background:url(//e.org)' onclick=alert(1)>a</div>",
        "<iframe src=//e.org></iframe>",
        "<base href=//e.org>",
        "<meta http-equiv=refresh content=0>",
        "<style>*{display:none}</style>",
        "<!--><script>alert(1)</script>-->",
        "$\\text{<script>alert(1)</script>}$",
        "# <script>alert(1)</script>",
        "| <script>alert(1)</script> |\n| --- |\n| $<script>$ |",
        "[^1]\n\n[^1]: <script>alert(1)</script>",
        "```<script>\n</pre><script>alert(1)</script>\n```",
        "</main></body></html><script>alert(1)</script>",
        "<a href='https://e.org\" onclick=\"alert(1)'>a</a>",
    ],
)
def test_nothing_of_a_document_becomes_html_of_its_own(text: str) -> None:
    shown = Reader(document_page(judged(f"{text}\n\n{DECLARED}\n$$ x = x $$"), ()))
    tags = [tag for tag, _ in shown.tags]
    assert tags.count("script") == tags.count("style") == 1
    assert not {"iframe", "svg", "base", "link", "img", "object"} & set(tags)
    assert tags.count("meta") == 4
    for _, attributes in shown.tags:
        assert not [name for name in attributes if name.startswith("on")]
        assert re.match(r"(https?:|#|$)", attributes.get("href") or "") or attributes["href"] == "index.html"


@pytest.mark.parametrize(
    ("target", "linked"),
    [
        ("https://e.org/a?b=1&c=2", True),
        ("mailto:a@e.org", True),
        ("other.md", True),
        ("#section", True),
        ("#nowhere", False),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,a", False),
        ("file:///etc/passwd", False),
        ("//e.org/a", False),
        ("vbscript:a", False),
        ("", False),
    ],
)
def test_an_address_is_followed_only_if_it_is_harmless(target: str, linked: bool) -> None:
    setter = Setter(book("## Section\n\n## B\n"), Pictures())
    shown = setter.word(Link(target, (Text("a"),)))
    assert (shown != "a") == linked
    assert str(shown).endswith("a</a>") == linked


def test_a_picture_that_is_far_is_named_and_not_fetched() -> None:
    page = document_page(note(), ())
    assert '<a class="picture" href="https://example.org/x.png">[picture: far]</a>' in page
    assert '<span class="picture">[picture: the graph]</span>' in page
    assert "<img" not in page


def test_only_pictures_in_the_folder_are_read(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    for name in ("a.png", "inner/b.png", "inner/c.txt"):
        (tmp_path / name).write_bytes(b"x")
    (inner / "link.png").symlink_to(tmp_path / "a.png")
    pictures = Pictures(inner)
    assert pictures.embedded("b.png") == "data:image/png;base64,eA=="
    for name in ("../a.png", "c.txt", "link.png", "none.png", "", "\0", "https://e.org/b.png", str(tmp_path / "a.png")):
        assert pictures.embedded(name) == ""
    assert Pictures().embedded("b.png") == ""


@pytest.mark.parametrize(
    ("verdict", "beside", "opens"),
    [
        (Verdict(Kind.PROVED, "m", AllSizes({"n": 1, "m": 2})), "for all n, m ≥ 2", False),
        (Verdict(Kind.PROVED, "m", AllSizes({"n": 1}), excludes=("a = 0",)), "for all n; not at $a = 0$", False),
        (Verdict(Kind.PROVED, "m", excludes=("a = 0", "b = 0")), "not at $a = 0$, $b = 0$", False),
        (Verdict(Kind.PROVED, "m", AllSizes()), "", False),
        (Verdict(Kind.PROVED, "m", ({"n": 2},)), "at sizes", False),
        (Verdict(Kind.PROVED, "m", ({},)), "", False),
        (Verdict(Kind.CONVENTION, "m", conventions=(Convention.LAYOUT, Convention.LAYOUT)), "layout", False),
        (Verdict(Kind.REFUTED, "m", ({"n": 2},)), "", True),
        (Verdict(Kind.UNDECIDED, "m"), "", True),
        (Verdict(Kind.UNREAD, "m"), "", True),
        (Verdict(Kind.CONDITIONAL, "m", AllSizes({"n": 1})), "", True),
        (Verdict(Kind.DEFINITION, "m"), "", False),
    ],
)
def test_what_stands_under_a_verdict_and_whether_it_is_open(verdict: Verdict, beside: str, opens: bool) -> None:
    assert (aside(verdict, r"\frac{a_i}{b}"), is_open(verdict)) == (beside, opens)


@pytest.mark.parametrize(
    ("formula", "excludes", "said"),
    [
        (r"\frac{\partial L}{\partial y_{ij}} = \frac{t_i}{\lVert y \rVert}", (r"\sum_k y_{ik}^{2} = 0",), "at $"),
        (r"\frac{\partial L}{\partial s_i} = -\frac{1}{N}", (r"\sum_k y_{ik}^{2} = 0",), "everywhere"),
        (r"s = y_i", (r"i = 0",), "everywhere"),
        (r"y = t", (r"y = 0", r"u = 0"), "everywhere"),
        (r"\sigma(a) = b", (r"\sigma(a) = b",), "at $"),
        (r"a = b", (r"a_1 + a_2 + a_3 + a_4 + a_5 + b_1 + b_2 = 0",), "everywhere"),
    ],
)
def test_points_that_a_formula_does_not_speak_of_do_not_fill_its_margin(
    formula: str, excludes: tuple[str, ...], said: str
) -> None:
    """That there are some is said all the same."""
    assert aside(Verdict(Kind.PROVED, "m", AllSizes({"n": 1}), excludes=excludes), formula).startswith(
        f"for all n; not {said}"
    )


def test_a_claim_is_found_by_latex_unicode_name_and_verdict() -> None:
    item = Judged("a.b", 1, 1, r"\frac{\partial L}{\partial W}  = 0", "", 1, Verdict(Kind.REFUTED, "No $x^2$."))
    assert searched(item) == r"\frac{\partial L}{\partial W} = 0 ∂L/∂W = 0 a.b refuted No x²."


def test_a_claim_is_found_without_its_macros_and_by_how_it_is_corrected() -> None:
    text = """% derive: X \\in R^{N \\times n}, W \\in R^{n \\times n}
% derive: Y := X W, L := L(Y)
\\newcommand{\\pd}[2]{\\frac{\\partial #1}{\\partial #2}}
\\[ \\pd{L}{X} = \\pd{L}{Y} W \\]
"""
    (item,) = judged(text, "a.tex").items
    found = searched(item)
    assert r"\pd{L}{X}" in found and r"\frac{\partialL}{\partialX}" in found.replace(" ", "")
    assert "transpose" in found


def test_a_document_without_its_text_still_has_its_headings_and_formulas() -> None:
    bare = replace(note(), source=None)
    found = outline(bare, ())
    assert [entry.item.id for entry in found.entries] == [item.id for item in bare.items]
    assert [plain(section.title) for section in found.sections if section.depth] == ["Backward", "Rest"]
    assert plain((Formula("x^2"), Text(" a"))) == "x² a"


def test_the_latex_has_the_words_and_the_proofs_at_its_end() -> None:
    text = document_tex(paper(), ())
    body = text[text.index(r"\begin{document}") :]
    assert r"On \emph{affine} layers (To all.)" in body
    assert r"\footnote{No \textbf{bias}.}" in body
    assert body.index(r"\claim{refuted}") if r"\claim{refuted}" in body else body.index(r"\further{refuted}")
    assert body.index("Did you mean") < body.index(r"\section{Proofs}") < body.index(r"\proof{claim-the-layer-1}")
    assert r"\proof{claim-the-layer-3}" not in body
    assert r"\leftpart{\frac {\partial L}{\partial X}}" in body
    assert r"\hyperlink{label-eq-dw}{(2)}" in body
    assert "a remark" not in body and "Not part of it" not in body


ASKED = r"""<!-- derive
X \in R^{n \times d}, W \in R^{d \times p}
Y := X W
L := L(Y)
-->

$$
\begin{align}
\frac{\partial L}{\partial X} &= ?. \\
\frac{\partial L}{\partial Y} &= ?
\end{align}
$$
"""


def test_an_answer_stands_in_a_frame_in_place_of_what_was_asked() -> None:
    found = judged(ASKED)
    first, second = outline(found, ()).lines[1]
    answer, none = (item.verdict.answer for item in found.items)
    assert answer is not None and none is None
    assert first.cells[0].strip() == r"\frac{\partial L}{\partial X}"
    assert first.cells[1].strip() == rf"= \boxed{{{answer.fragment}}}."
    assert second.cells[1].strip() == "= ?"
    assert rf"\boxed{{{answer.fragment}}}" in document_tex(found, ())


@pytest.mark.parametrize(
    "ending",
    ["?", r"\; ?", r"? \tag{9}", "? \\label{eq:x}\n", r"{?}", r"?\;.", r"\quad ?\nonumber", r"? \qquad \tag*{(a)}"],
)
def test_an_answer_stands_there_whatever_is_around_the_sign(ending: str) -> None:
    found = judged(ASKED[: ASKED.index("$$")] + rf"$$ \frac{{\partial L}}{{\partial X}} = {ending} $$")
    (line,), (item,) = outline(found, ()).lines[1], found.items
    assert item.verdict.answer is not None
    assert "".join(line.cells).count(rf"\boxed{{{item.verdict.answer.fragment}}}") == 1
    assert "?" not in "".join(line.cells)


@pytest.mark.parametrize("asked", ["? x", r"?\text{ and so on}", "?_1"])
def test_a_sign_in_the_middle_of_a_formula_asks_nothing(asked: str) -> None:
    assert ASKED_FOR.search(asked) is None


def test_an_answer_by_entries_is_shown_with_its_left_side() -> None:
    found = judged(ASKED.replace("L := L(Y)", "Z := \\max(0, Y)\nL := L(Z)"))
    for line, item in zip(outline(found, ()).lines[1], found.items, strict=True):
        answer = item.verdict.answer
        assert answer is not None and answer.source.endswith(answer.fragment)
        assert len(line.cells) == 2
        whole = "&".join(line.cells).replace(rf"\boxed{{{answer.fragment}}}", answer.fragment).rstrip(". ")
        assert "".join(whole.split()) == "".join(answer.source.split())


FOOTED = r"""<!-- derive
x \in R
-->

A note[^1] here.

[^1]: First $x^2$ paragraph.

    Second *paragraph* with $x^3$.

    - an item

    $$ x + x = 3 x $$

After it.
"""


def test_a_note_has_all_its_paragraphs_and_its_formulas_are_judged() -> None:
    found = judged(FOOTED)
    assert [item.verdict.kind for item in found.items] == [Kind.REFUTED]
    note_ = document_page(found, ()).split('<li id="note-1">')[1].split("</ol>")[0]
    assert note_.count("<p>") == 2 and "Second <em>paragraph</em>" in note_ and "<li>an item</li>" in note_
    assert note_.count("<math>") == 2 and "$" not in note_
    assert r"paragraph.\par Second \emph{paragraph} with" in document_tex(found, ())


PAGED = r"""% derive: x \in R
\newtheorem{theorem}{Theorem}
\begin{theorem}\label{thm} It is so: \begin{equation} x = x \label{eq} \end{equation} \end{theorem}
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (r"Theorem~\ref{thm} on page~\pageref{thm}.", "Theorem 1."),
        (r"Theorem~\ref{thm}, on page~\pageref{eq}.", "Theorem 1, at Equation (1)."),
        (r"the proof on page \pageref{thm}", "the proof at Theorem 1"),
        (r"see p.~\pageref{thm}", "see Theorem 1"),
        (r"see \pageref{thm}", "see Theorem 1"),
        (r"a homepage \pageref{thm}", "a homepage Theorem 1"),
        (r"a page of \ref{thm}", "a page of 1"),
    ],
)
def test_what_stands_on_a_page_is_referred_to_itself(text: str, said: str) -> None:
    """A book in one piece has no pages: `on page 1` would lead nowhere."""
    found = re.findall("<p>(.*?)</p>", document_page(judged(f"{PAGED}\n{text}\n", "a.tex"), ()), re.DOTALL)
    assert said in [" ".join(re.sub("<[^>]*>", "", words).split()) for words in found]
