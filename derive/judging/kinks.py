"""The value that a claim gives to a derivative at its kink, where there is none.

One side differentiates across cases and has no value at the kink, the other side has one there: a choice. Both are
right on either side of the kink, and the choice is measured against what they are there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import Any

import sympy

from derive.judging import chosen, prove
from derive.judging.cut import FAILURES, may_bend
from derive.judging.excluded import Places
from derive.judging.inventory import inventory
from derive.judging.meetings import Possible
from derive.judging.symbols.entrywise import Entries, Setting, evaluate
from derive.judging.symbols.ratios import Unsupported
from derive.judging.symbols.shared import without_number
from derive.judging.symbols.vanishing import factors
from derive.judging.trial import Clock
from derive.judging.verdict import Choice
from derive.judging.weighed import choice, worst
from derive.meaning.claims import Claim
from derive.meaning.given import of_places
from derive.meaning.reaching import spoken
from derive.meaning.scope import Scope, Statement
from derive.meaning.terms import Derivative, Every, Term

PLACES = 4
"""How many places of a claim's free indices are looked at; every entry of an array has the same kinks."""


class Unseen(Exception):
    """It is not known what a claim says at its kinks."""


def choices(claim: Claim, clock: Clock) -> tuple[Choice, ...]:
    """The choices that a proved claim makes, each once, at the first sizes at which its derivatives have values.

    Raises `Unseen` where they have none at any, and where it is not known whether the claim speaks of the place.
    """
    for sizes in chosen.assignments(inventory(claim.statement, claim.scope)):
        with suppress(*FAILURES):
            try:
                return tuple(_choices(claim, sizes, clock))
            except Unsupported:
                if any(_choices(_of_all_values(claim), sizes, clock)):
                    raise Unseen from None
                return ()
    if any(_derivatives(claim.statement, claim.scope)):
        raise Unseen
    return ()


def choices_at_ones(claim: Claim, clock: Clock) -> Iterator[Choice]:
    """The choices that a proved claim makes at each size of 1 by itself."""
    for name, sizes in chosen.ones(inventory(claim.statement, claim.scope)):
        with suppress(*FAILURES):
            for each in _choices(claim, sizes, clock):
                yield replace(each, place=rf"{each.place} \wedge {claim.scope.spelling(name)} = 1")


def meets_on_both(claim: Claim, clock: Clock) -> bool:
    """Whether cases meet without a kink at some place on both sides, so that these must agree there."""
    claim = _of_all_values(claim)
    for sizes in chosen.assignments(inventory(claim.statement, claim.scope)):
        with suppress(*FAILURES):
            for setting in islice(prove.settings(claim.statement, claim.scope, sizes), PLACES):
                clock()
                left, right = (_read(side, setting)[1].seams for side in (claim.statement.left, claim.statement.right))
                if any(not {seam, -seam}.isdisjoint(right) for seam in left):
                    return True
            return False
    return any(_derivatives(claim.statement, claim.scope))


def _choices(claim: Claim, sizes: Mapping[str, int], clock: Clock) -> Iterator[Choice]:
    """The choices at some sizes; raises one of `FAILURES` where a side cannot be read at a place."""
    places = Places(claim.statement, claim.scope, sizes)
    made: set[str] = set()
    for setting in islice(prove.settings(claim.statement, claim.scope, sizes), PLACES):
        for entries, kinks in _sides(claim.statement, setting):
            for kink in sorted(places.possible(kinks), key=kinks.index):
                clock()
                (place, *_) = places.excluded({kink})
                found = _first(entries, kink, places.is_possible) if place not in made else None
                if found is not None:
                    made.add(place)
                    yield replace(found, place=place)


def _plain(place: Any) -> Any:
    """What is zero where a place is, the same however that is turned or stretched."""
    whole = without_number(place)
    return -whole if whole.could_extract_minus_sign() else whole


def _of_all_values(claim: Claim) -> Claim:
    """A claim with what its condition says of places, and not of values."""
    kept = of_places(claim.statement.condition)
    return replace(claim, statement=replace(claim.statement, condition=Every(kept) if kept else None))


def _sides(statement: Statement, setting: Setting) -> Iterator[tuple[Entries, list[Any]]]:
    """What each side says at the kinks that only the other one has, and where that is a kink of what has a value."""
    (left, kinks, poles), (right, more, others) = _side(statement.left, setting), _side(statement.right, setting)
    lacking = set(_lacking(statement, setting)) if (kinks.keys() ^ more.keys()) & (poles | others) else set[Any]()
    for entries, own, other in ((right, kinks, more), (left, more, kinks)):
        yield entries, sorted((own[place] for place in own.keys() - other - lacking), key=sympy.default_sort_key)


def _lacking(statement: Statement, setting: Setting) -> Iterator[Any]:
    """Where something that is differentiated has no value itself, each place as `_plain` tells it."""
    for node in _derivatives(statement, setting.scope):
        own = replace(setting, kinks=set(), seams=set(), poles=set(), cache={})
        with suppress(KeyError, *FAILURES):
            evaluate(node.numerator, own)
        yield from map(_plain, own.poles)


def _derivatives(statement: Statement, scope: Scope) -> Iterator[Derivative]:
    nodes = spoken((statement.left, statement.right), scope.definitions)
    return (node for node in nodes if isinstance(node, Derivative))


def may_have_kinks(claim: Claim) -> bool:
    """Whether anything in a claim, or in what it rests on, may have a kink."""
    nodes = spoken((claim.statement.left, claim.statement.right), claim.scope.definitions)
    return any(may_bend(node) for node in nodes if not isinstance(node, Derivative))


def _first(entries: Entries, kink: Any, is_possible: Possible) -> Choice | None:
    """The choice that some entry makes at a kink; one outside the slopes, if there is such."""
    found = (choice(value, kink, is_possible) for row in entries for value in row)
    return worst(found)


def _side(side: Term, setting: Setting) -> tuple[Entries, dict[Any, Any], set[Any]]:
    """One side by itself, with the kinks of its own derivatives, also where these turned out to be none, and poles.

    Each kink stands under what `_plain` tells it by, as do the poles.
    """
    entries, own = _read(side, setting)
    kinks = {_plain(factor): factor for kink in own.kinks | own.seams for factor in factors(kink)}
    return entries, kinks, set(map(_plain, own.poles))


def _read(side: Term, setting: Setting) -> tuple[Entries, Setting]:
    """One side by itself, with what was met there alone."""
    own = replace(setting, kinks=set(), seams=set(), poles=set(), cache={})
    return evaluate(side, own), own
