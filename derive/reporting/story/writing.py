"""Lines of text that fit: folded sentences and formulas, and source lines with their numbers."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from derive.reading.source import Source, Span
from derive.reporting.folding import folded
from derive.reporting.plain import unicode_line
from derive.reporting.text import QUIET, excerpt, visible

LONG = 10_000
MOST_LINES = 12
"""Lines of source that are shown of one claim."""


def formula(latex: str) -> str:
    """A formula as one line, however long."""
    return visible(unicode_line(latex, LONG))


def numbered(source: Source, span: Span, caret: str, style: str, width: int) -> Iterator[Text]:
    """The source lines of a stretch with their numbers, and carets in `style` under what is marked in one of them.

    Of what stands in no file the lines have no numbers.
    """
    first, last = source.position(span.start)[0], source.position(max(span.end - 1, span.start))[0]
    room = width - len(_gutter(last))
    marked, _, signs = caret.partition("\n")
    lines = source.text.split("\n")[first - 1 : last]
    for number, line in enumerate(lines[:MOST_LINES], first):
        is_marked = bool(signs) and line == marked
        shown, under = excerpt(f"{line}\n{signs if is_marked else ''}", room - 2).split("\n")
        yield Text.assemble((_gutter(number if source.path else None), QUIET), visible(shown))
        if is_marked:
            yield Text.assemble((_gutter(None), QUIET), (under, style))
            signs = ""
    if len(lines) > MOST_LINES:
        yield Text(f"{_gutter(None)}… {len(lines) - MOST_LINES} more lines", QUIET)


def _gutter(number: int | None) -> str:
    return f"{'' if number is None else number:>5} │ "


def table(rows: list[tuple[str, ...]], width: int) -> Iterator[Text]:
    """Rows in columns as wide as need be; the last column folds."""
    columns = list(zip(*rows, strict=True)) if rows else []
    widths = [max(map(cell_len, column)) for column in columns[:-1]]
    for row in rows:
        start = "".join(f"{cell}{' ' * (room - cell_len(cell) + 3)}" for cell, room in zip(row, widths, strict=False))
        text = Text(start).append_text(Text(row[-1]))
        text.rstrip()
        yield from folded(text, width, min(len(start), width // 2))
