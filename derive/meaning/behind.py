r"""Definitions behind a claim that speaks of their names, as in `\frac{\partial L}{\partial x} = W^\top d`, `d = …`.

A name that is only declared above, and is defined in the same display or in one that is joined to it by "where", has
that meaning in the claim too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from derive.meaning.claims import Claim, Shapeless
from derive.meaning.meanings import NotUnderstood
from derive.meaning.reaching import quantities
from derive.meaning.world import Function, World
from derive.reading.grammar.trees import names_in
from derive.reading.items import Document, Item
from derive.reading.statements import Definition, Equation, Supposed, Unread
from derive.reading.where import explains, last_beside, last_joined

Said = Claim | Shapeless | NotUnderstood


@dataclass(frozen=True, slots=True)
class Behind:
    """The world in which a claim is meant that speaks of names defined behind it, and what its reader should know."""

    world: World
    notes: tuple[str, ...]


def behind(
    claim: Said, number: int, items: Sequence[Item], afters: Sequence[World], document: Document
) -> Behind | None:
    """What the equation of an item is meant with, or nothing where no name of it is defined behind it.

    `afters` are the worlds behind the `items` of the document.
    """
    first, found = items[number].display, dict[str, int]()
    beside, scope = last_beside(first, document), afters[number].scope
    last = last_joined(beside, document)
    for place, item in enumerate(items[number + 1 :], number + 1):
        if not first or item.display > last:
            break
        joined = item.display == first or item.display > beside
        key = (defined_name(item) if joined else "") if item.display else _told(item, last, document)
        if key and key not in scope.definitions and not isinstance(afters[number].functions.get(key), Function):
            found.setdefault(key, place)
    meant = _reached(spoken(claim, items[number], afters[number]), found, afters) if found else {}
    if not meant:
        return None
    world = afters[max(meant.values())]
    defined = world.scope.definitions.keys() | world.functions.keys()
    named = [scope.spelling(name) for name in meant if name in defined]
    return Behind(world, tuple(f"${name}$ is meant as it is defined behind the claim" for name in named))


def defined_name(item: Item) -> str:
    """The name that an item defines, also where the definition was not read."""
    match item.statement:
        case Definition(head=head):
            return head.key
        case Unread(name=name):
            return name
    return ""


def _told(item: Item, last: int, document: Document) -> str:
    """The name that running text explains in the sentence of a display."""
    end = document.formulas[last - 1].end
    if isinstance(item.statement, Supposed) and explains(document.source.text, end, item.span.start):
        return item.statement.name
    return ""


def spoken(claim: Said, item: Item, world: World) -> set[str]:
    """The names of which an equation speaks, itself or through what is defined above."""
    through = set[str]()
    if isinstance(claim, Claim):
        statement = claim.statement
        through = quantities((statement.left, statement.right, statement.condition), claim.scope.grounds)
    written = names_in(item.statement.left, item.statement.right) if isinstance(item.statement, Equation) else set()
    resting = set[str]().union(*(world.resting.get(name, ()) for name in written))
    return through | written | (resting & world.functions.keys())


def _reached(spoken: set[str], found: Mapping[str, int], afters: Sequence[World]) -> dict[str, int]:
    """The definitions on which names rest, themselves or through others of them."""
    meant: dict[str, int] = {}
    while more := {name: place for name, place in found.items() if name in spoken and name not in meant}:
        meant |= more
        definitions = afters[max(meant.values())].scope.grounds
        spoken = spoken.union(*(quantities(definitions[name], definitions) for name in meant if name in definitions))
    return meant
