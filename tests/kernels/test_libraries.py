"""One kernel, every library: the same values, the same dtype, nothing changed, nothing converted."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from typing import Any

import array_api_strict
import numpy as np
import pytest
import torch

from derive import kernels
from derive.kernels.libraries import namespace
from tests.kernels.arguments import KERNELS, LIBRARIES, drawn, on_host

DTYPES = {"float32": 2e-5, "float64": 1e-13}


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("name", KERNELS)
def test_every_library_computes_what_numpy_does_in_its_own_arrays(name: str, library: str, dtype: str) -> None:
    function = getattr(kernels, name)
    plain = drawn(function, dtype)
    given = [values if isinstance(values, float) else LIBRARIES[library](values) for values in plain]
    found = function(*given)
    expected = function(*(np.asarray(values, np.float64) for values in plain))
    if not isinstance(found, tuple):
        found, expected = (found,), (expected,)
    for one, wanted in zip(found, expected, strict=True):
        assert type(one) is type(next(it for it in given if not isinstance(it, float))) or np.isscalar(one)
        assert str(one.dtype).split(".")[-1] == dtype
        np.testing.assert_allclose(on_host(one), wanted, rtol=DTYPES[dtype], atol=DTYPES[dtype])
    for before, after in zip(plain, given, strict=True):
        np.testing.assert_array_equal(before, after if isinstance(after, float) else on_host(after))


ONES = np.ones((2, 3))
KINDS: dict[str, tuple[str, tuple[Any, ...], str]] = {
    "a list": ("relu", ([1.0],), "relu: x is a list: expected an array; numpy.asarray makes one of it"),
    "a number": ("softmax", (1.0,), "softmax: x is a float: expected an array; numpy.asarray makes one of it"),
    "a text": ("relu", ("1.0",), "relu: x is a str: expected an array"),
    "integers": ("relu", (np.arange(3),), "relu: x has dtype int64: expected real floating-point numbers"),
    "complex numbers": ("relu", (np.ones(3) * 1j,), "relu: x has dtype complex128: expected real floating-point"),
    "truth values": ("relu", (ONES > 0,), "relu: x has dtype bool"),
    "integers of PyTorch": ("relu", (torch.arange(3),), "relu: x has dtype torch.int64: expected real"),
    "integers of another": ("relu", (array_api_strict.arange(3),), "relu: x has dtype array_api_strict.int64"),
    "two precisions": (
        "relu_backward",
        (ONES, ONES.astype("float32")),
        "relu_backward: x has dtype float64, dy has float32: expected one dtype",
    ),
    "a number of NumPy that would widen": (
        "sgd_step",
        (ONES.astype("float32"), ONES.astype("float32"), np.float64(0.1)),
        "sgd_step: p has dtype float32, eta has float64: expected one dtype, so that nothing is rounded or widened "
        "unseen; a Python number takes any",
    ),
    "two libraries": (
        "relu_backward",
        (ONES, torch.ones(2, 3, dtype=torch.float64)),
        "relu_backward: x is an array of numpy, dy one of torch: expected arrays of one library",
    ),
    "a list for a number": (
        "sgd_step",
        (ONES, ONES, [0.1]),
        "sgd_step: eta is a list: expected an array or a number; numpy.asarray makes one of it",
    ),
    "an object that is like an array": ("relu", (memoryview(b"1"),), "relu: x is a memoryview: expected an array"),
}


@pytest.mark.parametrize("name", KINDS)
def test_what_is_no_array_of_one_kind_is_refused(name: str) -> None:
    kernel, arguments, message = KINDS[name]
    with pytest.raises(TypeError, match=f"^{re.escape(message)}"):
        getattr(kernels, kernel)(*arguments)


@pytest.mark.parametrize("library", LIBRARIES)
def test_shapes_are_told_alike_in_every_library(library: str) -> None:
    x, dy = LIBRARIES[library](ONES), LIBRARIES[library](ONES.T.copy())
    message = "relu_backward: x has shape (2, 3), dy has (3, 2): they must be equal"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        kernels.relu_backward(x, dy)


def test_what_is_no_array_has_no_namespace() -> None:
    with pytest.raises(TypeError, match="a list is no array of a library"):
        namespace([1.0])


UNKNOWN: list[tuple[tuple[Any, ...], dict[str, Any], str]] = [
    ((), {"y": ONES}, "missing 1 required positional argument: 'dy'"),
    ((ONES,), {"y": ONES, "dy": ONES}, "multiple values for argument 'y'"),
    ((ONES, ONES), {"z": ONES}, "unexpected keyword argument 'z'"),
]


@pytest.mark.parametrize(("given", "named", "message"), UNKNOWN)
def test_a_missing_or_unknown_argument_is_named(given: tuple[Any, ...], named: dict[str, Any], message: str) -> None:
    with pytest.raises(TypeError, match=rf"^softmax_backward\(\) .*{re.escape(message)}"):
        kernels.softmax_backward(*given, **named)


@pytest.mark.parametrize("eta", [0.1, np.array(0.1)])
def test_arguments_are_looked_at_each_time_also_after_some_that_fitted(eta: Any) -> None:
    for _ in range(3):
        kernels.sgd_step(ONES, ONES, eta)
    for wrong in (ONES.T, ONES.astype("float32"), torch.ones(2, 3), [1.0]):
        with pytest.raises((TypeError, ValueError), match=r"^sgd_step: "):
            kernels.sgd_step(ONES, wrong, eta)
    with pytest.raises(TypeError, match="p has dtype float64, eta has float32"):
        kernels.sgd_step(ONES, ONES, np.array(0.1, "float32"))


def test_shapes_that_fitted_let_no_others_in() -> None:
    x, w, t = np.ones((2, 3)), np.ones(3), np.ones(2)
    for _ in range(3):
        kernels.ridge(x, w, t, 0.1)
        kernels.ridge(x, np.ones((4, 3)), np.ones((4, 2)), 0.1)
    batches = np.ones((4, 3)), np.ones((3, 2))
    wrong: list[tuple[Any, ...]] = [(x, w, w), (x.T, w, t), (x, t, w), (x[0], w, t), (x, *batches), (x, w, [1.0])]
    for given in wrong:
        with pytest.raises((TypeError, ValueError), match=r"^ridge: "):
            kernels.ridge(*given, 0.1)
    for place in range(3):
        mixed = [each.astype("float32") if at == place else each for at, each in enumerate((x, w, t))]
        with pytest.raises(TypeError, match=r"ridge: .* expected one dtype"):
            kernels.ridge(*mixed, 0.1)


@pytest.mark.parametrize("name", KERNELS)
def test_arrays_of_a_rare_kind_are_taken_too(name: str) -> None:
    function = getattr(kernels, name)
    plain = drawn(function, "float32")
    expected = function(*plain)
    ways: list[Callable[[np.ndarray], np.ndarray]] = [
        lambda x: pickle.loads(pickle.dumps(x)),  # its dtype is another object
        lambda x: x.astype("float16").astype("longdouble"),
        lambda x: x.view(type("Own", (np.ndarray,), {})),
    ]
    for way in ways:
        found = function(*(values if isinstance(values, float) else way(values) for values in plain))
        pairs = zip(found, expected, strict=True) if isinstance(found, tuple) else [(found, expected)]
        for one, wanted in pairs:
            np.testing.assert_allclose(np.asarray(one, np.float64), wanted, rtol=0.1, atol=0.01)


def test_too_many_arguments_are_refused() -> None:
    with pytest.raises(TypeError, match="positional argument"):
        kernels.relu(ONES, ONES)
