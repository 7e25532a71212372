"""Rows that hold several claims, broken so that each stands in a row of its own, at the sign of its relation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from derive.reading.grammar.cursor import nesting
from derive.reading.grammar.rows import relations
from derive.reading.source import Passage
from derive.reading.tokens import tokenize

BLANK = Passage("", ())
Cells = list[Passage]


def broken(cells: Cells, breaks: Sequence[int]) -> Iterator[Cells]:
    """The rows into which one is broken at those of some places in the file that are in it, outside all brackets.

    What goes on from the side before stands under the right sides; where nothing is aligned, the rows are at their
    signs. A place where only a cell ends is none: what is there begins a cell of its own.
    """
    found: list[Cells] = [[]]
    for at, cell in enumerate(cells):
        first, *rest = _pieces(cell, breaks)
        found[-1].append(first)
        found += [[*[BLANK] * at, piece] for piece in rest]
    if len(found) == 1:
        yield cells
    elif len(cells) > 1:
        yield from found
    else:
        yield from (_at_sign(piece) for row in found for piece in row if piece.offsets)


def _pieces(cell: Passage, breaks: Sequence[int]) -> list[Passage]:
    """A cell, cut at the places that have something of it on either side."""
    cuts = sorted({cut for place in breaks if (cut := _cut(cell, place)) is not None})
    return [_part(cell, start, end) for start, end in pairwise([0, *cuts, len(cell.text)])]


def _cut(cell: Passage, place: int) -> int | None:
    cut = next((at for at, offset in enumerate(cell.offsets) if offset >= place), 0)
    before, after = cell.text[:cut], cell.text[cut:]
    if not (before.strip() and after.strip()) or cell.offsets[0] > place:
        return None
    return cut if sum(map(nesting, tokenize(_part(cell, 0, cut)))) == 0 else None


def _at_sign(piece: Passage) -> Cells:
    """What stands before the first relation, and the rest."""
    tokens = tokenize(piece)
    places = relations(tokens)
    if not places:
        return [piece]
    cut = piece.offsets.index(tokens[places[0]].span.start)
    return [_part(piece, 0, cut), _part(piece, cut, len(piece.text))]


def _part(passage: Passage, start: int, end: int) -> Passage:
    return Passage(passage.text[start:end], passage.offsets[start:end])
