"""The head of a kernel: what it takes and which claim it is, looked at before each call.

    @kernel("y (..., C), dy (..., C) -> (..., C)", claim="…", source="…", digest="…")

Arguments that do not fit are refused by name. The claim is the function's `claim`, and ends its docstring.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast

from derive.kernels.assumptions import Assumed, is_checking
from derive.kernels.libraries import Array
from derive.kernels.outputs import into
from derive.kernels.shapes import Shapes

WIDTH = 116
REMEMBERED = 256
"""Kinds of arguments that are known to fit; looking anew at each call would take longer than a small kernel."""
CALL = """
def {name}({names}, *, check=False, out=None):
    try:
        fits = ({kinds},) in _fitting
    except AttributeError:  # of what is no array
        fits = False
    if fits and {unasked}:
        return _function({names})
    return _carefully(({names},), check, out)
"""
"""A head, written out for its arguments: a tuple and a dictionary of them would take as long as a small kernel."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The proved claim that a kernel was emitted from.

    `statement` is its LaTeX, `source` where it stands, `digest` that of its meaning with all that it rests on. It holds
    under `assumptions`, not where `excludes` says, and by `conventions`, such as the value at a kink. `rewritings` are
    the proved claims by which the kernel computes its right side.
    """

    id: str
    statement: str
    source: str
    digest: str
    assumptions: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    conventions: tuple[str, ...] = ()
    rewritings: tuple[str, ...] = ()


class Function(Protocol):
    """A kernel as it is called."""

    __name__: str
    __doc__: str | None
    claim: Claim
    shapes: Shapes

    def __call__(self, *arguments: Array, check: bool = False, out: Array | None = None, **named: Array) -> Any:
        """What the right side of the claim is for these arguments.

        With `check` the assumptions of the claim are looked at on the data first; an array of NumPy as `out` takes the
        result of a kernel that works entry by entry.
        """


def kernel(
    shapes: str,
    *,
    claim: str,
    source: str,
    digest: str,
    assumptions: tuple[str, ...] = (),
    excludes: tuple[str, ...] = (),
    conventions: tuple[str, ...] = (),
    rewritings: tuple[str, ...] = (),
    checks: tuple[Assumed, ...] = (),
) -> Callable[[Callable[..., Any]], Function]:
    """A function that has these shapes and computes the right side of this claim, which its docstring states."""

    def headed(function: Callable[..., Any]) -> Function:
        statement = inspect.cleandoc(function.__doc__ or "")
        declared = Shapes(function.__name__, shapes)
        proved = Claim(claim, statement, source, digest, assumptions, excludes, conventions, rewritings)
        call = functools.wraps(function)(_headed(function, declared, checks))
        call.__doc__ = _docstring(declared, proved, [each.latex for each in checks])
        made = cast(Function, call)
        made.claim, made.shapes = proved, declared
        return made

    return headed


def _headed(function: Callable[..., Any], declared: Shapes, checks: Sequence[Assumed]) -> Callable[..., Any]:
    """The function behind a look at its arguments, which is short for kinds of them that fitted before."""
    names = tuple(it.name for it in declared.parameters)
    fitting: set[tuple[Any, ...]] = set()

    def carefully(given: tuple[Array, ...], check: bool, out: Array | None) -> Any:
        declared.require(given)
        if len(fitting) < REMEMBERED:
            fitting.update(_kinds(declared, given))
        if check or is_checking():
            for assumed in checks:
                assumed.require(declared.kernel, names, given)
        return function(*given) if out is None else into(out, function, declared, given)

    called = {"_function": function, "_fitting": fitting, "_carefully": carefully, "_is_checking": is_checking}
    space: dict[str, Any] = dict(called)
    exec(compile(_call(declared, bool(checks)), f"<head of {declared.kernel}>", "exec"), space)
    made: Callable[..., Any] = space[declared.kernel]
    return made


def _call(shapes: Shapes, checked: bool) -> str:
    """The source of a kernel's head."""
    kinds = [
        f"{it.name}.__class__" if it.number else f"{it.name}.__class__, {it.name}.shape, {it.name}.dtype"
        for it in shapes.parameters
    ]
    return CALL.format(
        name=shapes.kernel,
        names=", ".join(it.name for it in shapes.parameters),
        kinds=", ".join(kinds),
        unasked="out is None and not (check or _is_checking())" if checked else "out is None",
    )


def _kinds(shapes: Shapes, given: Sequence[Array]) -> Iterator[tuple[Any, ...]]:
    """What the head knows arguments by; nothing where an array stands for a number."""
    kinds: list[Any] = []
    for it, value in zip(shapes.parameters, given, strict=True):
        if it.number and type(value) not in (float, int):
            return
        kinds += [type(value)] if it.number else [type(value), value.shape, value.dtype]
    yield tuple(kinds)


def _docstring(shapes: Shapes, claim: Claim, checked: Sequence[str]) -> str:
    """What a kernel computes and takes, and the claim that it is."""
    taken = [f"{it.name} {it}" for it in shapes.parameters]
    returned = [f"{it.name} {it}".strip() for it in shapes.results]
    lines = ["Right side of", "", *(f"    {line}" for line in claim.statement.splitlines()), ""]
    shapes_line = f"Shapes: {', '.join(taken)}; returns {', '.join(returned)}."
    lines += [shapes_line if len(shapes_line) <= WIDTH else shapes_line.replace("), ", "),\n    ")]
    lines += ["Dtypes: one of real floating-point numbers, such as float32, for all; the result has it too."]
    lines += [f"Source: {claim.source}. Claim: {claim.id}. Digest: {claim.digest}."]
    lines += [f"Assumed, and looked at with check=True: {each}." for each in checked]
    lines += [f"Assumed: {each}." for each in claim.assumptions if each not in checked]
    lines += ["Takes out=, an array of NumPy for the result."] if shapes.elementwise else []
    lines += [f"Not claimed where {', '.join(claim.excludes)}."] if claim.excludes else []
    lines += [f"Convention: {each}." for each in claim.conventions]
    lines += [f"Computed by the rewriting that claim {each} proves." for each in claim.rewritings]
    return "\n".join(lines)
