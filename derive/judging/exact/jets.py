"""Numbers that vary: how a value changes with an infinitesimal variable, for derivatives and limits.

A jet belongs to one variable, told by its `depth`. Variables nest: the parts of a jet are numbers or jets of smaller
depth, so the innermost variable has the greatest depth and two variables are never mistaken for one another.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from derive.judging.exact import intervals
from derive.judging.exact.intervals import ONE, ZERO, Number


@dataclass(frozen=True, slots=True)
class Rule:
    """A differentiable function: its value at a number, and its derivative at x from x and from the value there."""

    value: Callable[[Number], Number]
    slope: Callable[[Value, Value], Value]


class Jet:
    """A value that depends on the variable of its depth."""

    __slots__ = ("depth",)
    depth: int

    @abstractmethod
    def plus(self, other: Value) -> Value:
        """The sum with a value of the same or of smaller depth."""

    @abstractmethod
    def times(self, other: Value) -> Value:
        """The product with a value of the same or of smaller depth."""

    @abstractmethod
    def lifted(self, rule: Rule) -> Value:
        """The function of `rule` at this jet."""

    @abstractmethod
    def reciprocal(self) -> Value:
        """1 over this jet."""

    @abstractmethod
    def head(self) -> Value:
        """What is left of this jet where its variable is 0."""

    @abstractmethod
    def parts(self) -> tuple[Value, ...]:
        """The coefficients."""

    def beside(self) -> int:
        """The sign right beside the point of a value that is 0 there and varies to one side; 0 where it is open."""
        return 0

    def __add__(self, other: Value) -> Value:
        return other.plus(self) if isinstance(other, Jet) and other.depth > self.depth else self.plus(other)

    __radd__ = __add__

    def __mul__(self, other: Value) -> Value:
        if isinstance(other, Jet):
            return other.times(self) if other.depth > self.depth else self.times(other)
        return ZERO if isinstance(other, Fraction) and not other else self.times(other)

    __rmul__ = __mul__

    def __neg__(self) -> Value:
        return self.times(-ONE)

    def __sub__(self, other: Value) -> Value:
        return self + -other

    def __rsub__(self, other: Number) -> Value:
        return -self + other


Value = Number | Jet


def numbers(value: Value) -> Iterator[Number]:
    """Every number that a value is made of."""
    if isinstance(value, Jet):
        for part in value.parts():
            yield from numbers(part)
    else:
        yield value


def at_point(value: Value) -> Number:
    """The value where every variable is 0.

    Raises:
        Undefined: it goes to infinity there.
    """
    while isinstance(value, Jet):
        value = value.head()
    return value


def apply(rule: Rule, value: Value) -> Value:
    """The function of `rule` at a value."""
    return value.lifted(rule) if isinstance(value, Jet) else rule.value(value)


def divide(top: Value, bottom: Value) -> Value:
    """The quotient.

    Raises:
        Undefined: `bottom` is zero, or may be.
    """
    return top * (bottom.reciprocal() if isinstance(bottom, Jet) else intervals.reciprocal(bottom))


RECIPROCAL = Rule(intervals.reciprocal, lambda _, value: -(value * value))
