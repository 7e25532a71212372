"""SymPy expressions in float64, each part of an expression evaluated once."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import sympy

from derive.judging.symbols.opaque import Opaque

Expression = Any
PLAINLY = 1e-6
"""How large a difference is, beside its largest parts, that is not taken for rounding."""

BESIDE = 1e-8
"""How far from a place a jump is looked for there."""
TORN = 1e-4
"""How large a jump is, beside the value, that is not taken for a slope."""


class NotFloat(Exception):
    """An expression that has no value in float64 here; its text is the reason."""


class Floats:
    """The values of expressions; `leaf` gives that of a symbol or of an application of an unknown function."""

    def __init__(self, leaf: Callable[[Expression], float]) -> None:
        self.leaf = leaf
        self.known: dict[Expression, Any] = {}

    def of(self, expression: Expression) -> Any:
        """The value of an expression, a truth value for a comparison. Raises `NotFloat`."""
        found = self.known.get(expression)
        if found is None:
            found = self.known[expression] = self._worked_out(expression)
        return found

    def _worked_out(self, expression: Expression) -> Any:
        if isinstance(expression, (sympy.Symbol, Opaque)):
            return self.leaf(expression)
        if not expression.args:
            return float(expression) if expression.is_extended_real else math.nan
        if isinstance(expression, sympy.Piecewise):
            return self._branch(expression)
        rule = RULES.get(expression.func)
        if rule is None:
            raise NotFloat(f"{expression.func.__name__} has no value in floating point")
        try:
            return rule(*map(self.of, expression.args))
        except (ValueError, OverflowError, ZeroDivisionError):
            return math.nan

    def _branch(self, cases: Expression) -> Any:
        """The value of the first case that holds; the others need have none."""
        for value, condition in cases.args:
            if condition == sympy.true or self.of(condition):
                return self.of(value)
        return math.nan


def parted(difference: Expression) -> bool:
    """Whether a difference is plainly not zero at one chance point, at which every symbol is positive.

    This proves nothing and refutes nothing: it spares a search for a proof that cannot be found.
    """
    floats = _AtChance()
    try:
        value = floats.of(difference)
        scale = sum(abs(floats.of(part)) for part in difference.args) if difference.is_Add else 1.0
    except NotFloat:
        return False
    return bool(math.isfinite(scale) and abs(value) > PLAINLY * max(scale, 1.0))


def torn(value: Expression, variable: Any, place: Expression) -> bool:
    """Whether a value plainly jumps where a variable goes across a place, all other symbols at one chance point.

    This too only spares the search for a proof.
    """
    try:
        at = _AtChance().of(place)
        below, above = (_AtChance({variable: at + side * BESIDE}).of(value) for side in (-1, 1))
    except NotFloat:
        return False
    return bool(math.isfinite(above - below) and abs(above - below) > TORN * max(abs(below), abs(above), 1.0))


class _AtChance(Floats):
    """The values at a chance point, but for those `given`; that of an unknown function is linear in its arguments."""

    def __init__(self, given: Mapping[Any, float] | None = None) -> None:
        super().__init__(lambda symbol: _number(symbol.name))
        self.known.update(given or {})

    def _worked_out(self, expression: Expression) -> Any:
        if not isinstance(expression, Opaque):
            return super()._worked_out(expression)
        numbers = (_number(f"{expression.name} {expression.orders} {at}") for at, _ in enumerate(expression.inner))
        return float(sum(number * self.of(each) for number, each in zip(numbers, expression.inner, strict=True)))


@lru_cache(maxsize=4096)
def _number(name: str) -> float:
    """A number from 1/2 to 3/2 that belongs to a name."""
    return 0.5 + int.from_bytes(blake2b(name.encode(), digest_size=6).digest()) / (1 << 48)


RULES: Mapping[Any, Callable[..., Any]] = {
    sympy.Add: lambda *parts: sum(parts),
    sympy.Mul: lambda *parts: math.prod(parts),
    sympy.Pow: math.pow,
    sympy.exp: math.exp,
    sympy.log: math.log,
    sympy.sin: math.sin,
    sympy.cos: math.cos,
    sympy.atan: math.atan,
    sympy.erf: math.erf,
    sympy.Abs: abs,
    sympy.And: lambda *parts: all(parts),
    sympy.Or: lambda *parts: any(parts),
    sympy.Not: operator.not_,
    sympy.Eq: operator.eq,
    sympy.Ne: operator.ne,
    sympy.Lt: operator.lt,
    sympy.Le: operator.le,
    sympy.Gt: operator.gt,
    sympy.Ge: operator.ge,
}
"""What each kind of expression does with the values of its parts."""
