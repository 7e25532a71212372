"""Sums over a part of an axis, by those over the whole of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from derive.judging.general.algebra import order
from derive.judging.general.atoms import Entry, Exponential, atoms_of
from derive.judging.general.binding import Sum
from derive.judging.general.expressions import Atom, Expression, NotCovered, total
from derive.judging.general.indices import EXPANDED, Index, Place, at, bounds, fresh
from derive.judging.general.sums import over, put, summed

Axes = Callable[[str], tuple[Place, Place]]
"""The lengths of an array."""


def between(low: Place, high: Place, body: Callable[[Place], Expression], axes: Axes) -> Expression:
    """The sum of `body` at every place from `low` to `high`, none where these do not stand in order.

    Where they depend on other indices it goes over all places that those have, in steps that are 1 between the bounds.
    Where the entries of a summand are those of a part of one axis, it is summed over the whole axis, less the summands
    outside of the part.
    """
    if (high - low).free:
        first, last = bounds(low)[0], bounds(high + max(0, -high.offset))[1]
        whole = Place({}, 1) if first.at_least(1) else first, last
        return between(*whole, lambda step: body(step) * order(step - low + 1) * order(high - step + 1), axes)
    extent = high - low + 1
    if extent.number is not None:
        return over(lambda step: body(step + low + (-1)), extent)
    if not extent.at_least(0):
        raise NotCovered("a sum of which it is not known that its bounds stand in order")
    index = fresh(extent)
    value = body(at(index) + low + (-1))
    return total(_completed(Expression({p: c}), index, axes) for p, c in value.terms.items())


def _completed(term: Expression, index: Index, axes: Axes) -> Expression:
    """The sum of a term over an index, over the whole axis of its entries where that is a little longer."""
    ways = {way for product in term.terms for atom in atoms_of(product) for way in _ways(atom, index, axes)}
    whole, shift = next(iter(ways)) if len(ways) == 1 else (None, 0)
    missing = (whole - index.range).number if whole is not None else None
    if whole is None or not missing or not shift <= missing <= EXPANDED:
        return summed(term, index)
    full = fresh(whole)
    left = [Place({}, place) for place in range(1, shift + 1)]
    left += [index.range + place for place in range(shift + 1, missing + 1)]
    parts = [summed(put(term, {index: at(full) + (-shift)}), full)]
    return total([*parts, *(-put(term, {index: place + (-shift)}) for place in left)])


def _ways(atom: Atom, index: Index, axes: Axes) -> Iterator[tuple[Place | None, int]]:
    """The axis on which an index counts the entries of an atom, and by how many places it is moved there."""
    if index not in atom.free:
        return
    match atom:
        case Entry(name=name, row=row, column=column) if row is not None and column is not None:
            for place, whole in zip((row, column), axes(name), strict=True):
                if index in place.free:
                    moved = (place - at(index)).number
                    yield (whole, moved) if moved is not None and moved >= 0 else (None, 0)
        case Exponential() | Sum():
            pass
        case _:
            yield None, 0
