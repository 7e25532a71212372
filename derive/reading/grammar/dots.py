r"""Ellipses: the general entry of a matrix or a sum, from the entries that are written.

The first and the last entry are compared; where they differ by a number and a size, a bound index stands in the
general entry. Every other entry that is written must be an instance of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from derive.reading.grammar.names import Names
from derive.reading.grammar.trees import Path, differences, get, names_in, put
from derive.reading.source import Span
from derive.reading.syntax import (
    Addition,
    Big,
    Binder,
    Blank,
    Branches,
    Dots,
    General,
    Matrix,
    Minus,
    Name,
    Node,
    Number,
    Relation,
    Spike,
    Unreadable,
)

ZERO, ONE = Number(Fraction(0), "0"), Number(Fraction(1), "1")
Row = tuple[Node, ...]
LETTERS, SUMMED = "ijklpqrs", "pqrsklij"
"""Letters for generated indices: those of a sum are seldom written, so that the rows of a matrix get the same one."""


@dataclass(frozen=True, slots=True)
class Run:
    """Entries from `low` to `high`; in `first` the index stands at `paths`. `high` is missing where nothing changes."""

    first: Node
    paths: tuple[Path, ...]
    low: int
    high: Node | None

    def general(self, index: Node) -> Node:
        """The entry at an index."""
        entry = self.first
        for path in self.paths:
            entry = put(entry, path, replace(index, span=get(self.first, path).span))
        return entry


def run(first: Node, last: Node) -> Run | None:
    """The run from the first to the last entry; nothing where they have no common form."""
    found = differences(first, last)
    if found is None:
        return None
    if not found:
        return Run(first, (), 1, None)
    _, low, high = found[0]
    if not isinstance(low, Number) or any((a, b) != (low, high) for _, a, b in found):
        return None
    return Run(first, tuple(path for path, _, _ in found), int(low.value), high)


def _fits(found: Run, entry: Node, place: int | None) -> bool:
    """Whether a written entry is an instance, at `place` or (between dots) at any index."""
    if place is not None:
        return found.general(Number(Fraction(found.low + place))) == entry
    symbols = differences(found.first, entry)
    if symbols is None:
        return False
    return {path for path, _, _ in symbols} <= set(found.paths) and len({b for _, _, b in symbols}) <= 1


def sequence(entries: Sequence[Node]) -> Run:
    """The run of a list of entries with dots in it.

    Raises `Unreadable` at the entry that does not agree.
    """
    written = [e for e in entries if not isinstance(e, Dots)]
    if not written or isinstance(entries[0], Dots) or isinstance(entries[-1], Dots):
        raise Unreadable("these dots need an entry before and after them", entries[0].span)
    found = run(written[0], written[-1])
    if found is None:
        raise Unreadable("this last entry and the first one have no common general entry", written[-1].span)
    first_dots = next(place for place, entry in enumerate(entries) if isinstance(entry, Dots))
    for place, entry in enumerate(entries[:-1]):
        if not isinstance(entry, Dots) and not _fits(found, entry, place if place < first_dots else None):
            raise Unreadable("this entry does not agree with the general entry of its row or column", entry.span)
    return found


def added(terms: Sequence[Node], names: Names) -> Node:
    """A sum with an ellipsis as a sum over an index, beside the terms that are not part of it."""
    places = [place for place, term in enumerate(terms) if is_ellipsis(term)]
    last = places[-1] + 1
    if places[0] == 0 or last >= len(terms):
        raise Unreadable("these dots need a term before and after them", terms[places[0]].span)
    for start in range(places[0]):
        found = run(terms[start], terms[last])
        if found is not None and found.high is not None:
            break
    else:
        raise Unreadable("the terms around these dots have no common general term", terms[places[0]].span)
    found = sequence([_unsigned(term, terms[last]) for term in terms[start : last + 1]])
    index = fresh(names, terms, SUMMED)[0]
    span = terms[start].span.to(terms[last].span)
    binder = Binder(index, Number(Fraction(found.low)), found.high, dotted=True, span=span)
    total = Big("sum", (binder,), found.general(Name(index)), span=span)
    parts = (*terms[:start], total, *terms[last + 1 :])
    return total if len(parts) == 1 else Addition(parts, span=terms[0].span.to(terms[-1].span))


def is_ellipsis(term: Node) -> bool:
    """Whether a term is an ellipsis, with a minus or without."""
    return isinstance(term, Dots) or (isinstance(term, Minus) and isinstance(term.operand, Dots))


def _unsigned(term: Node, last: Node) -> Node:
    """An ellipsis without the minus that the last term has too."""
    if not is_ellipsis(term):
        return term
    if isinstance(term, Minus) != isinstance(last, Minus):
        raise Unreadable("these dots have another sign than the term behind them", term.span)
    return Dots(span=term.span)


def fresh(names: Names, nodes: object, letters: str = LETTERS) -> tuple[str, str]:
    """Two index letters that nothing here uses."""
    used = names_in(nodes) | {known.key for known in names.all()} | {known.plain for known in names.all()}
    free = [letter for letter in (*letters, *"abcdfgho", "\\alpha", "\\beta") if letter not in used]
    return free[0], free[1]


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
    return diagonal if diagonal is not None else _general(rows, names, matrix.span)


def _aligned(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Rows in which a lone ellipsis among blanks, as under a row that is one expression, is a row of dots."""
    if any(len(row) == 1 for row in rows) and any(len(row) > 1 for row in rows):
        narrowed = []
        for row in rows:
            filled = [cell for cell in row if not isinstance(cell, Blank)]
            narrowed.append(tuple(filled) if len(filled) == 1 else row)
        return tuple(narrowed)
    return rows


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
    entries: list[Node] = []
    column = -1
    empty = False
    for row in rows:
        empty = empty or any(isinstance(cell, Blank) or cell == ZERO for cell in row)
        filled = [(p, c) for p, c in enumerate(row) if not isinstance(c, (Blank, Dots)) and c != ZERO]
        if len(filled) > 1 or (filled and filled[0][0] < column):
            return None
        if filled:
            column = filled[0][0]
            entries.append(filled[0][1])
        elif not entries or not isinstance(entries[-1], Dots):
            entries.append(Dots(span=row[0].span))
    if not empty or len(rows) < 3 or not any(isinstance(e, Dots) for e in entries):
        return None
    found = sequence(entries)
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
    across = [_row_run(row) for row in full]
    column_index = fresh(names, rows)[1]
    generals = [r.general(Name(column_index)) for r in across]
    high = next((r.high for r in across if r.high is not None), None)
    for row, r in zip(full, across, strict=True):
        if r.high is not None and r.high != high:
            raise Unreadable("this row ends at another index than the first one", row[-1].span)
    if not any(down):
        return _stacked(generals, high, column_index, names, rows, span)
    entries = _with_dots(generals, down)
    found = sequence(entries)
    if any(path in found.paths for r in across for path in r.paths):
        raise Unreadable("rows and columns of this matrix change the same index", span)
    row_index = fresh(names, rows)[0]
    return General(found.general(Name(row_index)), row_index, found.high, column_index, high, span=span)


def _row_run(row: Row) -> Run:
    if any(isinstance(cell, Blank) for cell in row):
        raise Unreadable("this row of a matrix with dots has an empty cell", row[0].span)
    return sequence(row) if any(isinstance(c, Dots) for c in row) else _explicit(row)


def _explicit(row: Row) -> Run:
    found = run(row[0], row[-1])
    if found is None:
        raise Unreadable("the entries of this row have no common general entry", row[0].span)
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
        runs.append(sequence(column))
    high = next((r.high for r in runs if r.high is not None), None)
    entries = [r.general(Name(row_index)) for r in runs]
    entry = entries[0]
    if width > 1:
        conditions = [Relation("=", Name(column_index), Number(Fraction(place + 1))) for place in range(width)]
        entry = Branches(tuple(zip(entries, conditions, strict=True)), span=span)
    return General(entry, row_index, high, column_index, Number(Fraction(width)), span=span)

