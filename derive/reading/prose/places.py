"""A text in which every formula is one sign, so that a reader of words cannot mistake its inside for words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from derive.reading.files import blocks as files
from derive.reading.files.macros import Macros
from derive.reading.grammar.declarations import WORD
from derive.reading.prose import formulas
from derive.reading.prose.nodes import Blocks, Declared, Displayed, Formula, Text, leaves
from derive.reading.source import Source, Span

FIRST, LAST = 0xE000, 0xF8FE
"""Signs that no script uses; one that the document lacks is taken."""

Place = Displayed | Declared | Formula | files.Heading


@dataclass(frozen=True)
class Marked:
    """A text with `mark number mark` for each of its `places`, in their order; `written` is what stood there."""

    text: str
    mark: str
    places: Sequence[Place]
    written: Sequence[str]

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds the places in a text."""
        return re.compile(rf"{self.mark}(\d+){self.mark}")

    def parts(self, text: str) -> Iterator[Text | Place]:
        """A piece of the text with its places."""
        for number, part in enumerate(self.pattern.split(text)):
            if number % 2:
                yield self.places[int(part)]
            elif part:
                yield Text(part)

    def restored(self, text: str) -> str:
        """A piece of the text as its author wrote it."""
        return self.pattern.sub(lambda found: self.written[int(found[1])], text)

    def left(self, blocks: Blocks) -> list[Displayed | Declared]:
        """The formulas and declarations that are nowhere in the blocks, such as one in what was taken for code."""
        there = {leaf.span for leaf in leaves(blocks)}
        places = (place for place in self.places if isinstance(place, (Displayed, Declared)))
        return [place for place in places if place.span not in there]


def marked(
    source: Source, blocks: Sequence[files.Block], known: Macros, numbered: bool, breaks: Sequence[int] = ()
) -> Marked:
    """The text of a file with its blocks marked; a heading keeps its words, its mark stands before them.

    Displayed formulas are broken at `breaks`.
    """
    mark = next(chr(code) for code in range(FIRST, LAST) if chr(code) not in source.text)
    places: list[Place] = []
    written: list[str] = []
    pieces, end = [], 0
    for place, span in _places(source, blocks, known, numbered, breaks):
        if span.start < end:
            continue
        pieces += [source.text[end : span.start], f"{mark}{len(places)}{mark}"]
        places.append(place)
        written.append(source.text[span.start : span.end])
        end = span.end
    return Marked("".join([*pieces, source.text[end:]]), mark, places, written)


def _places(
    source: Source, blocks: Sequence[files.Block], known: Macros, numbered: bool, breaks: Sequence[int]
) -> Iterator[tuple[Place, Span]]:
    number, numbers = 0, formulas.Numbering.of(source.text)
    for block in blocks:
        match block:
            case files.Display(body, span):
                number += 1
                rows = formulas.rows(body, known, _within(breaks, span))
                yield Displayed(number, numbers.numbered(body, rows) if numbered else rows, span), span
            case files.Inline(body, span):
                yield Formula(formulas.expanded(body, known)), span
            case files.Declarations(lines, span):
                said = (re.split(r"(?<!\\)%", formulas.expanded(line, known))[0].strip() for line in lines)
                yield Declared(tuple(line for line in said if line and not _directs(line)), span), span
            case files.Heading(_, _, span, _):
                start = _title(source, span)
                numbers.heading(source.text[span.start : span.end], span.start)
                yield block, Span(start, start)


def _within(breaks: Sequence[int], span: Span) -> Sequence[int]:
    return breaks[bisect_left(breaks, span.start) : bisect_left(breaks, span.end)]


def _directs(line: str) -> bool:
    """Whether a line only says something of the next formula."""
    found = WORD.match(line)
    return found is not None and found[1] not in ("vectors", "layout")


def _title(source: Source, span: Span) -> int:
    """Where the words of a heading start; of LaTeX, its command."""
    hashes = re.compile(r"#{1,6}[ \t]*").match(source.text, span.start, span.end)
    return hashes.end() if hashes else span.start

