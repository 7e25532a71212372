"""Sizes that obey what is assumed of sizes alone, such as n > 10 or d = h k."""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import islice, product
from math import ceil, floor

from derive.meaning.given import parts
from derive.meaning.rewriting import walk
from derive.meaning.terms import (
    Compare,
    Comparison,
    Condition,
    Constant,
    Index,
    Negative,
    Plus,
    Power,
    Quotient,
    SizeValue,
    Term,
    Times,
)

SPARE = 4
"""How many values are tried for a size, from its least."""
MOST = 4_000
"""Assignments that are tried."""
HOLDS: Mapping[Comparison, Callable[[Fraction, Fraction], bool]] = {
    Comparison.EQUAL: operator.eq,
    Comparison.UNEQUAL: operator.ne,
    Comparison.LESS: operator.lt,
    Comparison.AT_MOST: operator.le,
    Comparison.GREATER: operator.gt,
    Comparison.AT_LEAST: operator.ge,
}
OF_SIZES = (Compare, Constant, SizeValue, Negative, Plus, Times, Quotient, Power)
MIRRORED = {
    Comparison.EQUAL: Comparison.EQUAL,
    Comparison.LESS: Comparison.GREATER,
    Comparison.AT_MOST: Comparison.AT_LEAST,
}
"""A comparison whose greater side is on the right, as it is the other way round."""


@dataclass(frozen=True)
class Room:
    """What is `assumed` of sizes: comparisons of nothing but sizes and numbers. All sizes obey nothing."""

    assumed: tuple[Compare, ...] = ()

    @cached_property
    def least(self) -> Mapping[str, int]:
        """The least value of a size, where a bound is assumed that is a number."""
        found: dict[str, int] = {}
        for comparison, size, other in self._of_one:
            if isinstance(other, Constant) and comparison is not Comparison.EQUAL:
                found[size] = max(found.get(size, 1), _from(comparison, other.value))
        return found

    def settles(self, names: Collection[str]) -> bool:
        """Whether there are sizes, and each is assumed to be a number."""
        equations = [(size, other) for comparison, size, other in self._of_one if comparison is Comparison.EQUAL]
        return bool(names) and {size for size, other in equations if isinstance(other, Constant)}.issuperset(names)

    def admits(self, sizes: Mapping[str, int]) -> bool:
        """Whether sizes obey all that is assumed of them."""
        return all(obeys(each, sizes) for each in self.assumed)

    def filled(self, sizes: Mapping[str, int], least: Mapping[str, int]) -> dict[str, int]:
        """Sizes with those changed that others ask to be changed, as d is where d = h k.

        One that others ask to be greater is as far above what it must be as it was above its least value.
        """
        found = dict(sizes)
        for comparison, name, other in self._following:
            value = _value(other, sizes)
            if name in sizes and value is not None:
                asked, above = _from(comparison, value), sizes[name] - least[name]
                found[name] = asked if comparison is Comparison.EQUAL else max(asked, least[name]) + above
        return found

    def smallest(self, least: Mapping[str, int]) -> Iterator[dict[str, int]]:
        """Sizes that are admitted, none below its least value; the smallest first, as far as they are tried."""
        free = {node.size for each in self.assumed for node in walk(each) if isinstance(node, SizeValue)}
        free -= {name for comparison, name, _ in self._following if comparison is Comparison.EQUAL}
        pools = [range(low, low + SPARE if name in free else low + 1) for name, low in least.items()]
        tried = (self.filled(dict(zip(least, values, strict=True)), least) for values in islice(product(*pools), MOST))
        fits = (sizes for sizes in tried if all(sizes[name] >= low for name, low in least.items()))
        yield from sorted(filter(self.admits, fits), key=lambda sizes: (sum(sizes.values()), *sizes.values()))

    @cached_property
    def _of_one(self) -> list[tuple[Comparison, str, Term]]:
        """What one size is equal to or greater than."""
        found: list[tuple[Comparison, str, Term]] = []
        for each in self.assumed:
            if isinstance(each.left, SizeValue) and each.comparison in MIRRORED.values():
                found.append((each.comparison, each.left.size, each.right))
            if isinstance(each.right, SizeValue) and each.comparison in MIRRORED:
                found.append((MIRRORED[each.comparison], each.right.size, each.left))
        return found

    @cached_property
    def _following(self) -> list[tuple[Comparison, str, Term]]:
        """What sizes are equal to or greater than that is made of others, none of which is such a size itself."""
        found: list[tuple[Comparison, str, Term]] = []
        used: set[str] = set()
        for comparison, size, other in sorted(self._of_one, key=lambda each: each[0] is not Comparison.EQUAL):
            names = {node.size for node in walk(other) if isinstance(node, SizeValue)}
            if size not in used | names and names.isdisjoint(name for _, name, _ in found):
                found.append((comparison, size, other))
                used |= names
        return found


def _from(comparison: Comparison, bound: Fraction) -> int:
    """The least number that is at least, or greater than, a bound."""
    return floor(bound) + 1 if comparison is Comparison.GREATER else ceil(bound)


def room(conditions: Iterable[Condition]) -> Room:
    """What conditions say of sizes alone."""
    every = (part for condition in conditions for part in parts(condition))
    found = (each for each in every if all(isinstance(node, OF_SIZES) for node in walk(each)))
    return Room(tuple(each for each in found if isinstance(each, Compare)))


def obeys(condition: Compare, sizes: Mapping[str, int]) -> bool:
    """Whether a comparison of sizes holds; what it says of indices has their places among the sizes."""
    left, right = _value(condition.left, sizes), _value(condition.right, sizes)
    return left is not None and right is not None and HOLDS[condition.comparison](left, right)


def _value(term: object, sizes: Mapping[str, int]) -> Fraction | None:
    """A term of sizes and numbers; nothing where it has no value that is rational."""
    match term:
        case Constant(value=value):
            return value
        case SizeValue(size=size) | Index(name=size):
            return Fraction(sizes[size]) if size in sizes else None
        case Negative(operand=operand):
            return _of([operand], sizes, operator.neg)
        case Plus(parts=found):
            return _of(found, sizes, lambda *values: sum(values, Fraction(0)))
        case Times(left=left, right=right):
            return _of([left, right], sizes, operator.mul)
        case Quotient(top=top, bottom=bottom):
            return _of([top, bottom], sizes, operator.truediv)
        case Power(base=base, exponent=Constant(value=value)) if value.denominator == 1:
            return _of([base], sizes, lambda a: a ** int(value))
    return None


def _of(operands: Iterable[Term], sizes: Mapping[str, int], combine: Callable[..., Fraction]) -> Fraction | None:
    values = [_value(each, sizes) for each in operands]
    try:
        return None if None in values else combine(*values)
    except ZeroDivisionError:
        return None
