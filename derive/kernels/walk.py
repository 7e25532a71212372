"""Going through terms: children, free indices, replacing an index. Bound indices are taken to be named apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from derive.meaning.terms import Compare, Condition, Every, Fold, Index, Not, Some, Table, Term

Node = Term | Condition
N = TypeVar("N", bound=Node)


def rebuilt(node: N, change: Callable[[Any], Any]) -> N:
    """`node` with each term or condition directly below it replaced by what `change` makes of it."""
    values = {field.name: _changed(getattr(node, field.name), change) for field in fields(node)}
    return replace(node, **values)


def parts(node: Node) -> Iterator[Node]:
    """The terms and conditions directly below `node`, in the order of its fields."""
    for field in fields(node):
        yield from _nodes(getattr(node, field.name))


def walk(node: Node) -> Iterator[Node]:
    """`node` and everything below it, from left to right."""
    yield node
    for part in parts(node):
        yield from walk(part)


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


def substituted(node: N, values: Mapping[str, Term]) -> N:
    """`node` with each free index named in `values` replaced."""
    if isinstance(node, Index):
        return values.get(node.name, node)  # type: ignore[return-value]
    bound = {node.index} if isinstance(node, Fold) else {node.row, node.column} if isinstance(node, Table) else set()
    inside = {name: value for name, value in values.items() if name not in bound}
    return rebuilt(node, lambda part: substituted(part, inside)) if inside else node


def _nodes(value: object) -> Iterator[Node]:
    if isinstance(value, Term | Compare | Every | Some | Not):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _nodes(part)


def _changed(value: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(value, Term | Compare | Every | Some | Not):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_changed(part, change) for part in value)
    return value
