"""The words of a document in their order, whatever it was written in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TypeAlias

from derive.reading.source import Span


class Style(Enum):
    """How words stand out."""

    EMPHASIS = auto()
    STRONG = auto()
    STRUCK = auto()
    SMALL_CAPITALS = auto()
    RAISED = auto()
    LOWERED = auto()


@dataclass(frozen=True, slots=True)
class Text:
    """Words as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Styled:
    """Words that stand out."""

    style: Style
    words: Words


@dataclass(frozen=True, slots=True)
class Code:
    """Signs that are to be shown one by one."""

    text: str


@dataclass(frozen=True, slots=True)
class Formula:
    """Mathematics in running text, as LaTeX with the author's macros expanded."""

    latex: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address, or, behind `#`, to a heading."""

    target: str
    words: Words


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture at an address, and what it is said to show."""

    target: str
    description: str


class Naming(Enum):
    """Whether a reference says what it leads to, as in *Theorem 1*, and how that begins; or the page of it."""

    NONE = auto()
    SMALL = auto()
    CAPITAL = auto()
    PAGE = auto()


@dataclass(frozen=True, slots=True)
class Reference:
    """The number of what has a `label`, with brackets around it where the author puts them."""

    label: str
    bracketed: bool = False
    naming: Naming = Naming.NONE


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote."""

    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a displayed formula: what stands between its `&`, each complete LaTeX, macros expanded.

    `span` is the stretch of the file from its first sign to its last; `tag` is its number or what its author put
    there; `labels` are the names by which it is referred to. One that `goes_on` was one row with the one before it.
    """

    cells: tuple[str, ...]
    span: Span
    tag: str = ""
    labels: tuple[str, ...] = ()
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Displayed:
    """A displayed formula; `number` counts those of the document, from 1."""

    number: int
    rows: tuple[Row, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Declared:
    """What a comment says to `derive`, a statement a line; nothing where it is only about the next formula."""

    lines: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    words: Words


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 1 is the outermost, `number` what the author's LaTeX would put before it."""

    level: int
    words: Words
    span: Span
    number: str = ""
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list; `mark` stands in place of a bullet or number."""

    blocks: Blocks
    mark: Words = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A list, numbered from `start` where there is one."""

    items: tuple[Item, ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """What someone else says."""

    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Program:
    """Lines that are to be shown sign by sign."""

    text: str


class Side(Enum):
    """Where the words of a column stand."""

    LEFT = auto()
    CENTRE = auto()
    RIGHT = auto()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first `heads` rows are headings. A column that `sides` does not name begins at the left."""

    rows: tuple[tuple[Words, ...], ...]
    heads: int = 0
    sides: tuple[Side, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


@dataclass(frozen=True, slots=True)
class Boxed:
    """A theorem, a proof, an abstract, a figure: blocks under a title of their own."""

    title: Words
    blocks: Blocks
    labels: tuple[str, ...] = ()


Word: TypeAlias = Text | Styled | Code | Formula | Link | Picture | Reference | Break | Note
Words: TypeAlias = tuple[Word, ...]
Block: TypeAlias = (
    Paragraph | Heading | Listed | Quote | Program | Table | Rule | Boxed | Displayed | Declared
)
Blocks: TypeAlias = tuple[Block, ...]


def leaves(blocks: Blocks) -> Iterator[Displayed | Declared | Heading]:
    """The headings, formulas and declarations among some blocks, in their order, however deep they stand."""
    for block in blocks:
        match block:
            case Displayed() | Declared() | Heading():
                yield block
            case Quote(inner) | Boxed(_, inner):
                yield from leaves(inner)
            case Listed(items):
                for item in items:
                    yield from leaves(item.blocks)


@dataclass(frozen=True, slots=True)
class Prose:
    """A whole document. The title is empty where none is declared.

    `numbers` has what is printed for each label, `called` what has that number, such as `Theorem`.
    """

    blocks: Blocks
    title: Words = ()
    byline: Words = ()
    numbers: Mapping[str, str] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)
