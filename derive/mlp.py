"""A multilayer perceptron written by hand in NumPy, after source 001 §2.4–§3.3.7.

It uses none of the emitted kernels, so that it can be a witness against them. Samples stand in rows: `x` is
batch × n. Every layer has `forward(x)` and `backward(dy)`; `backward` takes the gradient of the loss by the layer's
output, returns that by its input, and belongs to the latest `forward`.

Convention for batches: a loss gives one number a row, and its gradient is that of the *sum* over the rows, as the
source prints it. Only `Perceptron.step` takes a mean: it divides the gradient by the number of rows, once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class Layer(Protocol):
    """What a perceptron is made of; a layer without parameters yields no pairs."""

    def forward(self, x: Array) -> Array:
        """The layer's output, one row a sample."""
        ...

    def backward(self, dy: Array) -> Array:
        """The gradient by the latest input, of its shape."""
        ...

    def parameters(self) -> Iterator[tuple[Array, Array]]:
        """Each parameter with its latest gradient, both of one shape."""
        ...


class Loss(Protocol):
    """The last layer: compares rows of outputs `y` with rows of targets `t`."""

    def forward(self, y: Array, t: Array) -> Array:
        """One loss a row, shape (batch,)."""
        ...

    def backward(self) -> Array:
        """The gradient of the sum over the rows by the latest `y`, of its shape."""
        ...


class Activation:
    """A layer without parameters."""

    def parameters(self) -> Iterator[tuple[Array, Array]]:
        """Nothing to learn."""
        return iter(())


class Affine:
    """y = x w + b with x (batch, n), w (n, m), b (m,): source 001 §2.4.2, backward §3.3.3."""

    def __init__(self, w: Array, b: Array) -> None:
        if w.ndim != 2 or b.shape != w.shape[1:]:
            raise ValueError(f"Affine: w has shape {w.shape}, b has {b.shape}: expected (n, m) and (m,)")
        self.w, self.b = w, b
        self.dw, self.db = np.zeros_like(w), np.zeros_like(b)

    def forward(self, x: Array) -> Array:
        """(batch, n) to (batch, m)."""
        if x.ndim != 2 or x.shape[1] != self.w.shape[0]:
            raise ValueError(f"Affine: x has shape {x.shape}, w has {self.w.shape}: x must be (batch, {len(self.w)})")
        self.x = x
        return x @ self.w + self.b

    def backward(self, dy: Array) -> Array:
        """(batch, m) to (batch, n); leaves the gradients of the parameters in `dw` and `db`."""
        self.dw = self.x.T @ dy
        self.db = dy.sum(axis=0)
        return dy @ self.w.T

    def parameters(self) -> Iterator[tuple[Array, Array]]:
        """The weights and the bias."""
        yield self.w, self.dw
        yield self.b, self.db


class Relu(Activation):
    """The larger of 0 and x, entry by entry: §2.3.2, backward §3.3.4. At x = 0 the derivative is 1, as there."""

    def forward(self, x: Array) -> Array:
        """Any shape."""
        self.open = x >= 0
        return np.where(self.open, x, 0.0)

    def backward(self, dy: Array) -> Array:
        """Any shape."""
        return np.asarray(np.where(self.open, dy, 0.0))


class Sigmoid(Activation):
    """1 / (1 + exp(−x)), entry by entry: §2.3.1. Computed as (1 + tanh(x/2)) / 2, which cannot overflow."""

    def forward(self, x: Array) -> Array:
        """Any shape."""
        self.y: Array = 0.5 * (1.0 + np.tanh(0.5 * x))
        return self.y

    def backward(self, dy: Array) -> Array:
        """Any shape."""
        return dy * self.y * (1.0 - self.y)


class Tanh(Activation):
    """The hyperbolic tangent, entry by entry: source 004."""

    def forward(self, x: Array) -> Array:
        """Any shape."""
        self.y: Array = np.tanh(x)
        return self.y

    def backward(self, dy: Array) -> Array:
        """Any shape."""
        return dy * (1.0 - self.y**2)


