"""The identities for SymPy alone: matrices of symbols at small sizes, and `simplify` on what two entries differ by.

This is the way of validations in SymPy such as nerva-sympy's, written anew: real symbols, activations applied entry by
entry, ReLU as cases, a gradient as the derivatives of the loss by every entry. An unknown loss is the sum of its
gradients G times the outputs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import Matrix, Piecewise, diff, exp, log, ones, simplify, symbols, tanh, zeros
from sympy import matrix_multiply_elementwise as times

N, D, H, K = 2, 3, 2, 3

Sides = tuple[Any, Any]


def shown(name: str) -> bool:
    """Whether the difference of both sides is simplified to zero."""
    left, right = IDENTITIES[name]()
    return bool(simplify(left - right) == zeros(*left.shape))


def matrix(name: str, rows: int, columns: int) -> Any:
    """A matrix of real symbols."""
    return Matrix(rows, columns, lambda i, j: symbols(f"{name}_{i + 1}_{j + 1}", real=True))


def gradient(loss: Any, by: Any) -> Any:
    """The derivatives of a number by every entry of a matrix."""
    return by.applyfunc(lambda entry: diff(loss, entry))


X, T, G = matrix("x", N, D), matrix("t", N, D), matrix("g", N, D)
GY = matrix("g", N, K)


def total(a: Any) -> Any:
    """The sum of all entries."""
    return sum(a)


def rows_sum(a: Any) -> Any:
    """The sums of the rows, each as wide as its row."""
    return a * ones(a.cols, a.cols)


def affine(which: str) -> Sides:
    """X W + b."""
    w, b = matrix("w", D, K), matrix("b", 1, K)
    loss = total(times(GY, X * w + ones(N, 1) * b))
    by, right = {"X": (X, GY * w.T), "W": (w, X.T * GY), "b": (b, ones(1, N) * GY)}[which]
    return gradient(loss, by), right


def entrywise(function: Callable[[Any], Any], slope: Callable[[Any], Any]) -> Sides:
    """A function of every entry, and its derivative."""
    return gradient(total(times(G, X.applyfunc(function))), X), times(G, X.applyfunc(slope))


def softmax(x: Any) -> Any:
    """Softmax of every row."""
    powers = x.applyfunc(exp)
    return times(powers, rows_sum(powers).applyfunc(lambda entry: 1 / entry))


def softmax_sides() -> Sides:
    """Softmax under an unknown loss."""
    y = softmax(X)
    return gradient(total(times(G, y)), X), times(y, G - rows_sum(times(G, y)))


def cross_entropy(normalised: bool) -> Sides:
    """Softmax with cross entropy; the targets of a row add up to 1, the last by definition, or to anything."""
    t = Matrix(N, D, lambda i, j: 1 - sum(T[i, : D - 1]) if j == D - 1 else T[i, j]) if normalised else T
    y = softmax(X)
    loss = -total(times(t, y.applyfunc(log)))
    return gradient(loss, X), y - t if normalised else times(y, rows_sum(t)) - t


def squared_error() -> Sides:
    """The mean of the squared differences."""
    return gradient(total((X - T).applyfunc(lambda entry: entry**2)) / (N * D), X), 2 * (X - T) / (N * D)


def perceptron(which: str, function: Callable[[Any], Any], slope: Callable[[Any], Any]) -> Sides:
    """Two affine layers with an activation between them."""
    w1, b1, w2, b2 = matrix("w1", D, H), matrix("b1", 1, H), matrix("w2", H, K), matrix("b2", 1, K)
    u = X * w1 + ones(N, 1) * b1
    z = u.applyfunc(function)
    loss = total(times(GY, z * w2 + ones(N, 1) * b2))
    back = times(GY * w2.T, u.applyfunc(slope))
    sides = {"W1": (w1, X.T * back), "b1": (b1, ones(1, N) * back), "W2": (w2, z.T * GY), "b2": (b2, ones(1, N) * GY)}
    by, right = sides[which]
    return gradient(loss, by), right


def sigmoid(x: Any) -> Any:
    """The logistic function."""
    return 1 / (1 + exp(-x))


def sigmoid_slope(x: Any) -> Any:
    """Its derivative."""
    return sigmoid(x) * (1 - sigmoid(x))


def relu(x: Any) -> Any:
    """What is positive of a number."""
    return Piecewise((0, x < 0), (x, True))


def relu_slope(x: Any) -> Any:
    """Its derivative."""
    return Piecewise((0, x < 0), (1, True))


IDENTITIES: dict[str, Callable[[], Sides]] = {
    "affine dX": lambda: affine("X"),
    "affine dW": lambda: affine("W"),
    "affine db": lambda: affine("b"),
    "sigmoid": lambda: entrywise(sigmoid, sigmoid_slope),
    "tanh": lambda: entrywise(tanh, lambda x: 1 - tanh(x) ** 2),
    "ReLU": lambda: entrywise(relu, relu_slope),
    "softmax": softmax_sides,
    "softmax cross entropy": lambda: cross_entropy(False),
    "softmax cross entropy, Σt = 1": lambda: cross_entropy(True),
    "mean squared error": squared_error,
    "ReLU perceptron dW1": lambda: perceptron("W1", relu, relu_slope),
    "ReLU perceptron db1": lambda: perceptron("b1", relu, relu_slope),
    "ReLU perceptron dW2": lambda: perceptron("W2", relu, relu_slope),
    "ReLU perceptron db2": lambda: perceptron("b2", relu, relu_slope),
    "sigmoid perceptron dW1": lambda: perceptron("W1", sigmoid, sigmoid_slope),
    "sigmoid perceptron db1": lambda: perceptron("b1", sigmoid, sigmoid_slope),
    "sigmoid perceptron dW2": lambda: perceptron("W2", sigmoid, sigmoid_slope),
    "sigmoid perceptron db2": lambda: perceptron("b2", sigmoid, sigmoid_slope),
}
