"""The elementary functions of a number: exact where the result is plainly rational, else enclosed in an interval."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import isqrt

from mpmath.libmp import (
    fone,
    from_man_exp,
    fzero,
    mpf_pi,
    mpi_atan,
    mpi_cos,
    mpi_exp,
    mpi_log,
    mpi_mul,
    mpi_sin,
    mpi_sqrt,
    round_ceiling,
    round_floor,
)

from derive.judging.exact.intervals import (
    ONE,
    PRECISION,
    ZERO,
    Bounds,
    Interval,
    Number,
    Undefined,
    enclose,
    order,
    reciprocal,
    show,
    sign,
)

LARGEST_ARGUMENT = Fraction(2**64)
ERF_IS_ALMOST_ONE = Fraction(13)
TWO, FOUR = Fraction(2), Fraction(4)


def _bounded(function: str, number: Number) -> Bounds:
    if order(number, LARGEST_ARGUMENT) == -1 and order(number, -LARGEST_ARGUMENT) == 1:
        return enclose(number).bounds
    raise Undefined(f"{function} of a number beyond 2^64 is not computed")


def _widened(bounds: Bounds) -> Interval:
    """The bounds moved outwards by some bits: mpmath rounds a value that may itself be off by part of the last bit."""
    bits = PRECISION - 8
    factor = from_man_exp((1 << bits) - 1, -bits), from_man_exp((1 << bits) + 1, -bits)
    return Interval(mpi_mul(bounds, factor, PRECISION))


@lru_cache(maxsize=4096)
def exp(number: Number) -> Number:
    """e to the power of a number.

    Raises:
        Undefined: the number is beyond 2^64.
    """
    return ONE if number == ZERO else _widened(mpi_exp(_bounded("exp", number), PRECISION))


@lru_cache(maxsize=4096)
def log(number: Number) -> Number:
    """The natural logarithm.

    Raises:
        Undefined: the number is not certainly positive.
    """
    if sign(number) != 1:
        raise Undefined(f"log of {show(number)}, which is not positive")
    return ZERO if number == ONE else _widened(mpi_log(enclose(number).bounds, PRECISION))


def rational_root(value: Fraction) -> Fraction | None:
    """The square root of a number, if it is rational."""
    if value < 0:
        return None
    root = Fraction(isqrt(value.numerator), isqrt(value.denominator))
    return root if root**2 == value else None


@lru_cache(maxsize=4096)
def sqrt(number: Number) -> Number:
    """The square root; of the square of a rational, that rational.

    Raises:
        Undefined: the number is negative, or may be.
    """
    if sign(number) not in (0, 1):
        raise Undefined(f"sqrt of {show(number)}, which is negative or may be")
    root = rational_root(number) if isinstance(number, Fraction) else None
    return root if root is not None else _widened(mpi_sqrt(enclose(number).bounds, PRECISION))


@lru_cache(maxsize=4096)
def sin(number: Number) -> Number:
    """The sine.

    Raises:
        Undefined: the number is beyond 2^64.
    """
    return ZERO if number == ZERO else _widened(mpi_sin(_bounded("sin", number), PRECISION))


@lru_cache(maxsize=4096)
def cos(number: Number) -> Number:
    """The cosine.

    Raises:
        Undefined: the number is beyond 2^64.
    """
    return ONE if number == ZERO else _widened(mpi_cos(_bounded("cos", number), PRECISION))


@lru_cache(maxsize=4096)
def arctan(number: Number) -> Number:
    """The inverse tangent, between -π/2 and π/2."""
    return ZERO if number == ZERO else _widened(mpi_atan(enclose(number).bounds, PRECISION))


@lru_cache(maxsize=1)
def pi() -> Interval:
    """The number π."""
    return _widened((mpf_pi(PRECISION, round_floor), mpf_pi(PRECISION, round_ceiling)))


@lru_cache(maxsize=4096)
def erf(number: Number) -> Number:
    """The error function.

    Its distance from ±1 is at most exp(-x²), which is all that is computed beyond 13.

    Raises:
        Undefined: the sign of the number is open.
    """
    side = sign(number)
    if side is None:
        raise Undefined("erf of a number that may be zero")
    if side == 0:
        return ZERO
    if side < 0:
        return -erf(-number)
    if order(number, ERF_IS_ALMOST_ONE) == -1:
        return _erf_series(number)
    return ONE - _up_to(exp(-(number * number)))


def _erf_series(number: Number) -> Number:
    """erf x = 2/√π · exp(-x²) · Σ_k 2^k x^(2k+1) / (1·3·…·(2k+1)) for x > 0 (DLMF 7.6.2).

    Once 4x² < 2k + 3 each term is less than half the one before, so all that follow add up to less than the last.
    """
    square = enclose(number * number)
    term: Number = enclose(number)
    total, k = term, 0
    while order(FOUR * square, Fraction(2 * k + 3)) != -1 or order(term, Fraction(1, 2**PRECISION)) != -1:
        k += 1
        term = term * square * Fraction(2, 2 * k + 1)
        total = total + term
    return TWO * reciprocal(sqrt(pi())) * exp(-square) * (total + _up_to(term))


def _up_to(number: Number) -> Number:
    """The interval from zero to a positive number."""
    return enclose(number) * Interval((fzero, fone))
