r"""Forms read back as matrices: products and transposes, entrywise products, sums as products with ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from derive.judging.general.indices import Index, Length, Place
from derive.judging.solving.entries import Entries, fraction
from derive.judging.solving.forms import (
    Bag,
    Called,
    Chosen,
    Counted,
    Form,
    Part,
    Same,
    Step,
    Summed,
    Total,
    Unwritable,
    bag,
    free,
    order,
    sides,
)
from derive.judging.solving.hand import COMMANDS, Hand
from derive.judging.solving.pieces import BASE, FACTOR, SUM, Piece, added, called, chained, compared, entrywise, norm, raised, ratio, squared
from derive.judging.solving.sizes import spelled

ONE = Fraction(1)
HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Array:
    """A piece that is an array; its rows and columns belong to these indices, or there is only one of them.

    `turned` is its transpose, where that has a shorter writing.
    """

    piece: Piece
    row: Index | None
    column: Index | None
    turned: Piece | None = None

    @property
    def indices(self) -> frozenset[Index]:
        """The indices."""
        return frozenset(index for index in (self.row, self.column) if index is not None)


class Unit(Array):
    """The unit matrix."""


@dataclass(frozen=True)
class Matrices:
    """Reads a form as an array; ones are `sized` where their number is to be told."""

    entries: Entries
    sized: bool = True

    @property
    def hand(self) -> Hand:
        """The hand in which names are written."""
        return self.entries.hand

    def read(self, form: Form, row: Index | None, column: Index | None) -> Piece:
        """The array whose entry at these places is a form."""
        return self._single(form, row, column) or self.full(self.array(form, row, column), row, column).piece

    def _single(self, form: Form, row: Index | None, column: Index | None) -> Piece | None:
        """A vector of which one entry, at a named place, is not 0."""
        if not isinstance(form, Bag) or (row is None) == (column is None):
            return None
        mine = row or column
        same = [f for f, e in form.factors if isinstance(f, Same) and mine in free(f)]
        rest = Bag(form.number, tuple((f, e) for f, e in form.factors if f not in same))
        if len(same) != 1 or mine in free(rest) or not free(same[0]) - {mine} <= self.entries.letters.keys():
            return None
        entry = self.entries.write(bag(rest.number, *rest.factors))
        between = r" \\ " if row is not None else " & "
        dots = r"\vdots" if row is not None else r"\dots"
        cells = between.join(["0", dots, entry.text, dots, "0"])
        return Piece(rf"\begin{{pmatrix}} {cells} \end{{pmatrix}}", BASE, 1 + entry.weight)

    def array(self, form: Form, row: Index | None, column: Index | None) -> Array:
        """A form as an array in some of these indices."""
        if form == Bag(ONE) or (free(form) and all(index in self.entries.letters for index in free(form))):
            return Array(self.entries.write(form), None, None)
        match form:
            case Part(places=()):
                return Array(self.hand.whole(form.leaf), None, None)
            case Part(leaf=leaf, places=places):
                first, second = (_index(place, size) for place, size in zip(places, leaf.shape, strict=True))
                if first is not None and first == second:
                    raise Unwritable("a diagonal")
                return Array(self.hand.whole(leaf), first, second)
            case Same(first=one, second=other):
                if {one.index, other.index} & self.entries.letters.keys():
                    raise Unwritable("an entry that is the only one")
                unit = self._unit(one)
                return Unit(unit, one.index, other.index, unit)
            case Total(parts=parts):
                return self._total(parts, row, column)
            case Bag() | Summed():
                return self._product(form, row, column)
            case Called(function=function, primes=primes):
                inner = self.array(form.argument, row, column)
                return Array(self._called(function, primes, inner.piece), inner.row, inner.column)
            case Step():
                return self._step(form, row, column)
            case Counted() | Chosen():
                raise Unwritable("cases of a whole array")
        raise Unwritable(type(form).__name__)

    def _called(self, function: str, primes: int, argument: Piece) -> Piece:
        if function == "exp":
            return self.hand.exponential(argument)
        return called(self.hand.function(function, primes), argument)

    def _step(self, form: Step, row: Index | None, column: Index | None) -> Array:
        whole = self.array(form.value, row, column)
        pieces = [self.full(self.array(side, row, column), whole.row, whole.column).piece for side in sides(form.value)]
        where = compared(*pieces, below=form.below)
        return Array(Piece(rf"\mathbb{{1}}[{where.text}]", FACTOR, 1 + where.weight), whole.row, whole.column)

    def _unit(self, place: Place) -> Piece:
        if "I" not in self.hand.letters:
            return Piece("I")
        assert place.index is not None
        return called(r"\operatorname{diag}", Piece(rf"\mathbf{{1}}_{{{_size(place.index)}}}", BASE, 2))

    def full(self, array: Array, row: Index | None, column: Index | None) -> Array:
        """An array with all of these indices, repeated along those that it lacks."""
        turned = array if array.row in (row, None) and array.column in (column, None) else self.turn(array)
        missing = [index for index in (row, column) if index is not None and index not in turned.indices]
        if not missing or not turned.indices:
            return self._oriented(turned, row, column)
        (other,) = missing
        ones = self.ones(other)
        return self.chain(turned, self.turn(ones)) if other == column else self.chain(ones, turned)

    def _oriented(self, array: Array, row: Index | None, column: Index | None) -> Array:
        fits = array.row in (row, None) and array.column in (column, None)
        return array if fits else self.turn(array)

    def turn(self, array: Array) -> Array:
        """The transpose."""
        if not array.indices:
            return array
        piece = array.turned or self.hand.transposed(array.piece)
        return Array(piece, array.column, array.row, array.piece)

    def chain(self, left: Array, right: Array) -> Array:
        """The product of two arrays."""
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
        if not self.sized:
            return Array(Piece(r"\mathbf{1}"), index, None)
        ones = Piece(rf"\mathbf{{1}}_{{{_size(index)}}}", BASE, 2)
        return self.turn(Array(ones, None, index)) if self.hand.rows else Array(ones, index, None)

    def _total(self, parts: Sequence[Form], row: Index | None, column: Index | None) -> Array:
        signed = [(self._is_negative(part), self.array(self._positive(part), row, column)) for part in parts]
        present = frozenset().union(*(array.indices for _, array in signed))
        rows, columns = (index if index in present else None for index in (row, column))
        arrays = [(minus, self.full(array, rows, columns)) for minus, array in signed]
        arrays.sort(key=lambda pair: pair[1] not in [array for _, array in signed])
        piece = added([(minus, array.piece) for minus, array in arrays])
        turned = added([(minus, self.turn(array).piece) for minus, array in arrays])
        if self.hand.transposed(turned).weight < piece.weight:
            return Array(self.hand.transposed(turned), rows, columns, turned)
        return Array(piece, rows, columns, turned if turned.weight <= self.hand.transposed(piece).weight else None)

    def _is_negative(self, form: Form) -> bool:
        return isinstance(form, Bag) and form.number < 0

    def _positive(self, form: Form) -> Form:
        return bag(-form.number, *form.factors) if isinstance(form, Bag) and form.number < 0 else form

    def _product(self, form: Bag | Summed, row: Index | None, column: Index | None) -> Array:
        number_, factors, bound = _flat(form)
        below = [(f, -e) for f, e in factors if e < 0 and not (isinstance(f, Called) and f.function == "exp")]
        above = [(f, e) for f, e in factors if (f, -e) not in below]
        network = _Network(self, row, column, bound)
        tops, bottoms = network.sorted(above), network.sorted(below)
        if bound or {array.indices for array in (*tops.arrays, *bottoms.arrays)} != {bottoms.indices}:
            found = network.reduced(network.over(tops.arrays, bottoms.arrays))
        else:
            found, lower = network.reduced(tops.arrays), network.reduced(bottoms.arrays)
            found = Array(fraction(ONE, [found.piece], [lower.piece]), lower.row, lower.column)
        scalars = [*tops.scalars, *network.scalars]
        if number_ == 1 and not scalars and not bottoms.scalars:
            return found
        found = self._oriented(found, row, column)
        pieces = [*scalars, *([found.piece] if found.indices else [])]
        piece = fraction(abs(number_), pieces, bottoms.scalars)
        if number_ < 0:
            piece = added([(True, piece)])
        return Array(piece, found.row, found.column)


@dataclass
class _Sorted:
    scalars: list[Piece]
    arrays: list[Array]

    @property
    def indices(self) -> frozenset[Index]:
        """The indices of all arrays."""
        return frozenset().union(*(array.indices for array in self.arrays))


class _Network:
    """Factors that share indices: bound ones are worked off one after the other."""

    def __init__(self, reader: Matrices, row: Index | None, column: Index | None, bound: Sequence[Index]) -> None:
        self.reader, self.row, self.column = reader, row, column
        self.bound = list(bound)
        self.scalars: list[Piece] = []

    def sorted(self, factors: Sequence[tuple[Form, Fraction]]) -> _Sorted:
        """The factors that are numbers, and those that are arrays."""
        found = _Sorted([], [])
        for form, exponent in sorted(factors, key=lambda pair: order(pair[0])):
            own = free(form) - self.reader.entries.letters.keys()
            indices = sorted(own, key=lambda index: (index != self.row, index == self.column))
            if len(indices) > 2:
                raise Unwritable("a factor with three indices")
            first, second = [*indices, None, None][:2]
            if first == self.column and first is not None:
                first, second = second, first
            array = self.reader.array(form, first, second)
            if exponent == 2 and own and own <= {*self.bound} and not _is_command(form):
                found.arrays.append(array)
            elif exponent != 1:
                array = Array(self._power(array.piece, exponent, form), array.row, array.column)
            (found.arrays.append(array) if array.indices else found.scalars.append(array.piece))
        return found

    def over(self, arrays: Sequence[Array], below: Sequence[Array]) -> list[Array]:
        """Arrays, each over those that have the same indices."""
        found = list(arrays)
        for lower in self._merged(below):
            mine = [array for array in found if array.indices == lower.indices]
            found = [array for array in found if array not in mine]
            (top,) = self._merged(mine) or [Array(Piece("1"), lower.row, lower.column)]
            if (top.row, top.column) != (lower.row, lower.column):
                lower = self.reader.turn(lower)
            found.append(Array(ratio(top.piece, lower.piece), top.row, top.column))
        return found

    def _power(self, piece: Piece, exponent: Fraction, form: Form) -> Piece:
        if exponent == 1:
            return piece
        if _is_command(form) and exponent.denominator == 1:
            name, argument = piece.text.split("(", 1)
            return Piece(f"{name}^{exponent}({argument}", piece.level, piece.weight + 2)
        if exponent == HALF:
            return self.reader.hand.root(piece)
        if exponent.denominator != 1:
            raise Unwritable("a broken power")
        if free(form) - self.reader.entries.letters.keys():
            return entrywise([piece] * int(exponent)) if 0 < exponent <= 3 else _stuck("a power of an array")
        return raised(piece, int(exponent))

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
            if len(array.indices) == 2 and len(mine) == 2 and array.indices <= {*self.bound}:
                if mine[0].indices == mine[1].indices:
                    left = [other for other in left if other not in mine]
                    self.bound = [index for index in self.bound if index not in array.indices]
                    self.scalars.append(self._trace(*mine))
        return left

    def _trace(self, one: Array, other: Array) -> Piece:
        """The sum of the products of the entries of two matrices."""
        ways = []
        for index in sorted(one.indices):
            left, right = self._ends(one, index, last=True), self._ends(other, index, last=False)
            ways.append(called(r"\operatorname{tr}", self.reader.chain(left, right).piece))
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
                left = self.reader.chain(left, self._diagonal(vectors))
            return [*rest, self.reader.chain(left, right)]
        if len(matrices) == 1:
            left = self._ends(matrices[0], index, last=True)
            vector = self._column(vectors) if vectors else self.reader.ones(index)
            return [*rest, self.reader.chain(left, vector)]
        first = self._column(vectors[:1]) if vectors[1:] else self.reader.ones(index)
        left, right = self.reader.turn(first), self._column(vectors[1:] or vectors)
        product = chained(left.piece, right.piece)
        is_square = len(vectors) == 2 and vectors[0] == vectors[1]
        self.scalars.append(squared(norm(vectors[0].piece), product) if is_square else product)
        return rest

    def _ends(self, array: Array, index: Index, *, last: bool) -> Array:
        """A matrix with an index as that of its columns, or of its rows."""
        fits = array.column == index if last else array.row == index
        return array if fits else self.reader.turn(array)

    def _column(self, vectors: Sequence[Array]) -> Array:
        """Vectors along one axis, entry by entry, as one column."""
        turned = [array if array.column is None else self.reader.turn(array) for array in vectors]
        return self.reader.entrywise(turned)

    def _diagonal(self, vectors: Sequence[Array]) -> Array:
        upright = len({array.column is None for array in vectors}) > 1
        inner = self._column(vectors) if upright else self.reader.entrywise(vectors)
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
            turned = [array if (array.row, array.column) == pair else self.reader.turn(array) for array in group]
            found.append(self.reader.entrywise(turned))
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
            return self.reader.chain(self._column(down), self.reader.turn(self._column(along)))
        (array,) = whole
        if isinstance(array, Unit) and (down or along):
            return replace(self._diagonal([*down, *along]), row=self.row, column=self.column)
        array = self.reader.full(array, self.row, self.column)
        if down:
            array = self.reader.chain(self._diagonal(down), array)
        if along:
            array = self.reader.chain(array, self._diagonal(along))
        return array


def _is_command(form: Form) -> bool:
    return isinstance(form, Part) and form.leaf.function in COMMANDS


def _stuck(what: str) -> Piece:
    raise Unwritable(what)


def _flat(form: Form) -> tuple[Fraction, list[tuple[Form, Fraction]], list[Index]]:
    """A number, factors, and the indices over which all is summed."""
    if isinstance(form, Summed):
        number_, factors, bound = _flat(form.body)
        return number_, factors, [form.index, *bound]
    if not isinstance(form, Bag):
        return ONE, [(form, ONE)], []
    number_, factors, bound = form.number, list[tuple[Form, Fraction]](), list[Index]()
    for factor, exponent in form.factors:
        if isinstance(factor, Summed) and exponent == 1:
            inner, more, names = _flat(factor)
            number_, factors, bound = number_ * inner, [*factors, *more], [*bound, *names]
        else:
            factors.append((factor, exponent))
    return number_, factors, bound


def _index(place: Place, size: object) -> Index | None:
    if size == 1:
        return None
    if place.index is None:
        raise Unwritable("an entry at a fixed place")
    return place.index


def _size(index: Index) -> str:
    if index.range.number is not None:
        return str(index.range.number)
    (part, _), *others = index.range.parts
    if others or index.range.offset or not isinstance(part, Length):
        raise Unwritable("an axis whose length is no name")
    return spelled(part.name)
