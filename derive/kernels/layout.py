"""Axes: how array libraries count them, and how an array is laid out on axes that it has and axes that it has not."""

from __future__ import annotations

from fractions import Fraction

from derive.kernels.arguments import Argument, Leading
from derive.kernels.refusal import NotEmittable

Axes = tuple[str, ...]


def number(value: Fraction) -> str:
    """A rational number in Python, exact where a float can be."""
    if value < 0:
        return f"(-{number(-value)})"
    if value.denominator == 1:
        return str(value.numerator)
    exact = value.denominator & (value.denominator - 1) == 0
    return repr(float(value)) if exact else f"({value.numerator} / {value.denominator})"


def axis(argument: Argument, place: int) -> int:
    """The number by which a library knows the argument's axis; from the end where there may be a batch before it."""
    last = place == len(argument.axes) - 1
    return place - len(argument.axes) if last or argument.leading is not Leading.NONE else place


def placed(source: str, own: Axes, axes: Axes, batched: bool) -> str:
    """`source`, with axes `own`, laid out on `axes`."""
    if not set(own) <= set(axes):
        raise NotEmittable("an index that is neither free on the left nor bound on the right")
    ordered = [name for name in axes if name in own]
    if list(own) != ordered:
        if [*own[:-2], *own[:-3:-1]] != ordered:
            raise NotEmittable("more than two axes in an order that is not that of the array")
        source = f"{source}.mT" if batched or len(own) > 2 else f"{source}.T"
    layout = [":" if name in own else "None" for name in axes]
    if not batched:
        layout = layout[layout.index(":") :] if own else []
    if "None" not in layout:
        return source
    named = ":" in layout[layout.index("None") :]
    return f"{source}[..., {', '.join(layout if named else layout[layout.index('None') :])}]"
