"""Derivatives, limits and expansions in numbers, against what was found by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derive.judging.exact.numbers import Number, Point, Undefined, differ, evaluate, series
from derive.meaning import terms as t
from derive.meaning.scope import Scope
from derive.meaning.terms import Comparison, Folding, Term

from .building import (
    AT_J,
    AT_K,
    NULLS,
    ONE,
    POINT,
    RELU,
    ROW,
    SCOPE,
    TWO,
    ZERO,
    A,
    B,
    F,
    H,
    L,
    P,
    S,
    V,
    W,
    X,
    Y,
    Z,
    apply,
    compare,
    d,
    fn,
    fold,
    item,
    limit,
    matrix,
    minus,
    num,
    over,
    plus,
    pow_,
    q,
    softmax,
    times,
)

DERIVATIVES: list[tuple[str, Term, str]] = [
    ("power", d(pow_(P, 3), P), "12"),
    ("not through what is free of it", d(pow_(P, 3), A), "0"),
    ("quotient", d(over(A, P), P), "-1/8"),
    ("sqrt", d(fn("sqrt", pow_(P, 4)), P), "4"),
    ("exponent", d(pow_(ONE, P), P), "0"),
    ("exp", d(fn("exp", times(B, ZERO)), ZERO), "-3"),
    ("tanh, sinh, sin, tan at 0", d(plus(*(fn(name, ZERO) for name in ("tanh", "sinh", "sin", "tan"))), ZERO), "4"),
    ("sigmoid", d(fn("sigmoid", ZERO), ZERO), "1/4"),
    ("log", d(fn("log", P), P), "1/2"),
    ("∂L/∂Y is what is given", d(L, Y, Y.shape), "1 2; 3 4"),
    ("∂L/∂W = XᵀG", d(L, W, W.shape), "13 18; 17 24; 21 30"),
    ("∂L/∂X = GWᵀ", d(L, X, X.shape), "1 3 1; 3 5 2"),
    ("flipped", d(L, W, ("n", "m"), flipped=True), "13 17 21; 18 24 30"),
    ("by an entry", d(L, item(W, num(3), TWO)), "30"),
    ("array by scalar", d(times(pow_(P, 2), V), P, V.shape), "4 -8 12"),
    ("softmax Jacobian", d(softmax(NULLS), NULLS, ("n", "n")), "1/4 -1/4; -1/4 1/4"),
    ("column by row", d(t.MatMul(X, t.Transpose(V, shape=("m", 1)), shape=("n", 1)), V, X.shape), "1 2 3; 4 5 6"),
    (
        "column by row, flipped",
        d(t.MatMul(X, t.Transpose(V, shape=("m", 1)), shape=("n", 1)), V, W.shape, flipped=True),
        "1 4; 2 5; 3 6",
    ),
    ("through every path", d(q("E"), P), "12"),
    ("a defined quantity is a variable", d(q("E"), Z), "2"),
    ("∂Y/∂Y through nothing else", d(item(Y, ONE, ONE), item(Y, ONE, TWO)), "0"),
    ("second derivative", d(d(pow_(P, 3), P), P), "12"),
    ("mixed", d(d(times(pow_(P, 2), pow_(B, 3)), B), P), "108"),
    ("two variables are not confused", d(times(P, d(plus(P, B), B)), P), "1"),
    ("one variable at two depths is not confused", d(times(P, d(times(P, P), P)), P), "8"),
    ("function, prime", apply(pow_(S, 3), V, 1), "3 12 27"),
    ("function, two primes", apply(pow_(S, 3), V, 2), "6 -12 18"),
    ("derivative of f'(x²)", d(apply(pow_(S, 3), pow_(P, 2), 1), P), "96"),
    ("by a parameter", apply(times(S, d(pow_(S, 3), S)), P), "24"),
    ("prime through a derivative by the parameter", apply(times(S, d(pow_(S, 3), S)), P, 1), "36"),
    ("unknown function of a defined scalar", d(t.Unknown("f", (Z,)), P), "252"),
    ("a parameter hides a variable", d(t.Apply("p", pow_(P, 3), 0, times(TWO, P)), P), "96"),
    ("relu on its sides", t.Grid(((apply(RELU, A, 1), apply(RELU, B, 1)),), shape=(1, 2)), "1 0"),
    ("abs, max, min", d(plus(fn("abs", B), fn("max", B, A), fn("min", B, A)), B), "0"),
    ("a kink in what is not varied", d(times(P, fn("abs", ZERO)), P), "0"),
    ("0 times a kink", d(times(ZERO, P), P), "0"),
]

LIMITS: list[tuple[str, Term, str]] = [
    ("difference quotient", limit(over(minus(pow_(plus(P, H), 3), pow_(P, 3)), H)), "12"),
    ("of an unknown function", limit(over(minus(t.Unknown("f", (plus(P, H),)), t.Unknown("f", (P,))), H)), "19"),
    ("(eʰ - 1)/h", limit(over(minus(fn("exp", H), ONE), H)), "1"),
    ("(1 - cos h)/h²", limit(over(minus(ONE, fn("cos", H)), pow_(H, 2))), "1/2"),
    ("log(1 + h)/h", limit(over(fn("log", plus(ONE, H)), H)), "1"),
    ("expansions of unequal length", limit(plus(over(minus(fn("exp", H), ONE), H), fn("exp", H))), "2"),
    ("elsewhere", t.Limit("h", TWO, over(minus(pow_(H, 2), num(4)), minus(H, TWO))), "4"),
    ("no variable", limit(P), "2"),
    ("array", t.Limit("h", num(0), over(times(H, V), H), shape=V.shape), "1 -2 3"),
    ("derivative of a limit", d(limit(over(minus(pow_(plus(P, H), 3), pow_(P, 3)), H)), P), "12"),
    ("limit of a derivative", limit(over(minus(d(pow_(P, 3), P), num(12)), plus(H, ONE))), "0"),
    ("limit in a limit", limit(over(times(H, t.Limit("g", num(0), over(times(q("g"), H), q("g")))), pow_(H, 2))), "1"),
]


@pytest.mark.parametrize(
    ("term", "expected"), [row[1:] for row in DERIVATIVES + LIMITS], ids=[row[0] for row in DERIVATIVES + LIMITS]
)
def test_a_term_has_the_value_found_by_hand(term: Term, expected: str) -> None:
    assert evaluate(term, SCOPE, POINT) == matrix(expected)


def taylor(term: Term, order: int) -> list[Fraction | Number]:
    return [coefficient[0][0] for coefficient in series(term, SCOPE, POINT, "h", order)]


@pytest.mark.parametrize(
    ("term", "coefficients"),
    [
        (fn("exp", H), "1 1 1/2 1/6"),
        (over(minus(fn("exp", H), fn("exp", t.Negative(H))), times(TWO, H)), "1 0 1/6 0"),
        (over(ONE, minus(ONE, H)), "1 1 1 1"),
        (over(H, plus(H, pow_(H, 2))), "1 -1 1 -1"),
        (fn("sqrt", plus(num(4), H)), "2 1/4 -1/64 1/512"),
        (fn("log", plus(ONE, H)), "0 1 -1/2 1/3"),
        (fn("tanh", H), "0 1 0 -1/3"),
        (fn("sin", plus(H, pow_(H, 2))), "0 1 1 -1/6"),
        (A, "1/2 0 0 0"),
    ],
)
def test_a_term_has_the_expansion_found_by_hand(term: Term, coefficients: str) -> None:
    assert taylor(term, 3) == list(matrix(coefficients)[0])


def test_an_expansion_reaches_the_order_asked_for_after_division() -> None:
    assert taylor(over(minus(fn("exp", H), plus(ONE, H)), pow_(H, 2)), 12)[12] == F(1, 87178291200)


UNDEFINED: list[tuple[str, Term, str]] = [
    ("derivative by a sum", d(P, plus(P, A)), "neither a quantity"),
    ("relu' at its kink", apply(RELU, ZERO, 1), "kink"),
    ("relu in an array", d(t.Unknown("M", (ONE, apply(RELU, NULLS))), NULLS, NULLS.shape), "kink"),
    ("|0|'", d(fn("abs", ZERO), ZERO), "kink"),
    ("sign' at 0", d(fn("sign", ZERO), ZERO), "kink"),
    ("max' at a tie", d(fn("max", P, TWO), P), "kink"),
    ("x = 0, varied", d(t.Cases(((ONE, compare(ZERO, Comparison.EQUAL, num(0))), (TWO, None))), ZERO), "kink"),
    ("sqrt' at 0", d(fn("sqrt", ZERO), ZERO), "division by zero"),
    ("derivative across a removable pole", d(times(pow_(ZERO, 2), over(ONE, ZERO)), ZERO), "division by zero"),
    ("limit of 1/h", limit(over(ONE, H)), "infinity"),
    ("limit of |h|/h", limit(over(fn("abs", H), H)), "kink"),
    ("limit of log h", limit(fn("log", H)), "log of 0"),
    ("h/(h - h)", limit(over(H, minus(H, H))), "division by zero"),
    ("limit that needs a ninth power", limit(over(pow_(H, 9), pow_(H, 9))), "division by zero"),
    ("exp of an infinite limit", limit(fn("exp", over(ONE, H))), "infinity"),
]


@pytest.mark.parametrize(("term", "reason"), [row[1:] for row in UNDEFINED], ids=[row[0] for row in UNDEFINED])
def test_what_has_no_value_is_refused(term: Term, reason: str) -> None:
    with pytest.raises(Undefined, match=reason):
        evaluate(term, SCOPE, POINT)


def test_an_expansion_at_a_pole_is_refused() -> None:
    with pytest.raises(Undefined, match="infinity"):
        taylor(over(ONE, H), 1)


def bodies() -> st.SearchStrategy[Term]:
    """Functions of the parameter s that are smooth everywhere."""
    leaves = st.sampled_from([S, S, ONE, A])

    def grown(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
        functions = st.builds(fn, st.sampled_from(["sin", "cos", "tanh", "sigmoid"]), inner)
        pairs = st.one_of(st.builds(times, inner, inner), st.builds(minus, inner, inner))
        bounded = st.builds(lambda top, below: over(top, plus(ONE, pow_(below, 2))), inner, inner)
        return functions | pairs | bounded | st.builds(lambda term: fn("exp", fn("sin", term)), inner)

    return st.recursive(leaves, grown, max_leaves=6)


@given(body=bodies(), argument=st.fractions(-2, 2, max_denominator=6), primes=st.integers(0, 1))
@settings(max_examples=60, deadline=None)
def test_a_derivative_is_the_limit_of_its_difference_quotient(body: Term, argument: Fraction, primes: int) -> None:
    place = t.Constant(argument)
    quotient = over(minus(apply(body, plus(place, H), primes), apply(body, place, primes)), H)
    left, right = (evaluate(term, SCOPE, POINT)[0][0] for term in (apply(body, place, primes + 1), limit(quotient)))
    assert not differ(left, right)
    assert differ(left + Fraction(1, 10**30), right)


def softmax_rule(sign: int) -> Term:
    """dy ⊙ y ± y·(dy·y) at a row, where dy = ∂L/∂y."""
    inner = fold(Folding.SUM, ONE, t.SizeValue("n"), times(item(q("dy", (1, "n")), ONE, AT_K), item(Q, ONE, AT_K)))
    entry = times(item(Q, ONE, AT_J), plus(item(q("dy", (1, "n")), ONE, AT_J), times(num(sign), inner)))
    return t.Table(entry, "i", "j", shape=(1, "n"))


Q = q("y", (1, "n"))
SOFTMAX = Scope(
    definitions={"y": softmax(ROW), "E": t.Unknown("E", (Q,)), "dy": d(q("E"), Q, (1, "n"))},
)
entries = st.fractions(-3, 3, max_denominator=5)
slopes = st.fractions(Fraction(1, 5), 3, max_denominator=5)


@given(row=st.tuples(entries, entries, entries), upstream=st.tuples(slopes, slopes, slopes))
@settings(max_examples=60, deadline=None)
def test_a_true_rule_is_never_refuted_and_a_false_one_is(
    row: tuple[Fraction, ...], upstream: tuple[Fraction, ...]
) -> None:
    point = Point(sizes={"n": 3}, values={"r": (row,)}, gradients={("E", 0): (upstream,)})
    gradient = d(q("E"), ROW, (1, "n"))
    truth, right, wrong = (evaluate(term, SOFTMAX, point)[0] for term in (gradient, softmax_rule(-1), softmax_rule(1)))
    assert not any(differ(one, other) for one, other in zip(truth, right, strict=True))
    assert any(differ(one, other) for one, other in zip(truth, wrong, strict=True))
