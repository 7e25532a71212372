"""float32 by the letter of IEEE 754, for figures that are the same on every machine.

Libraries for linear algebra add in an order of their own, and their exponentials differ in the last digit from one
processor to the next. Here every operation is done in float64 and rounded once to float32, which for +, −, ×, ÷ and
roots is the correctly rounded result; of an exponential the last digit of float64 does not show. All sums, those of
matrix products too, are taken from the first to the last term.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

EPSILON = 2.0**-23
"""The distance from 1 to the next number in float32."""


class Single(np.ndarray[Any, np.dtype[np.float32]]):
    """An array of float32 on which NumPy computes in this way."""

    def __array_ufunc__(
        self, ufunc: np.ufunc, method: str, *inputs: Any, out: tuple[Any, ...] | None = None, **keywords: Any
    ) -> Any:
        found = self._computed(ufunc, method, [_plain(each) for each in inputs], keywords)
        if out is None:
            return found
        np.copyto(_plain(out[0]), _plain(found))
        return out[0]

    @staticmethod
    def _computed(ufunc: np.ufunc, method: str, taken: list[Any], keywords: dict[str, Any]) -> Any:
        if ufunc is np.vecdot:
            return single(_sum(taken[0] * taken[1], axis=-1))
        if ufunc is np.matmul:
            return single(_product(*taken))
        if method == "reduce" and ufunc is np.add:
            return single(_sum(taken[0], **keywords))
        if method == "__call__":
            taken = [_wide(each) for each in taken]
        return single(getattr(ufunc, method)(*taken, **keywords))

    def __array_function__(self, function: Any, types: Any, arguments: Any, keywords: Any) -> Any:
        return single(super().__array_function__(function, types, arguments, keywords))


def single(value: Any) -> Any:
    """Floating-point numbers as such an array; anything else as it is."""
    if not isinstance(value, np.ndarray | np.floating | float):
        return value
    array = np.asarray(value)
    return array.astype(np.float32).view(Single) if array.dtype.kind == "f" else value


def _plain(value: Any) -> Any:
    return value.view(np.ndarray) if isinstance(value, Single) else value


def _wide(value: Any) -> Any:
    """Numbers of float32 in float64, and Python's as float32 has them."""
    if isinstance(value, float):
        return float(np.float32(value))
    return value.astype(float) if isinstance(value, np.ndarray) and value.dtype == np.float32 else value


def _sum(terms: NDArray[Any], axis: Any = None, keepdims: bool = False, **_: Any) -> NDArray[Any]:
    """The sum along an axis, or of all entries in their order; `accumulate` adds one term after the other."""
    along = terms.reshape(-1) if axis is None else terms
    total = np.add.accumulate(along, axis=0 if axis is None else axis, dtype=np.float32)
    if axis is None:
        return np.asarray(total[-1]).reshape((1,) * terms.ndim if keepdims else ())
    return total.take([-1], axis) if keepdims else total.take(-1, axis)


def _product(left: NDArray[Any], right: NDArray[Any]) -> NDArray[Any]:
    """The matrix product, of which a vector has a row or a column."""
    rows = left[None, :] if left.ndim == 1 else left
    columns = right[:, None] if right.ndim == 1 else right
    found = _sum(rows[..., :, :, None] * columns[..., None, :, :], axis=-2)
    found = found[..., 0] if right.ndim == 1 else found
    return found[..., 0, :] if left.ndim == 1 and right.ndim > 1 else found[..., 0] if left.ndim == 1 else found
