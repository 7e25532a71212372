"""The array libraries: their functions under the names of the Python array API standard, found when a kernel is called.

NumPy, JAX, CuPy and others answer `__array_namespace__`. PyTorch does not, so a few of its functions are named here as
the standard names them. None of them but NumPy is imported: of a library whose array is given, the modules are loaded.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from functools import lru_cache
from types import ModuleType
from typing import Any, TypeAlias

import numpy as np

Array: TypeAlias = Any
"""An array of any library that keeps to the standard, or a tensor of PyTorch."""

ELEMENTWISE = "exp expm1 log log1p log10 sqrt tanh sinh cosh sin cos tan atan abs sign where full_like all".split()
"""What NumPy and PyTorch call as the standard does."""
SPECIAL = {"torch": "torch", "jax.numpy": "jax.scipy.special", "cupy": "cupyx.scipy.special"}
"""Where a library has its error functions, which the standard has not."""


def namespace(array: Array) -> Any:
    """The module whose functions take this array; raises `TypeError` for what is no array."""
    kind = type(array)
    if kind is np.ndarray or issubclass(kind, np.generic):
        return NUMPY
    if hasattr(array, "__array_namespace__"):
        own = array.__array_namespace__()
        return NUMPY if own is np else own
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(array, torch.Tensor):
        return _torch()
    raise TypeError(f"a {kind.__name__} is no array of a library that keeps to the Python array API standard")


def either(holds: Any, one: Callable[[], Array], other: Callable[[], Array]) -> Array:
    """What `one` gives where a condition on numbers holds, else what `other` gives.

    Where JAX compiles, the numbers are not known yet: then both are computed, and one is chosen later.
    """
    try:
        chosen = one if holds else other
    except TypeError:
        return namespace(holds).where(holds, one(), other())
    return chosen()


def inner(x: Array, y: Array) -> Array:
    """The sum of the products of all entries."""
    if type(x) is np.ndarray and x.dtype.kind == "f":
        return np.vdot(x, y)
    return namespace(x).sum(x * y)


def erf(array: Array) -> Array:
    """The error function of each entry, by the library that the array is of, or by Python's where that has none."""
    return _special("erf", math.erf, array)


def erfc(array: Array) -> Array:
    """1 − erf of each entry, to the last digit where that is small."""
    return _special("erfc", math.erfc, array)


def _special(name: str, function: Callable[[float], float], array: Array) -> Array:
    own = namespace(array)
    if own.__name__ in SPECIAL:
        return getattr(_module(SPECIAL[own.__name__]), name)(array)
    values = np.asarray(array if own is NUMPY else np.from_dlpack(array))
    found = np.fromiter(map(function, values.ravel().tolist()), values.dtype, values.size).reshape(values.shape)
    return found if own is NUMPY else own.from_dlpack(found)


def is_floating(array: Array) -> bool:
    """Whether the entries are real floating-point numbers."""
    dtype = array.dtype
    if isinstance(dtype, np.dtype):
        return dtype.kind == "f" or dtype.name == "bfloat16"
    if hasattr(dtype, "is_floating_point"):
        return bool(dtype.is_floating_point)
    return bool(namespace(array).isdtype(dtype, "real floating"))


class _Numpy:
    """NumPy's functions as the standard names them, without the layers of Python that lie over some of them."""

    __name__ = "numpy"

    def __init__(self) -> None:
        for name in (*ELEMENTWISE, "arange"):
            setattr(self, name, getattr(np, name))
        folding: tuple[Any, ...] = (np.add, np.multiply, np.maximum, np.minimum)
        self._sum, self._prod, self._max, self._min = (function.reduce for function in folding)

    def vecdot(self, x: Array, y: Array) -> Array:
        """The sum of products along the last axis, of complex numbers too, which checks by complex steps take."""
        return np.vecdot(x, y) if x.dtype.kind == "f" else np.add.reduce(x * y, axis=-1)

    def sum(self, x: Array, *, axis: int | None = None, keepdims: bool = False) -> Array:
        """The sum along one axis, or of all entries."""
        return self._sum(x, axis=axis, keepdims=keepdims)

    def prod(self, x: Array, *, axis: int | None = None, keepdims: bool = False) -> Array:
        """The product along one axis, or of all entries."""
        return self._prod(x, axis=axis, keepdims=keepdims)

    def max(self, x: Array, *, axis: int | None = None, keepdims: bool = False) -> Array:
        """The largest entry along one axis, or of all."""
        return self._max(x, axis=axis, keepdims=keepdims)

    def min(self, x: Array, *, axis: int | None = None, keepdims: bool = False) -> Array:
        """The smallest entry along one axis, or of all."""
        return self._min(x, axis=axis, keepdims=keepdims)

    def maximum(self, x: Array, y: Array) -> Array:
        """The larger of each two entries; with a number as the first, NumPy is twice as fast if it clips."""
        if isinstance(x, float | int):
            return y.clip(x, math.inf)
        return np.maximum(x, y)

    def minimum(self, x: Array, y: Array) -> Array:
        """The smaller of each two entries; the first may be a number."""
        if isinstance(x, float | int):
            return y.clip(-math.inf, x)
        return np.minimum(x, y)

    def astype(self, x: Array, dtype: Any) -> Array:
        """The entries in another dtype."""
        return x.astype(dtype)


NUMPY = _Numpy()


class _Torch:
    """PyTorch's functions as the standard names them, with numbers where it takes tensors only."""

    __name__ = "torch"

    def __init__(self, torch: Any) -> None:
        for name in ELEMENTWISE:
            setattr(self, name, getattr(torch, name))
        self._torch = torch

    def sum(self, x: Array, *, axis: int | None = None, keepdims: bool = False) -> Array:
        """The sum along one axis, or of all entries."""
        return x.sum() if axis is None else x.sum(axis, keepdim=keepdims)

    def prod(self, x: Array, *, axis: int | None = None, keepdims: bool = False) -> Array:
        """The product along one axis, or of all entries."""
        return x.prod() if axis is None else x.prod(axis, keepdim=keepdims)

    def max(self, x: Array, *, axis: int | None = None, keepdims: bool = False) -> Array:
        """The largest entry along one axis, or of all."""
        return x.amax() if axis is None else x.amax(axis, keepdim=keepdims)

    def min(self, x: Array, *, axis: int | None = None, keepdims: bool = False) -> Array:
        """The smallest entry along one axis, or of all."""
        return x.amin() if axis is None else x.amin(axis, keepdim=keepdims)

    def maximum(self, x: Array, y: Array) -> Array:
        """The larger of each two entries, one of which may be a number."""
        if isinstance(x, float | int):
            return y.clamp(min=x)
        return x.clamp(min=y)

    def minimum(self, x: Array, y: Array) -> Array:
        """The smaller of each two entries, one of which may be a number."""
        if isinstance(x, float | int):
            return y.clamp(max=x)
        return x.clamp(max=y)

    def astype(self, x: Array, dtype: Any) -> Array:
        """The entries in another dtype."""
        return x.to(dtype)

    def arange(self, start: int, stop: int, *, dtype: Any, device: Any) -> Array:
        """The numbers from `start` on, below `stop`."""
        return self._torch.arange(start, stop, dtype=dtype, device=device)

    def vecdot(self, x: Array, y: Array) -> Array:
        """The sum of products along the last axis."""
        return self._torch.linalg.vecdot(x, y)


@lru_cache(maxsize=1)
def _torch() -> _Torch:
    return _Torch(_module("torch"))


def _module(name: str) -> ModuleType:
    """A module of a library that is loaded, since one of its arrays is given."""
    __import__(name)
    return sys.modules[name]
