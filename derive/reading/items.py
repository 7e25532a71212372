"""What was read of a file: its statements with their places, and the headings between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import PurePath

from derive.reading.files.blocks import Another, Block
from derive.reading.grammar.names import Names
from derive.reading.source import Source, Span
from derive.reading.statements import Statement


@dataclass(frozen=True, slots=True)
class Skipped:
    """A block that its author leaves out, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Opening:
    """A heading: sections of this level and deeper end here; `anew` tells why a paragraph does not go on."""

    level: int
    title: str
    span: Span
    anew: Another | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A statement with its place. `display` is the number of its displayed formula, 0 for a declaration.

    `links` of one `chain` stand in one chain of equations; `expected` is the verdict its author names; `shown` is the
    source with the author's macros expanded; `names` are those of the section, with what the formula itself introduces.
    """

    statement: Statement | Skipped
    span: Span
    source: str
    section: str
    display: int
    chain: int = 0
    id: str = ""
    expected: str | None = None
    kernel: str | None = None
    shown: str = ""
    names: Names = field(default_factory=Names, repr=False)


@dataclass(frozen=True)
class Document:
    """What was read of one file, from its `blocks`; `formulas` are the places of its displayed formulas.

    `running` are those of the equations in its running text from which no definition was taken.
    """

    source: Source
    parts: tuple[Item | Opening, ...]
    formulas: tuple[Span, ...]
    running: tuple[Span, ...] = ()
    blocks: tuple[Block, ...] = field(default=(), repr=False)

    @property
    def displays(self) -> int:
        """How many displayed formulas there are."""
        return len(self.formulas)

    def above(self, item: Item) -> list[list[Item]]:
        """What stands above an item in each section that it stands in, that of the outermost first."""
        sections: list[tuple[int, list[Item]]] = [(0, [])]
        for part in takewhile(lambda part: part is not item, self.parts):
            if isinstance(part, Opening):
                while sections[-1][0] >= part.level:
                    sections.pop()
                sections.append((part.level, []))
            else:
                sections[-1][1].append(part)
        return [items for _, items in sections]

    @property
    def title(self) -> str:
        """The first heading, or the file's name."""
        return next((part.title for part in self.parts if isinstance(part, Opening)), PurePath(self.source.path).name)
