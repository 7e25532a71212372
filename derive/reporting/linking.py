"""What leads from one place of a book to another: findings to their claims, references to what they name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from derive.judging.results import Finding
from derive.reading.prose.nodes import Naming, Reference
from derive.reporting.outline import Entry, Outline


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence; one with an `anchor` is a link."""

    text: str
    anchor: str = ""


def linked(found: Finding, entries: Sequence[Entry]) -> list[Part]:
    """The sentence of a finding with its places as links; a place that it does not name comes behind it."""
    parts, rest, left = [], found.message, list(dict.fromkeys(found.places))
    while named := min(((rest.find(_name(place)), place) for place in left if _name(place) in rest), default=None):
        at, place = named
        left.remove(place)
        parts += [Part(rest[:at]), _link(place, entries)]
        rest = rest[at + len(_name(place)) :]
    parts.append(Part(rest))
    for place in left:
        parts += [Part(" "), _link(place, entries)]
    return [part for part in parts if part.text]


def _name(place: tuple[int, int]) -> str:
    return f"{place[0]}:{place[1]}"


def _link(place: tuple[int, int], entries: Sequence[Entry]) -> Part:
    """A link to the item that stands at a place; of a declaration, which is not listed, to the one after it."""
    after = [(e.item.line, e.item.column, e.anchor) for e in entries if (e.item.line, e.item.column) >= place]
    return Part(f"line {place[0]}", min(after)[2] if after else "")


def referred(book: Outline, reference: Reference) -> str:
    """What is printed for a reference; nothing where what it leads to is not there."""
    number, name = book.numbers.get(reference.label), book.called.get(reference.label, "")
    if number is None:
        return ""
    if reference.naming is Naming.NONE or not name:
        return f"({number})" if reference.bracketed else number
    name = name.lower() if reference.naming is Naming.SMALL else name
    return f"{name}\u00a0({number})" if book.called[reference.label] == "Equation" else f"{name}\u00a0{number}"
