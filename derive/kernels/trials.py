"""Small arrays on which lines of a kernel are tried, to see which results are as large as which."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import numpy as np

from derive.kernels.arguments import Argument, Leading
from derive.kernels.libraries import NUMPY, either, erf, erfc
from derive.kernels.sizes import in_numbers, names
from derive.kernels.windows import flipped, padded, windows

BATCH = (2, 3)
SIZES = (5, 7, 11, 13, 17, 19, 23)

Trial = dict[str, Any]


def trials(taken: Sequence[Argument]) -> Iterator[Trial]:
    """Values for the arguments, no two sizes alike: every choice of those that may be without the axes of a batch."""
    named = dict.fromkeys(name for it in taken for size in it.axes for name in names(size))
    lengths = dict(zip(named, SIZES, strict=False))
    known = {"xp": NUMPY, "math": math, "either": either, "erf": erf, "erfc": erfc}
    known |= {"windows": windows, "padded": padded, "flipped": flipped}
    choices = [_leading(it) for it in taken]
    for chosen in product(*choices):
        arrays = {
            it.name: np.full((*lead, *(in_numbers(size, lengths) for size in it.axes)), 0.5, np.float32)
            for it, lead in zip(taken, chosen, strict=True)
        }
        yield {**known, **arrays}


def value(node: ast.AST, trial: Trial) -> Any:
    """What an expression is in a trial."""
    assert isinstance(node, ast.expr)
    with np.errstate(all="ignore"):
        return eval(compile(ast.fix_missing_locations(ast.Expression(node)), "<trial>", "eval"), dict(trial))


def are_alike(one: ast.AST, other: ast.AST, tried: Sequence[Trial]) -> bool:
    """Whether two arrays have the same axes in every trial, and no fewer than any argument."""
    return all(_is_alike(np.asarray(value(one, trial)), np.asarray(value(other, trial)), trial) for trial in tried)


def _is_alike(one: Any, other: Any, trial: Trial) -> bool:
    most = max(np.ndim(each) for each in trial.values() if isinstance(each, np.ndarray))
    return bool(one.shape == other.shape and one.dtype == other.dtype and one.ndim >= max(most, 1))


def _leading(argument: Argument) -> tuple[tuple[int, ...], ...]:
    return {Leading.NONE: ((),), Leading.SHARED: (BATCH,), Leading.ALLOWED: ((), BATCH)}[argument.leading]
