"""Laurent series in one variable, for limits and for remainders O(δ^k)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from math import lcm
from operator import add, mul

from derive.judging.exact.intervals import ZERO, Undefined, sign
from derive.judging.exact.jets import RECIPROCAL, Jet, Rule, Value, apply, numbers


class Series(Jet):
    """A Laurent series in a variable t ≠ 0 near 0: Σ_k terms[k]·t^(start + k), and nothing known of higher powers."""

    __slots__ = ("start", "terms")

    def __init__(self, depth: int, start: int, terms: tuple[Value, ...]) -> None:
        self.depth, self.start, self.terms = depth, start, terms

    @property
    def end(self) -> int:
        """The first power that is not known."""
        return self.start + len(self.terms)

    def plus(self, other: Value) -> Series:
        """The sum."""
        addend = self._series(other)
        start, end = min(self.start, addend.start), min(self.end, addend.end)
        return Series(self.depth, start, tuple(self.term(k) + addend.term(k) for k in range(start, end)))

    def times(self, other: Value) -> Series:
        """The product."""
        if not (isinstance(other, Series) and other.depth == self.depth):
            return Series(self.depth, self.start, tuple(term * other for term in self.terms))
        return Series(self.depth, self.start + other.start, _product(self.terms, other.terms))

    def lifted(self, rule: Rule) -> Series:
        """The function at the series: f(s) = f(s(0)) + ∫ f'(s)·s', which needs f(s) to one power less."""
        terms = self.taylor()
        if len(terms) == 1:
            return Series(self.depth, 0, (apply(rule, terms[0]),))
        shorter = Series(self.depth, 0, terms[:-1])
        value = shorter.lifted(rule)
        slope = self._series(rule.slope(shorter, value)).taylor()
        moved = tuple(term * Fraction(k) for k, term in enumerate(terms) if k)
        integral = (term * Fraction(1, k) for k, term in enumerate(_product(slope, moved), start=1))
        return Series(self.depth, 0, (value.terms[0], *integral))

    def reciprocal(self) -> Series:
        """1 over the series, whose leading zeros become a pole."""
        zeros = next((k for k, term in enumerate(self.terms) if any(part != ZERO for part in numbers(term))), None)
        if zeros is None:
            raise Undefined("division by zero")
        unit = Series(self.depth, 0, self.terms[zeros:]).lifted(RECIPROCAL)
        return Series(self.depth, -self.start - zeros, unit.terms)

    def head(self) -> Value:
        """The limit."""
        return self.taylor()[0]

    def parts(self) -> tuple[Value, ...]:
        """The coefficients."""
        return self.terms

    def term(self, power: int) -> Value:
        """The coefficient of a power."""
        if power >= self.end:
            raise Undefined("the expansion is not known far enough")
        return self.terms[power - self.start] if power >= self.start else ZERO

    def taylor(self) -> tuple[Value, ...]:
        """The coefficients from power 0 on; those below must be zero, as far as can be seen."""
        below = (self.term(power) for power in range(self.start, min(0, self.end)))
        if any(sign(part) for term in below for part in numbers(term)):
            raise Undefined("the term goes to infinity")
        if self.end < 1:
            raise Undefined("the expansion is not known far enough")
        return tuple(self.term(power) for power in range(self.end))

    def _series(self, value: Value) -> Series:
        if isinstance(value, Series) and value.depth == self.depth:
            return value
        return Series(self.depth, 0, (value,) + (ZERO,) * (self.end - 1))


def _product(left: Sequence[Value], right: Sequence[Value]) -> tuple[Value, ...]:
    """The coefficients of the product of two power series, as far as both are known."""
    known = min(len(left), len(right))
    first, second = _over_one(left[:known]), _over_one(right[:known])
    if first is None or second is None:
        return tuple(reduce(add, map(mul, left[: power + 1], right[power::-1])) for power in range(known))
    (tops, bottom), (others, other) = first, second
    return tuple(Fraction(sum(map(mul, tops, others[power::-1])), bottom * other) for power in range(known))


def _over_one(values: Sequence[Value]) -> tuple[list[int], int] | None:
    """The numerators of rational numbers over one denominator, which is the last; nothing where some are not rational.

    With whole numbers a product of series is far quicker than with fractions.
    """
    rationals = [value for value in values if isinstance(value, Fraction)]
    if len(rationals) < len(values):
        return None
    bottom = lcm(*(value.denominator for value in rationals))
    return [value.numerator * (bottom // value.denominator) for value in rationals], bottom


def coefficient(value: Value, depth: int, power: int) -> Value:
    """The Taylor coefficient of a value at a power ≥ 0 of the variable of this depth, the innermost one.

    Raises:
        Undefined: the value goes to infinity, or the coefficient is not known.
    """
    if not (isinstance(value, Series) and value.depth == depth):
        return ZERO if power else value
    value.taylor()
    return value.term(power)
