"""Expressions of SymPy in what the entrywise reading has: its functions, and symbols for real numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import sympy
from sympy.core.function import AppliedUndef
from sympy.functions.elementary.hyperbolic import HyperbolicFunction
from sympy.matrices.expressions.matexpr import MatrixElement

from derive.judging.symbols.opaque import Opaque
from derive.judging.symbols.ratios import Unsupported

Expression = Any
OURS = "#"
"""The sign in the names that the normal form makes for itself."""
HELD = (sympy.Derivative, sympy.Sum, sympy.Product)
"""What SymPy may have left to be worked out."""
STRANGE: Mapping[Any, str] = {
    sympy.Float: "is a floating-point number; expected an exact one, such as Rational(1, 2)",
    sympy.MatrixExpr: "is a matrix without entries; expected a Matrix, or `as_explicit()` of it",
    sympy.Integral: "is an integral, which is not judged",
    sympy.Limit: "is a limit, which is not judged",
    sympy.nan: "is no number",
    sympy.zoo: "is infinite",
    sympy.oo: "is infinite",
    -sympy.oo: "is infinite",
}
WRITTEN: Mapping[Any, Callable[[Expression], Expression]] = {
    sympy.Indexed: lambda entry: _entry(entry, entry.indices),
    MatrixElement: lambda entry: _entry(entry, entry.args[1:]),
    AppliedUndef: lambda applied: Opaque.of(_expected_real(applied).func.__name__, applied.args),
    HyperbolicFunction: lambda applied: applied.rewrite(sympy.exp),
    sympy.tan: lambda applied: sympy.sin(*applied.args) / sympy.cos(*applied.args),
    sympy.cot: lambda applied: sympy.cos(*applied.args) / sympy.sin(*applied.args),
    sympy.sec: lambda applied: 1 / sympy.cos(*applied.args),
    sympy.csc: lambda applied: 1 / sympy.sin(*applied.args),
    sympy.Max: lambda applied: applied.rewrite(sympy.Piecewise),
    sympy.Min: lambda applied: applied.rewrite(sympy.Piecewise),
    sympy.Heaviside: lambda applied: applied.rewrite(sympy.Piecewise),
}
"""How each kind of expression that the entrywise reading lacks is written in what it has."""


def worked_out(given: Expression) -> Expression:
    """What is given as an expression of a number, with its derivatives taken, and with sums and products written out.

    Raises `Unsupported` where it is none.
    """
    try:
        expression = sympy.sympify(given, strict=True)
    except sympy.SympifyError:
        raise Unsupported(f"{given!r} is no expression; expected one of SymPy, or a whole number") from None
    if not isinstance(expression, sympy.Expr):
        raise Unsupported(f"{expression} is no expression of a number")
    if expression.has(sympy.Lambda):
        raise Unsupported(f"{expression} has a function that is not applied; expected its value, such as f(x)")
    if not expression.has(*HELD):
        return expression
    for part in expression.atoms(sympy.Sum, sympy.Product):
        if not all(bound.is_Integer for _, *bounds in part.limits for bound in bounds):
            raise Unsupported(f"{part} has bounds that are not numbers")
    return expression.doit()


def plain(expression: Expression) -> Expression:
    """An expression as the entrywise reading has it. Raises `Unsupported` where it has none such.

    Names stand for what has them: expected is an expression without namesakes.
    """
    for kind in (sympy.Indexed, MatrixElement):
        expression = _rewritten(expression, kind)
    _check(expression)
    expression = expression.xreplace({symbol: _real(symbol) for symbol in expression.free_symbols})
    for kind in WRITTEN:
        expression = _rewritten(expression, kind)
    _check(expression)
    return expression


def _rewritten(expression: Expression, kind: Any) -> Expression:
    found: Expression = expression.replace(lambda part: isinstance(part, kind), WRITTEN[kind])
    return found


def _check(expression: Expression) -> None:
    """Raise `Unsupported` for what has no real value, or none that is exact."""
    parts: Iterator[Expression] = sympy.preorder_traversal(expression)
    for part in parts:
        for kind, what in STRANGE.items():
            if part == kind or (isinstance(kind, type) and isinstance(part, kind)):
                raise Unsupported(f"{part} {what}")
        if part.is_Symbol and not part.is_commutative:
            raise Unsupported(f"{part} does not commute; expected symbols for numbers, or matrices of them")


def _entry(entry: Expression, indices: Sequence[Expression]) -> Expression:
    """An entry as a symbol, which may have any value where all indices are numbers: others may be the same entry."""
    if all(index.is_Integer for index in indices):
        return sympy.Symbol(str(_expected_real(entry)), real=True)
    return Opaque.of(str(_expected_real(entry)), ())


def _real(symbol: Expression) -> Expression:
    """A symbol as a real number, with what else is known of it."""
    if OURS in _expected_real(symbol).name:
        raise Unsupported(f"{symbol} has a `{OURS}` in its name")
    return sympy.Symbol(symbol.name, **{**symbol.assumptions0, "real": True})


def _expected_real(part: Expression) -> Expression:
    """The same symbol, entry or application, if it may stand for a real number."""
    if part.is_real is False:
        raise Unsupported(f"{part} is not a real number")
    if (part.is_complex or part.is_antihermitian) and not part.is_real:
        raise Unsupported(f"{part} is declared complex, and may be no real number; expected one that is real")
    if not part.is_commutative:
        raise Unsupported(f"{part} does not commute; expected symbols for numbers, or matrices of them")
    return part
