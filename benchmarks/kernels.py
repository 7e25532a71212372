"""Print, as tables in Markdown, what time and memory the kernels and a step of training take, beside others."""

from __future__ import annotations

import ctypes
import os
import platform
from functools import partial
from importlib.metadata import version
from math import log
from statistics import median

import jax
import numpy as np
import torch
import torch._functorch.config as torch_gradients
from threadpoolctl import threadpool_info, threadpool_limits

from benchmarks import by_hand, layers, libraries, memory, steps
from benchmarks.layer import Array, Real
from benchmarks.libraries import AUTOGRAD, BARE, COMPILED, HAND, JAX, OWN, TORCH, UNCHECKED
from benchmarks.measuring import LIBRARY, Cell, loop
from benchmarks.paired import Call, interleaved, ratio
from benchmarks.tables import duration, heading, row
from derive import kernels
from derive.mlp import Softmax
from examples import mnist

OTHERS = (BARE, HAND, AUTOGRAD, TORCH, COMPILED, JAX)
AIM = 1.05
"""How many times as long as by hand a kernel may take."""
LOOKS = 11
"""Rounds for what a kernel does before it computes."""
CLASSES = tuple(2**power for power in range(5, 17))
JACOBIANS = 512
"""The most classes for which the Jacobian of every row is made."""
TRIM, MMAP = -1, -3
"""What the C library calls M_TRIM_THRESHOLD and M_MMAP_THRESHOLD."""
GIGABYTE = 2**30


def main() -> None:
    """Print all tables, as they are measured."""
    print("# The kernels, measured\n\nWritten by `python -m benchmarks.kernels`; `README.md` says what is compared.\n")
    with one_thread():
        machine()
        passes()
        for dtype in (np.float32, np.float64):
            training(dtype)
        growth()


def one_thread() -> threadpool_limits:
    """One thread for every library, and memory that stays with the process once it is freed."""
    os.sched_setaffinity(0, [max(os.sched_getaffinity(0))])  # JAX takes a thread for each processor
    torch.set_num_threads(1)
    torch_gradients.donated_buffer = False  # the same backward is measured many times
    jax.config.update("jax_enable_x64", True)
    for setting in (TRIM, MMAP):
        LIBRARY.mallopt(ctypes.c_int(setting), ctypes.c_int(GIGABYTE))
    return threadpool_limits(1)


def machine() -> None:
    """The versions, and the BLAS that NumPy calls."""
    names = ("derive-proofreader", "numpy", "autograd", "torch", "jax")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    blas = next(each for each in threadpool_info() if each["user_api"] == "blas" and "numpy" in each["filepath"])
    print(f"{platform.python_implementation()} {platform.python_version()}, {versions}; one thread.")
    print(f"NumPy's BLAS: {blas['internal_api']} {blas['version']} for {blas['architecture']}.")
    print(f"A loop that adds a million numbers takes {duration(interleaved({'': loop}, 5)[''].median)} here.\n")


def passes() -> None:
    """Forward and backward of every layer."""
    print("## Layers, float32\n")
    heading("pass", OWN, *OTHERS)
    ratios: dict[str, list[float]] = {name: [] for name in OTHERS}
    bare, slower, slower_bare = layers.layers(UNCHECKED), [], 0
    for name, layer in layers.layers(kernels).items():
        pairs = libraries.calls(layer, bare[name], np.float32)
        for place, way in enumerate(("forward", "backward")):
            cells = interleaved({library: pair[place] for library, pair in pairs.items()})
            row(f"{name}, {way}", duration(cells[OWN].median), *(beside(cells, library) for library in OTHERS))
            for library in OTHERS:
                ratios[library].append(ratio(cells[library], cells[OWN]))
            slower_bare += ratio(cells[BARE], cells[HAND]) > AIM
            if ratios[HAND][-1] * AIM < 1:
                more = median(a - b for a, b in zip(cells[OWN].seconds, cells[HAND].seconds, strict=True))
                with libraries.without_bodies():
                    look = interleaved({"": pairs[OWN][place]}, LOOKS)[""].median
                slower.append(f"{name} {way} {duration(more)}, {duration(look)}")
    row("**median**", "", *(f"{median(ratios[library]):.2f}" for library in OTHERS))
    total = len(ratios[HAND])
    print(f"\nAimed at: none longer than {AIM} times as by hand, where as little is looked at; so it is for")
    print(f"{total - slower_bare} of {total}, and for {total - len(slower)} where a kernel looks at its arguments.")
    print("Longer, by how much, and how long it looks at its arguments, which by hand nobody does:")
    print(f"{'; '.join(slower) or 'none'}.\n")


