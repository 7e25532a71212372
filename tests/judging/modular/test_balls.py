"""Real numbers with bounds of error: the bounds hold, and what cannot be known is not said."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive.judging.modular.balls import BALLS
from derive.judging.modular.tensors import Data, Tensor
from derive.judging.modular.truths import ordered
from derive.meaning.terms import Comparison

RATIONALS = st.fractions(-50, 50, max_denominator=1000)


def ball(value: Fraction) -> Data:
    return BALLS.number(value)


def holds(found: Data, truth: mpmath.mpf) -> bool:
    return bool(abs(mpmath.mpf(float(found.real)) - truth) <= mpmath.mpf(float(found.imag)))


@given(RATIONALS, RATIONALS, RATIONALS)
def test_the_bounds_of_sums_and_products_hold(a: Fraction, b: Fraction, c: Fraction) -> None:
    found = BALLS.times(BALLS.add(ball(a), ball(b)), BALLS.add(ball(c), BALLS.negative(ball(b))))
    truth = (a + b) * (c - b)
    with mpmath.workprec(200):
        assert holds(found, mpmath.mpf(truth.numerator) / truth.denominator)


FUNCTIONS: list[tuple[str, Callable[[Data], Data], Callable[[mpmath.mpf], mpmath.mpf]]] = [
    ("exp", BALLS.exponential, mpmath.exp),
    ("log", BALLS.logarithm, mpmath.log),
    ("root", lambda x: BALLS.root(x)[0], mpmath.sqrt),
    ("reciprocal", lambda x: BALLS.reciprocal(x)[0], lambda x: 1 / x),
    ("sine", lambda x: BALLS.wave(x)[0], mpmath.sin),
    ("cosine", lambda x: BALLS.wave(x)[1], mpmath.cos),
    ("erf", BALLS.erf, mpmath.erf),
]


@pytest.mark.parametrize(("name", "ours", "theirs"), FUNCTIONS, ids=[row[0] for row in FUNCTIONS])
@given(value=st.fractions(Fraction(1, 1000), 50, max_denominator=1000))
def test_the_bounds_of_functions_hold(
    name: str, ours: Callable[[Data], Data], theirs: Callable[[mpmath.mpf], mpmath.mpf], value: Fraction
) -> None:
    third = BALLS.times(ball(value), ball(Fraction(1, 3)))
    with mpmath.workprec(200):
        assert holds(ours(third), theirs(mpmath.mpf(value.numerator) / value.denominator / 3))


SMALL: list[tuple[str, Callable[[], Data], mpmath.mpf]] = [
    ("a number", lambda: ball(Fraction(1, 10**400)), mpmath.mpf(10) ** -400),
    ("hardly a number", lambda: ball(Fraction(1, 7 * 10**321)), mpmath.mpf(10) ** -321 / 7),
    ("about zero, squared", lambda: BALLS.times(np.asarray(1e-200j), np.asarray(1e-200j)), mpmath.mpf(10) ** -400),
    ("the reciprocal of a large one", lambda: BALLS.reciprocal(np.asarray(1e200 + 1e190j))[0], 1 / (1e200 - 9e189)),
    ("an exponential", lambda: BALLS.exponential(ball(Fraction(-740))), mpmath.exp(-740)),
]


@pytest.mark.parametrize(("name", "found", "truth"), SMALL, ids=[row[0] for row in SMALL])
def test_the_bounds_hold_where_numbers_get_too_small(
    name: str, found: Callable[[], Data], truth: mpmath.mpf
) -> None:
    assert holds(found(), truth) and found().imag < 1e-150


def test_the_bound_of_a_number_too_large_is_infinite() -> None:
    assert ball(Fraction(10**400)).imag == np.inf


UNKNOWN: list[tuple[str, Callable[[], Data]]] = [
    ("1/0", lambda: BALLS.reciprocal(np.asarray(0j))[0]),
    ("1/about 0", lambda: BALLS.reciprocal(np.asarray(1e-20 + 1e-10j))[0]),
    ("log -1", lambda: BALLS.logarithm(np.asarray(-1 + 0j))),
    ("log 0", lambda: BALLS.logarithm(np.asarray(0j))),
    ("root of -1", lambda: BALLS.root(np.asarray(-1 + 0j))[0]),
    ("too large", lambda: BALLS.exponential(np.asarray(1000 + 0j))),
    ("too small", lambda: BALLS.exponential(np.asarray(-1000 + 0j))),
    ("a product too small", lambda: BALLS.times(np.asarray(1e-200 + 0j), np.asarray(1e-200 + 0j))),
]


@pytest.mark.parametrize(("name", "found"), UNKNOWN, ids=[row[0] for row in UNKNOWN])
def test_where_nothing_is_known_the_bound_is_infinite(name: str, found: Callable[[], Data]) -> None:
    with np.errstate(all="ignore"):
        assert found().imag == np.inf


@pytest.mark.parametrize("comparison", list(Comparison))
def test_what_overlaps_is_open(comparison: Comparison) -> None:
    left, right = (Tensor((), np.asarray(centre + 0.1j)) for centre in (1.0, 1.1))
    found = ordered(comparison, left, right)
    assert not found.yes.data and not found.no.data


@pytest.mark.parametrize(
    ("comparison", "holds"),
    [
        (Comparison.EQUAL, True),
        (Comparison.UNEQUAL, False),
        (Comparison.LESS, False),
        (Comparison.AT_MOST, True),
        (Comparison.GREATER, False),
        (Comparison.AT_LEAST, True),
    ],
)
def test_exact_numbers_may_be_equal(comparison: Comparison, holds: bool) -> None:
    zero = Tensor((), BALLS.number(Fraction(0)))
    found = ordered(comparison, zero, zero)
    assert bool(found.yes.data) is holds and bool(found.no.data) is not holds


def test_a_real_quantity_less_itself_is_not_known_to_be_zero() -> None:
    x = BALLS.coordinates(np.array([12345]))
    gap = BALLS.add(x, BALLS.negative(x))
    assert gap.real == 0 and gap.imag > 0
