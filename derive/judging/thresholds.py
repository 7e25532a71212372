"""Numbers at which a claim may turn that plain ones do not reach: those it speaks of, beside, between and beyond them.

Where both sides are defined everywhere, and by no cases, plain numbers tell them apart as well as any.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain, pairwise, product
from math import prod

from derive.judging.inventory import concerns, inventory
from derive.meaning.reaching import spoken
from derive.meaning.rewriting import Node, speaks
from derive.meaning.scope import Scope, Statement
from derive.meaning.terms import Cases, Compare, Constant, Fold, Folding, Map, Negative, Power

TURNING = ("abs", "sign", "max", "min", "log", "log10", "sqrt")
QUARTERS = (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))
FARTHEST = 10_000
HIGHEST = 100
"""The largest number that is tried where something is raised to it: its powers are long."""


def thresholds(statement: Statement, scope: Scope) -> tuple[Fraction, ...]:
    """These numbers, the plainest first; none where nothing in a claim turns on its numbers."""
    claimed = spoken((statement.left, statement.right, statement.condition), scope.definitions)
    if not any(map(_turns, claimed)):
        return ()
    known = inventory(statement, scope)
    given = [each.condition for each in scope.assumptions if concerns(each, scope, known)]
    nodes = (*claimed, *spoken(given, scope.definitions))
    end = HIGHEST if any(map(_grows, nodes)) else None
    numbers = {node.value for node in nodes if isinstance(node, Constant)}
    about = chain(_about(numbers), _exponents(numbers, nodes))
    found = dict.fromkeys(value for value in about if end is None or abs(value) <= end)
    return tuple(sorted(found, key=lambda value: (value.denominator, abs(value), value < 0)))


def _turns(node: Node) -> bool:
    """Whether something is told by cases, or has a value at some numbers only."""
    match node:
        case Map(function=function):
            return function in TURNING
        case Fold(folding=folding):
            return folding in (Folding.MAX, Folding.MIN)
        case Compare():
            return speaks(node)
        case Power(exponent=Constant(value=value) | Negative(operand=Constant(value=value))):
            return value.denominator != 1
    return isinstance(node, Cases | Power)


def _grows(node: Node) -> bool:
    """Whether an exponent varies."""
    match node:
        case Map(function=function):
            return function in ("exp", "sinh", "cosh")
        case Power(exponent=exponent):
            return speaks(exponent)
    return False


def _exponents(numbers: Iterable[Fraction], nodes: Iterable[Node]) -> Iterator[Fraction]:
    """Whole numbers between which a power with an exponent that varies reaches a number: 2^14 < 20000 < 2^15."""
    bases = {base for node in nodes if _grows(node) and (base := _base(node)) > 1}
    for base, number in product(bases, numbers):
        if number > 1:
            low = int(math.log(number) / math.log(base))
            yield from (Fraction(low), Fraction(low + 1))


def _base(node: Node) -> float:
    """The number that is raised where an exponent varies; 1 where that is none."""
    match node:
        case Map():
            return math.e
        case Power(base=Constant(value=value)):
            return float(value)
    return 1


def _about(numbers: Iterable[Fraction]) -> Iterator[Fraction]:
    """Numbers and their opposites, those beside and between them, and some beyond their sum and their product."""
    sizes = {abs(number) for number in numbers} | {Fraction(0), Fraction(1)}
    marks = sorted(sizes | {-size for size in sizes})
    for mark in marks:
        yield from (mark, mark + 1, mark - 1)
    for low, high in pairwise(marks):
        yield from (low + part * (high - low) for part in QUARTERS)
    beyond = prod((1 + max(size, 1 / size) for size in sizes if size), start=Fraction(1))
    if beyond < FARTHEST:
        yield from (side * far for side in (1, -1) for far in (sum(sizes, Fraction(1)), beyond, 1 / beyond))
