r"""Matrices with an ellipsis: their general entry, against which every written entry is held."""

from __future__ import annotations

from fractions import Fraction

from derive.reading.grammar.apart import Row, apart
from derive.reading.grammar.names import Names
from derive.reading.grammar.runs import Run, fresh, sequence
from derive.reading.source import Span
from derive.reading.syntax import (
    Blank,
    Branches,
    Dots,
    General,
    Matrix,
    Name,
    Node,
    Number,
    Relation,
    Spike,
    Unreadable,
)

ZERO = Number(Fraction(0), "0")


def resolved(matrix: Matrix, names: Names) -> Node:
    """A matrix without dots: itself, or its general entry.

    Raises `Unreadable` where the written entries agree with no general entry.
    """
    rows = _aligned(matrix.rows)
    cells = [cell for row in rows for cell in row]
    dotted = any(isinstance(cell, Dots) for cell in cells)
    if not dotted:
        return _written_out(Matrix(rows, span=matrix.span))
    spike = _spike(rows, matrix.span)
    if spike is not None:
        return spike
    diagonal = _diagonal(rows, names, matrix.span)
    if diagonal is not None:
        return diagonal
    try:
        return _general(rows, names, matrix.span)
    except Unreadable:
        found = apart(rows, names, matrix.span)
        if found is None:
            raise
        return found


