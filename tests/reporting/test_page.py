"""The pages: nothing lost, nothing let through, nothing fetched, nothing told by colour alone."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from markupsafe import Markup, escape

from derive.judging.document import judge_document
from derive.judging.results import Finding, Judgement
from derive.judging.verdict import AllSizes, Convention, Correction, Counterexample, Kind, Sample, Variants, Verdict
from derive.reading.document import read
from derive.reading.source import Source
from derive.reporting import wording
from derive.reporting.boxes import display
from derive.reporting.data import Check, KernelReport, Printed
from derive.reporting.mathml import heading, matrix, prose, running
from derive.reporting.page import breakable, document_page, index_page
from derive.reporting.relations import at_relations
from derive.reporting.statements import statement
from derive.reporting.tex import document_tex

from .examples import hostile_document

VOID = {"meta", "br", "link", "hr", "img", "input"}


class Reader(HTMLParser):
    """Collects elements, ids and text, and insists that every element is closed where it should be."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page.replace("<wbr>", ""))  # a place to break a line is no sign
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "script"):
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def page(judgement: Judgement, kernels: tuple[KernelReport, ...] = ()) -> Reader:
    return Reader(document_page(judgement, kernels, "affine.tex"))


def with_verdict(judgement: Judgement, verdict: Verdict) -> Judgement:
    return replace(judgement, items=(replace(judgement.items[1], verdict=verdict),))


def test_every_item_is_there_with_its_id_verdict_and_line(judgement: Judgement) -> None:
    text = page(judgement).text
    for item in judgement.items:
        own = rf"{item.verdict.kind.value} (?:(?! § ).)*? line {item.line} {re.escape(item.id)} "
        assert re.search(own, text)


def test_every_link_leads_somewhere_and_every_id_is_single(
    judgement: Judgement, kernels: tuple[KernelReport, ...]
) -> None:
    again = tuple(replace(item, display=item.display + 100) for item in judgement.items if item.display)
    twice = replace(judgement, items=judgement.items + again)
    for shown in (page(twice, kernels), Reader(index_page([judgement, judgement], kernels, ["a.html", "b.html"]))):
        ids = [attributes["id"] for _, attributes in shown.tags if "id" in attributes]
        assert len(ids) == len(set(ids))
        inner = [attributes["href"] for tag, attributes in shown.tags if tag == "a"]
        assert all(link[1:] in ids for link in inner if link and link.startswith("#"))


