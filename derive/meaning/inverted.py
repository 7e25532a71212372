r"""Inverses as formulas write them, `(X^\top X)^{-1}`: arrays of their own, each with what makes it one assumed."""

from __future__ import annotations

from dataclasses import replace

from derive.meaning import definitions
from derive.meaning.arithmetic import INVERTED
from derive.meaning.context import Context
from derive.meaning.scope import Inverse
from derive.meaning.sizes import Misshapen
from derive.meaning.understand import understand, whole
from derive.meaning.world import World, spelled
from derive.reading.grammar.trees import letters_bound, names_in, walk
from derive.reading.items import Item
from derive.reading.source import Source
from derive.reading.statements import Assumed, Definition, Equation, Sized
from derive.reading.syntax import Name, Product, Relation, Sign, Superscript, Unreadable


def with_inverses(item: Item, world: World, source: Source) -> World:
    """The world that knows of each inverse of a square matrix in an item, by a name of its own.

    One that rests on an index or on the argument of a function is unknown still.
    """
    match item.statement:
        case Equation(left, right, condition):
            nodes, own = walk((left, right, condition)), set[str]()
        case Definition(head, body):
            nodes, own = walk(body), {*head.parameters, *names_in(*head.indices)}
        case Assumed(condition) | Sized(condition):
            nodes, own = walk(condition), set[str]()
        case _:
            return world
    own = own.union(*map(letters_bound, nodes))
    for node in reversed(nodes):
        if isinstance(node, Superscript) and node.exponent == INVERTED and own.isdisjoint(names_in(node.base)):
            world = _with_inverse(node, world, source)
    return world


def _with_inverse(node: Superscript, world: World, source: Source) -> World:
    context, base = Context(world, understand), node.base
    try:
        term = context.term(base)
        if base in world.inverses.values() or not context.is_square(term.shape) or context.indices or context.numbers:
            return world
        (term,) = whole(context, (term,)).terms
    except (Unreadable, Misshapen):
        return world
    factor = spelled(base.key).partition("#")[0] if isinstance(base, Name) else f"({source.line(base.span)})"
    name = f"{factor}^{{-1}}"
    while name in world.scope.shapes:
        name = f"{{{name}}}"
    world = replace(world.with_quantity(name, term.shape), inverses={**world.inverses, name: base})
    product = Product(base, node, Sign.NONE, span=node.span)
    stated = Assumed(Relation("=", product, Name("I"), span=node.span), f"{factor} {factor}^{{-1}} = I")
    (assumption,) = definitions.assumptions(stated, world)
    inverses = {**world.scope.inverses, name: Inverse(term, assumption)}
    return replace(world, scope=replace(world.scope, inverses=inverses))
