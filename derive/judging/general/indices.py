"""Indices that carry their sizes, and the places in an array that they name."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

from derive.meaning.terms import Size

EXPANDED = 6
"""Axes of a known length up to this are written out; longer ones keep a symbolic index."""


class Length:
    """A declared size, and the least value that it can have."""

    __slots__ = ("least", "name")

    def __init__(self, name: str, least: int = 1) -> None:
        self.name = name
        self.least = least

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Length) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)


class Index:
    """An index from 1 to `range`; indices of one name are one index.

    The names of those that a document does not name begin with a sign: # where it is bound, ~ where it runs over a sum
    that is open, @ for the general place on an axis, ? in a rule.
    """

    __slots__ = ("name", "range")

    def __init__(self, name: str, range: Place) -> None:
        self.name = name
        self.range = range

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Index) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)

    @property
    def is_named(self) -> bool:
        """Whether a statement names it, so that it is one place and not every place."""
        return self.name[0] not in "#~@?"

    @property
    def is_summed(self) -> bool:
        """Whether it runs over a sum that is open."""
        return self.name[0] == "~"


class Place:
    """A whole number that is linear in indices and sizes: `i`, `i + 1`, `n`, `2`.

    `parts` has the coefficient of each index or size, sorted by name; `offset` is a number.
    """

    __slots__ = ("free", "key", "offset", "parts")

    def __init__(self, parts: Mapping[Index | Length, int], offset: int = 0) -> None:
        kept = [(part, factor) for part, factor in parts.items() if factor]
        self.parts = tuple(sorted(kept, key=lambda pair: _name(pair[0])))
        self.offset = offset
        self.free = frozenset(part for part, _ in self.parts if isinstance(part, Index))
        texts = [_name(part) if factor == 1 else f"{factor}{_name(part)}" for part, factor in self.parts]
        self.key = "+".join([*texts, str(offset)] if offset or not texts else texts)

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
        return self + other.times(-1)

    @property
    def index(self) -> Index | None:
        """The index, where the place is nothing else."""
        if len(self.parts) == 1 and self.offset == 0 and self.parts[0][1] == 1:
            part = self.parts[0][0]
            return part if isinstance(part, Index) else None
        return None

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


def _name(part: Index | Length) -> str:
    return part.name if isinstance(part, Index) else f"|{part.name}|"


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
    low = high = place
    for part, factor in place.parts:
        if isinstance(part, Index):
            first, last = (ONE, part.range) if factor > 0 else (part.range, ONE)
            low, high = low.put({part: first}), high.put({part: last})
    return low.at_least(1) and (range - high).at_least(0)
