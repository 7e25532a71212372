"""Points at which matrices are of a kind that an assumption asks for: orthogonal, idempotent, of zeros and ones."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from derive.judging.modular.assumptions import check, degree
from derive.judging.modular.points import Points, reduced
from derive.judging.modular.reading import Reading
from derive.judging.modular.residues import Residues, residues
from derive.judging.modular.signs import Signs
from derive.judging.modular.tensors import COLUMN, POINT, ROW, Data, NotModelled, Tensor
from derive.judging.modular.towers import TOWERS
from derive.judging.special import KINDS, special
from derive.meaning.scope import Assumption
from derive.meaning.terms import Compare, Comparison

DRAWN = 6
"""How many matrices of each kind are drawn."""


def draw_kinds(assumptions: Sequence[Assumption], reading: Reading, seed: int) -> frozenset[str]:
    """Give every quantity that an equation asks for that is not linear in it values that obey what is assumed of it.

    These are the names of the quantities that were given such values.
    """
    scope = reading.scope
    free = {name for each in assumptions for name in reading.names(each.condition)}
    drawn = set()
    for name in sorted(free & scope.shapes.keys() - scope.definitions.keys() - scope.finite.keys()):
        mine = [each for each in assumptions if reading.names(each.condition) & scope.shapes.keys() == {name}]
        if any(_is_bent(each, name, reading) for each in mine):
            found = _obeying(name, mine, reading, seed)
            if found is not None:
                reading.points.move(name, found)
                drawn.add(name)
    return frozenset(drawn)


def _is_bent(assumption: Assumption, name: str, reading: Reading) -> bool:
    """Whether an assumption is an equation that is not linear in a quantity."""
    condition = assumption.condition
    if not isinstance(condition, Compare) or condition.comparison is not Comparison.EQUAL:
        return False
    return max(degree(side, name, reading) for side in (condition.left, condition.right)) > 1


def _obeying(name: str, assumptions: Sequence[Assumption], reading: Reading, seed: int) -> Tensor | None:
    """Matrices at all points that obey assumptions, each of them as often as needed; nothing where none is found."""
    shape = reading.shape(reading.scope.shapes[name])
    drawn = _drawn(shape, seed)
    trial = Points(reading.scope, seed, len(drawn))
    trial.move(name, _tensor(drawn))
    there = Reading(reading.scope, reading.names, reading.sizes, trial, Signs())
    try:
        for assumption in assumptions:
            check(assumption, there, _field(seed))
    except NotModelled:
        return None
    good = np.nonzero(~there.bad)[0]
    return _tensor(drawn[np.resize(good, reading.points.count)]) if len(good) else None


def _field(seed: int) -> Residues:
    return residues(TOWERS[seed % len(TOWERS)], 0)


def _drawn(shape: tuple[int, int], seed: int) -> Data:
    """Coordinates of matrices of every kind, as far as points can have them."""
    found = []
    for number in range(DRAWN):
        for matrix in special(*shape, seed * DRAWN * len(KINDS) + number):
            try:
                found.append([[reduced(value) for value in row] for row in matrix])
            except NotModelled:
                continue
    return np.array(found, dtype=np.int64)


def _tensor(matrices: Data) -> Tensor:
    return Tensor((POINT, ROW, COLUMN), matrices).squeezed(ROW).squeezed(COLUMN)
