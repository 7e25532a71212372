"""Entries at places that are sums of indices: emitted as windows, compared with loops, refused where they are none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import product
from typing import Any

import jax
import numpy as np
import pytest
import torch

from derive import pipeline
from derive.kernels.collect import Collected, collect
from derive.kernels.digest import digest
from derive.kernels.emit import Kernel, load
from derive.kernels.shapes import Shapes
from derive.kernels.sizes import in_numbers
from derive.kernels.windows import flipped, padded, windows
from derive.reading.source import Source
from tests.kernels.arguments import LIBRARIES, on_host
from tests.kernels.by_hand import Point

ROWS = r"X \in R^{N \times n}, w \in R^k, Y \in R^{N \times m}"
LINE = r"x \in R^n, w \in R^k, y \in R^m"
LENGTH = "assume n = m + k - 1"
REFUTING = 2.0
"""Processor time in which a false claim is refuted with room to spare; more would only go into its correction."""
FORWARD = r"\sum_{l=1}^k x_{i+l-1} w_l"


@cache
def collected(given: str, claim: str, seconds: float = 20.0) -> Collected:
    lines = "\n".join(given.split("; "))
    text = f"# Windows\n\n<!-- derive\nvectors: rows\n{lines}\nkernel: made\n-->\n\n$$\n{claim}\n$$\n"
    return collect([pipeline.finish(pipeline.begin(Source("note.md", text), None, seconds))])


def emitted(given: str, claim: str) -> Kernel:
    found = collected(given, claim)
    assert found.refusals == ()
    return found.kernels[0]


def inside(entry: str, place: str, size: str) -> str:
    return rf"\begin{{cases}} {entry} & \text{{if }} 1 \leq {place} \leq {size} \\ 0 & \text{{otherwise}} \end{{cases}}"


PADDED = inside(r"\frac{\partial L}{\partial y_{i-l+1}}", "i-l+1", "m")
BOUNDS = r"1 \leq i+l-2 \leq n"
BEFORE = r"\sum_{l=1}^k w_l \begin{cases} x_{i-l+1} & \text{if } l \leq i \\ 0 & \text{otherwise} \end{cases}"
AROUND = rf"\sum_{{l=1}}^3 w_l {inside('x_{i+l-2}', 'i+l-2', 'n')}"
FIRST = FORWARD.replace("x_{i+l-1}", inside("x_{i+l-1}", "l", "2"))
ABOVE = r"\sum_{l=1}^k w_l \max(x_{i+l-1}, 0)"
OF_ROWS = rf"{ROWS}; {LENGTH}; y_{{si}} := \sum_{{l=1}}^k x_{{s,i+l-1}} w_l; L := L(Y)"
OF_ONE = f"{LINE}; {LENGTH}; y_i := {FORWARD}; L := L(y)"
COLUMNS = rf"X \in R^{{n \times N}}, w \in R^k, Y \in R^{{m \times N}}; {LENGTH}"

EMITTED: dict[str, tuple[str, str, str]] = {
    "one row": (OF_ONE, f"y_i = {FORWARD}", "windows(x, w.shape[-1]) @ w"),
    "rows": (OF_ROWS, r"y_{si} = \sum_{l=1}^k x_{s,i+l-1} w_l", "windows(x, w.shape[-1]) @ w"),
    "columns": (
        rf"{COLUMNS}; y_{{is}} := \sum_{{l=1}}^k x_{{i+l-1,s}} w_l",
        r"y_{is} = \sum_{l=1}^k x_{i+l-1,s} w_l",
        "windows(x.T",
    ),
    "the filter turned round": (
        rf"{LINE}; {LENGTH}; y_i := \sum_{{l=1}}^k x_{{i+l-1}} w_{{k-l+1}}",
        r"y_i = \sum_{l=1}^k x_{i+l-1} w_{k-l+1}",
        "@ flipped(w)",
    ),
    "back to the input": (OF_ONE, rf"\frac{{\partial L}}{{\partial x_i}} = \sum_{{l=1}}^k w_l {PADDED}", "padded(dy"),
    "back by outputs": (
        OF_ROWS,
        r"\frac{\partial L}{\partial x_{si}} = \sum_{h=1}^m \frac{\partial L}{\partial y_{sh}} "
        + inside("w_{i-h+1}", "i-h+1", "k"),
        "windows(padded(w",
    ),
    "bounds in other words": (
        OF_ONE,
        r"\frac{\partial L}{\partial x_i} = \sum_{l=1}^k w_l \begin{cases} \frac{\partial L}{\partial y_{i-l+1}} "
        r"& \text{if } i - m < l \leq i \\ 0 & \text{otherwise} \end{cases}",
        "padded(dy",
    ),
    "to the weights": (
        OF_ONE,
        r"\frac{\partial L}{\partial w_l} = \sum_{i=1}^m \frac{\partial L}{\partial y_i} x_{i+l-1}",
        "windows(x, dy.shape[-1]) @ dy",
    ),
    "to the weights, the sums the other way round": (
        OF_ROWS,
        r"\frac{\partial L}{\partial w_l} = \sum_{i=1}^m \sum_s \frac{\partial L}{\partial y_{si}} x_{s,i+l-1}",
        "windows(x, dy.shape[-1]).mT",
    ),
    "only what was before": (
        rf"x, y \in R^n, w \in R^k; y_i := {BEFORE}",
        f"y_i = {BEFORE}",
        "padded(x, w.shape[-1] - 1, 0)",
    ),
    "as long as the input": (
        rf"x, y \in R^n, w \in R^3; y_i := {AROUND}",
        f"y_i = {AROUND}",
        "padded(x, 1, 1)",
    ),
    "a size of no argument, as a number": (
        OF_ONE,
        rf"\frac{{1}}{{n}} \frac{{\partial L}}{{\partial x_i}} = \frac{{1}}{{n}} \sum_{{l=1}}^k w_l {PADDED}",
        "dy.shape[-1] + w.shape[-1] - 1)",
    ),
    "bounds of something else": (rf"{LINE}; {LENGTH}; y_i := {FIRST}", f"y_i = {FIRST}", "xp.where("),
    "a function of the entries of a window": (
        rf"{LINE}; {LENGTH}; y_i := {ABOVE}",
        f"y_i = {ABOVE}",
        "xp.clip(windows(x, w.shape[-1])",
    ),
}



SIZES = [{"m": m, "k": k, "n": m + k - 1, "N": N} for m, k, N in ((4, 3, 2), (2, 5, 3), (1, 2, 4), (6, 1, 2))]


def by_loops(kernel: Kernel, sizes: Mapping[str, int], arrays: Mapping[str, Any]) -> np.ndarray:
    """The right side of the kernel's statement, entry by entry."""
    ranges = kernel.statement.ranges
    axes = [range(1, in_numbers(size, sizes) + 1) for size in ranges.values()]
    points = [Point(sizes, arrays, dict(zip(ranges, at, strict=True))) for at in product(*axes)]
    return np.array([point.value(kernel.statement.right) for point in points]).reshape([len(axis) for axis in axes])


