"""One step of training, 784–256–128–10 with ReLU, softmax with cross entropy and momentum, by every library."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import autograd
import autograd.numpy
import jax
import jax.numpy
import numpy as np

from benchmarks import by_hand
from benchmarks.layer import Array, Real
from benchmarks.libraries import AUTOGRAD, COMPILED, HAND, JAX, OWN, TORCH
from benchmarks.paired import Call
from examples.mnist import BATCH, MOMENTUM, RATE, SIZES, Perceptron
from examples.mnist_torch import Twin


def batch(dtype: Real) -> tuple[Array, Array]:
    """Random pixels and targets."""
    generator = np.random.default_rng(0)
    return generator.random((BATCH, SIZES[0])).astype(dtype), np.eye(SIZES[-1], dtype=dtype)[np.arange(BATCH) % 10]


def perceptron(dtype: Real) -> Perceptron:
    """The same first weights for all."""
    return Perceptron(np.random.default_rng(1), dtype)


def steps(dtype: Real) -> dict[str, Call]:
    """The step as a call without arguments, which returns the loss before it, by every library."""
    x, t = batch(dtype)
    own, twin, compiled = perceptron(dtype), Twin(perceptron(dtype)), Twin(perceptron(dtype))
    compiled.network.compile(dynamic=False)
    return {
        OWN: lambda: own.step(x, t),
        HAND: by_hand_step(dtype, x, t),
        AUTOGRAD: autograd_step(dtype, x, t),
        TORCH: lambda: twin.step(x, t),
        COMPILED: lambda: compiled.step(x, t),
        JAX: jax_step(dtype, x, t),
    }


def by_hand_step(dtype: Real, x: Array, t: Array) -> Call:
    """Every parameter and velocity changed in place."""
    own = perceptron(dtype)
    (w1, b1, w2, b2, w3, b3), velocities = own.parameters, own.velocities

    def step() -> float:
        h1 = by_hand.affine(x, w1, b1)
        np.maximum(h1, 0, out=h1)
        h2 = by_hand.affine(h1, w2, b2)
        np.maximum(h2, 0, out=h2)
        scores = by_hand.log_softmax(by_hand.affine(h2, w3, b3))
        loss = np.vdot(t, scores) / -BATCH
        d3 = np.exp(scores, out=scores)
        d3 -= t
        d3 *= 1 / BATCH
        d2 = d3 @ w3.T
        d2 *= h2 > 0
        d1 = d2 @ w2.T
        d1 *= h1 > 0
        gradients = (x.T @ d1, d1.sum(axis=0), h1.T @ d2, d2.sum(axis=0), h2.T @ d3, d3.sum(axis=0))
        for p, v, dp in zip(own.parameters, velocities, gradients, strict=True):
            momentum_step(p, v, dp, RATE, MOMENTUM)
        return float(loss)

    return step


def loss(xp: Any, parameters: Any, x: Array, t: Array) -> Array:
    """The mean cross entropy as one formula."""
    w1, b1, w2, b2, w3, b3 = parameters
    h1 = xp.maximum(xp.dot(x, w1) + b1, 0)
    h2 = xp.maximum(xp.dot(h1, w2) + b2, 0)
    scores = xp.dot(h2, w3) + b3
    shifted = scores - xp.max(scores, axis=1, keepdims=True)
    return -xp.sum(t * (shifted - xp.log(xp.sum(xp.exp(shifted), axis=1, keepdims=True)))) / BATCH


def momentum_step(p: Array, v: Array, dp: Array, rate: float, momentum: float) -> None:
    """v ← momentum · v + dp and p ← p − rate · v, in place."""
    v *= momentum
    v += dp
    np.multiply(v, rate, out=dp)
    p -= dp


def autograd_step(dtype: Real, x: Array, t: Array) -> Call:
    """The gradient of the formula by autograd, then descent in place."""
    own = perceptron(dtype)
    differentiated = autograd.value_and_grad(lambda parameters: loss(autograd.numpy, parameters, x, t))

    def step() -> float:
        value, gradients = differentiated(own.parameters)
        for p, v, dp in zip(own.parameters, own.velocities, gradients, strict=True):
            momentum_step(p, v, dp, RATE, MOMENTUM)
        return float(value)

    return step


def compiled_jax_step(dtype: Real) -> tuple[Any, list[Any]]:
    """The whole step as one compiled function, which may write over what it is given; and what that is at first."""
    own = perceptron(dtype)
    x, t = batch(dtype)

    def step(parameters: Any, velocities: Any, x: Array, t: Array) -> tuple[Any, Any, Array]:
        value, gradients = jax.value_and_grad(lambda these: loss(jax.numpy, these, x, t))(parameters)
        velocities = [MOMENTUM * v + dp for v, dp in zip(velocities, gradients, strict=True)]
        return [p - RATE * v for p, v in zip(parameters, velocities, strict=True)], velocities, value

    state: list[Any] = [[jax.numpy.array(each) for each in them] for them in (own.parameters, own.velocities)]
    given = [*state, jax.numpy.asarray(x), jax.numpy.asarray(t)]
    return jax.jit(step, donate_argnums=(0, 1)).lower(*given).compile(), given


def jax_step(dtype: Real, x: Array, t: Array) -> Call:
    """The gradient of the formula by JAX and descent, compiled together."""
    compiled, given = compiled_jax_step(dtype)

    def step() -> float:
        *given[:2], value = compiled(*given)
        jax.block_until_ready(given)
        return float(value)

    return step


def products(dtype: Real) -> Call:
    """Only the matrix products of a step, into buffers that are there already."""
    weights = perceptron(dtype).parameters[::2]
    rows: list[Array] = [
        np.zeros((BATCH, size), dtype) for size in SIZES
    ]  # zeros stay finite, however often they are multiplied
    gradients = [np.empty_like(w) for w in weights]

    def multiply() -> None:
        for place, w in enumerate(weights):
            np.matmul(rows[place], w, out=rows[place + 1])
        for place, w in enumerate(weights):
            np.matmul(rows[place].T, rows[place + 1], out=gradients[place])
            if place:
                np.matmul(rows[place + 1], w.T, out=rows[place])

    return multiply


def operations() -> int:
    """The multiplications and additions in the products of a step: forward, by weights, and by inputs but the first."""
    counts = [n * m for n, m in pairwise(SIZES)]
    return 2 * BATCH * (3 * sum(counts) - counts[0])
