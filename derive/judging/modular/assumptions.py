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
from derive.meaning.rewriting import parts, walk
from derive.meaning.scope import Assumption
from derive.meaning.terms import Comparison

ONE = terms.Constant(Fraction(1))
Row = list[Fraction]


def solve(assumptions: Sequence[Assumption], reading: Reading, drawn: frozenset[str] = frozenset()) -> None:
    """Move the points so that the equations hold that are linear in one of their quantities; leave the others.

    The quantities in `drawn` stay as they are.
    """
    left = {number: gap for number, each in enumerate(assumptions) if (gap := _gap(each)) is not None}
    fixed = reading.scope.definitions.keys() | reading.scope.finite.keys() | drawn
    for name in sorted({name for gap in left.values() for name in reading.names(gap)} - fixed):
        mine = [
            number for number, gap in left.items() if degree(gap, name, reading) == 1 and not _mixes(gap, name, reading)
        ]
        if len(mine) == 1 and _summed_up(name, assumptions[mine[0]], reading):
            del left[mine[0]]
            continue
        for group in (mine, *([number] for number in mine)):
            try:
                here = [(left[number], frame_of(assumptions[number], reading)) for number in group]
                solved = bool(group) and _solved_for(name, here, reading)
            except NotModelled:
                continue
            if solved:
                left = {number: gap for number, gap in left.items() if number not in group}
                break


def _summed_up(name: str, assumption: Assumption, reading: Reading) -> bool:
    """Whether what is assumed is a sum of every row or column of a quantity; its last entries then make up for it."""
    match assumption.condition:
        case terms.Compare(
            left=terms.Fold(
                folding=terms.Folding.SUM,
                index=index_,
                low=terms.Constant(value=1),
                high=high,
                body=terms.Item(array=terms.Quantity(name=summed), row=row, column=column),
                condition=None,
            ),
            right=terms.Constant(value=value),
        ) if summed == name and row != column:
            pass
        case _:
            return False
    places, shape = (row, column), reading.shape(reading.scope.shapes[name])
    runs: dict[terms.Term, int | None] = {ONE: 1, terms.Index(index_): _number(high, reading)}
    runs |= {terms.Index(other): reading.size(size) for other, size in assumption.ranges.items()}
    if any(length != runs.get(place) for length, place in zip(shape, places, strict=True)):
        return False
    axis = (ROW, COLUMN)[places.index(terms.Index(index_))]
    old = reading.points.numerators(name, shape)
    if axis not in old.axes:
        return False
    at = old.axes.index(axis)
    moved = np.moveaxis(old.data.copy(), at, -1)
    moved[..., -1] = reduced(value) - moved[..., :-1].sum(axis=-1)
    reading.points.move(name, Tensor(old.axes, np.moveaxis(moved, -1, at)))
    return True


def _number(size: terms.Term, reading: Reading) -> int | None:
    match size:
        case terms.Constant(value=value) if value.denominator == 1:
            return int(value)
        case terms.SizeValue(size=name):
            return reading.size(name)
    return None


def _gap(assumption: Assumption) -> terms.Plus | None:
    """Left minus right of an equation."""
    condition = assumption.condition
    if not (isinstance(condition, terms.Compare) and condition.comparison is Comparison.EQUAL):
        return None
    shape = condition.left.shape or condition.right.shape
    return terms.Plus((condition.left, terms.Negative(condition.right, shape=condition.right.shape)), shape=shape)


def _mixes(gap: terms.Plus, name: str, reading: Reading) -> bool:
    """Whether a quantity is multiplied by another, so that its coefficients are others at every point."""
    products = [node for node in walk(gap) if isinstance(node, terms.Times | terms.MatMul)]
    sides = [(reading.names(node.left), reading.names(node.right)) for node in products]
    return any(
        (name in a and b & reading.scope.shapes.keys()) or (name in b and a & reading.scope.shapes.keys())
        for a, b in sides
    )


def degree(node: object, name: str, reading: Reading) -> int:
    """The degree of a term as a polynomial in the entries of a quantity; 2 also stands for whatever is not linear."""
    if name not in reading.names(node):
        return 0
    inside = [degree(part, name, reading) for part in parts(node)]
    match node:
        case terms.Quantity() if name in reading.scope.definitions:
            return 2
        case terms.Quantity():
            return 1
        case terms.Times() | terms.MatMul():
            return min(sum(inside), 2)
        case terms.Fold(folding=terms.Folding.SUM) | terms.Item() | terms.Table() | terms.Grid() | terms.Spread():
            return max(inside)
        case terms.Plus() | terms.Negative() | terms.Transpose():
            return max(inside)
        case terms.Quotient(bottom=bottom) if name not in reading.names(bottom):
            return max(inside)
    return 2


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


def _solved_for(name: str, here: Sequence[tuple[terms.Plus, Frame]], reading: Reading) -> bool:
    """Whether some entries of a quantity could be set so that the gaps close at every point."""
    shape, count = reading.shape(reading.scope.shapes[name]), reading.points.count
    unknowns = prod(shape)
    rows: list[Row] = []
    for gap, frame in here:
        more = _equations(name, gap, reading, frame)
        if more is None:
            return False
        rows += more
    steps = _steps(rows, unknowns, count)
    if steps is None:
        return False
    old = reading.points.numerators(name, shape)
    change = np.array([[reduced(value) for value in row] for row in steps], dtype=np.int64)
    start = arranged(old, [ROW, COLUMN, POINT], [*shape, count]).reshape(unknowns, count)
    moved = Tensor((ROW, COLUMN, POINT), (start + change).reshape(*shape, count))
    reading.points.move(name, moved.squeezed(ROW).squeezed(COLUMN))
    return True


def _equations(name: str, gap: terms.Plus, reading: Reading, frame: Frame) -> list[Row] | None:
    """What a gap asks of the entries of a quantity: their coefficients, and what is left at every point."""
    quantity = terms.Quantity(name, shape=reading.scope.shapes[name])
    inner, seed, axes = varying(reading, terms.Derivative(gap, quantity), frame)
    slope, value = reading.part(gap, inner, RATIONALS, (seed,)), reading.value(gap, frame, RATIONALS)
    if slope is None or POINT in slope.axes:
        return None
    shape = reading.shape(quantity.shape)
    lengths = {axis: length for number in frame.indices.values() for axis, length in _lengths(number)}
    lengths |= dict(zip((ROW, COLUMN), reading.shape(gap.shape), strict=True))
    count, equations, unknowns = reading.points.count, prod(lengths.values()), prod(shape)
    slopes = arranged(slope, [*lengths, *axes], [*lengths.values(), *shape]).reshape(equations, unknowns)
    gaps = arranged(value, [*lengths, POINT], [*lengths.values(), count]).reshape(equations, count)
    return [[*slopes[k], *(-gap for gap in gaps[k])] for k in range(equations)]


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
