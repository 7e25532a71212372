"""Conditions as index terms that are 1 where they hold and 0 elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from derive.judging.general.algebra import delta, order, sign
from derive.judging.general.expressions import Expression, NotCovered, number
from derive.judging.general.indices import Place, within
from derive.judging.general.sums import over
from derive.meaning.rewriting import walk
from derive.meaning.terms import (
    Compare,
    Comparison,
    Condition,
    Constant,
    Every,
    Index,
    Negative,
    Not,
    Plus,
    SizeValue,
    Some,
    Term,
    Times,
)


@dataclass(frozen=True, slots=True)
class Comparing:
    """How the sides of a comparison are read: as values, or as places where they count something."""

    value: Callable[[Term], Expression]
    place: Callable[[Term], Place]


def truth(condition: Condition, comparing: Comparing) -> Expression:
    """1 where a condition holds, elsewhere 0."""
    one = number(1)
    match condition:
        case Compare():
            return _compared(condition, comparing)
        case Every(parts):
            return _all(parts, comparing)
        case Some(parts):
            return one - reduce(lambda a, b: a * b, (one - truth(part, comparing) for part in parts), one)
        case Not(part):
            return one - truth(part, comparing)
    raise TypeError(f"unknown condition {condition!r}")


def _all(parts: Sequence[Condition], comparing: Comparing) -> Expression:
    """1 where all conditions hold; that a place lies between two bounds is that it is one of the places there."""
    found, open_ = number(1), list[Place]()
    for part in parts:
        place = positive(part, comparing)
        if place is None:
            found = found * truth(part, comparing)
            continue
        other = next((each for each in open_ if _is_span(each, place)), None)
        if other is None:
            open_.append(place)
        else:
            open_.remove(other)
            found = found * _among(*sorted((other, place), key=lambda each: len(each.parts)))
    return reduce(lambda a, b: a * b, map(order, open_), found)


def positive(condition: Condition, comparing: Comparing) -> Place | None:
    """The place of which a condition says that it is positive, if that is what it says."""
    if not isinstance(condition, Compare) or condition.comparison not in ORDERS:
        return None
    if not counts(condition.left, condition.right):
        return None
    return ORDERS[condition.comparison](comparing.place(condition.left) - comparing.place(condition.right))


def _is_span(one: Place, other: Place) -> bool:
    """Whether a place has as many values as an axis has places, where two are positive that it decides."""
    extent = one + other + (-1)
    return not extent.free and extent.at_least(0)


def _among(place: Place, other: Place) -> Expression:
    """1 where a place, and what is left of its span, are positive: the sum of the deltas of all places there."""
    extent = place + other + (-1)
    return number(1) if within(place, extent) else over(lambda step: delta(step - place), extent)


def _compared(condition: Compare, comparing: Comparing) -> Expression:
    left, right = condition.left, condition.right
    if left.shape != () or right.shape != ():
        raise NotCovered("a comparison of arrays")
    if counts(left, right):
        return _places(condition.comparison, comparing.place(left) - comparing.place(right))
    value = comparing.value(left) - comparing.value(right)
    above, below = sign(value, above=True), sign(value, above=False)
    one = number(1)
    return {
        Comparison.GREATER: above,
        Comparison.LESS: below,
        Comparison.AT_LEAST: one - below,
        Comparison.AT_MOST: one - above,
        Comparison.EQUAL: one - above - below,
        Comparison.UNEQUAL: above + below,
    }[condition.comparison]


def counts(*terms: Term) -> bool:
    """Whether terms speak of indices and sizes only."""
    nodes = [node for term in terms for node in walk(term)]
    return any(isinstance(node, Index | SizeValue) for node in nodes) and all(
        isinstance(node, Index | SizeValue | Constant | Plus | Negative | Times) for node in nodes
    )


def _places(comparison: Comparison, place: Place) -> Expression:
    if comparison in (Comparison.EQUAL, Comparison.UNEQUAL):
        equal = delta(place)
        return equal if comparison is Comparison.EQUAL else number(1) - equal
    return order(ORDERS[comparison](place))


ORDERS: Mapping[Comparison, Callable[[Place], Place]] = {
    Comparison.GREATER: lambda place: place,
    Comparison.LESS: lambda place: place.times(-1),
    Comparison.AT_LEAST: lambda place: place + 1,
    Comparison.AT_MOST: lambda place: place.times(-1) + 1,
}
"""The place that is positive where another is more or less than 0."""
