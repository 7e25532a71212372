"""Measured times as the cells and rows of a table in Markdown."""

from __future__ import annotations

from math import log

from benchmarks.measuring import LIMIT, OVER, SHOWN, Cell


def row(*cells: str) -> None:
    """Print one row."""
    print(f"| {' | '.join(cells)} |", flush=True)


def heading(*cells: str) -> None:
    """Print the first row; all columns but the first hold numbers."""
    row(*cells)
    row("---", *["---:"] * (len(cells) - 1))


def duration(seconds: float) -> str:
    """Seconds with three figures, in milliseconds below a second and microseconds below a millisecond."""
    scales = ((1, "s"), (1e3, "ms"), (1e6, "µs"))
    value, unit = next((seconds * scale, unit) for scale, unit in scales if seconds * scale >= 1 or unit == "µs")
    return f"{value:.{max(0, 2 - len(str(int(value))) + 1)}f} {unit}"


def answer(cell: Cell) -> str:
    """The median time, and what was answered where it is not a proof."""
    if not cell.seconds:
        return ""
    if cell.answer == OVER:
        return f"over {LIMIT} s"
    return duration(cell.median) if cell.answer == SHOWN else f"**{cell.answer}**, {duration(cell.median)}"


def times(other: Cell, own: Cell) -> str:
    """How many times as long another takes, at least that where its time was over."""
    value = other.median / own.median
    return f"{'> ' if other.answer == OVER else ''}{value:.{1 if value < 10 else 0}f}"


def power(low: tuple[int, Cell], high: tuple[int, Cell]) -> str:
    """The exponent of the size with which the time grows between two sizes."""
    (small, before), (large, after) = low, high
    if SHOWN not in (before.answer, after.answer) or before.answer != after.answer:
        return ""
    return f"{log(after.median / before.median) / log(large / small):.1f}"
