"""Kernels in float32 and float64 against fifty digits of the formula that was proved, not of the one computed."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
import pytest
from mpmath import mp, mpf

from derive import kernels, pipeline
from derive.kernels.emit import Kernel, load
from derive.kernels.following import Following
from derive.kernels.layers import LAYERS
from derive.kernels.sizes import in_numbers, names
from derive.meaning.terms import Size
from tests.kernels.arguments import KERNELS
from tests.kernels.by_hand import PRECISE, UNSIGNED, Arithmetic, Point

DIGITS = 400
"""Fifty are right even where 1 + erf(x) has lost 300 of them."""
ULPS = 4
RUNS = 40
ELEMENTWISE = [
    name
    for name in KERNELS
    if getattr(kernels, name).shapes.results[0].axes == ()
    and all(it.axes == () for it in getattr(kernels, name).shapes.parameters)
]
PLACES = (1e-30, 1e-7, 1e-3, 0.25, 0.4999, 0.7, 0.999, 1.0, 1.5, 3.3, 9.7, 21.0, 60.0)
"""From where 1 + u is 1, past where 1 − y loses digits, to where an exponential is smaller than any digit of 1."""


@pytest.fixture(scope="module")
def proved(emission: pipeline.Emission) -> dict[str, Kernel]:
    return {each.kernel.name: each.kernel for each in emission.tested}


Draw = Callable[[str, list[int]], np.ndarray]


def exact(kernel: Kernel, sizes: dict[str, int], arrays: dict[str, Any], numbers: Arithmetic = PRECISE) -> list[Any]:
    """Every entry of the right side of the statement, in order."""
    statement = kernel.statement
    point = Point(sizes, arrays, {}, numbers)
    shape = [_length(size, sizes) for size in statement.right.shape]
    if shape:
        return [point.value(statement.right, *place) for place in product(*(range(1, size + 1) for size in shape))]
    ranges = [range(1, _length(size, sizes) + 1) for size in statement.ranges.values()]
    places = [dict(zip(statement.ranges, at, strict=True)) for at in product(*ranges)]
    return [point.having(**place).value(statement.right) for place in places]


def _length(size: Size, sizes: dict[str, int]) -> int:
    return sizes[size] if isinstance(size, str) else size


def computed(kernel: Kernel, sizes: dict[str, int], dtype: Any, draw: Draw) -> tuple[np.ndarray, dict[str, Any]]:
    """What a kernel computes, without a warning, and the arrays in the shapes that the document gives them."""
    arrays, given = {}, []
    for it in kernel.arguments:
        shape = [_length(size, sizes) for size in it.declared]
        array = draw(it.name, shape).astype(dtype)
        arrays[("d" if it.gradient else "") + it.quantity] = array
        given.append(array.reshape([size for size in shape if size != 1]))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = np.asarray(load(kernel)(*given))
    assert found.dtype == dtype
    return found.ravel(), arrays


SUMS = {"sgd_step", "lstm_cell", "lstm_dc", "silu_backward", "gelu_backward"}
"""A sum of terms of both signs is as exact as its largest term: there the digits of that one are counted."""
ILL_CONDITIONED = {"gelu", "gelu_backward"}
"""A relative change of x changes the lower tail of the normal distribution by about x² as much, so x itself does."""


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", ELEMENTWISE)
def test_an_elementwise_kernel_is_within_a_few_units_in_the_last_place(
    name: str, dtype: Any, proved: dict[str, Kernel]
) -> None:
    assert worst(proved[name], dtype) <= ULPS


def worst(kernel: Kernel, dtype: Any) -> float:
    """The largest error in units in the last place of what is wanted, at values near 0, near 1 and large."""
    named = (*kernel.statement.ranges.values(), *kernel.statement.right.shape)
    sizes = {size: 2 for size in named if isinstance(size, str)}
    limits = np.finfo(dtype)
    found = 0.0
    for seed in range(RUNS):
        values, arrays = computed(kernel, sizes, dtype, _drawing(kernel, seed))
        with mp.workdps(DIGITS):
            wanted = exact(kernel, sizes, arrays)
            sizes_of_terms = exact(kernel, sizes, arrays, UNSIGNED) if kernel.name in SUMS else wanted
            places = arrays["X"].ravel() if kernel.name in ILL_CONDITIONED else np.zeros(len(wanted))
            for value, exactly, size, x in zip(values, wanted, sizes_of_terms, places, strict=True):
                if abs(exactly) > float(limits.tiny) / float(limits.eps):
                    unit = mpf(float(np.spacing(dtype(abs(float(size)))))) * (1 + mpf(float(x)) ** 2)
                    found = max(found, float(abs(mpf(float(value)) - exactly) / unit))
    return found


def _drawing(kernel: Kernel, seed: int) -> Draw:
    """Outputs of an activation at most 1, what is under a root positive, everything else of both signs."""
    generator = np.random.default_rng(seed)

    def draw(name: str, shape: list[int]) -> np.ndarray:
        values = generator.choice(PLACES, shape) * generator.uniform(0.5, 1, shape)
        if name in ("p", "v", "epsilon"):
            return np.asarray(values)
        values *= generator.choice([-1, 1], shape)
        bounded = name.split("_")[0] in ("y", "s", "h") and kernel.name != "silu_backward"
        return np.clip(values, -1, 1) if bounded else np.asarray(values)

    return draw


REDUCTIONS = [name for name in KERNELS if name not in ELEMENTWISE and name not in LAYERS]


@pytest.mark.parametrize("name", REDUCTIONS)
def test_a_reduction_in_float32_is_right_to_six_digits(name: str, proved: dict[str, Kernel]) -> None:
    kernel = proved[name]
    following = Following(kernel.scope)
    declared = {size for it in kernel.arguments for size in it.declared}
    named = sorted({name for size in declared for name in names(following.size(size))})
    sizes = dict(zip(named, (3, 4, 5, 2, 6), strict=False))
    used = {*declared, *kernel.statement.ranges.values()}
    sizes |= {size: in_numbers(following.size(size), sizes) for size in used if isinstance(size, str)}
    values, arrays = computed(kernel, sizes, np.float32, _sample(kernel))
    with mp.workdps(DIGITS):
        wanted = exact(kernel, sizes, arrays)
        largest = max(map(abs, exact(kernel, sizes, arrays, UNSIGNED)))
        error = max(abs(mpf(float(value)) - exactly) for value, exactly in zip(values, wanted, strict=True))
        assert error <= largest * 1e-6


def _sample(kernel: Kernel) -> Draw:
    generator = np.random.default_rng(3)
    positive = "log" in kernel.source or kernel.name.startswith("cross_entropy")

    def draw(name: str, shape: list[int]) -> np.ndarray:
        values = generator.uniform(0.3, 1.7, shape)
        return values if positive or name in ("s", "p", "t") else values * generator.choice([-1, 1], shape)

    return draw


LARGE = 1e4
SAFE = {
    "softmax": "x", "log_softmax": "x", "sigmoid": "x", "softplus": "x", "silu": "x", "gelu": "x", "tanh": "x",
    "softplus_backward": "x dy", "elu_backward": "x dy a", "gelu_backward": "x dy", "log_softmax_backward": "l dy",
    "softmax_backward": "y dy", "sigmoid_backward": "s dy", "silu_backward": "s z dy", "tanh_backward": "h dy",
    "softmax_cross_entropy": "x t", "softmax_cross_entropy_backward": "y t", "attention_weights": "x",
    "batch_softmax_cross_entropy": "x t", "batch_softmax_cross_entropy_backward": "y t", "cross_entropy": "y y",
    "batch_cross_entropy": "y y", "cross_entropy_backward": "y y", "batch_cross_entropy_backward": "y y",
}  # fmt: skip


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", SAFE)
def test_nothing_overflows_and_nothing_is_undefined_at_large_values(name: str, dtype: Any) -> None:
    x = np.array([[LARGE, 0, -LARGE], [-LARGE, -LARGE, LARGE], [LARGE, LARGE, LARGE], [-1, 0, 1]], dtype)
    values = {"x": x, "t": np.roll(np.eye(4, 3, dtype=dtype), 1, axis=1), "dy": np.ones_like(x), "a": 1.5}
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        values |= {"y": kernels.softmax(x), "l": kernels.log_softmax(x), "h": kernels.tanh(x)}
        values |= {"s": kernels.sigmoid(x), "z": kernels.silu(x)}
        found = getattr(kernels, name)(*(values[each] for each in SAFE[name].split()))
    assert np.isfinite(found).all() and found.dtype == dtype


def test_where_only_the_probability_is_0_the_loss_is_infinite_and_without_a_warning() -> None:
    with np.errstate(all="raise"):
        assert kernels.cross_entropy(np.array([0.0, 1.0]), np.array([1.0, 0.0])) == np.inf
        assert kernels.cross_entropy(np.array([0.0, 1.0]), np.array([0.0, 1.0])) == 0
