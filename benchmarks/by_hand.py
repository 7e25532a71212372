"""Layers as careful hands write them in NumPy: one buffer where one is enough, no check, no claim.

Each takes what the kernel of that name takes and gives what it gives, as exactly: to 4 units in the last place, also
where the result is tiny, and without a warning at ±1e4. What is given is left as it is.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_erfc = np.vectorize(math.erfc, otypes=[float])


def affine(x: Array, w: Array, b: Array) -> Array:
    """The product and, in the same buffer, the bias."""
    y: Array = x @ w
    y += b
    return y


def affine_backward(x: Array, w: Array, dy: Array) -> tuple[Array, ...]:
    """By x, w and b."""
    return dy @ w.T, x.T @ dy, dy.sum(axis=0)


def relu(x: Array) -> Array:
    """Without a mask."""
    return np.maximum(x, 0)


def relu_backward(x: Array, dy: Array) -> Array:
    """By the product with a mask."""
    return dy * (x >= 0)


def leaky_relu(x: Array, a: float) -> Array:
    """For 0 < a < 1."""
    y: Array = x * a
    return np.maximum(y, x, out=y)


def leaky_relu_backward(x: Array, dy: Array, a: float) -> Array:
    """By the product with slopes."""
    dx = slopes(x, a)
    dx *= dy
    return dx


def slopes(x: Array, a: float) -> Array:
    """1 where x is above 0, elsewhere a."""
    above = (x > 0).astype(x.dtype)
    result: Array = 1 - above
    result *= a
    result += above
    return result


def elu(x: Array, a: float) -> Array:
    """Two parts, one of which is 0."""
    y = np.minimum(x, 0)
    np.multiply(np.expm1(y, out=y), a, out=y)
    y += np.maximum(x, 0)
    return y


def elu_backward(x: Array, dy: Array, a: float) -> Array:
    """The exponential again."""
    dx = np.minimum(x, 0)
    np.exp(dx, out=dx)
    dx *= slopes(x, a)
    dx *= dy
    return dx


def sigmoid(x: Array) -> Array:
    """By an exponential that cannot overflow; half of 1 + tanh(x / 2) would lose all digits where x is low."""
    u = np.abs(x)
    np.exp(np.negative(u, out=u), out=u)
    y = (x >= 0).astype(x.dtype)
    np.maximum(y, u, out=y)
    u += 1
    y /= u
    return y


def sigmoid_backward(y: Array, dy: Array) -> Array:
    """From the output."""
    dx: Array = 1 - y
    dx *= y
    dx *= dy
    return dx


def tanh(x: Array) -> Array:
    """NumPy's own."""
    return np.tanh(x)


def tanh_backward(y: Array, dy: Array) -> Array:
    """From the output; 1 less its square would lose digits where that is near 1."""
    dx: Array = 1 - y
    dx *= 1 + y
    dx *= dy
    return dx


def softplus(x: Array) -> Array:
    """max(x, 0) + log(1 + exp(−|x|))."""
    y = np.abs(x)
    np.exp(np.negative(y, out=y), out=y)
    np.log1p(y, out=y)
    y += np.maximum(x, 0)
    return y


def softplus_backward(x: Array, dy: Array) -> Array:
    """The sigmoid of x."""
    dx = sigmoid(x)
    dx *= dy
    return dx


def silu(x: Array) -> Array:
    """x by its sigmoid."""
    y = sigmoid(x)
    y *= x
    return y


def silu_backward(s: Array, y: Array, dy: Array) -> Array:
    """dy (s + y (1 − s)), from the sigmoid s and the output y."""
    dx: Array = 1 - s
    dx *= y
    dx += s
    dx *= dy
    return dx


def normal(x: Array) -> Array:
    """The normal distribution below x, by the error function, which NumPy has not."""
    y: Array = _erfc(x * -math.sqrt(0.5)).astype(x.dtype, copy=False)
    y *= 0.5
    return y


def gelu(x: Array) -> Array:
    """Exactly, not by tanh."""
    y = normal(x)
    y *= x
    return y


def gelu_backward(x: Array, dy: Array) -> Array:
    """Φ(x) + x φ(x)."""
    dx = normal(x)
    density: Array = x * x
    density *= -0.5
    np.exp(density, out=density)
    density *= x
    density *= 1 / math.sqrt(2 * math.pi)
    dx += density
    dx *= dy
    return dx