class Softmax(Activation):
    """exp(x_i) / Σ_j exp(x_j) in each row, shifted by the row's maximum: §2.3.3, backward §3.3.5."""

    def forward(self, x: Array) -> Array:
        """(batch, C), rows that sum to 1."""
        powers = np.exp(x - x.max(axis=-1, keepdims=True))
        self.y: Array = powers / powers.sum(axis=-1, keepdims=True)
        return np.asarray(self.y)

    def backward(self, dy: Array) -> Array:
        """(batch, C): each row of dy by the Jacobian diag(y) − yᵀy of its row."""
        jacobian = np.eye(self.y.shape[-1]) * self.y[..., None] - self.y[..., :, None] * self.y[..., None, :]
        product: Array = np.einsum("...j,...jq->...q", dy, jacobian)
        return product


class MeanSquaredError:
    """(1/C) ‖y − t‖² of each row of C entries: §3.1.1."""

    def forward(self, y: Array, t: Array) -> Array:
        """(batch, C) twice to (batch,)."""
        self.difference = _difference("MeanSquaredError", y, t)
        return np.asarray(np.mean(self.difference**2, axis=-1))

    def backward(self) -> Array:
        """(batch, C)."""
        return np.asarray(2.0 * self.difference / self.difference.shape[-1])


class CrossEntropy:
    """−(1/C) Σ_j t_j log y_j of each row: §3.3.6. An entry with t_j = 0 counts nothing, even at y_j = 0."""

    def forward(self, y: Array, t: Array) -> Array:
        """(batch, C) twice to (batch,)."""
        _difference("CrossEntropy", y, t)
        self.y, self.t = y, t
        return np.asarray(-np.mean(t * np.log(np.where(t == 0, 1.0, y)), axis=-1))

    def backward(self) -> Array:
        """(batch, C)."""
        return np.asarray(-self.t / np.where(self.t == 0, 1.0, self.y) / self.t.shape[-1])


class SoftmaxCrossEntropy:
    """`Softmax` and `CrossEntropy` in one, for targets whose rows sum to 1: §3.3.7."""

    def forward(self, y: Array, t: Array) -> Array:
        """Scores (batch, C), before the softmax, and targets (batch, C) to (batch,)."""
        _difference("SoftmaxCrossEntropy", y, t)
        shifted = y - y.max(axis=-1, keepdims=True)
        logarithms = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
        self.y, self.t = np.exp(logarithms), t
        return np.asarray(-np.mean(t * logarithms, axis=-1))

    def backward(self) -> Array:
        """(batch, C), by the scores."""
        return np.asarray((self.y - self.t) / self.t.shape[-1])


@dataclass(frozen=True, slots=True)
class Sgd:
    """Gradient descent at a fixed rate: p ← p − rate · ∂L/∂p, §3.2."""

    rate: float

    def step(self, parameter: Array, gradient: Array) -> None:
        """Move `parameter` in place against `gradient`, an array of its shape."""
        parameter -= self.rate * gradient


@dataclass
class Perceptron:
    """Layers in order, and the loss that they are to make small."""

    layers: Sequence[Layer]
    loss: Loss
    losses: list[float] = field(default_factory=list)

    def forward(self, x: Array) -> Array:
        """The last layer's output for a batch of rows."""
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def step(self, x: Array, t: Array, descent: Sgd) -> float:
        """One step of descent on one batch; returns the mean of the rows' losses before it."""
        loss = float(np.mean(self.loss.forward(self.forward(x), t)))
        dy = self.loss.backward() / len(x)
        for layer in reversed(self.layers):
            dy = layer.backward(dy)
        for layer in self.layers:
            for parameter, gradient in layer.parameters():
                descent.step(parameter, gradient)
        return loss

    def fit(self, x: Array, t: Array, descent: Sgd, epochs: int, batch: int, generator: np.random.Generator) -> None:
        """Go `epochs` times over the rows of `x` in random order, `batch` rows a step; adds to `losses` once a step."""
        for _ in range(epochs):
            order = generator.permutation(len(x))
            for start in range(0, len(x), batch):
                chosen = order[start : start + batch]
                self.losses.append(self.step(x[chosen], t[chosen], descent))


def random_affine(n: int, m: int, generator: np.random.Generator) -> Affine:
    """An affine layer from n to m with normal weights of deviation √(2/n) and no bias."""
    return Affine(generator.normal(0.0, np.sqrt(2.0 / n), (n, m)), np.zeros(m))


def _difference(name: str, y: Array, t: Array) -> Array:
    if y.shape != t.shape:
        raise ValueError(f"{name}: y has shape {y.shape}, t has {t.shape}: they must be equal")
    return y - t
