"""Matrices over several lines of text, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from derive.judging.verdict import Matrix
from derive.reporting.plain import unicode_line

Block = Sequence[Text]
"""Lines of one width; the middle one is level with the text beside it."""
LONG = 10_000
GAP = 3
ALONE, FIRST, INNER, LAST = ("[", "]"), ("⎡", "⎤"), ("⎢", "⎥"), ("⎣", "⎦")


def matrix(rows: Matrix, marked: tuple[int, ...] = (), style: str = "") -> Block:
    """A matrix in brackets, a 1×1 matrix as its entry; the entry at `marked` stands in `‹ ›`, in `style`."""
    cells = [[unicode_line(entry, LONG) for entry in row] for row in rows]
    is_marked = len(marked) == 2
    if is_marked:
        row, column = marked[0] - 1, marked[1] - 1
        cells[row][column] = f"‹{cells[row][column]}›"
    if len(cells) == 1 and len(cells[0]) == 1:
        return [Text(cells[0][0], style if is_marked else "")]
    widths = [max(map(cell_len, column)) for column in zip(*cells, strict=True)]
    lines = []
    for at, line in enumerate(cells):
        left, right = _brackets(at, len(cells))
        text = Text(left)
        for number, (entry, width) in enumerate(zip(line, widths, strict=True)):
            space = " " * (width - cell_len(entry))
            text.append("  " if number else "").append(space)
            text.append(entry, style if is_marked and (at, number) == (row, column) else "")
        lines.append(text.append(right))
    return lines


def _brackets(at: int, height: int) -> tuple[str, str]:
    if height == 1:
        return ALONE
    return FIRST if at == 0 else LAST if at == height - 1 else INNER


def beside(*blocks: Block | str) -> Block:
    """Blocks and words in one row, each centred."""
    parts = [[Text(block)] if isinstance(block, str) else list(block) for block in blocks]
    height = max(map(len, parts))
    lines = [Text() for _ in range(height)]
    for part in parts:
        width = max(line.cell_len for line in part)
        above = (height - len(part)) // 2
        for at, line in enumerate(lines):
            piece = part[at - above] if above <= at < above + len(part) else Text()
            line.append_text(piece).append(" " * (width - piece.cell_len))
    return lines


def rows(blocks: Iterable[Block], width: int) -> Iterator[Text]:
    """Blocks side by side as far as they have room, then below each other."""
    waiting: list[Block] = []
    for block in blocks:
        if waiting and sum(_width(each) + GAP for each in waiting) + _width(block) > width:
            yield from _row(waiting)
            waiting = []
        waiting.append(block)
    if waiting:
        yield from _row(waiting)


def _row(blocks: Sequence[Block]) -> Iterator[Text]:
    spaced: list[Block | str] = []
    for block in blocks:
        spaced += [" " * GAP, block] if spaced else [block]
    for line in beside(*spaced):
        line.rstrip()
        yield line


def _width(block: Block) -> int:
    return max(line.cell_len for line in block)
