"""What has one name in two expressions and is not one thing, as two symbols `Dummy("i")`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import sympy
from sympy.core.function import AppliedUndef
from sympy.matrices.expressions.matexpr import MatrixElement

Expression = Any
Named = Sequence[tuple[str, Expression]]


def namesakes(left: Expression, right: Expression) -> str:
    """What is said of two different things that have one name, or that are printed alike; nothing where none are."""
    sides = [*_named(left)], [*_named(right)]
    alone = (_alike(side, lambda part: part) for side in sides)
    name, parts = next(filter(None, alone), None) or _alike([*sides[0], *sides[1]], _identity) or ("", [])
    if not parts:
        return ""
    if all(type(part) is sympy.Symbol for part in parts):
        return f"there are two symbols {name}, of which different things are assumed"
    first, second = sorted(map(sympy.srepr, parts))[:2]
    return f"there are two different {name}, {first} and {second}; expected a name of its own for each"


def _alike(named: Named, identity: Callable[[Expression], Expression]) -> tuple[str, list[Expression]] | None:
    """The first name that different things have, and these, if there is one."""
    groups: dict[str, dict[Expression, Expression]] = {}
    for name, part in named:
        groups.setdefault(name, {})[identity(part)] = part
    shared = sorted(name for name, parts in groups.items() if len(parts) > 1)
    return (shared[0], [*groups[shared[0]].values()]) if shared else None


def _named(expression: Expression) -> Iterator[tuple[str, Expression]]:
    """The symbols, entries and unknown functions of an expression, by each name that they go by."""
    for part in expression.free_symbols | expression.atoms(sympy.Indexed, MatrixElement):
        yield str(part), part
        yield getattr(part, "name", str(part)), part
    for replaced in expression.atoms(sympy.Subs):
        yield from ((part.name, part) for part in replaced.variables if not part.is_Dummy)
    for applied in expression.atoms(AppliedUndef):
        yield f"{applied.func.__name__}()", applied.func


def _identity(part: Expression) -> Expression:
    """What parts of both sides share that are one thing: a mere symbol, which may be real, stands for a real number."""
    mere = type(part) is sympy.Symbol and part.is_real is not False
    return sympy.Symbol(part.name, **{**part.assumptions0, "real": True}) if mere else part
