"""Taylor and Laurent expansion of an expression in one symbol, exact, also through unknown functions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice
from typing import Any

import sympy

from derive.judging.symbols.gradients import Gradients
from derive.judging.symbols.normal import NormalForm
from derive.judging.symbols.ratios import Unsupported
from derive.judging.symbols.regions import relations, without_absolutes
from derive.judging.symbols.shared import Replacing, has, is_infinite

DEEPEST = 12
POINT = sympy.Symbol("t°", real=True)


class NoLimit(Exception):
    """An expression that has no finite limit."""


def coefficients(expression: Any, variable: Any, order: int) -> tuple[int, list[Any]]:
    """The lowest power of `variable` and the coefficients from there up to `variable^order`, at 0.

    Raises `Unsupported` where the expression has cases, or starts too deep.
    """
    expression = _beside(expression, variable)
    if has(expression, sympy.Piecewise):
        raise Unsupported("an expansion across cases")
    top, bottom = sympy.fraction(sympy.together(expression))
    form = NormalForm()
    bottoms = _taylor(bottom, variable)
    low_bottom, first_bottom = _first(bottoms, form)
    if top == 0 or form.is_zero(top):
        return 0, [sympy.Integer(0)] * (order + 1)
    terms = order + low_bottom + 1
    tops = list(islice(_taylor(top, variable), terms))
    lows = [first_bottom, *islice(bottoms, terms - 1)]
    quotient: list[Any] = []
    for k in range(terms):
        rest = tops[k] - sympy.Add(*(quotient[j] * lows[k - j] for j in range(k)))
        quotient.append(rest / first_bottom)
    return -low_bottom, quotient


def _beside(expression: Any, variable: Any) -> Any:
    """An expression near 0 without cases, if each comparison certainly holds, or does not, at 0 and so around it."""
    if not has(expression, sympy.Piecewise, sympy.Abs):
        return expression
    cases = without_absolutes(expression)
    told = {}
    for relation in relations(cases):
        gap = relation.lhs - relation.rhs
        here = gap.xreplace({variable: sympy.S.Zero}) if gap.is_polynomial(variable) else sympy.nan
        if here.is_positive or here.is_negative:
            told[relation] = relation.func(1 if here.is_positive else -1, 0)
    plain = Replacing(told)(cases)
    return expression if has(plain, sympy.Piecewise) else plain


def _first(values: Iterator[Any], form: NormalForm) -> tuple[int, Any]:
    """The first coefficient that is not zero, and its power."""
    for power, value in enumerate(islice(values, DEEPEST)):
        if not form.is_zero(value):
            return power, value
    raise Unsupported(f"an expansion that starts beyond power {DEEPEST}")


def _taylor(expression: Any, variable: Any) -> Iterator[Any]:
    """The coefficients of all powers, each from the derivative below."""
    gradients = Gradients({variable})
    for power in count():
        value = expression.subs(variable, 0) / sympy.factorial(power)
        if is_infinite(value):
            raise Unsupported("an expansion of what is not smooth there")
        yield value
        expression = gradients.of(expression).get(variable, sympy.S.Zero)


def leading(expression: Any, variable: Any) -> Any:
    """The first coefficient of an expansion at 0 that is not zero."""
    return _first(_taylor(expression, variable), NormalForm())[1]


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
