"""Calculation in real numbers, with rigorous bounds of error."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np

from derive.judging.modular.fields import SCALE, Field
from derive.judging.modular.tensors import Data

EPSILON = 2.0**-50
"""More than the rounding error of one operation, of any elementary function in NumPy or `math`, in proportion."""
LEAST = 2.0**-1000
"""More than what is lost where a result is too small for a floating-point number."""


class Balls(Field):
    """Real numbers with bounds of error: `c + r·i` stands for a number that is at most r away from c.

    Where nothing is known r is infinite.
    """

    def integers(self, values: Data) -> Data:
        """Whole numbers, exactly."""
        return np.asarray(values, dtype=np.complex128)

    def number(self, value: Fraction) -> Data:
        """The ball around the nearest floating-point number."""
        try:
            nearest = float(value)
        except OverflowError:
            return _ball(0.0, np.inf)
        is_exact = Fraction(nearest) == value
        return _ball(nearest, 0.0 if is_exact else abs(nearest), 0.0 if is_exact else LEAST)

    def coordinates(self, numerators: Data) -> Data:
        """The balls around `numerators`/`SCALE`."""
        centre = numerators / SCALE
        return _ball(centre, 1 + np.abs(centre))

    def add(self, left: Data, right: Data) -> Data:
        """The sum."""
        result = np.asarray(left + right)
        return _ball(result.real, np.abs(result.real), result.imag)

    def times(self, left: Data, right: Data) -> Data:
        """The product."""
        centre = left.real * right.real
        radius = np.abs(left.real) * right.imag + np.abs(right.real) * left.imag + left.imag * right.imag
        vanished = (centre == 0) & (left.real != 0) & (right.real != 0)
        radius = np.where((left == 0) | (right == 0), 0.0, np.where(vanished, np.inf, radius + LEAST))
        return _ball(centre, np.abs(centre), radius)

    def negative(self, value: Data) -> Data:
        """The negative."""
        return np.asarray(-value.conj())

    def total(self, values: Data, axis: tuple[int, ...]) -> Data:
        """The sum over axes."""
        result, number = values.sum(axis=axis), values.size
        return _ball(result.real, np.abs(values.real).sum(axis=axis) * number, result.imag)

    def contracted(self, axes: str, left: Data, right: Data) -> Data:
        """Products summed over axes, as `numpy.einsum` writes them."""

        def summed(one: Data, other: Data) -> Data:
            return np.asarray(np.einsum(axes, one, other))

        sizes = np.abs(left.real), np.abs(right.real)
        radius = summed(sizes[0] + left.imag, right.imag) + summed(left.imag, sizes[1])
        count = left.size + right.size
        return _ball(summed(left.real, right.real), summed(*sizes) * count, radius * (1 + count * EPSILON))

    def varying(self, values: Data) -> Data:
        """The same without being exact, so that no comparison with what varies is decided where both are equal."""
        return np.asarray(values + EPSILON * 1j)

    def reciprocal(self, values: Data) -> tuple[Data, Data]:
        """The reciprocals; nothing is known where the number may be 0."""
        size = np.abs(values.real)
        there = size > values.imag
        centre = 1 / np.where(there, values.real, 1.0)
        radius = np.where(there, np.abs(centre) * values.imag / np.where(there, size - values.imag, 1.0), np.inf)
        return _ball(centre, np.abs(centre), radius), np.ones(there.shape, dtype=bool)

    def root(self, values: Data) -> tuple[Data, Data]:
        """Square roots; nothing is known where the number may not be positive."""
        there = values.real > values.imag
        centre = np.sqrt(np.where(there, values.real, 1.0))
        radius = np.where(there, values.imag / centre, np.inf)
        return _ball(centre, centre, radius), np.ones(there.shape, dtype=bool)

    def exponents(self) -> Field:
        """The real numbers."""
        return self

    def exponential(self, exponents: Data) -> Data:
        """The exponentials."""
        centre = np.exp(exponents.real)
        radius = np.where(centre == 0, np.inf, centre * np.expm1(exponents.imag))
        return _ball(centre, centre * (1 + np.abs(exponents.real)), radius)

    def wave(self, exponents: Data) -> tuple[Data, Data]:
        """Sine and cosine."""
        size = 1 + np.abs(exponents.real)
        sine, cosine = np.sin(exponents.real), np.cos(exponents.real)
        return _ball(sine, size, exponents.imag), _ball(cosine, size, exponents.imag)

    def powers(self) -> Field:
        """The real numbers."""
        return self

    def logarithm(self, values: Data) -> Data:
        """The logarithms; nothing is known where the number may not be positive."""
        there = values.real > values.imag
        low = np.where(there, values.real - values.imag, 1.0)
        centre = np.log(np.where(there, values.real, 1.0))
        return _ball(centre, 1 + np.abs(centre), np.where(there, values.imag / low, np.inf))

    def pi(self) -> Data:
        """The number π."""
        return _ball(np.asarray(math.pi), np.asarray(math.pi))

    def erf(self, values: Data) -> Data:
        """The error function."""
        centre = np.vectorize(math.erf, otypes=[float])(values.real)
        return _ball(centre, 1.0, 2 * values.imag)


def _ball(centre: Any, rounded: Any, radius: Any = 0.0) -> Data:
    """A ball whose radius grows by the error of rounding numbers of the size `rounded`."""
    centre = np.asarray(centre)
    wide = np.asarray(radius + EPSILON * rounded)
    wide = np.where((wide > 0) | ((centre != 0) & (np.abs(centre) < LEAST / EPSILON)), wide + LEAST, wide)
    result = np.empty(np.broadcast_shapes(centre.shape, wide.shape), dtype=np.complex128)
    is_finite = np.isfinite(centre)
    result.real = np.where(is_finite, centre, 0.0)
    result.imag = np.where(is_finite & np.isfinite(wide), wide, np.inf)
    return result


BALLS = Balls()
