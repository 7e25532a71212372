"""Results written into an array that is there already, for kernels that work entry by entry on arrays of NumPy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from derive.kernels.libraries import Array
from derive.kernels.shapes import Shapes

BLOCK = 1 << 18
"""Entries at a time: what a kernel holds besides its result stays this small, and in the cache."""


def into(
    out: Array, function: Callable[..., Array], takes_out: bool, shapes: Shapes, given: Sequence[Array]
) -> Array:
    """`out` filled with what `function` gives, which may write there itself.

    Raises `TypeError` or `ValueError` where it cannot be.
    """
    _require(out, shapes, given)
    if takes_out and out.ndim and (out.size <= BLOCK or not _is_in_order(out, given)):
        _put(out, function(*given, out=out))
    elif not _is_in_order(out, given):
        out[...] = function(*given)
    else:
        _by_blocks(out, function, takes_out, given)
    return out


def _is_in_order(out: Array, given: Sequence[Array]) -> bool:
    return all(value.flags.c_contiguous for value in (*given, out) if isinstance(value, np.ndarray) and value.ndim)


def _by_blocks(out: Array, function: Callable[..., Array], takes_out: bool, given: Sequence[Array]) -> None:
    flat = [value.reshape(-1) if np.ndim(value) else value for value in given]
    target, cut = out.reshape(-1), [isinstance(value, np.ndarray) and value.ndim > 0 for value in flat]
    for start in range(0, target.size, BLOCK):
        part = slice(start, start + BLOCK)
        block = [value[part] if is_cut else value for value, is_cut in zip(flat, cut, strict=True)]
        place = target[part]
        _put(place, function(*block, out=place) if takes_out else function(*block))


def _put(out: Array, result: Array) -> None:
    """A result of what would not write into `out`, as for a subclass of NumPy's arrays, is copied."""
    if result is not out:
        out[...] = result


def _require(out: Any, shapes: Shapes, given: Sequence[Array]) -> None:
    kernel = shapes.kernel
    if not shapes.elementwise:
        raise TypeError(f"{kernel}: out= is taken by kernels that work entry by entry only, and this one does not")
    named = [(it, value) for it, value in zip(shapes.parameters, given, strict=True) if not it.number]
    for name, value in [("out", out), *((it.name, value) for it, value in named)]:
        if not isinstance(value, np.ndarray):
            kind = f"{type(value).__module__.partition('.')[0]}.{type(value).__name__}"
            raise TypeError(f"{kernel}: {name} is a {kind}: with out= arrays of NumPy are expected")
    first, like = named[0]
    if out.shape != like.shape:
        raise ValueError(f"{kernel}: out has shape {out.shape}, {first.name} has {like.shape}: they must be equal")
    if out.dtype != like.dtype:
        raise TypeError(f"{kernel}: out has dtype {out.dtype}, {first.name} has {like.dtype}: expected one dtype")
    if not out.flags.writeable:
        raise ValueError(f"{kernel}: out cannot be written to")
    for it, value in named:
        if np.may_share_memory(out, value) and np.shares_memory(out, value):
            raise ValueError(f"{kernel}: out shares memory with {it.name}, which must not change")
