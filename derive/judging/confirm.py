"""A counterexample held against the entrywise reading before it is shown.

The refuter finds it in numbers; here the same values are put into the expressions that SymPy built. Where these come
out equal, one of the two readings is wrong.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from derive.judging.counterexample import Difference
from derive.judging.exact.frames import Point
from derive.judging.inventory import Inventory, inventory
from derive.judging.symbols.entrywise import Entries, NoValue, OutOfRange, Setting, TooLarge, evaluate
from derive.judging.symbols.expansion import NoLimit, coefficients
from derive.judging.symbols.opaque import Opaque
from derive.judging.symbols.ratios import Unsupported
from derive.meaning.scope import Scope, Statement
from derive.meaning.terms import Shape

DIGITS = 50
MOST_DIGITS = 100
"""With how many digits is worked to find `DIGITS` of them, besides those that are lost where the sides nearly agree."""


def contradicts(statement: Statement, scope: Scope, difference: Difference) -> bool:
    """Whether the entrywise reading finds both sides equal where the numeric one finds them different."""
    point = difference.point
    finite = {name: point.values[name][0][0] for name in scope.finite if name in point.values}
    setting = Setting(scope, point.sizes, indices=point.indices, values=finite)
    row, column = difference.entry[0] - 1, difference.entry[1] - 1
    try:
        gap = evaluate(statement.left, setting)[row][column] - evaluate(statement.right, setting)[row][column]
        known = _values(inventory(statement, scope), point, statement)
        gaps = [gap] if statement.remainder is None else _below(gap, statement.remainder)
        values = [_number(_applied(each.xreplace(known), point), difference.gap) for each in gaps]
    except (OutOfRange, NoValue, NoLimit, TooLarge, Unsupported, TypeError):  # SymPy compares real numbers only
        return False
    return all(value is not None and 2 * abs(value) < _rational(difference.gap) for value in values)


def _below(gap: Any, remainder: tuple[str, int]) -> list[Any]:
    variable, order = remainder
    return coefficients(gap, sympy.Symbol(variable, real=True), order - 1)[1]


def _number(expression: Any, gap: Fraction) -> Any | None:
    """The value of an expression, off by much less than the gap."""
    lost = max(len(str(gap.denominator)) - len(str(gap.numerator)), 0)
    value = sympy.N(expression, DIGITS, maxn=MOST_DIGITS + lost)
    return value if value.is_Number and value.is_finite else None


def _values(found: Inventory, point: Point, statement: Statement) -> dict[Any, Any]:
    """The value of every symbol of a free quantity."""
    variable = statement.remainder[0] if statement.remainder is not None else None
    return {
        symbol: _rational(value)
        for name, shape in found.free.items()
        if name in point.values and name != variable
        for row, values in zip(_symbols(name, shape, point), point.values[name], strict=True)
        for symbol, value in zip(row, values, strict=True)
    }


def _symbols(name: str, shape: Shape, point: Point) -> Entries:
    if shape == ():
        return [[sympy.Symbol(name, real=True)]]
    rows, columns = (point.size(size) for size in shape)
    return [[sympy.Symbol(f"{name}[{i},{j}]", real=True) for j in range(1, columns + 1)] for i in range(1, rows + 1)]


def _rational(value: Fraction) -> Any:
    return sympy.Rational(value.numerator, value.denominator)


def _applied(expression: Any, point: Point) -> Any:
    """Every unknown function as the quadratic one or the polynomial that the point takes for it."""
    while True:
        inner = [o for o in expression.atoms(Opaque) if not any(a.has(Opaque) for a in o.inner)]
        if not inner:
            return expression
        expression = expression.xreplace({opaque: _instance(opaque, point) for opaque in inner})


def _instance(opaque: Any, point: Point) -> Any:
    if opaque.name in point.polynomials:
        variable = sympy.Dummy()
        polynomial = sum(_rational(c) * variable**k for k, c in enumerate(point.polynomials[opaque.name]))
        return sympy.diff(polynomial, variable, opaque.orders[0]).subs(variable, opaque.inner[0])
    slopes = [
        _rational(value)
        for (name, _), matrix in sorted(point.gradients.items())
        if name == opaque.name
        for row in matrix
        for value in row
    ]
    bends = [[_rational(value) for value in row] for row in point.hessians.get(opaque.name, ())]
    variables = [sympy.Dummy() for _ in opaque.inner]
    form = sympy.Add(*(slope * variable for slope, variable in zip(slopes, variables, strict=True)))
    form += sympy.Add(*(
        bend * left * right / 2
        for row, left in zip(bends, variables, strict=False) for bend, right in zip(row, variables, strict=True)
    ))
    for variable, order in zip(variables, opaque.orders, strict=True):
        form = sympy.diff(form, variable, order)
    return form.xreplace(dict(zip(variables, opaque.inner, strict=True)))


