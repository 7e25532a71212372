"""Numbers that are certain: rationals, and intervals that enclose everything else.

An `Interval` has two binary floating-point bounds of about 60 digits; every operation rounds the lower bound down and
the upper one up. It knows nothing exactly, so two intervals can be shown to differ, and never to be equal.
"""

from __future__ import annotations

from fractions import Fraction

from mpmath.libmp import (
    fone,
    from_int,
    from_rational,
    mpf_ge,
    mpf_lt,
    mpf_sign,
    mpi_add,
    mpi_div,
    mpi_mid,
    mpi_mul,
    mpi_neg,
    round_ceiling,
    round_floor,
    to_rational,
    to_str,
)

Bound = tuple[int, int, int, int]
Bounds = tuple[Bound, Bound]

PRECISION = 220
DIGITS, MOST_DIGITS = 6, 66
"""How many digits of a number are shown, and how many there are."""
ZERO, ONE = Fraction(0), Fraction(1)


class Undefined(ArithmeticError):
    """A term has no value at a point, or none that this reading can find; the message says why."""


class Interval:
    """A real number known to lie between two bounds, which are mpmath's raw floating-point numbers."""

    __slots__ = ("bounds",)

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds

    def __add__(self, other: Number) -> Interval:
        if not isinstance(other, (Interval, Fraction)):
            return NotImplemented
        return Interval(mpi_add(self.bounds, enclose(other).bounds, PRECISION))

    __radd__ = __add__

    def __neg__(self) -> Interval:
        return Interval(mpi_neg(self.bounds))

    def __sub__(self, other: Number) -> Interval:
        if not isinstance(other, (Interval, Fraction)):
            return NotImplemented
        return self + -other

    def __rsub__(self, other: Fraction) -> Interval:
        return -self + other

    def __mul__(self, other: Number) -> Number:
        if isinstance(other, Interval):
            return Interval(mpi_mul(self.bounds, other.bounds, PRECISION))
        if not isinstance(other, Fraction):
            return NotImplemented
        return Interval(mpi_mul(self.bounds, enclose(other).bounds, PRECISION)) if other else ZERO

    __rmul__ = __mul__

    def __repr__(self) -> str:
        return f"Interval({to_str(self.bounds[0], 20)}, {to_str(self.bounds[1], 20)})"


Number = Fraction | Interval


def enclose(number: Number) -> Interval:
    """The narrowest interval around a rational; an interval is left as it is."""
    if isinstance(number, Interval):
        return number
    ratio = number.numerator, number.denominator
    if ratio[1] == 1 and ratio[0].bit_length() <= PRECISION:
        return Interval((from_int(ratio[0]),) * 2)
    return Interval((from_rational(*ratio, PRECISION, round_floor), from_rational(*ratio, PRECISION, round_ceiling)))


def sign(number: Number) -> int | None:
    """-1, 0 or 1; `None` where an interval leaves it open."""
    if isinstance(number, Fraction):
        return (number > 0) - (number < 0)
    low, high = (mpf_sign(bound) for bound in number.bounds)
    return int(low) if low == high else None


def order(left: Number, right: Number) -> int | None:
    """The sign of `left - right`; `None` where intervals overlap."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return (left > right) - (left < right)
    (left_low, left_high), (right_low, right_high) = enclose(left).bounds, enclose(right).bounds
    if mpf_lt(left_high, right_low):
        return -1
    return 1 if mpf_lt(right_high, left_low) else None


def differ(left: Number, right: Number) -> bool:
    """Whether the two numbers are certainly different."""
    return order(left, right) in (-1, 1)


def equal(left: Number, right: Number) -> bool:
    """Whether the two numbers are certainly equal: both rational, and the same."""
    return order(left, right) == 0


def least(number: Number) -> Fraction:
    """The least distance from zero that a number may have."""
    if isinstance(number, Fraction):
        return abs(number)
    ends = [Fraction(*to_rational(bound)) for bound in number.bounds]
    return min(map(abs, ends)) if sign(number) else ZERO


def show(number: Number, digits: int = DIGITS) -> str:
    """A rational exactly, as `-1/2`; any other number to some significant digits, as `0.731059`."""
    if isinstance(number, Fraction):
        return str(number)
    return "0.0" if sign(number) is None else str(to_str(mpi_mid(number.bounds, PRECISION), digits))


def apart(left: Number, right: Number) -> tuple[str, str]:
    """Two different numbers, in as many digits as tell them apart."""
    texts = ((show(left, digits), show(right, digits)) for digits in range(DIGITS, MOST_DIGITS + 1))
    return next((pair for pair in texts if pair[0] != pair[1]), (show(left), show(right)))


def reciprocal(number: Number) -> Number:
    """1/number.

    Raises:
        Undefined: the number is zero, or may be.
    """
    if not sign(number):
        raise Undefined("division by zero" if number == ZERO else "division by a number that may be zero")
    if isinstance(number, Fraction):
        return 1 / number
    return Interval(mpi_div((fone, fone), number.bounds, PRECISION))


def larger(left: Number, right: Number) -> Number:
    """The maximum; of two overlapping intervals, an interval that encloses it."""
    which = order(left, right)
    if which is not None:
        return right if which < 0 else left
    (low, high), (other_low, other_high) = enclose(left).bounds, enclose(right).bounds
    return Interval((low if mpf_ge(low, other_low) else other_low, high if mpf_ge(high, other_high) else other_high))
