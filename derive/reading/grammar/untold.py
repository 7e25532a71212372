r"""Sums that do not say over which index: `\sum (y_i - t_i)^2` runs over the one letter that stands nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from typing import Any

from derive.reading.grammar.names import Names
from derive.reading.grammar.trees import children, letters_bound, rebuilt, walk
from derive.reading.source import Span
from derive.reading.statements import Definition, Equation, Placed, Sized, Statement, Unread
from derive.reading.syntax import Big, Binder, Entry, Name, Node, Unreadable

UNTOLD = ""
"""The index of a sum that does not say it."""
NONE = r"`\sum` does not say over which index, and no letter below it stands only there; write `\sum_i`"
MANY = r"`\sum` does not say over which index, and {letters} can be meant; write `\sum_{first}`"

PARTLY = r"`\sum` does not say over which index, and not all that it is equal to was understood; write `\sum_i`"
EARLIER = 0
"""The number of a chain that goes on from an earlier formula."""


def untold(high: Node | None, span: Span) -> tuple[Binder, ...]:
    """The index of a sum that does not say it."""
    return (Binder(UNTOLD, None, high, span=span),)


def is_untold(node: object) -> bool:
    """Whether a node is a sum that does not say over which index."""
    return isinstance(node, Big) and node.binders[0].index == UNTOLD


def told(sides: Sequence[Node], names: Names, free: Set[str] = frozenset()) -> tuple[Node, ...]:
    """The sides of an equation, or of a chain, with an index for each sum.

    It is the one letter among the indices of what is summed that stands nowhere outside of such sums: not on the same
    side, on no other, and not among those in `free`. Raises `Unreadable` where there is none, or more than one.
    """
    if not any(map(is_untold, walk(tuple(sides)))):
        return tuple(sides)
    outside = _outside(tuple(sides)) | free
    return tuple(_told(side, names, outside) for side in sides)


def chained(placed: Sequence[Placed], names: Names) -> list[Placed]:
    """Statements with an index for each sum in their equations, told by the whole chain in which these stand.

    Nothing is told where a part of the chain is not known: one that is unread, or stands in an earlier formula.
    """
    found = list(placed)
    for place, each in enumerate(placed):
        if isinstance(each.statement, Equation | Sized) and any(map(is_untold, walk(_sides(each.statement)))):
            beside = [other.statement for other in placed if other.chain == each.chain]
            is_whole = each.chain != EARLIER and not any(isinstance(other, Unread) for other in beside)
            free = frozenset[str]().union(*(_outside(_sides(other)) for other in beside))
            found[place] = _indexed(each, names, free if is_whole else None)
    return found


def _sides(statement: Statement) -> tuple[Node, ...]:
    match statement:
        case Equation(left=left, right=right):
            return (left, right)
        case Sized(expression=expression):
            return (expression,)
        case Definition(head=head, body=body):
            return (*head.indices, body)
    return ()


def _indexed(placed: Placed, names: Names, free: frozenset[str] | None) -> Placed:
    statement = placed.statement
    try:
        if free is None:
            raise Unreadable(PARTLY, _first(_sides(statement)))
        match statement:
            case Equation(left=left, right=right, condition=condition):
                left, right = told((left, right), names, free | _outside(condition))
                return replace(placed, statement=replace(statement, left=left, right=right))
            case Sized(expression=expression):
                (expression,) = told((expression,), names, free)
                return replace(placed, statement=replace(statement, expression=expression))
    except Unreadable as problem:
        return replace(placed, statement=Unread(problem.message, problem.span))
    return placed


def _first(sides: tuple[Node, ...]) -> Span:
    """The place of the first sum that does not say over which index."""
    return next(node.binders[0].span for node in walk(sides) if isinstance(node, Big) and is_untold(node))


def _outside(node: object) -> frozenset[str]:
    """The names that stand in a tree outside of sums without an index, where nothing binds them."""
    if isinstance(node, tuple):
        return frozenset[str]().union(*map(_outside, node))
    if not isinstance(node, Node) or is_untold(node):
        return frozenset()
    own = frozenset({node.key} if isinstance(node, Name) else ())
    return own.union(*map(_outside, children(node))) - letters_bound(node)


def _told(node: Any, names: Names, outside: Set[str]) -> Any:
    if not isinstance(node, Big) or not is_untold(node):
        inner = outside | letters_bound(node)
        return rebuilt(node, lambda part: _told(part, names, inner))
    sums, body = [node], node.body
    while isinstance(body, Big) and is_untold(body):
        sums, body = [*sums, body], body.body
    body = _told(body, names, outside)
    letters = list(dict.fromkeys(_below(body, outside)))
    if len(letters) != len(sums) or any(_is_known(letter, names) for letter in letters):
        raise Unreadable(_message(letters), node.binders[0].span)
    for each, letter in zip(reversed(sums), reversed(letters), strict=True):
        body = replace(each, binders=(replace(each.binders[0], index=letter),), body=body)
    return body


def _below(node: object, bound: Set[str]) -> Iterator[str]:
    """The letters in indices that nothing binds, in their order."""
    bound = bound | letters_bound(node)
    if isinstance(node, Entry):
        yield from (each.key for each in walk(node.indices) if isinstance(each, Name) and each.key not in bound)
    if isinstance(node, Node):
        for part in children(node):
            yield from _below(part, bound)


def _is_known(letter: str, names: Names) -> bool:
    return any(known.key == letter for known in names.all())


def _message(letters: Sequence[str]) -> str:
    if not letters:
        return NONE
    return MANY.format(letters=", ".join(letters), first=letters[0])
