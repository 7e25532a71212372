"""Whether the sides of a statement certainly differ in real numbers, at a chance point: one look at large arrays."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from derive.judging.modular.assumptions import check
from derive.judging.modular.balls import BALLS
from derive.judging.modular.fields import SCALE
from derive.judging.modular.frames import Frame
from derive.judging.modular.reading import Reading, added
from derive.judging.modular.residues import NoLevel, residues
from derive.judging.modular.signs import Signs
from derive.judging.modular.tensors import NotModelled, Tensor
from derive.judging.modular.towers import TOWERS
from derive.judging.modular.trial import Question, chance_points
from derive.meaning.scope import Scope, Statement

POINTS = ((0, SCALE // 8), (1, 2 * SCALE), (2, SCALE // 64))
"""The chance points that are tried, each alone, since arrays are large: their seeds, and how large their numbers are.

Sums over long axes of small numbers are of a size at which exponentials and slopes are known well.
"""


def are_apart(statement: Statement, scope: Scope, sizes: Mapping[str, int]) -> bool:
    """Whether both sides, which are numbers, were found to differ by more than what rounding can do.

    Nothing follows where they were not.
    """
    question = Question(statement, scope)
    try:
        with np.errstate(all="ignore"):
            return any(_differ(question, sizes, *each) for each in POINTS)
    except (NotModelled, NoLevel, RecursionError):
        return False


def _differ(question: Question, sizes: Mapping[str, int], seed: int, reach: int) -> bool:
    statement, scope = question.statement, question.scope
    points = chance_points(question, sizes, seed, 1, reach)
    reading = Reading(scope, question.names, sizes, points, Signs())
    for assumption in question.assumptions(sizes):
        check(assumption, reading, residues(TOWERS[0], 0))
    left, right = (reading.part(side, Frame(), BALLS) for side in (statement.left, statement.right))
    gap = added(BALLS, (left, None if right is None else Tensor(right.axes, BALLS.negative(right.data))))
    return gap is not None and not reading.bad.any() and bool((np.abs(gap.data.real) > gap.data.imag).all())
