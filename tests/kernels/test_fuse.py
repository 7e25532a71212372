"""Whole layers: refused where their kernels do not fit together, else what the kernels give one after the other."""

from __future__ import annotations

import inspect
import re
from typing import Any

import numpy as np
import pytest

from derive import kernels, pipeline
from derive.kernels.emit import Kernel, load
from derive.kernels.fuse import fused
from derive.kernels.layers import LAYERS, Layer, Step, layer
from derive.kernels.refusal import NotEmittable
from tests.kernels.arguments import drawn


@pytest.fixture(scope="module")
def made(emission: pipeline.Emission) -> dict[str, Kernel]:
    return {each.kernel.name: each.kernel for each in emission.tested}


@pytest.mark.parametrize("missing", ["affine_dx", "affine_dw", "affine_db"])
def test_a_layer_that_lacks_a_kernel_is_not_made(missing: str, made: dict[str, Kernel]) -> None:
    left = [kernel for name, kernel in made.items() if name != missing]
    assert "affine_backward" not in {each.name for each in fused(left)}
    assert "affine_backward" in {each.name for each in fused(made.values())}


def test_a_layer_whose_kernels_take_other_shapes_is_refused(made: dict[str, Kernel]) -> None:
    wrong = {"wrong": layer("dw db", dw="affine_dw", db="attention_dv")}
    with pytest.raises(NotEmittable, match=re.escape("wrong: dy is (|b|, m) and (N, n)")):
        fused(made.values(), wrong)


def test_a_result_that_the_next_kernel_cannot_take_is_refused(made: dict[str, Kernel]) -> None:
    wrong = {"wrong": Layer((Step("dh", "affine_db"), Step("dx", "rnn_da")), ("dx",))}
    with pytest.raises(NotEmittable, match=re.escape("wrong: dh is (m) and (N, m)")):
        fused(made.values(), wrong)


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_gives_what_its_kernels_give_one_after_the_other(name: str, made: dict[str, Kernel]) -> None:
    function = getattr(kernels, name)
    arguments = drawn(function)
    values = {it.name: value for it, value in zip(function.shapes.parameters, arguments, strict=True)}
    for step in LAYERS[name].steps:
        kernel = made[step.kernel]
        taken = [values[step.given.get(it.name, it.name)] for it in kernel.arguments]
        values[step.result] = load(kernel)(*taken)
    found = function(*arguments)
    assert len(found) == len(LAYERS[name].results)
    for result, value, declared in zip(LAYERS[name].results, found, function.shapes.results, strict=True):
        assert declared.name == result and np.shape(value) == np.shape(values[result])
        np.testing.assert_allclose(value, values[result], rtol=1e-13, atol=1e-14)


SHARED = {
    "lstm_backward": "xp.tanh(c)",
    "layernorm_backward": "dy * x_hat",
    "batchnorm_backward": "xp.sum(dy, axis=0)",
    "attention_backward": "dy @ v.T",
    "mlp_relu_backward": "dy @ w_2.T",
}


@pytest.mark.parametrize("name", SHARED)
def test_what_two_kernels_compute_is_computed_once(name: str) -> None:
    assert inspect.getsource(getattr(kernels, name)).count(SHARED[name]) == 1


X, W, DY = np.ones((5, 3)), np.ones((3, 4)), np.ones((5, 4))
REFUSED: list[tuple[tuple[Any, ...], str]] = [
    ((X.T, W, DY), "affine_backward: x has shape (3, 5), w has (3, 4): x's last axis must equal w's first"),
    ((X, W, DY[:4]), "affine_backward: x has shape (5, 3), dy has (4, 4): x's first axis must equal dy's first"),
    ((X, W, DY[0]), "affine_backward: dy has shape (4,): expected (|b|, m)"),
    ((X[None], W, DY), "affine_backward: x has shape (1, 5, 3): expected (|b|, n)"),
]


@pytest.mark.parametrize(("arguments", "message"), REFUSED)
def test_shapes_that_do_not_fit_a_layer_are_named(arguments: tuple[Any, ...], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        kernels.affine_backward(*arguments)


def test_a_layer_names_every_claim_that_it_rests_on() -> None:
    assert kernels.affine_backward.claim.id == "src.001.40, src.001.39, 001.3.3.3.db"
    assert kernels.batchnorm_backward.claim.assumptions == (r"\epsilon > 0",)
    assert kernels.mlp_relu_backward.claim.excludes == ("a_{ij} = 0",)
