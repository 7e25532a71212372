"""Whole documents: every formula has its verdict, chains are judged end to end, conventions are named."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from derive.judging import chains
from derive.judging import document as documents
from derive.judging.document import judge_document
from derive.judging.evidence import Disagreement
from derive.judging.results import Finding
from derive.judging.verdict import Kind, Verdict
from derive.reading.document import read
from derive.reading.source import Source

from .claims import document, judged, verdict

PROVED, REFUTED, CONVENTION = Kind.PROVED, Kind.REFUTED, Kind.CONVENTION

CHAIN = r"""<!-- derive
x, y \in R
-->

$$
(x + y)^2 = (x + y) (x + y) = x^2 + y^2 = x^2 + y^2 + 0 y
$$

$$
(x + y)^2 = x^2 + 2 x y = x^2 + 2 x y + y^2
$$
"""


def test_a_chain_is_judged_step_by_step_and_end_to_end() -> None:
    first, false, last, missing, back = judged(CHAIN)
    assert [i.verdict.kind for i in (first, false, last)] == [PROVED, REFUTED, PROVED]
    assert "false too" in false.verdict.message
    assert [i.verdict.kind for i in (missing, back)] == [REFUTED, REFUTED]
    assert "the chain is true" in missing.verdict.message
    assert "the chain" not in first.verdict.message


LAYER = r"""<!-- derive
X \in R^{N \times n}, W \in R^{n \times m}
Y := X W
L := L(Y)
-->

"""
SLOPE = r"\frac{\partial L}{\partial Y}"
CUT = rf"$$ \frac{{\partial L}}{{\partial X}} = {SLOPE} \frac{{\partial Y}}{{\partial X}} = {SLOPE} "


@pytest.mark.parametrize(("end", "said"), [("W", "false."), (r"W^\top", "true."), (r"\operatorname{foo} W", "")])
def test_the_ends_of_a_chain_are_judged_where_a_step_is_not_understood(end: str, said: str) -> None:
    found = judged(f"{LAYER}{CUT}{end} $$\n")
    assert [item.verdict.kind for item in found] == [Kind.UNREAD, Kind.UNREAD]
    for item in found:
        assert item.verdict.message.endswith(f" From its first to its last side the chain is {said}") == bool(said)


def test_items_stand_in_the_order_of_the_document() -> None:
    text = "$$ y = b x, \\quad x \\in R^n, \\quad b \\in R $$\n\n$$ y_i = b x_i $$\n"
    items = judge_document(read(Source("note.md", text))).items
    assert [item.source for item in items] == ["y = b x", "x \\in R^n", "b \\in R", "y_i = b x_i"]


def test_a_disagreement_between_the_ends_of_a_chain_is_a_defect(monkeypatch: pytest.MonkeyPatch) -> None:
    def disagrees(*_: object) -> Verdict:
        raise Disagreement("two readings part")

    monkeypatch.setattr(chains, "judge", disagrees)
    judgement = judge_document(read(Source("note.md", CHAIN)))
    kinds = [item.verdict.kind for item in judgement.items]
    assert kinds == [PROVED, REFUTED, PROVED, REFUTED, REFUTED]
    assert "the readings disagree" in judgement.items[1].verdict.message
    assert [defect.message for defect in judgement.defects] == ["the readings disagree: two readings part"] * 3
    false = [item for item in judgement.items if item.verdict.kind is REFUTED]
    assert [defect.places for defect in judgement.defects] == [((item.line, item.column),) for item in false]


def test_a_disagreement_between_findings_is_a_defect(monkeypatch: pytest.MonkeyPatch) -> None:
    def disagrees(*_: object) -> tuple[Finding, ...]:
        raise Disagreement("two readings part")

    monkeypatch.setattr(documents, "findings", disagrees)
    judgement = judge_document(read(Source("note.md", CHAIN)))
    assert judgement.defects == (Finding("the readings disagree: two readings part", ()),)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_claims_of_one_name_are_both_judged(order: tuple[int, int]) -> None:
    blocks = ("x + x = 2 x", "x + x = 3 x")
    text = "<!-- derive\nx \\in R\n-->\n\n"
    text += "\n\n".join(f"<!-- derive id: same -->\n\n$$\n{blocks[k]}\n$$" for k in order)
    kinds = [item.verdict.kind for item in judged(text)]
    assert REFUTED in kinds or Kind.UNREAD in kinds
    assert kinds.count(PROVED) <= 1


def test_no_formula_is_lost() -> None:
    text = r"""<!-- derive
x \in R, y \in R^n
-->

$$ x + x = 2 x $$

