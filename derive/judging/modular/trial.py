"""A statement at several chance points at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from typing import Any, NamedTuple, TypeVar

import numpy as np

from derive.judging.inventory import concerns, inventory
from derive.judging.modular import arrays, functions, powers, varying
from derive.judging.modular.assumptions import check, solve
from derive.judging.modular.fields import SCALE
from derive.judging.modular.frames import Frame, Names, Overlay, Seeds
from derive.judging.modular.kinds import draw_kinds
from derive.judging.modular.places import index
from derive.judging.modular.points import FARTHEST, Points
from derive.judging.modular.reading import Part, Reading, added
from derive.judging.modular.residues import Residues, residues
from derive.judging.modular.signs import Signs
from derive.judging.modular.tensors import POINT, Data, NotModelled, Tensor, combined, single
from derive.judging.modular.truths import decided, truth
from derive.meaning.rewriting import sizes_of, walk
from derive.meaning.scope import Assumption, Scope, Statement
from derive.meaning.terms import Constant, Size, Term

RULES = arrays, functions, powers, varying
"""The modules of rules, which are entered by importing them; `truths` has some more."""
ENOUGH = 8
"""How many good points are looked at."""
RADICANDS = 5
"""The most radicands for which every choice of roots is tried."""
ZERO = Constant(Fraction(0))
T = TypeVar("T")


class Question:
    """A statement in its scope, with what is found out about it once: names, and the assumptions that concern it."""

    def __init__(self, statement: Statement, scope: Scope) -> None:
        self.statement, self.scope = statement, scope
        self.names = Names(scope.definitions)
        found = inventory(statement, scope) if scope.assumptions else None
        self._concerned = [each for each in scope.assumptions if found is not None and concerns(each, scope, found)]
        self._made: dict[Any, Any] = {}

    def is_beside(self, other: Question) -> bool:
        """Whether nothing but the right side differs from that of another question."""
        same = replace(other.statement, right=self.statement.right) == self.statement
        return same and self.scope == other.scope and self._concerned == other._concerned

    def beside(self, right: Term) -> Question:
        """The question of another right side that the same assumptions concern: what is made for one serves both."""
        found = copy(self)
        found.statement = replace(self.statement, right=right)
        return found

    def once(self, key: Any, make: Callable[[], T]) -> T:
        """What was made for a key before; nothing of the right side may enter."""
        if key not in self._made:
            self._made[key] = make()
        found: T = self._made[key]
        return found

    def assumptions(self, sizes: Mapping[str, int]) -> list[Assumption]:
        """The assumptions that concern the statement and speak of these sizes alone."""
        return [
            each
            for each in self._concerned
            if all(isinstance(size, int) or size in sizes for size in (*each.ranges.values(), *_sizes(each.condition)))
        ]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where the sides differ: `gap` at all points and places, `good` at which points they have values.

    `axes` names the axis of each free index that has one.
    """

    gap: Tensor
    good: Data
    axes: Mapping[str, str]

    def parted(self) -> Data:
        """The good points at which the sides differ somewhere."""
        gap = self.gap.over(np.logical_or.reduce, *(axis for axis in self.gap.axes if axis != POINT))
        return np.logical_and(gap.data, self.good)

    def place(self) -> Mapping[str, int]:
        """Where along each axis the sides differ at the first good point at which they do."""
        gap = self.gap.taken(POINT, int(self.parted().argmax()))
        places = np.argwhere(gap.data)[0]
        return {axis: int(place) + 1 for axis, place in zip(gap.axes, places, strict=True)}


class Half(NamedTuple):
    """The left side evaluated: its parts where the sides are to be compared, and what the right one goes on with."""

    reading: Reading
    frame: Frame
    parts: Sequence[tuple[Frame, Seeds, Part]]