def test_nothing_is_fetched_and_only_our_script_runs(judgement: Judgement, kernels: tuple[KernelReport, ...]) -> None:
    for text in (document_page(judgement, kernels, "a.tex"), index_page([judgement], kernels, ["a.html"])):
        tags = Reader(text).tags
        assert not {"link", "img", "iframe"} & {tag for tag, _ in tags}
        assert not any(name.startswith("on") or name == "src" for _, attributes in tags for name in attributes)
        assert set(re.findall(r"url\(\"?([a-z]+:)", text)) == {"data:"}
        assert "http" not in re.sub(r"base64,[^\"]*|http-equiv", "", text)
        (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
        (allowed,) = re.findall(r"script-src 'sha256-([^']*)'", text)
        assert b64encode(sha256(script.encode()).digest()).decode() == allowed
        assert "default-src 'none'" in text


def test_hostile_texts_stay_text() -> None:
    shown = page(hostile_document())
    tags = [tag for tag, _ in shown.tags]
    assert tags.count("script") == 1 and "b" not in tags
    assert "<script>alert(1)</script>" in shown.text.replace(" ", "")
    assert all(f"line {place + 1} h{place}" in shown.text for place in range(len(hostile_document().items)))
    Reader(index_page([hostile_document()], (), ["odd.html"]))


def test_the_entry_where_the_sides_part_is_framed_in_both(judgement: Judgement) -> None:
    shown = page(judgement)
    assert [tag for tag, attributes in shown.tags if attributes.get("class") == "parts"] == ["mtd", "mtd"]
    assert "At C=2 the sides part in row 1, column 1: the left side is 1/4, the right side 1/2." in shown.text


@pytest.mark.parametrize(("marked", "row"), [((1, 2), 0), ((2, 1), 1), ((), None), ((3, 3), None)])
def test_only_the_entry_named_is_framed(marked: tuple[int, ...], row: int | None) -> None:
    rows = str(matrix((("1", "2"), ("3", "4")), marked)).split("</mtr>")
    assert [place for place, text in enumerate(rows) if "parts" in text] == ([] if row is None else [row])


def test_kernel_checks_and_source_are_folded_under_their_claim(
    judgement: Judgement, kernels: tuple[KernelReport, ...]
) -> None:
    shown = page(judgement, kernels)
    assert "def affine_dw(x, dy):" in shown.text
    assert "central differences (4, 3), (4, 2) 6.1e-6 3.1e-10 1e-7" in shown.text
    others = ("what was done", "contents", "a sample", "a kernel", "its checks")
    assert sum(tag == "details" for tag, _ in shown.tags) == len(judgement.items) + len(others)
    other = replace(kernels[0], claim_id="affine.dX", name="another")
    assert "another" in page(judgement, (other,)).text
    assert "another" not in page(judgement, (replace(other, claim_id="affine.dW"),)).text


@pytest.mark.parametrize(
    ("verdict", "sentence"),
    [
        (
            Verdict(Kind.PROVED, "equal", ({"n": 2, "m": 3}, {"n": 3, "m": 2}), 12),
            "12 entries compared at sizes n=2, m=3; n=3, m=2.",
        ),
        (Verdict(Kind.PROVED, "equal", ({"n": 2},), 1), "1 entry compared at sizes n=2."),
        (Verdict(Kind.PROVED, "equal", AllSizes({"n": 1, "m": 2})), "For all n, m ≥ 2."),
        (Verdict(Kind.PROVED, "equal", ({},), 4), "4 entries compared; no size occurs in it."),
        (Verdict(Kind.CONVENTION, "the layout is a transpose"), "The layout is a transpose."),
        (Verdict(Kind.REFUTED, "x is not y"), "x is not y."),
        (Verdict(Kind.CONDITIONAL, "m", assumption=r"a > 0"), "True under the assumption a > 0"),
        (
            Verdict(Kind.REFUTED, "m", correction=Correction("a", 0, 1, "a", "another letter")),
            "Did you mean a Changed: another letter, in the frame. So corrected, the claim is proved.",
        ),
        (Verdict(Kind.CONVENTION, "m", excludes=("x = 0",)), "Leaves out x = 0 ."),
    ],
)
def test_the_page_says_what_was_found(judgement: Judgement, verdict: Verdict, sentence: str) -> None:
    assert sentence in page(with_verdict(judgement, verdict)).text


def test_a_proof_at_sizes_never_says_all(judgement: Judgement) -> None:
    assert "for all" not in page(judgement).text.lower()


def test_a_kind_unlike_the_one_expected_is_said(judgement: Judgement) -> None:
    item = replace(judgement.items[1], verdict=Verdict(Kind.REFUTED, "no"))
    assert "expects it to be proved, but it is refuted" in page(replace(judgement, items=(item,))).text


def test_what_cannot_be_set_is_shown_as_its_source() -> None:
    assert '<pre class="source"' in display(r"\nosuch{a", "x")
    assert r"\nosuch{a" in display(r"\nosuch{a", "x")
    assert prose(r"the $\nosuch{$ here") == r"the <code>\nosuch{</code> here"


def test_the_page_has_a_language_landmarks_and_one_first_heading(judgement: Judgement) -> None:
    tags = page(judgement).tags
    assert ("html", {"lang": "en"}) in tags
    names = [tag for tag, _ in tags]
    assert [names.count(name) for name in ("h1", "main", "nav", "header", "footer")] == [1, 1, 1, 1, 1]
    assert names.count("article") == len(judgement.items)


def test_an_empty_document_still_has_a_page() -> None:
    shown = page(Judgement("empty.md", "", (), 0, 0))
    assert "nothing was claimed" in shown.text
    assert "empty.md" in shown.text
    assert "How to read the verdicts" not in shown.text


def luminance(colour: str) -> float:
    digits = colour * 2 if len(colour) == 3 else colour
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_all_text_has_a_contrast_of_four_and_a_half_in_every_scheme(judgement: Judgement) -> None:
    screen, printed = re.findall(r"  color-scheme.*?\}", document_page(judgement, (), "a.tex"), re.DOTALL)
    pairs = re.findall(r"--(\w+): light-dark\(#(\w+), #(\w+)\)", screen)
    schemes = [{name: light for name, light, _ in pairs}, {name: dark for name, _, dark in pairs}]
    for colours in (*schemes, dict(re.findall(r"--(\w+): #(\w+)", printed))):
        for name in ("ink", "soft", *(kind.value for kind in Kind)):
            for ground in ("paper", "tint"):
                light, dark = sorted((luminance(colours[name]), luminance(colours[ground])), reverse=True)
                assert (light + 0.05) / (dark + 0.05) >= 4.5, (name, ground)


def test_the_index_sets_the_source_beside_its_document(judgement: Judgement, kernels: tuple[KernelReport, ...]) -> None:
    printed = {judgement.path: Printed("007", 31, 17, lost=True)}
    text = Reader(index_page([judgement], kernels, ["a.html"], printed)).text
    assert "in the source" in text and "31* 17 0" in text and "pictures and are lost" in text
    plain = Reader(index_page([judgement], kernels, ["a.html"])).text
    assert "in the source" not in plain and "lost" not in plain
    unknown = Reader(index_page([judgement], kernels, ["a.html"], {"other.md": printed[judgement.path]})).text
    assert "– – –" in unknown


def test_a_document_says_what_its_source_prints(judgement: Judgement) -> None:
    text = Reader(document_page(judgement, (), "a.tex", Printed("007", 31, 17, lost=False))).text
    assert "formulas displayed by the source 31" in text and "lost" not in text
    assert "displayed by the source" not in page(judgement).text


def test_the_index_says_once_why_each_tolerance_is_what_it_is(judgement: Judgement) -> None:
    first = Check("complex steps", "x 2", "1e-14", "1e-12", "1e-30", "nothing is subtracted")
    second = Check("central differences", "x 2", "1e-09", "1e-07", "6e-06", "rounding")
    kernels = [KernelReport(name, "affine.dW", "pass", (first, second)) for name in ("affine_dw", "again")]
    text = Reader(index_page([judgement], kernels, ["a.html"])).text
    assert text.count("complex steps, with steps of 1e-30: to 1e-12 (nothing is subtracted)") == 1
    assert text.index("complex steps") < text.index("central differences")
    assert "compared with" not in Reader(index_page([judgement], (), ["a.html"])).text


@pytest.mark.parametrize(("terms", "fits"), [(3, True), (60, False)])
def test_on_paper_a_wide_formula_is_made_to_fit(judgement: Judgement, terms: int, fits: bool) -> None:
    item = replace(judgement.items[1], source=" + ".join(["abc"] * terms))
    assert ('style="--em: ' in document_page(replace(judgement, items=(item,)), (), "a.tex")) != fits


def test_the_side_by_side_of_a_false_claim_does_not_say_equal(judgement: Judgement) -> None:
    sample = Sample({"n": 2}, {}, (("a",),), (("b",),))
    for kind, sign in ((Kind.PROVED, "="), (Kind.CONVENTION, "="), (Kind.REFUTED, "= ?"), (Kind.UNDECIDED, "= ?")):
        text = page(with_verdict(judgement, Verdict(kind, "m", sample=sample))).text
        assert f"Both sides at n=2 a {sign} b" in text


def test_a_proof_shows_how_it_was_checked(judgement: Judgement) -> None:
    sizes = {"n": 2, "m": 3}
    tried = Variants(6, 5, 1, ("sign", "factor"))
    verdict = Verdict(Kind.PROVED, "Equal.", AllSizes({"n": 1}), 6, compared=(sizes,), points=64, variants=tried)
    text = page(with_verdict(judgement, verdict)).text
    assert "How it was checked 6 entries compared at sizes n=2, m=3. Both sides agree at 64 chance points" in text
    assert "Wrong variants (sign, factor): 6 tried, 5 refused, 1 equal after all." in text
    assert "Not modelled modulo primes." in page(with_verdict(judgement, replace(verdict, points=0))).text
    assert "How it was checked" not in page(with_verdict(judgement, replace(verdict, kind=Kind.UNDECIDED))).text
    assert "How it was checked" not in page(judgement).text


def test_the_head_sums_up_what_was_done_and_lists_the_gaps(judgement: Judgement) -> None:
    done = Verdict(Kind.CONVENTION, "m", AllSizes(), points=8, variants=Variants(6, 5, 1),
                   conventions=(Convention.KINK, Convention.LAYOUT))
    gap, item = judgement.items[1], replace(judgement.items[1], id="new", verdict=done)
    for shown in (
        page(replace(judgement, items=(item, gap))),
        Reader(index_page([replace(judgement, items=(item, gap))], (), ["a.html"])),
    ):
        for sentence in (
            "Shown for all sizes: 1 of 2 true claims. Only at some: 1.",
            "Wrong variants: 6 tried, 5 refused, 1 equal after all. Confirmed modulo primes: 1 of 2.",
            "By a convention: 1 layout, 1 kink.",
            "Proved only at sizes",
        ):
            assert sentence in shown.text
    assert "Proved only at sizes" not in page(replace(judgement, items=(item,))).text


@pytest.mark.parametrize(
    ("places", "links"),
    [
        (((12, 1), (20, 9)), ["#claim-affine-dw", "#claim-affine-3"]),
        (((9, 1), (14, 1)), ["#claim-affine-dw", "#claim-affine-3"]),
        (((90, 1), (91, 1)), []),
    ],
)
def test_a_finding_links_to_its_places(
    places: tuple[tuple[int, int], ...], links: list[str], judgement: Judgement
) -> None:
    first, second = (f"{line}:{column}" for line, column in places)
    found = Finding(f"$L$ at {second} is <b> times $L$ at {first}.", places)
    shown = page(replace(judgement, findings=(found,)))
    assert "Across claims" in shown.text and "Across claims" not in page(judgement).text
    assert f"at line {places[1][0]} is <b> times L at line {places[0][0]}" in re.sub(r"\s+", " ", shown.text)
    before = claim_links(page(judgement))
    assert claim_links(shown)[len(before) :] == links[::-1]


def claim_links(shown: Reader) -> list[str]:
    """The links to claims but for those in the margin."""
    found = [attributes["href"] or "" for tag, attributes in shown.tags if tag == "a" and "class" not in attributes]
    return [link for link in found if link.startswith("#claim")]


def test_only_what_is_false_as_stated_is_listed_as_false(judgement: Judgement) -> None:
    found = Counterexample({"n": 1}, left="0", right="1")
    for verdict, listed in (
        (Verdict(Kind.REFUTED, "m"), True),
        (Verdict(Kind.CONDITIONAL, "m", counterexample=found), True),
        (Verdict(Kind.CONDITIONAL, "m"), False),
        (Verdict(Kind.UNDECIDED, "m"), False),
    ):
        text = Reader(index_page([with_verdict(judgement, verdict)], (), ["a.html"])).text
        assert ("Nothing." not in text) == listed


def test_an_id_goes_on_in_a_new_line_behind_its_signs_only() -> None:
    assert breakable("layers.batch_norm.d-x") == "layers.<wbr>batch_<wbr>norm.<wbr>d-<wbr>x"
    assert breakable("a<b.c") == "a&lt;b.<wbr>c"
    assert breakable("dx.") == "dx."


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (Markup("<math><mi>X</mi></math>"), "X"),
        (Markup('<span lang="ja"><math><mi>X</mi><mo>&lt;</mo><mn>1</mn></math></span>'), "X&lt;1"),
        (Markup("<math><mi>X</mi></math> is <math><mi>Y</mi></math>"), ""),
        ("<math>", ""),
    ],
)
def test_a_heading_that_is_a_formula_has_a_name(words: str | Markup, name: str) -> None:
    """The axe that looks for empty headings sees no words in MathML."""
    assert str(heading(words)).count("aria-label") == bool(name)
    assert not name or f'<math aria-label="{name}">' in heading(words)
    assert heading(words).striptags() == Markup(escape(words)).striptags()


