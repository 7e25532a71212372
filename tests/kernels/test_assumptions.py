"""Assumptions on data: what breaks one is told by its row and both numbers, and only where someone asks."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

from derive import kernels, pipeline
from derive.kernels.assumptions import Assumed
from derive.kernels.collect import collect
from derive.kernels.emit import load
from derive.reading.source import Source
from tests.kernels.arguments import LIBRARIES

ROWS = np.array([[0.5, 0.5], [0.2, 0.8]])
SHORT = np.array([[0.5, 0.5], [0.2, 0.7]])
BROKEN: dict[str, tuple[str, tuple[Any, ...], str]] = {
    "targets of a batch": (
        "softmax_cross_entropy_backward",
        (ROWS, SHORT),
        r"softmax_cross_entropy_backward: row 1 of t breaks the assumption \sum_j t_{ij} = 1: 0.9 is not 1",
    ),
    "targets of one row": (
        "softmax_cross_entropy_backward",
        (ROWS[1], SHORT[1]),
        r"softmax_cross_entropy_backward: t breaks the assumption \sum_j t_{ij} = 1: 0.9 is not 1",
    ),
    "targets of batches": (
        "softmax_cross_entropy_backward",
        (np.stack([ROWS, ROWS]), np.stack([ROWS, SHORT])),
        r"row (1, 1) of t breaks the assumption \sum_j t_{ij} = 1: 0.9 is not 1",
    ),
    "the loss": ("batch_softmax_cross_entropy", (ROWS, SHORT), "row 1 of t breaks the assumption"),
    "what is no number": (
        "batch_softmax_cross_entropy_backward",
        (ROWS, ROWS * np.nan),
        r"row 0 of t breaks the assumption \sum_j t_{ij} = 1: nan is not 1",
    ),
    "a negative chance": ("dropout", (ROWS, ROWS, -1), "dropout: p breaks the assumption p > 0: -1 is not above 0"),
    "a chance as an array": ("dropout", (ROWS, ROWS, np.array(-0.5)), "p > 0: -0.5 is not above 0"),
    "epsilon": (
        "layernorm_deviation",
        (ROWS, 0),
        r"layernorm_deviation: epsilon breaks the assumption \epsilon > 0: 0 is not above 0",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_assumption_is_told_with_its_row_and_both_numbers(name: str) -> None:
    kernel, arguments, message = BROKEN[name]
    function = getattr(kernels, kernel)
    with pytest.raises(ValueError, match=re.escape(message)):
        function(*arguments, check=True)
    with kernels.checking(), pytest.raises(ValueError, match=re.escape(message)):
        function(*arguments)
    function(*arguments)  # nobody asked


@pytest.mark.parametrize("library", LIBRARIES)
def test_every_library_is_looked_at(library: str) -> None:
    y, good, bad = (LIBRARIES[library](values.astype("float32")) for values in (ROWS, ROWS, SHORT))
    kernels.softmax_cross_entropy_backward(y, good, check=True)
    with pytest.raises(ValueError, match=r"row 1 of t .*: 0\.9 is not 1$"):
        kernels.softmax_cross_entropy_backward(y, bad, check=True)


def test_a_sum_that_is_off_by_rounding_only_is_1() -> None:
    targets = np.random.default_rng(1).dirichlet(np.ones(1000), 50).astype(np.float32)
    with kernels.checking():
        kernels.softmax_cross_entropy_backward(targets, targets)


def test_the_end_of_checking_ends_it_even_by_an_error() -> None:
    with pytest.raises(KeyError), kernels.checking():
        raise KeyError
    kernels.softmax_cross_entropy_backward(ROWS, SHORT)


def test_checking_is_of_one_thread() -> None:
    with kernels.checking(), ThreadPoolExecutor(1) as threads:
        threads.submit(kernels.softmax_cross_entropy_backward, ROWS, SHORT).result()


def test_shapes_come_first() -> None:
    with pytest.raises(ValueError, match="they must be equal"):
        kernels.softmax_cross_entropy_backward(ROWS, SHORT[:1], check=True)


SIGNS = {"=": (1.0, 2.0), "≠": (1.0, 1.0), ">": (1.0, 1.0), "≥": (0.5, 1.0), "<": (1.0, 1.0), "≤": (1.5, 1.0)}
HOLD = {"=": (1.0, 1.0), "≠": (1.0, 2.0), ">": (2.0, 1.0), "≥": (1.0, 1.0), "<": (0.5, 1.0), "≤": (1.0, 1.0)}


@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_is_told_from_its_opposite(sign: str) -> None:
    Assumed("a", sign, lambda x: (x, HOLD[sign][1])).require("kernel", ["x"], [np.array([HOLD[sign][0]])])
    with pytest.raises(ValueError, match=r"^kernel: row 0 of x breaks the assumption a: "):
        Assumed("a", sign, lambda x: (x, SIGNS[sign][1])).require("kernel", ["x"], [np.array([SIGNS[sign][0]])])


def test_what_can_be_looked_at_is_said() -> None:
    assert r"Assumed, and looked at with check=True: \sum_j t_{ij} = 1." in (
        kernels.softmax_cross_entropy_backward.__doc__ or ""
    )
    assert r"Assumed: \epsilon > 0." in (kernels.batchnorm_dx.__doc__ or "")


@pytest.mark.parametrize("sizes", [(), (2,)])
def test_an_axis_that_an_assumption_sums_over_is_no_batch(sizes: tuple[int, ...]) -> None:
    text = r"""<!-- derive
z \in R^C, t \in R^C
assume \sum_k t_k = 1
p_k := e^{z_k} / \sum_j e^{z_j}, L := -\sum_k t_k \log p_k
kernel: my_dz
-->

$$ \frac{\partial L}{\partial z} = p - t $$
"""
    (made,) = collect([pipeline.finish(pipeline.begin(Source("note.md", text), None, 20.0))]).kernels
    p, t, short = (np.broadcast_to(each[1], (*sizes, 2)) for each in (ROWS, ROWS, SHORT))
    function = load(made)
    assert function(p, t, check=True).shape == p.shape
    with pytest.raises(ValueError, match="t breaks the assumption"):
        function(p, short, check=True)
