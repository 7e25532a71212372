r"""Sums over pairs: in `\sum_{i<j}` both letters are bound, unless the second one also stands outside the sum.

Where the first one stands outside, as in `\sum_i \sum_{i<j} x_j`, the second one is the index.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from typing import Any

from derive.meaning.world import World
from derive.reading.grammar.trees import parts, walk
from derive.reading.syntax import Big, Binder, General, Junction, Logical, Name, Node, Relation, Unreadable


def bound(sides: tuple[Node, ...], world: World, outside: frozenset[str] = frozenset()) -> tuple[Node, ...]:
    """The sides of a statement with both indices of its sums over pairs bound; `outside` are letters that are not."""
    known = world.scope.shapes.keys() | world.scope.sizes
    inner = _inner(sides) - outside - known
    if not inner:
        return sides
    free = frozenset(sum((_free(side) for side in sides), Counter())) - inner - known
    sides = tuple(_turned(side, inner, free | outside, frozenset()) for side in sides)
    inner = _inner(sides) - outside - known
    return tuple(_bound(side, inner) for side in sides)


def _turned(node: Any, inner: frozenset[str], free: frozenset[str], around: frozenset[str]) -> Any:
    """A tree in which the index of every sum over pairs is the letter that is not given outside the sum.

    `free` are letters that stand free elsewhere, `around` those that a sum around this place binds.
    """
    if isinstance(node, tuple):
        return tuple(_turned(part, inner, free, around) for part in node)
    if not isinstance(node, Node):
        return node
    if isinstance(node, Big):
        node = _over_second(node, inner, free, around)
        around |= {binder.index for binder in node.binders}
    parts = {part.name: getattr(node, part.name) for part in fields(node) if part.name != "span"}
    return replace(node, **{name: _turned(value, inner, free, around) for name, value in parts.items()})


def _over_second(node: Big, inner: frozenset[str], free: frozenset[str], around: frozenset[str]) -> Big:
    first = node.binders[0]
    others = [letter for letter in _compared(node) if letter in inner - around]
    given = first.index in free | around and first.low is None and first.high is None
    if len(node.binders) > 1 or len(others) != 1 or not given:
        return node
    if first.index not in around and _free(node.body)[first.index]:
        message = f"`{first.index}` also stands outside this sum; which letter is its index? Write it first, or both"
        raise Unreadable(message, first.span)
    return replace(node, binders=(Binder(others[0], span=first.span),))


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
    letters = {letter for big in _sums(sides) for letter in _compared(big)}
    if not letters:
        return frozenset()
    counts = sum((_free(side) for side in sides), Counter())
    letters &= counts.keys()
    within = {letter: sum(_free(big)[letter] for big in _outermost(sides, letter)) for letter in letters}
    return frozenset(letter for letter, count in within.items() if count == counts[letter])


def _sums(sides: tuple[Node, ...]) -> Iterator[Big]:
    """All sums of some trees."""
    return (node for side in sides for node in walk(side) if isinstance(node, Big))


def _outermost(node: object, letter: str) -> Iterator[Big]:
    """The sums that compare their index with a free letter and stand in no other such sum."""
    if isinstance(node, Big) and letter in _compared(node):
        yield node
    elif not (isinstance(node, Big) and any(binder.index == letter for binder in node.binders)):
        for part in _parts(node):
            yield from _outermost(part, letter)


def _parts(node: object) -> Sequence[object]:
    if isinstance(node, tuple):
        return node
    return parts(node) if isinstance(node, Node) else ()


def _free(node: object) -> Counter[str]:
    """How often each name stands in a tree where nothing binds it."""
    if isinstance(node, Name):
        return Counter([node.key])
    found: Counter[str] = sum((_free(part) for part in _parts(node)), Counter())
    own = {b.index for b in node.binders} if isinstance(node, Big) else set()
    own |= {node.row, node.column} if isinstance(node, General) else set()
    return Counter({name: count for name, count in found.items() if name not in own})
