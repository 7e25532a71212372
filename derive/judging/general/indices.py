"""Indices that carry their sizes, and the places in an array that they name."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

from derive.meaning.terms import Size

EXPANDED = 6
"""Axes of a known length up to this are written out; longer ones keep a symbolic index."""


class Index:
    """An index from 1 to `range`; indices of one name are one index."""

    __slots__ = ("name", "range")

    def __init__(self, name: str, range: Place) -> None:
        self.name = name
        self.range = range

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Index) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)


class Place:
    """A whole number that is linear in indices and sizes: `i`, `i + 1`, `n`, `2`.

    `parts` has the coefficient of each index or size (a size by its name), sorted by name; `offset` is a number.
    """

    __slots__ = ("free", "key", "offset", "parts")

    def __init__(self, parts: Mapping[Index | str, int], offset: int = 0) -> None:
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
        total: dict[Index | str, int] = dict(self.parts)
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

    def put(self, places: Mapping[Index, Place]) -> Place:
        """The place with places put for indices."""
        if self.free.isdisjoint(places):
            return self
        total = Place({part: factor for part, factor in self.parts if part not in places}, self.offset)
        for part, factor in self.parts:
            if isinstance(part, Index) and part in places:
                total += places[part].times(factor)
        return total


def _name(part: Index | str) -> str:
    return part.name if isinstance(part, Index) else f"|{part}|"


ONE = Place({}, 1)


def at(index: Index) -> Place:
    """The place that an index names."""
    return Place({index: 1})


def length(size: Size) -> Place:
    """The length of an axis."""
    return Place({}, size) if isinstance(size, int) else Place({size: 1})


FRESH = count()


def fresh(range: Place) -> Index:
    """An index of a name that nothing else has; no result depends on it."""
    return Index(f"~{next(FRESH)}", range)


def within(place: Place, range: Place) -> bool:
    """Whether a place is known to lie between 1 and `range`, for all sizes."""
    if place == range:
        return True
    if place.number is not None:
        end = (range - place).number
        return place.number >= 1 and (end is None or end >= 0)
    if len(place.free) != 1:
        return False
    index = next(iter(place.free))
    low, high = place.put({index: ONE}).number, place.put({index: index.range})
    end = (range - high).number
    return dict(place.parts)[index] == 1 and low is not None and low >= 1 and end is not None and end >= 0
