"""An array read window by window along its last axis, in any library. What is returned is not to be written to."""

from __future__ import annotations

import numpy as np

from derive.kernels.libraries import Array, namespace


def windows(array: Array, length: int) -> Array:
    """Every `length` neighbours: of (..., n) an array (..., n - length + 1, length), a view where there are views."""
    count = array.shape[-1] - length + 1
    shape = (*array.shape[:-1], count, length)
    if isinstance(array, np.ndarray):
        strides = (*array.strides, array.strides[-1])
        if not array.flags.c_contiguous:
            return np.lib.stride_tricks.as_strided(array, shape, strides, subok=True, writeable=False)
        view = np.ndarray.__new__(type(array), shape, array.dtype, array, 0, strides)  # in a fifth of the time
        view.flags.writeable = False
        return view
    own = namespace(array)
    if own.__name__ == "torch":
        return array.unfold(-1, length, 1)
    device = _device(array)
    places = own.arange(count, device=device)[:, None] + own.arange(length, device=device)[None, :]
    return own.reshape(own.take(array, own.reshape(places, (-1,)), axis=-1), shape)


def padded(array: Array, before: int, after: int) -> Array:
    """The entries with as many zeros before and after them."""
    *batch, length = array.shape
    whole = (*batch, before + length + after)
    own = namespace(array)
    if not (isinstance(array, np.ndarray) or own.__name__ == "torch"):
        first, last = (
            own.zeros((*batch, count), dtype=array.dtype, device=_device(array)) for count in (before, after)
        )
        return own.concat([first, array, last], axis=-1)
    found = np.zeros_like(array, shape=whole) if isinstance(array, np.ndarray) else array.new_zeros(whole)
    found[..., before : before + length] = array
    return found


def _device(array: Array) -> object:
    """Where the entries are; where JAX compiles, that is not known yet."""
    return getattr(array, "device", None)


def flipped(array: Array) -> Array:
    """The entries from the last to the first."""
    if isinstance(array, np.ndarray):
        return array[..., ::-1]
    own = namespace(array)
    return array.flip(-1) if own.__name__ == "torch" else own.flip(array, axis=-1)