def softmax(x: Array) -> Array:
    """In one buffer."""
    y: Array = x - x.max(axis=-1, keepdims=True)
    np.exp(y, out=y)
    y /= y.sum(axis=-1, keepdims=True)
    return y


def softmax_backward(y: Array, dy: Array) -> Array:
    """Without the Jacobian."""
    inner = np.einsum("...j,...j->...", y, dy)
    dx: Array = dy - inner[..., None]
    dx *= y
    return dx


def log_softmax(x: Array) -> Array:
    """Shifted by the largest."""
    y: Array = x - x.max(axis=-1, keepdims=True)
    y -= np.log(np.exp(y).sum(axis=-1, keepdims=True))
    return y


def log_softmax_backward(y: Array, dy: Array) -> Array:
    """From the output."""
    dx = np.exp(y)
    dx *= dy.sum(axis=-1, keepdims=True)
    return np.subtract(dy, dx, out=dx)


def cross_entropy(x: Array, t: Array) -> Any:
    """Of the softmax, mean over a batch."""
    return np.vdot(t, log_softmax(x)) / -len(x)


def cross_entropy_backward(y: Array, t: Array) -> Array:
    """By the scores, from their softmax y."""
    dx: Array = y - t
    dx /= len(y)
    return dx


def mse(x: Array, t: Array) -> Any:
    """One loss a row."""
    d = x - t
    return np.einsum("...j,...j->...", d, d) / x.shape[-1]


def mse_backward(x: Array, t: Array) -> Array:
    """By x."""
    dx: Array = x - t
    dx *= 2 / x.shape[-1]
    return dx


def normalised(x: Array, axis: int, epsilon: float) -> tuple[Array, Array]:
    """x with mean 0 and variance 1 along an axis, and the deviation by which it was divided."""
    x_hat: Array = x - x.mean(axis=axis, keepdims=True)
    s = np.sqrt(np.mean(x_hat * x_hat, axis=axis, keepdims=True) + epsilon)
    x_hat /= s
    return x_hat, s


def norm(x: Array, gamma: Array, beta: Array, axis: int, epsilon: float) -> Array:
    """Layer normalisation for axis 1, batch normalisation for axis 0."""
    y, _ = normalised(x, axis, epsilon)
    y *= gamma
    y += beta
    return y


def norm_backward(x_hat: Array, gamma: Array, s: Array, dy: Array, axis: int) -> tuple[Array, ...]:
    """By x, γ and β."""
    product = dy * x_hat
    by_gamma, by_beta = product.sum(axis=0), dy.sum(axis=0)
    dx: Array = dy * gamma
    shares = np.mean(dx * x_hat, axis=axis, keepdims=True)
    dx -= dx.mean(axis=axis, keepdims=True)
    dx -= x_hat * shares
    dx /= s
    return dx, by_gamma, by_beta


def attention(q: Array, k: Array, v: Array) -> Array:
    """One head."""
    return softmax(q @ k.T / math.sqrt(k.shape[-1])) @ v


def attention_backward(q: Array, k: Array, v: Array, a: Array, dy: Array) -> tuple[Array, ...]:
    """By q, k and v, from the weights a."""
    ds = softmax_backward(a, dy @ v.T)
    ds *= 1 / math.sqrt(k.shape[-1])
    return ds @ k, ds.T @ q, a.T @ dy


def dropout(x: Array, m: Array, p: float) -> Array:
    """Forward and, with the gradient for x, backward."""
    y: Array = x * m
    y /= p
    return y


def ridge(x: Array, w: Array, t: Array, price: float) -> Any:
    """Half the squares of the errors and of the weights."""
    d = x @ w
    d -= t
    return (d @ d + price * (w @ w)) / 2


def ridge_dw(x: Array, w: Array, t: Array, price: float) -> Array:
    """By the weights."""
    d = x @ w
    d -= t
    dw: Array = d @ x
    dw += price * w
    return dw


def quadratic(x: Array, a: Array) -> Any:
    """One vector, one matrix."""
    return x @ a @ x


def quadratic_dx(x: Array, a: Array) -> Array:
    """Twice a product with the vector, so that no matrix is added to another."""
    dx: Array = a @ x
    dx += x @ a
    return dx
