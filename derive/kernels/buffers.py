"""The body of a function in which a temporary array takes the next result, where it is as large as that.

    return dy * (s + y * (1 - s))        result = 1 - s
                                         result *= y
                                         result += s
                                         result *= dy
                                         return result

Which arrays are as large as which is seen in trials: the lines are run on small arrays that have no two sizes alike.
Where a library cannot change an array, as JAX, `*=` makes another one and gives it the name.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np

from derive.kernels.arguments import Argument, Leading
from derive.kernels.libraries import NUMPY, either, erf, erfc, inner
from derive.kernels.repeated import Line

OPERATORS: Mapping[type[ast.operator], str] = {ast.Add: "+=", ast.Sub: "-=", ast.Mult: "*=", ast.Div: "/="}
KEPT = ("exp", "expm1", "tanh", "sqrt")
"""What PyTorch keeps the result of, where it differentiates through a kernel: that may not change."""
FORGOTTEN = ("exp", "expm1", "sum")
"""The functions that it keeps no argument of; of what is multiplied or divided it keeps both."""
BATCH = (2, 3)
SIZES = (5, 7, 11, 13, 17, 19, 23)
RESULT = "result"

Trial = dict[str, Any]
Step = tuple[str, ast.AST]
"""An operator, and what it brings into a buffer."""


def plain(lines: Sequence[Line], taken: Sequence[Argument]) -> list[str]:
    """The lines as text, each result an array of its own, so that those of real and complex numbers may mix."""
    return [f"{line.name} = {_source(line.value)}" if line.name else f"return {_source(line.value)}" for line in lines]


def buffered(lines: Sequence[Line], taken: Sequence[Argument]) -> list[str]:
    """The lines as text, with their results in buffers."""
    trials = list(_trials(taken))
    body: list[str] = []
    for place, line in enumerate(lines):
        later = {name for other in lines[place + 1 :] for name in _names(other.value)}
        kept = {name for other in lines[:place] for name in _kept(other.value)}
        own = {other.name for other in lines[:place] if _is_new(other.value)} - later - kept
        body += _written(line, own, trials)
        for trial in trials:
            trial[line.name] = _value(line.value, trial)
    return body


def _written(line: Line, own: set[str], trials: Sequence[Trial]) -> list[str]:
    """One line, or several that change one buffer; `own` are arrays that nothing looks at after it."""
    base, steps = _steps(line.value, own, trials)
    if not steps:
        return plain([line], ())
    name = line.name or RESULT
    first = [f"{name} = {_source(base)}"]
    if isinstance(base, ast.Name) and not line.name:
        name, first = base.id, []
    changes = [f"{name} {sign} {_source(value)}" for sign, value in steps]
    return [*first, *changes, *([] if line.name else [f"return {name}"])]


def _steps(node: ast.AST, own: set[str], trials: Sequence[Trial]) -> tuple[ast.AST, list[Step]]:
    """What a buffer holds at first, and what is then done to it to make `node`, in as many steps as there can be."""
    found: tuple[ast.AST, list[Step]] = (node, [])
    for part, (first, *others) in _parts(node):
        free = own - _kept(first[1]) - {name for _, other in others for name in _names(other)}
        if _may_change(part, free) and _are_alike(part, node, trials):
            base, steps = _steps(part, free - _names(first[1]), trials)
            if len(steps) + 1 + len(others) > len(found[1]):
                found = base, [*steps, first, *others]
    return found


def _parts(node: ast.AST) -> Iterator[tuple[ast.AST, list[Step]]]:
    """Each operand that may be there first, and how the others are brought in after it."""
    if not isinstance(node, ast.BinOp) or type(node.op) not in OPERATORS:
        return
    if isinstance(node.op, ast.Mult):
        factors = _factors(node)
        for place, factor in enumerate(factors):
            others = factors[:place] + factors[place + 1 :]
            yield factor, [("*=", other) for other in sorted(others, key=lambda it: isinstance(it, ast.Name))]
    sign = OPERATORS[type(node.op)]
    yield node.left, [(sign, node.right)]
    if isinstance(node.op, ast.Add):
        yield node.right, [(sign, node.left)]


def _factors(node: ast.AST) -> list[ast.AST]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        return _factors(node.left) + _factors(node.right)
    return [node]


def _may_change(node: ast.AST, own: set[str]) -> bool:
    return node.id in own if isinstance(node, ast.Name) else _is_new(node)


def _is_new(node: ast.AST) -> bool:
    """Whether `node` makes an array that nothing else knows of."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr not in KEPT
    return isinstance(node, ast.BinOp | ast.UnaryOp)


def _are_alike(one: ast.AST, other: ast.AST, trials: Sequence[Trial]) -> bool:
    """Whether two arrays have the same axes in every trial, and no fewer than any argument."""
    return all(_is_alike(np.asarray(_value(one, trial)), np.asarray(_value(other, trial)), trial) for trial in trials)


def _is_alike(one: Any, other: Any, trial: Trial) -> bool:
    most = max(np.ndim(value) for value in trial.values() if isinstance(value, np.ndarray))
    return bool(one.shape == other.shape and one.dtype == other.dtype and one.ndim >= max(most, 1))


def _trials(taken: Sequence[Argument]) -> Iterator[Trial]:
    """Values for the arguments: every choice of those that may be without the axes of a batch."""
    axes = dict.fromkeys(size for it in taken for size in it.axes)
    unlike = iter(SIZES)
    sizes = {size: next(unlike) if isinstance(size, str) else size for size in axes}
    known = {"xp": NUMPY, "math": math, "either": either, "erf": erf, "erfc": erfc, "inner": inner}
    choices = [_leading(it) for it in taken]
    for chosen in product(*choices):
        arrays = {
            it.name: np.full((*lead, *(sizes[size] for size in it.axes)), 0.5, np.float32)
            for it, lead in zip(taken, chosen, strict=True)
        }
        yield {**known, **arrays}


def _leading(argument: Argument) -> tuple[tuple[int, ...], ...]:
    return {Leading.NONE: ((),), Leading.SHARED: (BATCH,), Leading.ALLOWED: ((), BATCH)}[argument.leading]


def _value(node: ast.AST, trial: Trial) -> Any:
    assert isinstance(node, ast.expr)
    with np.errstate(all="ignore"):
        return eval(compile(ast.fix_missing_locations(ast.Expression(node)), "<trial>", "eval"), dict(trial))


def _source(node: ast.AST) -> str:
    source = ast.unparse(node)
    return source.removeprefix("(").removesuffix(")") if isinstance(node, ast.Tuple) else source


def _kept(node: ast.AST) -> set[str]:
    """The names of what is an operand or an argument of something that PyTorch differentiates by its value."""
    kept: set[str] = set()
    for each in ast.walk(node):
        if isinstance(each, ast.BinOp) and not isinstance(each.op, ast.Add | ast.Sub):
            kept |= _operands(each.left) | _operands(each.right)
        if isinstance(each, ast.Call) and not (isinstance(each.func, ast.Attribute) and each.func.attr in FORGOTTEN):
            kept |= {name for argument in each.args for name in _operands(argument)}
    return kept


def _operands(node: ast.AST) -> set[str]:
    """The name of an array, or of one that looks at it from another side."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return {node.id} if isinstance(node, ast.Name) else set()


def _names(node: ast.AST) -> set[str]:
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
