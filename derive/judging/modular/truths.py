"""What is true near a point, and the rules of terms that depend on it.

A comparison is decided in real numbers with bounds of error, and only where it is strict, so that it holds around the
point as well; where no real quantity enters it is decided exactly. Points at which it stays open are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from typing import NamedTuple

import numpy as np

from derive.judging.modular.balls import BALLS
from derive.judging.modular.fields import Field
from derive.judging.modular.frames import Frame, Seeds
from derive.judging.modular.places import both, folded, rational, whole
from derive.judging.modular.reading import Part, PartOf, Reading, added, chosen, product, rule, summed
from derive.judging.modular.tensors import COLUMN, ROW, NotModelled, Tensor, combined, single
from derive.meaning import terms
from derive.meaning.terms import Comparison, Condition, Folding, Term

INDICES = (terms.Constant, terms.SizeValue, terms.Index)
EXACT = {
    Comparison.EQUAL: np.equal,
    Comparison.UNEQUAL: np.not_equal,
    Comparison.LESS: np.less,
    Comparison.AT_MOST: np.less_equal,
    Comparison.GREATER: np.greater,
    Comparison.AT_LEAST: np.greater_equal,
}


class Truth(NamedTuple):
    """Where something certainly holds and where it certainly does not; elsewhere that is open."""

    yes: Tensor
    no: Tensor


def _and(left: Tensor, right: Tensor) -> Tensor:
    return combined(np.logical_and, left, right)


def _or(left: Tensor, right: Tensor) -> Tensor:
    return combined(np.logical_or, left, right)


def _not(tensor: Tensor) -> Tensor:
    return Tensor(tensor.axes, np.logical_not(tensor.data))


def truth(reading: Reading, condition: Condition, frame: Frame) -> Truth:
    """Where a condition holds, at every entry where it compares arrays."""
    found: Truth = reading.once((id(condition), frame), lambda: _truth(reading, condition, frame))
    return found


def _truth(reading: Reading, condition: Condition, frame: Frame) -> Truth:
    match condition:
        case terms.Compare():
            found = _compared(reading, condition, frame)
            yes, no = np.logical_and.reduce, np.logical_or.reduce
            return Truth(found.yes.over(yes, ROW, COLUMN), found.no.over(no, ROW, COLUMN))
        case terms.Not(part):
            inner = truth(reading, part, frame)
            return Truth(inner.no, inner.yes)
        case terms.Every(parts):
            each = [truth(reading, part, frame) for part in parts]
            return Truth(reduce(_and, [t.yes for t in each]), reduce(_or, [t.no for t in each]))
        case terms.Some(parts):
            each = [truth(reading, part, frame) for part in parts]
            return Truth(reduce(_or, [t.yes for t in each]), reduce(_and, [t.no for t in each]))


def _compared(reading: Reading, condition: terms.Compare, frame: Frame) -> Truth:
    sides = condition.left, condition.right
    if reading.settled(condition, frame):
        exactly = whole if all(isinstance(side, INDICES) for side in sides) else rational
        try:
            left, right = (exactly(reading, side, frame) for side in sides)
        except NotModelled:
            pass
        else:
            found = combined(EXACT[condition.comparison], left, right)
            return Truth(Tensor(found.axes, found.data.astype(bool)), _not(Tensor(found.axes, found.data.astype(bool))))
    return ordered(condition.comparison, *(reading.value(side, frame, BALLS) for side in sides))


def ordered(comparison: Comparison, left: Tensor, right: Tensor) -> Truth:
    """How real numbers compare, where that is certain.

    A difference of exactly 0, without a bound of error, has no real quantity in it, so it stays 0 around the point.
    """
    gap = combined(BALLS.add, left, Tensor(right.axes, BALLS.negative(right.data)))
    above, below, same = gap.data.real > gap.data.imag, gap.data.real < -gap.data.imag, gap.data == 0
    yes, no = {
        Comparison.EQUAL: (same, above | below),
        Comparison.UNEQUAL: (above | below, same),
        Comparison.LESS: (below, above | same),
        Comparison.AT_MOST: (below | same, above),
        Comparison.GREATER: (above, below | same),
        Comparison.AT_LEAST: (above | same, below),
    }[comparison]
    return Truth(Tensor(gap.axes, np.asarray(yes)), Tensor(gap.axes, np.asarray(no)))


def decided(reading: Reading, found: Truth, frame: Frame) -> Tensor:
    """Where something holds; points at which that is open are left out."""
    reading.exclude(_not(_or(found.yes, found.no)), frame)
    return found.yes


def positive(reading: Reading, term: Term, frame: Frame) -> None:
    """Leave out the points at which a term is not certainly a positive real number."""

    def checked() -> bool:
        value = reading.value(term, frame, BALLS)
        reading.exclude(Tensor(value.axes, ~(value.data.real > value.data.imag)), frame)
        return True

    reading.once(("positive", id(term), frame), checked)


def sign(reading: Reading, term: Term, frame: Frame, field: Field) -> Tensor:
    """1 or -1, the sign of a term; points at which that is open, or 0, are left out."""
    value = reading.value(term, frame, BALLS)
    above, below = value.data.real > value.data.imag, value.data.real < -value.data.imag
    reading.exclude(Tensor(value.axes, ~(above | below)), frame)
    return Tensor(value.axes, field.integers(np.where(above, 1, -1)))


@rule(terms.Cases)
def _cases(reading: Reading, term: terms.Cases, frame: Frame, field: Field, seeds: Seeds) -> Part:
    branches = reading.once((id(term), frame), lambda: _branches(reading, term, frame))
    values = ((where, reading.part(value, inner, field, seeds)) for value, where, inner in branches)
    found = added(field, [chosen(field, where, value) for where, value in values if value is not None])
    return Tensor((), field.integers(np.asarray(0))) if found is None and not seeds else found


def _branches(reading: Reading, term: terms.Cases, frame: Frame) -> list[tuple[Term, Tensor, Frame]]:
    """The branches with the places at which each is taken."""
    left, found = single(True), []
    for value, condition in term.branches:
        before = replace(frame, active=both(frame.active, left))
        holds = single(True) if condition is None else decided(reading, truth(reading, condition, frame), before)
        where = _and(left, holds)
        left = _and(left, _not(holds))
        if where.data.any():
            found.append((value, where, replace(frame, active=both(frame.active, where))))
    reading.exclude(left, frame)
    return found


def winners(values: Sequence[Tensor], least: bool) -> list[Tensor]:
    """Where each of several real numbers is the largest, or the least; of equal ones the first is."""
    found: list[Tensor] = []
    before, after = (Comparison.LESS, Comparison.AT_MOST) if least else (Comparison.GREATER, Comparison.AT_LEAST)
    for place, value in enumerate(values):
        best = single(True)
        for number, other in enumerate(values):
            if number != place:
                best = _and(best, ordered(before if number < place else after, value, other).yes)
        found.append(best)
    return found


def extreme(reading: Reading, values: Sequence[Tensor], least: bool, frame: Frame) -> list[Tensor]:
    """The same, with the points left out at which it is open."""
    found = winners(values, least)
    reading.exclude(_not(reduce(_or, found)), frame)
    return found


@rule(terms.Fold)
def _fold(reading: Reading, term: terms.Fold, frame: Frame, field: Field, seeds: Seeds) -> Part:
    inner, axis, count, inside = folded(reading, term, frame)
    if term.condition is not None:
        inside, inner = reading.once(("condition", id(term), frame), lambda: _restricted(reading, term, inner, inside))
    if term.folding in (Folding.MAX, Folding.MIN):
        return _extreme(reading, term, (inner, axis, count, inside), field, seeds)
    if term.folding is Folding.PRODUCT:
        return _product(reading, term, (inner, axis, count, inside), field, seeds)
    value = reading.part(term.body, inner, field, seeds)
    if value is None:
        return None
    return summed(field, value if inside is None else chosen(field, inside, value), axis, count)


def _restricted(reading: Reading, term: terms.Fold, inner: Frame, inside: Tensor | None) -> tuple[Tensor | None, Frame]:
    assert term.condition is not None
    holds = decided(reading, truth(reading, term.condition, inner), inner)
    return both(inside, holds), replace(inner, active=both(inner.active, holds))


Folded = tuple[Frame, str, int, Tensor | None]


def _product(reading: Reading, term: terms.Fold, fold: Folded, field: Field, seeds: Seeds) -> Part:
    inner, axis, count, inside = fold
    one = field.integers(np.asarray(1))

    def factor(number: int) -> PartOf:
        def part(own: Seeds) -> Part:
            value = reading.part(term.body, inner, field, own)
            if value is None or inside is None:
                return value.taken(axis, number) if value is not None else None
            where, here = inside.taken(axis, number), value.taken(axis, number)
            rest = one if not own else field.integers(np.asarray(0))
            return combined(lambda holds, values: np.where(holds, values, rest), where, here)

        return part

    def upto(number: int) -> PartOf:
        if number == 0:
            return lambda own: None if own else Tensor((), one)
        return lambda own: product(field, upto(number - 1), factor(number - 1), own)

    return upto(count)(seeds)


def _extreme(reading: Reading, term: terms.Fold, fold: Folded, field: Field, seeds: Seeds) -> Part:
    inner, axis, count, inside = fold
    if count == 0 or inside is not None:
        raise NotModelled("the largest or smallest of some entries")

    def best() -> list[Tensor]:
        value = reading.value(term.body, inner, BALLS)
        return extreme(reading, [value.taken(axis, k) for k in range(count)], term.folding is Folding.MIN, inner)

    places = reading.once(("best", id(term), inner), best)
    value = reading.part(term.body, inner, field, seeds)
    if value is None:
        return None
    return added(field, [chosen(field, where, value.taken(axis, k)) for k, where in enumerate(places)])
