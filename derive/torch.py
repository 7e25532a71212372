"""The proved kernels as functions that PyTorch differentiates: `function("softmax").apply(x)`."""

from __future__ import annotations

from functools import cache
from typing import Any

try:
    import torch
except ModuleNotFoundError as problem:
    if problem.name != "torch":
        raise
    raise ModuleNotFoundError("derive.torch needs PyTorch: `pip install torch`", name="torch") from None

from derive import passes


@cache
def function(name: str) -> type[torch.autograd.Function]:
    """The `torch.autograd.Function` of a layer, forward and backward by the kernels; raises `ValueError` for others.

    `derive.passes` lists the layers. A gradient that no claim proves is refused, as is one of a gradient.
    """
    return of(passes.layer(name))


def of(layer: passes.Layer) -> type[torch.autograd.Function]:
    """The same for a layer that is made of other kernels."""

    class Proved(torch.autograd.Function):
        """Forward and backward by proved kernels."""

        @staticmethod
        def forward(ctx: Any, *given: Any) -> Any:
            """The output or outputs; keeps what backward takes."""
            values = layer.run(given, keep=any(ctx.needs_input_grad))
            layer.refuse(ctx.needs_input_grad)
            if any(ctx.needs_input_grad):
                kept = {name: values[name] for name in layer.saved()}
                ctx.numbers = {name: value for name, value in kept.items() if not isinstance(value, torch.Tensor)}
                ctx.names = [name for name in kept if name not in ctx.numbers]
                ctx.save_for_backward(*(kept[name] for name in ctx.names))
            return layer.given_back(values)

        @staticmethod
        def backward(ctx: Any, *above: Any) -> tuple[Any, ...]:
            """The gradient by each argument, `None` by those that are constants."""
            if torch.is_grad_enabled():  # else the second gradient would lack what the saved values depend on, unseen
                raise RuntimeError(
                    f"{layer.name}: a gradient of its gradient is wanted, by create_graph; none is proved"
                )
            saved = dict(zip(ctx.names, ctx.saved_tensors, strict=True)) | ctx.numbers
            gradients = layer.gradients(saved, above)
            return tuple(gradients.get(name) for name in layer.arguments)

    return type(layer.name, (Proved,), {"__doc__": f"{layer.told}\n\nIt is called by `apply`."})
