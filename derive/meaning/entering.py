"""An item of a document as it enters a world: what it means there, and the world behind it."""

from __future__ import annotations

from dataclasses import replace

from derive.meaning.items import meant
from derive.meaning.meanings import Meaning
from derive.meaning.scope import PLAIN
from derive.meaning.world import World
from derive.reading.grammar.trees import names_in
from derive.reading.items import Document, Item, Skipped
from derive.reading.statements import Definition, Finite, Form, Shaped, Statement, UnknownFunction


def entered(item: Item, world: World, document: Document) -> tuple[Meaning, World]:
    """The meaning of an item, and the world behind it, with what that knows of typefaces and of what names rest on."""
    meaning, after = meant(item, world, document)
    return meaning, _resting(_faced(after, item.statement), item.statement)


def _faced(world: World, statement: Statement | Skipped) -> World:
    """The world that knows the typefaces of the names in a declaration or a definition."""
    match statement:
        case Shaped(heads=heads) | Finite(heads=heads):
            faces = {head.key: head.face or PLAIN for head in heads}
        case Definition(head=head) | UnknownFunction(head=head):
            faces = {head.key: head.face or PLAIN}
        case _:
            return world
    return replace(world, scope=replace(world.scope, faces={**world.scope.faces, **faces}))


def _resting(world: World, statement: Statement | Skipped) -> World:
    """The world that knows on which names a definition rests, or that a declared name rests on none; and their axes."""
    match statement:
        case Definition(head=head):
            own = {*head.parameters, *names_in(*head.indices)}
            kept = world.resting.get(head.key, frozenset()) if head.form is Form.ENTRY else frozenset()
            world = world.with_axes({head.key}, len(head.indices))
            return world.resting_on(head.key, (names_in(statement.body) - own) | kept)
        case UnknownFunction(head=head, arguments=arguments):
            return world.resting_on(head.key, names_in(*arguments))
        case Shaped(heads=heads, axes=axes, defined=defined):
            anew = {head.key for head in heads} - defined
            resting = {key: names for key, names in world.resting.items() if key not in anew}
            return replace(world, resting=resting).with_axes(anew, len(axes))
    return world
