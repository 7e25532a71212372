r"""An equation behind a claim in its row that makes it true: which of the two is meant is not guessed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from derive.judging import decision
from derive.judging.document import alone, begin, finish
from derive.judging.evidence import Disagreement
from derive.judging.verdict import Kind, Verdict
from derive.meaning.document import understand

from .claims import document, judged

GIVEN = r"x, w \in R^n, A, B, P \in R^{n \times n}, a, b \in R | q := x^\top A x"
SYMMETRIC = r"\frac{\partial q}{\partial x} = 2 A x"
UNIT = r"\|x - (w^\top x) w\|^2 = \|x\|^2 - (w^\top x)^2"


def kinds(formula: str) -> list[Kind]:
    lines = GIVEN.replace(" | ", "\n")
    return [item.verdict.kind for item in judged(f"<!-- derive\n{lines}\n-->\n\n$$\n{formula}\n$$\n")]


@pytest.mark.parametrize(
    "formula",
    [
        rf"{SYMMETRIC}, \qquad A^\top = A",
        rf"{SYMMETRIC} \quad A = A^\top",
        rf"{SYMMETRIC}, \quad A x = A^\top x",
        rf"{UNIT}, \quad \|w\| = 1",
        rf"{UNIT}, \quad w^\top w = 1",
        rf"\begin{{aligned}} {SYMMETRIC}, \quad A^\top &= A \end{{aligned}}",
    ],
)
def test_what_may_be_a_condition_is_not_refuted(formula: str) -> None:
    assert kinds(formula) == [Kind.UNDECIDED, Kind.UNDECIDED]


@pytest.mark.parametrize("formula", [r"P P P = P, \quad P P = P", r"\sum_i w_i a = a, \quad \sum_i w_i = 1"])
def test_an_assumption_that_was_found_is_kept(formula: str) -> None:
    assert kinds(formula) == [Kind.CONDITIONAL, Kind.UNDECIDED]


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        (rf"{SYMMETRIC}, \qquad B^\top = B", [Kind.REFUTED, Kind.REFUTED]),
        (rf"{SYMMETRIC}, \qquad A^\top = -A", [Kind.REFUTED, Kind.REFUTED]),
        (rf"{SYMMETRIC.replace('2', '3')}, \quad A^\top = A", [Kind.REFUTED, Kind.REFUTED]),
        (rf"{UNIT}, \quad \|w\| = 2", [Kind.REFUTED, Kind.REFUTED]),
        (r"a + b = b + a, \quad a b = b a + 1", [Kind.PROVED, Kind.REFUTED]),
        (r"(A B)^\top = B^\top A^\top, \quad (A B)^\top = A^\top B^\top", [Kind.PROVED, Kind.REFUTED]),
        (r"(A B)^\top = A^\top B^\top, \quad (A + B)^\top = A^\top + B^\top", [Kind.REFUTED, Kind.PROVED]),
        (r"\sqrt{a^2} = a, \quad |a| = a", [Kind.CONDITIONAL, Kind.CONDITIONAL]),
        (rf"{SYMMETRIC} \\ A^\top = A", [Kind.REFUTED, Kind.REFUTED]),
        (rf"A^\top = A, \quad {SYMMETRIC}", [Kind.REFUTED, Kind.REFUTED]),
    ],
)
def test_other_equations_beside_each_other_are_judged_alone(formula: str, found: list[Kind]) -> None:
    assert kinds(formula) == found


def test_one_is_told_alone_as_among_the_others() -> None:
    read = document(GIVEN, rf"{SYMMETRIC}, \quad A^\top = A")
    begun = begin(read, understand(read))
    assert [alone(begun, name).verdict.kind for name in begun.tasks] == [Kind.UNDECIDED, Kind.UNDECIDED]


def test_a_disagreement_about_it_is_a_defect(monkeypatch: pytest.MonkeyPatch) -> None:
    def disagrees(*_: object) -> Verdict:
        raise Disagreement("two readings part")

    read = document(GIVEN, rf"{SYMMETRIC}, \quad A^\top = A")
    begun = begin(read, understand(read), ThreadPoolExecutor(1))
    begun.verdicts(None)
    monkeypatch.setattr(decision, "judge", disagrees)
    judgement = finish(begun)
    assert [defect.message for defect in judgement.defects] == ["the readings disagree: two readings part"]
