"""The array libraries: their functions under the names of the Python array API standard, found when a kernel is called.

NumPy, JAX, CuPy and others answer `__array_namespace__`. PyTorch does not, so a few of its functions are named here as
the standard names them. None of them but NumPy is imported: of a library whose array is given, the modules are loaded.

Beyond the standard, what works entry by entry takes `out`, an array that nothing else knows of: NumPy writes into it,
every other library makes a new array.
"""

from __future__ import annotations

import math
import operator
import sys
from collections.abc import Callable
from functools import lru_cache, partial
from types import ModuleType
from typing import Any, TypeAlias

import numpy as np

Array: TypeAlias = Any
"""An array of any library that keeps to the standard, or a tensor of PyTorch."""
Namespace: TypeAlias = Any
"""The functions of one library."""

UNARY = "exp expm1 log log1p log10 sqrt tanh sinh cosh sin cos tan atan abs sign negative".split()
BINARY = "add subtract multiply divide".split()
OPERATORS = {"negative": operator.neg, "add": operator.add, "subtract": operator.sub} | {
    "multiply": operator.mul,
    "divide": operator.truediv,
}
"""What libraries other than NumPy compute arithmetic by: their functions need not take numbers, their operators do."""
OTHERS = "where full_like all".split()
"""What NumPy and PyTorch call as the standard does, besides these."""
WITH_OUT = frozenset([*UNARY, *BINARY, "maximum", "minimum", "clip", "astype"])
SPECIAL = {"torch": "torch", "jax.numpy": "jax.scipy.special", "cupy": "cupyx.scipy.special"}
"""Where a library has its error functions, which the standard has not."""


def namespace(array: Array) -> Namespace:
    """The functions that take this array; raises `TypeError` for what is no array."""
    kind = type(array)
    if kind is np.ndarray or issubclass(kind, np.generic):
        return NUMPY if array.ndim and array.dtype.kind == "f" else PLAIN
    if hasattr(array, "__array_namespace__"):
        own = array.__array_namespace__()
        return PLAIN if own is np else _standard(own)
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(array, torch.Tensor):
        return _torch()
    raise TypeError(f"a {kind.__name__} is no array of a library that keeps to the Python array API standard")


def either(holds: Any, one: Callable[..., Array], other: Callable[..., Array]) -> Callable[..., Array]:
    """`one` where a condition on numbers holds, else `other`.

    Where JAX compiles, the numbers are not known yet: then both are computed, and one is chosen later.
    """
    try:
        return one if holds else other
    except TypeError:
        return lambda *given, **named: namespace(holds).where(holds, one(*given, **named), other(*given, **named))


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
    numpy = own.__name__ == NUMPY.__name__
    values = np.asarray(array if numpy else np.from_dlpack(array))
    found = np.fromiter(map(function, values.ravel().tolist()), values.dtype, values.size).reshape(values.shape)
    return found if numpy else own.from_dlpack(found)


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
        for name in (*UNARY, *BINARY, *OTHERS, "maximum", "minimum", "vecdot", "arange"):
            setattr(self, name, getattr(np, name))
        self.inner = np.vdot
        """The sum of the products of all entries."""
        self.clip = np.ndarray.clip
        """Each entry, or the bound that it is beyond: twice as fast as the larger of an array and a number."""
        folding: tuple[Any, ...] = (np.add, np.multiply, np.maximum, np.minimum)
        self.sum, self.prod, self.max, self.min = (partial(function.reduce, axis=None) for function in folding)

    def astype(self, x: Array, dtype: Any, out: Array | None = None) -> Array:
        """The entries in another dtype."""
        if out is None:
            return x.astype(dtype)
        out[...] = x
        return out


class _Plain:
    """NumPy's functions for what has no memory to write into, single numbers, and for complex numbers.

    Checks by complex steps take the latter, without one of the factors conjugated.
    """

    __name__ = "numpy"

    def __getattr__(self, name: str) -> Any:
        return _found(self, name, NUMPY)

    def clip(self, x: Array, low: float, high: float, out: Array | None = None) -> Array:
        """Each entry, or the bound that it is beyond."""
        return np.clip(x, low, high)

    def vecdot(self, x: Array, y: Array) -> Array:
        """The sum of products along the last axis."""
        return np.add.reduce(x * y, axis=-1)

    def inner(self, x: Array, y: Array) -> Array:
        """The sum of the products of all entries."""
        return np.add.reduce(x * y, axis=None)


class _Standard:
    """The functions of a library that keeps to the standard."""

    def __init__(self, module: Any) -> None:
        self.__name__ = module.__name__
        self._module = module

    def __getattr__(self, name: str) -> Any:
        return _found(self, name, self._module)

    def clip(self, x: Array, low: float, high: float, out: Array | None = None) -> Array:
        """Each entry, or the bound that it is beyond; one of the bounds is infinite."""
        return self._module.minimum(high, x) if low == -math.inf else self._module.maximum(low, x)

    def inner(self, x: Array, y: Array) -> Array:
        """The sum of the products of all entries."""
        return self._module.sum(x * y)


def _found(own: Any, name: str, module: Any) -> Any:
    """A function of a library, which is remembered as its own namespace's; `out` is not made use of."""
    function: Any = OPERATORS[name] if name in OPERATORS else getattr(module, name)
    made = _anew(function) if name in WITH_OUT else function
    setattr(own, name, made)
    return made


def _anew(function: Callable[..., Array]) -> Callable[..., Array]:
    def into_new(*given: Any, out: Array | None = None) -> Array:
        return function(*given)

    return into_new


NUMPY, PLAIN = _Numpy(), _Plain()


class _Torch:
    """PyTorch's functions as the standard names them, with numbers where it takes tensors only."""

    __name__ = "torch"

    def __init__(self, torch: Any) -> None:
        for name in OTHERS:
            setattr(self, name, getattr(torch, name))
        for name in (*UNARY, *BINARY):
            _found(self, name, torch)
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

    def maximum(self, x: Array, y: Array, out: Array | None = None) -> Array:
        """The larger of each two entries."""
        return x.clamp(min=y)

    def minimum(self, x: Array, y: Array, out: Array | None = None) -> Array:
        """The smaller of each two entries."""
        return x.clamp(max=y)

    def clip(self, x: Array, low: float, high: float, out: Array | None = None) -> Array:
        """Each entry, or the bound that it is beyond."""
        return x.clamp(low, high)

    def astype(self, x: Array, dtype: Any, out: Array | None = None) -> Array:
        """The entries in another dtype."""
        return x.to(dtype)

    def arange(self, start: int, stop: int, *, dtype: Any, device: Any) -> Array:
        """The numbers from `start` on, below `stop`."""
        return self._torch.arange(start, stop, dtype=dtype, device=device)

    def vecdot(self, x: Array, y: Array) -> Array:
        """The sum of products along the last axis."""
        return self._torch.linalg.vecdot(x, y)

    def inner(self, x: Array, y: Array) -> Array:
        """The sum of the products of all entries."""
        return (x * y).sum()


@lru_cache(maxsize=1)
def _torch() -> _Torch:
    return _Torch(_module("torch"))


@lru_cache(maxsize=16)
def _standard(module: Any) -> _Standard:
    return _Standard(module)


def _module(name: str) -> ModuleType:
    """A module of a library that is loaded, since one of its arrays is given."""
    __import__(name)
    return sys.modules[name]
