"""Expressions of SymPy in exact numbers, by code that has nothing of SymPy but their parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import reduce
from operator import add, mul
from typing import Any

import sympy

from derive.judging.exact import elementary
from derive.judging.exact.intervals import ZERO, Number, Undefined, order
from derive.judging.exact.jets import Jet
from derive.judging.exact.rules import power

Expression = Any
Point = Mapping[Expression, Fraction]
TRIED = tuple(Fraction(number) for number in "2 3 5 7 1 -1 -2 1/2 -1/3 3/2 0 -5".split())
"""The values that symbols may have."""
HOLDS: Mapping[Any, tuple[int, ...]] = {
    sympy.Eq: (0,),
    sympy.Ne: (-1, 1),
    sympy.Lt: (-1,),
    sympy.Le: (-1, 0),
    sympy.Gt: (1,),
    sympy.Ge: (0, 1),
}


def points(*expressions: Expression) -> Iterator[Point]:
    """Values for the symbols of some expressions, as far as these may have them: distinct ones, where enough are."""
    symbols = sorted(set().union(*(each.free_symbols for each in expressions)), key=lambda symbol: symbol.name)
    allowed = [[value for value in TRIED if _allows(symbol, value)] for symbol in symbols]
    if not all(allowed):
        return
    for turn in range(len(TRIED) if symbols else 1):
        chosen = (values[(turn + place) % len(values)] for place, values in enumerate(allowed))
        yield dict(zip(symbols, chosen, strict=True))


def value(expression: Expression, point: Point) -> Number:
    """The value of an expression at a point; raises `Undefined` where it has none, or none that is found."""
    if expression in point:
        return point[expression]
    if expression.is_Rational:
        return Fraction(int(expression.p), int(expression.q))
    if expression in CONSTANTS:
        return CONSTANTS[expression]()
    if isinstance(expression, sympy.Piecewise):
        return _chosen(expression, point)
    rule = RULES.get(expression.func)
    if rule is None:
        raise Undefined(f"{expression.func.__name__} is not computed")
    return rule(*(value(part, point) for part in expression.args))


def _allows(symbol: Expression, number: Fraction) -> bool:
    """Whether nothing that is assumed of a symbol forbids a value."""
    exact = sympy.Rational(number.numerator, number.denominator)
    return all(getattr(exact, f"is_{fact}", truth) in (truth, None) for fact, truth in symbol.assumptions0.items())


def _chosen(cases: Expression, point: Point) -> Number:
    for branch, condition in cases.args:
        if _holds(condition, point):
            return value(branch, point)
    raise Undefined("no case holds")


def _holds(condition: Expression, point: Point) -> bool:
    if condition in (sympy.true, sympy.false):
        return bool(condition)
    if condition.func in HOLDS:
        which = order(value(condition.lhs, point), value(condition.rhs, point))
        if which is None:
            raise Undefined("a comparison is not decided")
        return which in HOLDS[condition.func]
    match condition:
        case sympy.And():
            return all(_holds(part, point) for part in condition.args)
        case sympy.Or():
            return any(_holds(part, point) for part in condition.args)
        case sympy.Not():
            return not _holds(condition.args[0], point)
    raise Undefined(f"{condition.func.__name__} is not computed")


def _sign(number: Number) -> Fraction:
    which = order(number, ZERO)
    if which is None:
        raise Undefined("the sign of a number is not decided")
    return Fraction(which)


def _power(base: Number, exponent: Number) -> Number:
    found = power(base, exponent)
    assert not isinstance(found, Jet)
    return found


CONSTANTS: Mapping[Any, Callable[[], Number]] = {
    sympy.pi: elementary.pi,
    sympy.E: lambda: elementary.exp(Fraction(1)),
}
RULES: Mapping[Any, Callable[..., Number]] = {
    sympy.Add: lambda *parts: reduce(add, parts),
    sympy.Mul: lambda *parts: reduce(mul, parts),
    sympy.Pow: _power,
    sympy.exp: elementary.exp,
    sympy.log: elementary.log,
    sympy.sin: elementary.sin,
    sympy.cos: elementary.cos,
    sympy.atan: elementary.arctan,
    sympy.erf: elementary.erf,
    sympy.Abs: lambda part: _sign(part) * part,
    sympy.sign: _sign,
}
"""The value of each kind of expression from those of its parts."""
