"""Terms put in for the free indices of others. Bound indices are taken to be named apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from derive.meaning.rewriting import Node, rebuilt
from derive.meaning.terms import Fold, Index, Table, Term

N = TypeVar("N", bound=Node)


def substituted(node: N, values: Mapping[str, Term]) -> N:
    """`node` with each free index named in `values` replaced."""
    if isinstance(node, Index):
        return values.get(node.name, node)  # type: ignore[return-value]
    bound = {node.index} if isinstance(node, Fold) else {node.row, node.column} if isinstance(node, Table) else set()
    inside = {name: value for name, value in values.items() if name not in bound}
    return rebuilt(node, lambda part: substituted(part, inside)) if inside else node
