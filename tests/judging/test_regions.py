"""Expressions with cases, region by region: boundaries are told apart, kinks are excluded, poles are named."""

from __future__ import annotations

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Abs, Eq, Ne, Piecewise

from derive.judging.symbols.inequalities import Inequality, is_solvable, linear, signed
from derive.judging.symbols.normal import NormalForm
from derive.judging.symbols.regions import Regions

X, Y, Z, T = sympy.symbols("x y z t", real=True)
E = sympy.exp
P = sympy.Symbol("p", positive=True)
Relu = Piecewise((X, X > 0), (0, True))
Step = Piecewise((1, X >= 0), (0, True))


def top(*values: sympy.Expr) -> sympy.Expr:
    result = values[0]
    for value in values[1:]:
        result = Piecewise((result, result >= value), (value, True))
    return result


def absolute(value: sympy.Expr) -> sympy.Expr:
    return Piecewise((value, value >= 0), (-value, True))


def total(*conditions: sympy.Expr) -> sympy.Expr:
    """Upstream gradients of many numbers, each where its condition holds."""
    return sympy.Add(*(sympy.Symbol(f"g{k}") * Piecewise((U[k], each), (0, True)) for k, each in enumerate(conditions)))


U = sympy.symbols("u:9", real=True)
POSITIVE = [u > 0 for u in U]
NOT_NEGATIVE = [u >= 0 for u in U]

EQUAL = [
    ("at the boundary both are 0", Relu, Piecewise((X, X >= 0), (0, True))),
    ("other way round", Relu, Piecewise((0, X < 0), (X, True))),
    ("as absolute value", Relu, (X + Abs(X)) / 2),
    ("maximum", top(X, Y), (X + Y + absolute(X - Y)) / 2),
    ("maximum of three", top(X, Y, Z), top(Z, top(Y, X))),
    ("a factor in a comparison", top(2 * X, 2 * Y), 2 * top(X, Y)),
    ("absolute value of a product", Abs(X * Y, evaluate=False), absolute(X) * absolute(Y)),
    ("a point that fits", Piecewise((0, Eq(X, 0)), (X, True)), X),
    ("unequal", Piecewise((X, Ne(X, 0)), (0, True)), X),
    ("a condition that holds", Piecewise((X, X**2 + 1 > 0), (7, True)), X),
    ("a condition by assumption", Piecewise((X, P > 0), (7, True)), X),
    ("a common factor", Piecewise((X, X > 0), (X * Y, True)),
     Piecewise((top(X, X * Y), Y <= 1), (-top(-X, -X * Y), True))),
    ("a sum of squares", Piecewise((X, X**2 + P * Y**2 + P > 0), (7, True)), X),
    ("minimum and maximum", top(X, Y) - top(-X, -Y), X + Y),
    ("exponentials in order", top(E(X), E(Y)), E(top(X, Y))),
    ("an exponential below 1", top(E(-absolute(X)), sympy.Integer(1)), sympy.Integer(1)),
    ("many numbers, each by itself", total(*POSITIVE), total(*NOT_NEGATIVE)),
    ("cases that cancel a number", Step + Piecewise((1, X < 0), (0, True)) + Y, 1 + Y),
    ("exponentials by twice", top(2 * E(X), 2 * E(2 * Y)), Piecewise((2 * E(X), X > 2 * Y), (2 * E(2 * Y), True))),
]

DIFFERENT = [
    ("a step and its open twin", Step, Piecewise((1, X > 0), (0, True))),
    ("many numbers, one of them by another", total(*POSITIVE), total(*NOT_NEGATIVE[:-1], U[0] >= 0)),
    ("many numbers, one of them turned", total(*POSITIVE), total(*NOT_NEGATIVE[:-1], U[8] <= 0)),
    ("a step in another number", Step, Piecewise((1, Y >= 0), (0, True))),
    ("cases that cancel all but one point", Step + Piecewise((1, X <= 0), (0, True)) + Y, 1 + Y),
    ("steps at other places", Step, Piecewise((1, X >= 1), (0, True))),
    ("a step turned", Step, 1 - Piecewise((1, X <= 0), (0, True))),
    ("one point only", Piecewise((1, Eq(X, 0)), (X, True)), X),
    ("one point of two", Piecewise((X, Eq(X, Y)), (Y, True)), X),
    ("a common factor, the other way", Piecewise((X, X > 0), (X * Y, True)),
     Piecewise((top(X, X * Y), Y >= 1), (-top(-X, -X * Y), True))),
    ("a common factor, always the top", Piecewise((X, X > 0), (X * Y, True)), top(X, X * Y)),
    ("absolute value", Abs(X), X),
    ("absolute value of a sum", absolute(X + Y), absolute(X) + absolute(Y)),
    ("relu of a product", Relu * Piecewise((Y, Y > 0), (0, True)), Piecewise((X * Y, X * Y > 0), (0, True))),
    ("maximum is not minimum", top(X, Y), -top(-X, -Y)),
    ("maximum of two is not of three", top(X, Y, Z), top(X, Y)),
    ("the sign of a product", Piecewise((1, X * Y > 0), (0, True)), Piecewise((1, X > 0), (0, True))),
    ("no case in a region", Piecewise((X, X > 0)), X),
    ("exponentials in the other order", top(E(-X), E(-Y)), E(-Y - top(X, Y))),
    ("the lesser exponential", top(E(X), E(Y)), E(-top(-X, -Y))),
    ("an exponential above 1", top(E(absolute(X)), sympy.Integer(1)), sympy.Integer(1)),
    ("exponentials with two factors", top(2 * E(X), E(Y)), Piecewise((2 * E(X), X > Y), (E(Y), True))),
    ("a sum of exponentials is no order", Piecewise((1, E(X) + E(Y) > 0), (0, True)),
     Piecewise((1, X > -Y), (0, True))),
    ("an exponential beside 2", top(E(X), sympy.Integer(2)), Piecewise((E(X), X > 0), (sympy.Integer(2), True))),
    ("a factor that is no number", Piecewise((1, X * E(Y) > X), (0, True)), Piecewise((1, Y > 0), (0, True))),
]


