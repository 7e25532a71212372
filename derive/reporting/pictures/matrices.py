"""Two matrices beside each other: where they differ, and of large ones only what is to be seen of that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from derive.judging.verdict import Matrix

MOST = 6
"""The rows and columns that are shown in full."""

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides in LaTeX, and the places, row and column from 1, at which their entries differ."""

    left: Matrix
    right: Matrix
    marked: tuple[int, ...]
    differing: frozenset[Place]


def pair(left: Matrix, right: Matrix, marked: tuple[int, ...] = ()) -> Pair:
    """Two matrices; of large ones of one shape the first rows and columns, the one `marked`, and the last."""
    alike = len(left) == len(right) and all(len(a) == len(b) for a, b in zip(left, right, strict=True))
    if not alike or not left:
        return Pair(left, right, marked, frozenset())
    differing = frozenset(
        (row, column)
        for row, entries in enumerate(zip(left, right, strict=True), 1)
        for column, (one, other) in enumerate(zip(*entries, strict=True), 1)
        if one != other
    )
    rows = list(_kept(len(left), marked[0] if marked else 1))
    columns = list(_kept(len(left[0]), marked[1] if marked else 1))
    moved = {
        (row, column): (down, across)
        for down, row in enumerate(rows, 1)
        for across, column in enumerate(columns, 1)
    }
    return Pair(
        _cut(left, rows, columns),
        _cut(right, rows, columns),
        moved.get((marked[0], marked[1]), marked) if marked else (),
        frozenset(moved[place] for place in differing if place in moved),
    )


def _kept(count: int, marked: int) -> Iterator[int]:
    """The places that are shown, and 0 for those left out between two of them."""
    shown = [place for place in range(1, count + 1) if count <= MOST or place < MOST - 1 or place in (marked, count)]
    for place, before in zip(shown, [0, *shown], strict=False):
        if place - before > 1:
            yield 0
        yield place


def _cut(matrix: Matrix, rows: Sequence[int], columns: Sequence[int]) -> Matrix:
    dots = {(True, True): r"\ddots", (True, False): r"\vdots", (False, True): r"\cdots"}
    return tuple(
        tuple(dots.get((not row, not column)) or matrix[row - 1][column - 1] for column in columns) for row in rows
    )
