"""Wrong variants: of a true claim they are refused, or shown to be equal after all; one that is neither is told."""

from __future__ import annotations

import pytest

from derive.judging.edits.drafts import Ground
from derive.judging.edits.numbers import Clock, differs, understood
from derive.judging.edits.table import TABLE, every
from derive.judging.judge import judge
from derive.judging.mutants import KINDS, MOST, variants
from derive.judging.verdict import Kind, Variants, Verdict
from derive.meaning.claims import Claim, Shapeless
from derive.meaning.document import understand
from derive.meaning.meanings import Understood
from derive.reading.statements import Equation

from .claims import document

AFFINE = r"X \in R^{N \times n}, W \in R^{n \times m} | Y := X W | L := L(Y)"
SOFTMAX = r"x \in R^n | y_i := e^{x_i} / \sum_j e^{x_j}"


def still() -> None:
    """A clock that never rings."""


def only(declared: str, formula: str) -> tuple[Understood, str]:
    made = document(declared, formula)
    (found,) = [each for each in understand(made) if isinstance(each.meaning, Claim)]
    return found, made.source.text


def tried(declared: str, formula: str) -> Variants:
    one, text = only(declared, formula)
    assert judge(one.meaning, 10.0).kind is Kind.PROVED  # type: ignore[arg-type]
    return variants(one.item, one.world, text, judge)


TRUE = [
    ("affine, by W", AFFINE, r"\frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial Y}"),
    ("affine, by X", AFFINE, r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} W^\top"),
    ("affine, by an entry", AFFINE,
     r"\frac{\partial L}{\partial w_{ij}} = \sum_k \frac{\partial L}{\partial y_{kj}} x_{ki}"),
    ("softmax", SOFTMAX, r"\frac{\partial y_i}{\partial x_j} = y_i (\delta_{ij} - y_j)"),
    ("sigmoid", r"x \in R | s(x) := \frac{1}{1 + e^{-x}}", "s'(x) = s(x)(1 - s(x))"),
    ("the mean square", r"x, t \in R^n | E := \frac{1}{n} \sum_i (x_i - t_i)^2",
     r"\frac{\partial E}{\partial x_i} = \frac{2}{n} (x_i - t_i)"),
]


@pytest.mark.parametrize(("declared", "formula"), [row[1:] for row in TRUE], ids=[row[0] for row in TRUE])
def test_wrong_variants_of_a_rule_are_refused(declared: str, formula: str) -> None:
    found = tried(declared, formula)
    assert found.tried == len(set(found.kinds)) == MOST
    assert found.refused >= MOST - 1
    assert found.refused + found.equal == MOST and not found.survivors


def test_the_same_variants_are_tried_again() -> None:
    row = TRUE[0][1:]
    assert tried(*row) == tried(*row)


def test_variants_that_are_equal_after_all_are_counted_apart() -> None:
    found = tried(r"x \in \{0, 1\}", "x^2 = x")
    assert found.equal > 0
    assert found.refused == found.tried - found.equal
    assert not found.survivors


def test_factors_that_commute_are_not_exchanged() -> None:
    one, _ = only(r"x, y \in R", "(x y)^2 = x^2 y^2")
    assert isinstance(one.item.statement, Equation)
    assert "order" not in {edit.row.kind for edit in every(Ground(one.item.statement, one.world))}


def test_a_variant_without_a_value_where_the_claim_has_one_is_refused() -> None:
    found = tried(r"x \in R", r"|x| = \begin{cases} -x & \text{if } x < 0 \\ x & \text{if } x \ge 0 \end{cases}")
    assert "condition" in found.kinds
    assert found.tried == found.refused + found.equal


def test_a_variant_that_nothing_decides_survives_in_the_author_s_letters() -> None:
    def sceptic(claim: Claim | Shapeless, seconds: float) -> Verdict:
        return Verdict(Kind.UNDECIDED, "")

    def blind(claim: Claim, clock: Clock) -> bool:
        return False

    one, text = only(r"x, y \in R", "(x + y)^2 = x^2 + 2 x y + y^2")
    found = variants(one.item, one.world, text, sceptic, refuter=blind)
    assert found.refused == found.equal == 0
    assert len(found.survivors) == found.tried == MOST
    assert all("x" in survivor and survivor != one.item.source for survivor in found.survivors)


def test_a_judge_that_proves_everything_is_told_by_its_equal_variants() -> None:
    def credulous(claim: Claim | Shapeless, seconds: float) -> Verdict:
        return Verdict(Kind.PROVED, "")

    one, text = only(r"x, y \in R", "(x + y)^2 = x^2 + 2 x y + y^2")
    assert variants(one.item, one.world, text, credulous).equal == 0
    assert variants(one.item, one.world, text, credulous, refuter=lambda claim, clock: False).equal == MOST


def test_kinds_are_those_of_the_table() -> None:
    assert set(KINDS) <= {row.kind for row in TABLE}
    assert len({row.rule for row in TABLE}) == len(TABLE)


EDITS = [
    ("transpose", AFFINE, r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} W^\top"),
    ("order", r"A, B \in R^{n \times n}", r"(A B)^\top = B^\top A^\top"),
    ("sign", r"x \in R", "2 x - x = x"),
    ("factor", r"x \in R", "x + x = 2 x"),
    ("mean", r"x \in R^n", r"\sum_i x_i + x_1 = x_1 + \sum_j x_j"),
    ("index", r"A \in R^{n \times n}", r"a_{ij} + a_{ij} = 2 a_{ij}"),
    ("operand", r"x, y \in R", "x + x y = x (1 + y)"),
    ("term", r"x, y \in R", "x + x y = x (1 + y)"),
    ("power", r"x \in R", "x x = x^2"),
    ("bound", r"x \in R^n", r"\sum_{i=1}^n 2 x_i = 2 \sum_{i=1}^n x_i"),
    ("prime", r"x \in R | f : R \to R", "f'(x) + f'(x) = 2 f'(x)"),
    ("bracket", r"x, y, a \in R", "a (x + y) = a x + a y"),
    ("condition", r"x \in R", r"|x| = \begin{cases} x & \text{if } x \ge 0 \\ -x & \text{otherwise} \end{cases}"),
    ("cases", r"x \in R", r"|x| = \begin{cases} x & \text{if } x \ge 0 \\ -x & \text{otherwise} \end{cases}"),
]


@pytest.mark.parametrize(("kind", "declared", "formula"), EDITS, ids=[row[0] for row in EDITS])
def test_an_edit_of_each_kind_makes_a_true_claim_false(kind: str, declared: str, formula: str) -> None:
    one, _ = only(declared, formula)
    equation = one.item.statement
    assert isinstance(equation, Equation) and isinstance(one.meaning, Claim)
    assert not differs(one.meaning, still)
    found = [edit.applied(equation) for edit in every(Ground(equation, one.world)) if edit.row.kind == kind]
    made = [understood(edited, one.world) for edited in found]
    assert any(claim is None or differs(claim, still) for claim in made)
    assert all(edited != equation for edited in found)
