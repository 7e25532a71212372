r"""Displayed formulas as rows and cells, each of them complete LaTeX, with its place in the file.

An alignment is taken apart at its `\\` and `&`, so that each row can be shown beside what is said of it. A formula that
has no such form, or in which a bracket goes over the end of a row, stays one row of one cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from derive.reading.files import macros, physics
from derive.reading.files.macros import MacroError, Macros
from derive.reading.prose.chains import broken, end, goes_on
from derive.reading.prose.counting import outermost
from derive.reading.prose.nodes import Row
from derive.reading.source import Passage, Span
from derive.reading.tokens import spelled, tokenize

ALIGNED = ("align", "aligned", "split", "eqnarray", "flalign", "alignat", "alignedat")
STACKED = ("gather", "gathered", "multline", "equation")
NUMBERED = ("align", "eqnarray", "flalign", "alignat", "gather", "multline", "equation")
ONE_NUMBER = ("multline", "equation")

_BETWEEN = re.compile(r"\\(?:label|tag\*?)\s*\{[^{}]*\}|\\(?:nonumber|notag)(?![a-zA-Z])|[.,;\s]")
_OUTER = re.compile(
    rf"(?P<before>(?:{_BETWEEN.pattern})*)\\begin\s*\{{(?P<name>{'|'.join((*ALIGNED, *STACKED))})(?P<star>\*?)\}}"
    r"(?:\s*\[[a-z]\])?(?:\{\d*\})?"
)
_PIECE = re.compile(
    r"\\(?P<opens>begin\s*\{[^{}]*\}|left(?![a-zA-Z]))|\\(?P<closes>end\s*\{[^{}]*\}|right(?![a-zA-Z]))"
    r"|(?P<row>\\\\\*?(?:[ \t]*\[[^\]\n]*\])?)|\\(?:[a-zA-Z]+|[\s\S])|(?P<remark>%[^\n]*)|(?P<sign>[{}&])"
)
_LABEL = re.compile(r"\\label\s*\{([^{}]*)\}")
_TAG = re.compile(r"\\tag\*?\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
_APPENDIX = re.compile(r"^[^%\n]*\\(?:appendix(?![a-zA-Z])|begin\s*\{appendi(?:x|ces)\})", re.MULTILINE)
_UNNUMBERED = re.compile(r"\\(?:nonumber|notag)(?![a-zA-Z])")


def expanded(body: Passage, known: Macros) -> str:
    """The LaTeX of a passage without the author's own commands and those of a package; as written where it has none."""
    if not known.named and not physics.is_in(body.text):
        return body.text
    try:
        written = tokenize(body)
        tokens = macros.expand(written, known)
    except MacroError:
        return body.text
    alike = [token.text for token in tokens] == [token.text for token in written]
    return body.text if alike else spelled(tokens)


def rows(body: Passage, known: Macros, breaks: Sequence[int] = ()) -> tuple[Row, ...]:
    """The rows of a displayed formula, broken at some places of the file."""
    inner, beside = _inner(body)
    outer = _OUTER.match(body.text)
    name = outer["name"] if outer else ""
    found = [row for cells in _split(inner) for row in _parts(broken(_joined(cells, name), breaks), known)]
    kept = [row for row in found if any(row.cells) or row.labels]
    if not kept:
        return (_row([body], known),)
    first, *rest = (*kept[:-1], _named(kept[-1], beside))
    return (first, *(_hanging(row, name) for row in rest))


def _hanging(row: Row, name: str) -> Row:
    """A row that goes on from the one before, without a place to be aligned at, set in; its sign joins two terms."""
    if len(row.cells) > 1 or not (name == "multline" or goes_on(row.cells[0])):
        return row
    return replace(row, cells=(rf"\qquad {{}} {row.cells[0]}",))


def _parts(parts: Iterable[list[Passage]], known: Macros) -> list[Row]:
    """The rows into which one was broken; where one ends, the next begins."""
    found: list[Row] = []
    for part in parts:
        row = _row(part, known)
        found.append(replace(row, span=Span(found[-1].span.end, row.span.end), goes_on=True) if found else row)
    return found


def _named(row: Row, text: str) -> Row:
    """A row with the number and the names that some text gives it."""
    tag = _TAG.search(text)
    return replace(row, tag=row.tag or (tag[1] if tag else ""), labels=(*row.labels, *_LABEL.findall(text)))


def _joined(cells: list[Passage], name: str) -> list[Passage]:
    """The cells of a row, of which `eqnarray` gives the sign one of its own."""
    if name != "eqnarray" or len(cells) < 3:
        return cells
    first, sign, rest = cells[:3]
    return [first, Passage(f"{sign.text}{rest.text}", (*sign.offsets, *rest.offsets)), *cells[3:]]