def drawn(kernel: Kernel, sizes: Mapping[str, int]) -> dict[str, np.ndarray]:
    """An array for each argument, in the shape that it is declared with."""
    generator = np.random.default_rng(1)
    shapes = {it: [in_numbers(size, sizes) for size in it.declared] for it in kernel.arguments}
    return {("d" if it.gradient else "") + it.quantity: generator.normal(size=shape) for it, shape in shapes.items()}


@pytest.mark.parametrize("sizes", SIZES, ids=str)
@pytest.mark.parametrize("name", EMITTED)
def test_windows_compute_the_right_side(name: str, sizes: Mapping[str, int]) -> None:
    given, claim, part = EMITTED[name]
    kernel = emitted(given, claim)
    assert part in kernel.source
    arrays = drawn(kernel, sizes)
    kept = [[place for place, size in enumerate(it.declared) if size != 1] for it in kernel.arguments]
    taken = [np.reshape(it, [it.shape[k] for k in own]) for it, own in zip(arrays.values(), kept, strict=True)]
    before = [array.copy() for array in taken]
    found, expected = load(kernel)(*taken), by_loops(kernel, sizes, arrays)
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-12)
    assert found.shape == expected.shape
    assert all(np.array_equal(one, other) for one, other in zip(taken, before, strict=True))


