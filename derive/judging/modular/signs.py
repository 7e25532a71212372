"""Which of its two square roots a number has.

Modulo a prime no root is the positive one. If a claim is true, then it holds for one choice at least of the roots of
all radicands, so it is false where it fails for every choice.
"""

from __future__ import annotations

import numpy as np

from derive.judging.modular.fields import Field
from derive.judging.modular.residues import Residues
from derive.judging.modular.tensors import POINT, Tensor, arranged


class Signs:
    """The roots that are taken, those of every radicand in the order of appearance.

    With `chosen` radicands the points stand in 2^`chosen` groups of one length; the binary digits of the number of a
    group tell which radicands have the other root there.
    """

    def __init__(self, chosen: int = 0) -> None:
        self._chosen = chosen
        self._radicands: dict[tuple[int, bytes], int] = {}

    def forked(self) -> Signs:
        """The same roots, to which others are added apart from these."""
        found = Signs(self._chosen)
        found._radicands = dict(self._radicands)
        return found

    @property
    def count(self) -> int:
        """The number of different radicands that appeared."""
        return len(self._radicands)

    def of(self, radicand: Tensor, field: Field, points: int) -> Tensor:
        """1 or -1 for every radicand, at every point; a real root is always the positive one."""
        if not isinstance(field, Residues):
            return Tensor((), field.integers(np.asarray(1)))
        rest = [axis for axis in radicand.axes if axis != POINT]
        sizes = [radicand.size(axis) for axis in rest]
        values = arranged(radicand, [*rest, POINT], [*sizes, points]).reshape(-1, points)
        known = self._radicands
        numbers = [known.setdefault((field.prime, row.tobytes()), len(known)) for row in values]
        places = np.array(numbers, dtype=np.int64)
        groups = np.arange(1 << self._chosen).repeat(points >> self._chosen)
        signs = 1 - 2 * (groups >> np.minimum(places, self._chosen)[:, None] & 1)
        return Tensor((*rest, POINT), field.integers(signs.reshape(*sizes, points)))
