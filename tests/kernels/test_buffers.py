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
from derive.kernels.libraries import NUMPY, either
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
    "an array with fewer axes": ["(row * 2) * x"],
    "a sum of rows": ["xp.sum(x, axis=0) / 2"],
    "a view": ["x.T.T * y"],
    "a number": ["a * a * a"],
    "what is needed later": ["u := x - y", "v := u + x", "xp.vecdot(u, v)"],
    "a choice of what is new": ["xp.where(x > 0, x - y, y)"],
    "a choice of functions of an argument": ["either(a <= 1, xp.maximum, xp.minimum)(x, y)"],
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
    "on the right": (
        ["x - a * y"],
        ["result = a * y", "result = xp.subtract(x, result, out=result)", "return result"],
    ),
    "below": (["x / (1 + y)"], ["result = 1 + y", "result = xp.divide(x, result, out=result)", "return result"]),
    "functions of functions": (
        ["xp.exp(-xp.abs(x))"],
        [
            "result = xp.abs(x)",
            "result = xp.negative(result, out=result)",
            "result = xp.exp(result, out=result)",
            "return result",
        ],
    ),
    "what PyTorch keeps, which is not changed there": (
        ["xp.exp(x) * y * row"],
        ["result = xp.exp(x)", "result = xp.multiply(result, y, out=result)", "result *= row", "return result"],
    ),
    "what PyTorch multiplied something by": (
        ["u := x - y", "v := xp.sum(u * x, axis=0)", "u - v"],
        ["u = x - y", "v = xp.sum(u * x, axis=0)", "u = xp.subtract(u, v, out=u)", "return u"],
    ),
    "what is needed twice": (
        ["u := x - y", "v := u + x", "xp.exp(v / u)"],
        ["u = x - y", "v = u + x", "v /= u", "v = xp.exp(v, out=v)", "return v"],
    ),
    "an operand that is needed no more": (
        ["u := xp.abs(x)", "xp.maximum(u, x + y) / (1 + u)"],
        [
            "u = xp.abs(x)",
            "result = x + y",
            "result = xp.maximum(u, result, out=result)",
            "u = xp.add(u, 1, out=u)",
            "result /= u",
            "return result",
        ],
    ),
    "an operand in a buffer of its own": (
        ["xp.exp(-x) - xp.exp(-y)"],
        [
            "result = -x",
            "result = xp.exp(result, out=result)",
            "powers = -y",
            "powers = xp.exp(powers, out=powers)",
            "result = xp.subtract(result, powers, out=result)",
            "return result",
        ],
    ),
    "a result under another name": (
        ["u := xp.exp(x)", "v := u / row", "v, a"],
        ["u = xp.exp(x)", "v = xp.divide(u, row, out=u)", "return v, a"],
    ),
    "a function that is chosen": (
        ["either(a <= 1, xp.maximum, xp.minimum)(x, a * x)"],
        ["scaled = a * x", "return either(a <= 1, xp.maximum, xp.minimum)(x, scaled, out=scaled)"],
    ),
    "a function that is chosen, of what is needed once more": (
        ["u := x - y", "either(a <= 1, xp.maximum, xp.minimum)(u * 2, u)"],
        ["u = x - y", "scaled = u * 2", "return either(a <= 1, xp.maximum, xp.minimum)(scaled, u, out=scaled)"],
    ),
    "what has all axes, whatever the batch": (["x * 2 + row"], ["result = x * 2", "result += row", "return result"]),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_one_buffer_for_a_chain(name: str) -> None:
    sources, expected = WRITTEN[name]
    assert buffered(lines(*sources), TAKEN) == expected
    np.testing.assert_allclose(run(expected), run(plain(lines(*sources), TAKEN)), rtol=1e-15)


def run(body: list[str], out: Any = None) -> Any:
    generator = np.random.default_rng(0)
    given = [generator.uniform(0.5, 1, shape) for shape in ((3, 4), (3, 4), (4,), (3,))]
    kept = [each.copy() for each in given]
    space: dict[str, Any] = {"xp": NUMPY, "either": either}
    exec("def function(x, y, row, s, a, out):\n" + "".join(f"    {line}\n" for line in body), space)
    (found, *_) = found if isinstance(found := space["function"](*given, 0.5, out), tuple) else (found,)
    for before, after in zip(kept, given, strict=True):
        np.testing.assert_array_equal(before, after)
    return found


ENTRIES = (*(argument(name, leading=Leading.SHARED) for name in "xy"), argument("a"))
TO_OUT = {
    "an operator": (["x * y + a"], ["result = x * y if out is None else xp.multiply(x, y, out=out)", "result += a"]),
    "a function": (["xp.tanh(x)"], ["return xp.tanh(x, out=out)"]),
    "a mask": (["xp.astype(x > 0, x.dtype) * y"], ["result = xp.astype(x > 0, x.dtype, out=out)", "result *= y"]),
    "a name": (
        ["u := xp.exp(x)", "u / (1 + u)"],
        ["u = xp.exp(x, out=out)", "u = xp.divide(u, 1 + u, out=u)"],
    ),
    "a function that is chosen": (
        ["either(a <= 1, xp.maximum, xp.minimum)(x, a * x)"],
        [
            "scaled = a * x if out is None else xp.multiply(a, x, out=out)",
            "return either(a <= 1, xp.maximum, xp.minimum)(x, scaled, out=scaled)",
        ],
    ),
    "no function that could": (["xp.where(x > 0, x, y)"], ["return xp.where(x > 0, x, y)"]),
    "what has another name already": (
        ["u := xp.exp(x)", "v := u / a", "v * xp.where(x > 0, v, y)"],
        ["u = xp.exp(x)", "v = xp.divide(u, a, out=u)", "v = xp.multiply(v, xp.where(x > 0, v, y), out=v)"],
    ),
}


@pytest.mark.parametrize("name", TO_OUT)
def test_what_works_entry_by_entry_makes_its_result_in_out(name: str) -> None:
    sources, expected = TO_OUT[name]
    found = buffered(lines(*sources), ENTRIES)
    assert found[: len(expected)] == expected
    out = np.full((3, 4), np.nan)
    again = run(found, out)
    np.testing.assert_allclose(again, run(plain(lines(*sources), ENTRIES)), rtol=1e-15)
    assert (again is out) == any("out=out" in line for line in found)


@pytest.mark.parametrize("name", KERNELS)
def test_pytorch_differentiates_through_every_kernel(name: str) -> None:
    function = getattr(kernels, name)
    values = drawn(function)
    given = [value if isinstance(value, float) else torch.tensor(value, requires_grad=True) for value in values]
    found = function(*given)
    results = [each for each in (found if isinstance(found, tuple) else (found,)) if each.requires_grad]
    torch.autograd.backward([each.sum() for each in results])
    assert any(each.grad is not None for each in given if isinstance(each, torch.Tensor)) == bool(results)
