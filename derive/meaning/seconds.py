r"""Second derivatives by an array: `\nabla_w^2 L` is the Hessian here, and to some authors its trace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from derive.meaning.sizes import Misshapen
from derive.meaning.world import World
from derive.reading.statements import Equation
from derive.reading.syntax import Call, Name, Node, Partial, Unreadable


def check_traces(equation: Equation, world: World, judged: Callable[[Equation], object]) -> None:
    """Raises `Unreadable` where the shapes of an equation do not fit, but do with the traces of its Hessians.

    `judged` raises `Misshapen` where they do not.
    """
    left, right = (_traced(side, world) for side in (equation.left, equation.right))
    if (left, right) == (equation.left, equation.right):
        return
    try:
        judged(replace(equation, left=left, right=right))
    except Misshapen:
        return
    what = "a second derivative by an array is the matrix of all of them here, and the shapes fit only with its trace"
    raise Unreadable(rf"{what}; write \operatorname{{tr}}(…) around it", equation.left.span)


def _traced(node: Any, world: World) -> Any:
    """A tree in which the trace of every Hessian stands for it."""
    if isinstance(node, tuple):
        return tuple(_traced(part, world) for part in node)
    if not isinstance(node, Node):
        return node
    parts = {item.name: _traced(getattr(node, item.name), world) for item in fields(node) if item.name != "span"}
    made = replace(node, **parts)
    return Call("tr", (made,), span=made.span) if _is_hessian(made, world) else made


def _is_hessian(node: Node, world: World) -> bool:
    match node:
        case Partial(by=(Name(key=one), Name(key=other))):
            return one == other and world.scope.shapes.get(one, ()) != ()
    return False
