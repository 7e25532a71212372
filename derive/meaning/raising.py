"""Worlds that know more than what stands above: what is told elsewhere, as if it were told in time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, dropwhile, islice, takewhile

from derive.meaning.behind import defined_name
from derive.meaning.entering import entered
from derive.meaning.meanings import Declared
from derive.meaning.world import Opaque, World
from derive.reading.items import Document, Item
from derive.reading.source import Span
from derive.reading.statements import Definition


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands: what holds there, in its order, and what stands `below` in its own section."""

    above: tuple[Item, ...]
    below: tuple[Item, ...]


def place(document: Document, item: Item) -> Place:
    """The place of an item in its document."""
    behind = dropwhile(lambda part: part is not item, document.parts)
    below = takewhile(lambda part: isinstance(part, Item), islice(behind, 1, None))
    return Place(tuple(chain(*document.above(item))), tuple(part for part in below if isinstance(part, Item)))


@dataclass(frozen=True, slots=True)
class Raised:
    """A world in which more is known, and what of that `failed`: it has no meaning there."""

    world: World
    failed: tuple[Item, ...]


def knowing(world: World, told: Sequence[Item], above: Iterable[Item], document: Document) -> Raised:
    """The world that knows what is told too.

    Where something rests on a function that was unknown when it was defined, the items `above` make the world again.
    """
    functions = [each for each in told if isinstance(each.statement, Definition) and each.statement.head.parameters]
    keys = {each.statement.head.key for each in functions if isinstance(each.statement, Definition)}
    if any(keys & names for names in world.resting.values()):
        world, known = _again(functions, above, document)
        told = [each for each in told if not any(each is other for other in known)]
    failed = list[Item]()
    for item in told:
        meaning, after = entered(item, world, document)
        if isinstance(meaning, Declared):
            world = after
        else:
            failed.append(item)
    return Raised(world, tuple(failed))


def anew(told: Mapping[Span, Item], above: Iterable[Item], document: Document) -> Raised:
    """The world that the items above make with other definitions for those at some places, as soon as these can be."""
    world, left, waiting = World(), dict(told), list[Item]()
    names = {defined_name(item) for item in told.values()}
    for item in above:
        if item.span in left:
            waiting.append(left.pop(item.span))
        elif defined_name(item) not in names:
            world = entered(item, world, document)[1]
        for each in tuple(waiting):
            meaning, after = entered(each, world, document)
            if isinstance(meaning, Declared):
                world = after
                waiting.remove(each)
    return Raised(world, (*waiting, *left.values()))


def _again(functions: Sequence[Item], above: Iterable[Item], document: Document) -> tuple[World, list[Item]]:
    """The world that items make where functions are known as soon as they are declared, and those that are known."""
    world, known = World(), list[Item]()
    for item in above:
        world = entered(item, world, document)[1]
        for each in functions:
            if isinstance(each.statement, Definition) and _is_open(each.statement.head.key, world):
                meaning, after = entered(each, world, document)
                if isinstance(meaning, Declared):
                    world = after
                    known.append(each)
    return world, known


def _is_open(name: str, world: World) -> bool:
    """Whether a name is an unknown function of one number."""
    found = world.functions.get(name)
    return isinstance(found, Opaque) and not found.arguments
