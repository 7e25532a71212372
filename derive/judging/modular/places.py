"""Indices: the numbers they stand for, the entries they name, and the frames in which they are bound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np

from derive.judging.modular.fields import RATIONALS, Field
from derive.judging.modular.frames import Frame
from derive.judging.modular.reading import Reading, chosen, summed
from derive.judging.modular.tensors import COLUMN, ROW, Data, NotModelled, Tensor, combined, single
from derive.meaning import terms
from derive.meaning.terms import Term

LONGEST = 10_000
"""Terms of a sum that are added up side by side."""


def whole(reading: Reading, term: Term, frame: Frame) -> Tensor:
    """The values of an index, of a bound or of an exponent, as whole numbers."""
    match term:
        case terms.Constant(value=value) if value.denominator == 1:
            return single(value.numerator)
        case terms.SizeValue(size=size):
            return single(reading.size(size))
        case terms.Index(name=name) if name in frame.indices:
            return frame.indices[name]
    found = rational(reading, term, frame)
    if any(value.denominator != 1 for value in found.data.flat):
        raise NotModelled("an index that is not a whole number")
    return Tensor(found.axes, found.data.astype(np.int64))


def rational(reading: Reading, term: Term, frame: Frame) -> Tensor:
    """The values of a term into which no real quantity enters, as fractions."""
    if isinstance(term, terms.Constant):
        return single(term.value, object)
    if not reading.settled(term, frame):
        raise NotModelled("an index, a bound or an exponent that is a real quantity")
    found = reading.value(term, frame, RATIONALS)
    return Tensor(found.axes, np.asarray(np.frompyfunc(Fraction, 1, 1)(found.data), dtype=object))


def index(reading: Reading, count: int) -> Tensor:
    """The numbers from 1 to `count` along an axis of their own."""
    return Tensor((reading.axis(),), numbered(count)) if count > 1 else single(1)


@lru_cache(maxsize=64)
def numbered(count: int) -> Data:
    """The numbers from 1 to `count`; there is one array of them, so that it is soon told to be this one."""
    found = np.arange(1, count + 1)
    found.setflags(write=False)
    return found


def entered(reading: Reading, item: terms.Item, table: terms.Table, frame: Frame) -> Frame:
    """The frame of the entry of a table."""
    row, column, _ = place(reading, item, frame)
    indices = {**frame.indices, table.row: row, table.column: column}
    found: Frame = reading.once((id(item), frame), lambda: replace(frame, indices=indices))
    return found


def at_place(reading: Reading, item: terms.Item, value: Tensor, frame: Frame, field: Field) -> Tensor:
    """The entry of an array with a value."""
    row, column, (rows, columns) = place(reading, item, frame)
    return picked(picked(value, ROW, row, rows, field), COLUMN, column, columns, field)


def place(reading: Reading, term: terms.Item, frame: Frame) -> tuple[Tensor, Tensor, tuple[int, int]]:
    """The row and the column of an entry, and the size of its array.

    Raises:
        NotModelled: an active index leaves the array.
    """
    found: tuple[Tensor, Tensor, tuple[int, int]] = reading.once(
        ("place", id(term), frame), lambda: _place(reading, term, frame)
    )
    return found


def _place(reading: Reading, term: terms.Item, frame: Frame) -> tuple[Tensor, Tensor, tuple[int, int]]:
    shape = reading.shape(term.array.shape)
    found = [whole(reading, each, frame) for each in (term.row, term.column)]
    for numbers, size in zip(found, shape, strict=True):
        if numbers.data is numbered(size):
            continue
        outside = Tensor(numbers.axes, (numbers.data < 1) | (numbers.data > size))
        if outside.data.any():
            if frame.active is not None:
                outside = combined(np.logical_and, outside, frame.active)
            if outside.data.any():
                raise NotModelled(f"an index that leaves its axis of {size}")
    return found[0], found[1], shape


def picked(value: Tensor, axis: str, places: Tensor, size: int, field: Field) -> Tensor:
    """The values at the places of an axis."""
    if axis not in value.axes:
        return value
    if not places.axes:
        return value.taken(axis, min(max(int(places.data), 1), size) - 1)
    (name, *more) = places.axes
    if not more and name not in value.axes:
        if places.data is numbered(size):
            return value.renamed({axis: name})
        at = value.axes.index(axis)
        return Tensor(value.axes, value.data.take(np.clip(places.data, 1, size) - 1, axis=at)).renamed({axis: name})
    return summed(field, chosen(field, located(places, axis, size), value), axis, size)


def located(places: Tensor, axis: str, size: int) -> Tensor:
    """Where the number of a place on an axis is the one given."""
    return combined(np.equal, places, Tensor((axis,), numbered(size)))


def spanned(reading: Reading, term: terms.Table, frame: Frame) -> tuple[Frame, Mapping[str, str]]:
    """The frame of all entries of a table at once, and which axes of theirs are rows and columns."""

    def made() -> tuple[Frame, dict[str, str]]:
        numbers = [index(reading, size) for size in reading.shape(term.shape)]
        names = dict(zip((term.row, term.column), numbers, strict=True))
        axes = {each.axes[0]: axis for each, axis in zip(numbers, (ROW, COLUMN), strict=True) if each.axes}
        return replace(frame, indices={**frame.indices, **names}), axes

    found: tuple[Frame, Mapping[str, str]] = reading.once((id(term), frame), made)
    return found


def folded(reading: Reading, term: terms.Fold, frame: Frame) -> tuple[Frame, str, int, Any]:
    """The frame of a fold's body, the axis of its index and its length, and where the index is inside its bounds."""

    def made() -> tuple[Frame, str, int, Tensor | None]:
        low, high = (whole(reading, bound, frame) for bound in (term.low, term.high))
        never = low.data.size == 0 or high.data.size == 0
        first, last = (1, 0) if never else (int(low.data.min()), int(high.data.max()))
        if last - first >= LONGEST:
            raise NotModelled(f"a sum or product over {last - first + 1} terms")
        numbers = Tensor((reading.axis(),), numbered(last) if first == 1 else np.arange(first, last + 1))
        inside = None
        if low.axes or high.axes:
            above, below = combined(np.less_equal, low, numbers), combined(np.less_equal, numbers, high)
            inside = combined(np.logical_and, above, below)
        inner = replace(frame, indices={**frame.indices, term.index: numbers}, active=both(frame.active, inside))
        return inner, numbers.axes[0], max(last - first + 1, 0), inside

    found: tuple[Frame, str, int, Any] = reading.once((id(term), frame), made)
    return found


def both(left: Tensor | None, right: Tensor | None) -> Tensor | None:
    """Where both hold; `None` holds everywhere."""
    if left is None or right is None:
        return right if left is None else left
    return combined(np.logical_and, left, right)
