"""Taylor and Laurent expansion of an expression in one symbol, exact, also through unknown functions."""

from __future__ import annotations

from typing import Any

import sympy

from derive.judging.symbols.normal import NormalForm
from derive.judging.symbols.ratios import Unsupported

DEEPEST = 12
POINT = sympy.Symbol("t°", real=True)


class NoLimit(Exception):
    """An expression that has no finite limit."""


def coefficients(expression: Any, variable: Any, order: int) -> tuple[int, list[Any]]:
    """The lowest power of `variable` and the coefficients from there up to `variable^order`, at 0.

    Raises `Unsupported` where the expression has cases, or starts too deep.
    """
    if expression.has(sympy.Piecewise):
        raise Unsupported("an expansion across cases")
    top, bottom = sympy.fraction(sympy.together(expression))
    form = NormalForm()
    low_bottom, first_bottom = _first(bottom, variable, form)
    if top == 0 or form.is_zero(top):
        return 0, [sympy.Integer(0)] * (order + 1)
    count = order + low_bottom + 1
    tops = [_taylor(top, variable, k) for k in range(count)]
    bottoms = [_taylor(bottom, variable, low_bottom + k) for k in range(count)]
    quotient: list[Any] = []
    for k in range(count):
        rest = tops[k] - sympy.Add(*(quotient[j] * bottoms[k - j] for j in range(k)))
        quotient.append(rest / first_bottom)
    return -low_bottom, quotient


def _first(expression: Any, variable: Any, form: NormalForm) -> tuple[int, Any]:
    for power in range(DEEPEST):
        value = _taylor(expression, variable, power)
        if not form.is_zero(value):
            return power, value
    raise Unsupported(f"an expansion that starts beyond power {DEEPEST}")


def _taylor(expression: Any, variable: Any, power: int) -> Any:
    value = sympy.diff(expression, variable, power).subs(variable, 0) / sympy.factorial(power)
    if value.has(sympy.nan, sympy.zoo, sympy.oo):
        raise Unsupported("an expansion of what is not smooth there")
    return value


def limit(expression: Any, variable: Any, to: Any) -> Any:
    """The limit as `variable` goes to `to`. Raises `NoLimit` where it is infinite."""
    moved = expression.xreplace({variable: to + POINT})
    if not moved.has(POINT):
        return moved
    low, found = coefficients(moved, POINT, 0)
    form = NormalForm()
    for power, value in enumerate(found, low):
        if power < 0 and not form.is_zero(value):
            raise NoLimit(f"the limit is infinite: a term in the power {power} remains")
    return found[-1]


def below(difference: Any, variable: Any, order: int) -> list[Any]:
    """The coefficients of all powers below `order`, which must be zero if the difference is O(variable^order)."""
    _, found = coefficients(difference, variable, order - 1)
    return found
