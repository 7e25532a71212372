"""The normal form: what it shows to be zero is zero in numbers, and false twins are never shown."""

from __future__ import annotations

import mpmath
import pytest
import sympy
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from sympy import Rational, cos, erf, exp, log, sin, sqrt

from derive.judging.symbols.normal import NormalForm
from derive.judging.symbols.opaque import Opaque
from derive.judging.symbols.ratios import Unsupported, ZeroDivision

X, Y, A, B = sympy.symbols("x y a b", real=True)
P, Q = sympy.symbols("p q", positive=True)


def f(argument: sympy.Expr, order: int = 0) -> sympy.Expr:
    return Opaque.of("f", (argument,), (order,))


def g(*arguments: sympy.Expr) -> sympy.Expr:
    return Opaque.of("g", arguments)


EQUAL = [
    ("binomial", (X + Y) ** 2, X**2 + 2 * X * Y + Y**2),
    ("cancelled", (X**2 - Y**2) / (X - Y), X + Y),
    ("over two denominators", 1 / (X - 1) - 1 / (X + 1), 2 / (X**2 - 1)),
    (
        "by powers of a symbol that no denominator has",
        A / (X + 1) + A**2 / (Y + 1) + 1 / (X - Y),
        (A * (Y + 1) + A**2 * (X + 1)) / ((X + 1) * (Y + 1)) + 1 / (X - Y),
    ),
    ("exp of a sum", exp(X + Y), exp(X) * exp(Y)),
    ("exp of a multiple", exp(3 * X), exp(X) ** 3),
    ("exp of a part", exp(X / 2) ** 2 * exp(X / 3) ** 3, exp(2 * X)),
    ("sigmoid", 1 / (1 + exp(-X)), exp(X) / (1 + exp(X))),
    ("log of exp", log(exp(X) * exp(Y)), X + Y),
    ("softplus", log(1 + exp(X)), X + log(1 + exp(-X))),
    ("log of a product", log(P * Q), log(P) + log(Q)),
    ("log of a quotient", log(P / Q), log(P) - log(Q)),
    ("log of a power", log(P**3), 3 * log(P)),
    ("log of numbers", log(12), 2 * log(2) + log(3)),
    ("log of an even power", log(X**6), 3 * log(X**2)),
    ("log of even powers", log(X**4 / Y**4), 2 * log(X**2 / Y**2)),
    ("exp of log", exp(2 * log(X)), X**2),
    ("exp of half a log", exp(log(X) / 2), sqrt(X)),
    ("power by parts", X ** (A + B), X**A * X**B),
    ("power less one", X**A / X, X ** (A - 1)),
    ("positive power of a power", (P**A) ** B, P ** (A * B)),
    ("root squared", sqrt(X + Y) ** 2, X + Y),
    ("root rationalised", 1 / (sqrt(X) + 1), (sqrt(X) - 1) / (X - 1)),
    ("root of a number", sqrt(8), 2 * sqrt(2)),
    ("roots of numbers", sqrt(6), sqrt(2) * sqrt(3)),
    ("a number in a root", sqrt(X**2 / 2 + Y**2 / 2), sqrt(2 * X**2 + 2 * Y**2) / 2),
    ("a fraction in a root", sqrt(Rational(2, 3) * X), sqrt(6 * X) / 3),
    ("Pythagoras", sin(X) ** 2 + cos(X) ** 2, sympy.Integer(1)),
    ("unknown at equal arguments", f(X * (X + 1)), f(X**2 + X)),
    ("unknown of two", g(X + Y, 2 * X), g(Y + X, X + X)),
    ("erf", erf((X + Y) / 2), erf(X / 2 + Y / 2)),
]

