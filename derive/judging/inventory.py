"""What a statement speaks of, itself and through definitions: sizes, free quantities, unknown functions."""

from __future__ import annotations

from dataclasses import dataclass, field

from derive.meaning.rewriting import walk
from derive.meaning.scope import Scope, Statement
from derive.meaning.terms import Constant, Item, Quantity, Shape, SizeValue, Term, Unknown


@dataclass
class Inventory:
    """`sizes` in the order in which they appear, with the least value that literal indices ask for."""

    sizes: dict[str, int] = field(default_factory=dict)
    free: dict[str, Shape] = field(default_factory=dict)
    unknown: dict[str, Unknown] = field(default_factory=dict)


def inventory(statement: Statement, scope: Scope) -> Inventory:
    """Everything a statement depends on."""
    found = Inventory()
    seen: set[str] = set()
    for size in statement.ranges.values():
        _size(found, size)
    for root in (statement.left, statement.right, statement.condition):
        _gather(root, scope, found, seen)
    for assumption in scope.assumptions:
        if _concerns(assumption.condition, found):
            _gather(assumption.condition, scope, found, seen)
    return found


def _concerns(condition: object, found: Inventory) -> bool:
    return any(isinstance(node, Quantity) and node.name in found.free for node in walk(condition))


def _size(found: Inventory, size: object, least: int = 1) -> None:
    if isinstance(size, str):
        found.sizes[size] = max(found.sizes.get(size, 1), least)


def _gather(root: object, scope: Scope, found: Inventory, seen: set[str]) -> None:
    for node in walk(root):
        if isinstance(node, Term):
            for size in node.shape:
                _size(found, size)
        if isinstance(node, SizeValue):
            _size(found, node.size)
        if isinstance(node, Item):
            for axis, place in zip(node.array.shape, (node.row, node.column), strict=False):
                if isinstance(place, Constant):
                    _size(found, axis, int(place.value))
        if isinstance(node, Unknown):
            found.unknown.setdefault(node.name, node)
        if isinstance(node, Quantity) and node.name not in seen and node.name in scope.shapes:
            seen.add(node.name)
            if node.name in scope.definitions:
                _gather(scope.definitions[node.name], scope, found, seen)
            else:
                found.free[node.name] = node.shape
