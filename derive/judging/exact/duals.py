"""Duals: a value with its slopes in the entries of an array that varies, for derivatives."""

from __future__ import annotations

from collections.abc import Mapping

from derive.judging.exact.intervals import ZERO
from derive.judging.exact.jets import RECIPROCAL, Jet, Rule, Value, apply

Place = tuple[int, int]


class Dual(Jet):
    """A value and its slopes in each entry of an array that varies; an entry that is left out has slope 0."""

    __slots__ = ("slopes", "value")

    def __init__(self, depth: int, value: Value, slopes: Mapping[Place, Value]) -> None:
        self.depth, self.value, self.slopes = depth, value, slopes

    def plus(self, other: Value) -> Dual:
        """The sum."""
        if not (isinstance(other, Dual) and other.depth == self.depth):
            return Dual(self.depth, self.value + other, self.slopes)
        slopes = dict(self.slopes)
        for place, slope in other.slopes.items():
            slopes[place] = slopes[place] + slope if place in slopes else slope
        return Dual(self.depth, self.value + other.value, slopes)

    def times(self, other: Value) -> Dual:
        """The product."""
        if not (isinstance(other, Dual) and other.depth == self.depth):
            return self._through(self.value * other, other)
        value = self.value * other.value
        return self._through(value, other.value).plus(other._through(ZERO, self.value))

    def lifted(self, rule: Rule) -> Dual:
        """The function at the value, by the chain rule."""
        value = apply(rule, self.value)
        return self._through(value, rule.slope(self.value, value))

    def reciprocal(self) -> Dual:
        """1 over the value."""
        return self.lifted(RECIPROCAL)

    def head(self) -> Value:
        """The value."""
        return self.value

    def parts(self) -> tuple[Value, ...]:
        """The value and the slopes."""
        return self.value, *self.slopes.values()

    def _through(self, value: Value, slope: Value) -> Dual:
        return Dual(self.depth, value, {place: own * slope for place, own in self.slopes.items()})


def slope(value: Value, depth: int, place: Place) -> Value:
    """The slope of a value in the entry `place` of the variable of this depth, the innermost one."""
    return value.slopes.get(place, ZERO) if isinstance(value, Dual) and value.depth == depth else ZERO