def _aligned(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Rows of one width.

    Between rows that are one expression, a lone ellipsis among blanks is a row of dots. Elsewhere blanks behind the
    last cell may be left out, as in `a \\ & b`; where no cell at all is left blank, or a shorter row has some behind
    its last one, its cells were counted.
    """
    narrowed = tuple(tuple(cell for cell in row if not isinstance(cell, Blank)) for row in rows)
    if all(len(row) == 1 or _is_one(short, row[0]) for row, short in zip(rows, narrowed, strict=True)):
        return narrowed if any(len(row) == 1 for row in rows) else rows
    width = max(map(len, rows))
    counted = any(isinstance(row[-1], Blank) for row in rows if len(row) < width)
    if counted or not any(isinstance(cell, Blank) for row in rows for cell in row):
        return rows
    return tuple((*row, *(Blank(span=row[-1].span) for _ in range(width - len(row)))) for row in rows)


def _is_one(cells: Row, first: Node) -> bool:
    """Whether the cells of a row that are not blank are the first one only, or an ellipsis."""
    return len(cells) == 1 and (cells[0] is first or isinstance(cells[0], Dots))


def _written_out(matrix: Matrix) -> Node:
    width = max(len(row) for row in matrix.rows)
    for row in matrix.rows:
        if len(row) != width:
            raise Unreadable(f"this row has {len(row)} cells, another has {width}", row[0].span)
    if not any(isinstance(cell, Blank) for row in matrix.rows for cell in row):
        return matrix
    rows = tuple(tuple(ZERO if isinstance(cell, Blank) else cell for cell in row) for row in matrix.rows)
    return Matrix(rows, span=matrix.span)


def _spike(rows: tuple[Row, ...], span: Span) -> Node | None:
    """A vector that is zero but for one entry between dots."""
    upright = len(rows) > 1
    if upright and any(len(row) != 1 for row in rows):
        return None
    cells = [row[0] for row in rows] if upright else list(rows[0])
    filled = [(place, cell) for place, cell in enumerate(cells) if not isinstance(cell, Dots) and cell != ZERO]
    if len(filled) != 1 or cells[0] != ZERO or cells[-1] != ZERO:
        return None
    place = filled[0][0]
    before, after = cells[:place], cells[place:]
    if not any(isinstance(c, Dots) for c in before) or not any(isinstance(c, Dots) for c in after):
        return None
    return Spike(filled[0][1], upright, span=span)


def _diagonal(rows: tuple[Row, ...], names: Names, span: Span) -> Node | None:
    """A matrix with entries along its diagonal and blanks or zeros elsewhere."""
    if any(len(row) != len(rows) for row in rows):
        return None
    entries = [row[place] for place, row in enumerate(rows)]
    beside = [cell for place, row in enumerate(rows) for cell in (*row[:place], *row[place + 1 :])]
    empty = [cell for cell in beside if isinstance(cell, Blank) or cell == ZERO]
    if not empty or ZERO in entries or not all(isinstance(cell, Dots) or cell in empty for cell in beside):
        return None
    dotted = [isinstance(entry, (Blank, Dots)) for entry in entries]
    between = [row for row, gap in zip(rows, dotted, strict=True) if gap]
    if not between or dotted[0] or dotted[-1] or not all(any(isinstance(c, Dots) for c in row) for row in between):
        return None
    entries = _with_dots([entry for entry, gap in zip(entries, dotted, strict=True) if not gap], dotted)
    found = _whole(sequence(entries), entries[0])
    row_index, column_index = fresh(names, rows)
    on = Relation("=", Name(row_index), Name(column_index))
    entry = Branches(((found.general(Name(row_index)), on), (ZERO, None)), span=span)
    return General(entry, row_index, found.high, column_index, found.high, span=span)


def _general(rows: tuple[Row, ...], names: Names, span: Span) -> Node:
    """The general entry, from the corners; every written entry is held against it."""
    down = [all(isinstance(cell, (Dots, Blank)) for cell in row) for row in rows]
    full = [row for row, dotted in zip(rows, down, strict=True) if not dotted]
    if not full or down[0] or down[-1]:
        raise Unreadable("a matrix with dots needs its first and its last row", span)
    width = len(full[0])
    for row in full:
        if len(row) != width:
            raise Unreadable(f"this row has {len(row)} cells, the first one has {width}", row[0].span)
    if not any(isinstance(cell, Dots) for row in full for cell in row):
        return _columns(rows, down, width, names, span)
    dotted = min(row.index(cell) for row in full for cell in row if isinstance(cell, Dots))
    across = [_row_run(row, dotted) for row in full]
    column_index = fresh(names, rows)[1]
    generals = [r.general(Name(column_index)) for r in across]
    high = next((r.high for r in across if r.high is not None), None)
    for row, r in zip(full, across, strict=True):
        if r.high is not None and r.high != high:
            raise Unreadable("this row ends at another index than the first one", row[-1].span)
    if not any(down):
        return _stacked(generals, high, column_index, names, rows, span)
    entries = _with_dots(generals, down)
    found = _whole(sequence(entries), full[0][0])
    if any(path in found.paths for r in across for path in r.paths):
        raise Unreadable("rows and columns of this matrix change the same index", span)
    row_index = fresh(names, rows)[0]
    return General(found.general(Name(row_index)), row_index, found.high, column_index, high, span=span)


def _row_run(row: Row, dotted: int) -> Run:
    if any(isinstance(cell, Blank) for cell in row):
        raise Unreadable("this row of a matrix with dots has an empty cell", row[0].span)
    return _whole(sequence(row, dotted), row[0])


def _whole(found: Run, first: Node) -> Run:
    """A run that is as long as its last index tells. Raises `Unreadable` where it does not begin at 1."""
    if found.high is not None and found.low != 1:
        raise Unreadable(f"a row or a column with dots begins with entry 1, this one with {found.low}", first.span)
    return found


def _with_dots(generals: list[Node], down: list[bool]) -> list[Node]:
    entries: list[Node] = []
    upcoming = iter(generals)
    for dotted in down:
        if not dotted:
            entries.append(next(upcoming))
        elif not isinstance(entries[-1], Dots):
            entries.append(Dots())
    return entries


def _stacked(generals: list[Node], high: Node | None, column: str, names: Names, rows: object, span: Span) -> Node:
    """Rows with dots, all of which are written."""
    row_index = fresh(names, rows)[0]
    entry = generals[0]
    if len(generals) > 1:
        conditions = [Relation("=", Name(row_index), Number(Fraction(place + 1))) for place in range(len(generals))]
        entry = Branches(tuple(zip(generals, conditions, strict=True)), span=span)
    return General(entry, row_index, Number(Fraction(len(generals))), column, high, span=span)


def _columns(rows: tuple[Row, ...], down: list[bool], width: int, names: Names, span: Span) -> Node:
    """Columns all of which are written, with dots in the rows."""
    row_index, column_index = fresh(names, rows)
    runs = []
    for place in range(width):
        column = [Dots() if dotted else row[place] for row, dotted in zip(rows, down, strict=True)]
        runs.append(_whole(sequence(column), column[0]))
    high = next((r.high for r in runs if r.high is not None), None)
    entries = [r.general(Name(row_index)) for r in runs]
    entry = entries[0]
    if width > 1:
        conditions = [Relation("=", Name(column_index), Number(Fraction(place + 1))) for place in range(width)]
        entry = Branches(tuple(zip(entries, conditions, strict=True)), span=span)
    return General(entry, row_index, high, column_index, Number(Fraction(width)), span=span)