def _row(cells: list[Passage], known: Macros) -> Row:
    text = "".join(cell.text for cell in cells)
    tag = _TAG.search(text)
    start = next((cell.offsets[0] for cell in cells if cell.offsets), 0)
    last = next((found for cell in reversed(cells) if (found := end(cell)) is not None), start)
    return Row(
        cells=tuple(expanded(cell, known).strip() for cell in cells),
        span=Span(start, last),
        tag=tag[1] if tag else "",
        labels=tuple(_LABEL.findall(text)),
    )


def _inner(body: Passage) -> tuple[Passage, str]:
    """What stands inside the outermost alignments, where nothing else does but numbers and names, and these."""
    beside = ""
    while opening := _OUTER.match(body.text):
        closing = f"\\end{{{opening['name']}{opening['star']}}}"
        end = body.text.rfind(closing)
        after = body.text[end + len(closing) :]
        if end < opening.end() or _BETWEEN.sub("", after):
            break
        inside = body[opening.end() : end]
        if any(piece is None for piece in _depths(inside.text)):
            break
        body, beside = inside, f"{beside} {opening['before']} {after}"
    return body, beside


def _depths(text: str) -> Iterator[int | None]:
    """The depth of brackets after each piece; None where one is closed that was not opened, or at the end is open."""
    depth = 0
    for piece in _PIECE.finditer(text):
        depth += bool(piece["opens"] or piece["sign"] == "{") - bool(piece["closes"] or piece["sign"] == "}")
        yield depth if depth >= 0 else None
    if depth:
        yield None


def _split(body: Passage) -> Iterator[list[Passage]]:
    r"""The cells of each row; nothing where the brackets of the whole do not match."""
    pieces = list(_PIECE.finditer(body.text))
    depths = list(_depths(body.text))
    if None in depths:
        return
    cells, start = [], 0
    for piece, depth in zip(pieces, depths, strict=True):
        if depth == 0 and (piece["row"] or piece["sign"] == "&"):
            cells.append(body[start : piece.start()])
            start = piece.end()
            if piece["row"]:
                yield cells
                cells = []
    yield [*cells, body[start:]]


@dataclass
class Numbering:
    """The numbers that LaTeX gives to the formulas of a document, one after the other.

    Where they are counted `within` sections or chapters, those have numbers too, and `outer` is the last of them. From
    the place `appendix` on these are counted anew, with letters.
    """

    within: str = ""
    outer: int = 0
    last: int = 0
    appendix: int | None = None
    appended: bool = False

    @classmethod
    def of(cls, text: str) -> Numbering:
        """How the formulas of a document are numbered: by chapters where it has any, else as it says."""
        said = re.search(r"^[^%\n]*\\numberwithin\s*\{equation\}\s*\{(section|chapter)\}", text, re.MULTILINE)
        chapters = re.search(r"^[^%\n]*\\chapter\*?\s*[{\[]", text, re.MULTILINE)
        appendix = _APPENDIX.search(text)
        within = said[1] if said else "chapter" if chapters else ""
        return cls(within, appendix=appendix.end() if appendix and within else None)

    def heading(self, command: str, place: int = 0) -> None:
        """Begin anew behind a heading with a number, of which `command` is the LaTeX, and that stands at a `place`."""
        if re.match(rf"\\{self.within}(?![a-zA-Z*])", command) and self.within:
            begins = self.appendix is not None and self.appendix <= place and not self.appended
            self.appended = self.appended or begins
            self.outer, self.last = 1 if begins else self.outer + 1, 0

    def numbered(self, body: Passage, found: tuple[Row, ...]) -> tuple[Row, ...]:
        """The rows of one displayed formula with their numbers."""
        outer = _OUTER.match(body.text)
        if outer is None or outer["star"] or outer["name"] not in NUMBERED:
            return found
        if outer["name"] in ONE_NUMBER:
            if any(row.tag for row in found) or _UNNUMBERED.search(body.text):
                return found
            return (*found[:-1], replace(found[-1], tag=self._next()))
        before = [*(row.goes_on for row in found[1:]), False]
        return tuple(
            row if row.tag or goes_on or any(map(_UNNUMBERED.search, row.cells)) else replace(row, tag=self._next())
            for row, goes_on in zip(found, before, strict=True)
        )

    def _next(self) -> str:
        self.last += 1
        return f"{outermost(self.outer, self.appended)}.{self.last}" if self.within else str(self.last)
