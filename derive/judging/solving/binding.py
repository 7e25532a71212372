"""Patterns with indices that stand for any place, and the places at which they are an atom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from itertools import product as choices

from derive.judging.general.atoms import Base, Entry
from derive.judging.general.binding import Functional
from derive.judging.general.expressions import Atom, Expression, Product, of
from derive.judging.general.indices import Index, Place
from derive.judging.general.sums import put

MOST = 32
"""Ways in which the indices of a rule may be those of an atom, that are tried."""
Binding = Mapping[Index, Place]


def bound(pattern: Atom, atom: Atom, free: frozenset[Index]) -> Binding | None:
    """The places of the free indices at which a pattern is an atom."""
    if type(pattern) is not type(atom) or pattern.names != atom.names:
        return None
    wanted, there = list(_places(pattern)), list(_places(atom))
    mine = pattern.free & free
    power_ = -1 if isinstance(pattern, Base) else 1
    ways: list[list[Place]] = []
    for index in mine:
        slots = {slot for slot, place in wanted if place.index == index}
        ways.append(list(dict.fromkeys(place for slot, place in there if slot in slots)))
    for places in islice(choices(*ways), MOST):
        binding = dict(zip(mine, places, strict=True))
        if put(of(pattern, power_), binding) == of(atom, power_):
            return binding
    return None


def _places(atom: Atom) -> Iterator[tuple[tuple[str, int], Place]]:
    """Where the entries in an atom stand: name and axis, and the place."""
    match atom:
        case Entry(name=name, row=row, column=column) if row is not None and column is not None:
            yield (name, 0), row
            yield (name, 1), column
        case Functional(name=name, slots=slots):
            for _, row, column in slots:
                yield (name, 0), row
                yield (name, 1), column
    for inner in atom.inside:
        products: Sequence[Product] = list(inner.terms) if isinstance(inner, Expression) else [inner]
        for product in products:
            for each, _ in product.factors:
                yield from _places(each)
