"""For each kernel, what the perceptron written by hand computes in its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from derive.mlp import (
    Affine,
    CrossEntropy,
    Layer,
    Loss,
    MeanSquaredError,
    Relu,
    Sgd,
    Sigmoid,
    Softmax,
    SoftmaxCrossEntropy,
    Tanh,
)

Array = NDArray[Any]
Named = Mapping[str, Array]


def _affine_gradients(values: Named) -> Affine:
    """An affine layer that has gone forward and backward; no gradient depends on its bias, so it has none."""
    layer = Affine(values["w"], np.zeros(values["w"].shape[-1]))
    layer.forward(np.atleast_2d(values["x"]))
    layer.backward(np.atleast_2d(values["dy"]))
    return layer


def _backward(layer: Layer, values: Named) -> Array:
    layer.forward(values["x"])
    return layer.backward(values["dy"])


def _loss(loss: Loss, values: Named) -> Array:
    """The losses of rows of outputs (y or x) against targets."""
    return loss.forward(_first(values, "y_pred", "y", "x"), _first(values, "t", "y_train"))


def _loss_backward(loss: Loss, values: Named) -> Array:
    _loss(loss, values)
    return loss.backward()


def _scores(values: Named) -> dict[str, Array]:
    """Only what goes into softmax, not what comes out of it."""
    return {"x": values["x"], "t": values["t"]}


def _first(values: Named, *names: str) -> Array:
    return values[next((name for name in names if name in values), names[-1])]


def _step(values: Named) -> Array:
    name = next(name for name in values if "d" + name in values)
    moved = np.array(values[name])
    Sgd(float(values["eta"])).step(moved, values["d" + name])
    return moved


PERCEPTRON: Mapping[str, Callable[[Named], Array]] = {
    "affine": lambda it: Affine(it["w"], it["b"]).forward(np.atleast_2d(it["x"])),
    "affine_dx": lambda it: _affine_gradients(it).backward(np.atleast_2d(it["dy"])),
    "affine_dw": lambda it: _affine_gradients(it).dw,
    "affine_db": lambda it: _affine_gradients(it).db,
    "relu": lambda it: Relu().forward(it["x"]),
    "relu_backward": lambda it: _backward(Relu(), it),
    "sigmoid": lambda it: Sigmoid().forward(it["x"]),
    "sigmoid_backward": lambda it: _backward(Sigmoid(), it),
    "tanh": lambda it: Tanh().forward(it["x"]),
    "tanh_backward": lambda it: _backward(Tanh(), it),
    "softmax": lambda it: Softmax().forward(it["x"]),
    "softmax_backward": lambda it: _backward(Softmax(), it),
    "mse": lambda it: _loss(MeanSquaredError(), it),
    "mse_backward": lambda it: _loss_backward(MeanSquaredError(), it),
    "cross_entropy": lambda it: _loss(CrossEntropy(), it),
    "cross_entropy_backward": lambda it: _loss_backward(CrossEntropy(), it),
    "softmax_cross_entropy": lambda it: _loss(SoftmaxCrossEntropy(), _scores(it)),
    "softmax_cross_entropy_backward": lambda it: _loss_backward(SoftmaxCrossEntropy(), _scores(it)),
    "sgd_step": _step,
}
"""For each kernel that the perceptron has a counterpart of: that counterpart, of the values by argument name."""
