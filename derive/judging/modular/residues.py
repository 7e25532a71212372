"""Calculation modulo the primes of a tower."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache

import numpy as np

from derive.judging.modular.fields import SCALE, Field
from derive.judging.modular.tensors import Data, InExponent, NotModelled
from derive.judging.modular.towers import exponential, imaginary, inverse, logarithm, root


class NoLevel(Exception):
    """A logarithm at the first prime of a tower, which is not the exponents' modulus of another."""


@dataclass(frozen=True, eq=False)
class Residues(Field):
    """The numbers modulo the prime at `level` of a tower; made by `residues`, so that there is one object of each.

    `inside` says that this is inside of an exponential. There a logarithm has no value: exp(log x) is not x here.
    """

    tower: tuple[int, ...]
    level: int = 0
    inside: bool = False

    @cached_property
    def prime(self) -> int:
        """The modulus."""
        return self.tower[self.level]

    def integers(self, values: Data) -> Data:
        """Whole numbers as residues."""
        return np.asarray(values % self.prime, dtype=np.int64)

    def number(self, value: Fraction) -> Data:
        """A rational number as a residue."""
        return _residue(value, self.prime)

    def coordinates(self, numerators: Data) -> Data:
        """The residues of `numerators`/`SCALE`."""
        return np.asarray(numerators % self.prime * pow(SCALE, -1, self.prime) % self.prime)

    def add(self, left: Data, right: Data) -> Data:
        """The sum."""
        return np.asarray((left + right) % self.prime)

    def times(self, left: Data, right: Data) -> Data:
        """The product."""
        return np.asarray(left * right % self.prime)

    def negative(self, value: Data) -> Data:
        """The negative."""
        return np.asarray(-value % self.prime)

    def total(self, values: Data, axis: tuple[int, ...]) -> Data:
        """The sum over axes."""
        return np.asarray(np.add.reduce(values, axis=axis) % self.prime)

    def reciprocal(self, values: Data) -> tuple[Data, Data]:
        """The reciprocals, and where there is one."""
        return inverse(values, self.prime), values != 0

    def root(self, values: Data) -> tuple[Data, Data]:
        """Square roots, and where there is one."""
        return root(values, self.prime)

    def exponents(self) -> Field:
        """The next prime of the tower."""
        if self.level + 1 == len(self.tower):
            raise NotModelled("exponentials within exponentials, too deep")
        return residues(self.tower, self.level + 1, True)

    def exponential(self, exponents: Data) -> Data:
        """The exponentials of residues modulo the next prime."""
        return exponential(exponents, self.prime, self.tower[self.level + 1])

    def wave(self, exponents: Data) -> tuple[Data, Data]:
        """Sine and cosine, from the exponentials of imaginary numbers."""
        order, unit = self.tower[self.level + 1], imaginary(self.prime)
        turn = imaginary(order)
        if not turn:
            raise NotModelled("a sine within exponentials, too deep")
        ahead, back = (self.exponential(each * exponents % order) for each in (turn, order - turn))
        half = pow(2, -1, self.prime)
        sine = (ahead - back) % self.prime * (half * pow(unit, -1, self.prime) % self.prime) % self.prime
        return sine, (ahead + back) % self.prime * half % self.prime

    def powers(self) -> Field:
        """The prime before in the tower."""
        if self.inside:
            raise InExponent("a logarithm within an exponential")
        if self.level == 0:
            raise NoLevel
        return residues(self.tower, self.level - 1)

    def logarithm(self, values: Data) -> Data:
        """The logarithms of residues modulo the prime before."""
        return logarithm(np.where(values == 0, 1, values), self.tower[self.level - 1], self.prime)

    def pi(self) -> Data:
        """Any number with a square root: π obeys no law that is modelled."""
        return np.asarray(31415**2 % self.prime, dtype=np.int64)

    def erf(self, values: Data) -> Data:
        """Any odd function: apart from that the error function obeys no law but that of its derivative."""
        square = self.times(values, values)
        return self.times(self.add(self.times(square, square), np.asarray(27183)), values)


@lru_cache(maxsize=64)
def residues(tower: tuple[int, ...], level: int, inside: bool = False) -> Residues:
    """The numbers modulo the prime at a level of a tower."""
    return Residues(tower, level, inside)


@lru_cache(maxsize=4096)
def _residue(value: Fraction, prime: int) -> Data:
    return np.asarray(value.numerator * pow(value.denominator, -1, prime) % prime, dtype=np.int64)
