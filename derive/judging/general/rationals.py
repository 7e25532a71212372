"""Rational numbers, of which almost all are whole: `int` where they may be, since it is far quicker than `Fraction`."""

from __future__ import annotations

from fractions import Fraction

Number = int | Fraction
"""Never to be divided by `/` nor raised to negative powers by `**`, which make floats of integers."""


def plain(value: Number) -> Number:
    """The same number, as an integer if it is one."""
    return value.numerator if value.denominator == 1 else value


def ratio(top: Number, bottom: Number) -> Number:
    """The quotient."""
    return top if bottom == 1 else plain(Fraction(top) / Fraction(bottom))


def raised(value: Number, exponent: int) -> Number:
    """The power with a whole exponent, which may be negative."""
    return value**exponent if exponent >= 0 else plain(Fraction(value) ** exponent)
