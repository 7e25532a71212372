"""Walks over trees whose nodes are of known classes, and hold other nodes in fields and in sequences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")
Classes = tuple[type[Any], ...]
Below = Callable[[Any], Iterable[Any]]


class ByClass(dict[type[Any], T]):
    """What is worked out once for each class."""

    def __init__(self, made: Callable[[type[Any]], T]) -> None:
        super().__init__()
        self._made = made

    def __missing__(self, kind: type[Any]) -> T:
        self[kind] = found = self._made(kind)
        return found


def walker(
    nodes: Classes, sequences: Classes, fields: Mapping[type[Any], tuple[str, ...]]
) -> Callable[[object], list[Any]]:
    """What lists a node and all nodes below it, from left to right; `fields` has those in which a class holds any."""

    def below(kind: type[Any]) -> tuple[bool, Below | None]:
        """Whether a class is one of nodes, and what takes all that can hold nodes out of it, the last one first."""
        if issubclass(kind, sequences):
            return False, reversed
        if not issubclass(kind, nodes):
            return False, None
        match fields[kind][::-1]:
            case ():
                return True, None
            case (name,):
                return True, lambda node: (getattr(node, name),)
            case names:
                return True, attrgetter(*names)

    known = ByClass(below)

    def walk(root: object) -> list[Any]:
        found: list[Any] = []
        left = [root]
        while left:
            node = left.pop()
            is_node, inside = known[type(node)]
            if is_node:
                found.append(node)
            if inside is not None:
                left += inside(node)
        return found

    return walk
