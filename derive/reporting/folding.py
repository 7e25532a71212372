"""Text in lines that fit a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import chop_cells
from rich.text import Text


def folded(text: Text | str, width: int, hang: int = 0) -> Iterator[Text]:
    """A text in lines of at most `width` cells, broken at spaces; all but the first go in by `hang`."""
    rest, indent = Text(text) if isinstance(text, str) else text, ""
    while rest.cell_len > width - len(indent):
        end = _end(rest.plain, max(1, width - len(indent)))
        piece, rest = rest.divide([end])
        piece.rstrip()
        yield Text(indent).append_text(piece)
        rest = rest[len(rest.plain) - len(rest.plain.lstrip()) :]
        indent = " " * hang
    if rest:
        yield Text(indent).append_text(rest)


def _end(text: str, room: int) -> int:
    """Where a line ends that has some room: behind a space, or where it is full."""
    full = len(chop_cells(text, room)[0])
    space = text.rfind(" ", 0, full + 1)
    return space if text[:space].strip() else full
