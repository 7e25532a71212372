"""The proved kernels as functions that JAX differentiates: `jax.grad(lambda x: function("softmax")(x)[0])`."""

from __future__ import annotations

from functools import cache
from typing import Any

try:
    import jax
except ModuleNotFoundError as problem:
    if problem.name != "jax":
        raise
    raise ModuleNotFoundError("derive.jax needs JAX: `pip install jax`", name="jax") from None

from derive import passes


@cache
def function(name: str) -> jax.custom_vjp[Any]:
    """The `jax.custom_vjp` of a layer, forward and backward by the kernels; raises `ValueError` for others.

    `derive.passes` lists the layers. Numbers, such as ε, are Python's. A gradient that no claim proves is refused.
    """
    return of(passes.layer(name))


def of(layer: passes.Layer) -> jax.custom_vjp[Any]:
    """The same for a layer that is made of other kernels."""
    places = tuple(place for place, name in enumerate(layer.arguments) if name in layer.numbers)
    arrays = [name for name in layer.arguments if name not in layer.numbers]

    def output(*given: Any) -> Any:
        return layer.given_back(layer.run(given))

    def forward(*given: Any) -> tuple[Any, passes.Values]:
        layer.refuse([place not in places and it.perturbed for place, it in enumerate(given)])
        values = layer.run([it if place in places else it.value for place, it in enumerate(given)], keep=True)
        return layer.given_back(values), {name: values[name] for name in layer.saved() if name not in layer.numbers}

    def backward(*given: Any) -> tuple[Any, ...]:
        *constants, saved, above = given
        numbers = dict(zip(layer.numbers, constants, strict=True))
        gradients = layer.gradients({**numbers, **saved}, above if len(layer.outputs) > 1 else [above])
        return tuple(gradients.get(name) for name in arrays)

    output.__name__, output.__doc__ = layer.name, layer.told
    made = jax.custom_vjp(output, nondiff_argnums=places)
    made.defvjp(forward, backward, symbolic_zeros=True)
    return made
