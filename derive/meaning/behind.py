r"""Definitions behind a claim that speaks of their names, as in `\frac{\partial L}{\partial x} = W^\top d`, `d = …`.

A name that is only declared above, and is defined in the same display or in one that is joined to it by "where", has
that meaning in the claim too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from derive.meaning.claims import Claim
from derive.meaning.reaching import quantities
from derive.meaning.world import World
from derive.reading.items import Document, Item
from derive.reading.statements import Definition
from derive.reading.where import WHERE


@dataclass(frozen=True, slots=True)
class Behind:
    """The world in which a claim is meant that speaks of names defined behind it, and what its reader should know."""

    world: World
    notes: tuple[str, ...]


def behind(
    claim: Claim, number: int, items: Sequence[Item], afters: Sequence[World], document: Document
) -> Behind | None:
    """What the claim of an item is meant with, or nothing where no name of it is defined behind it.

    `afters` are the worlds behind the `items` of the document.
    """
    first, found = items[number].display, dict[str, int]()
    last = _last(first, document)
    for place, item in enumerate(items[number + 1 :], number + 1):
        if not first or item.display > last:
            break
        key = item.statement.head.key if item.display and isinstance(item.statement, Definition) else ""
        if key and key not in claim.scope.definitions:
            found.setdefault(key, place)
    meant = _spoken(claim, found, afters) if found else {}
    if not meant:
        return None
    notes = tuple(f"${claim.scope.spelling(name)}$ is meant as it is defined behind the claim" for name in meant)
    return Behind(afters[max(meant.values())], notes)


def _spoken(claim: Claim, found: Mapping[str, int], afters: Sequence[World]) -> dict[str, int]:
    """The definitions on which a claim rests, itself or through others of them."""
    statement, definitions = claim.statement, claim.scope.definitions
    meant: dict[str, int] = {}
    while True:
        spoken = quantities((statement.left, statement.right, statement.condition), definitions)
        more = {name: place for name, place in found.items() if name in spoken and name not in meant}
        if not more:
            return meant
        meant |= more
        definitions = afters[max(meant.values())].scope.definitions


def _last(display: int, document: Document) -> int:
    """The last of the displays that explain one another from this one on."""
    formulas, text = document.formulas, document.source.text
    while 0 < display < len(formulas) and WHERE.fullmatch(text[formulas[display - 1].end : formulas[display].start]):
        display += 1
    return display