DIFFERENT = [
    (
        "by powers of a symbol, but for what has none of it",
        A / (sqrt(X) + 1) + A**2 / (Y + 1) + 1 / (sqrt(X) - Y),
        A / (sqrt(X) + 1) + A**2 / (Y + 1) - 1 / (sqrt(X) - Y),
    ),
    (
        "by powers of a symbol, with another power",
        A / (sqrt(X) + 1) + A**3 / (Y + 1),
        A / (sqrt(X) + 1) + A**2 / (Y + 1),
    ),
    ("a power beside a product", A * B / (sqrt(X) + 1) + A**2 / (Y + 1), A * B / (sqrt(X) + 1) - A**2 / (Y + 1)),
    ("binomial", (X + Y) ** 2, X**2 + Y**2),
    ("cancelled", (X**2 - Y**2) / (X - Y), X - Y),
    ("exp of a sum", exp(X + Y), exp(X) + exp(Y)),
    ("exp of a product", exp(X * Y), exp(X) * exp(Y)),
    ("exp of a multiple", exp(3 * X), exp(X) ** 2),
    ("sigmoid", 1 / (1 + exp(-X)), exp(-X) / (1 + exp(X))),
    ("softplus", log(1 + exp(X)), X + log(1 + exp(X))),
    ("log of a sum", log(P + Q), log(P) + log(Q)),
    ("log of a square", log(X**2), 2 * log(X)),
    ("log of an even power", log(X**6), 2 * log(X**3)),
    ("log of an odd power", log(X**3), 3 * log(X)),
    ("log of a negative square", log(-(X**4)), 2 * log(-(X**2))),
    ("log without positivity", log(X * Y), log(X) + log(Y)),
    ("log of a negative", log(-P), -log(P)),
    ("log of numbers", log(12), 2 * log(3) + log(2)),
    ("exp of log", exp(2 * log(X)), 2 * X),
    ("power of a power", (X**A) ** B, X ** (A * B)),
    ("power of a sum", (P + Q) ** A, P**A + Q**A),
    ("log of a power", log(X**A), A * log(X)),
    ("square root of a square", sympy.Pow(X**2, Rational(1, 2)), X),
    ("root of a sum", sqrt(X + Y), sqrt(X) + sqrt(Y)),
    ("a number in a root", sqrt(X**2 / 2 + Y**2 / 2), sqrt(2 * X**2 + 2 * Y**2)),
    ("a number out of a root", sqrt(2 * X), 2 * sqrt(X)),
    ("roots of other numbers", sqrt(6), sqrt(2) * sqrt(5)),
    ("root of a product", sqrt(X * Y), sqrt(X) * sqrt(Y)),
    ("sine and cosine", sin(X) ** 2 - cos(X) ** 2, sympy.Integer(1)),
    ("unknown at other arguments", f(X), f(Y)),
    ("unknown and its derivative", f(X), f(X, 1)),
    ("unknown is not linear", f(X + Y), f(X) + f(Y)),
    ("order of arguments", g(X, Y), g(Y, X)),
    ("erf is not odd twice", erf(-X), erf(X)),
]


@pytest.mark.parametrize(("left", "right"), [row[1:] for row in EQUAL], ids=[row[0] for row in EQUAL])
def test_equal(left: sympy.Expr, right: sympy.Expr) -> None:
    assert NormalForm().is_zero(sympy.Add(left, -right, evaluate=False))
    assert not NormalForm().is_zero(left - right + 1)


@pytest.mark.parametrize(("left", "right"), [row[1:] for row in DIFFERENT], ids=[row[0] for row in DIFFERENT])
def test_not_equal(left: sympy.Expr, right: sympy.Expr) -> None:
    assert not NormalForm().is_zero(left - right)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_order_in_which_expressions_are_seen_plays_no_part(order: tuple[int, int]) -> None:
    form = NormalForm()
    differences = [exp(X / 2) ** 2 - exp(X), exp(X) ** 2 - exp(2 * X)]
    assert all(form.is_zero(differences[k]) for k in order)
    assert not form.is_zero(exp(X / 2) - exp(X))


@pytest.mark.parametrize("expression", [1 / (X - X * (1 - Y) - X * Y), 1 / ((X + 1) ** 2 - X**2 - 2 * X - 1) + X])
def test_a_denominator_that_is_always_zero_is_named(expression: sympy.Expr) -> None:
    with pytest.raises(ZeroDivision, match="denominator is zero"):
        NormalForm().is_zero(expression)


