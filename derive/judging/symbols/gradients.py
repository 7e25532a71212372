"""Derivatives of SymPy expressions by many symbols at once, each part of an expression differentiated once.

Sums, products, powers and unknown functions are differentiated here, by the rules that everybody knows; the derivative
of an elementary function, and of anything else, is SymPy's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import sympy

from derive.judging.symbols.opaque import Opaque
from derive.judging.symbols.shared import symbols_in

Expression = Any
Gradient = Mapping[Any, Expression]
"""The derivatives that are not zero, by their symbols."""
NONE: Gradient = {}


class Gradients:
    """The gradients of expressions by `variables`, or by every symbol where none are given."""

    def __init__(self, variables: Iterable[Any] | None = None) -> None:
        self.variables = None if variables is None else frozenset(variables)
        self.known: dict[Expression, Gradient] = {}

    def of(self, expression: Expression) -> Gradient:
        """The gradient of an expression."""
        if expression.is_Symbol:
            return {expression: sympy.S.One} if self.variables is None or expression in self.variables else NONE
        if not expression.args:
            return NONE
        found = self.known.get(expression)
        if found is None:
            found = self.known[expression] = self._worked_out(expression)
        return found

    def _worked_out(self, expression: Expression) -> Gradient:
        for kind, rule in RULES:
            if isinstance(expression, kind):
                return rule(self, expression)
        symbols = symbols_in(expression)
        return {v: expression.diff(v) for v in (symbols if self.variables is None else symbols & self.variables)}

    def chained(self, pairs: Iterable[tuple[Expression, Callable[[], Expression]]]) -> Gradient:
        """The chain rule: inner expressions, each with what gives the derivative of the whole by it."""
        terms: dict[Any, list[Expression]] = {}
        for inner, outer in pairs:
            slopes = self.of(inner)
            if slopes:
                factor = outer()
                for variable, slope in slopes.items():
                    terms.setdefault(variable, []).append(factor * slope)
        return {variable: sympy.Add(*parts) for variable, parts in terms.items()}


def _sum(gradients: Gradients, total: Expression) -> Gradient:
    terms: dict[Any, list[Expression]] = {}
    for part in total.args:
        for variable, slope in gradients.of(part).items():
            terms.setdefault(variable, []).append(slope)
    return {variable: sympy.Add(*parts) for variable, parts in terms.items()}


def _product(gradients: Gradients, product: Expression) -> Gradient:
    factors = product.args
    return gradients.chained(
        (factor, partial(sympy.Mul, *factors[:at], *factors[at + 1 :])) for at, factor in enumerate(factors)
    )


def _power(gradients: Gradients, power: Expression) -> Gradient:
    base, exponent = power.args
    return gradients.chained(
        ((base, lambda: exponent * base ** (exponent - 1)), (exponent, lambda: power * sympy.log(base)))
    )


def _opaque(gradients: Gradients, unknown: Any) -> Gradient:
    return gradients.chained((inner, partial(unknown.differentiated, at)) for at, inner in enumerate(unknown.inner))


def _cases(gradients: Gradients, cases: Expression) -> Gradient:
    branches = [(gradients.of(value), condition) for value, condition in cases.args]
    variables = dict.fromkeys(variable for slopes, _ in branches for variable in slopes)
    return {v: sympy.Piecewise(*((slopes.get(v, sympy.S.Zero), c) for slopes, c in branches)) for v in variables}


def _function(gradients: Gradients, applied: Expression) -> Gradient:
    return gradients.chained(((applied.args[0], lambda: applied.fdiff(1)),))


RULES: tuple[tuple[Any, Callable[[Gradients, Any], Gradient]], ...] = (
    (sympy.Add, _sum),
    (sympy.Mul, _product),
    (sympy.Pow, _power),
    (Opaque, _opaque),
    (sympy.Piecewise, _cases),
    ((sympy.exp, sympy.log, sympy.sin, sympy.cos, sympy.atan, sympy.erf), _function),
)
"""How each kind of expression is differentiated; whatever is none of these is left to SymPy."""
