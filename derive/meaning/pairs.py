r"""Sums over pairs: in `\sum_{i<j}` both letters are bound, unless the second one also stands outside the sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from derive.meaning.world import World
from derive.reading.syntax import Big, Binder, General, Junction, Logical, Name, Node, Relation


def bound(sides: tuple[Node, ...], world: World, outside: frozenset[str] = frozenset()) -> tuple[Node, ...]:
    """The sides of a statement with both indices of its sums over pairs bound; `outside` are letters that are not."""
    counts = sum((_free(side) for side in sides), Counter())
    fixed = outside | world.scope.shapes.keys() | world.scope.sizes
    return tuple(_bound(side, counts, fixed) for side in sides)


def _bound(node: Any, counts: Counter[str], fixed: frozenset[str]) -> Any:
    if isinstance(node, tuple):
        return tuple(_bound(part, counts, fixed) for part in node)
    if not isinstance(node, Node):
        return node
    if isinstance(node, Big):
        extra = [letter for letter in _compared(node) if _is_inner(letter, node, counts, fixed)]
        node = replace(node, binders=(*node.binders, *(Binder(letter, span=node.span) for letter in extra)))
        fixed = fixed | {binder.index for binder in node.binders}
    parts = {part.name: getattr(node, part.name) for part in fields(node) if part.name != "span"}
    return replace(node, **{name: _bound(value, counts, fixed) for name, value in parts.items()})


def _compared(node: Big) -> list[str]:
    """The letters to which the condition of a sum compares its index."""
    own = {binder.index for binder in node.binders}
    names = [side.key for r in _relations(node.condition) for side in (r.left, r.right) if isinstance(side, Name)]
    return [name for name in dict.fromkeys(names) if name not in own]


def _relations(condition: Logical | None) -> Iterator[Relation]:
    if isinstance(condition, Relation):
        yield condition
    elif isinstance(condition, Junction):
        for part in condition.parts:
            yield from _relations(part)


def _is_inner(letter: str, node: Big, counts: Counter[str], fixed: frozenset[str]) -> bool:
    return letter not in fixed and _free(node)[letter] == counts[letter]


def _free(node: object) -> Counter[str]:
    """How often each name stands in a tree where nothing binds it."""
    if isinstance(node, Name):
        return Counter([node.key])
    parts = node if isinstance(node, tuple) else ()
    if isinstance(node, Node):
        parts = tuple(getattr(node, part.name) for part in fields(node))
    found: Counter[str] = sum((_free(part) for part in parts), Counter())
    own = {b.index for b in node.binders} if isinstance(node, Big) else set()
    own |= {node.row, node.column} if isinstance(node, General) else set()
    return Counter({name: count for name, count in found.items() if name not in own})
