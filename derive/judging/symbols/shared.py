"""What stands in SymPy expressions: a part that occurs many times, as in slopes it does, is looked at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import comb, prod
from typing import Any

import sympy

Expression = Any
LONG = 400
"""An expression with more terms than these is not multiplied out, which could take the time of a whole document."""


@lru_cache(maxsize=1 << 15)
def kinds(expression: Expression) -> frozenset[type]:
    """The classes of an expression and of everything in it."""
    return frozenset({type(expression)}).union(*map(kinds, expression.args))


@lru_cache(maxsize=1 << 15)
def symbols_in(expression: Expression) -> frozenset[Any]:
    """The symbols in an expression, none of which is bound there."""
    return frozenset({expression}) if expression.is_Symbol else frozenset().union(*map(symbols_in, expression.args))


@lru_cache(maxsize=1 << 15)
def may_vanish(expression: Expression) -> bool:
    """Whether it is open if an expression is zero; SymPy takes long to find that it does not know."""
    return expression.is_zero is None


def expanded(expression: Expression) -> Expression:
    """An expression multiplied out, where it is not too long for that."""
    return expression if is_long(expression) else sympy.expand(expression)


def without_number(expression: Expression) -> Expression:
    """An expression multiplied out, without the positive number that all of its terms have in common."""
    whole = expanded(expression)
    return whole.as_content_primitive()[1] if whole.is_Mul else whole.primitive()[1] if whole.is_Add else whole


def is_long(expression: Expression) -> bool:
    """Whether an expression, or anything in it, has too many terms once it is multiplied out."""
    return _terms(expression)[1] > LONG


@lru_cache(maxsize=1 << 15)
def _terms(expression: Expression) -> tuple[int, int]:
    """How many terms an expression has where it is multiplied out, at most, and all that is in it together."""
    below = [_terms(part) for part in expression.args]
    if expression.is_Add:
        own = sum(count for count, _ in below)
    elif expression.is_Mul:
        own = prod(count for count, _ in below)
    elif expression.is_Pow and expression.exp.is_Integer:
        own = comb(below[0][0] + abs(int(expression.exp)) - 1, abs(int(expression.exp)))
    else:
        own = 1
    return min(own, LONG + 1), min(own + sum(total for _, total in below), LONG + 1)


def has(expression: Expression, *classes: type) -> bool:
    """Whether an instance of some classes stands in an expression, or is it."""
    return any(issubclass(kind, classes) for kind in kinds(expression))


def is_infinite(expression: Expression) -> bool:
    """Whether a value in an expression is infinite or undefined."""
    return has(expression, type(sympy.nan), type(sympy.zoo), type(sympy.oo))


def parts(expression: Expression, kind: type, outside: tuple[type, ...] = ()) -> Iterator[Expression]:
    """The different instances of a class in an expression, each before those in it; in those of others none is met."""
    met, open_ = set(), [expression]
    while open_:
        part = open_.pop()
        if part in met or isinstance(part, outside) or not has(part, kind):
            continue
        met.add(part)
        if isinstance(part, kind):
            yield part
        open_ += reversed(part.args)


class Replacing:
    """Puts other expressions in the place of some, in one expression after the other."""

    def __init__(self, instead: Mapping[Expression, Expression]) -> None:
        self._known = dict(instead)

    def __call__(self, expression: Expression) -> Expression:
        """The expression with everything replaced in it; itself where that changes nothing."""
        found = self._known.get(expression)
        if found is None:
            found = self._replaced(expression) if expression.args else expression
            self._known[expression] = found
        return found

    def _replaced(self, expression: Expression) -> Expression:
        inner = [self(part) for part in expression.args]
        if all(new is old for new, old in zip(inner, expression.args, strict=True)):
            return expression
        return expression.func(*inner)
