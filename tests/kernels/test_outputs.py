"""Results in an array that is there: refused where it does not fit or would change an input."""

from __future__ import annotations

import re
import tracemalloc
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from derive import kernels
from derive.kernels.outputs import BLOCK
from tests.kernels.arguments import KERNELS, drawn

ELEMENTWISE = [name for name in KERNELS if getattr(kernels, name).shapes.elementwise]
X = np.linspace(-2, 2, 6).reshape(2, 3)
OTHER = np.empty((2, 3))


def fixed() -> np.ndarray:
    array = np.empty((2, 3))
    array.flags.writeable = False
    return array


REFUSED: dict[str, tuple[str, tuple[Any, ...], Any, type[Exception], str]] = {
    "another shape": (
        "relu", (X,), np.empty((3, 2)), ValueError, "relu: out has shape (3, 2), x has (2, 3): they must be equal",
    ),
    "a shape to spread to": ("relu", (X[0],), OTHER, ValueError, "relu: out has shape (2, 3), x has (3,)"),
    "another dtype": ("relu", (X,), np.empty((2, 3), "f4"), TypeError, "relu: out has dtype float32, x has float64"),
    "a list": ("relu", (X,), [0.0], TypeError, "relu: out is a builtins.list: with out= arrays of NumPy are expected"),
    "a tensor": ("relu", (X,), torch.empty(2, 3), TypeError, "relu: out is a torch.Tensor: with out= arrays of NumPy"),
    "an input of PyTorch": ("relu", (torch.ones(2, 3),), OTHER, TypeError, "relu: x is a torch.Tensor: with out="),
    "a reduction": ("softmax", (X,), OTHER, TypeError, "softmax: out= is taken by kernels that work entry by entry"),
    "a product": ("affine_dx", (X, X), OTHER, TypeError, "affine_dx: out= is taken by kernels that work entry"),
    "a layer": ("rnn_backward", (np.ones((3, 3)),) * 6, OTHER, TypeError, "rnn_backward: out= is taken by"),
    "what is read only": ("relu", (X,), fixed(), ValueError, "relu: out cannot be written to"),
    "its own input": ("relu", (X,), X, ValueError, "relu: out shares memory with x, which must not change"),
    "a part of its input": ("relu", (X[:, :2],), X[:, 1:], ValueError, "relu: out shares memory with x"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_take_the_result_is_refused(name: str) -> None:
    kernel, arguments, out, error, message = REFUSED[name]
    for _ in range(2):
        with pytest.raises(error, match=f"^{re.escape(message)}"):
            getattr(kernels, kernel)(*arguments, out=out)


def test_a_good_array_for_the_result_does_not_let_a_bad_one_in() -> None:
    p, dp, out = (np.arange(6.0) for _ in range(3))
    assert kernels.sgd_step(p, dp, 0.5, out=out) is out
    for shared in (p, dp, p[:], dp.reshape(6)):
        with pytest.raises(ValueError, match=r"sgd_step: out shares memory with d?p, which must not change"):
            kernels.sgd_step(p, dp, 0.5, out=shared)
    both = np.zeros(12)
    with pytest.raises(ValueError, match="out shares memory with dp"):
        kernels.sgd_step(p, both[:6], 0.5, out=both[3:9])
    np.testing.assert_array_equal(p, np.arange(6.0))
    assert kernels.sgd_step(p, both[:6], 0.5, out=both[6:]) is not None
    np.testing.assert_array_equal(both[6:], p)


def test_what_is_assumed_is_looked_at_also_where_the_result_is_written_at_once() -> None:
    x, out = np.ones(3), np.empty(3)
    kernels.dropout(x, x, 0.5, out=out)
    with pytest.raises(ValueError, match="dropout: p breaks the assumption p > 0"):
        kernels.dropout(x, x, -0.5, check=True, out=out)
    with kernels.checking(), pytest.raises(ValueError, match="dropout: p breaks the assumption p > 0"):
        kernels.dropout(x, x, -0.5, out=out)


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_the_result_may_stand_in_an_array_of_another_kind(name: str, tmp_path: Path) -> None:
    function = getattr(kernels, name)
    arguments = drawn(function)
    expected = function(*arguments)
    for out in (
        np.memmap(tmp_path / "out", np.float64, "w+", shape=expected.shape),
        np.empty((*expected.shape, 2))[..., 0],
        np.empty(expected.shape[::-1]).T,
    ):
        assert function(*arguments, out=out) is out
        np.testing.assert_array_equal(out, expected)


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_single_numbers_have_results_too(name: str) -> None:
    function = getattr(kernels, name)
    arguments = [value if isinstance(value, float) else value.reshape(-1)[:1] for value in drawn(function)]
    expected = function(*arguments)
    points = [value if isinstance(value, float) else value.reshape(()) for value in arguments]
    out = np.empty(())
    for found in (function(*points), function(*points, out=out)):
        assert np.shape(found) == () and found == expected[0]
    assert out == expected[0]


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("name", ELEMENTWISE)
def test_the_result_is_the_same_and_stands_where_it_was_asked_for(name: str, dtype: str) -> None:
    function = getattr(kernels, name)
    arguments = drawn(function, dtype)
    before = [np.copy(value) for value in arguments]
    expected = function(*arguments)
    out = np.full_like(expected, np.nan)
    assert function(*arguments, out=out) is out
    np.testing.assert_array_equal(out, expected)
    for value, kept in zip(arguments, before, strict=True):
        np.testing.assert_array_equal(value, kept)


@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, 2 * BLOCK + 1])
def test_blocks_of_any_number_of_entries(size: int) -> None:
    x = np.random.default_rng(2).normal(size=size)
    np.testing.assert_array_equal(kernels.sigmoid(x, out=np.empty(size)), kernels.sigmoid(x))


def test_arrays_that_are_not_in_order_too() -> None:
    x, out = np.random.default_rng(2).normal(size=(4, 6)), np.empty((6, 8))[:, ::2]
    np.testing.assert_array_equal(kernels.tanh_backward(x.T, x.T, out=out), kernels.tanh_backward(x, x).T)


def test_almost_nothing_is_allocated() -> None:
    x = np.random.default_rng(2).normal(size=20 * BLOCK)
    out = np.empty_like(x)
    tracemalloc.start()
    kernels.sigmoid(x, out=out)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < x.nbytes / 10
