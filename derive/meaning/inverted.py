r"""Inverses as formulas write them, `(X^\top X)^{-1}`: arrays of their own, each with what makes it one assumed."""

from __future__ import annotations

from dataclasses import replace

from derive.meaning import definitions
from derive.meaning.arithmetic import INVERTED
from derive.meaning.context import Context
from derive.meaning.reaching import differentiates, quantities
from derive.meaning.rewriting import walk as inside
from derive.meaning.scope import Statement
from derive.meaning.sizes import Misshapen
from derive.meaning.terms import Limit
from derive.meaning.understand import understand
from derive.meaning.world import World, spelled
from derive.reading.grammar.trees import letters_bound, names_in, walk
from derive.reading.items import Item
from derive.reading.source import Source, Span
from derive.reading.statements import Assumed, Definition, Equation
from derive.reading.syntax import Name, Node, Product, Relation, Sign, Superscript, Unreadable


def with_inverses(item: Item, world: World, source: Source) -> World:
    """The world that knows of each inverse of a square matrix in an item, by a name of its own.

    One that rests on an index or on the argument of a function is unknown still.
    """
    match item.statement:
        case Equation(left, right):
            nodes, own = walk((left, right)), set[str]()
        case Definition(head, body):
            nodes, own = walk(body), {*head.parameters, *names_in(*head.indices)}
        case Assumed(condition):
            nodes, own = walk(condition), set[str]()
        case _:
            return world
    own = own.union(*map(letters_bound, nodes))
    for node in reversed(nodes):
        if isinstance(node, Superscript) and node.exponent == INVERTED and own.isdisjoint(names_in(node.base)):
            world = _with_inverse(node, world, source)
    return world


def check_constant(statement: Statement, world: World, span: Span) -> None:
    """Raises `Unreadable` where an equation differentiates, or goes to a limit, by what an inverse in it rests on."""
    if not world.inverses:
        return
    definitions = world.scope.definitions
    sides = statement.left, statement.right
    limits = {node.variable for side in sides for node in inside(side) if isinstance(node, Limit)}
    moved = limits.union(*(differentiates(side, definitions) for side in sides))
    moved |= {statement.remainder[0]} if statement.remainder else set()
    for name in set[str]().union(*(quantities(side, definitions) for side in sides)) & world.inverses.keys():
        for other in sorted(moved & _rests(world.inverses[name], world)):
            what = f"`{spelled(name)}` rests on `{spelled(other)}`, by which this differentiates"
            raise Unreadable(f"{what}; the derivative of an inverse is not in the language", span)


def _rests(base: Node, world: World) -> frozenset[str]:
    names = frozenset(names_in(base))
    return names.union(*(world.resting.get(each, ()) for each in names))


def _with_inverse(node: Superscript, world: World, source: Source) -> World:
    context = Context(world, understand)
    try:
        shape = context.sizes.shape(context.term(node.base).shape)
    except (Unreadable, Misshapen):
        return world
    known = node.base in world.inverses.values() or context.indices or context.numbers
    if known or len(shape) != 2 or shape[0] != shape[1] or not isinstance(shape[0], str):
        return world
    base, written = node.base, " ".join(source.text[node.base.span.start : node.base.span.end].split())
    name = f"{spelled(base.key)}^{{-1}}" if isinstance(base, Name) else f"({written})^{{-1}}"
    while name in world.scope.shapes:
        name = f"{{{name}}}"
    world = world.with_quantity(name, shape)
    world = replace(world, inverses={**world.inverses, name: node.base})
    product = Product(node.base, node, Sign.NONE, span=node.span)
    return definitions.assumed(Assumed(Relation("=", product, Name("I"), span=node.span), ""), world)
