"""Indices that carry their sizes, and the places in an array that they name."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import Self

from derive.meaning.terms import Size

EXPANDED = 6
"""Axes of a known length up to this are written out; longer ones keep a symbolic index."""


class Length(str):
    """A declared size, and the least value that it can have; lengths of one name are one length."""

    __slots__ = ("least", "name")
    name: str
    least: int

    def __new__(cls, name: str, least: int = 1) -> Self:
        """The size of a name."""
        self = super().__new__(cls, f"|{name}|")
        self.name, self.least = name, least
        return self


class Index(str):
    """An index from 1 to `range`; indices of one name are one index.

    The names of those that a document does not name begin with a sign: # where it is bound, ~ where it runs over a sum
    that is open, @ for the general place on an axis, ? in a rule.
    """

    __slots__ = ("range",)
    range: Place

    def __new__(cls, name: str, range: Place) -> Self:
        """The index of a name."""
        self = super().__new__(cls, name)
        self.range = range
        return self

    @property
    def name(self) -> str:
        """The name."""
        return self

    @property
    def is_named(self) -> bool:
        """Whether a statement names it, so that it is one place and not every place."""
        return self[0] not in "#~@?"

    @property
    def level(self) -> int:
        """How deep the atom is that binds it; 0 where its name is not that of a bound index."""
        return int(self[1:].partition(".")[0]) if self[0] == "#" else 0

    @property
    def is_summed(self) -> bool:
        """Whether it runs over a sum that is open."""
        return self[0] == "~"


class Place:
    """A whole number that is linear in indices and sizes: `i`, `i + 1`, `n`, `2`.

    `parts` has the coefficient of each index or size, sorted by name; `offset` is a number. `index` is the index, where
    the place is nothing else.
    """

    __slots__ = ("free", "index", "key", "offset", "parts")

    def __init__(self, parts: Mapping[Index | Length, int], offset: int = 0) -> None:
        self.parts = tuple(sorted([pair for pair in parts.items() if pair[1]]))
        self.offset = offset
        texts, free = [], []
        for part, factor in self.parts:
            texts.append(part if factor == 1 else f"{factor}{part}")
            if isinstance(part, Index):
                free.append(part)
        if offset or not texts:
            texts.append(str(offset))
        self.free = frozenset(free)
        self.key = "+".join(texts)
        self.index = free[0] if free and free[0] == self.key else None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Place) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def __add__(self, other: Place | int) -> Place:
        if isinstance(other, int):
            return Place(dict(self.parts), self.offset + other)
        total: dict[Index | Length, int] = dict(self.parts)
        for part, factor in other.parts:
            total[part] = total.get(part, 0) + factor
        return Place(total, self.offset + other.offset)

    def times(self, factor: int) -> Place:
        """A multiple."""
        return Place({part: factor * value for part, value in self.parts}, factor * self.offset)

    def __sub__(self, other: Place) -> Place:
        total: dict[Index | Length, int] = dict(self.parts)
        for part, factor in other.parts:
            total[part] = total.get(part, 0) - factor
        return Place(total, self.offset - other.offset)

    @property
    def number(self) -> int | None:
        """The number, where the place is one."""
        return None if self.parts else self.offset

    def at_least(self, value: int) -> bool:
        """Whether the number is known to be at least `value`, for all sizes."""
        sizes = [(part, factor) for part, factor in self.parts if isinstance(part, Length) and factor > 0]
        least = self.offset + sum(factor * size.least for size, factor in sizes)
        return len(sizes) == len(self.parts) and least >= value

    def put(self, places: Mapping[Index, Place]) -> Place:
        """The place with places put for indices."""
        if self.free.isdisjoint(places):
            return self
        if self.index is not None:
            return places[self.index]
        total = Place({part: factor for part, factor in self.parts if part not in places}, self.offset)
        for part, factor in self.parts:
            if isinstance(part, Index) and part in places:
                total += places[part].times(factor)
        return total


ONE = Place({}, 1)


def at(index: Index) -> Place:
    """The place that an index names."""
    return Place({index: 1})


def length(size: Size, least: Mapping[str, int]) -> Place:
    """The length of an axis; `least` has the least values of sizes."""
    return Place({}, size) if isinstance(size, int) else Place({Length(size, least.get(size, 1)): 1})


FRESH = count()


def fresh(range: Place, sign: str = "~") -> Index:
    """An index of a name that nothing else has; no result depends on it."""
    return Index(f"{sign}{next(FRESH)}", range)


def within(place: Place, range: Place) -> bool:
    """Whether a place is known to lie between 1 and `range`, for all sizes."""
    if place.index is not None and place.index.range == range:
        return True
    low, high = bounds(place)
    return low.at_least(1) and (range - high).at_least(0)


def bounds(place: Place) -> tuple[Place, Place]:
    """The least and the greatest number that a place can be, whatever its indices are."""
    low = high = place
    for part, factor in place.parts:
        if isinstance(part, Index):
            first, last = (ONE, part.range) if factor > 0 else (part.range, ONE)
            low, high = low.put({part: first}), high.put({part: last})
    return low, high
