"""The reading in numbers: values, conditions and refusals, against what was found by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from derive.judging.exact.numbers import OutOfRange, Undefined, evaluate, holds
from derive.meaning import terms as t
from derive.meaning.terms import Comparison, Condition, Folding, Term

from .building import (
    AT_I,
    AT_J,
    AT_K,
    COLUMN,
    HALF,
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

VALUES: list[tuple[str, Term, str]] = [
    ("constant", num("2/3"), "2/3"),
    ("size", t.SizeValue("m"), "3"),
    ("free index", AT_I, "2"),
    ("item", item(X, AT_I, t.SizeValue("m")), "6"),
    ("table binds", t.Table(plus(times(num(10), AT_I), AT_J), "i", "j", shape=("n", "m")), "11 12 13; 21 22 23"),
    ("item of a table", item(t.Table(minus(AT_I, AT_J), "i", "j", shape=("n", "m")), ONE, num(3)), "-2"),
    (
        "a definition sees no index of its use",
        t.Table(item(q("T", ("n", "m")), AT_J, AT_I), "i", "j", shape=(2, 2)),
        "1 2; 2 4",
    ),
    ("grid", t.Grid(((A, B), (ONE, TWO)), shape=(2, 2)), "1/2 -3; 1 2"),
    ("spread scalar", t.Spread(A, shape=(2, "n")), "1/2 1/2; 1/2 1/2"),
    ("spread row", t.Spread(ROW, shape=(3, "n")), "3 5; 3 5; 3 5"),
    ("spread column", t.Spread(COLUMN, shape=("n", "m")), "1 1 1; 2 2 2"),
    ("transpose", t.Transpose(X, shape=("m", "n")), "1 4; 2 5; 3 6"),
    ("array plus scalars", plus(V, A, ONE, shape=V.shape), "5/2 -1/2 9/2"),
    ("negative", t.Negative(V, shape=V.shape), "-1 2 -3"),
    ("entrywise product", times(V, V), "1 4 9"),
    ("scalar times array", times(A, V), "1/2 -1 3/2"),
    ("matrix product", Y, "-1 11/2; -1 13"),
    ("quotient", over(ONE, V), "1 -1/2 1/3"),
    ("negative power", pow_(B, -2), "1/9"),
    ("0^0", pow_(ZERO, 0), "1"),
    ("0^(1/2)", pow_(ZERO, "1/2"), "0"),
    ("0^(1/3)", pow_(ZERO, "1/3"), "0"),
    ("half power", pow_(num("9/4"), "-3/2"), "8/27"),
    ("exp 0", fn("exp", ZERO), "1"),
    ("log 1", fn("log", ONE), "0"),
    ("sqrt", fn("sqrt", num("9/4")), "3/2"),
    ("odd functions at 0", plus(*(fn(name, ZERO) for name in ("sin", "tan", "tanh", "sinh", "erf", "sign"))), "0"),
    ("cos, cosh, sigmoid at 0", plus(*(fn(name, ZERO) for name in ("cos", "cosh", "sigmoid"))), "5/2"),
    ("abs, sign", plus(fn("abs", B), fn("sign", B)), "2"),
    ("max of array and scalars", fn("max", V, num(0), A), "1 1/2 3"),
    ("min", fn("min", B, A), "-3"),
    ("sum", fold(Folding.SUM, ONE, t.SizeValue("m"), item(V, ONE, AT_K)), "2"),
    ("sum but for 2", fold(Folding.SUM, ONE, num(3), AT_K, compare(AT_K, Comparison.UNEQUAL, TWO)), "4"),
    ("sum of nothing", fold(Folding.SUM, ONE, num(0), AT_K), "0"),
    ("array sum of nothing", fold(Folding.SUM, ONE, num(0), V), "0 0 0"),
    ("product", fold(Folding.PRODUCT, TWO, num(4), AT_K), "24"),
    ("product of nothing", fold(Folding.PRODUCT, TWO, ONE, AT_K), "1"),
    ("maximum", fold(Folding.MAX, ONE, num(3), item(V, ONE, AT_K)), "3"),
    ("minimum", fold(Folding.MIN, ONE, num(3), item(V, ONE, AT_K)), "-2"),
    ("sum of arrays", fold(Folding.SUM, ONE, TWO, times(AT_K, V)), "3 -6 9"),
    ("first case that holds", apply(RELU, V), "1 0 3"),
    ("a parameter hides a quantity", t.Apply("p", pow_(P, 3), 0, times(TWO, P)), "64"),
    ("a definition sees no parameter", t.Apply("p", plus(Z, P), 0, num(3)), "7"),
    ("a function sees no parameter of another", t.Apply("p", apply(plus(S, P), times(TWO, P)), 0, num(5)), "12"),
    ("array case", t.Cases(((num(0), None),), shape=("n", "n")), "0 0; 0 0"),
    ("unknown polynomial", t.Unknown("f", (V,), shape=V.shape), "3 3 43"),
    ("its second derivative", t.Unknown("f", (V,), 2, shape=V.shape), "10 -8 22"),
    ("its fourth derivative", t.Unknown("f", (A,), 4), "0"),
    ("unknown function of a matrix", L, "59"),
    ("unknown function of two", t.Unknown("M", (A, ROW)), "18"),
    ("softmax", softmax(NULLS), "1/2 1/2"),
]


@pytest.mark.parametrize(("term", "expected"), [row[1:] for row in VALUES], ids=[row[0] for row in VALUES])
def test_a_term_has_the_value_found_by_hand(term: Term, expected: str) -> None:
    assert evaluate(term, SCOPE, POINT) == matrix(expected)


def test_memory_is_kept_for_one_call_only() -> None:
    assert evaluate(Z, SCOPE, POINT) == matrix("4")
    assert evaluate(Z, SCOPE, replace(POINT, values={"p": matrix("3")})) == matrix("9")


def test_a_given_value_goes_before_a_definition() -> None:
    assert evaluate(Z, SCOPE, replace(POINT, values={"z": matrix("7")})) == matrix("7")


UNDEFINED: list[tuple[str, Term, str]] = [
    ("1/0", over(ONE, ZERO), "division by zero"),
    ("0/0", over(ZERO, ZERO), "division by zero"),
    ("log 0", fn("log", ZERO), "log of 0"),
    ("sqrt -3", fn("sqrt", B), "sqrt of -3"),
    ("0^-1", pow_(ZERO, -1), "division by zero"),
    ("maximum of nothing", fold(Folding.MAX, ONE, num(0), AT_K), "max of nothing"),
    ("minimum of nothing", fold(Folding.MIN, ONE, num(0), AT_K), "min of nothing"),
    ("no case holds", t.Cases(((ONE, compare(B, Comparison.GREATER, num(0))),)), "none of the cases"),
    (
        "undecided case",
        t.Cases(((ONE, compare(fn("log", fn("exp", A)), Comparison.EQUAL, A)),)),
        "could not be decided",
    ),
    ("no such function", fn("bessel", A), "bessel"),
    ("no such quantity", q("mystery"), "mystery"),
    ("no such index", t.Index("l"), "index l"),
    ("no such unknown function", t.Unknown("g", (A,)), "unknown function g"),
    ("prime without a polynomial", t.Unknown("M", (A,), 1), "unknown function M"),
    ("half an index", item(V, ONE, A), "not an integer"),
    ("half a bound", fold(Folding.SUM, ONE, A, AT_K), "not an integer"),
]


@pytest.mark.parametrize(("term", "reason"), [row[1:] for row in UNDEFINED], ids=[row[0] for row in UNDEFINED])
def test_what_has_no_value_is_refused(term: Term, reason: str) -> None:
    with pytest.raises(Undefined, match=reason):
        evaluate(term, SCOPE, POINT)


@pytest.mark.parametrize(
    ("term", "message"),
    [
        (item(X, num(3), ONE), "X has no row 3, only rows 1 to 2"),
        (item(X, ONE, num(4)), "X has no column 4, only columns 1 to 3"),
        (item(X, num(0), ONE), "X has no row 0, only rows 1 to 2"),
        (item(t.Transpose(X, shape=W.shape), ONE, num(3)), "the array has no column 3, only columns 1 to 2"),
        (fold(Folding.SUM, ONE, num(3), item(X, AT_K, ONE)), "X has no row 3, only rows 1 to 2"),
        (d(L, item(W, ONE, num(3))), "W has no column 3, only columns 1 to 2"),
    ],
)
def test_an_index_out_of_range_names_array_index_and_size(term: Term, message: str) -> None:
    with pytest.raises(OutOfRange, match=message):
        evaluate(term, SCOPE, POINT)


TRUE, FALSE = compare(A, Comparison.LESS, ONE), compare(A, Comparison.GREATER, ONE)
OPEN = compare(fn("log", fn("exp", A)), Comparison.EQUAL, A)
CONDITIONS: list[tuple[Condition, bool | None]] = [
    (TRUE, True),
    (FALSE, False),
    (OPEN, None),
    (compare(A, Comparison.AT_LEAST, HALF), True),
    (compare(A, Comparison.AT_MOST, HALF), True),
    (compare(A, Comparison.EQUAL, HALF), True),
    (compare(A, Comparison.UNEQUAL, HALF), False),
    (compare(A, Comparison.GREATER, HALF), False),
    (compare(fn("exp", A), Comparison.GREATER, num("3/2")), True),
    (compare(fn("exp", A), Comparison.EQUAL, num("3/2")), False),
    (compare(V, Comparison.GREATER, num(0)), False),
    (compare(V, Comparison.UNEQUAL, num(0)), True),
    (compare(V, Comparison.AT_LEAST, V), True),
    (t.Not(FALSE), True),
    (t.Not(OPEN), None),
    (t.Every((TRUE, OPEN)), None),
    (t.Every((OPEN, FALSE)), False),
    (t.Every((TRUE, TRUE)), True),
    (t.Every((FALSE, compare(fn("log", B), Comparison.LESS, A))), False),
    (t.Some((FALSE, OPEN)), None),
    (t.Some((OPEN, TRUE)), True),
    (t.Some((FALSE, FALSE)), False),
]


@pytest.mark.parametrize(("condition", "expected"), CONDITIONS)
def test_a_condition_holds_at_every_entry_or_is_left_open(condition: Condition, expected: bool | None) -> None:
    assert holds(condition, SCOPE, POINT) is expected
