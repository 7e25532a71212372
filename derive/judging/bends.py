"""What an expression with cases is at and beside a kink that is linear in no symbol: numbers of high precision.

Numbers stand for all symbols but one, and the kink is where it is zero in that one. Nothing is proved by these
numbers: they tell whether a claim says something of the derivative where it has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import mpmath
import sympy

from derive.judging.symbols.regions import relations

Expression = Any
DIGITS = 60
NOTHING = sympy.Float("1e-40", DIGITS)
"""What is closer to zero is taken to be zero."""
STEP = sympy.Rational(1, 10**6)
"""How far beside a root a comparison is read off; its difference from zero may be the sixth power of that."""
SCALES = (sympy.Rational(1, 7), sympy.Integer(1), sympy.Integer(-2), sympy.Integer(7))
"""The numbers that stand for all else are taken once with each of these factors."""
NEAR = [sympy.Rational(k, 8) - sympy.Rational(1, 17) for k in range(-40, 41)]
FAR = [sympy.Integer(8), sympy.Integer(16)]
GRID = [*(-place for place in reversed(FAR)), *NEAR, *FAR]
"""Where a kink that is no polynomial is searched for changes of its sign."""
Numbers = Mapping[Any, Expression]
Three = tuple[Expression, Expression, Expression]


def beside_roots(value: Expression, kink: Expression) -> Iterator[Three]:
    """The numbers below, at and above each root that is found."""
    symbols = sorted(kink.free_symbols, key=str)
    for symbol in symbols:
        others = sorted((value.free_symbols | kink.free_symbols) - {symbol}, key=str)
        for scale in SCALES if others else SCALES[:1]:
            numbers = stand_ins(others, scale)
            curve, there = kink.xreplace(numbers), value.xreplace(numbers)
            for root in _roots(curve, symbol):
                below, here, above = read(there, symbol, root)
                if not {None, sympy.nan} & {below, above} and here is not None:
                    yield below, here, above


def read(value: Expression, symbol: Any, place: Expression) -> Three:
    """What an expression of one symbol is a little below, at and above a place; without a number where that is open."""
    at = {symbol: place}
    below, above = (_beside(value, {symbol: place + side * STEP}, at) for side in (-1, 1))
    return below, _here(value, at), above


def stand_ins(symbols: Sequence[Any], scale: Any) -> dict[Any, Expression]:
    """A number for each symbol, all of them different, times `scale`; what is positive stays so."""
    numbers = {symbol: scale * sympy.Rational(2 * k + 3, k + 2) for k, symbol in enumerate(symbols)}
    return {symbol: abs(each) or sympy.S.One if symbol.is_positive else each for symbol, each in numbers.items()}


def _roots(curve: Expression, symbol: Any) -> list[Expression]:
    """Real roots, each once."""
    if not curve.has(symbol):
        return []
    if curve.is_polynomial(symbol) and sympy.Poly(curve, symbol).domain in (sympy.ZZ, sympy.QQ):
        return [root.evalf(DIGITS) for root in dict.fromkeys(sympy.real_roots(curve, symbol))]
    values = [curve.xreplace({symbol: at}).evalf(DIGITS) for at in GRID]
    steps = zip(GRID, values, GRID[1:], values[1:], strict=False)
    return [_halved(curve, symbol, a, b) for a, u, b, v in steps if u.is_Float and v.is_Float and u * v < 0]


def _halved(curve: Expression, symbol: Any, low: Expression, high: Expression) -> Expression:
    """The root between two places of different sign."""
    value = sympy.lambdify(symbol, curve, "mpmath")
    with mpmath.workdps(DIGITS):
        start, end, nothing = mpmath.mpf(low), mpmath.mpf(high), mpmath.mpf(NOTHING)
        below = value(start) > 0
        while end - start > nothing:
            middle = (start + end) / 2
            if (value(middle) > 0) == below:
                start = middle
            else:
                end = middle
        return sympy.Float(start, DIGITS)


class _Open(Exception):
    """A number is not told, for something in it is unknown."""


def _beside(value: Expression, near: Numbers, place: Numbers) -> Expression | None:
    """The number to which the cases that hold near a place come at it."""
    try:
        while value.has(sympy.Piecewise):
            cases = value.atoms(sympy.Piecewise)
            value = value.xreplace({each: _first(each, near) for each in cases})
        found = _told(value, place)
        return found if found is not sympy.nan else _told(sympy.cancel(value), place)
    except _Open:
        return None


def _here(value: Expression, place: Numbers) -> Expression | None:
    """The number at a place."""
    try:
        return _told(_number(value, place), place)
    except _Open:
        return None


def _told(value: Expression, place: Numbers) -> Expression:
    """The number that an expression without cases is: nan where it is none; raises `_Open`."""
    found = value.xreplace(place).evalf(DIGITS)
    if not found.is_number:
        raise _Open
    return found if found.is_Float or found == 0 else sympy.nan


def _number(value: Expression, place: Numbers) -> Expression:
    """The same part by part, so that nothing is divided away that is zero at the place."""
    if isinstance(value, sympy.Piecewise):
        return _number(_first(value, place), place)
    if value.args and value.has(*place, sympy.Piecewise):
        value = value.func(*(_number(part, place) for part in value.args))
    found = value.xreplace(place).evalf(DIGITS)
    return sympy.S.Zero if found.is_Float and abs(found) < NOTHING else found


def _first(cases: Expression, near: Numbers) -> Expression:
    """The first case that holds near a place; nan where a comparison before it has no value, or none holds."""
    for value, condition in cases.args:
        gaps = {each: _told(_number(each.lhs - each.rhs, near), near) for each in relations(condition)}
        if sympy.nan in gaps.values():
            return sympy.nan
        if condition.xreplace({each: each.func(gap, 0) for each, gap in gaps.items()}):
            return value
    return sympy.nan
