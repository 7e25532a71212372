"""What a claim says of values where it states a condition: an assumption that holds for this claim alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derive.meaning.reaching import quantities, reached
from derive.meaning.rewriting import walk
from derive.meaning.scope import Assumption, Scope, Statement
from derive.meaning.terms import Condition, Every, Index, Limit, Quantity


def assuming(statement: Statement, scope: Scope, source: str) -> tuple[Statement, Scope]:
    """A statement with the conditions on its indices only, and a scope in which its conditions on values are assumed.

    A condition with a free index speaks of one entry and not of all: it stays. So does one on a number that goes to a
    limit in the statement, for the condition is not about that number.
    """
    parts = list(_parts(statement.condition))
    values = [part for part in parts if _is_closed(part, statement) and not _is_moving(part, statement, scope)]
    if not values:
        return statement, scope
    left = tuple(part for part in parts if part not in values)
    condition = Every(left) if len(left) > 1 else left[0] if left else None
    assumed = Assumption(values[0] if len(values) == 1 else Every(tuple(values)), {}, source)
    return replace(statement, condition=condition), replace(scope, assumptions=(*scope.assumptions, assumed))


def _parts(condition: Condition | None) -> Iterator[Condition]:
    """The conditions that must all hold."""
    if isinstance(condition, Every):
        for part in condition.parts:
            yield from _parts(part)
    elif condition is not None:
        yield condition


def _is_closed(condition: Condition, statement: Statement) -> bool:
    """Whether a condition speaks of quantities, and of no free index."""
    nodes = list(walk(condition))
    indices = {node.name for node in nodes if isinstance(node, Index)}
    return any(isinstance(node, Quantity) for node in nodes) and indices.isdisjoint(statement.ranges)


def _is_moving(condition: Condition, statement: Statement, scope: Scope) -> bool:
    """Whether a condition is on a number of which a limit or a remainder is taken."""
    roots = reached((statement.left, statement.right), scope.definitions)
    moving = {node.variable for root in roots for node in walk(root) if isinstance(node, Limit)}
    moving |= {statement.remainder[0]} if statement.remainder is not None else set()
    return not moving.isdisjoint(quantities(condition, scope.definitions))
