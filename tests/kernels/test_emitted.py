"""The committed kernels: what the documents prove and nothing else, importable without SymPy, right at hand results."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from typing import Any

import numpy as np
import pytest

from derive import kernels, pipeline
from derive.kernels import emitted
from derive.kernels.head import Function
from derive.kernels.layers import LAYERS
from tests.kernels.arguments import KERNELS, drawn

REQUIRED = {
    "affine", "affine_dx", "affine_dw", "affine_db", "relu", "relu_backward", "sigmoid", "sigmoid_backward", "tanh",
    "tanh_backward", "softmax", "softmax_backward", "mse", "mse_backward", "cross_entropy", "cross_entropy_backward",
    "softmax_cross_entropy", "softmax_cross_entropy_backward", "sgd_step",
}
X = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
W = np.array([[1.0, 0.0, -1.0, 2.0], [0.0, 1.0, 1.0, -2.0]])
HALF = np.array([0.5, 0.5])


def test_the_committed_module_is_what_the_documents_prove(emission: pipeline.Emission) -> None:
    assert emission.problems == ()
    assert (files("derive") / "kernels" / "emitted.py").read_text(encoding="utf-8") == emission.module


def test_the_package_offers_every_kernel_and_nothing_else(emission: pipeline.Emission) -> None:
    made = [*(each.kernel.name for each in emission.tested), *LAYERS]
    assert sorted([*made, "checking"]) == kernels.__all__
    assert set(kernels.__all__) >= REQUIRED
    assert all(getattr(kernels, name) is getattr(emitted, name) for name in made)


def test_importing_a_kernel_loads_numpy_and_nothing_of_the_prover() -> None:
    program = "import sys; from derive.kernels import softmax_backward; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(found.stdout.split())
    assert "numpy" in loaded and "sympy" not in loaded
    assert {name for name in loaded if name.startswith("derive")} == {
        "derive",
        "derive.kernels",
        "derive.kernels.assumptions",
        "derive.kernels.emitted",
        "derive.kernels.head",
        "derive.kernels.libraries",
        "derive.kernels.outputs",
        "derive.kernels.shapes",
        "derive.kernels.sizes",
        "derive.kernels.windows",
    }


@pytest.mark.parametrize("name", KERNELS)
def test_each_says_its_statement_shapes_source_and_claim(name: str) -> None:
    text = getattr(kernels, name).__doc__
    for part in ("Right side of", "Shapes: ", "returns ", "Dtypes: ", "Source: ", "§", "Claim: ", "Digest: "):
        assert part in text


def test_the_shift_is_licensed_by_the_proved_identity(emission: pipeline.Emission) -> None:
    licensed = {each.kernel.name for each in emission.tested if each.kernel.licence is not None}
    assert licensed == {
        "softmax", "softmax_cross_entropy", "log_softmax", "batch_softmax", "batch_softmax_cross_entropy",
        "attention_weights",
    }
    assert {each.kernel.licence.claim_id for each in emission.tested if each.kernel.licence} == {"src.001.12"}


RULES = {
    "layers.exactly.squares": {"tanh_backward", "rnn_da", "lstm_dc", "lstm_dz_g"},
    "layers.exactly.softplus": {"softplus"},
    "layers.exactly.relu": {"relu", "mlp_relu_hidden"},
    "layers.exactly.sigmoid": {"sigmoid", "softplus_backward", "silu", "mlp_sigmoid_hidden", "lstm_gate"},
    "layers.exactly.leaky_relu": {"leaky_relu"},
    "layers.exactly.elu": {"elu"},
    "layers.exactly.leaky_relu_backward": {"leaky_relu_backward"},
    "layers.exactly.elu_backward": {"elu_backward"},
}


def test_each_rewriting_is_licensed_by_a_proved_identity(emission: pipeline.Emission) -> None:
    for claim, names in RULES.items():
        made = {each.kernel.name for each in emission.tested if claim in each.kernel.head.rewritings}
        assert made == names
    assert "layers.exactly.squares" in kernels.rnn_backward.claim.rewritings


@pytest.mark.parametrize("name", KERNELS)
def test_a_kernel_that_masks_by_a_product_says_so(name: str) -> None:
    masks = {"relu_backward", "mlp_relu_da", "mlp_relu_dw_1", "mlp_relu_db_1", "mlp_relu_backward"}
    assert any("infinite gradient" in each for each in getattr(kernels, name).claim.conventions) == (name in masks)


def test_only_an_infinite_gradient_comes_through_a_mask_and_as_no_number() -> None:
    x, dy = np.array([-1.0, -1.0, 1.0]), np.array([1e300, np.inf, np.inf])
    with np.errstate(invalid="ignore"):
        np.testing.assert_array_equal(kernels.relu_backward(x, dy), [0, np.nan, np.inf])
        np.testing.assert_array_equal(kernels.leaky_relu_backward(x, dy, 0.5), [5e299, np.inf, np.inf])


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("affine", (X, W, np.arange(4.0)), X @ W + np.arange(4.0)),
        ("affine_dw", (X, np.ones((3, 4))), np.repeat([[9.0], [12.0]], 4, axis=1)),
        ("affine_dx", (W, np.ones((3, 4))), np.tile([2.0, 0.0], (3, 1))),
        ("affine_db", (np.ones((3, 4)),), np.full(4, 3.0)),
        ("relu", (np.array([-1.0, 0.0, 2.0]),), np.array([0.0, 0.0, 2.0])),
        ("relu_backward", (np.array([-1.0, 2.0]), np.array([5.0, 7.0])), np.array([0.0, 7.0])),
        ("sigmoid", (np.zeros(2),), HALF),
        ("sigmoid_backward", (HALF, np.array([4.0, 8.0])), np.array([1.0, 2.0])),
        ("tanh", (np.zeros(2),), np.zeros(2)),
        ("tanh_backward", (HALF, np.array([4.0, 8.0])), np.array([3.0, 6.0])),
        ("softmax", (np.log([1.0, 3.0]),), np.array([0.25, 0.75])),
        ("softmax_backward", (HALF, np.array([1.0, 0.0])), np.array([0.25, -0.25])),
        ("mse", (np.array([1.0, 3.0]), np.zeros(2)), 5.0),
        ("mse_backward", (np.array([1.0, 3.0]), np.zeros(2)), np.array([1.0, 3.0])),
        ("cross_entropy", (HALF, np.array([1.0, 0.0])), np.log(2) / 2),
        ("cross_entropy_backward", (HALF, np.array([1.0, 0.0])), np.array([-1.0, 0.0])),
        ("softmax_cross_entropy", (np.zeros(2), np.array([1.0, 0.0])), np.log(2) / 2),
        ("sgd_step", (X, np.ones((3, 2)), np.array(0.5)), X - 0.5),
    ],
)
def test_hand_results(name: str, arguments: tuple[Any, ...], expected: Any) -> None:
    np.testing.assert_allclose(getattr(kernels, name)(*arguments), expected, rtol=1e-12, atol=1e-12)


def test_the_gradient_of_softmax_with_cross_entropy_is_output_minus_target() -> None:
    found = kernels.softmax_cross_entropy_backward(y=HALF, t=np.array([1.0, 0.0]))
    np.testing.assert_allclose(found, [-0.25, 0.25], rtol=1e-12)


@pytest.mark.parametrize("size", [1000.0, -1000.0])
def test_the_forward_kernels_stay_finite_where_the_plain_formulas_overflow(size: float) -> None:
    scores, target = np.array([[size, 0.0, -size]]), np.array([[0.0, 1.0, 0.0]])
    top = np.array([[1.0, 0.0, 0.0]]) if size > 0 else np.array([[0.0, 0.0, 1.0]])
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        np.testing.assert_array_equal(kernels.softmax(scores), top)
        np.testing.assert_array_equal(kernels.sigmoid(np.array([size])), [float(size > 0)])
        np.testing.assert_allclose(kernels.softmax_cross_entropy(scores, target), [1000 / 3], rtol=1e-12)
        np.testing.assert_array_equal(kernels.cross_entropy(top, top), [0.0])


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("affine", (X, W.T, np.zeros(2)), r"affine: x has shape \(3, 2\), w has \(4, 2\)"),
        ("affine", (X, W, np.zeros(3)), r"w has shape \(2, 4\), b has \(3,\)"),
        ("affine_dw", (X.T, np.ones((3, 4))), r"x has shape \(2, 3\), dy has \(3, 4\)"),
        ("affine_dx", (W, np.ones((3, 2))), r"w has shape \(2, 4\), dy has \(3, 2\)"),
        ("relu_backward", (X, X.T), r"x has shape \(3, 2\), dy has \(2, 3\)"),
        ("softmax_backward", (X, X[0]), r"y has shape \(3, 2\), dy has \(2,\)"),
        ("mse", (X, X.T), r"x has shape \(3, 2\), t has \(2, 3\)"),
        ("sgd_step", (X, X.T, np.array(1.0)), r"p has shape \(3, 2\), dp has \(2, 3\)"),
        ("sgd_step", (X, X, np.ones(2)), r"eta has shape \(2,\): expected a number"),
        ("softmax", (np.array(1.0),), r"softmax: x has shape \(\): expected \(\.\.\., n\)"),
    ],
)
def test_shapes_that_do_not_fit_are_named(name: str, arguments: tuple[Any, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        getattr(kernels, name)(*arguments)


@pytest.mark.parametrize("name", KERNELS)
def test_unchecked_computes_the_same_and_changes_no_input(name: str) -> None:
    kernel: Function = getattr(kernels, name)
    given = drawn(kernel)
    before = [np.copy(each) for each in given]
    np.testing.assert_equal(kernel.unchecked(*given), kernel(*given))
    np.testing.assert_equal(given, before)


def test_what_is_refused_by_name_is_not_looked_at_unchecked() -> None:
    y, t = np.array([[0.5, 0.5], [1.0, 0.0]]), np.array([0.5, 0.4])
    with pytest.raises(ValueError, match=r"t has \(2,\): they must be equal"):
        kernels.softmax_cross_entropy_backward(y, t)
    np.testing.assert_allclose(kernels.softmax_cross_entropy_backward.unchecked(y, t), [[0, 0.05], [0.25, -0.2]])
