"""What an entry is at a kink beside what it is below and above it, where numbers stand for all else.

The kink is solved for one of its symbols, which then goes through it. Numbers at which it has no real place, or the
entry no value beside it, are passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import sympy

from derive.judging.bends import beside_roots, read, stand_ins
from derive.judging.meetings import Numbers, Possible, meetings, unmet
from derive.judging.symbols.opaque import Opaque
from derive.judging.symbols.regions import relations
from derive.judging.verdict import Choice

Expression = Any
ZERO = sympy.Integer(0)
SIDES = (sympy.Dummy(negative=True), sympy.Dummy(positive=True))
SCALES = (1, -2, 7)
"""The numbers that stand for all else at a kink are taken once with each of these factors."""
FEW = 2
"""At so many numbers without a jump none is expected."""
FURTHER = (0, sympy.Rational(1, 64), 1000)
"""And with these, where what is said at the kink is not always what it is on the same side of it."""
LINES = 3
"""In how many symbols a kink is solved, until one is found along which something is said at it."""
DIGITS = 30
"""Of a jump, by which it is told from zero."""
LEAST = Fraction(1, 10**9)
"""A jump that is at least so large is one."""
UNIT = Fraction(1, 10**35)
"""To which rounded values are told apart."""
HALF = sympy.Rational(1, 2)
STRAY = Choice("", None, Fraction(0), stray=True)
UNSAID = Choice("", None, Fraction(0))
"""In place of a choice where an entry has no value at a kink."""


def choice(value: Expression, kink: Expression, is_possible: Possible) -> Choice | None:
    """The choice that an entry makes at a kink; nothing where it does not jump there, or has no value.

    One that is seen nowhere, or cannot be told, is stray.
    """
    value, kink = _known(value, kink)
    if not value.has(sympy.Piecewise):
        return None
    found: list[Choice | None] = []
    for symbol, place in _solved(kink):
        if not _may_turn(value, symbol, place):
            return None
        along = list(_along(value, symbol, place, is_possible))
        found += along
        chosen = worst(along)
        if chosen is not None:
            exact = _put(value, {symbol: place})
            number = _fraction(exact) if exact.is_Rational else None
            is_single = kink.is_Symbol or (-kink).is_Symbol
            is_alone = (value.free_symbols | place.free_symbols) == {symbol}
            slopes, ratio = chosen.slopes if is_alone else None, chosen.ratio if is_single else None
            return replace(chosen, value=number, slopes=slopes, ratio=ratio)
        if any(along):
            break
    return None if found else _at_roots(value, kink)


def _known(value: Expression, kink: Expression) -> tuple[Expression, Expression]:
    """Both with what is unknown as numbers of their own: upstream gradients do not jump where a function has a kink."""
    unknown = sorted(value.atoms(Opaque) | kink.atoms(Opaque), key=sympy.default_sort_key)
    numbers = {each: sympy.Dummy(each.name, real=True) for each in unknown}
    return value.xreplace(numbers), kink.xreplace(numbers)


def worst(found: Iterable[Choice | None]) -> Choice | None:
    """A choice outside of the slopes, else one that may be, if there is such; else the first."""
    made = [one for one in found if one is not None and one is not UNSAID]
    return max(made, key=lambda one: (one.is_outside, one.stray)) if made else None


def _solved(kink: Expression) -> list[tuple[Any, Expression]]:
    """One symbol of each array in which a kink is linear, with the value at which the kink is; the plainest first."""
    found: dict[str, tuple[Any, Expression]] = {}
    for symbol in sorted(kink.free_symbols, key=str):
        slope = sympy.diff(kink, symbol)
        if slope != 0 and not slope.has(symbol, sympy.Piecewise):
            found.setdefault(str(symbol).partition("[")[0], (symbol, slope))
    first = sorted(found.values(), key=lambda each: not each[1].is_number)[:LINES]
    return [(symbol, sympy.expand(symbol - kink / slope)) for symbol, slope in first]


def _may_turn(value: Expression, symbol: Any, place: Expression) -> bool:
    """Whether some comparison in an entry may turn at a place of a symbol, whatever all else is."""
    gaps = {each.lhs - each.rhs for each in relations(value)}
    numbers = stand_ins(sorted((value.free_symbols | place.free_symbols) - {symbol}, key=str), 1)
    at = _put(place, numbers)
    if not _is_real(at) or any(gap.has(sympy.Piecewise) for gap in gaps):
        return True
    numbers[symbol] = at
    return any(_is_nothing(_put(gap, {each: numbers[each] for each in gap.free_symbols})) for gap in gaps)


def _is_nothing(number: Expression) -> bool:
    """Whether a number is zero, or not seen to be none."""
    return bool(number == 0 if number.is_Rational else not number.is_finite or abs(number.evalf(DIGITS)) < LEAST)


def _along(value: Expression, symbol: Any, place: Expression, is_possible: Possible) -> Iterator[Choice | None]:
    """What is chosen where a symbol goes through its place, at all numbers at which that is real.

    Where nothing is, few numbers are tried.
    """
    others = sorted((value.free_symbols | place.free_symbols) - {symbol}, key=str)
    found: list[Choice | None] = []
    for scale in SCALES if others else SCALES[:1]:
        found += _at_all(value, symbol, place, [stand_ins(others, scale)])
        if len(found) == FEW and not any(found):
            break
    yield from found
    shares = {one.share for one in found if one is not None and one is not UNSAID}
    if others and (len(shares) > 1 or not shares <= {0, 1}):
        yield from _at_all(value, symbol, place, [stand_ins(others, scale) for scale in FURTHER])
    if others and any(found):
        exact = _put(value, {symbol: place})
        meeting = list(meetings(exact, others, is_possible))
        further, is_all = unmet(exact, others, [*(stand_ins(others, scale) for scale in SCALES), *meeting])
        yield from _at_all(value, symbol, place, [*meeting, *further])
        if not is_all:
            yield STRAY


def _at_all(value: Expression, symbol: Any, place: Expression, every: Iterable[Numbers]) -> Iterator[Choice | None]:
    for numbers in every:
        at = _put(place, numbers)
        if not _is_real(at):
            continue
        here = _put(value, {**numbers, symbol: at})
        if here is sympy.nan:
            yield UNSAID
            continue
        below, above = (_beside(_put(value, {**numbers, symbol: at + step}), step) for step in SIDES)
        if any(each.has(sympy.Piecewise) for each in (below, here, above)):
            yield _rounded(*read(_put(value, numbers), symbol, at))
        elif all(each.is_finite is not False for each in (below, here, above)):
            yield _weighed(below, here, above, place == 0)


def _beside(value: Expression, step: Any) -> Expression:
    """An expression of a step where that goes to 0; its cases are left where they are told by the step alone."""
    while value.has(sympy.Piecewise):
        plain = [each for each in relations(value) if not each.has(sympy.Piecewise)]
        known = {each: _put(each, {step: ZERO}) for each in plain if _put(each.lhs - each.rhs, {step: ZERO}) != 0}
        if not known:
            return value
        value = _put(value, known)
    found = _put(value, {step: ZERO})
    return found if found is not sympy.nan else _put(sympy.cancel(value), {step: ZERO})


def _put(value: Expression, numbers: Numbers) -> Expression:
    """An expression with numbers put in; without a value where a comparison has none."""
    try:
        return value.xreplace(numbers)
    except TypeError:  # SymPy compares real numbers only
        return sympy.nan


def _is_real(number: Expression) -> bool:
    return bool(number.is_comparable and number.is_finite)


def _at_roots(value: Expression, kink: Expression) -> Choice | None:
    """The same at a kink that is linear in no symbol; one that is nowhere found leaves open what is said there."""
    found = list(beside_roots(value, kink))
    return worst(_rounded(*three) for three in found) if found else STRAY


def _rounded(below: Expression | None, here: Expression | None, above: Expression | None) -> Choice | None:
    """The value at a kink beside the slopes on its sides, all of them rounded numbers; nothing where it has none."""
    if here is sympy.nan:
        return UNSAID
    if below is None or here is None or above is None or sympy.nan in (below, above):
        return STRAY
    jump = above - below
    if abs(jump) < LEAST:
        return STRAY if abs(here - below) > UNIT else None
    return Choice("", None, _units((here - below) / jump))


def _units(share: Expression) -> Fraction:
    return Fraction(int(sympy.floor(share / UNIT + HALF))) * UNIT


def _weighed(below: Expression, here: Expression, above: Expression, is_single: bool) -> Choice | None:
    """The value at a kink beside the slopes on its sides, all of them numbers."""
    if here in (below, above) and _differ(below, above):
        share = sympy.Integer(here == above)
    else:
        jump = sympy.cancel(above - below)
        if jump == 0:
            return STRAY if sympy.cancel(here - below) != 0 else None
        share = sympy.cancel((here - below) / jump)
    slopes = (_fraction(below), _fraction(above)) if below.is_Rational and above.is_Rational else None
    ratio = _ratio(below, above) if is_single else None
    if share.is_Rational:
        return Choice("", None, _fraction(share), ratio, slopes)
    side = -1 if share.is_negative else 2 if (share - 1).is_positive else None
    return STRAY if side is None else Choice("", None, Fraction(side), ratio, slopes)


def _differ(below: Expression, above: Expression) -> bool:
    """Whether two numbers are seen to differ by their digits; an exact form may take too long."""
    jump = (above - below).evalf(DIGITS)
    return bool(jump.is_Float and jump.is_finite and abs(jump) > LEAST)


def _ratio(below: Expression, above: Expression) -> tuple[Fraction, Fraction] | None:
    """Two slopes, divided by the one above, or where that is 0 by the one below."""
    base = above if above != 0 else below
    pair = sympy.cancel(below / base), sympy.cancel(above / base)
    return (_fraction(pair[0]), _fraction(pair[1])) if all(each.is_Rational for each in pair) else None


def _fraction(number: Expression) -> Fraction:
    return Fraction(int(number.p), int(number.q))
