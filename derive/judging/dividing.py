"""Sizes at which a claim divides by zero, such as n = 1 where it divides by n - 1: a proof leaves them out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import product
from typing import Any, TypeGuard

import sympy

from derive.meaning.reaching import quantities
from derive.meaning.rewriting import walk
from derive.meaning.terms import NUMBER, Constant, Negative, Plus, Power, Quotient, SizeValue, Term, Times

Expression = Any
Allowed = Callable[[Mapping[str, int]], bool]
TRIED = range(1, 8)
"""The sizes at which a divisor of several sizes is tried."""


class _NotOfSizes(Exception):
    """A term that is not made of sizes and numbers alone."""


def divided_away(roots: Iterable[object], least: Mapping[str, int], allowed: Allowed) -> tuple[str, ...]:
    """The sizes without a value, as equations.

    `least` has the smallest value of each size, `allowed` tells whether assumptions leave room for some sizes.
    """
    found: dict[str, None] = {}
    for divisor in _divisors(roots):
        for factor, _ in sympy.factor_list(sympy.fraction(sympy.together(divisor))[0])[1]:
            found.update(dict.fromkeys(_zeros(factor, least, allowed)))
    return tuple(found)


def may_divide_by_zero(nodes: Iterable[object], definitions: Mapping[str, Term]) -> bool:
    """Whether something that no quantity enters, and that is not seen to be another number than zero, is divided by."""
    for node in nodes:
        match node:
            case Quotient(bottom=below):
                pass
            case Power(exponent=Constant(value=value)) if value >= 0:
                continue
            case Power(base=below):
                pass
            case _:
                continue
        try:
            if _value(below) == 0:
                return True
        except _NotOfSizes:
            if not quantities(below, definitions):
                return True
    return False


def _divisors(roots: Iterable[object]) -> Iterator[Expression]:
    """What is divided by and is made of sizes and numbers alone."""
    for root in roots:
        for node in walk(root):
            with suppress(_NotOfSizes):
                below = node.bottom if isinstance(node, Quotient) else node.base if _is_inverse(node) else None
                value = _value(below)
                if value.free_symbols:
                    yield value


def _is_inverse(node: object) -> TypeGuard[Power]:
    return isinstance(node, Power) and bool(_value(node.exponent).is_negative)


def _value(term: object) -> Expression:
    """A term in symbols for its sizes. Raises `_NotOfSizes` where it speaks of anything else, or divides by zero."""
    match term:
        case Constant(value=value):
            return sympy.Rational(value.numerator, value.denominator)
        case SizeValue(size=size):
            return sympy.Symbol(size, integer=True)
        case Negative(operand=operand):
            return -_value(operand)
        case Plus(parts=parts):
            return sympy.Add(*map(_value, parts))
        case Times(left=left, right=right):
            return _value(left) * _value(right)
        case Quotient(top=top, bottom=bottom):
            return _finite(_value(top) / _value(bottom))
        case Power(base=base, exponent=exponent):
            return _finite(_value(base) ** _value(exponent))
    raise _NotOfSizes


def _finite(value: Expression) -> Expression:
    if value.has(sympy.zoo, sympy.nan) or not value.is_rational_function():
        raise _NotOfSizes
    return value


def _zeros(factor: Expression, least: Mapping[str, int], allowed: Allowed) -> Iterator[str]:
    symbols = sorted(factor.free_symbols, key=str)
    names = [str(symbol) for symbol in symbols]
    if len(symbols) == 1:
        roots = sorted(map(int, sympy.roots(sympy.Poly(factor, *symbols), filter="Z")))
        yield from (f"{names[0]} = {at}" for at in roots if at >= least.get(names[0], 1) and allowed({names[0]: at}))
        return
    places = product(*([at for at in TRIED if at >= least.get(name, 1)] for name in names))
    value = sympy.lambdify(symbols, factor, "math")
    if any(value(*place) == 0 and allowed(dict(zip(names, place, strict=True))) for place in places):
        yield f"{sympy.latex(factor)} = 0".replace(NUMBER, "")
