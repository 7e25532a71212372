"""Text in lines that fit a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len, chop_cells
from rich.text import Text


def folded(text: Text | str, width: int, hang: int = 0) -> Iterator[Text]:
    """A text in lines of at most `width` cells, broken at spaces, or where there is none behind a hyphen.

    All lines but the first go in by `hang`.
    """
    whole = Text(text) if isinstance(text, str) else text
    plain, start, indent = whole.plain, 0, ""
    while start < len(plain):
        end = start + _end(plain[start:], max(1, width - len(indent)))
        piece = _piece(whole, start, end)
        piece.rstrip()
        yield Text(indent).append_text(piece)
        start = len(plain) - len(plain[end:].lstrip())
        indent = " " * hang


def _end(text: str, room: int) -> int:
    """Where a line ends that has some room: at its end, before a space, behind a hyphen, or where it is full."""
    if cell_len(text) <= room:
        return len(text)
    full = max(1, len(chop_cells(text, room)[0]))
    space = text.rfind(" ", 0, full + 1)
    return space if text[: max(space, 0)].strip() else text.rfind("-", 0, full) + 1 or full


def _piece(text: Text, start: int, end: int) -> Text:
    """The stretch of a text with its styles."""
    cuts = [cut for cut in (start, end) if 0 < cut < len(text.plain)]
    return text.divide(cuts)[start > 0] if cuts else text.copy()
