"""Random terms: their residues are those of the exact value, laws of algebra agree, and wrong laws differ."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from derive.judging.exact.numbers import Point, Undefined, evaluate
from derive.judging.modular.fields import SCALE
from derive.judging.modular.frames import Frame
from derive.judging.modular.opinion import Agree, Differ, second_opinion
from derive.judging.modular.points import Points
from derive.judging.modular.reading import Reading
from derive.judging.modular.residues import residues
from derive.judging.modular.signs import Signs
from derive.judging.modular.tensors import COLUMN, POINT, ROW, NotModelled, Tensor, arranged
from derive.judging.modular.towers import TOWERS
from derive.judging.modular.trial import Question
from derive.meaning import terms as t
from derive.meaning.scope import Scope, Statement
from derive.meaning.terms import Comparison, Folding, Term
from tests.judging.building import apply, compare, d, fn, item, minus, num, over, plus, pow_, q, times

SIZES = {"n": 2, "m": 3}
X, V, W, A, B, S = q("X", ("n", "m")), q("v", (1, "m")), q("W", ("m", "n")), q("a"), q("b"), q("s")
PRODUCT = t.MatMul(X, W, shape=("n", "n"))
SCOPE = Scope(
    sizes=frozenset(SIZES),
    shapes={"X": X.shape, "v": V.shape, "W": W.shape, "a": (), "b": (), "Y": ("n", "n"), "c": ()},
    definitions={"Y": PRODUCT, "c": plus(times(A, B), pow_(B, 2))},
)
Y, C = q("Y", ("n", "n")), q("c")
FREE = {"X": (2, 3), "v": (1, 3), "W": (3, 2), "a": (1, 1), "b": (1, 1)}
PLACES = st.integers(1, 2).map(num)
LEAVES = st.one_of(
    st.integers(-3, 3).map(num),
    st.sampled_from([A, B, C, t.SizeValue("m")]),
    st.builds(item, st.sampled_from([X, Y]), PLACES, PLACES),
)


def total(body: Term) -> Term:
    return t.Fold(Folding.SUM, "k", num(1), t.SizeValue("m"), times(body, item(V, num(1), t.Index("k"))))


def grown(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    bys = st.sampled_from([A, B, C, item(X, num(1), num(2)), item(Y, num(2), num(1))])
    return st.one_of(
        st.builds(plus, inner, inner),
        st.builds(minus, inner, inner),
        st.builds(times, inner, inner),
        st.builds(over, inner, inner),
        st.builds(pow_, inner, st.integers(-2, 3)),
        st.builds(d, inner, bys),
        st.builds(total, inner),
        st.builds(lambda x: fn("abs", x), inner),
        st.builds(lambda x, y: fn("max", x, y), inner, inner),
        st.builds(lambda x: t.Unknown("f", (x,)), inner),
        st.builds(lambda x, primes: apply(times(S, plus(S, A)), x, primes), inner, st.integers(0, 2)),
        st.builds(lambda x, y: t.Cases(((x, compare(x, Comparison.GREATER, y)), (y, None))), inner, inner),
    )


TERMS = st.recursive(LEAVES, grown, max_leaves=8)


def fractions(points: Points, point: int) -> Point:
    """One of the points, for the exact reading."""
    values = {}
    for name, shape in FREE.items():
        data = arranged(points.numerators(name, shape), [POINT, ROW, COLUMN], [points.count, *shape])[point]
        values[name] = tuple(tuple(Fraction(int(value), SCALE) for value in row) for row in data)
    coefficients = tuple(Fraction(int(value)) for value in points.coefficients("f", (6,)))
    return Point(sizes=SIZES, values=values, polynomials={"f": coefficients})


@settings(deadline=None)
@given(TERMS, st.integers(0, 1000))
def test_residues_are_those_of_the_exact_value(term: Term, seed: int) -> None:
    question, points = Question(Statement(term, num(0)), SCOPE), Points(SCOPE, seed, 2)
    reading = Reading(SCOPE, question.names, SIZES, points, Signs())
    field = residues(TOWERS[seed % 2], 0)
    try:
        with np.errstate(all="ignore"):
            found = reading.value(term, Frame(), field)
    except NotModelled:
        return
    data = arranged(found, [POINT], [points.count])
    for number in np.nonzero(~reading.bad)[0]:
        try:
            exact = evaluate(term, SCOPE, fractions(points, int(number)))[0][0]
        except Undefined:
            continue
        assert isinstance(exact, Fraction)
        if exact.denominator % field.prime:
            assert exact.numerator * pow(exact.denominator, -1, field.prime) % field.prime == data[number]


LAWS: list[Callable[[Term, Term, Term], tuple[Term, Term]]] = [
    lambda x, y, z: (times(plus(x, y), z), plus(times(x, z), times(y, z))),
    lambda x, y, z: (minus(pow_(x, 2), pow_(y, 2)), times(minus(x, y), plus(x, y))),
    lambda x, y, z: (fn("exp", plus(x, y)), times(fn("exp", x), fn("exp", y))),
    lambda x, y, z: (d(times(x, y), A), plus(times(d(x, A), y), times(x, d(y, A)))),
    lambda x, y, z: (d(fn("exp", x), B), times(fn("exp", x), d(x, B))),
    lambda x, y, z: (d(d(x, A), B), d(d(x, B), A)),
    lambda x, y, z: (fn("max", x, y), t.Negative(fn("min", t.Negative(x), t.Negative(y)))),
    lambda x, y, z: (fn("tanh", x), over(fn("sinh", x), fn("cosh", x))),
]


@settings(deadline=None)
@given(st.sampled_from(LAWS), TERMS, TERMS, TERMS)
def test_a_law_never_differs(law: Callable[[Term, Term, Term], tuple[Term, Term]], x: Term, y: Term, z: Term) -> None:
    assert not isinstance(second_opinion(Statement(*law(x, y, z)), SCOPE, [SIZES]), Differ)


@settings(deadline=None)
@given(TERMS, st.sampled_from([num(1), num("1/7"), A, fn("exp", A), times(A, fn("sin", B))]))
def test_a_term_is_not_itself_and_more(term: Term, more: Term) -> None:
    assert not isinstance(second_opinion(Statement(term, plus(term, more)), SCOPE, [SIZES]), Agree)


@settings(deadline=None)
@given(TERMS)
def test_a_term_is_itself_unless_it_has_no_value(term: Term) -> None:
    assert not isinstance(second_opinion(Statement(term, minus(plus(term, A), A)), SCOPE, [SIZES]), Differ)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=4, unique=True), st.integers(1, 3))
def test_groups_of_points_try_every_choice_of_roots(radicands: list[int], points: int) -> None:
    count = points << len(radicands)
    signs = Signs(len(radicands))
    field = residues(TOWERS[0], 0)
    found = [signs.of(Tensor((POINT,), np.full(count, each)), field, count).data for each in radicands]
    again = [signs.of(Tensor((POINT,), np.full(count, each)), field, count).data for each in radicands]
    choices = {tuple(int(value) for value in column) for column in np.array(found).T}
    assert {value for choice in choices for value in choice} == {1, field.prime - 1}
    assert len(choices) == 1 << len(radicands) == 1 << signs.count
    assert np.array_equal(found, again)
    assert all(
        len({each[k] for k in range(start, start + points)}) == 1 for each in found for start in range(0, count, points)
    )
