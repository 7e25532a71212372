"""The words of a judged document; of one whose text is not at hand, what its items tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from derive.judging.results import Judged, Judgement
from derive.judging.verdict import Kind
from derive.reading.prose.nodes import Block, Code, Displayed, Formula, Heading, Link, Prose, Row, Styled, Text, Words
from derive.reading.prose.read import read
from derive.reading.source import Source, Span
from derive.reporting.plain import unicode_line
from derive.reporting.shortcodes import shown


@dataclass(frozen=True, slots=True)
class Placed:
    """The words of a document, and the place of each of its items among them."""

    prose: Prose
    places: Sequence[int]


def placed(judgement: Judgement) -> Placed:
    """The words of a judged document, and where its items stand."""
    source = judgement.source
    if source is None:
        return Placed(_told(judgement), range(len(judgement.items)))
    breaks = _breaks(judgement.items)
    places = [
        source.line_starts[item.line - 1] + item.column - 1 if place is None else place
        for item, place in zip(judgement.items, breaks, strict=True)
    ]
    return Placed(_words(source, tuple(sorted({place for place in breaks if place is not None}))), places)


@lru_cache(maxsize=16)
def _words(source: Source, breaks: tuple[int, ...]) -> Prose:
    """The words of a document, which its page, its LaTeX and the index ask for in turn."""
    return read(source, breaks)


def _breaks(items: Sequence[Judged]) -> list[int | None]:
    """Where the row of an item begins that is not the first of its formula: a chain is broken before its signs."""
    found: list[int | None] = []
    for before, item in zip([None, *items], items, strict=False):
        if before is None or not item.display or item.display != before.display:
            found.append(None)
        elif before.span.start <= item.span.start < before.span.end:
            found.append(before.span.end)
        elif item.plain or _is_aside(item):
            found.append(None)
        else:
            found.append(item.span.start)
    return found


def _is_aside(item: Judged) -> bool:
    """Whether an item only says something beside others."""
    return item.verdict.kind is Kind.SKIPPED


def _told(judgement: Judgement) -> Prose:
    """The headings and formulas that items name."""
    blocks: list[Block] = []
    for title, section in groupby(enumerate(judgement.items), key=lambda each: each[1].section):
        these = list(section)
        if title:
            blocks.append(Heading(2, parted(title), Span(these[0][0], these[0][0])))
        for display, group in groupby(these, key=lambda each: each[1].display):
            if display:
                rows = [Row((item.shown or item.source,), Span(at, at + 1)) for at, item in group]
                blocks.append(Displayed(display, tuple(rows), Span(rows[0].span.start, rows[-1].span.end)))
    return Prose(tuple(blocks), parted(judgement.title or judgement.path))


def parted(text: str) -> Words:
    """A sentence with `$…$` as formulas and words in backquotes as code."""
    parts = re.split(r"(\$[^$]+\$|`[^`]+`)", text)
    return tuple(
        Text(part) if place % 2 == 0 else Formula(part[1:-1]) if part[0] == "$" else Code(part[1:-1])
        for place, part in enumerate(parts)
        if part
    )


def plain(words: Words) -> str:
    """Words on one line of Unicode."""
    found = []
    for word in words:
        match word:
            case Text(text):
                found.append(shown(text))
            case Code(text):
                found.append(text)
            case Formula(latex):
                found.append(unicode_line(latex))
            case Styled(_, inner) | Link(_, inner):
                found.append(plain(inner))
    return " ".join("".join(found).split())
