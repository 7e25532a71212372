"""Arrays whose axes have names, so that operands find each other's axes by themselves.

An axis is `ROW` or `COLUMN` of a term's value, `POINT` (all points are computed at once), or a name of its own, for an
index or for what a derivative is taken by. A value that is the same all along an axis may lack it; an axis that is
there has its full size.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from math import prod
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

POINT, ROW, COLUMN = "point", "row", "column"
LARGEST = 5_000_000

Axes = tuple[str, ...]
Data = NDArray[Any]


class NotModelled(Exception):
    """A term that this reading has no value for; the text says why."""


class InExponent(NotModelled):
    """A logarithm within an exponential."""


class Tensor(NamedTuple):
    """`data` has one axis for each name in `axes`."""

    axes: Axes
    data: Data

    def renamed(self, names: Mapping[str, str]) -> Tensor:
        """The same values with axes called otherwise."""
        return Tensor(tuple([names.get(axis, axis) for axis in self.axes]), self.data)

    def size(self, axis: str) -> int:
        """The length of an axis; 1 where it is not there."""
        return self.data.shape[self.axes.index(axis)] if axis in self.axes else 1

    def taken(self, axis: str, place: int) -> Tensor:
        """The values at one place of an axis."""
        if axis not in self.axes:
            return self
        at = self.axes.index(axis)
        return Tensor(self.axes[:at] + self.axes[at + 1 :], self.data.take(place, axis=at))

    def squeezed(self, axis: str) -> Tensor:
        """The same values without an axis of length 1."""
        return self.taken(axis, 0) if self.size(axis) == 1 else self

    def over(self, combine: Callable[..., Data], *axes: str) -> Tensor:
        """The values combined over some axes, by a function such as `numpy.add.reduce`."""
        places = tuple([place for place, axis in enumerate(self.axes) if axis in axes])
        if not places:
            return self
        return Tensor(tuple([axis for axis in self.axes if axis not in axes]), combine(self.data, axis=places))


def single(value: Any, dtype: Any = None) -> Tensor:
    """One value, the same everywhere."""
    return Tensor((), np.asarray(value, dtype=dtype))


def combined(combine: Callable[[Data, Data], Data], left: Tensor, right: Tensor) -> Tensor:
    """Two tensors combined place by place."""
    if left.axes == right.axes or not right.axes:
        return Tensor(left.axes, combine(left.data, right.data))
    if not left.axes:
        return Tensor(right.axes, combine(left.data, right.data))
    axes, trailing, order, spaces = _alignment(left.axes, right.axes)
    first, second = left.data[trailing], right.data.transpose(order)[spaces]
    if first.size * second.size > LARGEST and prod(_lengths(first, second)) > LARGEST:
        raise NotModelled("too many values at once")
    return Tensor(axes, combine(first, second))


def contracted(combine: Callable[[str, Data, Data], Data], left: Tensor, right: Tensor, axis: str) -> Tensor:
    """Two tensors multiplied and summed over an axis that both have; `combine` has the axes as `numpy.einsum` does."""
    letters = {name: chr(ord("a") + number) for number, name in enumerate(dict.fromkeys(left.axes + right.axes))}
    axes = tuple(name for name in letters if name != axis)
    inner = ",".join("".join(letters[name] for name in tensor.axes) for tensor in (left, right))
    return Tensor(axes, combine(f"{inner}->{''.join(letters[name] for name in axes)}", left.data, right.data))


def _lengths(left: Data, right: Data) -> list[int]:
    return [max(pair) for pair in zip(left.shape, right.shape, strict=True)]


@lru_cache(maxsize=8192)
def _alignment(left: Axes, right: Axes) -> tuple[Axes, tuple[Any, ...], tuple[int, ...], tuple[Any, ...]]:
    """The axes of both, with the new axes of the left one and the order and new axes of the right one."""
    new = tuple(axis for axis in right if axis not in left)
    axes = left + new
    trailing = (..., *(None for _ in new)) if new else (...,)
    order = tuple(right.index(axis) for axis in axes if axis in right)
    spaces = tuple(slice(None) if axis in right else None for axis in axes)
    return axes, trailing, order, spaces


def arranged(tensor: Tensor, axes: Sequence[str], lengths: Sequence[int]) -> Data:
    """The values with exactly these axes in this order, repeated along those that are not there."""
    order = [tensor.axes.index(axis) for axis in axes if axis in tensor.axes]
    spaces = tuple(slice(None) if axis in tensor.axes else None for axis in axes)
    return np.broadcast_to(tensor.data.transpose(order)[spaces], tuple(lengths))


def flattened(tensor: Tensor, lengths: Mapping[str, int], name: str) -> Tensor:
    """Several axes, of the lengths given, as one, whose first goes slowest; those of length 1 drop out."""
    long = [axis for axis, length in lengths.items() if length > 1]
    if len(long) < 2:
        return tensor.renamed(dict.fromkeys(long, name))
    rest = [axis for axis in tensor.axes if axis not in lengths]
    kept = [tensor.size(axis) for axis in rest]
    data = arranged(tensor, [*rest, *long], [*kept, *(lengths[axis] for axis in long)])
    return Tensor((*rest, name), data.reshape(*kept, -1))
