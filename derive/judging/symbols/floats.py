"""SymPy expressions in float64, each part of an expression evaluated once."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from typing import Any

import sympy

from derive.judging.symbols.opaque import Opaque

Expression = Any


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
            return float(expression)
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
