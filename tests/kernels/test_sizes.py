"""Sizes that follow from others: how they are spelled, and how arguments have to fit them."""

from __future__ import annotations

import re

import numpy as np
import pytest

from derive.kernels.shapes import Shapes
from derive.kernels.sizes import follows, in_numbers, names, parts, spelled

SPELLED = {"n": {"n": 1}, "m + k - 1": {"m": 1, "k": 1, "": -1}, "|b| - q": {"|b|": 1, "q": -1}, "2°": {"2°": 1}}


@pytest.mark.parametrize("size", SPELLED)
def test_a_size_is_read_as_it_is_spelled(size: str) -> None:
    assert parts(size) == SPELLED[size] and spelled(SPELLED[size]) == size
    assert follows(size) == (len(SPELLED[size]) > 1) and set(names(size)) == set(SPELLED[size]) - {""}


def test_sizes_in_numbers() -> None:
    assert (in_numbers("m + k - 1", {"m": 4, "k": 3}), in_numbers(7, {})) == (6, 7)
    assert spelled({"": -1, "k": 1, "m": 1}) == "k + m - 1"
    with pytest.raises(KeyError, match="k"):
        in_numbers("m + k", {"m": 4})


DECLARED = "x (..., m + k - 1), w (k), y (...?, m) -> (..., m)"
FITTING = [((9,), (3,), (7,)), ((2, 9), (9,), (1,)), ((2, 9), (3,), (2, 7))]
UNFIT = [
    (((9,), (3,), (6,)), "x has shape (9,), w has (3,), y has (6,): x's last axis must be m + k - 1, so 8"),
    (((2, 9), (3,), (3, 7)), "x has shape (2, 9), y has (3, 7): leading axes that both have must be equal"),
    (((9,), (1, 3), (7,)), "w has shape (1, 3): expected (k,)"),
]


@pytest.mark.parametrize("shapes", FITTING)
def test_a_size_that_follows_from_others_fits(shapes: tuple[tuple[int, ...], ...]) -> None:
    declared = Shapes("made", DECLARED)
    declared.require([np.ones(shape) for shape in shapes])
    assert not declared.alike and not declared.elementwise


@pytest.mark.parametrize(("shapes", "message"), UNFIT)
def test_a_size_that_does_not_follow_from_others_is_told(shapes: tuple[tuple[int, ...], ...], message: str) -> None:
    with pytest.raises(ValueError, match=f"^made: {re.escape(message)}$"):
        Shapes("made", DECLARED).require([np.ones(shape) for shape in shapes])


@pytest.mark.parametrize("declared", ["x (m + k - 1), y (m + k - 1) -> ()", "x (m + k), y (m + k) -> ()"])
def test_two_sizes_that_follow_alike_are_one(declared: str) -> None:
    Shapes("made", declared).require([np.ones(4), np.ones(4)])
    with pytest.raises(ValueError, match="x's last axis must equal y's last"):
        Shapes("made", declared).require([np.ones(4), np.ones(5)])
