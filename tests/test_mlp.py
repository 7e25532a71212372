"""The handwritten perceptron: it refuses wrong shapes, its gradients are derivatives, and it learns."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from sklearn.datasets import load_digits

from derive.mlp import (
    Affine,
    Array,
    CrossEntropy,
    Layer,
    Loss,
    MeanSquaredError,
    Perceptron,
    Relu,
    Sgd,
    Sigmoid,
    Softmax,
    SoftmaxCrossEntropy,
    Tanh,
    random_affine,
)


@pytest.mark.parametrize(
    "call",
    [
        lambda: Affine(np.ones((2, 3)), np.ones(2)),
        lambda: Affine(np.ones(3), np.ones(3)),
        lambda: Affine(np.ones((2, 3)), np.ones((1, 3))),
        lambda: Affine(np.ones((2, 3)), np.ones(3)).forward(np.ones((5, 3))),
        lambda: Affine(np.ones((2, 3)), np.ones(3)).forward(np.ones(2)),
        lambda: MeanSquaredError().forward(np.ones((5, 3)), np.ones(3)),
        lambda: CrossEntropy().forward(np.ones((5, 3)), np.ones((5, 2))),
        lambda: SoftmaxCrossEntropy().forward(np.ones((5, 3)), np.ones((5, 1))),
    ],
)
def test_wrong_shapes_are_refused_with_both_shapes(call: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"has shape \(.*\).* has \("):
        call()


def differences(function: Callable[[], float], array: Array) -> Array:
    """Central differences of `function` by every entry of `array`, which it reads."""
    gradient, h = np.zeros_like(array), 6e-6
    for place in np.ndindex(array.shape):
        kept = array[place]
        array[place] = kept + h
        above = function()
        array[place] = kept - h
        below = function()
        array[place] = kept
        gradient[place] = (above - below) / (2 * h)
    return gradient


def affine() -> Affine:
    generator = np.random.default_rng(5)
    return Affine(generator.normal(size=(3, 4)), generator.normal(size=4))


@pytest.mark.parametrize("layer", [affine(), Relu(), Sigmoid(), Tanh(), Softmax()], ids=lambda it: type(it).__name__)
def test_backward_is_the_derivative_of_forward(layer: Layer) -> None:
    generator = np.random.default_rng(6)
    x = generator.normal(size=(5, 3))
    dy = generator.normal(size=layer.forward(x).shape)

    def total() -> float:
        return float(np.sum(layer.forward(x) * dy))

    layer.forward(x)
    np.testing.assert_allclose(layer.backward(dy), differences(total, x), atol=1e-8)
    for parameter, gradient in layer.parameters():
        np.testing.assert_allclose(gradient, differences(total, parameter), atol=1e-8)


@pytest.mark.parametrize(
    "loss", [MeanSquaredError(), CrossEntropy(), SoftmaxCrossEntropy()], ids=lambda it: type(it).__name__
)
def test_a_loss_has_the_gradient_of_its_sum_over_the_rows(loss: Loss) -> None:
    generator = np.random.default_rng(7)
    y, t = generator.dirichlet(np.full(4, 9.0), size=5), generator.dirichlet(np.ones(4), size=5)
    assert loss.forward(y, t).shape == (5,)
    gradient = loss.backward()
    np.testing.assert_allclose(gradient, differences(lambda: float(np.sum(loss.forward(y, t))), y), atol=1e-7)


def test_cross_entropy_by_hand() -> None:
    y, t = np.array([[0.5, 0.25, 0.25, 0.0]]), np.array([[0.5, 0.0, 0.5, 0.0]])
    np.testing.assert_allclose(CrossEntropy().forward(y, t), [3 * np.log(2) / 8])
    assert CrossEntropy().forward(np.array([[1.0, 0.0]]), np.array([[1.0, 0.0]])) == 0


def test_mean_squared_error_by_hand() -> None:
    assert MeanSquaredError().forward(np.array([[1.0, 2.0]]), np.array([[4.0, 6.0]])) == 12.5


def test_softmax_and_cross_entropy_in_one_are_the_two_in_turn() -> None:
    generator = np.random.default_rng(8)
    x, t = generator.normal(size=(6, 4)), generator.dirichlet(np.ones(4), size=6)
    softmax, entropy, both = Softmax(), CrossEntropy(), SoftmaxCrossEntropy()
    np.testing.assert_allclose(both.forward(x, t), entropy.forward(softmax.forward(x), t), rtol=1e-13)
    np.testing.assert_allclose(both.backward(), softmax.backward(entropy.backward()), atol=1e-15)


@pytest.mark.parametrize("size", [1e3, 1e4])
def test_large_scores_give_no_warning_and_no_nan(size: float) -> None:
    x, t = np.array([[-size, 0.0, size]]), np.array([[1.0, 0.0, 0.0]])
    outputs = [layer.forward(x) for layer in (Relu(), Sigmoid(), Tanh(), Softmax())]
    assert np.isfinite(np.concatenate(outputs)).all()
    assert SoftmaxCrossEntropy().forward(x, t) == pytest.approx(2 * size / 3)


def test_a_step_of_descent_moves_against_the_mean_gradient() -> None:
    layer = Affine(np.array([[2.0]]), np.array([0.0]))
    perceptron = Perceptron([layer], MeanSquaredError())
    loss = perceptron.step(np.array([[1.0], [3.0]]), np.array([[0.0], [0.0]]), Sgd(0.1))
    assert loss == pytest.approx((4 + 36) / 2)
    np.testing.assert_allclose(layer.w, [[2 - 0.1 * (4 + 36) / 2]])
    np.testing.assert_allclose(layer.b, [-0.1 * (4 + 12) / 2])


@pytest.mark.parametrize("activation", [Relu, Sigmoid, Tanh])
def test_learns_exclusive_or(activation: Callable[[], Layer]) -> None:
    generator = np.random.default_rng(2)
    x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    t = np.array([[0.0], [1.0], [1.0], [0.0]])
    layers = [random_affine(2, 8, generator), activation(), random_affine(8, 1, generator)]
    perceptron = Perceptron(layers, MeanSquaredError())
    perceptron.fit(x, t, Sgd(0.2), epochs=4000, batch=4, generator=generator)
    np.testing.assert_allclose(perceptron.forward(x), t, atol=0.05)


def test_a_perceptron_without_a_hidden_layer_cannot_learn_exclusive_or() -> None:
    generator = np.random.default_rng(2)
    x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    perceptron = Perceptron([random_affine(2, 1, generator)], MeanSquaredError())
    perceptron.fit(x, np.array([[0.0], [1.0], [1.0], [0.0]]), Sgd(0.2), epochs=1000, batch=4, generator=generator)
    assert perceptron.losses[-1] == pytest.approx(0.25)


def test_learns_digits_to_over_97_percent_of_those_held_out() -> None:
    images, labels = load_digits(return_X_y=True)
    generator = np.random.default_rng(0)
    order = generator.permutation(len(images))
    x, t = images[order] / 16, np.eye(10)[labels[order]]
    layers: list[Layer] = [random_affine(64, 96, generator), Relu(), random_affine(96, 10, generator)]
    perceptron = Perceptron(layers, SoftmaxCrossEntropy())
    perceptron.fit(x[:1437], t[:1437], Sgd(1.0), epochs=60, batch=32, generator=generator)
    guessed = perceptron.forward(x[1437:]).argmax(axis=-1)
    assert np.mean(guessed == labels[order[1437:]]) > 0.97
