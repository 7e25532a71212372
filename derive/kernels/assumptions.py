"""What claims assume, looked at on the data at hand where a caller asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import numpy as np

from derive.kernels.libraries import Array, namespace

BROKEN = {"=": "is not", "≠": "is", ">": "is not above", "≥": "is below", "<": "is not below", "≤": "is above"}
_checking: ContextVar[bool] = ContextVar("checking", default=False)
is_checking = _checking.get
"""Whether the caller stands within `checking`."""


@dataclass(frozen=True, slots=True)
class Assumed:
    """An assumption in LaTeX, its sign, and the function that computes both its sides from arguments of the kernel."""

    latex: str
    sign: str
    sides: Callable[..., tuple[Array, Array]]

    def require(self, kernel: str, names: Sequence[str], values: Sequence[Array]) -> None:
        """Raise `ValueError` for the first row in which the sides are not as assumed."""
        needed = self.sides.__code__.co_varnames
        left, right = self.sides(*(values[names.index(name)] for name in needed))
        holds = _compared(left, self.sign, right)
        shape = tuple(getattr(holds, "shape", ()))
        if bool(namespace(holds).all(holds) if shape else holds):
            return
        place = next(place for place in np.ndindex(shape) if not bool(holds[place] if place else holds))
        one, other = (float(side[place] if getattr(side, "shape", ()) else side) for side in (left, right))
        row = f"row {place[0] if len(place) == 1 else place} of " if place else ""
        broken = f"{one:.6g} {BROKEN[self.sign]} {other:.6g}"
        raise ValueError(f"{kernel}: {row}{', '.join(needed)} breaks the assumption {self.latex}: {broken}")


@contextmanager
def checking() -> Iterator[None]:
    """Within it every kernel looks at what its claim assumes of its arguments, as with `check=True`."""
    before = _checking.set(True)
    try:
        yield
    finally:
        _checking.reset(before)


def _compared(left: Array, sign: str, right: Array) -> Any:
    """Where the sides are as assumed; equal to about half of the digits, since sums are rounded."""
    if sign == "≠":
        return left != right
    if sign in ("=", "≥", "≤"):
        slack = 1e-3 if str(getattr(left, "dtype", "")).endswith(("float32", "float16")) else 1e-7
        if sign == "=":
            return abs(left - right) <= slack
        return left >= right if sign == "≥" else left <= right
    return left > right if sign == ">" else left < right
