"""The layers that are measured: by the kernels, by hand, as one formula for autograd and JAX, and by PyTorch."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import torch
from torch.nn import functional

from benchmarks import by_hand
from benchmarks.cells import cells
from benchmarks.layer import BATCH, CLASSES, EPSILON, NEXT, ROWS, SLOPE, WIDTH, Array, Kernels, Layer, Passes

KEPT, PRICE = 0.8, 0.3


def _same(*arrays: Array) -> tuple[Array, ...]:
    return arrays


def _activation(
    kernels: Kernels,
    name: str,
    formula: Callable[..., Array],
    torch_: Callable[..., torch.Tensor],
    save: Callable[..., tuple[Array, ...]] = _same,
    *numbers: float,
) -> Layer:
    """A layer of one array, whose kernels and layers by hand go by one name; `numbers` come last in both passes."""

    def passes(module: Kernels) -> Passes:
        forward, backward = getattr(module, name), getattr(module, f"{name}_backward")
        return Passes(lambda x: forward(x, *numbers), save, lambda *given: backward(*given, *numbers))

    return Layer((ROWS,), 1, passes(kernels), passes(by_hand), formula, torch_)


def _norm(kernels: Kernels, axis: int, torch_: Callable[..., torch.Tensor]) -> Layer:
    """Layer normalisation for axis 1, batch normalisation for axis 0; x, γ, β."""

    def formula(xp: Any, x: Array, gamma: Array, beta: Array) -> Array:
        d = x - xp.mean(x, axis=axis, keepdims=True)
        return gamma * (d / xp.sqrt(xp.mean(d * d, axis=axis, keepdims=True) + EPSILON)) + beta

    kind = "layernorm" if axis else "batchnorm"
    whole, backward = getattr(kernels, f"{kind}_forward"), getattr(kernels, f"{kind}_backward")

    def forward(x: Array, gamma: Array, beta: Array) -> tuple[Array, ...]:
        return tuple(whole(x, beta, gamma, EPSILON))

    def save(x: Array, gamma: Array, beta: Array) -> tuple[Array, ...]:
        _, x_hat, s = forward(x, gamma, beta)
        return x_hat, gamma, s

    def kept(x: Array, gamma: Array, beta: Array) -> tuple[Array, ...]:
        x_hat, s = by_hand.normalised(x, axis, EPSILON)
        return x_hat, gamma, s

    hand = Passes(
        lambda x, gamma, beta: by_hand.norm(x, gamma, beta, axis, EPSILON),
        kept,
        lambda x_hat, gamma, s, dy: by_hand.norm_backward(x_hat, gamma, s, dy, axis),
    )
    own = Passes(lambda *given: forward(*given)[0], save, backward)
    return Layer((ROWS, (WIDTH,), (WIDTH,)), 3, own, hand, formula, torch_)


def _softmax(xp: Any, x: Array) -> Array:
    powers = xp.exp(x - xp.max(x, axis=-1, keepdims=True))
    return powers / xp.sum(powers, axis=-1, keepdims=True)


def _log_softmax(xp: Any, x: Array) -> Array:
    shifted = x - xp.max(x, axis=-1, keepdims=True)
    return shifted - xp.log(xp.sum(xp.exp(shifted), axis=-1, keepdims=True))


def _outputs(kernels: Kernels, name: str) -> Callable[..., tuple[Array, ...]]:
    """Save what the kernel of this name gives."""
    return lambda x: (getattr(kernels, name)(x),)


def layers(kernels: Kernels) -> dict[str, Layer]:
    """Every layer by its name, made of these kernels."""
    return {
        "affine": Layer(
            (ROWS, (WIDTH, NEXT), (NEXT,)),
            3,
            Passes(kernels.affine, lambda x, w, b: (x, w), kernels.affine_backward),
            Passes(by_hand.affine, lambda x, w, b: (x, w), by_hand.affine_backward),
            lambda xp, x, w, b: xp.dot(x, w) + b,
            lambda x, w, b: torch.addmm(b, x, w),
        ),
        "ReLU": _activation(kernels, "relu", lambda xp, x: xp.maximum(x, 0), torch.relu),
        "leaky ReLU": _activation(
            kernels,
            "leaky_relu",
            lambda xp, x: xp.where(x > 0, x, SLOPE * x),
            lambda x: functional.leaky_relu(x, SLOPE),
            _same,
            SLOPE,
        ),
        "ELU": _activation(
            kernels,
            "elu",
            lambda xp, x: xp.where(x > 0, x, xp.expm1(xp.minimum(x, 0))),
            functional.elu,
            _same,
            1.0,
        ),
        "sigmoid": _activation(
            kernels, "sigmoid", lambda xp, x: 1 / (1 + xp.exp(-x)), torch.sigmoid, _outputs(kernels, "sigmoid")
        ),
        "tanh": _activation(kernels, "tanh", lambda xp, x: xp.tanh(x), torch.tanh, _outputs(kernels, "tanh")),
        "softplus": _activation(kernels, "softplus", lambda xp, x: xp.logaddexp(x, 0), functional.softplus),
        "SiLU": _activation(
            kernels,
            "silu",
            lambda xp, x: x / (1 + xp.exp(-x)),
            functional.silu,
            lambda x: (kernels.sigmoid(x), kernels.silu(x)),
        ),
        "GELU": _activation(kernels, "gelu", lambda xp, x: x / 2 * (1 + xp.erf(x * math.sqrt(0.5))), functional.gelu),
        "softmax": _activation(
            kernels, "softmax", _softmax, lambda x: torch.softmax(x, -1), _outputs(kernels, "softmax")
        ),
        "log-softmax": _activation(
            kernels,
            "log_softmax", _log_softmax, lambda x: torch.log_softmax(x, -1), _outputs(kernels, "log_softmax")
        ),
        "softmax with cross entropy": Layer(
            ((BATCH, CLASSES), (BATCH, CLASSES)),
            1,
            Passes(
                kernels.batch_softmax_cross_entropy,
                lambda x, t: (kernels.softmax(x), t),
                lambda y, t, dy: kernels.batch_softmax_cross_entropy_backward(y, t),
            ),
            Passes(
                by_hand.cross_entropy,
                lambda x, t: (by_hand.softmax(x), t),
                lambda y, t, dy: by_hand.cross_entropy_backward(y, t),
            ),
            lambda xp, x, t: -xp.sum(t * _log_softmax(xp, x)) / BATCH,
            functional.cross_entropy,
        ),
        "mean squared error": Layer(
            (ROWS, ROWS),
            1,
            Passes(kernels.mse, _same, lambda x, t, dy: kernels.mse_backward(x, t)),
            Passes(by_hand.mse, _same, lambda x, t, dy: by_hand.mse_backward(x, t)),
            lambda xp, x, t: xp.mean((x - t) ** 2, axis=-1),
            lambda x, t: ((x - t) ** 2).mean(-1),
        ),
        "batch normalisation": _norm(
            kernels,
            0,
            lambda x, gamma, beta: functional.batch_norm(x, None, None, gamma, beta, training=True, eps=EPSILON),
        ),
        "layer normalisation": _norm(
            kernels, 1, lambda x, gamma, beta: functional.layer_norm(x, (WIDTH,), gamma, beta, EPSILON)
        ),
        "attention": Layer(
            ((BATCH, 64),) * 3,
            3,
            Passes(
                lambda q, k, v: kernels.attention_forward(k, q, v)[0],
                lambda q, k, v: (kernels.attention_forward(k, q, v)[1], k, q, v),
                kernels.attention_backward,
            ),
            Passes(
                by_hand.attention,
                lambda q, k, v: (q, k, v, by_hand.softmax(q @ k.T / math.sqrt(k.shape[-1]))),
                by_hand.attention_backward,
            ),
            lambda xp, q, k, v: xp.dot(_softmax(xp, xp.dot(q, k.T) / math.sqrt(k.shape[-1])), v),
            lambda q, k, v: functional.scaled_dot_product_attention(q[None], k[None], v[None])[0],
        ),
        "dropout": Layer(
            (ROWS, ROWS),
            1,
            Passes(
                lambda x, m: kernels.dropout(x, m, KEPT),
                lambda x, m: (m,),
                lambda m, dy: kernels.dropout_backward(m, dy, KEPT),
            ),
            Passes(
                lambda x, m: by_hand.dropout(x, m, KEPT), lambda x, m: (m,), lambda m, dy: by_hand.dropout(dy, m, KEPT)
            ),
            lambda xp, x, m: x * m / KEPT,
            lambda x, m: x * m / KEPT,
        ),
        **cells(kernels),
        "ridge": Layer(
            ((WIDTH,), (BATCH,), ROWS),
            1,
            Passes(
                lambda w, t, x: kernels.ridge(x, w, t, PRICE),
                _same,
                lambda w, t, x, dy: kernels.ridge_dw(x, w, t, PRICE),
            ),
            Passes(
                lambda w, t, x: by_hand.ridge(x, w, t, PRICE),
                _same,
                lambda w, t, x, dy: by_hand.ridge_dw(x, w, t, PRICE),
            ),
            lambda xp, w, t, x: xp.sum((xp.dot(x, w) - t) ** 2) / 2 + PRICE / 2 * xp.sum(w**2),
            lambda w, t, x: ((x @ w - t) ** 2).sum() / 2 + PRICE / 2 * (w**2).sum(),
        ),
        "quadratic form": Layer(
            ((WIDTH,), (WIDTH, WIDTH)),
            1,
            Passes(kernels.quadratic, _same, lambda x, a, dy: kernels.quadratic_dx(x, a)),
            Passes(by_hand.quadratic, _same, lambda x, a, dy: by_hand.quadratic_dx(x, a)),
            lambda xp, x, a: xp.dot(xp.dot(x, a), x),
            lambda x, a: x @ a @ x,
        ),
    }