@pytest.mark.parametrize(
    ("latex", "pieces"),
    [
        ("a = b", 1),
        (r"\frac{\partial L}{\partial w_{ij}} = \sum_n x_{ni} g_{nj} = (X^\top G)_{ij}", 3),
        (r"y_{ij} := x_{ij} - \log \sum_k e^{x_{ik}} + b_1 + b_2", 2),
        (r"f(a_1 = 1, a_2 = 2, a_3 = 3, a_4 = 4)", 1),
        (r"a_1 + a_2 + a_3 + a_4 + a_5 + a_6 + a_7 + a_8 + a_9 + a_{10}", 10),
    ],
)
def test_a_wide_formula_in_the_text_is_in_pieces_at_its_relations_and_terms(latex: str, pieces: int) -> None:
    found = running(latex)
    assert found.count("<math>") == pieces
    assert found.striptags().replace(" ", "") == display(latex, "").striptags().replace(" ", "")


@pytest.mark.parametrize(
    ("latex", "pieces"),
    [
        (r"a_1 = b + c = d", ["a_1 =", "b + c =", "d"]),
        (r"\delta := p - y", [r"\delta :=", "p - y"]),
        (r"p - y =: \delta", ["p - y =:", r"\delta"]),
        (r"a \stackrel{!}{=} b", [r"a \stackrel{!}{=} b"]),
        (r"= b", ["= b"]),
        (r"a =", ["a ="]),
    ],
)
def test_no_piece_of_a_formula_in_the_text_begins_with_its_relation(latex: str, pieces: list[str]) -> None:
    assert at_relations(latex) == pieces