@dataclass(frozen=True, slots=True)
class Trial:
    """A question at given sizes and points, modulo the primes of a tower from one `level` of it."""

    question: Question
    sizes: Mapping[str, int]
    points: Points
    tower: tuple[int, ...]
    level: int = 0

    def outcome(self) -> Outcome:
        """Where the sides differ, at a few good points and for every choice of roots. There may be no good point.

        Raises:
            NotModelled: a side has no value here, or the sides differ for one choice of roots and not for another.
            NoLevel: a logarithm has no value at the level.
        """
        half = self.question.once((self.points, self.tower, self.level), lambda: self._half(Signs()))
        found, count = self._outcome(half)
        if not count or not found.parted().any():
            return found
        return self._chosen(np.nonzero(found.parted())[0][:ENOUGH], count)

    def _chosen(self, places: Data, count: int) -> Outcome:
        """Where the sides differ at some of the points whatever the roots of `count` radicands, all choices at once."""
        if count > RADICANDS:
            raise NotModelled(f"{count} different roots")
        there = replace(self, points=self.points.kept(np.tile(places, 1 << count)))
        found, more = there._outcome(there._half(Signs(count)))
        if more > count:
            return there._chosen(np.arange(len(places)), more)
        good = np.zeros_like(found.good)
        good[: len(places)] = found.parted().reshape(-1, len(places)).all(axis=0)
        if not good.any():
            raise NotModelled("sides that are equal for one choice of roots and not for another")
        return replace(found, good=good)

    def _half(self, signs: Signs) -> Half:
        """The left side, for some choices of roots."""
        statement = self.question.statement
        reading = Reading(self.question.scope, self.question.names, self.sizes, self.points, signs)
        for assumption in self.question.assumptions(self.sizes):
            check(assumption, reading, self._field)
        frame = Frame(indices={name: index(reading, reading.size(size)) for name, size in statement.ranges.items()})
        if statement.condition is not None:
            frame = replace(frame, active=decided(reading, truth(reading, statement.condition, frame), frame))
        orders = self._orders(reading, frame)
        parts = [(at, seeds, reading.part(statement.left, at, self._field, seeds)) for at, seeds in orders]
        return Half(reading, frame, parts)

    def _outcome(self, half: Half) -> tuple[Outcome, int]:
        """Where the right side differs from a left one, and how many radicands there were."""
        reading, frame = half.reading.forked(), half.frame
        gaps = [self._gap(reading, *each) for each in half.parts]
        gap = reduce(lambda left, right: combined(np.logical_or, left, right), gaps)
        if frame.active is not None:
            gap = combined(np.logical_and, gap, frame.active)
        axes = {name: number.axes[0] for name, number in frame.indices.items() if number.axes}
        return Outcome(gap, ~reading.bad, axes), reading.signs.count

    @property
    def _field(self) -> Residues:
        return residues(self.tower, self.level)

    def _orders(self, reading: Reading, frame: Frame) -> Iterator[tuple[Frame, Seeds]]:
        """Where the sides are compared: once, or at 0 with every derivative below the order of a remainder."""
        if self.question.statement.remainder is None:
            yield frame, ()
            return
        variable, order = self.question.statement.remainder
        for count in range(order):
            seeds = tuple(reading.seed(variable) for _ in range(count))
            yield replace(frame, varied={variable: Overlay(ZERO, Frame(), seeds, single(1))}), seeds

    def _gap(self, reading: Reading, frame: Frame, seeds: Seeds, left: Part) -> Tensor:
        """Where the right side differs from the left one."""
        right = reading.part(self.question.statement.right, frame, self._field, seeds)
        negative = Tensor(right.axes, self._field.negative(right.data)) if right is not None else None
        gap = added(self._field, (left, negative))
        return Tensor(gap.axes, gap.data != 0) if gap is not None else single(False)


def chance_points(
    question: Question, sizes: Mapping[str, int], seed: int, count: int, reach: int = FARTHEST * SCALE
) -> Points:
    """Points moved so that the equations that are assumed hold, as far as they are linear or of matrices of a kind."""
    points, assumptions = Points(question.scope, seed, count, reach), question.assumptions(sizes)
    if assumptions:
        reading = Reading(question.scope, question.names, sizes, points, Signs())
        drawn = draw_kinds(assumptions, reading, seed)
        solve(assumptions, Reading(question.scope, question.names, sizes, points, Signs()), drawn)
    return points


def _sizes(condition: object) -> set[Size]:
    """The sizes that stand in a condition."""
    return {size for node in walk(condition) if isinstance(node, Term) for size in sizes_of(node)}
