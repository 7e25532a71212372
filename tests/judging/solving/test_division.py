"""Exact division and common denominators: the value stays, and nothing is divided by that was not before."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derive.judging.general.algebra import power
from derive.judging.general.atoms import Entry
from derive.judging.general.expressions import Expression, number, of
from derive.judging.general.zero import is_zero
from derive.judging.solving.division import divided, joined, length

X, Y, Z = (of(Entry(name)) for name in "xyz")
ONE = number(1)

EXACT = [
    ("a difference", X * Y - X * Z, Y - Z, X),
    ("a product of two sums", (X + Y) * (X - Z), X - Z, X + Y),
    ("a square", (X + ONE) * (X + ONE), X + ONE, X + ONE),
    ("a square in the divisor", X * X * Y - Y + X - X * X * X, X * X - ONE, Y - X),
    ("a denominator that stays", power(Z, -1) * (X + Y), X + Y, power(Z, -1)),
]
LEAVES = [
    ("a rest", X * Y - X * Z + ONE, Y - Z),
    ("another sum", X + Y, X - Y),
    ("a rest behind a square", X * X * Y - Y + X, X * X - ONE),
    ("what would be divided by", X * X - ONE, X),
    ("what would be divided by, in a sum", X + Y, X * Z + Y * Z),
]


@pytest.mark.parametrize(("value", "by", "quotient"), [row[1:] for row in EXACT], ids=[row[0] for row in EXACT])
def test_an_exact_quotient_is_found(value: Expression, by: Expression, quotient: Expression) -> None:
    assert divided(value, by) == quotient


@pytest.mark.parametrize(("value", "by"), [row[1:] for row in LEAVES], ids=[row[0] for row in LEAVES])
def test_what_leaves_a_rest_or_a_pole_is_no_quotient(value: Expression, by: Expression) -> None:
    assert divided(value, by) is None


JOINED = [
    ("less one", X * power(X + ONE, -1) - ONE),
    ("what cancels", (X - X * X) * power(ONE - X, -1)),
    ("two at once", X * power(ONE - X, -1) - Y * X * power(ONE - X, -1) - Y),
]
APART = [
    ("two denominators", power(X + ONE, -1) + power(Y + ONE, -1)),
    ("a root of one", power(X + ONE, Fraction(-1, 2)) - ONE),
    ("no denominator", X + Y),
]


@pytest.mark.parametrize("value", [row[1] for row in JOINED], ids=[row[0] for row in JOINED])
def test_one_denominator_is_shorter_and_the_same(value: Expression) -> None:
    found = joined(value)
    assert length(found) < length(value)
    assert is_zero(found - value)


@pytest.mark.parametrize("value", [row[1] for row in APART], ids=[row[0] for row in APART])
def test_what_gets_no_shorter_stays(value: Expression) -> None:
    assert joined(value) == value
