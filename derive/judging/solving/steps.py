"""Values on both sides of a step, and at it."""

from __future__ import annotations

from derive.judging.general.algebra import replaced
from derive.judging.general.atoms import Sign
from derive.judging.general.expressions import Expression
from derive.judging.general.signs import settled


def split(value: Expression, step: Sign) -> tuple[Expression, Expression, Expression]:
    """What a value is where that of a step is positive, where it is negative, and where it is zero."""
    up, down = Sign(step.value, above=True), Sign(step.value, above=False)
    above, below, between = (replaced(replaced(value, up, a), down, b) for a, b in ((1, 0), (0, 1), (0, 0)))
    return _implied(above, step, 1), _implied(below, step, -1), between


def _implied(value: Expression, step: Sign, side: int) -> Expression:
    """A value with the other steps that a known one settles, as r > a settles that r > 0 where a > 0."""
    for atom in {a for p in value.terms for a, _ in p.factors if isinstance(a, Sign)}:
        known = settled(atom, step.value, side)
        value = value if known is None else replaced(value, atom, known)
    return value


def left(value: Expression, step: Sign) -> tuple[int, int]:
    """How many steps are left where that of one is known: on the better side of it, and in all."""
    counts = [
        len({a for p in part.terms for a, _ in p.factors if isinstance(a, Sign)}) for part in split(value, step)
    ]
    return min(counts[:2]), sum(counts)
