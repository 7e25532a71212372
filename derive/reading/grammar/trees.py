"""Walking and comparing syntax trees, whatever their nodes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Set
from dataclasses import fields, replace
from typing import Any, TypeVar

from derive.reading.statements import Definition, Equation
from derive.reading.syntax import Addition, Big, Entry, General, Minus, Name, Node, Number
from derive.reading.walking import ByClass, walker

PLAIN = ("str", "int", "bool", "Fraction", "Sign", "Span")
"""The types of fields that hold no nodes, as they are written."""
Stated = TypeVar("Stated", bound=Equation | Definition)
Path = tuple[tuple[str, int | None], ...]
Difference = tuple[Path, Node, Node]


def walk(node: object) -> list[Node]:
    """The node and all nodes below it."""
    return _walk(node)


def parts(node: Node) -> list[Any]:
    """What of a node can hold nodes."""
    return [getattr(node, name) for name in _fields[type(node)]]


_fields = ByClass(lambda kind: tuple(item.name for item in fields(kind) if item.type not in PLAIN))
_walk = walker((Node,), (tuple, list), _fields)


def children(node: Node) -> Iterator[Node]:
    """The nodes right below a node."""
    for value in parts(node):
        yield from _nodes(value)


def _nodes(value: object) -> Iterator[Node]:
    if isinstance(value, Node):
        yield value
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _nodes(part)


def depends(node: object, letters: Set[str]) -> bool:
    """Whether a letter occurs in a tree otherwise than bound there."""
    if isinstance(node, Big):
        letters = letters - {binder.index for binder in node.binders}
    if isinstance(node, Name) and node.key in letters:
        return True
    if isinstance(node, Node):
        return any(depends(part, letters) for part in parts(node))
    return isinstance(node, tuple | list) and any(depends(part, letters) for part in node)


def letters_bound(node: object) -> set[str]:
    """The indices that a node binds."""
    if isinstance(node, Big):
        return {binder.index for binder in node.binders}
    return {node.row, node.column} if isinstance(node, General) else set()


def holds(node: object, key: str) -> bool:
    """Whether a name stands in a tree."""
    return any(isinstance(inner, Name) and inner.key == key for inner in walk(node))


def letters_below(node: object) -> set[str]:
    """Every name that stands in an index."""
    return names_in(*(inner.indices for inner in walk(node) if isinstance(inner, Entry)))


def free_names(node: object) -> Counter[str]:
    """How often each name stands in a tree where nothing binds it."""
    if isinstance(node, Name):
        return Counter([node.key])
    below = node if isinstance(node, tuple) else parts(node) if isinstance(node, Node) else ()
    found: Counter[str] = sum((free_names(part) for part in below), Counter())
    own = letters_bound(node)
    return Counter({name: count for name, count in found.items() if name not in own})


def names_in(*nodes: object) -> set[str]:
    """Every string by which a node below refers to something: names and bound indices."""
    found: set[str] = set()
    for node in nodes:
        for inner in walk(node):
            for item in fields(inner):
                value = getattr(inner, item.name)
                if isinstance(value, str) and item.compare:
                    found.add(value)
    return found


def differences(left: Any, right: Any, path: Path = ()) -> list[Difference] | None:
    """Where two trees of one form differ by a number or a name; nothing where their forms differ."""
    if left == right:
        return []
    if _indexlike(left) and _indexlike(right):
        return [(path, left, right)]
    if type(left) is not type(right) or not isinstance(left, Node):
        return None
    found: list[Difference] = []
    for item in fields(left):
        if item.name == "span" or not item.compare:
            continue
        a, b = getattr(left, item.name), getattr(right, item.name)
        if isinstance(a, tuple) and isinstance(b, tuple) and len(a) == len(b):
            pairs = [((*path, (item.name, place)), x, y) for place, (x, y) in enumerate(zip(a, b, strict=True))]
        else:
            pairs = [((*path, (item.name, None)), a, b)]
        for inner, x, y in pairs:
            below = differences(x, y, inner)
            if below is None:
                return None
            found.extend(below)
    return found


def _indexlike(node: object) -> bool:
    """Whether a node can be an index or a bound: a number, a name, or n − 1."""
    if isinstance(node, (Addition, Minus)):
        return all(isinstance(part, (Number, Name, Minus)) for part in walk(node) if part is not node)
    return isinstance(node, (Number, Name))


def get(node: Any, path: Path) -> Any:
    """What stands at `path`."""
    for name, place in path:
        node = getattr(node, name)
        node = node if place is None else node[place]
    return node


def put(node: Any, path: Path, new: Node) -> Any:
    """The tree with `new` at `path`."""
    if not path:
        return new
    (name, place), rest = path[0], path[1:]
    old = getattr(node, name)
    if place is None:
        return replace(node, **{name: put(old, rest, new)})
    parts = [put(part, rest, new) if where == place else part for where, part in enumerate(old)]
    return replace(node, **{name: tuple(parts)})


def rebuilt(node: Any, change: Callable[[Any], Any]) -> Any:
    """A node, or several, with a change made to all that is right below; what is no node stays as it is."""
    if isinstance(node, tuple):
        return tuple(map(change, node))
    if not isinstance(node, Node):
        return node
    return replace(node, **{name: change(getattr(node, name)) for name in _fields[type(node)]})


def on_sides(statement: Stated, change: Callable[[Node], Node]) -> Stated:
    """An equation with a change made to both sides, or a definition with one made to its body."""
    if isinstance(statement, Equation):
        return replace(statement, left=change(statement.left), right=change(statement.right))
    return replace(statement, body=change(statement.body))


def substitute(node: Any, key: str, new: Node) -> Any:
    """The tree with `new` for every `Name(key)`."""
    if isinstance(node, Name) and node.key == key:
        return new
    return rebuilt(node, lambda part: substitute(part, key, new))
