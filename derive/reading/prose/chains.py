"""Rows that hold several claims, broken so that each stands in a row of its own, at the sign of its relation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from derive.reading.grammar.clean import clean
from derive.reading.grammar.cursor import nesting
from derive.reading.grammar.rows import CONTINUING, RELATIONS, relations
from derive.reading.source import Passage
from derive.reading.syntax import Unreadable
from derive.reading.tokens import Token, tokenize

BLANK = Passage("", ())
_SPACE = r"\\(?:q?quad|enspace)(?![a-zA-Z])|\\[,;:!> ]|[~\s]"
SPACE = re.compile(rf"(?:{_SPACE})*")
STOP = re.compile(rf"(?:[.,;]|{_SPACE})*")
Cells = list[Passage]


def broken(cells: Cells, breaks: Sequence[int]) -> Iterator[Cells]:
    """The rows into which one is broken at those of some places in the file that are in it, outside all brackets.

    What goes on from the side before stands under the right sides; what does not begins a row like any other. A row
    that is one cell is aligned at its sign.
    """
    found: list[Cells] = [[]]
    for at, cell in enumerate(cells):
        if _begins(cells[:at], cell, breaks):
            found.append([BLANK] if _signs(cell)[:1] == [0] else [])
        first, *rest = _pieces(cell, breaks)
        found[-1].append(first)
        found += [[*[BLANK] * (len(found[-1]) - 1), piece] for piece in rest]
    if len(found) == 1:
        yield cells
    else:
        yield from (_at_sign(row[0]) if len(row) == 1 else row for row in found if any(cell.offsets for cell in row))


def _begins(before: Cells, cell: Passage, breaks: Sequence[int]) -> bool:
    """Whether a row is to be broken where a cell of it begins."""
    ends = [found for each in before if (found := end(each)) is not None]
    if not ends or not cell.text.strip():
        return False
    start = cell.offsets[len(cell.text) - len(cell.text.lstrip())]
    return any(ends[-1] <= place <= start for place in breaks)


def end(cell: Passage) -> int | None:
    """Where in the file a cell ends, but for space and stops; nothing where it has only these."""
    cut = _rest(cell.text, STOP)
    return cell.offsets[cut - 1] + 1 if cut else None


def _pieces(cell: Passage, breaks: Sequence[int]) -> list[Passage]:
    """A cell, cut at the places that have something of it on either side; the space before a cut goes."""
    cuts = sorted({cut for place in breaks if (cut := _cut(cell, place)) is not None})
    *pieces, last = [cell[start:end] for start, end in pairwise([0, *cuts, len(cell.text)])]
    return [*(piece[: _rest(piece.text, SPACE)] for piece in pieces), last]


def _rest(text: str, pattern: re.Pattern[str]) -> int:
    """Where what a pattern describes begins at the end of a text."""
    return next(at for at in range(len(text) + 1) if pattern.fullmatch(text, at))


def _cut(cell: Passage, place: int) -> int | None:
    cut = next((at for at, offset in enumerate(cell.offsets) if offset >= place), 0)
    before, after = cell.text[:cut], cell.text[cut:]
    if SPACE.fullmatch(before) or STOP.fullmatch(after) or cell.offsets[0] > place:
        return None
    return cut if sum(map(nesting, _tokens(cell[:cut]))) == 0 else None


def goes_on(latex: str) -> bool:
    """Whether a formula goes on from one before it: with a relation, or with a sign between two terms of a side."""
    tokens = _tokens(Passage(latex, tuple(range(len(latex)))))
    first = tokens[0].text if tokens else ""
    return first in RELATIONS or (first in CONTINUING and not relations(tokens))


def _at_sign(piece: Passage) -> Cells:
    """What stands before the first relation, and the rest."""
    cut = next(iter(_signs(piece)), None)
    return [piece] if cut is None else [piece[:cut], piece[cut:]]


def _signs(piece: Passage) -> list[int]:
    """Where the relations of a piece begin, less the space before its first sign; a colon is part of one."""
    tokens = _tokens(piece)
    places = (place - (tokens[place - 1].text == ":") if place else 0 for place in relations(tokens))
    return [piece.offsets.index(tokens[place].span.start) if place else 0 for place in places]


def _tokens(piece: Passage) -> list[Token]:
    """The tokens of a piece; of one that cannot be read, as they are written."""
    tokens = tokenize(piece)
    try:
        return clean(tokens)
    except Unreadable:
        return tokens
