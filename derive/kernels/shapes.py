"""What a kernel takes, as its head declares it, and whether arguments fit.

    y (..., C), t (..., C), b (...?, C), eta () -> (..., C)

`...` are the axes of a batch, the same for every argument that has them; `...?` may also be left out; `()` is a number.
A size that stands twice is the same size; `m + k - 1` is one that follows from others. Arguments declared alike have
one whole shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from derive.kernels.libraries import Array, is_floating, namespace
from derive.kernels.sizes import follows, in_numbers, names

PART = re.compile(r"(\w*) ?\(([^()]*)\)(?=,|$)")
Extent = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument, or one result: the axes that have a size, and whether a batch stands before them, or may."""

    name: str
    axes: tuple[str | int, ...]
    batched: bool
    optional: bool

    @property
    def number(self) -> bool:
        """Whether a Python number may stand here."""
        return not self.axes and not self.batched

    def __str__(self) -> str:
        if self.number:
            return "a number"
        text = ", ".join([*(["..."] if self.batched else []), *map(str, self.axes)])
        return f"({text},)" if len(self.axes) == 1 and not self.batched else f"({text})"


class Shapes:
    """The arguments and the results of a kernel."""

    def __init__(self, kernel: str, declared: str) -> None:
        taken, _, given = declared.partition(" -> ")
        self.kernel = kernel
        self.parameters = tuple(_parameters(taken))
        self.results = tuple(_parameters(given))
        self.arrays = tuple(place for place, it in enumerate(self.parameters) if not it.number)
        axes = dict.fromkeys(axis for it in self.parameters for axis in it.axes)
        self._following = tuple(axis for axis in axes if isinstance(axis, str) and follows(axis))
        self._alike = tuple(self._first_alike(place) for place in range(len(self.parameters)))

    @property
    def elementwise(self) -> bool:
        """Whether each entry of the result is that of the entries at its place, and of numbers."""
        alike = all(it.number or it.batched for it in self.parameters) and any(it.batched for it in self.parameters)
        return alike and len(self.results) == 1 and not any(it.axes for it in (*self.parameters, *self.results))

    @property
    def alike(self) -> bool:
        """Whether all arrays have one whole shape, of which nothing else is asked than how many axes it has."""
        arrays = [self.parameters[place] for place in self.arrays]
        kinds = {(it.axes, it.batched, it.optional) for it in arrays}
        axes = arrays[0].axes if arrays else ()
        if self._following:
            return False
        return len(kinds) == 1 and len(set(axes)) == len(axes) and not any(isinstance(it, int) for it in axes)

    def _first_alike(self, place: int) -> int | None:
        """The first argument before this one that must have its whole shape."""
        it = self.parameters[place]
        same = (other for other, each in enumerate(self.parameters[:place]) if _alike(each, it))
        return next(same, None) if it.batched else None

    def require(self, values: Sequence[Array]) -> None:
        """Raise `TypeError` or `ValueError`, with names, where arguments are of the wrong kind or do not fit."""
        shapes: list[Extent] = []
        first: Any = None
        for parameter, value in zip(self.parameters, values, strict=True):
            kind = type(value)
            if (kind is float or kind is int) and parameter.number:
                shapes.append(())
                continue
            if first is None:
                require_array(self.kernel, parameter, value)
                first, named = value, parameter
            elif kind is not type(first) or value.dtype != first.dtype:
                require_array(self.kernel, parameter, value)
                require_one_kind(self.kernel, named, first, parameter, value)
            shapes.append(value.shape)
        if not self._fit(shapes):
            raise ValueError(f"{self.kernel}: {next(self._complaints([tuple(shape) for shape in shapes]))}")

    def _fit(self, shapes: Sequence[Extent]) -> bool:
        sizes: dict[str | int, int] = {}
        batch: Extent | None = None
        for parameter, alike, shape in zip(self.parameters, self._alike, shapes, strict=True):
            if alike is not None:
                if shape != shapes[alike]:
                    return False
                continue
            before = len(shape) - len(parameter.axes)
            if before < 0 or (before and not parameter.batched):
                return False
            if before or (parameter.batched and not parameter.optional):
                if batch is None:
                    batch = shape[:before]
                elif batch != shape[:before]:
                    return False
            for size, length in zip(parameter.axes, shape[before:], strict=True):
                if sizes.setdefault(size, length if isinstance(size, str) else size) != length:
                    return False
        return not self._following or next(_broken(self._following, sizes), None) is None

    def _complaints(self, shapes: Sequence[Extent]) -> Iterator[str]:
        """What is wrong with shapes: with one alone first, then with the batches of two, then with their sizes."""
        named = list(zip(self.parameters, shapes, strict=True))
        for one, shape in named:
            before = len(shape) - len(one.axes)
            own = zip(one.axes, shape[before:], strict=False)
            fixed = all(size == length for size, length in own if isinstance(size, int))
            if before < 0 or (before and not one.batched) or not fixed:
                yield f"{one.name} has shape {shape}: expected {one}"
        batched = sorted((it for it in named if it[0].batched), key=lambda it: it[0].optional)
        for (one, shape), (other, further) in combinations(batched, 2):
            both = f"{one.name} has shape {shape}, {other.name} has {further}"
            if _alike(one, other) and shape != further:
                yield f"{both}: they must be equal"
            left, right = _before(one, shape), _before(other, further)
            which = "leading axes that both have" if other.optional else "their leading axes"
            if left != right and ((left or not one.optional) and (right or not other.optional)):
                yield f"{both}: {which} must be equal"
        yield from _unequal_sizes(named)
        yield from _not_following(named, self._following)


