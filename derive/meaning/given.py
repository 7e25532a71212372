"""What a claim says of values where it states a condition: an assumption that holds for this claim alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from derive.meaning.reaching import quantities, reached, spoken
from derive.meaning.rewriting import free_indices, speaks, walk
from derive.meaning.scope import Assumption, Scope, Statement
from derive.meaning.terms import Condition, Every, Fold, Index, Item, Limit, Quantity, Size, Table
from derive.meaning.unrooted import unrooted


def assuming(statement: Statement, scope: Scope, source: str) -> tuple[Statement, Scope]:
    """A statement with the conditions on its indices only, and a scope in which its conditions on values are assumed.

    A condition with a free index speaks of one entry and not of all: it stays, unless the statement speaks of no other
    entry either. Where the statement only binds that index, the condition is one on every entry. One on a number that
    goes to a limit in the statement stays too: it is not about that number.
    """
    every = list(parts(statement.condition))
    values = [part for part in every if speaks(part) and not _is_moving(part, statement, scope)]
    closed = [part for part in values if not _free(part, statement)]
    fixed = replace(statement, ranges=_fixed(statement))
    local = [part for part in values if part not in closed and _is_local(part, values, fixed, scope)]
    left = tuple(part for part in every if part not in (*closed, *local))
    condition = Every(left) if len(left) > 1 else left[0] if left else None
    ranges = [{name: statement.ranges[name] for name in _free(part, statement)} for part in local]
    assumed = [Assumption(unrooted(part), own, source) for part, own in zip(local, ranges, strict=True)]
    assumed += [Assumption(unrooted(part), {}, source) for part in closed]
    rest = statement.ranges if any(_free(part, statement) for part in left) else fixed.ranges
    return replace(statement, ranges=rest, condition=condition), scope.under(*assumed)


def parts(condition: Condition | None) -> Iterator[Condition]:
    """The conditions that must all hold."""
    if isinstance(condition, Every):
        for part in condition.parts:
            yield from parts(part)
    elif condition is not None:
        yield condition


def of_places(condition: Condition | None) -> tuple[Condition, ...]:
    """The parts of a condition that speak of indices and sizes alone."""
    return tuple(part for part in parts(condition) if not speaks(part))


def _free(condition: Condition, statement: Statement) -> list[str]:
    """The free indices of a condition."""
    indices = {node.name for node in walk(condition) if isinstance(node, Index)}
    return [name for name in statement.ranges if name in indices]


def _fixed(statement: Statement) -> dict[str, Size]:
    """The free indices but for those that a condition alone frees, and the sides bind."""
    sides = statement.left, statement.right
    free = frozenset[str]().union(*map(free_indices, sides))
    bound = {name for node in walk(sides) for name in _binds(node)} - free
    return {name: size for name, size in statement.ranges.items() if name not in bound}


def _is_moving(condition: Condition, statement: Statement, scope: Scope) -> bool:
    """Whether a condition is on a number of which a limit or a remainder is taken."""
    nodes = spoken((statement.left, statement.right), scope.definitions)
    moving = {node.variable for node in nodes if isinstance(node, Limit)}
    moving |= {statement.remainder[0]} if statement.remainder is not None else set()
    return not moving.isdisjoint(quantities(condition, scope.definitions))


def _is_local(condition: Condition, values: Sequence[Condition], statement: Statement, scope: Scope) -> bool:
    """Whether the entry of which a condition speaks is the only one of its array that bears on the statement.

    Then nothing is lost if the same is assumed of all entries. An index that is also bound may stand for others. A
    condition on every entry is local as it is.
    """
    if not _free(condition, statement):
        return True
    sides = statement.left, statement.right
    nodes = [node for root in (*sides, *values) for node in walk(root)]
    bound = {name for node in nodes for name in _binds(node)}
    entries = {node for node in walk(condition) if isinstance(node, Item) and isinstance(node.array, Quantity)}
    names = {node.name for node in walk(condition) if isinstance(node, Quantity) and node.shape != ()}
    elsewhere: list[object] = [each.condition for each in scope.assumptions]
    elsewhere += reached(sides, scope.grounds)[len(sides) :]
    if not bound.isdisjoint(statement.ranges) or len(entries) != len(names):
        return False
    if any(not names.isdisjoint(quantities(root, scope.definitions)) for root in elsewhere):
        return False
    spoken = sum(isinstance(node, Quantity) and node.name in names for node in nodes)
    return spoken == sum(isinstance(node, Item) and node in entries for node in nodes)


def _binds(node: object) -> tuple[str, ...]:
    """The indices that a node binds."""
    if isinstance(node, Fold):
        return (node.index,)
    return (node.row, node.column) if isinstance(node, Table) else ()
