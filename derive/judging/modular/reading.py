"""The value of a term at all points and places at once, and its derivatives by whatever varies.

A derivative is asked for as the part of a value that belongs to some seeds, which stand for variables: the first
derivative for one seed, the mixed second one for two. No seeds give the value itself. `None` is a part that is 0
since the term does not depend on a seed at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from functools import lru_cache, reduce
from itertools import combinations
from typing import Any

import numpy as np

from derive.judging.modular.fields import Field
from derive.judging.modular.frames import Frame, Names, Seed, Seeds
from derive.judging.modular.points import Points
from derive.judging.modular.signs import Signs
from derive.judging.modular.tensors import POINT, NotModelled, Tensor, combined
from derive.judging.rules import Rules
from derive.meaning.scope import Scope
from derive.meaning.terms import Shape, Size, Term

Part = Tensor | None
PartOf = Callable[[Seeds], Part]
Rule = Callable[["Reading", Any, Frame, Field, Seeds], Part]
rule: Rules[Rule] = Rules()
"""How the parts of each class of term are found; every module of rules enters its own."""


class Reading:
    """One evaluation of a statement: sizes, points, and everything found on the way.

    `bad` marks the points at which something has no value or could not be decided.
    """

    def __init__(self, scope: Scope, names: Names, sizes: Mapping[str, int], points: Points, signs: Signs) -> None:
        self.scope, self.names, self.sizes, self.points, self.signs = scope, names, sizes, points, signs
        self.bad = np.zeros(points.count, dtype=bool)
        self._met: set[str] = set()
        self._parts: dict[tuple[int, Frame, Field, Seeds], Part] = {}
        self._made: dict[Any, Any] = {}
        self._homes: dict[tuple[int, ...], Frame] = {}
        self._number = 0

    def forked(self) -> Reading:
        """The same evaluation, gone on with apart from this one: nothing that is found there is known here."""
        found = copy(self)
        found.bad, found.signs, found._met = self.bad.copy(), self.signs.forked(), set(self._met)
        found._parts, found._made, found._homes = dict(self._parts), dict(self._made), dict(self._homes)
        return found

    def part(self, term: Term, frame: Frame, field: Field, seeds: Seeds = ()) -> Part:
        """The part of a term's value that belongs to some seeds."""
        if seeds:
            names = self.names.here(term, frame)
            for seed in seeds:
                if seed.name not in names:
                    return None
        key = id(term), frame, field, seeds
        if key not in self._parts:
            found = rule.get(type(term))
            if found is None:
                raise NotModelled(f"a {type(term).__name__.lower()}")
            self._parts[key] = found(self, term, frame, field, seeds)
        return self._parts[key]

    def value(self, term: Term, frame: Frame, field: Field) -> Tensor:
        """The value of a term."""
        found = self.part(term, frame, field)
        assert found is not None
        return found

    def once(self, key: Any, make: Callable[[], Any]) -> Any:
        """What was made for a key before, so that frames and seeds are the same each time they are asked for."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def home(self, name: str, frame: Frame, *, still: bool = False) -> Frame:
        """Where the definition of a name stands: what varies varies there too, but indices and parameters end.

        Where only the value is asked for (`still`), what varies around its own value need not vary.
        """
        names = self.names(self.scope.definitions[name])
        varied = {
            other: overlay
            for other, overlay in frame.varied.items()
            if other in names and not (still and overlay.is_own(other))
        }
        key = tuple([id(overlay) for overlay in varied.values()])
        if key not in self._homes:
            self._homes[key] = Frame(varied=varied)
        return self._homes[key]

    def size(self, size: Size) -> int:
        """A size as a number."""
        if isinstance(size, str) and size not in self.sizes:
            raise NotModelled(f"the size {size}, which is not given")
        return size if isinstance(size, int) else self.sizes[size]

    def shape(self, shape: Shape) -> tuple[int, int]:
        """A shape in numbers; a scalar is 1×1."""
        return (self.size(shape[0]), self.size(shape[1])) if shape else (1, 1)

    def axis(self) -> str:
        """A new name for an axis."""
        self._number += 1
        return f"axis {self._number}"

    def seed(self, name: str) -> Seed:
        """A new seed of a name."""
        self._number += 1
        return Seed(self._number, name)

    def exclude(self, problem: Tensor, frame: Frame) -> None:
        """Leave out every point at which there is a problem at an active place."""
        if not problem.data.any():
            return
        if frame.active is not None:
            problem = combined(np.logical_and, problem, frame.active)
        if POINT not in problem.axes and problem.data.any():
            raise NotModelled("no value, whatever the point")
        self.bad |= problem.over(np.logical_or.reduce, *(axis for axis in problem.axes if axis != POINT)).data

    def meets(self, met: str) -> None:
        """Note a function or π. Raises `NotModelled` where both meet: of sin π = 0 nothing is known here."""
        self._met.add(met)
        if "π" in self._met and len(self._met) > 1:
            raise NotModelled("π beside a function of angles")

    def settled(self, node: Any, frame: Frame) -> bool:
        """Whether a term or condition depends on sizes, indices and quantities of finitely many values alone."""
        names, definitions = self.names(node), self.scope.definitions
        parameters = [overlay for name, overlay in frame.parameters.items() if name in names]
        inside = (self.names(definitions[name]) for name in names & definitions.keys())
        free = frozenset().union(names - frame.parameters.keys(), *inside) - definitions.keys()
        if not free <= self.scope.finite.keys():
            return False
        return all(not overlay.seeds and self.settled(overlay.term, overlay.frame) for overlay in parameters)


def added(field: Field, parts: Iterable[Part]) -> Part:
    """The sum of parts."""
    there = [part for part in parts if part is not None]
    return reduce(lambda left, right: combined(field.add, left, right), there) if there else None


def multiplied(field: Field, left: Tensor, right: Tensor) -> Tensor:
    """The product, place by place."""
    return combined(field.times, left, right)


def product(field: Field, left: PartOf, right: PartOf, seeds: Seeds, times: Callable[..., Tensor] = multiplied) -> Part:
    """The part of a product that belongs to some seeds: each seed goes to one of the factors, in every way."""
    found: list[Part] = []
    for own, rest in _splits(seeds):
        first = left(own)
        second = right(rest) if first is not None else None
        if first is not None and second is not None:
            found.append(times(field, first, second))
    return added(field, found)


def chained(field: Field, inner: PartOf, outer: Callable[[int], Tensor], seeds: Seeds) -> Part:
    """The part of a function's value: `outer` gives its derivative of an order, `inner` the parts of its argument."""
    if not seeds:
        return outer(0)
    found: list[Part] = []
    for blocks in _partitions(seeds):
        slopes = [inner(block) for block in blocks]
        there = [slope for slope in slopes if slope is not None]
        if len(there) == len(slopes):
            found.append(reduce(lambda left, right: multiplied(field, left, right), there, outer(len(there))))
    return added(field, found)


