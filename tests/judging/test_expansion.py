"""Expansions and limits of expressions, against series known from books, and refusals."""

from __future__ import annotations

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Piecewise, Rational, cos, exp, log, sin, sqrt

from derive.judging.symbols.expansion import NoLimit, below, coefficients, limit
from derive.judging.symbols.normal import NormalForm
from derive.judging.symbols.opaque import Opaque
from derive.judging.symbols.ratios import Unsupported
from derive.judging.verdict import Kind
from tests.judging.claims import verdict

X, T, C = sympy.symbols("x t c", real=True)


def f(argument: sympy.Expr, order: int = 0) -> sympy.Expr:
    return Opaque.of("f", (argument,), (order,))


SERIES = [
    ("exp", exp(T), 0, [1, 1, Rational(1, 2), Rational(1, 6)]),
    ("log", log(1 + T), 0, [0, 1, Rational(-1, 2), Rational(1, 3)]),
    ("root", sqrt(1 + T), 0, [1, Rational(1, 2), Rational(-1, 8)]),
    ("geometric", 1 / (1 - T), 0, [1, 1, 1, 1]),
    ("pole", 1 / T, -1, [1, 0, 0]),
    ("double pole", cos(T) / T**2, -2, [1, 0, Rational(-1, 2), 0]),
    ("removed pole", sin(T) / T, -1, [0, 1, 0, Rational(-1, 6)]),
    ("unknown", f(X + T), 0, [f(X), f(X, 1), f(X, 2) / 2, f(X, 3) / 6]),
    ("difference quotient", (f(X + T) - f(X)) / T, -1, [0, f(X, 1), f(X, 2) / 2]),
    ("zero", T - T, 0, [0, 0]),
]


@pytest.mark.parametrize(("expression", "low", "expected"), [r[1:] for r in SERIES], ids=[r[0] for r in SERIES])
def test_series(expression: sympy.Expr, low: int, expected: list[sympy.Expr]) -> None:
    found_low, found = coefficients(expression, T, low + len(expected) - 1)
    assert found_low == low
    form = NormalForm()
    assert [form.is_zero(a - b) for a, b in zip(found, expected, strict=True)] == [True] * len(expected)
    assert not any(form.is_zero(a - b - 1) for a, b in zip(found, expected, strict=True))


LIMITS = [
    ("no variable", X, 0, X),
    ("sine", sin(T) / T, 0, 1),
    ("derivative", (f(X + T) - f(X)) / T, 0, f(X, 1)),
    ("symmetric", (f(X + T) - f(X - T)) / (2 * T), 0, f(X, 1)),
    ("elsewhere", (T**2 - C**2) / (T - C), C, 2 * C),
    ("exponential", (exp(C * T) - 1) / T, 0, C),
]


@pytest.mark.parametrize(("expression", "to", "expected"), [row[1:] for row in LIMITS], ids=[row[0] for row in LIMITS])
def test_limits(expression: sympy.Expr, to: sympy.Expr, expected: sympy.Expr) -> None:
    found = limit(expression, T, sympy.sympify(to))
    assert NormalForm().is_zero(found - expected)
    assert not NormalForm().is_zero(found - 2 * expected)
    assert T not in found.free_symbols - expected_symbols(to)


def expected_symbols(to: object) -> set[object]:
    return set(sympy.sympify(to).free_symbols)


@pytest.mark.parametrize("expression", [1 / T, X / T**2, (X + T) / T, f(X + T) / T, (f(X + T) - f(X)) / T**2])
def test_an_infinite_limit_is_none(expression: sympy.Expr) -> None:
    with pytest.raises(NoLimit, match="infinite"):
        limit(expression, T, sympy.Integer(0))


@pytest.mark.parametrize("expression", [sympy.Abs(T) / T, log(T), exp(-1 / T), sqrt(T) / T, T * log(T)])
def test_what_has_no_series_is_not_given_one(expression: sympy.Expr) -> None:
    expression = expression.replace(sympy.Abs, lambda u: Piecewise((u, u >= 0), (-u, True)))
    with pytest.raises((Unsupported, NoLimit)):
        limit(expression, T, sympy.Integer(0))


ORDERS = [
    ("exactly", exp(T) - 1 - T, 2, True),
    ("one more", exp(T) - 1 - T, 3, False),
    ("central", (f(X + T) - f(X - T)) / (2 * T) - f(X, 1), 2, True),
    ("central is not better", (f(X + T) - f(X - T)) / (2 * T) - f(X, 1), 3, False),
    ("forward", (f(X + T) - f(X)) / T - f(X, 1), 1, True),
    ("forward is worse", (f(X + T) - f(X)) / T - f(X, 1), 2, False),
    ("a pole is no remainder", 1 / T, 1, False),
    ("a constant is no remainder", sympy.Integer(1), 1, False),
]


@pytest.mark.parametrize(("difference", "order", "expected"), [r[1:] for r in ORDERS], ids=[r[0] for r in ORDERS])
def test_orders(difference: sympy.Expr, order: int, expected: bool) -> None:
    form = NormalForm()
    assert all(form.is_zero(each) for each in below(difference, T, order)) is expected


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(-3, 3), min_size=1, max_size=5), st.lists(st.integers(-3, 3), min_size=1, max_size=4))
def test_a_quotient_times_its_divisor_is_the_dividend(top: list[int], bottom: list[int]) -> None:
    over = sum(c * T**k for k, c in enumerate(top))
    under = sum(c * T**k for k, c in enumerate([*bottom, 1]))
    low, found = coefficients(over / under, T, 6)
    product = sympy.expand(under * sum(c * T ** (low + k) for k, c in enumerate(found)) - over)
    assert all(product.coeff(T, k) == 0 for k in range(low, 6))


BESIDE = [
    (r"|x + d| = |x| + d + O(d^2), \quad x > 0", r"|x + d| = |x| - d + O(d^2), \quad x > 0"),
    (r"\max(0, x + d) = x + d + O(d^3), \quad x > 0", r"\max(0, x + d) = O(d^3), \quad x > 0"),
]


@pytest.mark.parametrize(("true", "false"), BESIDE)
def test_a_comparison_that_holds_at_zero_holds_around_it(true: str, false: str) -> None:
    assert verdict(r"x, d \in R", true).kind is Kind.PROVED
    assert verdict(r"x, d \in R", false).kind is Kind.REFUTED


@pytest.mark.parametrize("open_", [r"|d| = d + O(d^2)", r"|x + d| = x + d + O(d^2), \quad x \ge 0"])
def test_one_that_may_turn_there_is_not_told(open_: str) -> None:
    assert verdict(r"x, d \in R", open_).kind is not Kind.PROVED


def test_no_more_is_assumed_than_is_needed() -> None:
    found = verdict(r"x, d \in R", r"|x + d| = |x| + d + O(d^2)")
    assert (found.kind, found.assumption) == (Kind.CONDITIONAL, "x > 0")
