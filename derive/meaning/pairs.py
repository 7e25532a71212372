r"""Sums over pairs: in `\sum_{i<j} a_{ij}` both letters are bound, unless the second one also stands outside the sum.

Where the first one stands outside, as in `\sum_i \sum_{i<j} x_j`, the second one is the index. A second letter that
the body lacks is not bound, and is unread: in `\sum_{j \ne k} a_j` nothing tells whether k is fixed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from derive.meaning.bounds import check_bounds, relations
from derive.meaning.world import World
from derive.reading.grammar.names import braced
from derive.reading.grammar.trees import free_names, parts, rebuilt, walk
from derive.reading.syntax import Big, Binder, Name, Node, Unreadable

USUAL = frozenset("ijklmn")
"""The letters of indices that run beside each other."""


def bound(sides: tuple[Node, ...], world: World, outside: frozenset[str] = frozenset()) -> tuple[Node, ...]:
    """The sides of a statement with both indices of its sums over pairs bound; `outside` are letters that are not."""
    known = world.scope.shapes.keys() | world.scope.sizes
    inner = _inner(sides) - outside - known
    if inner:
        given = frozenset(sum((free_names(side) for side in sides), Counter())) - inner - known
        sides = tuple(_turned(side, inner, given | outside, frozenset()) for side in sides)
        inner = _inner(sides) - outside - known
        _check_sides(sides, inner)
        sides = tuple(_bound(side, inner) for side in sides)
        inner = _inner(sides) - outside - known
    check_bounds(sides, world.scope, known | world.spoiled.keys() | outside, inner)
    return sides


def _check_sides(sides: tuple[Node, ...], inner: frozenset[str]) -> None:
    r"""Refuse `\sum_{j \ne i} a_{ij}` where i may as well be fixed: all sides hold it, or have no names at all.

    So may the letter in `\sum_{j \ne q} a_{jq}`, which is none of those that usually run beside each other.
    """
    for letter in sorted(inner):
        pairs = [[big for big in _outermost(side, letter) if letter in _pairs(big, inner)] for side in sides]
        named = [any(isinstance(node, Name) for node in walk(side)) for side in sides]
        alone = len(sides) < 2
        if not alone and not all(found or not names for found, names in zip(pairs, named, strict=True)):
            continue
        for big in (big for found in pairs for big in found):
            backward = not alone and big.binders[0].index > letter
            if backward or (letter not in USUAL and _is_unequal(big, letter)):
                message = f"`{letter}` may be fixed here, or summed over too; write a sum of its own for it"
                fixed = f"; if it is fixed, define a value for each, as in `L_{braced(letter)} := …`" if alone else ""
                raise Unreadable(message + fixed, big.span)


def _is_unequal(node: Big, letter: str) -> bool:
    """Whether a sum is over all values of its index but a letter."""
    signs = [r.sign for r in relations(node.condition) if Name(letter) in (r.left, r.right)]
    return signs == ["≠"]


def _turned(node: Any, inner: frozenset[str], free: frozenset[str], around: frozenset[str]) -> Any:
    """A tree in which the index of every sum over pairs is the letter that is not given outside the sum.

    `free` are letters that stand free elsewhere, `around` those that a sum around this place binds.
    """
    if isinstance(node, Big):
        node = _over_second(node, inner, free, around)
        around |= {binder.index for binder in node.binders}
    return rebuilt(node, lambda part: _turned(part, inner, free, around))


def _over_second(node: Big, inner: frozenset[str], free: frozenset[str], around: frozenset[str]) -> Big:
    first = node.binders[0]
    others = [letter for letter in _compared(node) if letter in inner - around]
    given = first.index in free | around and first.low is None and first.high is None
    if len(node.binders) > 1 or len(others) != 1 or not given:
        return node
    if first.index not in around and free_names(node.body)[first.index]:
        message = f"`{first.index}` also stands outside this sum; which letter is its index? Write it first, or both"
        raise Unreadable(message, first.span)
    return replace(node, binders=(Binder(others[0], span=first.span),))


def _bound(node: Any, inner: frozenset[str]) -> Any:
    if isinstance(node, Big):
        extra = _pairs(node, inner)
        node = replace(node, binders=(*(Binder(letter, span=node.span) for letter in extra), *node.binders))
        inner = inner - {binder.index for binder in node.binders}
    return rebuilt(node, lambda part: _bound(part, inner))


def _pairs(node: Big, inner: frozenset[str]) -> list[str]:
    """The second letters of a sum over pairs: its body holds them, and the index with which they are compared."""
    held = free_names(node.body)
    if not any(held[binder.index] for binder in node.binders):
        return []
    return [letter for letter in _compared(node) if letter in inner and held[letter]]


def _compared(node: Big) -> list[str]:
    """The letters to which the condition of a sum compares its index."""
    own = {binder.index for binder in node.binders}
    names = [side.key for r in relations(node.condition) for side in (r.left, r.right) if isinstance(side, Name)]
    return [name for name in dict.fromkeys(names) if name not in own]


def _inner(sides: tuple[Node, ...]) -> frozenset[str]:
    """The letters that stand free nowhere but in sums that compare their index with them."""
    letters = {letter for big in _sums(sides) for letter in _compared(big)}
    if not letters:
        return frozenset()
    counts = sum((free_names(side) for side in sides), Counter())
    letters &= counts.keys()
    within = {letter: sum(free_names(big)[letter] for big in _outermost(sides, letter)) for letter in letters}
    return frozenset(letter for letter, count in within.items() if count == counts[letter])


def _sums(sides: tuple[Node, ...]) -> Iterator[Big]:
    """All sums of some trees."""
    return (node for side in sides for node in walk(side) if isinstance(node, Big))


def _outermost(node: object, letter: str) -> Iterator[Big]:
    """The sums that compare their index with a free letter and stand in no other such sum."""
    if isinstance(node, Big) and letter in _compared(node):
        yield node
    elif not (isinstance(node, Big) and any(binder.index == letter for binder in node.binders)):
        for part in node if isinstance(node, tuple) else parts(node) if isinstance(node, Node) else ():
            yield from _outermost(part, letter)
