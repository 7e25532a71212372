r"""Where what is taken at a point begins: a factor before it may rest on the variable by its definition."""

from __future__ import annotations

from derive.meaning.reaching import quantities
from derive.meaning.terms import Quantity
from derive.meaning.world import Function, Opaque, World
from derive.reading.grammar.taken import BEGINNING
from derive.reading.grammar.trees import walk
from derive.reading.syntax import Call, Name, Product, Ratio, Taken, Unreadable


def check_beginnings(nodes: object, world: World) -> None:
    r"""Raises `Unreadable` at a bar that can be that of a whole product, as in `q \frac{d f}{d x} \Big|_{x = a}`.

    That is so where `q` rests on `x`, which only its definition tells.
    """
    found = walk(nodes)
    if any(isinstance(node, Taken) and node.loose for node in found):
        for node in found:
            if isinstance(node, Product):
                _check(node.left, node.right, world)
            elif isinstance(node, Ratio):
                _check(node.top, node.bottom, world)


def _check(before: object, part: object, world: World) -> None:
    loose = [node for node in walk(part) if isinstance(node, Taken) and node.loose]
    varying = _rests_on(before, world) if loose else set[str]()
    for node in loose:
        if isinstance(node.variable, Name) and node.variable.key in varying:
            raise Unreadable(BEGINNING, node.span)


def _rests_on(part: object, world: World) -> set[str]:
    """The quantities on which a part rests by the definitions of its names and functions."""
    definitions, found = world.scope.grounds, set[str]()
    for node in walk(part):
        if isinstance(node, Name):
            found |= quantities(Quantity(node.key), definitions)
        function = world.functions.get(node.function) if isinstance(node, Call) else None
        function = world.functions.get(node.key) if isinstance(node, Name) else function
        if isinstance(function, Opaque):
            found |= set[str]().union(*(quantities(each, definitions) for each in function.arguments))
        elif isinstance(function, Function):
            own = {*function.head.parameters}
            names = {inner.key for inner in walk(function.body) if isinstance(inner, Name)} - own
            found |= names.union(*(quantities(Quantity(name), definitions) for name in names))
    return found
