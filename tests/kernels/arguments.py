"""Arguments for any kernel, drawn by the shapes that its head declares, and every library that is to take them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import array_api_strict
import jax
import numpy as np
import torch

from derive import kernels
from derive.kernels.head import Function
from derive.kernels.sizes import in_numbers, names

jax.config.update("jax_enable_x64", True)  # type: ignore[no-untyped-call]

LIBRARIES: dict[str, Callable[[np.ndarray], Any]] = {
    "NumPy": lambda values: values.copy(),
    "PyTorch": lambda values: torch.from_numpy(values.copy()),
    "JAX": jax.numpy.asarray,
    "array-api-strict": lambda values: array_api_strict.asarray(values.copy()),
}
KERNELS = [name for name in kernels.__all__ if hasattr(getattr(kernels, name), "claim")]
BATCH = (2,)
LENGTHS = (3, 4, 5, 6, 7)


def drawn(kernel: Function, dtype: Any = np.float64, seed: int = 5) -> list[Any]:
    """Positive arrays of distinct sizes, rows that add up to 1 where the claim assumes it, and numbers as numbers."""
    generator = np.random.default_rng(seed)
    named = dict.fromkeys(name for it in kernel.shapes.parameters for size in it.axes for name in names(size))
    sizes = dict(zip(named, LENGTHS, strict=False))
    found: list[Any] = []
    for it in kernel.shapes.parameters:
        axes = [in_numbers(size, sizes) for size in it.axes]
        shape = ((BATCH if it.batched and not it.optional else ()) + tuple(axes))
        values = generator.uniform(0.2, 0.8, shape).astype(dtype)
        if it.name == "t" and kernel.claim.assumptions:
            values /= values.sum(axis=-1, keepdims=True)
        found.append(0.5 if it.number else values)
    return found


def on_host(array: Any) -> np.ndarray:
    """The entries of an array of any library."""
    return np.from_dlpack(array) if hasattr(array, "__array_namespace__") and array.ndim else np.asarray(array)
