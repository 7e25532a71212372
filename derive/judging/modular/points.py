"""Chance points: a value for every entry of every free quantity, the same number in every field."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from fractions import Fraction

import numpy as np

from derive.judging.modular.fields import SCALE, Field
from derive.judging.modular.tensors import COLUMN, POINT, ROW, Data, NotModelled, Tensor
from derive.meaning.scope import Scope
from derive.meaning.terms import Compare, Comparison, Constant, Index, Item, Quantity, Term

FARTHEST = 2
"""Coordinates lie between -2 and 2."""
COEFFICIENT = 9
"""The coefficients of unknown functions lie between -9 and 9."""


class Points:
    """`count` points at once, by a seed; coordinates are multiples of 1/`SCALE`, drawn when they are first asked for.

    They are smaller than `reach`/`SCALE`. What is assumed to be positive is drawn so. `chance` draws everything else
    that is left to chance.
    """

    def __init__(self, scope: Scope, seed: int, count: int, reach: int = FARTHEST * SCALE) -> None:
        self.count, self._reach = count, reach
        self.chance = np.random.default_rng(seed)
        self._finite: Mapping[str, tuple[Fraction, ...]] = scope.finite
        self._positive = _positive(scope)
        self._drawn: dict[str, Tensor] = {}
        self._values: dict[tuple[str, Field], Tensor] = {}
        self._coefficients: dict[tuple[str, tuple[int, ...]], Data] = {}

    def value(self, name: str, shape: tuple[int, int], field: Field) -> Tensor:
        """The value of a quantity at every point."""
        key = name, field
        if key not in self._values:
            drawn = self._choices(name) if name in self._finite else self.numerators(name, shape)
            self._values[key] = Tensor(drawn.axes, self._elements(name, drawn.data, field))
        return self._values[key]

    def numerators(self, name: str, shape: tuple[int, int]) -> Tensor:
        """The coordinates of a quantity, times `SCALE`."""
        if name not in self._drawn:
            axes = (POINT, *(axis for axis, size in zip((ROW, COLUMN), shape, strict=True) if size > 1))
            sizes = (self.count, *(size for size in shape if size > 1))
            values = self.chance.integers(1, self._reach, size=sizes)
            signs = 1 if name in self._positive else self._signs(sizes)
            self._drawn[name] = Tensor(axes, values * signs)
        return self._drawn[name]

    def coefficients(self, name: str, shape: tuple[int, ...]) -> Data:
        """Whole numbers that are not 0, the same whenever they are asked for."""
        key = name, shape
        if key not in self._coefficients:
            signs = self._signs(shape)
            self._coefficients[key] = self.chance.integers(1, COEFFICIENT, size=shape, endpoint=True) * signs
        return self._coefficients[key]

    def move(self, name: str, numerators: Tensor) -> None:
        """Give a quantity other coordinates."""
        self._drawn[name] = numerators
        self._values.clear()

    def kept(self, places: Data) -> Points:
        """Some of the points, as points of their own."""
        found = copy(self)
        found.count, found._values = len(places), {}
        found._drawn = {
            name: Tensor(drawn.axes, drawn.data.take(places, axis=drawn.axes.index(POINT)))
            for name, drawn in self._drawn.items()
        }
        return found

    def _signs(self, shape: tuple[int, ...]) -> Data:
        """1 or -1, by chance."""
        return 2 * self.chance.integers(2, size=shape) - 1

    def _choices(self, name: str) -> Tensor:
        """Which of its values a quantity has that has finitely many; each comes about equally often."""
        if name not in self._drawn:
            choices = np.arange(self.count) % len(self._finite[name])
            self._drawn[name] = Tensor((POINT,), self.chance.permutation(choices))
        return self._drawn[name]

    def _elements(self, name: str, drawn: Data, field: Field) -> Data:
        if name not in self._finite:
            return field.coordinates(drawn)
        return np.asarray([field.number(value)[()] for value in self._finite[name]])[drawn]


def reduced(value: Fraction) -> int:
    """A coordinate times `SCALE`. Raises `NotModelled` where that is not a whole number."""
    scaled = value * SCALE
    if scaled.denominator != 1:
        raise NotModelled("an assumption that asks for numbers with large denominators")
    return int(scaled)


def _positive(scope: Scope) -> frozenset[str]:
    """The quantities of which an assumption says that they, or all their entries, are positive."""
    found = set()
    for assumption in scope.assumptions:
        match assumption.condition:
            case Compare(Comparison.GREATER | Comparison.AT_LEAST, term, Constant()):
                found.add(_name(term))
            case Compare(Comparison.LESS | Comparison.AT_MOST, Constant(), term):
                found.add(_name(term))
    return frozenset(found)


def _name(term: Term) -> str:
    match term:
        case Quantity(name=name):
            return name
        case Item(array=Quantity(name=name), row=Index()) | Item(array=Quantity(name=name), column=Index()):
            return name
    return ""
