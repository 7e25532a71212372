"""What a reader of files finds in a document: the pieces that may matter to mathematics, in their order."""

from __future__ import annotations

from dataclasses import dataclass

from derive.reading.source import Passage, Span


@dataclass(frozen=True, slots=True)
class Another:
    """A statement that says something else of a name than the text before it; "" where no single name is meant."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading; `level` 1 is the outermost. One that `runs_in` stands in the first line of its paragraph.

    `anew` tells why such a one does not go on from the one before it.
    """

    level: int
    title: str
    span: Span
    runs_in: bool = False
    anew: Another | None = None


@dataclass(frozen=True, slots=True)
class Display:
    """One displayed formula. `span` covers it with its delimiters, `body` is what stands between them."""

    body: Passage
    span: Span


@dataclass(frozen=True, slots=True)
class Inline:
    """One formula in running text."""

    body: Passage
    span: Span


@dataclass(frozen=True, slots=True)
class Declarations:
    """A comment that speaks to `derive`, one passage a line, its first word `derive` left out."""

    lines: tuple[Passage, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Trouble:
    """A place that cannot be read, such as mathematics that is never closed."""

    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A command in whose place the text of another file stands, which is not read with this one."""

    span: Span


Block = Heading | Display | Inline | Declarations | Trouble | Elsewhere
