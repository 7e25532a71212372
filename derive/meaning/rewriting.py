"""Rewriting terms: whatever class a term has, its parts are found by its fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from fractions import Fraction
from typing import Any, TypeVar

from derive.meaning.sizes import Sizes
from derive.meaning.terms import (
    Compare,
    Condition,
    Constant,
    Every,
    Fold,
    Index,
    Not,
    Quantity,
    Size,
    SizeValue,
    Some,
    Table,
    Term,
)
from derive.reading.walking import ByClass, walker

Node = Term | Condition
NODES = (Term, Compare, Every, Some, Not)
PLAIN = ("str", "int", "bool", "Fraction", "Size")
"""The types of fields that hold no terms, as they are written."""
T = TypeVar("T")


def parts(value: object) -> Iterator[Node]:
    """The terms and conditions directly below a term, a condition or a tuple of them, in the order of its fields."""
    if isinstance(value, tuple):
        for part in value:
            if isinstance(part, NODES):
                yield part
            elif isinstance(part, tuple):
                yield from parts(part)
    elif isinstance(value, NODES):
        for name in _inner[type(value)]:
            inner = getattr(value, name)
            if isinstance(inner, NODES):
                yield inner
            elif isinstance(inner, tuple):
                yield from parts(inner)


def walk(value: object) -> list[Node]:
    """A term or condition and everything below it, from left to right."""
    return _walk(value)


def speaks(value: object) -> bool:
    """Whether a term or a condition speaks of quantities."""
    return any(isinstance(node, Quantity) for node in walk(value))


_inner = ByClass(
    lambda kind: tuple(i.name for i in fields(kind) if i.name not in ("shape", "span") and i.type not in PLAIN)
)
"""The fields of a class that may hold terms."""
_walk = walker(NODES, (tuple,), _inner)


def rebuilt(value: T, change: Callable[[Any], Any]) -> T:
    """A term or condition with `change` applied to everything directly below it."""
    changes = {}
    for name in _inner[type(value)]:
        inner = getattr(value, name)
        new = _changed(inner, change)
        if new is not inner:
            changes[name] = new
    return replace(value, **changes) if changes else value  # type: ignore[type-var]


def _changed(value: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(value, NODES):
        return change(value)
    if isinstance(value, tuple):
        made = tuple(_changed(part, change) for part in value)
        return made if any(a is not b for a, b in zip(made, value, strict=True)) else value
    return value


def free_indices(node: Node) -> frozenset[str]:
    """The names of the indices that are not bound inside `node`."""
    if isinstance(node, Index):
        return frozenset({node.name})
    below = frozenset(name for part in parts(node) for name in free_indices(part))
    if isinstance(node, Fold):
        return below - {node.index} | free_indices(node.low) | free_indices(node.high)
    if isinstance(node, Table):
        return below - {node.row, node.column}
    return below


def renamed(value: Any, old: str, new: str) -> Any:
    """A term with its free index `old` called `new`; a binder of `old` hides it."""
    if isinstance(value, Index):
        return replace(value, name=new) if value.name == old else value
    if isinstance(value, Fold) and value.index == old:
        return replace(value, low=renamed(value.low, old, new), high=renamed(value.high, old, new))
    if isinstance(value, Table) and old in (value.row, value.column):
        return value
    return rebuilt(value, lambda part: renamed(part, old, new))


def sizes_of(term: Term) -> tuple[Size, ...]:
    """The sizes that stand in a term itself."""
    return (*term.shape, term.size) if isinstance(term, SizeValue) else term.shape


def settled(value: Any, sizes: Sizes) -> Any:
    """A term with every open size put in; none is left open."""
    if isinstance(value, SizeValue):
        size = sizes.find(value.size)
        if isinstance(size, int):
            return Constant(Fraction(size), span=value.span)
        return replace(value, size=size) if size != value.size else value
    result = rebuilt(value, lambda part: settled(part, sizes))
    if isinstance(result, Term) and result.shape != ():
        shape = sizes.shape(result.shape)
        if shape != result.shape:
            return replace(result, shape=shape)
    return result
