"""The identities for tensorgrad: tensors with named axes of symbolic sizes, its derivatives and its simplification.

An unknown loss is the sum of its gradients G times the outputs, each G a free variable.
"""

from __future__ import annotations

from collections.abc import Callable

import sympy
import tensorgrad.functions as F  # noqa: N812  # its own way to be imported
from tensorgrad import Delta, Ones, Tensor, Variable, Zero

n, d, h, k = sympy.symbols("n d h k")
X = Variable("X", n, d)

Sides = tuple[Tensor, Tensor]


def shown(name: str) -> bool:
    """Whether both sides simplify to the same diagram, with the same names of axes, or their difference to nothing."""
    left, right = IDENTITIES[name]()
    left, right = left.full_simplify(), right.full_simplify()
    if left.is_isomorphic(right, match_edges=True):
        return True
    return isinstance((left - right).full_simplify(), Zero)


def affine(which: str) -> Sides:
    """X W + b."""
    w, b, g = Variable("W", d, k), Variable("b", k), Variable("G", n, k)
    loss = F.sum(g * (X @ w + b))
    right = {"X": (X, g @ w), "W": (w, X @ g), "b": (b, F.sum(g, "n"))}
    return _gradient(loss, *right[which])


def sigmoid() -> Sides:
    """The logistic function of every entry."""
    y, g = F.sigmoid(X), Variable("G", n, d)
    return _gradient(F.sum(g * y), X, g * y * (1 - y))


def tanh() -> Sides:
    """The hyperbolic tangent of every entry."""
    y, g = F.tanh(X), Variable("G", n, d)
    return _gradient(F.sum(g * y), X, g * (1 - y**2))


def relu() -> Sides:
    """What is positive of every entry."""
    g = Variable("G", n, d)
    return _gradient(F.sum(g * F.relu(X)), X, g * F.gt0(X))


def softmax() -> Sides:
    """Softmax of every row."""
    y, g = F.softmax(X, "d"), Variable("G", n, d)
    return _gradient(F.sum(g * y), X, y * (g - F.sum(g * y, "d", keepdims=True)))


def cross_entropy(normalised: bool) -> Sides:
    """Softmax with cross entropy; the targets of a row add up to 1, or to anything."""
    y, t = F.softmax(X, "d"), Variable("T", n, d)
    if normalised:
        t = t.with_eq_constraint(F.sum(t, "d"), Ones(n))
    right = y - t if normalised else y * F.sum(t, "d", keepdims=True) - t
    return _gradient(-F.sum(t * F.log(y)), X, right)


def squared_error() -> Sides:
    """The mean of the squared differences."""
    t = Variable("T", n, d)
    return _gradient(F.mean((X - t) ** 2), X, 2 * (X - t) / (Delta(n) @ Delta(d)))


def perceptron(which: str, activation: Callable[[Tensor], Tensor], slope: Callable[[Tensor], Tensor]) -> Sides:
    """Two affine layers with an activation between them."""
    w1, b1, w2, b2 = Variable("W1", d, h), Variable("b1", h), Variable("W2", h, k), Variable("b2", k)
    g = Variable("G", n, k)
    u = X @ w1 + b1
    z = activation(u)
    loss = F.sum(g * (z @ w2 + b2))
    back = (g @ w2) * slope(u)
    right = {"W1": (w1, X @ back), "b1": (b1, F.sum(back, "n")), "W2": (w2, z @ g), "b2": (b2, F.sum(g, "n"))}
    return _gradient(loss, *right[which])


def _gradient(loss: Tensor, variable: Variable, right: Tensor) -> Sides:
    return loss.grad(variable, {edge: edge for edge in variable.edges}), right


def _sigmoid_slope(u: Tensor) -> Tensor:
    return F.sigmoid(u) * (1 - F.sigmoid(u))


IDENTITIES: dict[str, Callable[[], Sides]] = {
    "affine dX": lambda: affine("X"),
    "affine dW": lambda: affine("W"),
    "affine db": lambda: affine("b"),
    "sigmoid": sigmoid,
    "tanh": tanh,
    "ReLU": relu,
    "softmax": softmax,
    "softmax cross entropy": lambda: cross_entropy(False),
    "softmax cross entropy, Σt = 1": lambda: cross_entropy(True),
    "mean squared error": squared_error,
    "ReLU perceptron dW1": lambda: perceptron("W1", F.relu, F.gt0),
    "ReLU perceptron db1": lambda: perceptron("b1", F.relu, F.gt0),
    "ReLU perceptron dW2": lambda: perceptron("W2", F.relu, F.gt0),
    "ReLU perceptron db2": lambda: perceptron("b2", F.relu, F.gt0),
    "sigmoid perceptron dW1": lambda: perceptron("W1", F.sigmoid, _sigmoid_slope),
    "sigmoid perceptron db1": lambda: perceptron("b1", F.sigmoid, _sigmoid_slope),
    "sigmoid perceptron dW2": lambda: perceptron("W2", F.sigmoid, _sigmoid_slope),
    "sigmoid perceptron db2": lambda: perceptron("b2", F.sigmoid, _sigmoid_slope),
}
