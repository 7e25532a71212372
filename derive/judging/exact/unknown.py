"""Unknown functions in numbers: the polynomials and quadratic forms that a point takes for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import reduce
from math import perm
from operator import add, mul

from derive.judging.exact.frames import Point, Rational
from derive.judging.exact.intervals import ZERO, Undefined
from derive.judging.exact.jets import Value
from derive.judging.exact.matrices import Matrix, entrywise


def applied(name: str, primes: int, arguments: Sequence[Matrix], point: Point) -> Matrix:
    """The value of an unknown function, or of its derivative of an order where it has one argument.

    Raises:
        Undefined: the point has nothing for this function.
    """
    if len(arguments) == 1 and name in point.polynomials:
        coefficients = [each * perm(k, primes) for k, each in enumerate(point.polynomials[name])]
        falling = coefficients[primes:][::-1]
        return entrywise(lambda value: reduce(lambda high, each: high * value + each, falling, ZERO), *arguments)
    if primes or any((name, k) not in point.gradients for k in range(len(arguments))):
        raise Undefined(f"no values are given for the unknown function {name}")
    entries = [value for argument in arguments for row in argument for value in row]
    slopes = (each for k in range(len(arguments)) for row in point.gradients[name, k] for each in row)
    linear = reduce(add, map(mul, slopes, entries))
    pairs = _pairs(point.hessians.get(name, ()), entries)
    return ((reduce(add, (each / 2 * left * right for each, left, right in pairs), linear),),)


def _pairs(matrix: Rational, entries: Sequence[Value]) -> Iterator[tuple[Fraction, Value, Value]]:
    """The numbers of a matrix that are not 0, each with the two entries that it goes with."""
    for left, row in zip(entries, matrix, strict=False):
        yield from ((each, left, right) for each, right in zip(row, entries, strict=True) if each)
