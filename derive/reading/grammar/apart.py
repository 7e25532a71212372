r"""Matrices with dots whose diagonal has an entry of its own form, as the Jacobian of a softmax is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from derive.reading.grammar.names import Names
from derive.reading.grammar.runs import fresh, run
from derive.reading.grammar.trees import Path, differences, get, put
from derive.reading.source import Span
from derive.reading.syntax import Blank, Branches, Dots, General, Name, Node, Number, Relation, Unreadable

Row = tuple[Node, ...]
ONE = Number(Fraction(1), "1")
ON = "this entry does not agree with the general entry on the diagonal"
BESIDE = "this entry does not agree with the general entry beside the diagonal"


@dataclass(frozen=True, slots=True)
class _Beside:
    """The entries beside the diagonal: in the one at the end of the first row, where both indices stand."""

    corner: Node
    rows: tuple[Path, ...]
    columns: tuple[Path, ...]

    def general(self, row: Node, column: Node) -> Node:
        """The entry at two indices."""
        entry = self.corner
        for index, paths in ((row, self.rows), (column, self.columns)):
            for path in paths:
                entry = put(entry, path, replace(index, span=get(self.corner, path).span))
        return entry


def apart(rows: tuple[Row, ...], names: Names, span: Span) -> Node | None:
    """The general entry: one form on the diagonal and one beside it; nothing where the corners do not tell both.

    Raises `Unreadable` at the entry that is no instance of its form.
    """
    diagonal = run(rows[0][0], rows[-1][-1])
    if diagonal is None or diagonal.high is None or diagonal.low != 1 or diagonal.falls:
        return None
    high = diagonal.high
    beside = _beside(rows[0][-1], rows[-1][0], high)
    cells = _cells(rows, high)
    if beside is None or cells is None:
        return None
    for row, column, entry in cells:
        if entry != (diagonal.general(row) if row == column else beside.general(row, column)):
            raise Unreadable(ON if row == column else BESIDE, entry.span)
    i, j = fresh(names, rows)
    on = Relation("=", Name(i), Name(j))
    branches = ((diagonal.general(Name(i)), on), (beside.general(Name(i), Name(j)), None))
    return General(Branches(branches, span=span), i, high, j, high, span=span)


def _beside(right: Node, left: Node, high: Node) -> _Beside | None:
    """The form beside the diagonal, from the corner at 1 and `high` and the one at `high` and 1."""
    found = differences(right, left)
    if not found or any({one, other} != {ONE, high} for _, one, other in found):
        return None
    rows = tuple(path for path, one, _ in found if one == ONE)
    columns = tuple(path for path, one, _ in found if one == high)
    return _Beside(right, rows, columns) if rows and columns else None


def _cells(rows: tuple[Row, ...], high: Node) -> list[tuple[Node, Node, Node]] | None:
    """What is written, with its row and column; nothing where the dots do not tell its place."""
    down, across = _places(rows, high), [_places(row, high) for row in rows]
    if down is None:
        return None
    cells: list[tuple[Node, Node, Node]] = []
    for at, row, places in zip(down, rows, across, strict=True):
        if at is None:
            continue
        if places is None:
            return None
        cells += [(at, place, cell) for place, cell in zip(places, row, strict=True) if place is not None]
    return cells


def _places(line: tuple[Row, ...] | Row, high: Node) -> list[Node | None] | None:
    """Places counted from 1 before the dots, and `high` behind them, where only one thing stands."""
    dotted = [_is_dotted(each) for each in line]
    last = len(line) - 1
    if True not in dotted or dotted[last] or not all(dotted[dotted.index(True) : last]):
        return None
    return [None if each else high if at == last else Number(Fraction(at + 1)) for at, each in enumerate(dotted)]


def _is_dotted(part: Node | Row) -> bool:
    if isinstance(part, tuple):
        return all(isinstance(cell, (Dots, Blank)) for cell in part)
    return isinstance(part, Dots)
