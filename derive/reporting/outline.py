"""A judged document as a book: its sections with their words and claims, with a name for every place to link to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from derive.judging.results import Judged, Judgement
from derive.judging.verdict import Kind
from derive.reading.prose.nodes import (
    Block,
    Blocks,
    Boxed,
    Declared,
    Displayed,
    Heading,
    Text,
    Words,
    leaves,
)
from derive.reading.source import Span
from derive.reporting.data import KernelReport, count, is_gap
from derive.reporting.wording import is_bare
from derive.reporting.words import Placed, placed, plain

ASKED = re.compile(
    r"\?(?=(?:[\s.,;}]|\\[,;:!]|\\(?:tag\*?|label)\s*\{[^{}]*\}|\\(?:q?quad|nonumber|notag)(?![a-zA-Z]))*\Z)"
)
"""The sign for what is asked; behind it are no more than spaces, stops and the number of the formula."""
REMARK = re.compile(r"(?:\\(?:text|textrm|textit|textnormal|mbox|hbox)\s*\{[^{}]*\}|\\[,;:! ]|\\q?quad|[\s~.,;:])+")
"""Nothing but words, as an author sets them beside a formula."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item, its `anchor` in the page, and the kernels made from it."""

    item: Judged
    anchor: str
    kernels: tuple[KernelReport, ...]

    @property
    def is_bare(self) -> bool:
        """Whether nothing is to be unfolded."""
        return is_bare(self.item) and not self.kernels


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a displayed formula with what is claimed in it; `anchors` are the places that references lead to.

    One that `goes_on` was one row with the one before it.
    """

    cells: tuple[str, ...]
    entries: tuple[Entry, ...]
    tag: str = ""
    anchors: tuple[str, ...] = ()
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading; the title is empty before the first heading. `depth` 1 is the outermost.

    `last` are items that stand behind all formulas of the section.
    """

    title: Words
    anchor: str
    depth: int
    number: str
    blocks: Blocks
    entries: tuple[Entry, ...]
    last: tuple[Entry, ...] = ()
    labels: tuple[str, ...] = ()

    @property
    def verdicts(self) -> Mapping[Kind, int]:
        """How many items have each verdict."""
        return count(entry.item for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Outline:
    """A document with its title and sections.

    `lines` has the rows of each displayed formula by its number, `before` the items to be shown before a formula or
    declaration, by where it stands; `anchors` the place that each label names, `numbers` what is printed for it, and
    `called` what that is the number of.
    """

    title: Words
    byline: Words
    sections: tuple[Section, ...]
    lines: Mapping[int, tuple[Line, ...]]
    before: Mapping[Span, tuple[Entry, ...]]
    anchors: Mapping[str, str]
    numbers: Mapping[str, str]
    called: Mapping[str, str]

    @property
    def entries(self) -> list[Entry]:
        """All items in their order."""
        return [entry for section in self.sections for entry in section.entries]

    @property
    def items(self) -> list[Judged]:
        """What is told of in the document."""
        return [entry.item for entry in self.entries]


def outline(judgement: Judgement, kernels: Iterable[KernelReport]) -> Outline:
    """The sections of a document in their order; a heading that comes twice makes two sections."""
    found = placed(judgement)
    taken: set[str] = set()
    entries = _entries(judgement.items, kernels, taken)
    anchors = {label: unique(f"label-{slug(label)}", taken) for label in _labels(found.prose.blocks)}
    lines, rest = _lines(found, entries, anchors)
    before = _before(found, rest)
    title, parts = _parts(found, judgement)
    sections = []
    for heading, depth, blocks in parts:
        if heading is None and not blocks and START not in before:
            continue
        words = heading.words if heading else ()
        anchor = unique(f"section-{slug(plain(words))}", taken)
        last = before.get(heading.span if heading else START, [])
        sections.append(Section(
            words, anchor, depth, heading.number if heading else "", blocks,
            (*_shown(blocks, lines, before), *last), tuple(last), heading.labels if heading else (),
        ))
        anchors.update(dict.fromkeys(sections[-1].labels, anchor))
    shown = {span: tuple(found) for span, found in before.items()}
    said = found.prose
    return Outline(title, said.byline, tuple(sections), lines, shown, anchors, said.numbers, said.called)


START = Span(-1, -1)
"""In place of a heading, what stands before the first."""


def _entries(items: Sequence[Judged], kernels: Iterable[KernelReport], taken: set[str]) -> list[Entry]:
    by_claim: dict[str, list[KernelReport]] = defaultdict(list)
    for kernel in kernels:
        by_claim[kernel.claim_id].append(kernel)
    return [
        Entry(
            item,
            unique(f"claim-{slug(item.id)}", taken),
            tuple(each for each in by_claim[item.id] if item.kernel in (None, each.name)),
        )
        for item in items
    ]


def _labels(blocks: Blocks) -> Iterator[str]:
    """The labels of formulas and boxes; a section is found by its own name."""
    for block in blocks:
        if isinstance(block, Displayed):
            for row in block.rows:
                yield from row.labels
        elif isinstance(block, Boxed):
            yield from block.labels
        yield from _labels(_inner(block))


def _inner(block: Block) -> Blocks:
    """The blocks in a block."""
    items = getattr(block, "items", ())
    return tuple(getattr(block, "blocks", ())) + tuple(inner for item in items for inner in item.blocks)


def _lines(
    found: Placed, entries: Sequence[Entry], anchors: Mapping[str, str]
) -> tuple[dict[int, tuple[Line, ...]], list[tuple[int, Entry]]]:
    """The rows of all formulas, by their numbers, with the items in them; and the items that are in none."""
    formulas = {leaf.number: leaf for leaf in leaves(found.prose.blocks) if isinstance(leaf, Displayed)}
    held: dict[tuple[int, int], list[Entry]] = defaultdict(list)
    rest = []
    for place, entry in zip(found.places, entries, strict=True):
        formula = formulas.get(entry.item.display)
        if formula is None:
            rest.append((place, entry))
            continue
        row = bisect_right(formula.rows, place, key=lambda row: row.span.start) - 1
        held[formula.number, max(row, 0)].append(entry)
    lines = {
        number: tuple(
            Line(
                _answered(row.cells, held[number, at]), _told(held[number, at]), row.tag,
                tuple(anchors[label] for label in row.labels), row.goes_on,
            )
            for at, row in enumerate(formula.rows)
        )
        for number, formula in formulas.items()
    }
    return lines, rest


def _told(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """What a row has to say: words beside a formula claim nothing and stand in the row, so they are not told again."""
    claims = tuple(each for each in entries if not (each.item.plain and REMARK.fullmatch(each.item.source)))
    return claims or tuple(entries)


def _answered(cells: tuple[str, ...], entries: Sequence[Entry]) -> tuple[str, ...]:
    """The cells of a row with the answer, in a frame, in place of what is asked for."""
    item = entries[-1].item if entries else None
    answer = item.verdict.answer if item is not None else None
    asked = ASKED.search(cells[-1]) if cells else None
    if item is None or answer is None or asked is None:
        return cells
    framed = rf"\boxed{{{answer.shown}}}"
    before, _, behind = answer.source.rpartition(answer.fragment)
    if before.split() != item.source.rpartition("?")[0].split():
        *parts, end = before.rsplit("&", len(cells) - 1)
        return (*parts, f"{end}{framed}{behind}")
    return (*cells[:-1], f"{cells[-1][: asked.start()]}{framed}{cells[-1][asked.end() :]}")


def _before(found: Placed, rest: Iterable[tuple[int, Entry]]) -> dict[Span, list[Entry]]:
    """The items that are in no formula, each with the next formula or the declarations that it is in.

    What comes after the last of a section goes with the section's heading.
    """
    stops = list(_stops(found.prose.blocks))
    before: dict[Span, list[Entry]] = defaultdict(list)
    for place, entry in rest:
        at = next((n for n, stop in enumerate(stops) if stop.span.end > place), len(stops))
        stop = stops[at] if at < len(stops) else None
        if stop is None or isinstance(stop, Heading):
            heading = next((each for each in reversed(stops[:at]) if isinstance(each, Heading)), None)
            before[heading.span if heading else START].append(entry)
        else:
            before[stop.span].append(entry)
    return before


def _stops(blocks: Blocks) -> Iterator[Heading | Displayed | Declared]:
    """The headings of sections, the formulas and the declarations."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        else:
            yield from (leaf for leaf in leaves((block,)) if not isinstance(leaf, Heading))


def _parts(found: Placed, judgement: Judgement) -> tuple[Words, list[tuple[Heading | None, int, Blocks]]]:
    """The title, and the headings with their depths and what stands under each."""
    parts: list[tuple[Heading | None, list[Block]]] = [(None, [])]
    for block in found.prose.blocks:
        if isinstance(block, Heading):
            parts.append((block, []))
        else:
            parts[-1][1].append(block)
    headings = [heading for heading, _ in parts if heading]
    title = found.prose.title
    if not title and headings and sum(h.level <= headings[0].level for h in headings) == 1:
        title = headings[0].words
        depths = [0, *_depths(h.level for h in headings[1:])]
    else:
        title = title or (Text(PurePath(judgement.path).name if headings else judgement.title),)
        depths = list(_depths(h.level for h in headings))
    return title, [
        (heading, depth, tuple(blocks)) for (heading, blocks), depth in zip(parts, [0, *depths], strict=True)
    ]


def _depths(levels: Iterable[int]) -> Iterator[int]:
    """How deep each heading stands among the others, without gaps."""
    open_: list[int] = []
    for level in levels:
        while open_ and open_[-1] >= level:
            open_.pop()
        open_.append(level)
        yield len(open_)


def _shown(
    blocks: Blocks, lines: Mapping[int, tuple[Line, ...]], before: Mapping[Span, Sequence[Entry]]
) -> Iterator[Entry]:
    """The items among some blocks, in the order in which they are shown."""
    for leaf in leaves(blocks):
        yield from before.get(leaf.span, ())
        if isinstance(leaf, Displayed):
            for line in lines[leaf.number]:
                yield from line.entries


def gaps(entries: Iterable[Entry]) -> list[Entry]:
    """The entries of claims that are shown only at sizes."""
    return [entry for entry in entries if is_gap(entry.item)]


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
