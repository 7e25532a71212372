"""The left side of a proved statement in float64: its entries from the entrywise reading, at one choice of sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from derive.judging.chosen import assignments
from derive.judging.inventory import Inventory, inventory
from derive.judging.prove import settings
from derive.judging.symbols import held
from derive.judging.symbols.entrywise import Entries, evaluate
from derive.judging.symbols.floats import Floats, NotFloat
from derive.judging.symbols.opaque import Opaque
from derive.judging.symbols.printing import ENTRY
from derive.meaning.rewriting import walk
from derive.meaning.scope import Scope, Statement
from derive.meaning.terms import Index, Quantity

Array = NDArray[Any]
Named = Mapping[str, Array]
Place = tuple[str, bool, int, int]
"""A quantity, whether the gradient by it is meant, and the row and column, which are 0 for a number."""


class NotLambdified(Exception):
    """Entries that are no function of entries of quantities and upstream gradients; its text is the reason."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The entries that were proved, as a function, at one choice of sizes, each at least 2.

    `function` takes the values of quantities and the gradients by some of them, each in its declared shape (two axes,
    or a number), and returns the left side, first with an axis for each free index, in the order in which they
    stand there, then with the axes that it has itself.
    """

    function: Callable[[Named, Named], Array]
    sizes: Mapping[str, int]


def reference(statement: Statement, scope: Scope) -> Reference:
    """The left side of a statement at the first sizes of its proof; raises `NotLambdified`."""
    found = inventory(statement, scope)
    sizes = assignments(found)[0]
    entries, stages = _left(statement, scope, sizes)
    shape = [sizes[size] if isinstance(size, str) else size for size in statement.left.shape]
    order = _order(statement)
    axes = [sizes[size] if isinstance(size, str) else size for size in (statement.ranges[name] for name in order)]
    flat = [value for places in sorted(entries) for row in entries[places] for value in row]
    written = [*flat, *(value for stage in stages for value in stage.values())]
    unknown: set[Opaque] = set().union(*(value.atoms(Opaque) for value in written))
    upstream = {application: _gradient(application, found, sizes) for application in unknown}
    definitions = {symbol: value for stage in stages for symbol, value in stage.items()}

    def values(quantities: Named, gradients: Named) -> Array:
        def leaf(expression: Any) -> float:
            if expression in definitions:
                return float(floats.of(definitions[expression]))
            place = upstream[expression] if expression in upstream else _place(expression)
            return float(_value(gradients if place[1] else quantities, place))

        floats = Floats(leaf)
        try:
            return np.array([floats.of(value) for value in flat]).reshape([*axes, *shape])
        except NotFloat as reason:
            raise NotLambdified(str(reason)) from None

    return Reference(values, sizes)


def _left(
    statement: Statement, scope: Scope, sizes: Mapping[str, int]
) -> tuple[dict[tuple[int, ...], Entries], Sequence[Mapping[Any, Any]]]:
    """The entries of the left side for every value of the free indices, and what the symbols of definitions are."""
    found: dict[tuple[int, ...], Entries] = {}
    stages: Sequence[Mapping[Any, Any]] = []
    for setting in settings(statement, scope, sizes):
        if setting.values:
            raise NotLambdified("a quantity with finitely many values is no argument")
        nested = held.is_nested(statement, setting)
        inside = setting if nested else held.holding(setting)
        found[tuple(setting.indices[name] for name in _order(statement))] = evaluate(statement.left, inside)
        stages = stages if nested else held.stages(inside)
    return found, stages


def _order(statement: Statement) -> list[str]:
    """The free indices in the order in which they stand on the left, and then those that only stand on the right."""
    nodes = [*walk(statement.left), *walk(statement.right)]
    names = dict.fromkeys(node.name for node in nodes if isinstance(node, Index))
    return [name for name in names if name in statement.ranges]


def _place(symbol: Any) -> Place:
    match = ENTRY.match(symbol.name)
    return (match["name"], False, int(match["row"]), int(match["column"])) if match else (symbol.name, False, 0, 0)


def _gradient(application: Opaque, found: Inventory, sizes: Mapping[str, int]) -> Place:
    """Which entry of which upstream gradient the derivative of an unknown function is."""
    if sum(application.orders) != 1:
        raise NotLambdified(f"{application.name} itself, or a higher derivative of it, is no argument")
    which = application.orders.index(1)
    arguments = found.unknown[application.name].arguments
    places = [place for argument in arguments for place in _places(argument, sizes)]
    return places[which]


def _places(argument: object, sizes: Mapping[str, int]) -> Iterable[Place]:
    if not isinstance(argument, Quantity):
        raise NotLambdified("an unknown function of what has no name")
    if argument.shape == ():
        return [(argument.name, True, 0, 0)]
    rows, columns = (sizes[size] if isinstance(size, str) else size for size in argument.shape)
    return [(argument.name, True, i, j) for i in range(1, rows + 1) for j in range(1, columns + 1)]


def _value(values: Named, place: Place) -> Any:
    name, gradient, row, column = place
    if name not in values:
        raise NotLambdified(f"the {'gradient by' if gradient else 'value of'} {name} is not known")
    return values[name][row - 1, column - 1] if row else values[name]
