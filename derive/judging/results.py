"""A judged document: what each place of it turned out to be."""

from __future__ import annotations

from dataclasses import dataclass, field

from derive.judging.verdict import Kind, Verdict
from derive.reading.source import Source, Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the file to look at; `caret` is the source line on which it starts, and carets under it."""

    span: Span
    caret: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A change of the file that makes a claim true: what stands at `span` becomes `text`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One claim, definition, skipped or unread formula, in the order of the document.

    `source` is its LaTeX as written, `shown` the same with the author's macros expanded and the answer in place of `?`,
    `section` the heading it
    stands under, `display` the number of the displayed formula it belongs to (from 1; 0 for a declaration or an inline
    formula), `chain` that of its chain of equations there, `line` and `column` count from 1.
    `readings` are sentences about how it was read, such as the general entry found for a matrix with dots.
    `kernel` is the name of the NumPy function that its right side is to become. `plain` is mathematics that claims
    nothing by itself, such as an arrow; its verdict is `skipped` too. `span` is where it stands in the file, `mark`
    what to look at there where it is not true or not understood, `fix` its correction as a change of the file.
    `restates` says that it is proved, but says of a name no more than its definition does.
    """

    id: str
    line: int
    column: int
    source: str
    section: str
    display: int
    verdict: Verdict
    expected: Kind | None = None
    kernel: str | None = None
    readings: tuple[str, ...] = ()
    shown: str = ""
    plain: bool = False
    span: Span = field(default=Span(0, 0))
    mark: Mark | None = None
    fix: Fix | None = None
    chain: int = 0
    restates: bool = False

    @property
    def caret(self) -> str:
        """The source line to look at with carets, if there is one."""
        return self.mark.caret if self.mark else ""

    @property
    def passes(self) -> bool:
        """Whether the verdict is the one its author expects; where none is said, proved or convention."""
        harmless = {Kind.DEFINITION, Kind.SKIPPED}
        wanted = {self.expected} if self.expected else {Kind.PROVED, Kind.CONVENTION} | harmless
        return self.verdict.kind in wanted


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence about a document, and the places (line and column, from 1) of which it speaks, in their order."""

    message: str
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A whole document; `displays` counts its displayed formulas, `plain` those that claim nothing.

    `running` are the places of equations in running text, which are not judged. `findings` are about several claims
    together. `defects` say where derive contradicted itself or stopped.
    `source` is the document itself, for who shows its words.
    """

    path: str
    title: str
    items: tuple[Judged, ...]
    displays: int
    plain: int
    findings: tuple[Finding, ...] = ()
    defects: tuple[Finding, ...] = ()
    source: Source | None = field(default=None, repr=False)
    running: tuple[tuple[int, int], ...] = ()