@pytest.mark.parametrize("expression", [sympy.gamma(X), sympy.Min(X, Y), sympy.I * X, sympy.zeta(X) - 1])
def test_what_is_not_covered_is_said(expression: sympy.Expr) -> None:
    with pytest.raises(Unsupported, match="not covered"):
        NormalForm().is_zero(expression)


def test_an_expression_that_grows_too_long_is_given_up() -> None:
    with pytest.raises(Unsupported, match="more than"):
        NormalForm().is_zero((1 + X + Y + A + B) ** 30 - (2 + 2 * X + 2 * Y + 2 * A + 2 * B) ** 30 / 2**30)


LEAVES = st.sampled_from([X, Y, P, sympy.Integer(1), sympy.Integer(2), sympy.Integer(-1), Rational(1, 2)])


def grown(parts: st.SearchStrategy[sympy.Expr]) -> st.SearchStrategy[sympy.Expr]:
    two = st.tuples(parts, parts)
    return st.one_of(
        two.map(lambda pair: pair[0] + pair[1]),
        two.map(lambda pair: pair[0] * pair[1]),
        two.map(lambda pair: pair[0] - pair[1]),
        two.map(lambda pair: pair[0] / (1 + pair[1] ** 2)),
        parts.map(exp),
        parts.map(lambda part: log(1 + part**2)),
        parts.map(lambda part: sqrt(1 + part**2)),
        parts.map(sin),
        parts.map(cos),
    )


EXPRESSIONS = st.recursive(LEAVES, grown, max_leaves=6)
RATIONAL = st.recursive(
    LEAVES,
    lambda parts: st.tuples(parts, parts).flatmap(
        lambda pair: st.sampled_from([pair[0] + pair[1], pair[0] * pair[1], pair[0] / (2 + pair[1] ** 2)])
    ),
    max_leaves=7,
)


def differs(left: sympy.Expr, right: sympy.Expr) -> bool:
    """Whether two expressions are far apart in 40 digits at one of three points."""
    for point in ({X: "0.3", Y: "-1.7", P: "0.6"}, {X: "-0.8", Y: "0.45", P: "1.9"}, {X: "1.1", Y: "2.2", P: "0.2"}):
        values = {symbol: sympy.Float(value, 50) for symbol, value in point.items()}
        sides = [sympy.N(side.xreplace(values), 50) for side in (left, right)]
        if not all(side.is_finite and side.is_real for side in sides):
            continue
        with mpmath.workdps(50):
            a, b = (mpmath.mpf(str(side)) for side in sides)
            if abs(a - b) > mpmath.mpf(10) ** -30 * (1 + abs(a) + abs(b)):
                return True
    return False


@settings(max_examples=80, deadline=None)
@given(EXPRESSIONS, EXPRESSIONS)
@example(exp(X + Y), exp(X) * exp(Y))
@example(sin(X) ** 2, 1 - cos(X) ** 2)
def test_nothing_is_shown_zero_that_is_not_zero_in_numbers(left: sympy.Expr, right: sympy.Expr) -> None:
    assume(differs(left, right))
    try:
        assert not NormalForm().is_zero(left - right)
    except Unsupported:
        return


@settings(max_examples=60, deadline=None)
@given(EXPRESSIONS, st.sampled_from([sympy.Integer(1), X, P, Rational(1, 3)]))
def test_a_small_change_is_seen(expression: sympy.Expr, change: sympy.Expr) -> None:
    form = NormalForm()
    try:
        assert not form.is_zero(sympy.Add(expression, change, -expression, evaluate=False))
    except Unsupported:
        return


@settings(max_examples=60, deadline=None)
@given(RATIONAL, RATIONAL, RATIONAL)
def test_the_laws_of_a_field_are_shown(a: sympy.Expr, b: sympy.Expr, c: sympy.Expr) -> None:
    form = NormalForm()
    assert form.is_zero(sympy.expand(a * (b + c)) - a * b - a * c)
    assert form.is_zero(sympy.together(a + b) - b - a)
    assert not form.is_zero(a * (b + c) - a * b - a * c + 1)
