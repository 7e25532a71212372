"""Gradients of expressions, held against SymPy's own derivatives, and their values in floating point."""

import math
from typing import Any

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from derive.judging.symbols.floats import Floats, NotFloat
from derive.judging.symbols.gradients import Gradients
from derive.judging.symbols.opaque import Opaque

X, Y, Z = sympy.symbols("x y z", real=True)
F = Opaque.of("f", (X * Y, Y**2))
EXPRESSIONS = (
    X * Y * Z,
    X**3 / (1 + Y**2),
    sympy.exp(X * Y) * sympy.log(1 + X**2),
    sympy.sqrt(X**2 + Y**2),
    (1 + Y**2) ** X,
    sympy.sin(X) * sympy.cos(X * Y) + sympy.atan(Y) - sympy.erf(X),
    sympy.Piecewise((X**2 * Y, X > Y), (Y, True)),
    sympy.Abs(X) * Y,
    F * X,
)


@pytest.mark.parametrize("expression", EXPRESSIONS)
@pytest.mark.parametrize("variables", [(X,), (X, Y), (X, Y, Z)])
def test_gradients_are_the_derivatives_of_sympy(expression: Any, variables: tuple[Any, ...]) -> None:
    gradient = Gradients(variables).of(expression)
    assert gradient.keys() <= set(variables)
    for variable in variables:
        assert sympy.expand(gradient.get(variable, 0) - sympy.diff(expression, variable)) == 0


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_without_variables_every_symbol_is_one(expression: Any) -> None:
    slopes = {v for v in expression.free_symbols if sympy.diff(expression, v) != 0}
    assert Gradients().of(expression).keys() == slopes


def test_an_unknown_function_is_differentiated_by_each_argument_once() -> None:
    first, second = Opaque.of("f", F.inner, (1, 0)), Opaque.of("f", F.inner, (0, 1))
    assert Gradients([Y]).of(F) == {Y: first * X + second * 2 * Y}
    assert Gradients([Y]).of(F) != {Y: first * X}


def test_what_does_not_vary_has_no_derivative() -> None:
    assert Gradients([Z]).of(sympy.exp(X * Y) + 3) == {}


NUMBERS = st.floats(0.5, 2)


@given(NUMBERS, NUMBERS)
def test_values_are_those_of_the_library(x: float, y: float) -> None:
    floats = Floats({X: x, Y: y}.__getitem__)
    for expression in (each for each in EXPRESSIONS if Z not in each.free_symbols and not each.has(Opaque)):
        assert floats.of(expression) == pytest.approx(float(expression.subs({X: x, Y: y})), rel=1e-12)


def test_a_case_that_does_not_hold_needs_no_value() -> None:
    cases = sympy.Piecewise((X, X > 0), (Y, True))
    assert Floats({X: 2.0}.__getitem__).of(cases) == 2.0


def test_a_value_that_is_missing_is_not_a_number() -> None:
    assert math.isnan(Floats({X: -1.0}.__getitem__).of(sympy.log(X)))
    assert math.isnan(Floats({X: 0.0}.__getitem__).of(1 / X))


def test_what_is_not_in_the_table_has_no_value() -> None:
    with pytest.raises(NotFloat, match="gamma has no value in floating point"):
        Floats({X: 1.5}.__getitem__).of(sympy.gamma(X))
