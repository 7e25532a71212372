r"""Letters as indices: in the bound of a sum one that is declared nowhere may be fixed or summed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set

from derive.meaning.scope import Scope
from derive.meaning.world import spelled
from derive.reading.grammar.trees import children, free_names, letters_bound, walk
from derive.reading.syntax import Big, Binder, Entry, Junction, Logical, Name, Node, Relation, Unreadable

STARTING = "is this the sum from {letter} on, or the one term at {letter}? Write its upper bound, or the term"

COUNTERS = frozenset("ijkl")
"""Letters that are indices by habit, in an upper bound too."""


def relations(condition: Logical | None) -> Iterator[Relation]:
    """The comparisons of a condition."""
    if isinstance(condition, Relation):
        yield condition
    elif isinstance(condition, Junction):
        for part in condition.parts:
            yield from relations(part)


def check_bounds(sides: tuple[Node, ...], scope: Scope, known: Set[str], unplaced: Set[str]) -> None:
    """Raises `Unreadable` at a letter in a bound of which nothing tells what it is.

    The letters in `unplaced` stand nowhere but in sums that compare their index with them.
    """
    indices = [name for side in sides for name in _indices(side, frozenset())]
    _check_arrays(sides, indices, scope)
    used = {name.key for name in indices} - unplaced
    for side in sides:
        for big, letter in _bounding(side, frozenset()):
            if letter.key not in known and letter.key not in used:
                raise Unreadable(_message(big, letter, scope), letter.span)
        for big in (node for node in walk(side) if isinstance(node, Big)):
            _check_start(big)


def _check_arrays(sides: tuple[Node, ...], indices: list[Name], scope: Scope) -> None:
    """An array may lend its letter to an index, but not where it stands itself."""
    lent = Counter(name.key for name in indices if scope.shapes.get(name.key, ()) != ())
    if lent:
        counts = sum((free_names(side) for side in sides), Counter[str]())
        for name in indices:
            if counts[name.key] > lent[name.key] > 0:
                message = f"`{spelled(name.key)}` is an array in one place and an index here"
                raise Unreadable(f"{message}; expected another letter for one of them", name.span)


def _check_start(big: Big) -> None:
    r"""`\sum_{i=j}` binds both letters, or says only where the sum begins."""
    own = {binder.index for binder in big.binders}
    for relation in relations(big.condition):
        names = [side for side in (relation.left, relation.right) if isinstance(side, Name)]
        given = [name for name in names if name.key not in own]
        if relation.sign == "=" and len(names) == 2 and given:
            raise Unreadable(STARTING.format(letter=given[0].key), relation.span)


def _indices(node: Node, bound: frozenset[str]) -> Iterator[Name]:
    """The letters that stand as an index and are bound nowhere around it."""
    bound |= letters_bound(node)
    if isinstance(node, Entry):
        for inner in walk(node.indices):
            if isinstance(inner, Name) and inner.key not in bound:
                yield inner
    for part in children(node):
        yield from _indices(part, bound)


def _bounding(node: Node, bound: frozenset[str]) -> Iterator[tuple[Big, Name]]:
    """The letters in the bounds and conditions of sums that nothing around binds, each with its sum."""
    bound |= letters_bound(node)
    if isinstance(node, Big):
        for inner in walk((node.binders, node.condition)):
            if isinstance(inner, Name) and inner.key not in bound:
                yield node, inner
    for part in children(node):
        yield from _bounding(part, bound)


def _message(big: Big, letter: Name, scope: Scope) -> str:
    key = letter.key
    binder = _bounded(big, letter)
    axis = _axis(big.body, binder.index, scope) if binder is not None else ""
    if axis:
        return f"`{key}` is not declared; declare it as a size, or write the one that is meant: {axis}"
    if binder is not None and key not in COUNTERS:
        return f"`{key}` is not declared; a size stands in a shape, as in `{_example(big.body, binder.index, key)}`"
    what = f"`{key}` is not declared, and may be fixed here or summed over"
    return f"{what}; where it is fixed, it is an index outside of this sum too, else give it a sum of its own"


def _example(body: Node, index: str, size: str) -> str:
    """A declaration with a size: of what the body has entries of, if that tells."""
    for node in walk(body):
        if isinstance(node, Entry) and isinstance(node.array, Name) and node.indices == (Name(index),):
            return rf"{spelled(node.array.key)} \in R^{size}"
    return rf"X \in R^{{{size} \times m}}"


def _bounded(big: Big, letter: Name) -> Binder | None:
    r"""The index whose upper bound is this letter: `\sum_{i=1}^N`, `\sum_{i \le N}`."""
    highs = {binder.index: binder.high for binder in big.binders}
    for relation in relations(big.condition):
        if relation.sign in ("≤", "<") and isinstance(relation.left, Name):
            highs[relation.left.key] = highs.get(relation.left.key) or relation.right
    return next((b for b in big.binders if highs[b.index] == letter), None)


def _axis(body: Node, index: str, scope: Scope) -> str:
    """Which size an index runs to in the body of a sum, in words; nothing where no declared array tells."""
    for node in walk(body):
        if isinstance(node, Entry) and isinstance(node.array, Name) and Name(index) in node.indices:
            shape = scope.shapes.get(node.array.key, ())
            place = node.indices.index(Name(index))
            if len(node.indices) == 1 and shape[:1] == (1,):
                place = 1
            if shape and not str(shape[place]).isdecimal():
                return f"the axis of {spelled(node.array.key)} over which {index} runs has the size {shape[place]}"
    return ""