@pytest.mark.parametrize(("left", "right"), [row[1:] for row in EQUAL], ids=[row[0] for row in EQUAL])
def test_equal(left: sympy.Expr, right: sympy.Expr) -> None:
    assert Regions([], NormalForm()).is_zero(left - right)


@pytest.mark.parametrize(("left", "right"), [row[1:] for row in DIFFERENT], ids=[row[0] for row in DIFFERENT])
def test_not_equal(left: sympy.Expr, right: sympy.Expr) -> None:
    assert not Regions([], NormalForm()).is_zero(left - right)


def test_a_kink_is_excluded_and_no_other_boundary() -> None:
    open_step = Piecewise((1, X > 0), (0, True))
    assert Regions([X], NormalForm()).is_zero(Step - open_step)
    assert Regions([-2 * X], NormalForm()).is_zero(Step - open_step)
    assert not Regions([Y], NormalForm()).is_zero(Step - open_step)
    assert not Regions([X - 1], NormalForm()).is_zero(Step - open_step)
    assert not Regions([X * X + 1], NormalForm()).is_zero(Step - open_step)


def test_a_kink_of_a_product_is_one_of_each_factor() -> None:
    difference = Step - Piecewise((1, X > 0), (0, True))
    assert Regions([X * Y], NormalForm()).is_zero(difference)
    assert not Regions([Y * Z], NormalForm()).is_zero(difference)


def test_a_boundary_without_values_is_a_pole_and_is_named() -> None:
    regions = Regions([], NormalForm())
    sign = Piecewise((1, X > 0), (-1, X < 0), (0, True))
    assert regions.is_zero(absolute(X) / X - sign)
    assert regions.poles == {X}


def test_a_pole_excuses_nothing_beside_it() -> None:
    assert not Regions([], NormalForm()).is_zero(absolute(X) / X - Piecewise((1, X > 0), (1, True)))
    assert not Regions([], NormalForm()).is_zero(Piecewise((1 / Y, X > 0), (sympy.zoo, True)) - 1 / Y)


@pytest.mark.parametrize(
    ("given_", "expected"), [([], False), ([X - 1], True), ([1 - X], False), ([X + Y, -Y], True), ([Y], False)]
)
def test_assumed_inequalities_close_regions(given_: list[sympy.Expr], expected: bool) -> None:
    rows = [row for each in given_ for row in linear(each, strict=True)]
    assert Regions([], NormalForm(), rows).is_zero(absolute(X) - X) is expected


def test_an_assumed_boundary_is_not_an_assumed_inside() -> None:
    difference = Step - Piecewise((1, X > 0), (0, True))
    assert Regions([], NormalForm(), linear(X, strict=True)).is_zero(difference)
    assert not Regions([], NormalForm(), linear(X, strict=False)).is_zero(difference)


SYSTEMS = [
    ("nothing", [], True),
    ("both signs", [(X, 1), (-X, 1)], False),
    ("zero and positive", [(X, 0), (X, 1)], False),
    ("a chain", [(X - Y, 1), (Y - Z, 1), (Z - X, 1)], False),
    ("a chain that is open", [(X - Y, 1), (Y - Z, 1), (X - Z, 1)], True),
    ("a sum", [(X, 1), (Y, 1), (-X - Y, 1)], False),
    ("a sum that touches", [(X, 0), (Y, 0), (X + Y, 0)], True),
    ("a constant", [(sympy.Integer(-1), 1)], False),
    ("between one and two", [(X - 1, 1), (2 - X, 1)], True),
    ("between two and one", [(X - 2, 1), (1 - X, 1)], False),
    ("monomials are independent", [(X * Y, -1), (X, 1), (Y, 1)], True),
]


@pytest.mark.parametrize(("system", "expected"), [row[1:] for row in SYSTEMS], ids=[row[0] for row in SYSTEMS])
def test_systems_of_inequalities(system: list[tuple[sympy.Expr, int]], expected: bool) -> None:
    rows: list[Inequality] = [row for expression, sign in system for row in signed(expression, sign)]
    assert is_solvable(rows) is expected


COEFFICIENTS = st.lists(st.integers(-3, 3), min_size=3, max_size=3)


@settings(max_examples=100, deadline=None)
@given(st.lists(COEFFICIENTS, min_size=1, max_size=5), st.tuples(st.integers(-3, 3), st.integers(-3, 3)))
def test_a_system_with_a_solution_is_never_called_empty(forms: list[list[int]], point: tuple[int, int]) -> None:
    expressions = [a * X + b * Y + c for a, b, c in forms]
    values = dict(zip((X, Y), point, strict=True))
    rows = [row for e in expressions for row in signed(e, int(sympy.sign(e.xreplace(values))))]
    assert is_solvable(rows)
