r"""Ranges of indices behind an equation: several in a row, sets of whole numbers, and letters that can be factors."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from derive.reporting.language import language
from tests.judging.claims import judged

GIVEN = "<!-- derive\nA \\in R^{n \\times n}, x \\in R^n\n-->\n"
SLOPE = r"\frac{\partial (A x)_i}{\partial x_j} = A_{ij}"


def kinds(formula: str) -> list[Kind]:
    """The verdicts on a formula, and on the equation alone below it."""
    return [each.verdict.kind for each in judged(f"{GIVEN}$$ {formula} $$\n\n$$ {SLOPE} $$\n")]


@pytest.mark.parametrize(
    "behind",
    [
        r"\quad i, j \in \mathbb{N}",
        r"\quad i \in \mathbb{Z}",
        r",\quad i = 1, \dots, n, j = 1, \dots, n",
        r",\quad i = 1, \dots, n;\ j = 1, \dots, n",
        r", i = 1, 2, \dots, n,\ j = 1, 2, \dots, n",
        r", i = 1",
        r"\quad i = 1, j = 2",
    ],
)
def test_what_is_said_of_indices_restricts_and_declares_nothing(behind: str) -> None:
    assert kinds(SLOPE + behind) == [Kind.PROVED, Kind.PROVED]
    assert kinds(SLOPE.replace("A_{ij}", "A_{ji}") + behind) == [Kind.REFUTED, Kind.PROVED]


@pytest.mark.parametrize("space", ["", r"\,", r"\;", r"\ ", "~"])
def test_a_letter_in_front_of_a_range_can_be_a_factor(space: str) -> None:
    formula = f"{SLOPE}{space} i, j = 1, \\dots, n"
    assert kinds(formula) == [Kind.UNREAD, Kind.PROVED]
    message = judged(f"{GIVEN}$$ {formula} $$")[0].verdict.message
    assert message.startswith("`i` can be a factor here, or an index of the range behind it")
    assert language("ja").knows(message)
    assert kinds(f"{SLOPE},{space} i, j = 1, \\dots, n") == [Kind.PROVED, Kind.PROVED]


@pytest.mark.parametrize("behind", [r", \quad c = 1", r", \quad c \in \mathbb{N}"])
def test_what_is_no_index_is_defined_or_declared(behind: str) -> None:
    found = [each.verdict.kind for each in judged(f"{GIVEN}$$ {SLOPE}{behind} $$\n\n$$ c A_{{ij}} = A_{{ij}} c $$\n")]
    assert Kind.UNREAD not in found and found[-1] is Kind.PROVED


def test_an_entry_at_the_end_is_no_letter_of_a_range() -> None:
    formula = r"\frac{\partial (x^\top x)}{\partial x_i} = 2 x_i, \quad i = 1, \dots, n"
    assert kinds(formula) == [Kind.PROVED, Kind.PROVED]
