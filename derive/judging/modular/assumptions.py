"""Points at which the assumptions of a document hold: linear equations are solved, points that fail are left out."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import prod
from typing import Any

import numpy as np

from derive.judging.modular.fields import RATIONALS, Field
from derive.judging.modular.frames import Frame
from derive.judging.modular.places import index
from derive.judging.modular.points import reduced
from derive.judging.modular.reading import Reading
from derive.judging.modular.tensors import COLUMN, POINT, ROW, NotModelled, Tensor, arranged
from derive.judging.modular.truths import decided, truth
from derive.judging.modular.varying import varying
from derive.meaning import terms
from derive.meaning.scope import Assumption
from derive.meaning.terms import Comparison

Row = list[Fraction]


def solve(assumption: Assumption, reading: Reading) -> None:
    """Move the points so that an equation holds that is linear in one of its quantities; else leave them."""
    condition = assumption.condition
    if not (isinstance(condition, terms.Compare) and condition.comparison is Comparison.EQUAL):
        return
    shape = condition.left.shape or condition.right.shape
    gap = terms.Plus((condition.left, terms.Negative(condition.right, shape=condition.right.shape)), shape=shape)
    for name in sorted(reading.names(gap) - reading.scope.definitions.keys() - reading.scope.finite.keys()):
        try:
            if _solved_for(name, gap, reading, frame_of(assumption, reading)):
                return
        except NotModelled:
            continue


def frame_of(assumption: Assumption, reading: Reading) -> Frame:
    """Where an assumption is said: every free index along an axis of its own."""
    return Frame(indices={name: index(reading, reading.size(size)) for name, size in assumption.ranges.items()})


def check(assumption: Assumption, reading: Reading, field: Field) -> None:
    """Leave out the points at which an assumption does not certainly hold; an equation has to hold in the field."""
    frame, condition = frame_of(assumption, reading), assumption.condition
    if isinstance(condition, terms.Compare) and condition.comparison is Comparison.EQUAL:
        left, right = (reading.value(side, frame, field) for side in (condition.left, condition.right))
        axes = tuple({*left.axes, *right.axes})
        sizes = [max(left.size(axis), right.size(axis)) for axis in axes]
        failed = Tensor(axes, arranged(left, axes, sizes) != arranged(right, axes, sizes))
    else:
        holds = decided(reading, truth(reading, condition, frame), frame)
        failed = Tensor(holds.axes, ~holds.data)
    reading.exclude(failed, frame)


def _solved_for(name: str, gap: terms.Plus, reading: Reading, frame: Frame) -> bool:
    """Whether some entries of a quantity could be set so that the gap closes at every point."""
    quantity = terms.Quantity(name, shape=reading.scope.shapes[name])
    inner, seed, axes = varying(reading, terms.Derivative(gap, quantity), frame)
    slope, value = reading.part(gap, inner, RATIONALS, (seed,)), reading.value(gap, frame, RATIONALS)
    if slope is None or POINT in slope.axes:
        return False
    shape = reading.shape(quantity.shape)
    lengths = {axis: length for number in frame.indices.values() for axis, length in _lengths(number)}
    lengths |= dict(zip((ROW, COLUMN), reading.shape(gap.shape), strict=True))
    count, equations, unknowns = reading.points.count, prod(lengths.values()), prod(shape)
    slopes = arranged(slope, [*lengths, *axes], [*lengths.values(), *shape]).reshape(equations, unknowns)
    gaps = arranged(value, [*lengths, POINT], [*lengths.values(), count]).reshape(equations, count)
    steps = _steps([[*slopes[k], *(-gap for gap in gaps[k])] for k in range(equations)], unknowns, count)
    if steps is None:
        return False
    old = reading.points.numerators(name, shape)
    change = np.array([[reduced(value) for value in row] for row in steps], dtype=np.int64)
    start = arranged(old, [ROW, COLUMN, POINT], [*shape, count]).reshape(unknowns, count)
    moved = Tensor((ROW, COLUMN, POINT), (start + change).reshape(*shape, count))
    reading.points.move(name, moved.squeezed(ROW).squeezed(COLUMN))
    return True


def _lengths(number: Tensor) -> list[tuple[str, int]]:
    return [(axis, number.size(axis)) for axis in number.axes]


def _steps(rows: list[Row], unknowns: int, count: int) -> Sequence[Sequence[Any]] | None:
    """A solution of linear equations for every point, `None` where there is none; the last unknowns are used first."""
    steps = [[Fraction(0)] * count for _ in range(unknowns)]
    pivots: list[tuple[int, Row]] = []
    for row in rows:
        for place, pivot in pivots:
            row = [a - row[place] * b for a, b in zip(row, pivot, strict=True)]
        place = next((k for k in reversed(range(unknowns)) if row[k] != 0), -1)
        if place < 0:
            if any(row):
                return None
            continue
        row = [value / row[place] for value in row]
        pivots = [(at, [a - old[place] * b for a, b in zip(old, row, strict=True)]) for at, old in pivots]
        pivots.append((place, row))
    for place, row in pivots:
        steps[place] = row[unknowns:]
    return steps
