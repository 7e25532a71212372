"""What a layer is, as it is measured: two passes by the kernels, two by hand, one formula, one function of PyTorch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import torch

Array: TypeAlias = Any
"""An array of any of the libraries."""
Real: TypeAlias = Any
"""A class of floating-point numbers, float32 or float64."""
Kernels: TypeAlias = Any
"""The kernels by their names, as the module has them."""
Shape = tuple[int, ...]
BATCH, WIDTH, NEXT, CLASSES = 128, 256, 128, 10
SLOPE, EPSILON = 0.1, 1e-5
ROWS = (BATCH, WIDTH)


@dataclass(frozen=True, slots=True)
class Passes:
    """A layer in NumPy: forward, what backward needs, and backward, which takes that and the gradient of the output."""

    forward: Callable[..., Any]
    save: Callable[..., tuple[Array, ...]]
    backward: Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer four times; `formula` takes a namespace first, and gradients are by the first `learned` arguments."""

    shapes: tuple[Shape, ...]
    learned: int
    kernels: Passes
    by_hand: Passes
    formula: Callable[..., Array]
    torch: Callable[..., torch.Tensor]
