"""Where one side of a proved claim has no value though the other has: a logarithm or a root of what may be negative.

That a logarithm is of what is positive goes without saying where both sides take it. What numbers show is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain, product
from typing import Any

from derive.judging.derivation.building import ZERO, given
from derive.judging.divisors import FAILURES, LONGEST, Divisor, Ranges, entry
from derive.judging.exact.frames import Point
from derive.judging.exact.numbers import OutOfRange, Undefined, has_value, holds
from derive.judging.excluded import Places
from derive.judging.refute import near_thresholds, spots
from derive.judging.symbols.shared import without_number
from derive.meaning.reaching import quantities, reached, spoken
from derive.meaning.rewriting import parts
from derive.meaning.scope import Scope, Statement
from derive.meaning.terms import (
    Apply,
    Compare,
    Comparison,
    Constant,
    Fold,
    Map,
    Negative,
    Plus,
    Power,
    Quotient,
    SizeValue,
    Table,
    Term,
)

LOGARITHMS = ("log", "log10")
NUMBERS = range(3, 14)
"""The candidates that are tried; there are numbers of both signs among their values."""


@dataclass(frozen=True, slots=True)
class Region:
    """What has to be positive (`strict`), or not to be negative, for a side to have a value."""

    argument: Divisor
    strict: bool

    @property
    def text(self) -> str:
        """Where it is not so, in the words of the document."""
        relation = r"\le" if self.strict else "<"
        return rf"{self.argument.text} {relation} 0" if len(self.argument.text) <= LONGEST else r"\dots"

    def is_met(self, scope: Scope, point: Point) -> bool:
        """Whether it is negative somewhere at a point."""
        negative = Compare(Comparison.LESS, self.argument.term, ZERO)
        for place in product(*(range(1, point.size(size) + 1) for size in self.argument.ranges.values())):
            indices = {**point.indices, **dict(zip(self.argument.ranges, place, strict=True))}
            with suppress(Undefined, OutOfRange, KeyError):
                if holds(negative, scope, replace(point, indices=indices)):
                    return True
        return False

    def may_be_far(self, scope: Scope) -> bool:
        """Whether numbers are added in it, so that it may change its sign only beyond them."""
        sums = (node for node in spoken([self.argument.term], scope.definitions) if isinstance(node, Plus))
        return any(not quantities(part, scope.definitions) for each in sums for part in each.parts)

    def may_be_met(self, places: Places) -> bool:
        """Whether what it is made of does not tell its sign everywhere."""
        values = self.values(places)
        return not values or not all(each.is_nonnegative for each in values)

    def values(self, places: Places) -> set[Any]:
        """What it is at all places, as expressions; nothing where it has none."""
        with suppress(*FAILURES):
            return set(self.argument.values(places.scope, places.sizes))
        return set()


def unvalued(places: Places, clock: Callable[[], None]) -> list[Region]:
    """The regions in which one side has no value at some point at which the other has one."""
    statement, scope, sizes = places.statement, places.scope, places.sizes
    sides = statement.left, statement.right
    regions = [[each for each in _regions(side, statement.ranges, scope) if each.may_be_met(places)] for side in sides]
    found: dict[str, Region] = {}
    if statement.remainder is not None or not any(regions):
        return []
    points: Iterator[Point] = spots(statement, scope, sizes, NUMBERS)
    if any(each.may_be_far(scope) for one in regions for each in one):
        points = chain(points, near_thresholds(statement, scope, sizes))
    for point in points:
        clock()
        met = [[each for each in one if each.is_met(scope, point)] for one in regions]
        if not any(met) or not _speaks(statement, scope, point):
            continue
        valued = [has_value(side, scope, point) for side in sides]
        lacking = [each for one, has in zip(met, valued, strict=True) if not has for each in one]
        for each in lacking if any(valued) else []:
            known = found.get(each.argument.text)
            found[each.argument.text] = each if known is None or each.strict else known
    return list(found.values())


def bordered(
    regions: Iterable[Region], poles: Iterable[Any], places: Places
) -> tuple[list[Region], frozenset[Any]]:
    """The regions with those poles that are their borders, and the poles that are left."""
    made, left = list[Region](), frozenset(poles)
    for region in regions:
        border = {pole for pole in left if without_number(pole) in region.values(places)}
        made.append(replace(region, strict=region.strict or bool(border)))
        left -= border
    return made, left


def _speaks(statement: Statement, scope: Scope, point: Point) -> bool:
    """Whether a claim says anything at a point."""
    with suppress(Undefined, OutOfRange):
        return statement.condition is None or holds(statement.condition, scope, point) is True
    return False


def _regions(side: Term, ranges: Ranges, scope: Scope) -> Iterator[Region]:
    """The arguments of all logarithms and roots on which a side rests."""
    for root in reached([side], scope.definitions):
        for argument, inner, strict in _arguments(root, ranges):
            with suppress(*FAILURES):
                yield Region(entry(argument, inner, scope), strict)


def _arguments(node: object, ranges: Ranges) -> Iterator[tuple[Term, Ranges, bool]]:
    match node:
        case Map(function=function, arguments=(argument,)) if function in LOGARITHMS:
            yield argument, ranges, True
        case Map(function="sqrt", arguments=(argument,)):
            yield argument, ranges, False
        case Power(base=base, exponent=exponent) if _number(exponent).denominator % 2 == 0:
            yield base, ranges, _number(exponent) < 0
        case Apply(parameter=parameter, body=body, argument=argument, shape=()):
            yield from _arguments(given(body, {parameter: argument}), ranges)
            return
        case Fold(index=index, high=SizeValue(size=size)):
            ranges = {**ranges, index: size}
        case Table(row=row, column=column, shape=(rows, columns)):
            ranges = {**ranges, row: rows, column: columns}
    for part in parts(node):
        yield from _arguments(part, ranges)


def _number(exponent: Term) -> Fraction:
    """The number that an exponent is; 1 where it is none, whose powers may have values everywhere."""
    match exponent:
        case Constant(value=value):
            return value
        case Negative(operand=inner):
            return -_number(inner)
        case Quotient(top=Constant(value=top), bottom=Constant(value=bottom)) if bottom:
            return top / bottom
    return Fraction(1)
