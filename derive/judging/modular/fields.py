"""Where a term is calculated: modulo a prime, in real numbers with bounds of error, or in rational numbers.

All calculate whole arrays. The real numbers tell which case of a definition holds near a point, the rational ones
whether a condition holds that no real quantity enters.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from fractions import Fraction
from typing import Any

import numpy as np

from derive.judging.modular.tensors import Data, NotModelled

SCALE = 80640
"""The common denominator of all coordinates of points."""


class Field(ABC):
    """Arithmetic on arrays. A function of numbers may be refused with `NotModelled`."""

    @abstractmethod
    def integers(self, values: Data) -> Data:
        """Whole numbers as elements."""

    @abstractmethod
    def number(self, value: Fraction) -> Data:
        """A rational number as an element."""

    @abstractmethod
    def coordinates(self, numerators: Data) -> Data:
        """The elements `numerators`/`SCALE`."""

    def add(self, left: Data, right: Data) -> Data:
        """The sum."""
        return np.asarray(left + right)

    def times(self, left: Data, right: Data) -> Data:
        """The product."""
        return np.asarray(left * right)

    def negative(self, value: Data) -> Data:
        """The negative."""
        return np.asarray(-value)

    def total(self, values: Data, axis: tuple[int, ...]) -> Data:
        """The sum over axes."""
        return np.asarray(values.sum(axis=axis))

    def varying(self, values: Data) -> Data:
        """The values of something that is differentiated by."""
        return values

    @abstractmethod
    def reciprocal(self, values: Data) -> tuple[Data, Data]:
        """The reciprocals, and where there is one."""

    def root(self, values: Data) -> tuple[Data, Data]:
        """Square roots, and where there is one."""
        raise NotModelled("a root of a rational number")

    def exponents(self) -> Field:
        """Where the argument of an exponential is calculated."""
        raise NotModelled("an exponential of a rational number")

    def exponential(self, exponents: Data) -> Data:
        """The exponentials of elements of `exponents()`."""
        raise NotModelled("an exponential of a rational number")

    def wave(self, exponents: Data) -> tuple[Data, Data]:
        """Sine and cosine of elements of `exponents()`."""
        raise NotModelled("a sine of a rational number")

    def powers(self) -> Field:
        """Where the argument of a logarithm is calculated."""
        raise NotModelled("a logarithm of a rational number")

    def logarithm(self, values: Data) -> Data:
        """The logarithms of elements of `powers()` that are not 0."""
        raise NotModelled("a logarithm of a rational number")

    def pi(self) -> Data:
        """The number π."""
        raise NotModelled("π as a rational number")

    def erf(self, values: Data) -> Data:
        """The error function."""
        raise NotModelled("an error function of a rational number")


class Rationals(Field):
    """Rational numbers, exactly, in arrays of objects."""

    def integers(self, values: Data) -> Data:
        """Whole numbers as fractions."""
        return np.asarray(_fraction(values), dtype=object)

    def number(self, value: Fraction) -> Data:
        """The number itself."""
        return np.asarray(value, dtype=object)

    def coordinates(self, numerators: Data) -> Data:
        """The fractions `numerators`/`SCALE`."""
        return np.asarray(_fraction(numerators) / SCALE, dtype=object)

    def add(self, left: Data, right: Data) -> Data:
        """The sum."""
        return np.asarray(left + right, dtype=object)

    def times(self, left: Data, right: Data) -> Data:
        """The product."""
        return np.asarray(left * right, dtype=object)

    def negative(self, value: Data) -> Data:
        """The negative."""
        return np.asarray(-value, dtype=object)

    def total(self, values: Data, axis: tuple[int, ...]) -> Data:
        """The sum over axes."""
        return np.asarray(values.sum(axis=axis) + Fraction(0), dtype=object)

    def reciprocal(self, values: Data) -> tuple[Data, Data]:
        """The reciprocals, and where there is one."""
        there = np.asarray(values != 0, dtype=bool)
        return np.asarray(Fraction(1) / np.where(there, values, _ONE), dtype=object), there


def _fraction(values: Any) -> Any:
    return np.frompyfunc(Fraction, 1, 1)(np.asarray(values).astype(object))


RATIONALS = Rationals()
_ONE = np.asarray(Fraction(1), dtype=object)
