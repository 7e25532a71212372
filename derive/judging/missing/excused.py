r"""What is not offered, since it would excuse a mistake: a premise that is the claim, or that leaves nothing of it.

Under `\sum_j x_j = 0` every claim about a multiple of that sum becomes 0 = 0; that tells nothing about the claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import islice

from derive.judging.candidates import candidate, finite_values, index_places
from derive.judging.exact.frames import Point
from derive.judging.exact.numbers import Number, OutOfRange, Undefined, differ, evaluate, holds
from derive.judging.inventory import inventory, reach
from derive.judging.missing.candidate import Candidate, assumed
from derive.judging.missing.family import Group
from derive.judging.trial import Clock
from derive.meaning.claims import Claim
from derive.meaning.reaching import spoken
from derive.meaning.scope import Statement
from derive.meaning.terms import (
    Constant,
    Fold,
    Folding,
    Grid,
    Index,
    Item,
    MatMul,
    Negative,
    Plus,
    Quantity,
    Quotient,
    SizeValue,
    Spread,
    Table,
    Term,
    Times,
    Transpose,
)

LINEAR = (Constant, Grid, Index, Item, Negative, Plus, Quantity, SizeValue, Spread, Table, Transpose)
NOTHING = Fraction(0)
FEW, MANY = 5, 14
SIZE = 2
Values = tuple[Number, ...]


def is_premise(claim: Claim) -> bool:
    """Whether a claim is itself a linear condition on one free quantity: then it could only be assumed as a whole."""
    sides = [claim.statement.left, claim.statement.right]
    free = {name for side in sides for name in reach(side, claim.scope)}
    nodes = spoken(sides, claim.scope.definitions)
    return len(free) == 1 and all(_is_linear(node, claim) for node in nodes if isinstance(node, Term))


def _is_linear(node: Term, claim: Claim) -> bool:
    match node:
        case Times(left, right) | MatMul(left, right):
            return not reach(left, claim.scope) or not reach(right, claim.scope)
        case Quotient(bottom=bottom):
            return not reach(bottom, claim.scope)
        case Fold(folding=folding):
            return folding is Folding.SUM
    return isinstance(node, LINEAR)


def says(claim: Claim, candidate: Candidate, clock: Clock) -> bool:
    """Whether a claim is the assumption itself: their sides are equal in every entry, whatever the values are."""
    premise = Statement(candidate.condition.left, candidate.condition.right, candidate.ranges)
    if not candidate.is_equation:
        return {premise.left, premise.right} == {claim.statement.left, claim.statement.right}
    other = replace(claim, statement=premise)
    points = list(_points(claim, FEW, clock))
    mine, others = ([_sides(each, point) for point in points] for each in (claim, other))
    return bool(points) and (mine == others or [sides[::-1] for sides in mine] == others)


def _sides(claim: Claim, point: Point) -> tuple[Values, Values]:
    return _everywhere(claim, claim.statement.left, point), _everywhere(claim, claim.statement.right, point)


def leaves_nothing(claim: Claim, group: Group, clock: Clock) -> bool:
    """Whether nothing varies any more under an equation, or a restriction leaves only zeros that were none before.

    Also where no values are found that obey the assumption: what is not seen to hold anywhere is not offered.
    """
    left, right = _sampled(assumed(claim, group), clock)
    if not left:
        return True
    if any(each.is_equation for each in group):
        return all(not differ(value, first) for side in (left, right) for value, first in _pairs(side))
    if any(differ(value, NOTHING) for side in (left, right) for values in side for value in values):
        return False
    return all(any(differ(value, NOTHING) for values in side for value in values) for side in _sampled(claim, clock))


def has_values(claim: Claim, clock: Clock) -> bool:
    """Whether both sides have a value at all values that are tried."""
    points = _points(claim, MANY, clock)
    sides = (claim.statement.left, claim.statement.right)
    return all(_everywhere(claim, side, point) for point in points for side in sides)


def is_needed(claim: Claim, candidate: Candidate, clock: Clock) -> bool:
    """Whether a side has no value at some of the values that the claim admits and that break an assumption.

    What is stated implies one that nothing breaks, and one without which both sides have values is not what lacks.
    """
    sides = (claim.statement.left, claim.statement.right)
    broken = (point for point in _points(claim, MANY, clock) if not _obeys(claim, candidate, point))
    return any(not _everywhere(claim, side, point) for point in broken for side in sides)


def _obeys(claim: Claim, candidate: Candidate, point: Point) -> bool:
    """Whether an assumption holds at every place."""
    premise = Statement(candidate.condition.left, candidate.condition.right, candidate.ranges)
    places = (replace(point, indices=indices) for indices in index_places(premise, point.sizes))
    return all(holds(candidate.condition, claim.scope, at) for at in places)


def _pairs(side: list[Values]) -> Iterator[tuple[Number, Number]]:
    for values in side[1:]:
        yield from zip(values, side[0], strict=False)


def _sampled(claim: Claim, clock: Clock) -> tuple[list[Values], list[Values]]:
    """Both sides, entry by entry at every place, at a few values where they have some."""
    sides: tuple[list[Values], list[Values]] = [], []
    for point in _points(claim, FEW, clock):
        left, right = (_everywhere(claim, side, point) for side in (claim.statement.left, claim.statement.right))
        if left and right:
            sides[0].append(left)
            sides[1].append(right)
    return sides


def _points(claim: Claim, count: int, clock: Clock) -> Iterator[Point]:
    """Values that obey all assumptions."""
    found = inventory(claim.statement, claim.scope)
    sizes = {name: max(low, SIZE) for name, low in found.sizes.items()}
    for finite in islice(finite_values(claim.scope, found), FEW):
        for number in range(count):
            clock()
            point = candidate(claim.scope, found, Point(sizes), finite, number)
            if point is not None:
                yield point


def _everywhere(claim: Claim, side: Term, point: Point) -> Values:
    """All entries of a side at all places that the claim speaks of; none where it has no value."""
    statement, scope = claim.statement, claim.scope
    found: list[Number] = []
    try:
        for indices in index_places(statement, point.sizes):
            at = replace(point, indices=indices)
            if statement.condition is None or holds(statement.condition, scope, at):
                found += [value for row in evaluate(side, scope, at) for value in row]
    except (Undefined, OutOfRange):
        return ()
    return tuple(found)
