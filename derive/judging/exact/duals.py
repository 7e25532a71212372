"""Duals: a value with its slopes in the entries of an array that varies, for derivatives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from derive.judging.exact.intervals import ZERO, Undefined, sign
from derive.judging.exact.jets import RECIPROCAL, Jet, Rule, Value, apply

Place = tuple[int, int]


class Dual(Jet):
    """A value and its slopes in each entry of an array that varies; an entry that is left out has slope 0.

    With `towards`, 1 or -1, a single entry varies, and only upwards or only downwards.
    """

    __slots__ = ("slopes", "towards", "value")

    def __init__(self, depth: int, value: Value, slopes: Mapping[Place, Value], towards: int = 0) -> None:
        self.depth, self.value, self.slopes, self.towards = depth, value, slopes, towards

    def plus(self, other: Value) -> Dual:
        """The sum."""
        if not (isinstance(other, Dual) and other.depth == self.depth):
            return Dual(self.depth, self.value + other, self.slopes, self.towards)
        slopes = dict(self.slopes)
        for place, slope in other.slopes.items():
            slopes[place] = slopes[place] + slope if place in slopes else slope
        return Dual(self.depth, self.value + other.value, slopes, self.towards)

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

    def beside(self) -> int:
        """The sign that it has right beside the point where it is 0; 0 where its slope does not tell."""
        (own,) = self.slopes.values() if self.towards and len(self.slopes) == 1 else (ZERO,)
        known = None if isinstance(own, Jet) or isinstance(self.value, Jet) else sign(own)
        return self.towards * (known or 0)

    def _through(self, value: Value, slope: Value) -> Dual:
        slopes = {place: own * slope for place, own in self.slopes.items()}
        return Dual(self.depth, value, slopes, self.towards)


def slope(value: Value, depth: int, place: Place) -> Value:
    """The slope of a value in the entry `place` of the variable of this depth, the innermost one."""
    return value.slopes.get(place, ZERO) if isinstance(value, Dual) and value.depth == depth else ZERO


def common(value: Value, sides: Sequence[Value], depth: int, place: Place) -> Value:
    """The slope that a value has on both sides of a point, to which it goes from both.

    Raises:
        Undefined: it jumps there or has a kink, or that cannot be told.
    """
    ends = [side.head() if isinstance(side, Dual) and side.depth == depth else side for side in sides]
    below, above = (slope(side, depth, place) for side in sides)
    if not all(isinstance(each, Fraction) for each in (value, *ends, below, above)):
        raise Undefined("kink: whether both sides of it have one slope is not told here")
    if any(end != value for end in ends) or below != above:
        raise Undefined("kink: there is no derivative here")
    return below
