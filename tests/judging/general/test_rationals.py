"""Exact numbers: made of integers and fractions they are as `Fraction` says, whole where they may be, and no floats."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive.judging.general.rationals import Number, plain, raised, ratio

fractions = st.fractions(-20, 20, max_denominator=12)
numbers: st.SearchStrategy[Number] = st.one_of(st.integers(-20, 20), fractions)


def is_plain(value: Number) -> bool:
    return type(value) is int or (type(value) is Fraction and value.denominator > 1)


@given(numbers)
def test_a_whole_number_is_an_integer(value: Number) -> None:
    assert plain(value) == value and is_plain(plain(value))


@given(numbers, numbers.filter(bool))
def test_a_quotient_times_its_divisor_is_the_dividend(top: Number, bottom: Number) -> None:
    assert Fraction(ratio(top, bottom)) * Fraction(bottom) == top
    assert type(ratio(top, bottom)) in (int, Fraction)


@given(numbers.filter(bool), st.integers(-6, 6))
def test_a_power_and_its_inverse_make_one(value: Number, exponent: int) -> None:
    assert raised(value, exponent) * raised(value, -exponent) == 1
    assert type(raised(value, exponent)) in (int, Fraction)


@pytest.mark.parametrize("value", [1, 0, Fraction(3, 2)])
def test_nothing_is_divided_by_zero(value: Number) -> None:
    with pytest.raises(ZeroDivisionError):
        ratio(value, 0)
    with pytest.raises(ZeroDivisionError):
        raised(0, -1)
