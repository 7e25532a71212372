"""Small arrays written out, cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

from derive.judging.general.expressions import Expression, NotCovered, Singular
from derive.judging.general.indices import Place
from derive.judging.general.reading import entry
from derive.judging.general.setting import Setting
from derive.judging.general.unfolding import by_definition, outermost
from derive.judging.solving.forms import Unwritable
from derive.judging.solving.pieces import FACTOR, Piece
from derive.meaning.terms import Term

MOST = 12
"""Cells of an array that is written out."""


def cells(left: Term, setting: Setting, write: Callable[[Expression], Piece]) -> Iterator[Piece]:
    """An array of few cells written out: with the names in it, and with all definitions put in."""
    if not left.shape or not all(isinstance(size, int) for size in left.shape):
        return
    rows, columns = (int(size) for size in left.shape)
    if not 1 < rows * columns <= MOST:
        return
    for whole in (False, True):
        with suppress(NotCovered, Singular, Unwritable):
            grid = [
                [write(_value(left, Place({}, r + 1), Place({}, c + 1), setting, whole)) for c in range(columns)]
                for r in range(rows)
            ]
            text = r" \\ ".join(" & ".join(piece.text for piece in row) for row in grid)
            weight = 1 + sum(piece.weight for row in grid for piece in row)
            yield Piece(rf"\begin{{pmatrix}} {text} \end{{pmatrix}}", FACTOR, weight)


def _value(left: Term, row: Place, column: Place, setting: Setting, whole: bool) -> Expression:
    value = entry(left, row, column, setting)
    while whole and (name := outermost(value, set(), setting)) is not None:
        value = by_definition(value, name, setting)
    return value