def beside(cells: dict[str, Cell], library: str) -> str:
    """The time of another library, and how many times as long it is as the kernels'."""
    return f"{duration(cells[library].median)}, {ratio(cells[library], cells[OWN]):.2f}"


def training(dtype: Real) -> None:
    """One step of training: its time and memory by every library, its limit, and where its time goes."""
    calls = steps.steps(dtype)
    losses: Array = [call() for call in calls.values()]
    np.testing.assert_allclose(losses, losses[0], rtol=1e-5)
    cells = interleaved(calls)
    print(f"## A step of training, {np.dtype(dtype).name}\n")
    heading("library", "time", f"/ {OWN}", "memory")
    for name, call in calls.items():
        row(name, duration(cells[name].median), f"{ratio(cells[name], cells[OWN]):.2f}", held(name, call, dtype))
    print(f"\nAimed at: no longer than {TORCH}, and no more memory.\n")
    limit(dtype, cells[OWN])
    profile(dtype)


def held(name: str, call: Call, dtype: Real) -> str:
    """The most memory that a step holds, as its library counts."""
    if name == JAX:
        return memory.size(memory.by_jax(steps.compiled_jax_step(dtype)[0]))
    count = memory.by_torch if name in (TORCH, COMPILED) else memory.traced
    return memory.size(count(call))


def limit(dtype: Real, own: Cell) -> None:
    """The time of a step if it were nothing but products at the speed of BLAS."""
    size = 1024
    a, b, c = np.ones((3, size, size), dtype)
    speed = 2 * size**3 / min(interleaved({"": lambda: np.matmul(a, b, out=c)}, 11)[""].seconds)
    least = steps.operations() / speed
    print(f"The products of a step are {steps.operations() / 1e6:.0f} million operations. BLAS does {speed / 1e9:.0f}")
    print(
        f"thousand million a second here, for matrices of {size} rows and columns, so a step takes {duration(least)} at"
    )
    print(f"least; that of {OWN} takes {own.median / least:.2f} times as long.\n")


def profile(dtype: Real) -> None:
    """How much of a step is products, how much is calling, and how much is what is left: passes over the memory."""
    whole = steps.perceptron(dtype)
    x, t = steps.batch(dtype)
    sizes, mnist.SIZES = mnist.SIZES, (1, 1, 1, 1)
    small = steps.perceptron(dtype)
    mnist.SIZES = sizes
    one: Array = np.ones((1, 1), dtype)
    cells = interleaved(
        {
            "the whole step": lambda: whole.step(x, t),
            "matrix products in BLAS, alone": steps.products(dtype),
            "Python and NumPy's calls: the same step with 1 row and 1 neuron a layer": lambda: small.step(one, one),
        }
    )
    total, *parts = cells.values()
    heading(f"of the step of {OWN}", "time", "share")
    for name, cell in cells.items():
        row(name, duration(cell.median), f"{ratio(cell, total):.0%}")
    rest = [each - sum(some) for each, *some in zip(*(cell.seconds for cell in (total, *parts)), strict=True)]
    row("the rest: entries read, changed and written", duration(median(rest)), f"{median(rest) / total.median:.0%}")
    print()


def growth() -> None:
    """The backward pass of softmax while the classes grow."""
    print("## Softmax backward, more and more classes, 32 rows of float32\n")
    heading("classes", OWN, "an entry", HAND, "by its Jacobian", "memory", "memory / result")
    times = []
    for classes in CLASSES:
        generator = np.random.default_rng(0)
        y, dy = (by_hand.softmax(generator.normal(size=(32, classes)).astype(np.float32)) for _ in range(2))
        jacobian = Softmax()
        jacobian.y = y
        calls: dict[str, Call] = {
            OWN: partial(kernels.softmax_backward, y, dy),
            HAND: partial(by_hand.softmax_backward, y, dy),
        }
        if classes <= JACOBIANS:
            calls["by its Jacobian"] = partial(jacobian.backward, dy)
        cells = interleaved(calls, 11)
        peak = memory.traced(calls[OWN])
        times.append(cells[OWN].median)
        shown = [duration(cells[name].median) if name in cells else "" for name in (OWN, HAND, "by its Jacobian")]
        shown.insert(1, f"{times[-1] / y.size * 1e9:.2f} ns")
        row(str(classes), *shown, memory.size(peak), f"{peak / y.nbytes:.2f}")
    low, high = -5, -1
    exponent = log(times[high] / times[low]) / log(CLASSES[high] / CLASSES[low])
    print(f"\nFrom {CLASSES[low]} classes to {CLASSES[high]} the time grows as their number to the {exponent:.2f}:")
    print("1 for the entries, and what is beyond it for reading them from further away once they fill the caches.")


if __name__ == "__main__":
    main()
