"""What a term speaks of, itself or through the definitions of the quantities it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from derive.meaning.rewriting import Node, parts, walk
from derive.meaning.terms import Derivative, Item, Limit, Quantity, Term


def reached(roots: Iterable[object], definitions: Mapping[str, Term]) -> list[object]:
    """The terms themselves and the definitions they rest on, each once."""
    found = list(roots)
    _spoken(found, definitions)
    return found


def spoken(roots: Iterable[object], definitions: Mapping[str, Term]) -> list[Node]:
    """All that stands in terms and in the definitions they rest on."""
    return _spoken(list(roots), definitions)


def _spoken(roots: list[object], definitions: Mapping[str, Term]) -> list[Node]:
    """All that stands in terms and in the definitions they rest on; these are put behind the roots."""
    found, names = list[Node](), set[str]()
    for root in roots:
        nodes = walk(root)
        found += nodes
        for node in nodes:
            if isinstance(node, Quantity) and node.name not in names and node.name in definitions:
                names.add(node.name)
                roots.append(definitions[node.name])
    return found


def quantities(term: object, definitions: Mapping[str, Term]) -> set[str]:
    """The names of all quantities that a term speaks of."""
    return {node.name for node in spoken([term], definitions) if isinstance(node, Quantity)}


def is_bound(name: str, roots: Iterable[object], definitions: Mapping[str, Term]) -> bool:
    """Whether a quantity stands only where it goes to a limit, in terms or in the definitions they rest on."""
    seen = set[str]()

    def is_free(node: object) -> bool:
        match node:
            case Limit(variable=variable, to=to) if variable == name:
                return is_free(to)
            case Quantity(name=other) if other == name:
                return True
            case Quantity(name=other) if other in definitions and other not in seen:
                seen.add(other)
                return is_free(definitions[other])
        return any(map(is_free, parts(node)))

    return not any(map(is_free, roots))


def differentiates(term: object, definitions: Mapping[str, Term]) -> set[str]:
    """The names by which a term differentiates."""
    nodes = [node for node in spoken([term], definitions) if isinstance(node, Derivative)]
    bys = [node.by.array if isinstance(node.by, Item) else node.by for node in nodes]
    return {by.name for by in bys if isinstance(by, Quantity)}
