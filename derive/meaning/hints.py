"""What else to say of an equation whose shapes do not fit: a name that nobody declared, an index that means a row."""

from __future__ import annotations

from derive.meaning.entries import CONSTANTS
from derive.meaning.scope import Orientation
from derive.meaning.world import World
from derive.reading.grammar.trees import walk
from derive.reading.statements import Equation
from derive.reading.syntax import Binder, Entry, General, LimitOf, Name, Node, Relation, Unreadable

KRONECKER = r"\delta"


def check_declared(equation: Equation, world: World) -> None:
    """Raises `Unreadable` at a name that is neither declared nor an index anywhere: its shape is not known."""
    scope = world.scope
    known = scope.shapes.keys() | scope.sizes | world.functions.keys() | world.parameters | CONSTANTS.keys()
    nodes = [node for side in (equation.left, equation.right) for node in walk(side)]
    indices = {KRONECKER}.union(*map(_indices, nodes))
    for node in nodes:
        if isinstance(node, Name) and node.key not in known and node.key not in indices:
            raise Unreadable(f"`{node.key}` is not declared; for a number write `{node.key} \\in R`", node.span)


def _indices(node: Node) -> set[str]:
    """The names that a node makes indices."""
    match node:
        case Entry(indices=places):
            return {inner.key for place in places for inner in walk(place) if isinstance(inner, Name)}
        case Binder(index=index) | LimitOf(variable=index):
            return {index}
        case General(row=row, column=column):
            return {row, column}
        case Relation(left=left, right=right):
            return {side.key for side in (left, right) if isinstance(side, Name)}
    return set()


def single_indices(equation: Equation, world: World) -> str:
    """What one index of a matrix means, where an equation uses one."""
    line = "column" if world.scope.orientation is Orientation.COLUMNS else "row"
    for node in (node for side in (equation.left, equation.right) for node in walk(side)):
        if isinstance(node, Entry) and isinstance(node.array, Name) and len(node.indices) == 1:
            shape = world.scope.shapes.get(node.array.key, ())
            if shape != () and 1 not in shape:
                return f" (one index of {node.array.key} means a {line} of it)"
    return ""
