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
    inner = _inner(sides) - outside - world.scope.shapes.keys() - world.scope.sizes
    return tuple(_bound(side, inner) for side in sides) if inner else sides


def _bound(node: Any, inner: frozenset[str]) -> Any:
    if isinstance(node, tuple):
        return tuple(_bound(part, inner) for part in node)
    if not isinstance(node, Node):
        return node
    if isinstance(node, Big):
        extra = [letter for letter in _compared(node) if letter in inner]
        node = replace(node, binders=(*(Binder(letter, span=node.span) for letter in extra), *node.binders))
        inner = inner - {binder.index for binder in node.binders}
    parts = {part.name: getattr(node, part.name) for part in fields(node) if part.name != "span"}
    return replace(node, **{name: _bound(value, inner) for name, value in parts.items()})


def _compared(node: Big) -> list[str]:
    """The letters to which the condition or the bounds of a sum compare its index."""
    own = {binder.index for binder in node.binders}
    sides = [side for r in _relations(node.condition) for side in (r.left, r.right)]
    bounds = [bound for binder in node.binders for bound in (binder.low, binder.high)]
    names = [side.key for side in (*sides, *bounds) if isinstance(side, Name)]
    return [name for name in dict.fromkeys(names) if name not in own]


def _relations(condition: Logical | None) -> Iterator[Relation]:
    if isinstance(condition, Relation):
        yield condition
    elif isinstance(condition, Junction):
        for part in condition.parts:
            yield from _relations(part)


def _inner(sides: tuple[Node, ...]) -> frozenset[str]:
    """The letters that stand free nowhere but in sums that compare their index with them."""
    counts = sum((_free(side) for side in sides), Counter())
    within: Counter[str] = Counter()
    for big in (big for side in sides for big in _outermost(side)):
        free = _free(big)
        within.update({letter: free[letter] for letter in _compared(big)})
    return frozenset(letter for letter, count in within.items() if count == counts[letter])


def _outermost(node: object) -> Iterator[Big]:
    """The sums with a condition that stand in no other one."""
    if isinstance(node, Big) and _compared(node):
        yield node
    elif isinstance(node, (Node, tuple)):
        parts = node if isinstance(node, tuple) else tuple(getattr(node, part.name) for part in fields(node))
        for part in parts:
            yield from _outermost(part)


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
