"""A judged document in the order of its sections, with a name for every place that can be linked to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from derive.judging.results import Finding, Judged, Judgement
from derive.judging.verdict import Kind
from derive.reporting.data import KernelReport, count, is_gap


@dataclass(frozen=True, slots=True)
class Entry:
    """One item, its `anchor` in the page, and the kernels made from it.

    `continues` says that it belongs to the same displayed formula as the item before it.
    """

    item: Judged
    anchor: str
    kernels: tuple[KernelReport, ...]
    continues: bool


@dataclass(frozen=True, slots=True)
class Section:
    """The items under one heading; the title is empty before the first heading."""

    title: str
    anchor: str
    entries: tuple[Entry, ...]

    @property
    def verdicts(self) -> Mapping[Kind, int]:
        """How many items have each verdict."""
        return count(entry.item for entry in self.entries)


def outline(judgement: Judgement, kernels: Iterable[KernelReport]) -> tuple[Section, ...]:
    """The sections of a document in their order; a heading that comes twice makes two sections."""
    by_claim: dict[str, list[KernelReport]] = defaultdict(list)
    for kernel in kernels:
        by_claim[kernel.claim_id].append(kernel)
    taken: set[str] = set()
    sections, before = [], 0
    for title, items in groupby(judgement.items, key=lambda item: item.section):
        entries: list[Entry] = []
        for item in items:
            anchor = unique(f"claim-{slug(item.id)}", taken)
            continues = bool(entries) and item.display == before != 0
            made = tuple(each for each in by_claim[item.id] if item.kernel in (None, each.name))
            entries.append(Entry(item, anchor, made, continues))
            before = item.display
        sections.append(Section(title, unique(f"section-{slug(title)}", taken), tuple(entries)))
    return tuple(sections)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence; one with an `anchor` is a link."""

    text: str
    anchor: str = ""


def linked(found: Finding, sections: Sequence[Section]) -> list[Part]:
    """The sentence of a finding with its places as links; a place that it does not name comes behind it."""
    parts, rest, left = [], found.message, list(dict.fromkeys(found.places))
    while named := min(((rest.find(_name(place)), place) for place in left if _name(place) in rest), default=None):
        at, place = named
        left.remove(place)
        parts += [Part(rest[:at]), _link(place, sections)]
        rest = rest[at + len(_name(place)) :]
    parts.append(Part(rest))
    for place in left:
        parts += [Part(" "), _link(place, sections)]
    return [part for part in parts if part.text]


def _name(place: tuple[int, int]) -> str:
    return f"{place[0]}:{place[1]}"


def _link(place: tuple[int, int], sections: Sequence[Section]) -> Part:
    """A link to the item that stands at a place; of a declaration, which is not listed, to the one after it."""
    entries = [entry for section in sections for entry in section.entries]
    after = [(e.item.line, e.item.column, e.anchor) for e in entries if (e.item.line, e.item.column) >= place]
    return Part(f"line {place[0]}", min(after)[2] if after else "")


def gaps(sections: Iterable[Section]) -> list[Entry]:
    """The entries of claims that are shown only at sizes."""
    return [entry for section in sections for entry in section.entries if is_gap(entry.item)]


def slug(text: str) -> str:
    """`text` in letters, digits and hyphens, fit for an address or a file's name."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60] or "x"


def unique(name: str, taken: set[str]) -> str:
    """`name`, or with the first number that makes it new; it is added to `taken`."""
    number, found = 2, name
    while found in taken:
        found, number = f"{name}-{number}", number + 1
    taken.add(found)
    return found
