"""Where values vanish: what a division excludes, and what a root or a logarithm excludes once it is differentiated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import sympy

from derive.judging.symbols.shared import has, may_vanish, parts, symbols_in

Expression = Any


def vanishing(value: Expression) -> Iterator[Expression]:
    """Expressions of which one is zero where a value is."""
    if not may_vanish(value) or not value.free_symbols:
        return
    if value.has(sympy.Piecewise):
        yield from _by_cases(value)
        return
    if value.is_Mul or isinstance(value, sympy.Abs):
        for part in value.args:
            yield from vanishing(part)
    elif value.is_Pow and value.exp.is_positive:
        yield from vanishing(value.base)
    elif isinstance(value, sympy.log):
        yield from vanishing(value.args[0] - 1)
    else:
        yield value


def _by_cases(value: Expression) -> Iterator[Expression]:
    """The same of a product with an absolute value, which is what stands in it or the opposite."""
    for part in value.args if value.is_Mul else (value,):
        if isinstance(part, sympy.Piecewise):
            first, *others = (branch for branch, _ in part.args)
            if all(other in (first, -first) for other in others):
                yield from vanishing(first)
        else:
            yield from vanishing(part)


def steep(expression: Expression) -> Mapping[Expression, frozenset[Any]]:
    """Where an expression has no slope though no cases meet there, and the symbols by which it has none.

    The slope of a root goes to infinity where what stands under it is zero, that of a logarithm has no value there.
    """
    if not has(expression, sympy.Pow, sympy.log):
        return {}
    under = [power.base for power in parts(expression, sympy.Pow) if _is_root(power.exp)]
    under += [logarithm.args[0] for logarithm in parts(expression, sympy.log)]
    return {place: symbols_in(place) for value in under for place in vanishing(value)}


def _is_root(exponent: Expression) -> bool:
    return bool(exponent.is_Rational and not exponent.is_Integer and exponent < 1)
