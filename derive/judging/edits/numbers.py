"""The first sieve of edited claims: whether their sides differ modulo a prime, or in numbers.

Long axes are taken as ones of any length: a claim that passes the sieve is judged, one that does not is not offered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import partial
from itertools import islice

from derive.judging import chosen
from derive.judging.candidates import assignments, candidate, finite_values, index_places
from derive.judging.exact.numbers import Point, has_value
from derive.judging.inventory import Inventory, inventory
from derive.judging.lengths import at_any
from derive.judging.modular.opinion import Differ, Opinion, Opinions, opinion
from derive.judging.refute import spot_check, witness
from derive.meaning.claims import Claim, Shapeless, claim
from derive.meaning.terms import Constant, Times
from derive.meaning.world import World
from derive.reading.statements import Equation
from derive.reading.syntax import Unreadable

Clock = Callable[[], None]
Refuter = Callable[[Claim, Clock], bool]
SPOT = 4
"""Which values are tried first, at all sizes; those before are too plain."""
MORE = (2, 3, *range(5, 40))
"""Which are tried next, at the first sizes: all where there are numbers only, else the first two."""
LAPSES = 8
"""How many of these are tried for a value that is missing."""
SMALL = 4
"""Assignments of small sizes that are tried after those of a proof, where these tell nothing."""


def sieve() -> Refuter:
    """A refuter of claims of which many have one left side, as the edits of a claim: residues evaluate it once."""
    return partial(differs, opinion=Opinions())


def differs(made: Claim, clock: Clock, opinion: Callable[..., Opinion] = opinion) -> bool:
    """Whether the sides differ at the sizes at which a proof would compare them, or at some of the smallest.

    Residues tell most apart, and soonest; numbers also tell what differs only at a kink.
    """
    general = {id(each): each for each in (at_any(made), at_any(made, everywhere=False))}
    return all(_differs(each, clock, opinion) for each in general.values())


def _differs(made: Claim, clock: Clock, opinion: Callable[..., Opinion]) -> bool:
    statement, scope = made.statement, made.scope
    sizes = _sizes(inventory(statement, scope))
    if isinstance(opinion(statement, scope, sizes[0], 0), Differ):
        return True
    if any(spot_check(statement, scope, each, clock, (SPOT,)) is not None for each in sizes):
        return True
    return spot_check(statement, scope, sizes[0], clock, _more(sizes[0])) is not None


def lapses(made: Claim, original: Claim, clock: Clock) -> bool:
    """Whether a claim has no value at a point where another one has."""
    made, original = at_any(made), at_any(original)
    found, other = inventory(made.statement, made.scope), inventory(original.statement, original.scope)
    for kind in ("sizes", "free", "unknown"):
        getattr(found, kind).update(getattr(other, kind))
    sizes = _sizes(found)[0]
    for number in (SPOT, *_more(sizes)[:LAPSES]):
        clock()
        indices = next(index_places(original.statement, sizes))
        finite = next(finite_values(made.scope, found))
        point = candidate(made.scope, found, Point(sizes, {}, indices), finite, number)
        if point is not None and _has_value(original, point) and not _has_value(made, point):
            return True
    return False


def _has_value(made: Claim, point: Point) -> bool:
    statement = made.statement
    sides = (statement.left, statement.right) if statement.remainder is None else ()
    return all(has_value(side, made.scope, point) for side in sides)


def _more(sizes: Mapping[str, int]) -> tuple[int, ...]:
    return MORE[:2] if sizes else MORE


def _sizes(found: Inventory) -> list[dict[str, int]]:
    first, small = chosen.assignments(found), islice(assignments(found), SMALL)
    return [*first, *(sizes for sizes in small if sizes not in first)]


def holds(made: Claim, refuter: Refuter, clock: Clock) -> bool:
    """Whether both sides have values somewhere, and were nowhere found to differ."""
    made = at_any(made)
    if refuter(made, clock):
        return False
    statement, scope = made.statement, made.scope
    sizes = chosen.assignments(inventory(statement, scope))
    return any(witness(statement, scope, each, clock) is not None for each in sizes)


def understood(equation: Equation, world: World) -> Claim | None:
    """The claim that an edited equation makes, if it can be read and its sides have one shape."""
    try:
        made: Claim | Shapeless = claim(equation, world)
    except (Unreadable, RecursionError):
        return None
    return made if isinstance(made, Claim) else None


def vanishes(made: Claim, refuter: Refuter, clock: Clock) -> bool:
    """Whether the left side is zero wherever it was looked at, so that the claim says next to nothing."""
    made = at_any(made)
    left = made.statement.left
    zero = Times(Constant(Fraction(0)), left, shape=left.shape)
    return not refuter(replace(made, statement=replace(made.statement, right=zero)), clock)
