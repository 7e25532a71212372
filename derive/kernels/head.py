"""The head of a kernel: what it takes and which claim it is, looked at before each call.

    @kernel("y (..., C), dy (..., C) -> (..., C)", claim="…", source="…", digest="…")

Arguments that do not fit are refused by name. The claim is the function's `claim`, and ends its docstring.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial, wraps
from inspect import Parameter, Signature, cleandoc
from types import FunctionType
from typing import Any, Protocol, cast

import numpy as np

from derive.kernels.assumptions import Assumed, is_checking
from derive.kernels.libraries import NUMPY, Array, namespace
from derive.kernels.outputs import BLOCK, into
from derive.kernels.shapes import Shapes

WIDTH = 116
REMEMBERED = 256
"""Shapes that are known to fit; looking anew at each call would take longer than a small kernel."""
CALL = """
def {name}({names}, *, check=False, out=None):
    fits = {fits}
    if fits and {unasked}:
        return _function({given})
{into}    return _carefully(({names},), fits, check, out)
"""
"""A head, written out for its arguments: a tuple and a dictionary of them would take as long as a small kernel."""
INTO = """\
    if fits and {good}{unchecked}:
        return _function({given}, out)
"""
"""What a head has besides, where the result can be written at once into an array that shares no memory with another."""
AS_NAMED = Parameter.POSITIONAL_OR_KEYWORD
ASKED = [
    Parameter(name, Parameter.KEYWORD_ONLY, default=default) for name, default in (("check", False), ("out", None))
]
NUMPYS = {"_array": np.ndarray, "_dtypes": (np.dtype(np.float32), np.dtype(np.float64)), "_numpy": NUMPY}
"""What a head sees at once; half and long precision take the longer way."""


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
    """A kernel as it is called.

    `unchecked` is the same for arrays of NumPy that are known to fit: nothing is looked at, which matters where the
    arrays are small.
    """

    __name__: str
    __doc__: str | None
    claim: Claim
    shapes: Shapes
    unchecked: Callable[..., Any]

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
        statement = cleandoc(function.__doc__ or "")
        declared = Shapes(function.__name__, shapes)
        proved = Claim(claim, statement, source, digest, assumptions, excludes, conventions, rewritings)
        call: Any = wraps(function)(_headed(function, declared, checks))
        call.__doc__ = _docstring(declared, proved, [each.latex for each in checks])
        call.__signature__ = Signature([Parameter(it.name, AS_NAMED) for it in declared.parameters] + ASKED)
        made = cast(Function, call)
        made.claim, made.shapes = proved, declared
        made.unchecked = partial(function, NUMPY) if "xp" in _taken(function) else function
        return made

    return headed


def _headed(function: Callable[..., Any], declared: Shapes, checks: Sequence[Assumed]) -> Callable[..., Any]:
    """The function behind a look at its arguments, which is short for kinds of them that fitted before."""
    names = tuple(it.name for it in declared.parameters)
    takes = _taken(function)
    fitting: set[tuple[Any, ...]] = set()

    def carefully(given: tuple[Array, ...], fits: bool, check: bool, out: Array | None) -> Any:
        arrays = [given[place] for place in declared.arrays]
        if not fits:
            declared.require(given)
            if len(fitting) < REMEMBERED:
                fitting.add(tuple(value.shape for value in arrays))
        if check or is_checking():
            for assumed in checks:
                assumed.require(declared.kernel, names, given)
        called = partial(function, namespace(arrays[0])) if "xp" in takes else function
        return called(*given) if out is None else into(out, called, "out" in takes, declared, given)

    called = {"_function": function, "_fitting": fitting, "_carefully": carefully, "_is_checking": is_checking}
    return _opened_later({**called, **NUMPYS}, declared.kernel, lambda: _call(declared, takes, bool(checks)))


def _taken(function: Callable[..., Any]) -> Sequence[str]:
    """The names of what a function takes."""
    return function.__code__.co_varnames[: function.__code__.co_argcount]


def _opened_later(space: dict[str, Any], name: str, source: Callable[[], str]) -> Callable[..., Any]:
    """The function `name` of a source, which is compiled at the first call: all at once would take too long."""

    def opened(*given: Any, **named: Any) -> Any:
        exec(compile(source(), f"<head of {name}>", "exec"), space)
        made.__code__, made.__kwdefaults__ = space[name].__code__, space[name].__kwdefaults__
        return made(*given, **named)

    space["_opened"] = opened
    made = FunctionType(_unopened.__code__, space, name)
    return made


def _unopened(*given: Any, **named: Any) -> Any:
    return _opened(*given, **named)  # type: ignore[name-defined]  # noqa: F821


def _call(shapes: Shapes, takes: Sequence[str], checked: bool) -> str:
    """The source of a kernel's head."""
    names = [it.name for it in shapes.parameters]
    given = ", ".join([*(["_numpy"] if "xp" in takes else []), *names])
    unchecked = " and not (check or _is_checking())" if checked else ""
    into = INTO.format(good=" and ".join(_good(shapes)), unchecked=unchecked, given=given) if "out" in takes else ""
    return CALL.format(
        name=shapes.kernel,
        names=", ".join(names),
        fits=" and ".join(_fits(shapes)),
        unasked=f"out is None{unchecked}",
        given=given,
        into=into,
    )


def _good(shapes: Shapes) -> Iterator[str]:
    """Tests for an array of its own memory that can take the result; `fits` has looked at the others."""
    names = [shapes.parameters[place].name for place in shapes.arrays]
    yield f"out.__class__ is _array and out.shape == {names[0]}.shape and out.dtype is {names[0]}.dtype"
    yield f"out.base is {' is '.join(f'{name}.base' for name in names)} is None"
    yield from (f"out is not {name}" for name in names)
    yield f"out.size <= {BLOCK} and out.flags.writeable"


def _fits(shapes: Shapes) -> Iterator[str]:
    """Tests for arrays of NumPy that have one dtype and shapes that are known to fit, and numbers of Python."""
    arrays = [it for it in shapes.parameters if not it.number]
    names, axes = [it.name for it in arrays], len(arrays[0].axes)
    yield " is ".join([*(f"{name}.__class__" for name in names), "_array"])
    yield from (f"{it.name}.__class__ is float" for it in shapes.parameters if it.number)
    yield f"{' is '.join(f'{name}.dtype' for name in names)} in _dtypes"
    if not shapes.alike:
        yield f"({', '.join(f'{name}.shape' for name in names)},) in _fitting"
        return
    if len(names) > 1:
        yield " == ".join(f"{name}.shape" for name in names)
    yield f"{names[0]}.ndim {'>=' if arrays[0].batched else '=='} {max(axes, 1)}"


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
