"""How far rounding takes each kernel from the numbers it stands for, over many random shapes.

A kernel is computed in float32, by the letter of IEEE 754, and compared with itself in float64. That it computes the
right thing at all is for `derive.numeric` to check; the rest is rounding, and in units of the machine's epsilon that is
much the same in any precision. So the figures need no rounding up to be the same everywhere: what differs from one
machine to the next is 2⁻²⁹ of what is measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from derive.kernels.emit import Formula, load
from derive.kernels.forward import Forward
from derive.kernels.sizes import names as size_names
from derive.numeric import LIMITS, Against, relative_error
from derive.single import EPSILON, single

SEED = 21
RUNS = 20
SIZES = np.arange(2, 17)
BITS = 17
"""Of each value: so few that all machines round to the same ones."""
FILL = 1 + 2.0**-16 / 3
"""What a value is multiplied by then, so that it has digits in all places of float32, and its sums do not fit."""
TOLERANCE = LIMITS[Against.COMPLEX].tolerance / float(np.finfo(float).eps)
"""What the checks in float64 allow for rounding, in units of ε."""


@dataclass(frozen=True, slots=True)
class Rounding:
    """The errors of one kernel, in units of ε, over random shapes, and the shapes of its arguments at the worst."""

    errors: tuple[float, ...]
    worst: Mapping[str, tuple[int, ...]]


def rounding(kernel: Formula) -> Rounding:
    """The errors of a kernel. Raises `NotCheckable` where its arguments have no values."""
    function, forward = load(kernel), Forward(kernel.scope, kernel.statement.right)
    generator = np.random.default_rng(SEED)
    shapes = [*forward.shapes.values(), tuple(kernel.statement.ranges.values())]
    names = sorted({name for shape in shapes for size in shape for name in size_names(size)})
    found = []
    for _ in range(RUNS):
        sizes = dict(zip(names, map(int, generator.permutation(SIZES)), strict=False))
        values = forward.sample(sizes, generator)
        taken = []
        for argument in kernel.arguments:
            value = values[argument.quantity]
            taken.append(_given(generator.normal(size=np.shape(value)) if argument.gradient else value))
        exact = np.asarray(function(*taken))
        error = relative_error(np.asarray(function(*map(single, taken)), float), np.squeeze(exact)) / EPSILON
        found.append((error, {it.name: np.shape(value) for it, value in zip(kernel.arguments, taken, strict=True)}))
    return Rounding(tuple(error for error, _ in found), max(found, key=lambda each: each[0])[1])


def _given(value: NDArray[Any]) -> NDArray[Any]:
    """Numbers of float32, the same on every machine."""
    mantissa, exponent = np.frexp(value)
    return np.asarray(np.ldexp(np.round(mantissa * 2**BITS), exponent - BITS) * FILL, np.float32).astype(float)
