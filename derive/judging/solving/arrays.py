r"""Pieces of LaTeX as arrays: their transposes, products and sums with ones, whichever writing is the shortest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from derive.judging.general.indices import Index, Length
from derive.judging.solving.forms import Unwritable
from derive.judging.solving.hand import Hand
from derive.judging.solving.pieces import BASE, SUM, Piece, added, chained, entrywise, product
from derive.meaning.terms import spelled


@dataclass(frozen=True, slots=True)
class Array:
    """A piece that is an array; its rows and columns belong to these indices, or there is only one of them.

    `turned` is its transpose, where that has a shorter writing. A matrix to every entry of which a number is added is
    `spread` with that number times a matrix of ones: in a product it would be read as a multiple of the unit matrix.
    """

    piece: Piece
    row: Index | None
    column: Index | None
    turned: Piece | None = None
    spread: Array | None = None

    @property
    def indices(self) -> frozenset[Index]:
        """The indices."""
        return frozenset(index for index in (self.row, self.column) if index is not None)


class Unit(Array):
    """The unit matrix."""


@dataclass(frozen=True)
class Arrays:
    """Puts arrays together in the `hand` of an author; ones are `sized` where their number is to be told."""

    hand: Hand
    sized: bool = True

    def full(self, array: Array, row: Index | None, column: Index | None) -> Array:
        """An array with all of these indices, repeated along those that it lacks."""
        turned = array if array.row in (row, None) and array.column in (column, None) else self.turn(array)
        missing = [index for index in (row, column) if index is not None and index not in turned.indices]
        if not missing or not turned.indices:
            return self.oriented(turned, row, column)
        (other,) = missing
        ones = self.ones(other)
        return self.chain(turned, self.turn(ones)) if other == column else self.chain(ones, turned)

    def oriented(self, array: Array, row: Index | None, column: Index | None) -> Array:
        """An array turned so that its rows and columns belong to these indices."""
        fits = array.row in (row, None) and array.column in (column, None)
        return array if fits else self.turn(array)

    def turn(self, array: Array) -> Array:
        """The transpose."""
        if not array.indices:
            return array
        piece = array.turned or self.hand.transposed(array.piece)
        return Array(piece, array.column, array.row, array.piece, array.spread and self.turn(array.spread))

    def chain(self, left: Array, right: Array) -> Array:
        """The product of two arrays."""
        left, right = left.spread or left, right.spread or right
        turned = chained(self.turn(right).piece, self.turn(left).piece)
        piece = chained(left.piece, right.piece)
        short = turned.weight <= self.hand.transposed(piece).weight
        return Array(piece, left.row, right.column, turned if short else None)

    def entrywise(self, arrays: Sequence[Array]) -> Array:
        """Arrays of one shape multiplied entry by entry."""
        if len(arrays) == 1:
            return arrays[0]
        arrays = sorted(arrays, key=lambda array: array.piece.level == SUM)
        pieces = entrywise([array.piece for array in arrays]), entrywise([self.turn(array).piece for array in arrays])
        short = pieces[1].weight <= self.hand.transposed(pieces[0]).weight
        return Array(pieces[0], arrays[0].row, arrays[0].column, pieces[1] if short else None)

    def ones(self, index: Index) -> Array:
        """The column of ones along an axis."""
        ones = Piece(rf"\mathbf{{1}}_{{{size(index)}}}", BASE, 2) if self.sized else Piece(r"\mathbf{1}")
        lying = self.hand.rows if self.sized else self.hand.lying
        return self.turn(Array(ones, None, index)) if lying else Array(ones, index, None)

    def total(self, arrays: Sequence[tuple[bool, Array]], row: Index | None, column: Index | None) -> Array:
        """A sum of arrays, each with its sign, `True` for minus."""
        present = frozenset().union(*(array.indices for _, array in arrays))
        rows, columns = (index if index in present else None for index in (row, column))
        spread = None
        if rows is not None and columns is not None and any(each.spread or not each.indices for _, each in arrays):
            alone = [(minus, each.spread or self.spread(each, rows, columns)) for minus, each in arrays]
            spread = self.total(alone, rows, columns)
        whole = [(minus, self.full(array, rows, columns)) for minus, array in arrays]
        whole.sort(key=lambda pair: pair[1] not in [array for _, array in arrays])
        piece = added([(minus, array.piece) for minus, array in whole])
        turned = added([(minus, self.turn(array).piece) for minus, array in whole])
        if self.hand.transposed(turned).weight < piece.weight:
            return Array(self.hand.transposed(turned), rows, columns, turned, spread)
        short = turned.weight <= self.hand.transposed(piece).weight
        return Array(piece, rows, columns, turned if short else None, spread)

    def spread(self, array: Array, row: Index, column: Index) -> Array:
        """A number as the matrix that has it everywhere, to a reader no longer than the number; any other array."""
        if array.indices:
            return array
        ones = self.chain(self.ones(row), self.turn(self.ones(column))).piece
        piece = ones if array.piece.text == "1" else product([array.piece, ones])
        return Array(replace(piece, weight=array.piece.weight + self.sized), row, column)


def size(index: Index) -> str:
    """The name or the number of the length of an axis."""
    if index.range.number is not None:
        return str(index.range.number)
    (part, _), *others = index.range.parts
    if others or index.range.offset or not isinstance(part, Length):
        raise Unwritable("an axis whose length is no name")
    return spelled(part.name)
