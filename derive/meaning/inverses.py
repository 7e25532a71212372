r"""Names such as `A^{-1}`, which are declared as arrays: what makes them an inverse has to be assumed."""

from __future__ import annotations

from derive.meaning.reaching import quantities
from derive.meaning.world import World, spelled
from derive.reading.grammar.trees import walk
from derive.reading.syntax import Name, Unreadable

RAISED = "^{-1}"


def check_inverses(nodes: object, world: World) -> None:
    """Raises `Unreadable` at an array called `A^{-1}` of which nothing is said but its shape.

    What is true of the inverse of A is false of any array.
    """
    scope = world.scope
    for node in (each for each in walk(nodes) if isinstance(each, Name)):
        plain = spelled(node.key)
        if not plain.endswith(RAISED) or scope.shapes.get(node.key, ()) == () or node.key in scope.definitions:
            continue
        if not any(node.key in quantities(each.condition, {}) for each in scope.assumptions):
            base = plain.removesuffix(RAISED)
            message = f"`{plain}` is declared as an array, and nothing says that it is an inverse"
            raise Unreadable(f"{message}; write `assume {base} {plain} = I`", node.span)