def test_statements_on_one_line_are_formulas_of_their_own() -> None:
    """So that a line ends between them rather than in one."""
    found = statement(r"a_1 := W h_0 + b; h_1 := \tanh(a_1)")
    assert found.striptags().count("; ") == 1
    assert "</math>; <math>" in found


def test_the_numbers_of_the_table_add_up_to_those_of_the_head(judgement: Judgement) -> None:
    last = judgement.items[-1]
    arrow = replace(last, id="arrow", verdict=Verdict(Kind.SKIPPED, "claims nothing: an arrow"), plain=True)
    text = page(replace(judgement, items=(*judgement.items, arrow), plain=1)).text
    assert "2 skipped" in text
    assert "of them, claiming nothing 1 " in text and " left out by the author 1 " in text
    assert " skipped 1 " not in text


def test_only_verdicts_of_the_document_are_explained(judgement: Judgement) -> None:
    for kinds in ((Kind.PROVED,), (Kind.REFUTED, Kind.DEFINITION)):
        items = tuple(item for item in judgement.items if item.verdict.kind in kinds)
        part = replace(judgement, items=items)
        for whole, kept in ((page(part).text.split("How to read the verdicts")[1], " "),
                            (document_tex(part, ()).split("How to read the verdicts")[1], "}")):
            told = {kind for kind in Kind if any(f"{kind.value}{end}" in whole for end in (kept, " "))}
            assert told == set(kinds)
    shown = Reader(index_page([replace(judgement, items=judgement.items[:1])], (), ["a.html"]))
    assert wording.MEANINGS[Kind.DEFINITION] in shown.text and wording.MEANINGS[Kind.PROVED] not in shown.text


