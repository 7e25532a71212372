r"""Forms read back as matrices: products and transposes, entrywise products, sums as products with ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from derive.judging.general.indices import Index, Place
from derive.judging.solving.arrays import Array, Arrays, Unit, size
from derive.judging.solving.entries import Entries, fraction
from derive.judging.solving.forms import (
    Bag,
    Called,
    Chosen,
    Counted,
    Form,
    Part,
    Raised,
    Same,
    Step,
    Summed,
    Total,
    Unwritable,
    bag,
    free,
    is_entrywise,
    order,
    sides,
)
from derive.judging.solving.hand import COMMANDS, Hand
from derive.judging.solving.network import Network
from derive.judging.solving.pieces import BASE, FACTOR, Piece, added, called, compared, entrywise, raised

ONE = Fraction(1)
HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Factors that are numbers, and those that are arrays."""

    scalars: list[Piece] = field(default_factory=list)
    arrays: list[Array] = field(default_factory=list)

    @property
    def indices(self) -> frozenset[Index]:
        """The indices of all arrays."""
        return frozenset().union(*(array.indices for array in self.arrays))


@dataclass(frozen=True)
class Matrices:
    """Reads a form as an array; ones are `sized` where their number is to be told."""

    entries: Entries
    sized: bool = True

    @property
    def hand(self) -> Hand:
        """The hand in which names are written."""
        return self.entries.hand

    @property
    def arrays(self) -> Arrays:
        """What puts arrays together."""
        return Arrays(self.hand, self.sized)

    def read(self, form: Form, row: Index | None, column: Index | None) -> Piece:
        """The array whose entry at these places is a form."""
        return self._single(form, row, column) or self.arrays.full(self.array(form, row, column), row, column).piece

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
                if one.index is None or other.index is None:
                    raise Unwritable("an entry at a place that is no letter")
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
            case Raised(base=base, exponent=raised_to):
                product_ = bag(ONE, (raised_to, ONE), (Called("log", base), ONE))
                return self.array(Called("exp", product_), row, column)
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
        ends = [self.array(side, row, column) for side in sides(form.value)]
        more, less = (self.arrays.full(end, whole.row, whole.column).piece for end in ends)
        where = compared(more, less, below=form.below)
        return Array(Piece(rf"\mathbb{{1}}[{where.text}]", FACTOR, 1 + where.weight), whole.row, whole.column)

    def _unit(self, place: Place) -> Piece:
        if "I" not in self.hand.letters:
            return Piece("I")
        assert place.index is not None
        return called(r"\operatorname{diag}", Piece(rf"\mathbf{{1}}_{{{size(place.index)}}}", BASE, 2))

    def _total(self, parts: Sequence[Form], row: Index | None, column: Index | None) -> Array:
        signed = [(self._is_negative(part), self.array(self._positive(part), row, column)) for part in parts]
        found = self.arrays.total(signed, row, column)
        if found.spread is not None and not all(is_entrywise(part, found.indices) for part in parts):
            return found.spread
        return found

    def _is_negative(self, form: Form) -> bool:
        return isinstance(form, Bag) and form.number < 0

    def _positive(self, form: Form) -> Form:
        return bag(-form.number, *form.factors) if isinstance(form, Bag) and form.number < 0 else form

    def _product(self, form: Bag | Summed, row: Index | None, column: Index | None) -> Array:
        number_, factors, bound = _flat(form)
        below = [(f, -e) for f, e in factors if e < 0 and not (isinstance(f, Called) and f.function == "exp")]
        above = [(f, e) for f, e in factors if (f, -e) not in below]
        network = Network(self.arrays, row, column, bound)
        tops, bottoms = (self._sorted(part, row, column, bound) for part in (above, below))
        if bound or {array.indices for array in (*tops.arrays, *bottoms.arrays)} != {bottoms.indices}:
            found = network.reduced(network.over(tops.arrays, bottoms.arrays))
        else:
            found, lower = network.reduced(tops.arrays), network.reduced(bottoms.arrays)
            found = Array(fraction(ONE, [found.piece], [lower.piece]), lower.row, lower.column)
        scalars = [*tops.scalars, *network.scalars]
        if number_ == 1 and not scalars and not bottoms.scalars:
            return found
        found = self.arrays.oriented(found, row, column)

        def scaled(array: Array) -> Array:
            pieces = [*scalars, *([array.piece] if array.indices else [])]
            piece = fraction(abs(number_), pieces, bottoms.scalars)
            return Array(added([(number_ < 0, piece)]), array.row, array.column)

        return replace(scaled(found), spread=found.spread and scaled(found.spread))

    def _sorted(
        self, factors: Sequence[tuple[Form, Fraction]], row: Index | None, column: Index | None, bound: Sequence[Index]
    ) -> _Sorted:
        """The factors that are numbers, and those that are arrays."""
        found = _Sorted()
        for form, exponent in sorted(factors, key=lambda pair: order(pair[0])):
            own = free(form) - self.entries.letters.keys()
            indices = sorted(own, key=lambda index: (index != row, index == column, _place(index, bound)))
            if len(indices) > 2:
                raise Unwritable("a factor with three indices")
            first, second = [*indices, None, None][:2]
            if first == column and first is not None:
                first, second = second, first
            array = self.array(form, first, second)
            if exponent == 2 and own and own <= {*bound} and not _is_command(form):
                found.arrays.append(array)
            elif exponent != 1:
                array = Array(self._power(array.piece, exponent, form), array.row, array.column)
            (found.arrays.append(array) if array.indices else found.scalars.append(array.piece))
        return found

    def _power(self, piece: Piece, exponent: Fraction, form: Form) -> Piece:
        if exponent == 1:
            return piece
        if _is_command(form) and exponent.denominator == 1:
            name, argument = piece.text.split("(", 1)
            return Piece(f"{name}^{exponent}({argument}", piece.level, piece.weight + 2)
        if exponent == HALF:
            return self.hand.root(piece)
        if exponent.denominator != 1:
            raise Unwritable("a broken power")
        if free(form) - self.entries.letters.keys():
            return entrywise([piece] * int(exponent)) if 0 < exponent <= 3 else _stuck("a power of an array")
        return raised(piece, int(exponent))


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


def _place(index: Index, bound: Sequence[Index]) -> tuple[int, Index]:
    """Where an index stands among those that are bound; others stand behind them, by their names."""
    return (bound.index(index) if index in bound else len(bound)), index


def _index(place: Place, size: object) -> Index | None:
    if size == 1:
        return None
    if place.index is None:
        raise Unwritable("an entry at a fixed place")
    return place.index
