"""Short names for the terms of the tests of the reading in numbers, and a point at which they are evaluated."""

from __future__ import annotations

from fractions import Fraction

from derive.judging.exact.numbers import Point
from derive.meaning import terms as t
from derive.meaning.scope import Scope
from derive.meaning.terms import Comparison, Condition, Folding, Shape, Term

F = Fraction
Rows = tuple[tuple[Fraction, ...], ...]


def matrix(text: str) -> Rows:
    """A matrix written as rows between semicolons, `1 2; 3 1/2`."""
    return tuple(tuple(F(number) for number in row.split()) for row in text.split(";"))


def num(value: int | str) -> Term:
    return t.Constant(F(value))


def q(name: str, shape: Shape = ()) -> Term:
    return t.Quantity(name, shape=shape)


def item(array: Term, row: Term, column: Term) -> Term:
    return t.Item(array, row, column)


def fn(name: str, *arguments: Term) -> Term:
    return t.Map(name, arguments, shape=arguments[0].shape)


def plus(*parts: Term, shape: Shape = ()) -> Term:
    return t.Plus(parts, shape=shape)


def minus(left: Term, right: Term) -> Term:
    return plus(left, t.Negative(right, shape=right.shape), shape=left.shape or right.shape)


def times(left: Term, right: Term) -> Term:
    return t.Times(left, right, shape=left.shape or right.shape)


def over(top: Term, bottom: Term) -> Term:
    return t.Quotient(top, bottom, shape=top.shape or bottom.shape)


def pow_(base: Term, exponent: int | str | Term) -> Term:
    return t.Power(base, exponent if isinstance(exponent, Term) else num(exponent), shape=base.shape)


def d(numerator: Term, by: Term, shape: Shape = (), *, flipped: bool = False) -> Term:
    return t.Derivative(numerator, by, flipped, shape=shape)


def fold(folding: Folding, low: Term, high: Term, body: Term, condition: Condition | None = None) -> Term:
    return t.Fold(folding, "k", low, high, body, condition, shape=body.shape)


def compare(left: Term, comparison: Comparison, right: Term) -> t.Compare:
    return t.Compare(comparison, left, right)


def limit(body: Term, to: int = 0) -> Term:
    return t.Limit("h", num(to), body)


def apply(body: Term, argument: Term, primes: int = 0) -> Term:
    return t.Apply("s", body, primes, argument, shape=argument.shape)


ONE, TWO, HALF = num(1), num(2), num("1/2")
AT_I, AT_J, AT_K = t.Index("i"), t.Index("j"), t.Index("k")
A, B, H, S, ZERO, P = q("a"), q("b"), q("h"), q("s"), q("zero"), q("p")
X, W, V = q("X", ("n", "m")), q("W", ("m", "n")), q("v", (1, "m"))
Y, L, Z = q("Y", ("n", "n")), q("L"), q("z")
COLUMN, ROW, NULLS = q("c", ("n", 1)), q("r", (1, "n")), q("nulls", (1, "n"))
RELU = t.Cases(((S, compare(S, Comparison.GREATER, num(0))), (num(0), None)))
SCOPE = Scope(
    sizes=frozenset({"n", "m"}),
    definitions={
        "Y": t.MatMul(X, W, shape=("n", "n")),
        "L": t.Unknown("L", (Y,)),
        "z": pow_(P, 2),
        "E": times(Z, P),
        "T": t.Table(times(AT_I, AT_J), "i", "j", shape=("n", "m")),
    },
)
POINT = Point(
    sizes={"n": 2, "m": 3},
    values={
        "X": matrix("1 2 3; 4 5 6"),
        "W": matrix("1 0; -1 2; 0 1/2"),
        "v": matrix("1 -2 3"),
        "c": matrix("1; 2"),
        "r": matrix("3 5"),
        "nulls": matrix("0 0"),
        "a": matrix("1/2"),
        "b": matrix("-3"),
        "p": matrix("2"),
        "zero": matrix("0"),
    },
    indices={"i": 2},
    gradients={("L", 0): matrix("1 2; 3 4"), ("M", 0): matrix("10"), ("M", 1): matrix("1 2")},
    polynomials={"f": (F(1), F(-1), F(2), F(1))},
)


def softmax(row: Term) -> Term:
    total = fold(Folding.SUM, ONE, t.SizeValue("n"), fn("exp", item(row, ONE, AT_K)))
    return t.Table(over(fn("exp", item(row, ONE, AT_J)), total), "i", "j", shape=(1, "n"))
