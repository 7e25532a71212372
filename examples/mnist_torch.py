"""The perceptron of `examples.mnist` in PyTorch, from the same weights, to see that both take the same steps.

Both round, in another order, so they part by a few units in the last place. Later they may part more: where a number
before ReLU is 0 but for rounding, one lets it through and the other does not. With seed 0 and float32 that was seen
first after 147 steps, in one number, 4e-7 here and -8e-7 there. Until then weights differ by 1e-6 of the largest; they
still do after 300 steps where PyTorch is told which numbers pass.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import nn

from examples.mnist import MOMENTUM, RATE, Array, Perceptron


class Twin:
    """Layers of PyTorch with the weights that a perceptron has now; PyTorch has a layer's weights transposed."""

    def __init__(self, perceptron: Perceptron) -> None:
        layers: list[nn.Module] = []
        for w, b in zip(perceptron.parameters[::2], perceptron.parameters[1::2], strict=True):
            layer = nn.Linear(*w.shape)
            layer.weight = nn.Parameter(torch.tensor(w.T))
            layer.bias = nn.Parameter(torch.tensor(b))
            layers += [layer, nn.ReLU()]
        self.network = nn.Sequential(*layers[:-1])
        self.descent = torch.optim.SGD(self.network.parameters(), lr=RATE, momentum=MOMENTUM)
        self.losses: list[float] = []

    def step(self, x: Array, t: Array) -> float:
        """One step of descent on a batch; the loss is that before it."""
        loss = nn.functional.cross_entropy(self.network(torch.from_numpy(x)), torch.from_numpy(t))
        self.descent.zero_grad()
        torch.autograd.backward(loss)
        self.descent.step()
        self.losses.append(loss.item())
        return self.losses[-1]

    def losses_apart(self, losses: Sequence[float]) -> float:
        """The largest difference of a loss, as a share of it."""
        return max(_apart(np.array(ours), np.array(own)) for ours, own in zip(losses, self.losses, strict=True))

    def weights_apart(self, perceptron: Perceptron) -> float:
        """The largest difference of a weight or bias, as a share of the largest of its array."""
        pairs = zip(perceptron.parameters, self.network.parameters(), strict=True)
        return max(_apart(ours, own.detach().numpy().T) for ours, own in pairs)

    def report(self, perceptron: Perceptron, losses: Sequence[float]) -> str:
        """Both differences, and the rounding unit beside them."""
        unit = np.finfo(perceptron.parameters[0].dtype).eps
        return (
            f"PyTorch's losses differ by {self.losses_apart(losses):.1e} of a loss at most, its weights by "
            f"{self.weights_apart(perceptron):.1e} of the largest; a unit in the last place is {unit:.1e}."
        )


def _apart(ours: Array, own: Array) -> float:
    return float(np.max(np.abs(ours - own)) / np.max(np.abs(own)))
