r"""Definitions further below in the section of a claim, of names that are only declared where it stands.

A definition holds from its place on, so that the claim speaks of any value of such a name. Its author may mean this
one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from derive.meaning.notation import is_circular
from derive.meaning.world import Function, Opaque, World
from derive.reading.grammar.trees import letters_bound, names_in, walk
from derive.reading.items import Item
from derive.reading.statements import Definition, Finite, Shaped, SizeNames, UnknownFunction, Unread

DEFINES = re.compile(r":=|=:|\\coloneqq|\\eqqcolon|\\triangleq|\\equiv|^[^=]*[([][^=]*=")
"""What a definition has that is none where it is not understood, but an equation of a name."""


def defined_below(spoken: Set[str], world: World, below: Sequence[Item]) -> list[Item]:
    """The items below that define names of which a claim speaks, or on which these definitions rest, in their order.

    `world` is that in which the claim stands. A definition that was not understood is among them.
    """
    introducing, named = dict[int, set[str]](), set[str]()
    for number, item in enumerate(below):
        names = introduced(item, world) - (named if isinstance(item.statement, Unread) else set())
        introducing |= {number: names} if names else {}
        named |= names
    found, wanted = set[int](), {*spoken} & (world.scope.shapes.keys() | world.functions.keys())
    while more := {number for number, names in introducing.items() if number not in found and names & wanted}:
        found |= more
        wanted = wanted.union(*(rests(below[number], world) for number in more))
    return [below[number] for number in sorted(found)]


def is_open(name: str, world: World) -> bool:
    """Whether a name has no definition yet: nothing is known of it, or it is only declared."""
    function = world.functions.get(name)
    if isinstance(function, Function) or (isinstance(function, Opaque) and function.arguments):
        return False
    return name not in world.scope.definitions and name not in world.entries and name not in world.spoiled


def introduced(item: Item, world: World) -> set[str]:
    """The names that an item defines or declares of which a world does not know that already."""
    match item.statement:
        case Definition(head=head) as definition if not is_circular(definition):
            return {head.key} if is_open(head.key, world) else set()
        case Unread(name=name) if name:
            return {name} if is_open(name, world) else set()
        case Shaped(heads=heads) | Finite(heads=heads) | SizeNames(heads=heads):
            return {head.key for head in heads if not _is_known(head.key, world)}
        case UnknownFunction(head=head):
            return set() if _is_known(head.key, world) else {head.key}
    return set()


def _is_known(name: str, world: World) -> bool:
    return name in world.scope.shapes or name in world.scope.sizes or name in world.functions


def rests(item: Item, world: World) -> set[str]:
    """The names on which a statement rests, directly or through those that are defined in a world."""
    names = set[str]()
    match item.statement:
        case Definition(head=head, body=body):
            bound = set[str]().union(*map(letters_bound, walk(body)))
            names = names_in(body) - bound - {*head.parameters, *names_in(*head.indices)}
        case Shaped(axes=axes):
            names = names_in(*axes)
        case UnknownFunction(arguments=arguments):
            names = names_in(*arguments)
    return names.union(*(world.resting.get(name, ()) for name in names))