def require_array(kernel: str, parameter: Parameter, value: Array) -> None:
    """Raise `TypeError` for what is no array of floating-point numbers."""
    if not (hasattr(value, "shape") and hasattr(value, "dtype")):
        number = " or a number" if parameter.number else ""
        hint = "; numpy.asarray makes one of it" if isinstance(value, list | tuple | float | int) else ""
        raise TypeError(f"{kernel}: {parameter.name} is a {type(value).__name__}: expected an array{number}{hint}")
    if not is_floating(value):
        raise TypeError(f"{kernel}: {parameter.name} has dtype {value.dtype}: expected real floating-point numbers")


def require_one_kind(kernel: str, named: Parameter, first: Array, parameter: Parameter, value: Array) -> None:
    """Raise `TypeError` for arrays of two libraries or of two precisions."""
    own, other = namespace(first), namespace(value)
    if own.__name__ != other.__name__:
        both = f"{named.name} is an array of {own.__name__}, {parameter.name} one of {other.__name__}"
        raise TypeError(f"{kernel}: {both}: expected arrays of one library")
    if value.dtype != first.dtype:
        both = f"{named.name} has dtype {first.dtype}, {parameter.name} has {value.dtype}"
        hint = "; a Python number takes any" if parameter.number else ""
        raise TypeError(f"{kernel}: {both}: expected one dtype, so that nothing is rounded or widened unseen{hint}")


def _parameters(declared: str) -> Iterator[Parameter]:
    for name, inside in PART.findall(declared):
        axes = [axis.strip() for axis in inside.split(",") if axis.strip()]
        batched = bool(axes) and axes[0] in ("...", "...?")
        sizes = tuple(int(axis) if axis.isdigit() else axis for axis in axes[batched:])
        yield Parameter(name, sizes, batched, batched and axes[0] == "...?")


def _alike(one: Parameter, other: Parameter) -> bool:
    """Whether two arguments must have one whole shape."""
    return one.batched and (one.axes, one.batched, one.optional) == (other.axes, other.batched, other.optional)


def _before(parameter: Parameter, shape: Extent) -> Extent:
    return shape[: len(shape) - len(parameter.axes)]


def _unequal_sizes(named: Sequence[tuple[Parameter, Extent]]) -> Iterator[str]:
    """Each later axis of a size that differs from the first axis of that size."""
    first: dict[str, tuple[Parameter, Extent, int]] = {}
    for it, shape in named:
        for place, size in enumerate(it.axes):
            if isinstance(size, str):
                known, its, axis = first.setdefault(size, (it, shape, place))
                if its[axis - len(known.axes)] != shape[place - len(it.axes)]:
                    both = f"{it.name} has shape {shape}"
                    if known is not it:
                        both = f"{known.name} has shape {its}, {it.name} has {shape}"
                    axes = f"{known.name}'s {_ordinal(known, axis)} axis must equal {it.name}'s {_ordinal(it, place)}"
                    yield f"{both}: {axes}"


def _broken(following: Sequence[str], sizes: Mapping[str | int, int]) -> Iterator[tuple[str, str]]:
    """Each size that is not what it follows from, and what it must be; one that no axis has is at least 1."""
    known = {size: found for size, found in sizes.items() if isinstance(size, str)}
    for size in following:
        left = [name for name in names(size) if name not in known]
        if not left and in_numbers(size, known) != known[size]:
            yield size, str(in_numbers(size, known))
        if len(left) == 1:
            least = in_numbers(size, {**known, left[0]: 1})
            known[left[0]] = 1 + known[size] - least
            if known[size] < least:
                yield size, f"at least {least}"


def _not_following(named: Sequence[tuple[Parameter, Extent]], following: Sequence[str]) -> Iterator[str]:
    """Each size that is not what it follows from."""
    axes = [axis for it, shape in named for axis in zip(it.axes, shape[len(_before(it, shape)) :], strict=True)]
    for size, expected in _broken(following, dict(axes)):
        having = next(it for it, _ in named if size in it.axes)
        others = [(it, shape) for it, shape in named if it is not having and set(it.axes) & set(names(size))]
        shapes = [f"{it.name} has {shape}" for it, shape in others]
        first = next(f"{having.name} has shape {shape}" for it, shape in named if it is having)
        axis = f"{having.name}'s {_ordinal(having, having.axes.index(size))} axis"
        yield f"{', '.join([first, *shapes])}: {axis} must be {size}, so {expected}"


def _ordinal(parameter: Parameter, place: int) -> str:
    from_end = len(parameter.axes) - place
    return "last" if from_end == 1 else "last but one" if parameter.batched else "first"
