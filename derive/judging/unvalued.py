"""Where one side of a proved claim has no value though the other has: a logarithm or a root of what may be negative.

That a logarithm is of what is positive goes without saying where both sides take it. What numbers show is named. So is,
on whatever side it stands, a power of what may be negative with an exponent that may be any number: it has values
there at some exponents, but no slope by them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
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
from derive.judging.exponents import varies, written
from derive.judging.odd_roots import signed, with_signs
from derive.judging.refute import made_of, near_thresholds, spots
from derive.judging.symbols.shared import without_number
from derive.judging.symbols.vanishing import vanishing
from derive.judging.thresholds import thresholds
from derive.judging.verdict import Sizes
from derive.meaning.reaching import quantities, reached, spoken
from derive.meaning.rewriting import parts
from derive.meaning.scope import Scope, Statement
from derive.meaning.terms import (
    Apply,
    Compare,
    Comparison,
    Fold,
    Limit,
    Map,
    Plus,
    Power,
    SizeValue,
    Table,
    Term,
)

LOGARITHMS = ("log", "log10")
NUMBERS = range(3, 14)
"""The candidates that are tried; there are numbers of both signs among their values."""
FIFTH = Fraction(1, 5)
"""What no small multiple makes whole."""
UNEVEN = (-FIFTH, FIFTH, 1 + FIFTH, -1 - FIFTH, 2 + 2 * FIFTH)


@dataclass(frozen=True, slots=True)
class Region:
    """What has to be positive (`strict`), or not to be negative, for a side to have a value.

    Where it is raised to a `power` with an exponent that varies, that has to have no value. One that is `touched` was
    met where it is 0, and nowhere below.
    """

    argument: Divisor
    strict: bool
    power: Term | None = None
    touched: bool = False

    @property
    def text(self) -> str:
        """Where it is not so, in the words of the document."""
        relation = r"\le" if self.strict else "<"
        return rf"{self.argument.text} {relation} 0" if len(self.argument.text) <= LONGEST else r"\dots"

    def is_met(self, scope: Scope, point: Point, *, below: bool = False) -> bool:
        """Whether it is as it must not be at a point, or is `below` 0; under a power, where that has no value."""
        relation = Comparison.AT_MOST if self.strict and not below else Comparison.LESS
        negative = Compare(relation, signed(self.argument.term), ZERO)
        for place in product(*(range(1, point.size(size) + 1) for size in self.argument.ranges.values())):
            indices = {**point.indices, **dict(zip(self.argument.ranges, place, strict=True))}
            at = replace(point, indices=indices)
            with suppress(Undefined, OutOfRange, KeyError):
                if holds(negative, scope, at) and (self.power is None or not has_value(self.power, scope, at)):
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

    def closed(self, places: Places) -> Region:
        """With its border, where it is raised to a power and no pole tells of it: of max(x, 0) below 0."""
        values = self.values(places)
        has_poles = not values or any(True for value in values for _ in vanishing(value))
        return self if self.power is None or has_poles else replace(self, strict=True)

    def values(self, places: Places) -> set[Any]:
        """What it is at all places, as expressions; nothing where it has none."""
        with suppress(*FAILURES):
            return set(self.argument.whole(places.scope, places.sizes))
        return set()


def unvalued(places: Places, further: Iterable[Sizes], clock: Callable[[], None]) -> list[Region]:
    """The regions in which one side has no value at some point at which the other has one, and those of powers.

    Powers are looked at `further` sizes too, since their exponents may be whole at some.
    """
    statement, scope, sizes = _without_remainder(places.statement), places.scope, places.sizes
    sides = statement.left, statement.right
    every = (_regions(side, statement.ranges, scope) for side in sides)
    regions = [[each.closed(places) for each in one if each.may_be_met(places)] for one in every]
    if not any(regions):
        return []
    points: Iterator[Point] = spots(statement, scope, sizes, NUMBERS)
    uneven: Sequence[Fraction] = UNEVEN
    if any(each.may_be_far(scope) for one in regions for each in one):
        points = chain(points, near_thresholds(statement, scope, sizes))
        uneven = (*UNEVEN, *(number + FIFTH for number in thresholds(statement, scope)))
    if any(each.strict and each.power is None for one in regions for each in one):
        points = chain(points, made_of((Fraction(0),), statement, scope, sizes))
    if any(each.power is not None for one in regions for each in one):
        points = chain(points, *(made_of(uneven, statement, scope, each) for each in (sizes, *further)))
    found: dict[object, Region] = {}
    signed_sides = replace(statement, left=signed(statement.left), right=signed(statement.right))
    scope = with_signs(scope)
    for point in points:
        clock()
        for each in _lacking(regions, signed_sides, scope, point):
            known = found.get(each.argument.key)
            touched = (known is None or known.touched) and not each.is_met(scope, point, below=True)
            strictest = each if known is None or (each.strict and not known.strict) else known
            found[each.argument.key] = replace(strictest, touched=touched)
    return sorted(found.values(), key=lambda region: (len(region.text), region.text))


def _without_remainder(statement: Statement) -> Statement:
    """A claim with a remainder at 0, where that is nothing."""
    if statement.remainder is None:
        return statement
    variable, _ = statement.remainder
    left, right = (given(side, {variable: ZERO}) for side in (statement.left, statement.right))
    return replace(statement, left=left, right=right, remainder=None)


def _lacking(
    regions: Sequence[Sequence[Region]], statement: Statement, scope: Scope, point: Point
) -> Iterator[Region]:
    """The regions of both sides that are met at a point and cost a side its value there."""
    met = [[each for each in one if each.is_met(scope, point)] for one in regions]
    if not any(met) or not _speaks(statement, scope, point):
        return
    valued = [has_value(side, scope, point) for side in (statement.left, statement.right)]
    for one, has in zip(met, valued, strict=True):
        yield from (each for each in one if not has and (any(valued) or each.power is not None))


def bordered(
    regions: Iterable[Region], poles: Iterable[Any], places: Places
) -> tuple[list[Region], frozenset[Any]]:
    """The regions with those poles that are their borders, and the poles that are left.

    What is met at its border alone is told by the poles that are there.
    """
    made, left = list[Region](), frozenset(poles)
    known = {without_number(pole): pole for pole in left}
    for region in regions:
        borders = [set(map(without_number, vanishing(value))) for value in region.values(places)]
        border = {known[each] for own in borders if own <= known.keys() for each in own}
        if border and region.touched and region.power is None:
            continue
        made.append(replace(region, strict=region.strict or bool(border)))
        left -= border
    return made, left


def _speaks(statement: Statement, scope: Scope, point: Point) -> bool:
    """Whether a claim says anything at a point."""
    with suppress(Undefined, OutOfRange):
        return statement.condition is None or holds(statement.condition, scope, point) is True
    return False


def _regions(side: Term, ranges: Ranges, scope: Scope) -> Iterator[Region]:
    """What stands in all logarithms, under all roots and under exponents that vary, on which a side rests."""
    for root in reached([side], scope.definitions):
        for node, inner in _nodes(root, ranges, scope):
            with suppress(*FAILURES):
                yield from _region(node, inner, scope)


def _region(node: object, ranges: Ranges, scope: Scope) -> Iterator[Region]:
    match node:
        case Map(function=function, arguments=(argument,)) if function in LOGARITHMS:
            yield Region(entry(argument, ranges, scope), strict=True)
        case Map(function="sqrt", arguments=(argument,)):
            yield Region(entry(argument, ranges, scope), strict=False)
        case Power(base=base, exponent=exponent):
            value = written(exponent)
            if value is not None and value.denominator % 2 == 0:
                yield Region(entry(base, ranges, scope), strict=value < 0)
            if varies(exponent, scope):
                yield from _raised(entry(node, ranges, scope), scope)


def _raised(power: Divisor, scope: Scope) -> Iterator[Region]:
    """What stands under an exponent that varies."""
    if isinstance(power.term, Power):
        base = entry(power.term.base, power.ranges, scope)
        yield Region(replace(base, ranges=power.ranges), strict=False, power=power.term)


def _nodes(node: object, ranges: Ranges, scope: Scope) -> Iterator[tuple[object, Ranges]]:
    """All that stands in a term, with the ranges of the indices there; functions of the document have their values."""
    yield node, ranges
    match node:
        case Apply(parameter=parameter, body=body, argument=argument, shape=()):
            yield from _nodes(given(body, {parameter: argument}), ranges, scope)
            return
        case Apply():
            with suppress(*FAILURES):
                at = entry(node, ranges, scope)
                yield from _nodes(at.term, at.ranges, scope)
            return
        case Limit(variable=variable, to=to, body=body):
            yield from _nodes(given(body, {variable: to}), ranges, scope)
            return
        case Fold(index=index, high=SizeValue(size=size)):
            ranges = {**ranges, index: size}
        case Table(row=row, column=column, shape=(rows, columns)):
            ranges = {**ranges, row: rows, column: columns}
    for part in parts(node):
        yield from _nodes(part, ranges, scope)
