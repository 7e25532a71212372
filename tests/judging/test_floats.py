"""Expressions in float64 at chance points: what has no value there parts nothing."""

from __future__ import annotations

import pytest
import sympy

from derive.judging.symbols.floats import parted

X, Y = sympy.symbols("x y", real=True)


@pytest.mark.parametrize("value", [sympy.I * sympy.pi, sympy.zoo, sympy.nan, sympy.log(-2), sympy.sqrt(-3)])
def test_a_number_that_is_not_real_parts_nothing(value: sympy.Expr) -> None:
    assert not parted(sympy.Add(X, value, evaluate=False))
    assert not parted(X * sympy.exp(sympy.Mul(value, Y, evaluate=False)) + 1)


@pytest.mark.parametrize("difference", [X - Y, X**2 - X, sympy.exp(X) - 1, X + sympy.pi])
def test_what_differs_plainly_is_parted(difference: sympy.Expr) -> None:
    assert parted(difference)


@pytest.mark.parametrize("difference", [(X + Y) ** 2 - X**2 - 2 * X * Y - Y**2, sympy.log(X**2) - 2 * sympy.log(X)])
def test_what_is_equal_is_not(difference: sympy.Expr) -> None:
    assert not parted(difference)