NO_FIT = "an entry of x at a sum of indices that does not run from the first to the last of its axis"
NO_SUM = "an entry of x that is not at free indices of its own, nor at a sum of two of them"
TWICE = r"\sum_{l=1}^k \sum_{q=1}^h x_{i+l+q-2} w_l u_q"
TOTAL = r"\sum_{i=1}^m \sum_{l=1}^k x_{i+l-1}^2"
REFUSED: dict[str, tuple[str, str, str]] = {
    "a longer input": (
        rf"{LINE}; assume n = m + k; y_i := {FORWARD}",
        f"y_i = {FORWARD}",
        NO_FIT,
    ),
    "an input whose length is not told": (
        rf"{LINE}; assume n > m + k; y_i := {FORWARD}",
        f"y_i = {FORWARD}",
        NO_FIT,
    ),
    "three indices": (
        rf"{LINE}, u \in R^h; assume n = m + k + h - 2; y_i := {TWICE}",
        f"y_i = {TWICE}",
        NO_SUM,
    ),
    "one place further": (
        r"x \in R^n, y \in R^m; assume n = m + 1; y_i := x_{i+1}",
        "y_i = x_{i+1}",
        "a claim under a condition",
    ),
    "a diagonal": (
        rf"X \in R^{{m \times n}}, w \in R^k, y \in R^m; {LENGTH}; y_i := \sum_{{l=1}}^k x_{{i,i+l-1}} w_l",
        r"y_i = \sum_{l=1}^k x_{i,i+l-1} w_l",
        "an entry of X that is not at free indices of its own",
    ),
    "windows of two axes": (
        rf"X \in R^{{n \times n}}, W \in R^{{k \times k}}, Y \in R^{{m \times m}}; {LENGTH}; "
        r"y_{ij} := \sum_{h=1}^k \sum_{l=1}^k x_{i+h-1,j+l-1} w_{hl}",
        r"y_{ij} = \sum_{h=1}^k \sum_{l=1}^k x_{i+h-1,j+l-1} w_{hl}",
        "an entry of X that slides along two axes",
    ),
    "windows of a length that no argument has": (
        rf"{LINE}; {LENGTH}; q := {TOTAL}",
        f"q = {TOTAL}",
        "the size m is not that of an axis",
    ),
    "bounds of something else, where the input is longer": (
        rf"{LINE}; assume n = m + k + 1; y_i := {FIRST}",
        f"y_i = {FIRST}",
        NO_FIT,
    ),
    "bounds that keep out the last": (
        rf"x, y \in R^n, w \in R^3; y_i := {AROUND.replace(BOUNDS, '1 < i+l-2 < n')}",
        f"y_i = {AROUND.replace(BOUNDS, '1 < i+l-2 < n')}",
        NO_FIT,
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_window_that_fits_is_refused(name: str) -> None:
    given, claim, reason = REFUSED[name]
    found = collected(given, claim)
    assert found.kernels == () and reason in found.refusals[0]


FALSE: dict[str, tuple[str, str]] = {
    "a place too far": (OF_ONE, r"y_i = \sum_{l=1}^k x_{i+l} w_l"),
    "the filter turned round": (OF_ONE, r"y_i = \sum_{l=1}^k x_{i+l-1} w_{k-l+1}"),
    "the filter not turned round on the way back": (
        OF_ONE,
        r"\frac{\partial L}{\partial x_i} = \sum_{l=1}^k w_{k-l+1} " + PADDED,
    ),
    "one output too few": (
        OF_ONE,
        r"\frac{\partial L}{\partial x_i} = \sum_{l=1}^k w_l "
        + inside(r"\frac{\partial L}{\partial y_{i-l+1}}", "i-l+1", "m-1"),
    ),
    "as if the input were as long as the output": (
        OF_ONE,
        r"\frac{\partial L}{\partial x_i} = \sum_{l=1}^k w_l "
        + inside(r"\frac{\partial L}{\partial y_{i-l+1}}", "i", "m"),
    ),
    "the first output only": (OF_ONE, r"\frac{\partial L}{\partial w_l} = \frac{\partial L}{\partial y_1} x_l"),
    "the mean for the sum": (
        OF_ONE,
        r"\frac{\partial L}{\partial w_l} = \frac{1}{m} \sum_{i=1}^m \frac{\partial L}{\partial y_i} x_{i+l-1}",
    ),
    "another place": (OF_ONE, r"\frac{\partial L}{\partial w_l} = \sum_{i=1}^m \frac{\partial L}{\partial y_i} x_i"),
    "one row for all": (
        OF_ROWS,
        r"\frac{\partial L}{\partial w_l} = \sum_{i=1}^m \frac{\partial L}{\partial y_{1i}} x_{1,i+l-1}",
    ),
}


@pytest.mark.parametrize("name", FALSE)
def test_what_is_no_gradient_of_a_convolution_gives_no_kernel(name: str) -> None:
    given, claim = FALSE[name]
    found = collected(given, claim, REFUTING)
    assert found.kernels == () and "is refuted: only a proved claim can become a kernel" in found.refusals[0]


def test_the_length_that_is_assumed_belongs_to_what_a_kernel_says() -> None:
    kernel = emitted(OF_ONE, f"y_i = {FORWARD}")
    assert len(kernel.scope.assumptions) == 1
    assert digest(kernel.statement, kernel.scope) == kernel.head.digest
    assert digest(kernel.statement, replace(kernel.scope, assumptions=())) != kernel.head.digest
    assert emitted(f"{OF_ONE}; assume q = 2", f"y_i = {FORWARD}").head.digest == kernel.head.digest


def test_an_assumption_about_what_is_read_by_windows_is_looked_at() -> None:
    kernel = emitted(rf"{OF_ONE}; assume x_i > 0", f"y_i = {FORWARD}")
    assert [latex for latex, _, _ in kernel.head.checks] == ["x_i > 0"]


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("shape", [(6,), (2, 6), (2, 3, 6)])
def test_every_library_has_windows(library: str, shape: tuple[int, ...]) -> None:
    plain = np.random.default_rng(2).normal(size=shape)
    given = LIBRARIES[library](plain)
    for length in (1, 3, 6):
        expected = np.lib.stride_tricks.sliding_window_view(plain, length, axis=-1)
        np.testing.assert_array_equal(on_host(windows(given, length)), expected)
    around = [(0, 0)] * (len(shape) - 1)
    for before, after in ((0, 0), (2, 0), (0, 1), (3, 2)):
        np.testing.assert_array_equal(on_host(padded(given, before, after)), np.pad(plain, [*around, (before, after)]))
    np.testing.assert_array_equal(on_host(flipped(given)), plain[..., ::-1])
    np.testing.assert_array_equal(on_host(given), plain)
    assert type(padded(given, 1, 1)) is type(windows(given, 2)) is type(flipped(given)) is type(given)


@pytest.mark.parametrize("array", [np.ones((3, 6)), np.ones((6, 3)).T, np.ones((3, 12))[:, ::2]])
def test_windows_of_numpy_are_a_view_that_cannot_be_written_to(array: np.ndarray) -> None:
    view = windows(array, 2)
    assert np.shares_memory(view, array) and not view.flags.writeable and array.flags.writeable
    with pytest.raises(ValueError, match=r"negative|incompatible"):
        windows(array, 8)


def test_pytorch_differentiates_through_windows_and_jax_compiles_them() -> None:
    x = torch.arange(6.0, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(lambda it: windows(padded(it, 1, 2), 3) @ flipped(it[:3]), (x,))
    made = jax.jit(lambda it: windows(padded(it, 1, 2), 3) @ flipped(it[:3]))(jax.numpy.arange(6.0))
    np.testing.assert_allclose(made, on_host((windows(padded(x, 1, 2), 3) @ flipped(x[:3])).detach()))


LEFT_ALONE = {
    "a product": "assume n = h k",
    "a multiple": "assume n = 2 m + k - 1",
    "a bound": "assume n > m + k - 1",
    "another name": "assume n = m",
    "two sums": "assume n + h = m + k",
    "what need not be a length": "assume n = m + k - 2",
    "a number": "assume n = 7",
}


@pytest.mark.parametrize("name", LEFT_ALONE)
def test_a_size_that_no_sum_of_others_tells_keeps_its_name(name: str) -> None:
    given = rf"x \in R^n, z \in R^m, w \in R^k, u \in R^h; {LEFT_ALONE[name]}; q := \sum_i x_i^2"
    assert emitted(given, r"q = \sum_i x_i^2").head.shapes == "x (...?, n) -> (...)"


SAID = ["m + k - 1 = n", "m = n - k + 1", "k = n - m + 1", "n + 1 = m + k", "n = m + k - 1; assume m = n - k + 1"]


@pytest.mark.parametrize("equation", SAID)
def test_a_length_may_be_told_in_any_form(equation: str) -> None:
    kernel = emitted(rf"{LINE}; assume {equation}; y_i := {FORWARD}", f"y_i = {FORWARD}")
    assert sorted(kernel.head.shapes.split(" -> ")[0]) == sorted("x (m + k - 1), w (k)")
    with pytest.raises(ValueError, match="must be"):
        Shapes("made", kernel.head.shapes).require([np.ones(2), np.ones(3)])
