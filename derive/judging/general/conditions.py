"""Conditions as index terms that are 1 where they hold and 0 elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce

from derive.judging.general.algebra import delta, sign
from derive.judging.general.expressions import Expression, NotCovered, number
from derive.judging.general.indices import Place
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
            return reduce(lambda a, b: a * b, (truth(part, comparing) for part in parts), one)
        case Some(parts):
            return one - reduce(lambda a, b: a * b, (one - truth(part, comparing) for part in parts), one)
        case Not(part):
            return one - truth(part, comparing)
    raise TypeError(f"unknown condition {condition!r}")


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
    if place.number is None:
        raise NotCovered("an order of indices")
    holds = {
        Comparison.GREATER: place.number > 0,
        Comparison.LESS: place.number < 0,
        Comparison.AT_LEAST: place.number >= 0,
        Comparison.AT_MOST: place.number <= 0,
    }[comparison]
    return number(int(holds))
