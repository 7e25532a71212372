r"""Second derivatives by an array: `\nabla_w^2 L` is the Hessian here, and to some authors its trace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from derive.meaning.sizes import Misshapen
from derive.meaning.world import World
from derive.reading.grammar.trees import on_sides, rebuilt
from derive.reading.statements import Equation
from derive.reading.syntax import Call, Name, Node, Partial, Unreadable


def check_traces(equation: Equation, world: World, judged: Callable[[Equation], object]) -> None:
    """Raises `Unreadable` where the shapes of an equation do not fit, but do with the traces of its Hessians.

    `judged` raises `Misshapen` where they do not.
    """
    traced = on_sides(equation, lambda side: _traced(side, world))
    if traced == equation:
        return
    try:
        judged(traced)
    except Misshapen:
        return
    what = "a second derivative by an array is the matrix of all of them here, and the shapes fit only with its trace"
    raise Unreadable(rf"{what}; write \operatorname{{tr}}(…) around it", equation.left.span)


def _traced(node: Any, world: World) -> Any:
    """A tree in which the trace of every Hessian stands for it."""
    made = rebuilt(node, lambda part: _traced(part, world))
    return Call("tr", (made,), span=made.span) if isinstance(made, Node) and _is_hessian(made, world) else made


def _is_hessian(node: Node, world: World) -> bool:
    match node:
        case Partial(by=(Name(key=one), Name(key=other))):
            return one == other and world.scope.shapes.get(one, ()) != ()
    return False
