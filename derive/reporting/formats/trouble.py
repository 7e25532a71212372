"""What other programs are told: each verdict that is not as expected, and each finding, with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from derive.judging.results import Finding, Fix, Judged, Judgement
from derive.judging.verdict import Kind
from derive.reading.source import Source, Span
from derive.reporting.plain import unicode_line
from derive.reporting.selection import FINDING
from derive.reporting.text import facts, visible
from derive.reporting.wording import reason, sentence, spoken

TITLE_WIDTH = 80


class Level(Enum):
    """How bad it is."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


LEVELS = {kind.value: Level.ERROR for kind in (Kind.REFUTED, Kind.CONDITIONAL, Kind.UNREAD)} | {FINDING: Level.NOTE}
"""What is not here is a warning: it is not false, but its author expects something else."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A document and what was found in it."""

    source: Source
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Lost:
    """A file that could not be judged, and why."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing to be told: under which `word`, with a title of one line and a message of several.

    It is about the stretch `span` of the file, and about the `others`; `name` is the claim's id, `source` its LaTeX.
    """

    word: str
    title: str
    message: str
    span: Span
    name: str = ""
    source: str = ""
    fix: Fix | None = None
    others: tuple[Span, ...] = ()

    @property
    def level(self) -> Level:
        """How bad it is."""
        return LEVELS.get(self.word, Level.WARNING)


def troubles(checked: Checked) -> Iterator[Trouble]:
    """Everything to be told of one document. All fixes together can be made: each is apart from the others."""
    made: list[Judged] = []
    for item in checked.judgement.items:
        if item.passes:
            continue
        if item.fix is not None and any(_collide(item, other) for other in made):
            item = replace(item, fix=None)
        made += [item] if item.fix is not None else []
        yield _claim(checked.source, item)
    for found in checked.judgement.findings:
        yield _finding(checked.source, found)


def _collide(one: Judged, other: Judged) -> bool:
    """Whether two fixes are not to be made together: they meet, or what one changes is a side of the other's claim."""
    assert one.fix is not None and other.fix is not None
    meet = one.fix.span.start <= other.fix.span.end and other.fix.span.start <= one.fix.span.end
    return meet or (one.display > 0 and (one.display, one.chain) == (other.display, other.chain))


def _claim(source: Source, item: Judged) -> Trouble:
    word = item.verdict.kind.value
    formula = unicode_line(item.shown or item.source, TITLE_WIDTH)
    told = "\n".join(filter(None, (visible(sentence(spoken(reason(item)))), *map(visible, facts(item)))))
    span = _trimmed(source.text, item.mark.span if item.mark else item.span)
    return Trouble(word, visible(f"{word}: {formula}"), told or f"{word}.", span, item.id, item.source, item.fix)


def _finding(source: Source, found: Finding) -> Trouble:
    spans = [_at(source, place) for place in found.places] or [Span(0, 0)]
    return Trouble(FINDING, FINDING, visible(spoken(found.message)), spans[0], others=tuple(spans[1:]))


def _at(source: Source, place: tuple[int, int]) -> Span:
    """From a place to the end of its line."""
    start = source.line_starts[place[0] - 1] + place[1] - 1
    end = source.text.find("\n", start)
    return _trimmed(source.text, Span(start, end if end >= 0 else len(source.text)))


def _trimmed(text: str, span: Span) -> Span:
    """The stretch without spaces at its ends."""
    piece = text[span.start : span.end]
    inner = piece.strip()
    start = span.start + len(piece) - len(piece.lstrip()) if inner else span.start
    return Span(start, start + len(inner))
