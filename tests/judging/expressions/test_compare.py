"""Expressions of SymPy: equal, different or open, and never by a floating-point number."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from derive.judging.expressions.compare import Different, Open, Same, compare
from derive.judging.expressions.values import value

x, y = sympy.symbols("x y")
p, q = sympy.symbols("p q", positive=True)
n = sympy.Symbol("n", integer=True, positive=True)
f, g = sympy.Function("f"), sympy.Function("g")
M, V = sympy.MatrixSymbol("M", 2, 2), sympy.IndexedBase("V")
i, j = sympy.Dummy("i"), sympy.Dummy("i")
r, z = sympy.Symbol("x", real=True), sympy.Symbol("z", complex=True)
SECONDS = 20.0


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ((x + y) ** 2, x**2 + 2 * x * y + y**2),
        (sympy.sin(x) ** 2 + sympy.cos(x) ** 2, 1),
        (sympy.tanh(x), 1 - 2 / (sympy.exp(2 * x) + 1)),
        (1 / (1 + sympy.exp(-x)), sympy.exp(x) / (1 + sympy.exp(x))),
        (sympy.tan(x) * sympy.cos(x), sympy.sin(x)),
        (sympy.sec(x) * sympy.cot(x) * sympy.sin(x), 1),
        (sympy.log(p * q), sympy.log(p) + sympy.log(q)),
        (sympy.sqrt(x**2), sympy.Abs(x)),
        (sympy.Max(x, 0) - sympy.Min(x, 0), sympy.Abs(x)),
        (sympy.Heaviside(x, 1) * x, sympy.Max(x, 0)),
        (sympy.Piecewise((x, x > 0), (0, True)), sympy.Max(x, 0)),
        (f(x + x) + g(y), g(y) + f(2 * x)),
        (sympy.Derivative(x**3, x), 3 * x**2),
        (sympy.Sum(V[n], (n, 1, 3)), V[1] + V[2] + V[3]),
        (M[0, 0] * M[1, 1], M[1, 1] * M[0, 0]),
        (2**x, sympy.exp(x * sympy.log(2))),
        (x, sympy.Symbol("x", real=True)),
        (1, sympy.Integer(1)),
        (i + i, 2 * i),
        (sympy.Sum(i * y, (i, 1, 3)), sympy.Sum(j * y, (j, 1, 3))),
        (V[n] + V[n], 2 * V[n]),
        (V[i] * V[0], V[0] * V[i]),
        (sympy.Symbol("V") * V[0], V[0] * sympy.Symbol("V")),
        (sympy.Derivative(f(2 * x), x), f(2 * x).diff(x)),
    ],
)
def test_equal(left: Any, right: Any) -> None:
    assert compare(left, right, SECONDS) == Same()


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ((x + y) ** 2, x**2 + x * y + y**2, Different({"x": "2", "y": "3"}, "25", "19")),
        (sympy.sqrt(x**2), x, Different({"x": "-1"}, "1", "-1")),
        (sympy.Max(x, 0), x, Different({"x": "-1"}, "0", "-1")),
        (sympy.tanh(x), sympy.tanh(x / 2), Different({"x": "2"}, "0.964028", "0.761594")),
        ((-1) ** n, 1, Different({"n": "3"}, "-1", "1")),
        (sympy.sqrt(p**2), -p, Different({"p": "2"}, "2", "-2")),
        (sympy.pi, sympy.Rational(355, 113), Different({}, "3.14159", "355/113")),
        (M[0, 1], M[1, 0], Different({"M[0, 1]": "2", "M[1, 0]": "3"}, "2", "3")),
        (sympy.Derivative(x**3, x), 2 * x**2, Different({"x": "2"}, "12", "8")),
        (1, 2, Different({}, "1", "2")),
        (sympy.sign(x), 1, Different({"x": "-1"}, "-1", "1")),
    ],
)
def test_different(left: Any, right: Any, found: Different) -> None:
    assert compare(left, right, SECONDS) == found


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        (sympy.log(x * y), sympy.log(x) + sympy.log(y), "no values were found at which it is not"),
        (f(x), f(y), "not shown to be zero"),
        (sympy.gamma(x + 1), x * sympy.gamma(x), "gamma is not covered"),
        (sympy.Derivative(f(x), x), f(x), "Derivative is not covered"),
        (0.5 * x, x / 2, "is a floating-point number; expected an exact one"),
        (0.5, sympy.Rational(1, 2), "is a floating-point number"),
        (sympy.Symbol("A", commutative=False), sympy.Symbol("A", commutative=False), "does not commute"),
        (
            sympy.Symbol("A", commutative=False) * sympy.Symbol("B", commutative=False),
            sympy.Symbol("B", commutative=False) * sympy.Symbol("A", commutative=False),
            "does not commute",
        ),
        (sympy.Symbol("z", imaginary=True), sympy.Symbol("z", imaginary=True), "is not a real number"),
        (sympy.I * x, x, "ImaginaryUnit is not covered"),
        (x, sympy.Symbol("x", positive=True), "two symbols x, of which different things are assumed"),
        (sympy.Symbol("exp/1#0", real=True), sympy.exp(x), "has a `#` in its name"),
        (sympy.zoo, sympy.zoo, "is infinite"),
        (sympy.oo, sympy.oo, "is infinite"),
        (sympy.nan, sympy.nan, "is no number"),
        (sympy.Integral(x, x), x**2 / 2, "is an integral"),
        (sympy.Limit(x, x, 0), 0, "is a limit"),
        (sympy.Sum(x, (n, 1, q)), q * x, "bounds that are not numbers"),
        (M, M, "is a matrix without entries"),
        (sympy.Trace(M), M[0, 0], "is a matrix without entries"),
        ("x", x, "'x' is no expression"),
        (None, 0, "None is no expression"),
        (True, 1, "is no expression of a number"),
        (sympy.Eq(x, y), 0, "is no expression of a number"),
        (sympy.Heaviside(1 / sympy.Heaviside(x)), 2, "SymPy failed here: Invalid comparison"),
    ],
)
def test_open(left: Any, right: Any, reason: str) -> None:
    found = compare(left, right, SECONDS)
    assert isinstance(found, Open) and reason in found.reason


@pytest.mark.parametrize(
    ("left", "right", "name"),
    [
        (i - j, 0, "_i"),
        (i * x, j * x, "_i"),
        (i, j, "_i"),
        (sympy.exp(i) * sympy.exp(j), sympy.exp(2 * i), "_i"),
        (sympy.Dummy("x"), x, "x"),
        (x, sympy.Dummy("x"), "x"),
        (sympy.Dummy("x"), sympy.Symbol("_x"), "_x"),
        (sympy.Wild("x"), x, "x"),
        (sympy.Wild("x"), sympy.Symbol("x_"), "x_"),
        (sympy.Idx("x"), x, "x"),
        (sympy.Symbol("M[0, 0]"), M[0, 0], "M[0, 0]"),
        (sympy.Symbol("V[0]"), V[0], "V[0]"),
        (sympy.IndexedBase("M")[0, 0], M[0, 0], "M"),
        (sympy.MatrixSymbol("M", 3, 3)[0, 0], M[0, 0], "M"),
        (sympy.IndexedBase("V", shape=(3,))[0], V[0], "V[0]"),
        (V[i], V[j], "V[_i]"),
        (sympy.Function("f", positive=True)(x), f(x), "f()"),
    ],
)
def test_different_things_of_one_name_are_open(left: Any, right: Any, name: str) -> None:
    found = compare(left, right, SECONDS)
    assert isinstance(found, Open) and found.reason.startswith(f"there are two different {name}, ")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (x - r, 0),
        (sympy.Subs(sympy.Derivative(g(x, r), r), r, 0), sympy.Subs(sympy.Derivative(g(r, r), r), r, 0)),
    ],
)
def test_a_symbol_and_its_real_namesake_are_not_one_within_a_side(left: Any, right: Any) -> None:
    found = compare(left, right, SECONDS)
    assert isinstance(found, Open) and "two symbols x, of which different things are assumed" in found.reason


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (sympy.re(z), z),
        (sympy.conjugate(z), z),
        (sympy.Abs(z) ** 2, z**2),
        (sympy.log(sympy.exp(z)), z),
        (z, z),
        (sympy.re(sympy.Symbol("a", antihermitian=True)), sympy.Symbol("a", antihermitian=True)),
        (sympy.re(sympy.Function("f", complex=True)(x)), sympy.Function("f", complex=True)(x)),
        (sympy.re(sympy.IndexedBase("C", complex=True)[0]), sympy.IndexedBase("C", complex=True)[0]),
    ],
)
def test_what_is_declared_complex_is_open(left: Any, right: Any) -> None:
    found = compare(left, right, SECONDS)
    assert isinstance(found, Open) and "is declared complex" in found.reason


@pytest.mark.parametrize(
    ("left", "right"),
    [(V[(n + 1) ** 2], V[n**2 + 2 * n + 1]), (V[n], V[1]), (sympy.MatrixSymbol("B", 1, 1)[n - 1, 0], M[0, 0])],
)
def test_entries_whose_places_are_not_known_are_not_different(left: Any, right: Any) -> None:
    assert isinstance(compare(left, right, SECONDS), Open)


@pytest.mark.parametrize("other", [sympy.Lambda(x, x), sympy.Lambda(x, x + 1), x])
def test_a_function_that_is_not_applied_is_open(other: Any) -> None:
    found = compare(sympy.Lambda(x, x), other, SECONDS)
    assert isinstance(found, Open) and "a function that is not applied" in found.reason


def test_what_takes_too_long_is_open() -> None:
    sides = sum(sympy.symbols("a:z")) ** 8, sum(sympy.symbols("a:y")) ** 8
    assert compare(*sides, 0.0) == Open("0 seconds were not enough")


def trees() -> st.SearchStrategy[Any]:
    leaves = st.sampled_from([x, y, sympy.Integer(1), sympy.Integer(-2), sympy.Rational(1, 3)])
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.tuples(inner, inner).map(lambda two: two[0] + two[1]),
            st.tuples(inner, inner).map(lambda two: two[0] * two[1]),
            inner.map(sympy.exp),
            inner.map(sympy.tanh),
            inner.map(lambda one: sympy.Max(one, 0)),
        ),
        max_leaves=5,
    )


@given(trees())
def test_what_is_expanded_is_never_different_and_what_is_shifted_never_the_same(tree: Any) -> None:
    assert not isinstance(compare(tree, sympy.expand(tree), SECONDS), Different)
    assert not isinstance(compare(tree, tree + x**2 + 1, SECONDS), Same)


@pytest.mark.parametrize(
    ("expression", "number"),
    [
        (x**2 - 1 / x, Fraction(7, 2)),
        (sympy.sqrt(x + 2), Fraction(2)),
        (sympy.Piecewise((1, (x > 1) & sympy.Ne(x, 2)), (2, (x < 0) | sympy.Eq(x, 2)), (3, True)), Fraction(2)),
        (sympy.Piecewise((1, sympy.Not(x <= 3)), (5, x >= 2)), Fraction(5)),
    ],
)
def test_values_are_exact(expression: Any, number: Fraction) -> None:
    assert value(expression, {x: Fraction(2)}) == number
