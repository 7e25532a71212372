"""What the deltas and the orders in a product ask of an index over which it is summed."""

from __future__ import annotations

from collections.abc import Sequence

from derive.judging.general.algebra import delta
from derive.judging.general.atoms import Delta, Entry, Order
from derive.judging.general.binding import Functional
from derive.judging.general.expressions import Atom, Change, Expression
from derive.judging.general.indices import Index, Place, at, bounds, within
from derive.judging.general.rationals import Number


def solved(atom: Delta, index: Index) -> Place | None:
    """The place that a delta asks of an index, if it is known to lie in its range."""
    place = asked(atom, index)
    return place if place is not None and within(place, index.range) else None


def asked(atom: Delta, index: Index) -> Place | None:
    """The place that a delta asks of an index."""
    factor = dict(atom.place.parts).get(index, 0)
    if abs(factor) != 1:
        return None
    return Place({p: -factor * f for p, f in atom.place.parts if p != index}, -factor * atom.place.offset)


def counted(atom: Order, index: Index, factors: Sequence[tuple[Atom, Number]]) -> Place | None:
    """At how many values of an index, which stands nowhere else, a place is positive, where that is known."""
    factor = dict(atom.place.parts).get(index, 0)
    if abs(factor) != 1 or any(index in other.free for other, _ in factors if other != atom):
        return None
    rest = atom.place - at(index).times(factor)
    count = rest + index.range if factor > 0 else rest + (-1)
    least, left = bounds(count)[0], bounds(index.range - count)[0]
    return count if least.at_least(0) and left.at_least(0) else None


def moved_to(place: Place, to: Place) -> Change:
    """The change that puts one place for another, of which it is the same."""
    nothing = to - place

    def moved(each: Place) -> Place:
        return to if each == place else each

    def change(atom: Atom) -> Expression | Atom | None:
        match atom:
            case Entry(row=row, column=column) if row is not None and column is not None:
                return Entry(atom.name, moved(row), moved(column), atom.positive)
            case Functional(name=name, arguments=arguments, slots=slots):
                return Functional(name, arguments, tuple((n, moved(row), moved(column)) for n, row, column in slots))
            case Delta(place=other):
                return delta(min(other, other + nothing, other - nothing, key=lambda each: len(each.parts)))
        return atom if atom.free.isdisjoint(place.free) else None

    return change
