"""The value that a claim gives to a derivative at its kink, where there is none.

One side differentiates across cases and has no value at the kink, the other side has one there: a choice. Both are
right on either side of the kink, and the choice is measured against what they are there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from itertools import islice
from typing import Any

import sympy

from derive.judging import chosen, prove
from derive.judging.bends import beside_roots, stand_ins
from derive.judging.excluded import Places
from derive.judging.inventory import inventory
from derive.judging.symbols.entrywise import Entries, NoValue, OutOfRange, Setting, TooLarge, evaluate
from derive.judging.symbols.expansion import NoLimit
from derive.judging.symbols.opaque import Opaque
from derive.judging.symbols.ratios import Unsupported
from derive.judging.trial import Clock
from derive.judging.verdict import Choice
from derive.meaning.claims import Claim
from derive.meaning.given import parts
from derive.meaning.reaching import spoken
from derive.meaning.rewriting import walk
from derive.meaning.scope import Scope, Statement
from derive.meaning.terms import Derivative, Every, Quantity, Term

PLACES = 4
"""How many places of a claim's free indices are looked at; every entry of an array has the same kinks."""
ZERO = sympy.Integer(0)
SIDES = (sympy.Dummy(negative=True), sympy.Dummy(positive=True))
SCALES = (1, -2, 7)
"""The numbers that stand for all else at a kink are taken once with each of these factors."""
DIGITS = 30
"""Of a jump, by which it is told from zero."""
LEAST = Fraction(1, 10**9)
"""A jump that is at least so large is one."""
UNIT = Fraction(1, 10**35)
"""To which rounded values are told apart."""
HALF = sympy.Rational(1, 2)
FAILURES = (OutOfRange, NoValue, TooLarge, NoLimit, Unsupported, RecursionError)


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


def _choices(claim: Claim, sizes: Mapping[str, int], clock: Clock) -> Iterator[Choice]:
    """The choices at some sizes; raises one of `FAILURES` where a side cannot be read at a place."""
    places = Places(claim.statement, claim.scope, sizes)
    made: set[str] = set()
    for setting in islice(prove.settings(claim.statement, claim.scope, sizes), PLACES):
        for entries, kinks in _sides(claim.statement, setting):
            for kink in sorted(places.possible(kinks), key=kinks.index):
                clock()
                (place, *_) = places.excluded({kink})
                choice = _first(entries, kink) if place not in made else None
                if choice is not None:
                    made.add(place)
                    yield replace(choice, place=place)


def _of_all_values(claim: Claim) -> Claim:
    """A claim with what its condition says of places, and not of values."""
    kept = [part for part in parts(claim.statement.condition) if not any(isinstance(n, Quantity) for n in walk(part))]
    return replace(claim, statement=replace(claim.statement, condition=Every(tuple(kept)) if kept else None))


def _sides(statement: Statement, setting: Setting) -> Iterator[tuple[Entries, list[Any]]]:
    """What each side says at the kinks that only the other one has, and where that is a kink of what has a value."""
    (left, kinks, poles), (right, more, others) = _side(statement.left, setting), _side(statement.right, setting)
    suspect = {place for place in kinks ^ more if not {place, -place}.isdisjoint(poles | others)}
    lacking = frozenset(_lacking(statement, setting)) if suspect else frozenset[Any]()
    yield right, sorted(kinks - more - lacking, key=sympy.default_sort_key)
    yield left, sorted(more - kinks - lacking, key=sympy.default_sort_key)


def _lacking(statement: Statement, setting: Setting) -> Iterator[Any]:
    """Where something that is differentiated has no value itself."""
    for node in _derivatives(statement, setting.scope):
        own = replace(setting, kinks=set(), seams=set(), poles=set(), cache={})
        with suppress(KeyError, *FAILURES):
            evaluate(node.numerator, own)
        yield from (place for pole in own.poles for place in (pole, -pole))


def _derivatives(statement: Statement, scope: Scope) -> Iterator[Derivative]:
    nodes = spoken((statement.left, statement.right), scope.definitions)
    return (node for node in nodes if isinstance(node, Derivative))


def _first(entries: Entries, kink: Any) -> Choice | None:
    """The choice that some entry makes at a kink; one outside the slopes, if there is such."""
    found = [_choice(_known(value), kink) for row in entries for value in row]
    made = [choice for choice in found if choice is not None]
    return next((choice for choice in made if choice.stray or choice.is_outside), made[0] if made else None)


def _side(side: Term, setting: Setting) -> tuple[Entries, set[Any], set[Any]]:
    """One side by itself, with the kinks of its own derivatives, also where these turned out to be none, and poles."""
    own = replace(setting, kinks=set(), seams=set(), poles=set(), cache={})
    return evaluate(side, own), own.kinks | own.seams, own.poles


