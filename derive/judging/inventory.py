"""What a statement speaks of, itself and through definitions: sizes, free quantities, unknown functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from derive.judging.placed import placed
from derive.judging.room import Room, room
from derive.meaning.reaching import quantities, spoken
from derive.meaning.rewriting import walk
from derive.meaning.scope import Assumption, Scope, Statement
from derive.meaning.terms import Constant, Fold, Index, Item, Negative, Plus, Quantity, Shape, SizeValue, Term, Unknown


@dataclass
class Inventory:
    """`sizes` in the order in which they appear, with the least value that indices or assumptions ask for.

    They are `placed` where the condition of the statement has a place too. `room` is what is assumed of them alone.
    `degree` is that of the polynomials that are tried for unknown functions: high enough to tell remainders apart.
    """

    sizes: dict[str, int] = field(default_factory=dict)
    placed: dict[str, int] = field(default_factory=dict)
    free: dict[str, Shape] = field(default_factory=dict)
    unknown: dict[str, Unknown] = field(default_factory=dict)
    degree: int = 3
    room: Room = field(default_factory=Room)


def inventory(statement: Statement, scope: Scope) -> Inventory:
    """Everything a statement depends on."""
    found = Inventory()
    if statement.remainder is not None:
        found.degree = max(found.degree, statement.remainder[1] + 2)
    seen: set[str] = set()
    for size in statement.ranges.values():
        _size(found, size)
    for root in (statement.left, statement.right, statement.condition):
        _gather(root, scope, found, seen)
    left = list(scope.assumptions)
    while concerned := [assumption for assumption in left if concerns(assumption, scope, found)]:
        left = [assumption for assumption in left if assumption not in concerned]
        for assumption in concerned:
            _gather(assumption.condition, scope, found, seen)
            _add_up(assumption.condition, found)
    whole = [each.condition for each in scope.assumptions if not each.ranges and concerns(each, scope, found)]
    found.room = room(whole)
    for name, least in found.room.least.items():
        _size(found, name, least)
    found.placed = placed(statement, found.sizes)
    return found


def declared(sizes: Mapping[str, int], scope: Scope) -> dict[str, int]:
    """Sizes in the order in which the quantities that have them are declared, others behind them."""
    order = dict.fromkeys(size for shape in scope.shapes.values() for size in shape if isinstance(size, str))
    return {name: sizes[name] for name in (*order, *sizes) if name in sizes}


def concerns(assumption: Assumption, scope: Scope, found: Inventory) -> bool:
    """Whether an assumption restricts what was found: it shares a quantity or an unknown function.

    One that speaks of neither concerns whatever has one of its sizes; where it has none, such as 1 = 2, everything.
    """
    free = reach(assumption.condition, scope)
    nodes = spoken([assumption.condition], scope.definitions)
    unknown = {node.name for node in nodes if isinstance(node, Unknown)}
    if free or unknown:
        return not (free.isdisjoint(found.free) and unknown.isdisjoint(found.unknown))
    sizes = {node.size for node in nodes if isinstance(node, SizeValue)}
    return not sizes or not sizes.isdisjoint(found.sizes)


def reach(root: object, scope: Scope) -> set[str]:
    """The free quantities on which a term or a condition depends, itself or through definitions."""
    return (quantities(root, scope.definitions) & scope.shapes.keys()) - scope.definitions.keys()


def _least(place: Term, axis: object) -> int:
    """The least size of an axis at which a place such as 3 or n - 1 lies inside it."""
    match place:
        case Constant(value=value):
            return int(value)
        case Plus(parts=(SizeValue(size=size), Negative(operand=Constant(value=value)))) if size == axis:
            return int(value) + 1
    return 1


def _size(found: Inventory, size: object, least: int = 1) -> None:
    if isinstance(size, str):
        found.sizes[size] = max(found.sizes.get(size, 1), least)


def _add_up(condition: object, found: Inventory) -> None:
    """Ask for sizes at which the sums of an assumption up to a number, such as 3, stay inside their axes."""
    for fold in walk(condition):
        if not (isinstance(fold, Fold) and isinstance(fold.high, Constant)):
            continue
        for item in walk(fold.body):
            if isinstance(item, Item):
                for axis, place in zip(item.array.shape, (item.row, item.column), strict=False):
                    _size(found, axis, _last(place, fold.index, int(fold.high.value)))


def _last(place: Term, index: str, high: int) -> int:
    """The greatest place that is met while an index, to which a number may be added, goes up to `high`."""
    match place:
        case Index(name=name) if name == index:
            return high
        case Plus(parts=(Index(name=name), Constant(value=value))) if name == index:
            return high + int(value)
    return 1


def _gather(root: object, scope: Scope, found: Inventory, seen: set[str]) -> None:
    for node in walk(root):
        if not isinstance(node, Term):
            continue
        for size in node.shape:
            if size not in found.sizes:
                _size(found, size)
        if isinstance(node, Quantity):
            name = node.name
            if name in seen or name not in scope.shapes:
                continue
            seen.add(name)
            if name in scope.definitions:
                _gather(scope.definitions[name], scope, found, seen)
            else:
                found.free[name] = node.shape
        elif isinstance(node, Item):
            for axis, place in zip(node.array.shape, (node.row, node.column), strict=False):
                if not isinstance(place, Index):
                    _size(found, axis, _least(place, axis))
        elif isinstance(node, SizeValue):
            _size(found, node.size)
        elif isinstance(node, Unknown):
            found.unknown.setdefault(node.name, node)
