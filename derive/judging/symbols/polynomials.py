"""Equations that are not linear: what is assumed to be zero is taken out of a polynomial, by a Groebner basis."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from math import prod
from typing import Any

import sympy
from sympy.core.relational import Relational
from sympy.polys.polyerrors import CoercionFailed, PolynomialError

MOST_SYMBOLS = 12
MOST_EQUATIONS = 30
MOST_VALUES = 64
ORDER = "grevlex"
Expression = Any
Equations = tuple[Expression, ...]


def basis(equations: Iterable[Expression]) -> Equations:
    """Equations with the same solutions that leave one remainder of each polynomial.

    None at all where they are too many, or not polynomials with rational coefficients.
    """
    found = tuple(sorted(set(equations) - {sympy.S.Zero}, key=sympy.default_sort_key))
    symbols = _symbols(found)
    if not found or len(symbols) > MOST_SYMBOLS or len(found) > MOST_EQUATIONS:
        return ()
    if not all(each.is_polynomial(*symbols) for each in found):
        return ()
    return _basis(found, symbols)


@lru_cache(maxsize=32)
def _basis(equations: Equations, symbols: Equations) -> Equations:
    try:
        made = sympy.groebner([sympy.expand(each) for each in equations], *symbols, order=ORDER, domain=sympy.QQ)
    except (PolynomialError, CoercionFailed):
        return ()
    return tuple(made.exprs)


def remainder(expression: Expression, equations: Equations) -> Expression:
    """An expression in which polynomials are replaced by their remainders: equal wherever the equations hold."""
    symbols = _symbols(equations)
    if not symbols or expression.free_symbols.isdisjoint(symbols) or not isinstance(expression, sympy.Expr):
        return expression
    if expression.has(sympy.Piecewise):
        return expression
    if not expression.is_polynomial(*symbols):
        return expression.func(*(remainder(part, equations) for part in expression.args))
    apart: dict[Expression, Expression] = {}
    polynomial = _without_others(expression, symbols, apart)
    try:
        left = sympy.reduced(sympy.expand(polynomial), equations, *symbols, order=ORDER)[1]
    except (PolynomialError, CoercionFailed):
        return expression
    return left.xreplace({symbol: part for part, symbol in apart.items()})


def at_roots(expression: Expression, equations: Equations) -> list[Expression]:
    """An expression at all values that the equations leave to what its cases turn on, such as 0 and 1 where m² = m.

    Unchanged where there are too many of them, or a value may be irrational.
    """
    turning = set[Expression]().union(*(relation.free_symbols for relation in expression.atoms(Relational)))
    roots = [
        [(symbol, root) for root in _rational(each, symbol)]
        for each in equations
        for symbol in each.free_symbols & turning
        if each.free_symbols == {symbol}
    ]
    if prod(len(values) or 1 for values in roots) > MOST_VALUES:
        return [expression]
    return [expression.xreplace(dict(values)) for values in product(*filter(None, roots))]


def _rational(equation: Expression, symbol: Expression) -> list[Expression]:
    """The roots of a polynomial, if all of them are rational."""
    polynomial = sympy.Poly(equation, symbol)
    roots = polynomial.ground_roots()
    return list(roots) if sum(roots.values()) == polynomial.degree() else []


def _without_others(expression: Expression, symbols: Equations, apart: dict[Expression, Expression]) -> Expression:
    """A polynomial with a symbol for every part in which none of its variables is, so that no such part is expanded."""
    if expression.is_Rational or expression in symbols:
        return expression
    if expression.free_symbols.isdisjoint(symbols):
        return apart.setdefault(expression, sympy.Dummy())
    if expression.is_Add or expression.is_Mul:
        others, own = expression.as_independent(*symbols)
        parts = expression.func.make_args(own)
        return expression.func(*(_without_others(part, symbols, apart) for part in (others, *parts)))
    return expression.func(*(_without_others(part, symbols, apart) for part in expression.args))


def _symbols(equations: Equations) -> Equations:
    found: set[Expression] = set().union(*(each.free_symbols for each in equations))
    return tuple(sorted(found, key=sympy.default_sort_key))
