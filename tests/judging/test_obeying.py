"""Values that obey what is assumed of them: numbers that are not small, values of a list, lengths of vectors."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derive.judging.exact.elementary import rational_root
from derive.judging.scalars import NODES, roots
from derive.judging.verdict import Kind

from .claims import claim, verdict

LIST = r"t \in R^n | t_i \in "
UNIT = r"x, y \in R^n | assume \|x\| = 1 | assume \|y\| = 1"
EIGHT = r"x, y \in R^n | assume \|x\| = 8 | assume x^\top y = 0"
TRUE = [
    (LIST + r"\{0, 10\}", "t_i^2 = 10 t_i"),
    (LIST + r"\{5, 10\}", "(t_i - 5) (t_i - 10) = 0"),
    (LIST + r"\{0, 255\}", r"\sum_i t_i^2 = 255 \sum_i t_i"),
    (r"x \in R^n | assume \|x\| = 8", r"x^\top x = 64"),
    (r"x \in R^n | assume 8 = \|x\|", r"\|x\| = 8"),
    (r"x \in R^n | assume \sqrt{x^\top x} = 3", r"x^\top x = 9"),
    (r"X \in R^{n \times m} | assume \|X\|_F = 8", r"\sum_{i,j} x_{ij}^2 = 64"),
    (UNIT, r"\|x - y\|^2 = 2 - 2 x^\top y"),
    (EIGHT, r"\|x - y\|^2 = 64 + y^\top y"),
    (r"x \in R | y := x^2 | assume \sqrt{y} = 2", "x^2 = 4"),
]
FALSE = [
    (LIST + r"\{0, 10\}", "t_i^2 = t_i"),
    (LIST + r"\{5, 10\}", "t_i = t_1"),
    (LIST + r"\{5, 7, 10\}", "t_i = t_1"),
    (LIST + r"\{0, 255\}", r"\sum_i t_i^2 = \sum_i t_i"),
    (r"t \in R | assume t > 100", "t^2 = 100 t"),
    (r"t \in R | assume t < -100", "|t| = t"),
    (r"t \in R^n | assume t_i \ge 50 | assume t_i < 51", r"\sum_i t_i = t_1"),
    (r"t \in R | assume t > 0 | assume t < 0.01", "t = 100 t^2"),
    (r"x \in R^n | assume \|x\| = 8", r"x^\top x = 8"),
    (r"X \in R^{n \times m} | assume \|X\|_F = 8", r"\sum_{i,j} x_{ij}^2 = 8"),
    (UNIT, r"\|x - y\|^2 = 2 - x^\top y"),
    (EIGHT, r"\|x - y\|^2 = 8 + y^\top y"),
    (r"x \in R | y := x^2 | assume \sqrt{y} = 2", "2 x = 4"),
]


@pytest.mark.parametrize(("declared", "formula"), TRUE)
def test_what_follows_from_an_assumption_is_proved(declared: str, formula: str) -> None:
    found = verdict(declared, formula)
    assert found.kind is Kind.PROVED, found.message


@pytest.mark.parametrize(("declared", "formula"), FALSE)
def test_what_does_not_follow_is_refuted(declared: str, formula: str) -> None:
    found = verdict(declared, formula)
    assert found.kind is Kind.REFUTED, found.message


@pytest.mark.parametrize("assumed", [r"\|x\| = -1", r"\|x\| = x_1", r"\|x\| < 1", r"\|x\|_1 = 1"])
def test_other_conditions_on_a_root_stay(assumed: str) -> None:
    made = claim(rf"x \in R^n | assume {assumed}", "x = x")
    plain = claim(rf"x \in R^n | assume {assumed} | assume \|x\| = 2", "x = x")
    assert made.scope.assumptions[0] == plain.scope.assumptions[0]
    assert "sqrt" not in repr(plain.scope.assumptions[1])


@pytest.mark.parametrize(
    ("polynomial", "expected"),
    [((0, -10, 1), [0, 10]), ((50, -15, 1), [5, 10]), ((-6, 3, 0), [2]), ((1, 0, 1), []), ((-2, 0, 1), [])],
)
def test_rational_roots_are_found(polynomial: tuple[int, int, int], expected: list[int]) -> None:
    at = [sum((Fraction(c) * node**k for k, c in enumerate(polynomial)), Fraction(0)) for node in NODES]
    assert sorted(roots(at)) == expected


@pytest.mark.parametrize(("value", "root"), [(4, 2), (Fraction(9, 4), Fraction(3, 2)), (2, None), (-4, None), (0, 0)])
def test_a_root_is_rational_or_none(value: Fraction, root: Fraction | None) -> None:
    assert rational_root(Fraction(value)) == root
