"""An entry of an argument as the array that it is read from, by indices, backwards or window by window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress

from derive.kernels.arguments import Argument, own_axes
from derive.kernels.entries import ZERO, size_term
from derive.kernels.layout import Axes
from derive.kernels.places import Window, window
from derive.kernels.refusal import NotEmittable
from derive.meaning.terms import Condition, Index, Item, Size, Term

Lengths = Callable[[Term], str]
"""The source of a number made of sizes."""


def read(
    item: Item,
    inside: Condition | None,
    argument: Argument,
    ranges: Mapping[str, Size],
    axes: Axes,
    written: Lengths,
) -> tuple[str, tuple[str, ...]]:
    """The source of an array, and the index of each of its axes; entries are 0 where `inside` does not hold.

    Of the indices of a window that one is last which stands last on `axes`, if it can be. Raises `NotEmittable` for an
    entry at another kind of place.
    """
    source, names, sliding = argument.name, list[str](), list[str]()
    for place, (index, size) in enumerate(own_axes(item)):
        if isinstance(index, Index):
            if ranges[index.name] != size:
                raise NotEmittable(f"an index to {ranges[index.name]} on an axis of {argument.quantity} to {size}")
            names.append(index.name)
            continue
        if sliding:
            raise NotEmittable(f"an entry of {argument.quantity} that slides along two axes")
        try:
            found = window(index, size, ranges, inside)
        except NotEmittable as reason:
            raise NotEmittable(f"an entry of {argument.quantity} {reason}") from None
        turned = f"{source}.T" if place < len(argument.axes) - 1 else source
        source, sliding = _windows(turned, found, ranges, axes, written)
    return source, (*names, *sliding)


def _windows(
    source: str, found: Window, ranges: Mapping[str, Size], axes: Axes, written: Lengths
) -> tuple[str, list[str]]:
    """An array read along its last axis, and the indices of the axes in the place of that."""
    if (found.before, found.after) != (ZERO, ZERO):
        source = f"padded({source}, {written(found.before)}, {written(found.after)})"
    if len(found.indices) == 1:
        return f"flipped({source})", [*found.indices]
    for inner in sorted(found.indices, key=lambda name: name in axes and -axes.index(name)):
        with suppress(NotEmittable):
            length = written(size_term(ranges[inner]))
            return f"windows({source}, {length})", [*(name for name in found.indices if name != inner), inner]
    raise NotEmittable(f"the size {ranges[found.indices[0]]} is not that of an axis of an argument")