$$ y_i + \heartsuit = 3 $$

$$ z := x^2 $$

<!-- derive skip: of no account -->

$$ x = 5 x $$

$$ z = x x $$

$$ z = x $$
"""
    items = judge_document(read(Source("note.md", text))).items
    assert [item.verdict.kind for item in items] == [
        PROVED,
        Kind.UNREAD,
        Kind.DEFINITION,
        Kind.SKIPPED,
        PROVED,
        REFUTED,
    ]
    assert [item.line for item in items] == sorted(item.line for item in items)
    assert not items[1].passes
    assert not items[5].passes
    assert all(items[k].passes for k in (0, 2, 3, 4))


def test_what_is_expected_passes_and_changes_no_verdict() -> None:
    text = "<!-- derive\nx \\in R\nexpect: {}\n-->\n\n$$\nx + x = 3 x\n$$\n"
    for word, passes in (("refuted", True), ("proved", False), ("undecided", False)):
        (item,) = judged(text.format(word))
        assert item.verdict.kind is REFUTED
        assert item.passes is passes


COLUMNS = r"vectors: columns | W \in R^{m \times n}, x \in R^n | h := W x | L := L(h)"
LAYOUTS = [
    ("numerator is the rule", "", r"\frac{\partial h}{\partial x} = W", PROVED),
    ("denominator is a convention", "", r"\frac{\partial h}{\partial x} = W^\top", CONVENTION),
    ("a factor is none", "", r"\frac{\partial h}{\partial x} = 2 W^\top", REFUTED),
    ("declared numerator", "layout: numerator | ", r"\frac{\partial h}{\partial x} = W", PROVED),
    ("declared numerator, transposed", "layout: numerator | ", r"\frac{\partial h}{\partial x} = W^\top", REFUTED),
    ("declared denominator", "layout: denominator | ", r"\frac{\partial h}{\partial x} = W^\top", PROVED),
    ("declared denominator, transposed", "layout: denominator | ", r"\frac{\partial h}{\partial x} = W", REFUTED),
    (
        "a matrix has its own shape",
        "",
        r"\frac{\partial L}{\partial W} = x \left(\frac{\partial L}{\partial h}\right)^\top",
        REFUTED,
    ),
    (
        "a chain in rows",
        "",
        r"\frac{\partial L}{\partial x} = \frac{\partial L}{\partial h} \frac{\partial h}{\partial x}",
        CONVENTION,
    ),
    (
        "a chain in rows, wrong",
        "",
        r"\frac{\partial L}{\partial x} = -\frac{\partial L}{\partial h} \frac{\partial h}{\partial x}",
        REFUTED,
    ),
    (
        "a row of slopes",
        "",
        r"\frac{\partial L}{\partial x} = \left(\frac{\partial L}{\partial h}\right)^\top W",
        REFUTED,
    ),
    (
        "a row of slopes, wrong",
        "",
        r"\frac{\partial L}{\partial x} = 2 \left(\frac{\partial L}{\partial h}\right)^\top W",
        REFUTED,
    ),
    ("a forgotten transpose", "", r"\frac{\partial L}{\partial x} = W \frac{\partial L}{\partial h}", REFUTED),
]


@pytest.mark.parametrize(("layout", "formula", "kind"), [row[1:] for row in LAYOUTS], ids=[row[0] for row in LAYOUTS])
def test_layouts(layout: str, formula: str, kind: Kind) -> None:
    found = verdict(layout + COLUMNS, formula)
    assert found.kind is kind, found.message
    assert ("convention" in found.message) is (kind is CONVENTION)


def test_a_convention_excuses_no_square_matrix() -> None:
    declared = r"vectors: columns | W \in R^{n \times n}, x \in R^n | L := L(W)"
    formula = r"\frac{\partial L}{\partial W} = \left(\frac{\partial L}{\partial W}\right)^\top"
    assert verdict(declared, formula).kind is REFUTED


def test_an_executor_finds_the_same_and_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    one = read(Source("note.md", CHAIN))
    alone = judge_document(one)
    with ThreadPoolExecutor(2) as executor:
        together = judge_document(one, executor, lambda done, of: told.append((done, of)))
    assert together == alone
    assert told == [(k, 5) for k in range(1, 6)]


def test_a_document_without_formulas_has_no_items() -> None:
    judgement = judge_document(read(Source("note.md", "# Words\n\nOnly words.\n")))
    assert judgement.items == ()
    assert judgement.displays == judgement.plain == 0


def test_one_claim_is_read_where_one_is_written() -> None:
    assert len(judge_document(document(r"x \in R", "x + x = 2 x")).items) == 1
