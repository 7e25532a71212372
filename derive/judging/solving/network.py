r"""Arrays that share indices: sums over these as products of matrices, inner products, traces and lengths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from derive.judging.general.indices import Index
from derive.judging.solving.arrays import Array, Arrays, Unit
from derive.judging.solving.forms import Unwritable
from derive.judging.solving.pieces import Piece, called, chained, norm, ratio, squared


class Network:
    """Factors that share indices: bound ones are worked off one after the other; `scalars` are what falls off."""

    def __init__(self, arrays: Arrays, row: Index | None, column: Index | None, bound: Sequence[Index]) -> None:
        self.arrays, self.row, self.column = arrays, row, column
        self.bound = list(bound)
        self.scalars: list[Piece] = []

    def over(self, arrays: Sequence[Array], below: Sequence[Array]) -> list[Array]:
        """Arrays, each over those that have the same indices."""
        found = list(arrays)
        for lower in self._merged(below):
            mine = [array for array in found if array.indices == lower.indices]
            found = [array for array in found if array not in mine]
            (top,) = self._merged(mine) or [Array(Piece("1"), lower.row, lower.column)]
            if (top.row, top.column) != (lower.row, lower.column):
                lower = self.arrays.turn(lower)
            found.append(Array(ratio(top.piece, lower.piece), top.row, top.column))
        return found

    def reduced(self, arrays: list[Array]) -> Array:
        """All factors as one array."""
        arrays = self._traced(arrays)
        while self.bound:
            index = min(self.bound, key=lambda index: (self._cost(index, arrays), self.bound.index(index)))
            arrays = self._without(index, arrays)
        return self._joined(arrays)

    def _traced(self, arrays: Sequence[Array]) -> list[Array]:
        """The arrays that are left when pairs of matrices that share both indices with nothing else are traces."""
        left = list(arrays)
        for array in arrays:
            mine = [other for other in left if other.indices & array.indices]
            alone = len(mine) == 2 and mine[0].indices == mine[1].indices
            if alone and len(array.indices) == 2 and array.indices <= {*self.bound}:
                left = [other for other in left if other not in mine]
                self.bound = [index for index in self.bound if index not in array.indices]
                self.scalars.append(self._trace(*mine))
        return left

    def _trace(self, one: Array, other: Array) -> Piece:
        """The sum of the products of the entries of two matrices."""
        ways = []
        for index in sorted(one.indices):
            left, right = self._ends(one, index, last=True), self._ends(other, index, last=False)
            ways.append(called(r"\operatorname{tr}", self.arrays.chain(left, right).piece))
        shortest = min(ways, key=lambda piece: piece.weight)
        return squared(norm(one.piece, "F")) if one == other else shortest

    def _cost(self, index: Index, arrays: Sequence[Array]) -> int:
        """How many indices a sum over one leaves, then how many arrays it takes, then how many it turns."""
        with_it = [array for array in arrays if index in array.indices]
        others = frozenset().union(*(array.indices for array in with_it)) - {index}
        turned = len(with_it) == 1 and with_it[0].row == index and with_it[0].column is not None
        return len(others) * 8 + len(with_it) * 2 + turned

    def _without(self, index: Index, arrays: list[Array]) -> list[Array]:
        """The arrays after the sum over an index."""
        mine = [array for array in arrays if index in array.indices]
        rest = [array for array in arrays if index not in array.indices]
        self.bound.remove(index)
        vectors = [array for array in mine if len(array.indices) == 1]
        matrices = self._merged([array for array in mine if len(array.indices) == 2])
        if len(matrices) > 2 or not mine:
            raise Unwritable("an index that three factors share")
        if len(matrices) == 2:
            left, right = self._ends(matrices[0], index, last=True), self._ends(matrices[1], index, last=False)
            if vectors:
                left = self.arrays.chain(left, self._diagonal(vectors))
            return [*rest, self.arrays.chain(left, right)]
        if len(matrices) == 1:
            left = self._ends(matrices[0], index, last=True)
            vector = self._column(vectors) if vectors else self.arrays.ones(index)
            return [*rest, self.arrays.chain(left, vector)]
        first = self._column(vectors[:1]) if vectors[1:] else self.arrays.ones(index)
        left, right = self.arrays.turn(first), self._column(vectors[1:] or vectors)
        product = chained(left.piece, right.piece)
        is_square = len(vectors) == 2 and vectors[0] == vectors[1]
        self.scalars.append(squared(norm(vectors[0].piece), product) if is_square else product)
        return rest

    def _ends(self, array: Array, index: Index, *, last: bool) -> Array:
        """A matrix with an index as that of its columns, or of its rows."""
        fits = array.column == index if last else array.row == index
        return array if fits else self.arrays.turn(array)

    def _column(self, vectors: Sequence[Array]) -> Array:
        """Vectors along one axis, entry by entry, as one column."""
        turned = [array if array.column is None else self.arrays.turn(array) for array in vectors]
        return self.arrays.entrywise(turned)

    def _diagonal(self, vectors: Sequence[Array]) -> Array:
        upright = len({array.column is None for array in vectors}) > 1
        inner = self._column(vectors) if upright else self.arrays.entrywise(vectors)
        piece, (index,) = called(r"\operatorname{diag}", inner.piece), inner.indices
        return Array(piece, index, index, piece)

    def _merged(self, arrays: Sequence[Array]) -> list[Array]:
        """Arrays with the same indices multiplied entry by entry."""
        groups: dict[frozenset[Index], list[Array]] = {}
        for array in arrays:
            groups.setdefault(array.indices, []).append(array)
        found = []
        for group in groups.values():
            pairs = [(array.row, array.column) for array in group]
            pair = max(pairs, key=lambda each: (each == (self.row, self.column), pairs.count(each)))
            turned = [array if (array.row, array.column) == pair else self.arrays.turn(array) for array in group]
            found.append(self.arrays.entrywise(turned))
        return found

    def _joined(self, arrays: list[Array]) -> Array:
        """What is left, when no index is bound: a matrix, scaled along its rows and columns, or an outer product."""
        down = [array for array in arrays if array.indices == {self.row}]
        along = [array for array in arrays if array.indices == {self.column}]
        whole = self._merged([array for array in arrays if len(array.indices) == 2])
        if not arrays:
            return Array(Piece("1"), None, None)
        if not whole:
            if not along or not down:
                return self._merged(down or along)[0]
            return self.arrays.chain(self._column(down), self.arrays.turn(self._column(along)))
        (array,) = whole
        if isinstance(array, Unit) and (down or along):
            return replace(self._diagonal([*down, *along]), row=self.row, column=self.column)
        array = self.arrays.full(array, self.row, self.column)
        if down:
            array = self.arrays.chain(self._diagonal(down), array)
        if along:
            array = self.arrays.chain(array, self._diagonal(along))
        return array
