"""What a term speaks of, itself or through the definitions of the quantities it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from derive.meaning.rewriting import walk
from derive.meaning.terms import Derivative, Item, Quantity, Term


def reached(roots: Iterable[object], definitions: Mapping[str, Term]) -> list[object]:
    """The terms themselves and the definitions they rest on, each once."""
    found, names = list(roots), set[str]()
    for root in found:
        for node in walk(root):
            if isinstance(node, Quantity) and node.name in definitions and node.name not in names:
                names.add(node.name)
                found.append(definitions[node.name])
    return found


def quantities(term: object, definitions: Mapping[str, Term]) -> set[str]:
    """The names of all quantities that a term speaks of."""
    return {node.name for root in reached([term], definitions) for node in walk(root) if isinstance(node, Quantity)}


def differentiates(term: object, definitions: Mapping[str, Term]) -> set[str]:
    """The names by which a term differentiates."""
    nodes = [node for root in reached([term], definitions) for node in walk(root) if isinstance(node, Derivative)]
    bys = [node.by.array if isinstance(node.by, Item) else node.by for node in nodes]
    return {by.name for by in bys if isinstance(by, Quantity)}