def chosen(field: Field, where: Tensor, value: Tensor) -> Tensor:
    """The value where a condition holds, else 0."""
    nothing = field.integers(np.asarray(0))
    return combined(lambda holds, values: np.where(holds, values, nothing), where, value)


def summed(field: Field, value: Tensor, axis: str, count: int) -> Tensor:
    """The sum over an axis of `count` places, which need not be there."""
    if axis in value.axes:
        return value.over(field.total, axis)
    return multiplied(field, value, Tensor((), field.integers(np.asarray(count))))


@lru_cache(maxsize=1024)
def _splits(seeds: Seeds) -> tuple[tuple[Seeds, Seeds], ...]:
    """All ways to share seeds out to two."""
    return tuple(
        (own, tuple(seed for seed in seeds if seed not in own))
        for count in range(len(seeds) + 1)
        for own in combinations(seeds, count)
    )


@lru_cache(maxsize=1024)
def _partitions(seeds: Seeds) -> tuple[tuple[Seeds, ...], ...]:
    """All ways to put seeds into blocks."""
    if not seeds:
        return ((),)
    first, rest = seeds[0], seeds[1:]
    found = []
    for own, others in _splits(rest):
        found += [((first, *own), *blocks) for blocks in _partitions(others)]
    return tuple(found)
