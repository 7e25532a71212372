"""The free indices of terms, and terms put in for them. Bound indices are taken to be named apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from derive.meaning.rewriting import Node, parts, rebuilt
from derive.meaning.terms import Fold, Index, Table, Term

N = TypeVar("N", bound=Node)


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