def test_the_index_calls_a_document_as_its_page_does() -> None:
    text = "\\title{On $x^2$}\n\\begin{document}\n\\section{First}\n\\[ x = x \\]\n\\end{document}\n"
    found = judge_document(read(Source("a.tex", text)))
    assert "On <math>" in document_page(found, ()) and "On <math>" in index_page([found], (), ["a.html"])
    assert ">First</a>" not in index_page([found], (), ["a.html"])


def test_what_only_restates_a_definition_is_told_as_that(judgement: Judgement) -> None:
    first = next(item for item in judgement.items if item.verdict.kind is Kind.PROVED)
    items = tuple(replace(item, restates=True) if item is first else item for item in judgement.items)
    text = page(replace(judgement, items=items)).text
    assert "4 proved, 1 of them as defined, 2 refuted" in text
    assert "proved as defined" in text and "of them, only restating a definition 1 " in text
    assert "as defined" not in page(judgement).text and "restating" not in page(judgement).text


DEFINED = r"""<!-- derive
x \in R
-->

$$ y := 2 x $$

$$ y = x + x $$
"""


def test_a_definition_of_which_nothing_is_told_is_not_folded() -> None:
    judgement = judge_document(read(Source("note.md", DEFINED)))
    first, second = (piece.split("</article>")[0] for piece in document_page(judgement, ()).split("<article ")[1:])
    assert "<details" not in first and '<p class="label"><span class="verdict definition">' in first
    assert '<details class="told"' in second


def test_a_definition_of_which_something_was_made_is_folded() -> None:
    judgement = judge_document(read(Source("note.md", DEFINED)))
    kernel = KernelReport("double", judgement.items[0].id, "def double(x):", (), (), "")
    assert "def double(x):" in document_page(judgement, (kernel,)).split("<article ")[1]
