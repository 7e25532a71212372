"""The parts of a derivation: what is collapsed and what is not, which lines are alike, judged equal, written."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from derive.judging.derivation import letters
from derive.judging.derivation.alike import key
from derive.judging.derivation.building import ONE, ZERO, delta, is_delta, over, plus, simplified, times, total
from derive.judging.derivation.collapsing import Collapse
from derive.judging.derivation.entries import Ground, Stuck, number
from derive.judging.derivation.judged import confirmed, places
from derive.judging.derivation.printing import Writer
from derive.judging.derivation.slopes import Slope
from derive.meaning.scope import Assumption, Scope, Statement
from derive.meaning.terms import (
    Cases,
    Compare,
    Comparison,
    Derivative,
    Fold,
    Folding,
    Grid,
    Index,
    Item,
    Map,
    MatMul,
    Negative,
    Power,
    SizeValue,
    Spread,
    Table,
    Term,
    Times,
    Transpose,
)
from tests.judging.building import AT_I, AT_J, AT_K, TWO, A, B, X, item, num, q

N, M = SizeValue("n"), SizeValue("m")
SQUARE, VECTOR = q("S", ("n", "n")), q("v", ("n", 1))
GROUND = Ground(Scope(sizes=frozenset({"n", "m"}), shapes={"X": ("n", "m"), "S": ("n", "n"), "v": ("n", 1), "a": ()}))
CASE = Compare(Comparison.EQUAL, AT_I, AT_J)


def v(place: Term) -> Term:
    return item(VECTOR, place, ONE)


def s(row: Term, column: Term) -> Term:
    return item(SQUARE, row, column)


def over_k(body: Term, low: Term = ONE, condition: Compare | None = None) -> Term:
    return Fold(Folding.SUM, "k", low, N, body, condition)


def over_index(index: str, body: Term) -> Term:
    return Fold(Folding.SUM, index, ONE, N, body)


def test_a_delta_collapses_a_sum() -> None:
    assert Collapse().of(over_k(times(v(AT_K), delta(AT_K, AT_I)))) == v(AT_I)


def test_a_delta_in_an_inner_sum_collapses_the_outer_one() -> None:
    inner = Fold(Folding.SUM, "j", ONE, N, times(s(AT_K, AT_J), delta(AT_K, AT_I)))
    assert Collapse().of(over_k(inner)) == Fold(Folding.SUM, "j", ONE, N, s(AT_I, AT_J))


@pytest.mark.parametrize(
    "term",
    [
        over_k(times(v(AT_K), delta(AT_K, AT_I)), low=TWO),
        over_k(times(v(AT_K), delta(AT_K, AT_I)), condition=Compare(Comparison.UNEQUAL, AT_K, AT_J)),
        over_k(times(v(AT_K), delta(AT_I, AT_J))),
        over_k(Power(plus(v(AT_K), delta(AT_K, AT_I)), TWO)),
        over_k(Map("exp", (times(v(AT_K), delta(AT_K, AT_I)),))),
        over_k(over(v(AT_K), plus(delta(AT_K, AT_I), ONE))),
        Fold(Folding.PRODUCT, "k", ONE, N, times(v(AT_K), delta(AT_K, AT_I))),
        Fold(Folding.MAX, "k", ONE, N, times(v(AT_K), delta(AT_K, AT_I))),
    ],
)
def test_what_no_delta_fixes_stays_a_sum(term: Term) -> None:
    assert Collapse().of(term) == term


@pytest.mark.parametrize(
    "term",
    [
        Cases(((ONE, Compare(Comparison.EQUAL, A, num(0))), (ZERO, None))),
        Cases(((ONE, Compare(Comparison.UNEQUAL, AT_I, AT_J)), (ZERO, None))),
        Cases(((TWO, CASE), (ZERO, None))),
        Cases(((ONE, CASE), (ONE, None))),
        Cases(((ONE, CASE),)),
    ],
)
def test_not_every_case_is_a_delta(term: Term) -> None:
    assert not is_delta(term)


ALIKE = [
    (times(A, B), times(B, A)),
    (plus(A, B), plus(B, A)),
    (times(A, plus(A, B)), plus(times(A, A), times(B, A))),
    (over(A, B), times(A, over(ONE, B))),
    (over_k(v(AT_K)), Fold(Folding.SUM, "j", ONE, N, v(AT_J))),
    (over_k(times(A, v(AT_K))), times(A, over_k(v(AT_K)))),
    (Cases(((A, CASE), (ZERO, None))), times(delta(AT_J, AT_I), A)),
    (over_index("i", v(plus(Index("i"), AT_J))), over_index("z", v(plus(AT_J, Index("z"))))),
]
UNLIKE = [
    (times(A, B), times(A, A)),
    (plus(A, B), plus(A, Negative(B))),
    (over(A, B), over(B, A)),
    (s(AT_I, AT_J), s(AT_J, AT_I)),
    (over_k(s(AT_I, AT_K)), over_k(s(AT_K, AT_I))),
    (over_index("i", v(plus(Index("i"), AT_J))), over_index("z", v(plus(Index("z"), AT_K)))),
    (over_index("i", v(plus(Index("i"), AT_J))), over_index("z", v(plus(Index("z"), Negative(AT_J))))),
    (over_k(v(AT_K)), Fold(Folding.SUM, "k", ONE, M, v(AT_K))),
    (over_k(v(AT_K)), Fold(Folding.SUM, "k", TWO, N, v(AT_K))),
    (over_k(v(AT_K)), Fold(Folding.PRODUCT, "k", ONE, N, v(AT_K))),
    (over_k(times(v(AT_K), v(AT_K))), times(over_k(v(AT_K)), over_k(v(AT_K)))),
    (over_k(over(v(AT_K), over_k(v(AT_K)))), over_k(v(AT_K))),
    (Cases(((A, CASE), (ZERO, None))), A),
    (Cases(((A, CASE), (B, None))), Cases(((B, CASE), (A, None)))),
    (Map("exp", (plus(A, B),)), plus(Map("exp", (A,)), Map("exp", (B,)))),
    (Map("log", (A,)), Map("exp", (A,))),
]


@pytest.mark.parametrize(("left", "right"), ALIKE)
def test_order_names_and_brackets_make_no_difference(left: Term, right: Term) -> None:
    assert key(left) == key(right)


@pytest.mark.parametrize(("left", "right"), UNLIKE)
def test_what_differs_has_another_key(left: Term, right: Term) -> None:
    assert key(left) != key(right)


@pytest.mark.parametrize(("left", "right"), [ALIKE[2], ALIKE[5]])
def test_without_expanding_a_product_of_sums_stays_one(left: Term, right: Term) -> None:
    assert key(left, expand=False) != key(right, expand=False)


def judged(lines: Sequence[Term], **ranges: str) -> frozenset[int] | None:
    statement = Statement(lines[0], lines[-1], ranges)
    return confirmed(lines, statement, GROUND.scope, lambda: None)


def test_lines_that_are_equal_are_confirmed() -> None:
    assert judged([s(AT_I, AT_J), times(s(AT_I, AT_J), ONE), s(AT_I, AT_J)], i="n", j="n") == frozenset()


@pytest.mark.parametrize(
    "wrong",
    [
        s(AT_J, AT_I),
        s(AT_I, AT_I),
        times(TWO, s(AT_I, AT_J)),
        times(s(AT_I, AT_J), delta(AT_I, AT_J)),
        plus(s(AT_I, AT_J), delta(AT_I, AT_J)),
        Negative(s(AT_I, AT_J)),
        item(Transpose(SQUARE, shape=("n", "n")), AT_I, AT_J),
        item(SQUARE, AT_I, num(4)),
        over(s(AT_I, AT_J), ZERO),
        ZERO,
    ],
)
def test_one_wrong_line_between_equal_ones_refutes_all(wrong: Term) -> None:
    right = s(AT_I, AT_J)
    assert judged([right, wrong, right], i="n", j="n") is None


EVEN = Scope(
    sizes=frozenset({"n", "m"}),
    shapes={"v": ("n", 1), "w": ("m", 1)},
    assumptions=(Assumption(Compare(Comparison.EQUAL, N, plus(M, M)), {}, "n = 2 m"),),
)


@pytest.mark.parametrize("wrong", [v(AT_I), v(plus(AT_I, ONE)), times(TWO, v(plus(AT_I, M)))])
def test_lines_are_compared_at_sizes_that_are_assumed(wrong: Term) -> None:
    right, statement = v(plus(AT_I, M)), Statement(A, A, {"i": "m"})
    assert confirmed([right, times(ONE, right)], statement, EVEN, lambda: None) == frozenset()
    assert confirmed([right, wrong], statement, EVEN, lambda: None) is None


def test_no_place_is_no_evidence() -> None:
    never = Compare(Comparison.UNEQUAL, AT_I, AT_I)
    statement = Statement(A, A, {"i": "n"}, never)
    assert confirmed([A, TWO], statement, GROUND.scope, lambda: None) is None


def test_places_that_only_rename_entries_are_compared_once() -> None:
    statement = Statement(A, A, {"i": "n", "j": "n", "p": "m"})
    assert len(list(places([s(AT_I, AT_J)], statement, {"n": 2, "m": 3}))) == 2


@pytest.mark.parametrize(
    "uneven",
    [
        v(num(1)),
        times(v(AT_I), AT_I),
        v(plus(AT_I, ONE)),
        Fold(Folding.SUM, "k", TWO, N, v(AT_K)),
        Fold(Folding.SUM, "k", ONE, AT_I, v(AT_K)),
        Cases(((ONE, Compare(Comparison.LESS, AT_I, AT_J)), (ZERO, None))),
        Grid(((A, B),), shape=(1, 2)),
    ],
)
def test_where_entries_are_not_alike_all_places_are_compared(uneven: Term) -> None:
    statement = Statement(A, A, {"i": "n", "j": "n"})
    assert len(list(places([uneven], statement, {"n": 3}))) == 9


@pytest.mark.parametrize(
    "term",
    [
        Fold(Folding.MAX, "k", ONE, N, v(AT_K)),
        Fold(Folding.PRODUCT, "k", ONE, N, v(AT_K)),
        Power(TWO, v(AT_I)),
        Map("max", (v(AT_I), A)),
        Map("erf", (v(AT_I),)),
    ],
)
def test_there_is_no_rule_for_every_derivative(term: Term) -> None:
    with pytest.raises(Stuck):
        Slope(v(AT_J), GROUND).of(term)


@pytest.mark.parametrize("term", [Spread(A, shape=("n", "m")), Table(A, "i", "j", shape=("n", "m"))])
def test_what_has_no_written_form_is_not_written(term: Term) -> None:
    with pytest.raises(Stuck):
        Writer({}).write(term)


def test_an_entry_of_an_array_written_out_needs_a_place_in_numbers() -> None:
    grid = Grid(((A, B),), shape=(1, 2))
    assert number(item(grid, ONE, TWO), GROUND) == B
    with pytest.raises(Stuck):
        number(Item(grid, ONE, AT_I), GROUND)


def nested(times_: int) -> Term:
    """`a` divided by itself plus `b`, so many fractions in each other."""
    return A if times_ == 0 else over(A, plus(nested(times_ - 1), B))


@pytest.mark.parametrize(
    ("term", "latex"),
    [
        (nested(2), r"\frac{a}{\frac{a}{a + b} + b}"),
        (nested(3), r"\frac{a}{\frac{a}{a / \left(a + b\right) + b} + b}"),
        (over(A, over(A, times(B, over(A, B)))), r"\frac{a}{\frac{a}{b \left(a / b\right)}}"),
        (over(A, over(A, over(A, times(A, B)))), r"\frac{a}{\frac{a}{a / \left(a b\right)}}"),
        (over(A, over(A, over(A, over(A, B)))), r"\frac{a}{\frac{a}{a / \left(a / b\right)}}"),
        (over(A, over(A, over(plus(A, B), B))), r"\frac{a}{\frac{a}{\left(a + b\right) / b}}"),
        (over(A, over(A, Derivative(A, B))), r"\frac{a}{\frac{a}{\partial a / \partial b}}"),
        (over(A, over(A, times(B, Derivative(A, B)))), r"\frac{a}{\frac{a}{b \left(\partial a / \partial b\right)}}"),
    ],
)
def test_a_fraction_in_two_others_stands_on_the_line(term: Term, latex: str) -> None:
    assert Writer({}).write(term) == latex


TWISTED = r"X^\top \left(X \odot X\right)"


@pytest.mark.parametrize(
    ("term", "latex"),
    [
        (times(plus(A, B), A), r"\left(a + b\right) a"),
        (plus(A, Negative(plus(A, B))), r"a - \left(a + b\right)"),
        (times(over_k(v(AT_K)), A), r"\left(\sum_{k} v_{k}\right) a"),
        (Fold(Folding.SUM, "k", TWO, N, v(AT_K)), r"\sum_{k = 2}^{n} v_{k}"),
        (Fold(Folding.SUM, "k", ONE, M, v(AT_K)), r"\sum_{k = 1}^{m} v_{k}"),
        (Power(over(A, B), TWO), r"\left(\frac{a}{b}\right)^{2}"),
        (item(X, AT_I, plus(AT_J, ONE)), r"x_{i, j + 1}"),
        (item(X, num(1), num(12)), r"x_{1, 12}"),
        (MatMul(Transpose(X, shape=("m", "n")), Times(X, X, shape=("n", "m")), shape=("m", "m")), TWISTED),
    ],
)
def test_brackets_and_bounds_stand_where_they_are_needed(term: Term, latex: str) -> None:
    assert Writer({}).write(term) == latex


def test_no_letter_is_one_that_is_taken() -> None:
    line = total("·1", N, total("·2", N, times(s(Index("·1"), Index("·2")), s(AT_I, AT_J))))
    (chosen,) = letters.lettered([line], frozenset("kl"))
    assert not {*chosen.values()} & {"i", "j", "k", "l"}
    assert len({*chosen.values()}) == 2


def test_a_sum_over_an_empty_condition_is_not_made_simple() -> None:
    term = over_k(ONE, condition=Compare(Comparison.UNEQUAL, AT_K, AT_I))
    assert simplified(term) == term
