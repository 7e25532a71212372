"""Buffers: an array changes only where nothing else knows of it, and only where it has the axes of the result."""

from __future__ import annotations

import ast
from typing import Any

import numpy as np
import pytest
import torch

from derive import kernels
from derive.kernels.arguments import Argument, Leading
from derive.kernels.buffers import buffered, plain
from derive.kernels.libraries import NUMPY
from derive.kernels.repeated import Line
from tests.kernels.arguments import KERNELS, drawn


def argument(name: str, *axes: str, leading: Leading = Leading.NONE) -> Argument:
    return Argument(name, name, False, axes, axes, leading)


TAKEN = (
    argument("x", "n", "m"),
    argument("y", "n", "m"),
    argument("row", "m"),
    argument("s", "n"),
    argument("a"),
)
ROWS = (argument("row", "m"), argument("b", "m", leading=Leading.ALLOWED))


def lines(*sources: str) -> list[Line]:
    pairs = [source.split(" := ") for source in sources]
    return [Line(name, ast.parse(source, mode="eval").body) for name, source in pairs[:-1]] + [
        Line("", ast.parse(pairs[-1][0], mode="eval").body)
    ]


LEFT = {
    "arguments": ["x + y"],
    "an argument less a product": ["x - a * y"],
    "an argument over a sum": ["x / (1 + y)"],
    "an array with fewer axes": ["(row * 2) * x"],
    "a sum of rows": ["xp.sum(x, axis=0) / 2"],
    "a result that PyTorch keeps": ["xp.exp(x) * y"],
    "a view": ["x.T.T * y"],
    "a number": ["a * a * a"],
    "what is needed later": ["u := x - y", "v := u + x", "xp.maximum(u, v)"],
    "what is needed twice": ["u := x - y", "v := u + x", "xp.exp(v / u)"],
    "what something was multiplied by": ["u := x - y", "v := xp.sum(u * x, axis=0)", "u - v"],
    "what is returned": ["u := x - y", "v := u + x", "u, v"],
    "an argument that a line only names again": ["u := x", "u + y"],
    "a view that a line names": ["u := x.T", "u.T + y"],
}


@pytest.mark.parametrize("name", LEFT)
def test_what_may_not_change_does_not(name: str) -> None:
    assert buffered(lines(*LEFT[name]), TAKEN) == plain(lines(*LEFT[name]), TAKEN)


def test_a_row_does_not_take_what_may_have_the_axes_of_a_batch() -> None:
    assert buffered(lines("row * 2 + b"), ROWS) == ["return row * 2 + b"]
    assert buffered(lines("row * 2 + row"), ROWS[:1]) == ["result = row * 2", "result += row", "return result"]


WRITTEN = {
    "a product and a sum": (["x * y + row"], ["result = x * y", "result += row", "return result"]),
    "from the inside": (
        ["x * (y + row * (1 - y))"],
        ["result = 1 - y", "result *= row", "result += y", "result *= x", "return result"],
    ),
    "a quotient": (["(x - y) / s[..., None]"], ["result = x - y", "result /= s[..., None]", "return result"]),
    "a named one, for the last time": (
        ["u := x - row", "u - xp.log(xp.sum(xp.exp(u), axis=0))"],
        ["u = x - row", "u -= xp.log(xp.sum(xp.exp(u), axis=0))", "return u"],
    ),
    "what has all axes, whatever the batch": (["x * 2 + row"], ["result = x * 2", "result += row", "return result"]),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_one_buffer_for_a_chain(name: str) -> None:
    sources, expected = WRITTEN[name]
    assert buffered(lines(*sources), TAKEN) == expected
    np.testing.assert_allclose(run(expected), run(plain(lines(*sources), TAKEN)), rtol=1e-15)


def run(body: list[str]) -> Any:
    generator = np.random.default_rng(0)
    given = [generator.uniform(0.5, 1, shape) for shape in ((3, 4), (3, 4), (4,), (3,))]
    kept = [each.copy() for each in given]
    space: dict[str, Any] = {"xp": NUMPY}
    exec("def function(x, y, row, s, a):\n" + "".join(f"    {line}\n" for line in body), space)
    found = space["function"](*given, 0.5)
    for before, after in zip(kept, given, strict=True):
        np.testing.assert_array_equal(before, after)
    return found


@pytest.mark.parametrize("name", KERNELS)
def test_pytorch_differentiates_through_every_kernel(name: str) -> None:
    function = getattr(kernels, name)
    values = drawn(function)
    given = [value if isinstance(value, float) else torch.tensor(value, requires_grad=True) for value in values]
    found = function(*given)
    results = [each for each in (found if isinstance(found, tuple) else (found,)) if each.requires_grad]
    torch.autograd.backward([each.sum() for each in results])
    assert any(each.grad is not None for each in given if isinstance(each, torch.Tensor)) == bool(results)
