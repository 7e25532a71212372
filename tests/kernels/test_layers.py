"""The kernels of the layers, put together as a program would, against central differences of layers written by hand."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

from derive import kernels as k
from derive.kernels.forward import _erf as series

Arrays = Mapping[str, Any]
RANDOM = np.random.default_rng(7)
STEP = 6e-6


def draw(*shape: int) -> Any:
    """Numbers of either sign, none near 0, where some layers have a kink."""
    return RANDOM.uniform(0.2, 1.4, shape) * RANDOM.choice([-1.0, 1.0], shape)


def sigmoid(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


def softmax(z: Any) -> Any:
    return np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)


def normalised(x: Any, eps: Any, axis: int) -> Any:
    return (x - x.mean(axis=axis, keepdims=True)) / np.sqrt(x.var(axis=axis, keepdims=True) + eps)


def normal(z: Any) -> Any:
    return np.vectorize(lambda one: (1 + math.erf(one / math.sqrt(2))) / 2)(z)


def lstm(v: Arrays) -> tuple[Any, Any]:
    f, i, g, o = (v["x"] @ v[f"w_{gate}"] + v["h"] @ v[f"u_{gate}"] + v[f"b_{gate}"] for gate in "figo")
    c = sigmoid(f) * v["c"] + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c), c


def batchnorm_gradients(v: Arrays, dy: Any) -> Arrays:
    mu = k.batchnorm_mean(v["x"])
    s = k.batchnorm_deviation(k.batchnorm_variance(v["x"], mu), v["eps"])
    x_hat = k.batchnorm_normalised(v["x"], mu, s)
    np.testing.assert_allclose(k.batchnorm(x_hat, v["beta"], v["gamma"]), LAYERS["batchnorm"][1](v))
    dx_hat = k.batchnorm_dx_hat(v["gamma"], dy)
    direct, dv, dmu = dx_hat / s, k.batchnorm_dvariance(x_hat, s, dx_hat), k.batchnorm_dmean(s, dx_hat)
    dx = k.batchnorm_dx(x_hat, v["gamma"], s, dy)
    np.testing.assert_allclose(dx, direct + 2 * (v["x"] - mu) * dv / len(dy) + dmu / len(dy), atol=1e-12)
    return {"x": dx, "gamma": k.batchnorm_dgamma(x_hat, dy), "beta": k.batchnorm_dbeta(dy)}


def layernorm_gradients(v: Arrays, dy: Any) -> Arrays:
    mu = k.layernorm_mean(v["x"])
    s = k.layernorm_deviation(k.layernorm_variance(v["x"], mu), v["eps"])
    x_hat = k.layernorm_normalised(v["x"], mu, s)
    np.testing.assert_allclose(k.layernorm(x_hat, v["beta"], v["gamma"]), LAYERS["layernorm"][1](v))
    dx_hat = k.layernorm_dx_hat(v["gamma"], dy)
    dv, dmu = k.layernorm_dvariance(x_hat, s, dx_hat)[:, None], k.layernorm_dmean(s, dx_hat)[:, None]
    dx, n = k.layernorm_dx(x_hat, v["gamma"], s, dy), dy.shape[1]
    np.testing.assert_allclose(dx, dx_hat / s[:, None] + 2 * (v["x"] - mu[:, None]) * dv / n + dmu / n, atol=1e-12)
    return {"x": dx, "gamma": k.layernorm_dgamma(x_hat, dy), "beta": k.layernorm_dbeta(dy)}


def mlp_gradients(v: Arrays, dy: Any, hidden: Any, da: Any) -> Arrays:
    dh = k.mlp_dh(v["w_2"], dy)
    second = {"w_2": k.mlp_dw_2(hidden, dy), "b_2": k.mlp_db_2(dy)}
    back = da(hidden, dh)
    return {"x": k.mlp_dx(v["w_1"], back), "w_1": k.mlp_dw_1(v["x"], back), "b_1": k.mlp_db_1(back), **second}


def mlp_sigmoid_gradients(v: Arrays, dy: Any) -> Arrays:
    hidden = k.mlp_sigmoid_hidden(v["x"], v["w_1"], v["b_1"])
    np.testing.assert_allclose(k.mlp_output(v["w_2"], v["b_2"], hidden), LAYERS["mlp_sigmoid"][1](v))
    found = mlp_gradients(v, dy, hidden, k.mlp_sigmoid_da)
    np.testing.assert_allclose(k.mlp_sigmoid_dw_1(v["x"], v["w_2"], hidden, dy), found["w_1"])
    np.testing.assert_allclose(k.mlp_sigmoid_db_1(v["w_2"], hidden, dy), found["b_1"])
    return found


def mlp_relu_gradients(v: Arrays, dy: Any) -> Arrays:
    hidden = k.mlp_relu_hidden(v["x"], v["w_1"], v["b_1"])
    np.testing.assert_allclose(k.mlp_output(v["w_2"], v["b_2"], hidden), LAYERS["mlp_relu"][1](v))
    found = mlp_gradients(v, dy, hidden, k.mlp_relu_da)
    before = v["x"] @ v["w_1"] + v["b_1"]
    np.testing.assert_allclose(k.mlp_relu_dw_1(v["x"], v["w_2"], before, dy), found["w_1"])
    np.testing.assert_allclose(k.mlp_relu_db_1(v["w_2"], before, dy), found["b_1"])
    return found


def rnn_gradients(v: Arrays, dy: Any) -> Arrays:
    h = k.rnn(v["x"], v["w"], v["b"], v["h_0"], v["u"])
    np.testing.assert_allclose(h, LAYERS["rnn"][1](v))
    da = k.rnn_da(h, dy)
    parameters = {"w": k.rnn_dw(v["x"], da), "u": k.rnn_du(v["h_0"], da), "b": k.rnn_db(da)}
    return {"x": k.rnn_dx(v["w"], da), "h_0": k.rnn_dh_0(v["u"], da), **parameters}


def lstm_gradients(v: Arrays, dy: Any) -> Arrays:
    """Upstream are the gradients by the new state and by the cell that the next step takes, side by side."""
    dh, de = np.split(dy, 2, axis=1)
    gate = {g: k.lstm_gate(v["x"], v[f"w_{g}"], v[f"b_{g}"], v["h"], v[f"u_{g}"]) for g in "fio"}
    gate["g"] = k.lstm_candidate(v["x"], v["w_g"], v["b_g"], v["h"], v["u_g"])
    c = k.lstm_cell(v["c"], gate["f"], gate["g"], gate["i"])
    np.testing.assert_allclose(k.lstm(c, gate["o"]), lstm(v)[0])
    dc = k.lstm_dc(c, gate["o"], de, dh)
    dz = {
        "f": k.lstm_dz_f(v["c"], gate["f"], dc),
        "g": k.lstm_dz_g(gate["g"], gate["i"], dc),
        "i": k.lstm_dz_i(gate["g"], gate["i"], dc),
        "o": k.lstm_dz_o(c, gate["o"], dh),
    }
    found = {
        "x": k.lstm_dx(*(v[f"w_{g}"] for g in "fgio"), *(dz[g] for g in "fgio")),
        "h": k.lstm_dh_0(*(v[f"u_{g}"] for g in "fgio"), *(dz[g] for g in "fgio")),
        "c": k.lstm_dc_0(gate["f"], dc),
    }
    found |= {f"w_{g}": k.lstm_dw(v["x"], dz[g]) for g in "figo"} | {f"b_{g}": k.lstm_db(dz[g]) for g in "figo"}
    return found | {f"u_{g}": k.lstm_du(v["h"], dz[g]) for g in "figo"}


def attention_gradients(v: Arrays, dy: Any) -> Arrays:
    a = k.attention_weights(k.attention_scores(v["k"], v["q"]))
    np.testing.assert_allclose(k.attention(a, v["v"]), LAYERS["attention"][1](v))
    ds = k.attention_ds(a, k.attention_da(v["v"], dy))
    return {"q": k.attention_dq(v["k"], ds), "k": k.attention_dk(v["q"], ds), "v": k.attention_dv(a, dy)}


def convolution(v: Arrays) -> Any:
    return np.stack([np.correlate(row, v["w"], "valid") for row in v["x"]]) + v["b"]


def convolution_gradients(v: Arrays, dy: Any) -> Arrays:
    np.testing.assert_allclose(k.convolution(v["x"], v["w"], v["b"]), convolution(v))
    return {"x": k.convolution_dx(v["w"], dy), "w": k.convolution_dw(v["x"], dy), "b": k.convolution_db(dy)}


def cross_entropy_gradients(v: Arrays, dy: Any) -> Arrays:
    y = softmax(v["x"])
    np.testing.assert_allclose(k.batch_softmax_cross_entropy(v["x"], TARGETS), LAYERS["cross_entropy"][1](v))
    np.testing.assert_allclose(k.batch_cross_entropy(y, TARGETS), LAYERS["cross_entropy"][1](v))
    by_softmax = k.softmax_backward(y, k.batch_cross_entropy_backward(y, TARGETS))
    found = k.batch_softmax_cross_entropy_backward(y, TARGETS)
    np.testing.assert_allclose(found, by_softmax, atol=1e-12)
    return {"x": dy * found}


def by_input(name: str, backward: Callable[[Arrays, Any], Any]) -> Callable[[Arrays, Any], Arrays]:
    """The gradient of an activation by its input, and its forward kernel looked at."""

    def gradients(v: Arrays, dy: Any) -> Arrays:
        forward = getattr(k, name)(*v.values())
        np.testing.assert_allclose(forward, LAYERS[name][1](v))
        return {"x": backward(v, dy)}

    return gradients


NORM = {"x": draw(4, 3), "gamma": draw(3), "beta": draw(3), "eps": np.array(0.3)}
TWO = {"x": draw(5, 2), "w_1": draw(2, 4), "b_1": draw(4), "w_2": draw(4, 3), "b_2": draw(3)}
CELL = {f"w_{g}": draw(2, 4) for g in "figo"} | {f"u_{g}": draw(4, 4) for g in "figo"}
CELL |= {f"b_{g}": draw(4) for g in "figo"} | {"x": draw(3, 2), "h": draw(3, 4), "c": draw(3, 4)}
STATE = {"x": draw(3, 2), "w": draw(2, 4), "b": draw(4), "h_0": draw(3, 4), "u": draw(4, 4)}
TARGETS = softmax(draw(4, 3))
MASK = np.array([[0.0, 1.0, 1.0], [1.0, 0.0, 1.0]])
FILTER = {"x": draw(4, 8), "w": draw(3), "b": np.array(0.4)}
RIDGE = {"x": draw(5, 3), "w": draw(3), "t": draw(5), "price": np.array(0.7)}

LAYERS: dict[str, tuple[Arrays, Callable[[Arrays], Any], Callable[[Arrays, Any], Arrays]]] = {
    "batchnorm": (NORM, lambda v: v["gamma"] * normalised(v["x"], v["eps"], 0) + v["beta"], batchnorm_gradients),
    "layernorm": (NORM, lambda v: v["gamma"] * normalised(v["x"], v["eps"], 1) + v["beta"], layernorm_gradients),
    "log_softmax": (
        {"x": draw(4, 3)},
        lambda v: np.log(softmax(v["x"])),
        by_input("log_softmax", lambda v, dy: k.log_softmax_backward(k.log_softmax(v["x"]), dy)),
    ),
    "cross_entropy": (
        {"x": draw(4, 3)},
        lambda v: -(TARGETS * np.log(softmax(v["x"]))).sum(axis=1).mean(),
        cross_entropy_gradients,
    ),
    "dropout": (
        {"x": draw(2, 3), "m": MASK, "p": np.array(0.8)},
        lambda v: v["x"] * v["m"] / v["p"],
        by_input("dropout", lambda v, dy: k.dropout_backward(v["m"], dy, v["p"])),
    ),
    "leaky_relu": (
        {"x": draw(4, 3), "a": np.array(0.1)},
        lambda v: np.maximum(v["x"], 0) + v["a"] * np.minimum(v["x"], 0),
        lambda v, dy: {"x": k.leaky_relu_backward(v["x"], dy, v["a"]), "a": k.leaky_relu_da(v["x"], dy)},
    ),
    "elu": (
        {"x": draw(4, 3), "a": np.array(1.3)},
        lambda v: np.maximum(v["x"], 0) + v["a"] * np.expm1(np.minimum(v["x"], 0)),
        by_input("elu", lambda v, dy: k.elu_backward(v["x"], dy, v["a"])),
    ),
    "softplus": (
        {"x": draw(4, 3)},
        lambda v: np.logaddexp(0, v["x"]),
        by_input("softplus", lambda v, dy: k.softplus_backward(v["x"], dy)),
    ),
    "silu": (
        {"x": draw(4, 3)},
        lambda v: v["x"] * sigmoid(v["x"]),
        by_input("silu", lambda v, dy: k.silu_backward(sigmoid(v["x"]), k.silu(v["x"]), dy)),
    ),
    "gelu": (
        {"x": draw(4, 3)},
        lambda v: v["x"] * normal(v["x"]),
        by_input("gelu", lambda v, dy: k.gelu_backward(v["x"], dy)),
    ),
    "mlp_sigmoid": (
        TWO,
        lambda v: sigmoid(v["x"] @ v["w_1"] + v["b_1"]) @ v["w_2"] + v["b_2"],
        mlp_sigmoid_gradients,
    ),
    "mlp_relu": (
        TWO,
        lambda v: np.maximum(0, v["x"] @ v["w_1"] + v["b_1"]) @ v["w_2"] + v["b_2"],
        mlp_relu_gradients,
    ),
    "rnn": (STATE, lambda v: np.tanh(v["x"] @ v["w"] + v["h_0"] @ v["u"] + v["b"]), rnn_gradients),
    "lstm": (CELL, lambda v: np.hstack(lstm(v)), lstm_gradients),
    "attention": (
        {"q": draw(4, 2), "k": draw(3, 2), "v": draw(3, 5)},
        lambda v: softmax(v["q"] @ v["k"].T / math.sqrt(2)) @ v["v"],
        attention_gradients,
    ),
    "convolution": (FILTER, convolution, convolution_gradients),
    "convolution with one weight": ({**FILTER, "w": draw(1)}, convolution, convolution_gradients),
    "convolution with one window": ({**FILTER, "w": draw(8)}, convolution, convolution_gradients),
    "ridge": (
        RIDGE,
        lambda v: ((v["x"] @ v["w"] - v["t"]) ** 2).sum() / 2 + v["price"] * (v["w"] ** 2).sum() / 2,
        lambda v, dy: {"w": dy * k.ridge_dw(v["x"], v["w"], v["t"], v["price"])},
    ),
    "quadratic": (
        {"x": draw(4), "a": draw(4, 4)},
        lambda v: v["x"] @ v["a"] @ v["x"],
        lambda v, dy: {"x": dy * k.quadratic_dx(v["x"], v["a"]), "a": dy * k.quadratic_da(v["x"])},
    ),
}


def differences(name: str, by: str, dy: Any) -> Any:
    """The derivative of the sum of dy times the layer, by each entry of one of its inputs."""
    values, forward, _ = LAYERS[name]
    place = np.asarray(values[by])
    found = np.zeros(place.shape)
    for entry in np.ndindex(place.shape):
        step = np.zeros(place.shape)
        step[entry] = STEP
        up, down = (forward({**values, by: place + sign * step}) for sign in (1, -1))
        found[entry] = np.sum(dy * (up - down)) / (2 * STEP)
    return found


@pytest.mark.parametrize("name", LAYERS)
def test_every_gradient_is_that_of_the_layer_written_by_hand(name: str) -> None:
    values, forward, gradients = LAYERS[name]
    dy = draw(*np.shape(forward(values)))
    found = gradients(values, dy)
    assert found
    for by, gradient in found.items():
        np.testing.assert_allclose(gradient, differences(name, by, dy), rtol=1e-7, atol=1e-7, err_msg=f"{name} by {by}")


@pytest.mark.parametrize("name", ["ridge", "quadratic", "leaky_relu"])
def test_the_forward_kernels_that_no_gradient_needs(name: str) -> None:
    values, forward, _ = LAYERS[name]
    np.testing.assert_allclose(getattr(k, name)(*values.values()), forward(values))


ROW, BATCH = np.ones(3), np.ones((4, 3))
WINDOWS = "x's last axis must be m + k - 1, so"
REFUSED: list[tuple[str, tuple[Any, ...], str]] = [
    ("batchnorm", (BATCH, np.ones(4), np.ones(4)), "x_hat has shape (4, 3), beta has (4,)"),
    ("batchnorm", (BATCH, ROW, np.ones(())), "gamma has shape (): expected (..., n)"),
    ("batchnorm_normalised", (BATCH, np.ones(4), np.ones(4)), "x has shape (4, 3), mu has (4,)"),
    ("batchnorm_dx", (BATCH, ROW, ROW, np.ones((3, 4))), "x_hat has shape (4, 3), dy has (3, 4)"),
    ("batchnorm_dx", (BATCH[None], ROW, ROW, BATCH), "x_hat has shape (1, 4, 3): expected (N, n)"),
    ("batchnorm_dgamma", (BATCH, ROW), "dy has shape (3,): expected (N, n)"),
    ("layernorm_normalised", (BATCH, ROW, np.ones(4)), "x has shape (4, 3), mu has (3,)"),
    ("layernorm_dx", (BATCH, ROW, ROW, BATCH), "x_hat has shape (4, 3), s has (3,)"),
    ("log_softmax", (np.ones(()),), "x has shape (): expected (..., C)"),
    ("batch_softmax_cross_entropy", (BATCH, ROW), "t has shape (3,): expected (N, C)"),
    ("dropout", (BATCH, BATCH.T, np.ones(())), "x has shape (4, 3), m has (3, 4)"),
    ("dropout", (BATCH, BATCH, ROW), "p has shape (3,): expected a number"),
    ("leaky_relu_backward", (BATCH, ROW, np.ones(())), "x has shape (4, 3), dy has (3,)"),
    ("elu", (BATCH, ROW), "a has shape (3,): expected a number"),
    ("gelu_backward", (BATCH, ROW), "x has shape (4, 3), dy has (3,)"),
    ("silu_backward", (BATCH, BATCH, ROW), "dy has (3,)"),
    ("mlp_sigmoid_dw_1", (BATCH, np.ones((2, 5)), np.ones((4, 5)), np.ones((4, 5))), "w_2 has shape (2, 5)"),
    ("rnn", (BATCH, np.ones((3, 2)), np.ones(2), np.ones((4, 3)), np.ones((2, 2))), "h_0 has (4, 3)"),
    ("rnn", (BATCH, np.ones((3, 2)), np.ones(2), np.ones((5, 2)), np.ones((2, 2))), "h_0 has (5, 2)"),
    ("rnn", (BATCH, np.ones((3, 2)), np.ones(2), np.ones((4, 2)), np.ones((3, 2))), "u has (3, 2)"),
    ("lstm_cell", (BATCH, BATCH, BATCH, ROW), "c_0 has shape (4, 3), s_i has (3,)"),
    ("lstm_dc", (BATCH, BATCH, ROW, BATCH), "c has shape (4, 3), de has (3,)"),
    ("attention", (BATCH, BATCH), "a has shape (4, 3), v has (4, 3)"),
    ("attention_scores", (BATCH, np.ones((2, 4))), "k has shape (4, 3), q has (2, 4)"),
    ("attention_dk", (BATCH, np.ones((3, 4))), "q has shape (4, 3), ds has (3, 4)"),
    ("convolution", (BATCH, np.ones(4), 0.5), f"x has shape (4, 3), w has (4,): {WINDOWS} at least 4"),
    ("convolution", (BATCH, np.ones((1, 2)), 0.5), "w has shape (1, 2): expected (k,)"),
    ("convolution", (BATCH, ROW, ROW), "b has shape (3,): expected a number"),
    ("convolution_dx", (BATCH, BATCH), "w has shape (4, 3): expected (k,)"),
    ("convolution_dw", (BATCH, np.ones((4, 4))), f"x has shape (4, 3), dy has (4, 4): {WINDOWS} at least 4"),
    ("convolution_dw", (BATCH, np.ones((3, 2))), "x's first axis must equal dy's first"),
    ("convolution_dw", (ROW, np.ones(2)), "x has shape (3,): expected (N, m + k - 1)"),
    ("convolution_backward", (BATCH, np.ones(2), np.ones((4, 3))), f"w has (2,), dy has (4, 3): {WINDOWS} 4"),
    ("convolution_backward", (BATCH, np.ones(3), np.ones((4, 2))), f"w has (3,), dy has (4, 2): {WINDOWS} 4"),
    ("ridge", (BATCH, np.ones(4), np.ones(4), np.ones(())), "x has shape (4, 3), w has (4,)"),
    ("quadratic", (ROW, BATCH), "x has shape (3,), a has (4, 3)"),
]


@pytest.mark.parametrize(("name", "arguments", "message"), REFUSED)
def test_shapes_that_do_not_fit_are_named(name: str, arguments: tuple[Any, ...], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{name}: .*{re.escape(message)}"):
        getattr(k, name)(*arguments)


@pytest.mark.parametrize("size", [1e3, -1e3])
def test_nothing_overflows_where_the_value_is_finite(size: float) -> None:
    x, one = np.array([[size, 0.0]]), np.ones((1, 2))
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        np.testing.assert_array_equal(k.log_softmax(x), [[0.0, -1e3]] if size > 0 else [[-1e3, 0.0]])
        np.testing.assert_allclose(k.softplus(x), [[max(size, 0.0), math.log(2)]])
        np.testing.assert_allclose(k.softplus_backward(x, one), [[float(size > 0), 0.5]])
        np.testing.assert_allclose(k.silu(x), [[max(size, 0.0), 0.0]])
        np.testing.assert_allclose(k.elu(x, np.array(2.0)), [[size if size > 0 else -2.0, 0.0]])
        np.testing.assert_allclose(k.gelu(x), [[max(size, 0.0), 0.0]])
        np.testing.assert_allclose(k.attention_weights(x), [[1.0, 0.0]] if size > 0 else [[0.0, 1.0]])
        np.testing.assert_allclose(k.lstm_gate(x, np.eye(2), np.zeros(2), x * 0, np.eye(2)), [[float(size > 0), 0.5]])


def test_the_logarithm_of_softmax_keeps_its_digits_far_from_zero() -> None:
    np.testing.assert_array_equal(k.log_softmax(np.array([1e15, 1e15])), np.full(2, -math.log(2)))


@pytest.mark.parametrize("value", [0.0, 1e-8, 0.5, -1.7, 3.0, -4.9])
def test_the_series_of_erf_is_erf_and_takes_complex_steps(value: float) -> None:
    assert float(series(np.array(value))) == pytest.approx(math.erf(value), rel=1e-14, abs=0)
    slope = np.imag(series(np.array(value + 1e-30j))) / 1e-30
    assert float(slope) == pytest.approx(2 / math.sqrt(math.pi) * math.exp(-(value**2)), rel=1e-9)


def test_an_empty_array_has_an_empty_gelu() -> None:
    assert k.gelu(np.zeros((0, 3))).shape == (0, 3)