def _known(value: Any) -> Any:
    """An entry with upstream gradients as numbers of their own: these do not jump where the function has a kink."""
    upstream = value.atoms(Opaque)
    return value.xreplace({each: sympy.Dummy() for each in upstream})


def _choice(value: Any, kink: Any) -> Choice | None:
    """What an entry is at a kink beside what it is below and above; nothing where it does not jump there."""
    if not value.has(sympy.Piecewise):
        return None
    solved = _solved(kink)
    if solved is None:
        return _at_roots(value, kink)
    symbol, place = solved
    others = sorted((value.free_symbols | place.free_symbols) - {symbol}, key=str)
    is_single = kink.is_Symbol or (-kink).is_Symbol
    made: list[Choice] = []
    for scale in SCALES if others else SCALES[:1]:
        numbers = stand_ins(others, scale)
        here = _beside(value, symbol, place, numbers, ZERO)
        if here is not sympy.nan:
            below, above = (_beside(value, symbol, place, numbers, step) for step in SIDES)
            found = _weighed(below, here, above, is_single)
            made += [] if found is None else [found]
    exact = value.xreplace({symbol: place})
    number = _fraction(exact) if exact.is_Rational else None
    choice = next((one for one in made if one.stray or one.is_outside), made[0] if made else None)
    return None if choice is None else replace(choice, value=number, slopes=None if others else choice.slopes)


def _at_roots(value: Any, kink: Any) -> Choice | None:
    """The same at a kink that is linear in no symbol; one that is nowhere found leaves open what is said there."""
    found = list(beside_roots(value, kink))
    if not found:
        return Choice("", None, Fraction(0), stray=True)
    made = [choice for choice in (_rounded(*three) for three in found) if choice is not None]
    return next((one for one in made if one.stray or one.is_outside), made[0] if made else None)


def _rounded(below: Any, here: Any, above: Any) -> Choice | None:
    """The value at a kink beside the slopes on its sides, all of them rounded numbers."""
    jump = above - below
    if abs(jump) < LEAST:
        return Choice("", None, Fraction(0), stray=True) if abs(here - below) > UNIT else None
    share = Fraction(int(sympy.floor((here - below) / jump / UNIT + HALF))) * UNIT
    return Choice("", None, share)


def _weighed(below: Any, here: Any, above: Any, is_single: bool) -> Choice | None:
    """The value at a kink beside the slopes on its sides, all of them numbers."""
    if here in (below, above) and _differ(below, above):
        share = sympy.Integer(here == above)
    else:
        jump = sympy.cancel(above - below)
        if jump == 0:
            return Choice("", None, Fraction(0), stray=True) if sympy.cancel(here - below) != 0 else None
        share = sympy.cancel((here - below) / jump)
    slopes = (_fraction(below), _fraction(above)) if below.is_Rational and above.is_Rational else None
    ratio = _ratio(below, above) if is_single else None
    if share.is_Rational:
        return Choice("", None, _fraction(share), ratio, slopes)
    side = -1 if share.is_negative else 2 if (share - 1).is_positive else None
    return None if side is None else Choice("", None, Fraction(side), ratio, slopes)


def _differ(below: Any, above: Any) -> bool:
    """Whether two numbers are seen to differ by their digits; an exact form may take too long."""
    jump = (above - below).evalf(DIGITS)
    return bool(jump.is_Float and jump.is_finite and abs(jump) > LEAST)


def _solved(kink: Any) -> tuple[Any, Any] | None:
    """A symbol of a kink in which it is linear, and the value at which the kink is."""
    for symbol in sorted(kink.free_symbols, key=str):
        slope = sympy.diff(kink, symbol)
        if slope != 0 and not slope.has(symbol, sympy.Piecewise):
            return symbol, sympy.expand(symbol - kink / slope)
    return None


def _beside(value: Any, symbol: Any, place: Any, numbers: dict[Any, Any], step: Any) -> Any:
    """An expression where a symbol is a little below, at or above a place, with numbers for all that is left."""
    return value.xreplace({**numbers, symbol: place.xreplace(numbers) + step}).xreplace({step: ZERO})


def _ratio(below: Any, above: Any) -> tuple[Fraction, Fraction] | None:
    """Two slopes, divided by the one above, or where that is 0 by the one below."""
    base = above if above != 0 else below
    pair = sympy.cancel(below / base), sympy.cancel(above / base)
    return (_fraction(pair[0]), _fraction(pair[1])) if all(each.is_Rational for each in pair) else None


def _fraction(number: Any) -> Fraction:
    return Fraction(int(number.p), int(number.q))
