"""What has one name in two expressions and is not one thing, as two symbols `Dummy("i")`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy
from sympy.core.function import AppliedUndef
from sympy.matrices.expressions.matexpr import MatrixElement

Expression = Any


def namesakes(*expressions: Expression) -> str:
    """What is said of two different things that have one name, or that are printed alike; nothing where none are."""
    named: dict[str, dict[Expression, Expression]] = {}
    for expression in expressions:
        for name, part in _named(expression):
            named.setdefault(name, {})[_identity(part)] = part
    found = min(((name, parts) for name, parts in named.items() if len(parts) > 1), default=None, key=lambda one: one[0])
    if found is None:
        return ""
    name, parts = found
    if all(type(part) is sympy.Symbol for part in parts.values()):
        return f"there are two symbols {name}, of which different things are assumed"
    first, second = sorted(map(sympy.srepr, parts.values()))[:2]
    return f"there are two different {name}, {first} and {second}; expected a name of its own for each"


def _named(expression: Expression) -> Iterator[tuple[str, Expression]]:
    """The free symbols, entries and unknown functions of an expression, by each name that they go by."""
    for part in expression.free_symbols | expression.atoms(sympy.Indexed, MatrixElement):
        yield str(part), part
        yield getattr(part, "name", str(part)), part
    for applied in expression.atoms(AppliedUndef):
        yield f"{applied.func.__name__}()", applied.func


def _identity(part: Expression) -> Expression:
    """What two parts share that are one thing: a symbol of which nothing is assumed stands for a real number."""
    return sympy.Symbol(part.name, **{**part.assumptions0, "real": True}) if _is_mere(part) else part


def _is_mere(part: Expression) -> bool:
    """Whether a part is a symbol by its name alone, that may be real."""
    return type(part) is sympy.Symbol and part.is_real is not False
