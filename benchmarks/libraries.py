"""The two passes of a layer as calls without arguments, one pair for every library."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import autograd
import autograd.numpy
import autograd.scipy.special
import jax
import jax.numpy
import numpy as np
import torch

from benchmarks.layer import Array, Layer, Passes, Real
from benchmarks.paired import Call
from derive import kernels

OWN, BARE, HAND = "derive", "derive, unchecked", "by hand"
AUTOGRAD, TORCH, COMPILED, JAX = "autograd", "PyTorch", "torch.compile", "JAX jit"
UNCHECKED = SimpleNamespace(**{name: it.unchecked for name, it in vars(kernels).items() if hasattr(it, "claim")})
"""The kernels that look at nothing, by their names."""
JAX_NAMES = SimpleNamespace(**{**vars(jax.numpy), "erf": jax.scipy.special.erf})
AUTOGRAD_NAMES = SimpleNamespace(**{**vars(autograd.numpy), "erf": autograd.scipy.special.erf})


def calls(layer: Layer, bare: Layer, dtype: Real) -> dict[str, tuple[Call, Call]]:
    """Forward and backward by every library, on the same values; each backward has what its forward left behind.

    `bare` is the layer made of kernels that look at nothing.
    Raises what a library raises, and `AssertionError` where two libraries do not compute the same.
    """
    generator = np.random.default_rng(0)
    arrays: list[Array] = [generator.normal(size=shape).astype(dtype) for shape in layer.shapes]
    if layer.learned < len(arrays):  # targets, or a mask
        arrays[-1] = np.eye(arrays[-1].shape[-1], dtype=dtype)[np.arange(len(arrays[-1])) % arrays[-1].shape[-1]]
    y = np.asarray(layer.by_hand.forward(*arrays))
    dy: Array = (
        generator.normal(size=y.shape).astype(dtype) if layer.learned == len(arrays) else np.ones(y.shape, dtype)
    )
    torch.compiler.reset()  # or one layer would count as another compilation of the one before
    pairs = {
        OWN: _numpy(layer.kernels, arrays, dy),
        BARE: _numpy(bare.kernels, arrays, dy),
        HAND: _numpy(layer.by_hand, arrays, dy),
        AUTOGRAD: _autograd(layer, arrays, dy),
        TORCH: _torch(layer.torch, layer.learned, arrays, dy),
        COMPILED: _torch(torch.compile(layer.torch, dynamic=False), layer.learned, arrays, dy),
        JAX: _jax(layer, arrays, dy),
    }
    _compare(pairs)
    return pairs


@contextmanager
def without_bodies() -> Iterator[None]:
    """Within it a kernel computes once, and then only looks at its arguments and gives what it gave before."""
    heads: list[Any] = [each.__globals__ for each in vars(kernels).values() if hasattr(each, "claim")]
    bodies = [head["_function"] for head in heads]
    for head, body in zip(heads, bodies, strict=True):
        head["_function"] = _remembering(body)
    try:
        yield
    finally:
        for head, body in zip(heads, bodies, strict=True):
            head["_function"] = body


def _remembering(body: Callable[..., Any]) -> Callable[..., Any]:
    found: list[Any] = []

    def known(*given: Any) -> Any:
        if not found:
            found.append(body(*given))
        return found[0]

    return known


def _numpy(passes: Passes, arrays: list[Array], dy: Array) -> tuple[Call, Call]:
    saved = passes.save(*arrays)
    return lambda: passes.forward(*arrays), lambda: passes.backward(*saved, dy)


def _autograd(layer: Layer, arrays: list[Array], dy: Array) -> tuple[Call, Call]:
    def formula(*given: Array) -> Array:
        return layer.formula(AUTOGRAD_NAMES, *given)

    backward, _ = autograd.make_vjp(formula, tuple(range(layer.learned)))(*arrays)
    return lambda: formula(*arrays), lambda: backward(dy)


def _torch(function: Any, learned: int, arrays: list[Array], dy: Array) -> tuple[Call, Call]:
    given = [torch.tensor(array, requires_grad=place < learned) for place, array in enumerate(arrays)]
    y, gradient = function(*given), torch.from_numpy(dy)

    def forward() -> Array:
        with torch.no_grad():
            return function(*given)

    return forward, lambda: torch.autograd.grad(y, given[:learned], gradient, retain_graph=True)


def _jax(layer: Layer, arrays: list[Array], dy: Array) -> tuple[Call, Call]:
    given, gradient = [jax.numpy.asarray(array) for array in arrays], jax.numpy.asarray(dy)
    fixed = given[layer.learned :]
    forward = jax.jit(lambda *some: layer.formula(JAX_NAMES, *some))
    _, pull = jax.jit(lambda *some: jax.vjp(lambda *these: layer.formula(JAX_NAMES, *these, *fixed), *some))(
        *given[: layer.learned]
    )
    backward = jax.jit(lambda pull, gradient: pull(gradient))
    return (
        lambda: jax.block_until_ready(forward(*given)),
        lambda: jax.block_until_ready(backward(pull, gradient)),
    )


def _compare(pairs: dict[str, tuple[Call, Call]]) -> None:
    for place in (0, 1):
        results = {name: _flat(pair[place]()) for name, pair in pairs.items()}
        for name, result in results.items():
            np.testing.assert_allclose(result, results[OWN], rtol=1e-3, atol=1e-4, err_msg=name)


def _flat(result: Any) -> Array:
    results = result if isinstance(result, tuple | list) else (result,)
    return np.concatenate([np.asarray(each.detach() if hasattr(each, "detach") else each).ravel() for each in results])
