"""Which of its two square roots a number has.

Modulo a prime no root is the positive one. If a claim is true, then it holds for one choice at least of the roots of
all radicands, so it is false where it fails for every choice.
"""

from __future__ import annotations

import numpy as np

from derive.judging.modular.fields import Field
from derive.judging.modular.residues import Residues
from derive.judging.modular.tensors import POINT, Data, Tensor, arranged


class Signs:
    """One choice: the binary digits of `choice` tell which radicands, in order of appearance, have the other root."""

    def __init__(self, choice: int = 0) -> None:
        self._choice = choice
        self._radicands: dict[tuple[int, bytes], int] = {}

    @property
    def count(self) -> int:
        """The number of different radicands that appeared."""
        return len(self._radicands)

    def of(self, radicand: Tensor, field: Field, points: int) -> Tensor:
        """1 or -1 for every radicand, which is one number at each point."""
        rest = [axis for axis in radicand.axes if axis != POINT]
        sizes = [radicand.size(axis) for axis in rest]
        values = arranged(radicand, [*rest, POINT], [*sizes, points]).reshape(-1, points)
        prime = field.prime if isinstance(field, Residues) else 0
        signs: Data = np.array([self._sign(prime, row.tobytes()) for row in values], dtype=np.int64)
        return Tensor(tuple(rest), field.integers(signs.reshape(sizes)))

    def _sign(self, prime: int, radicand: bytes) -> int:
        place = self._radicands.setdefault((prime, radicand), len(self._radicands))
        return -1 if self._choice >> place & 1 else 1
