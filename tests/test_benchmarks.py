"""How the benchmarks measure and print, and that what they compare with is as exact."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise, permutations
from typing import Any

import numpy as np
import pytest

from benchmarks import by_hand
from benchmarks.measuring import Cell
from benchmarks.paired import interleaved, order, ratio
from benchmarks.tables import duration
from derive import kernels


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (12.34, "12.3 s"),
        (0.9994, "999 ms"),
        (0.0123, "12.3 ms"),
        (0.00123, "1.23 ms"),
        (4.56e-5, "45.6 µs"),
        (2e-8, "0.02 µs"),
    ],
)
def test_a_duration_has_three_figures_in_its_unit(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_a_ratio_is_of_rounds_and_not_of_medians() -> None:
    own, other = Cell("", [1.0, 10.0, 100.0]), Cell("", [2.0, 20.0, 90.0])
    assert ratio(other, own) == 2
    other.seconds = [4.0, 5.0, 300.0]
    assert ratio(other, own) == 3 and other.median / own.median == 0.5


def test_all_calls_take_turns_and_twice_the_work_takes_longer() -> None:
    cells = interleaved({"once": lambda: sum(range(20_000)), "twice": lambda: sum(range(40_000))}, rounds=7)
    assert [len(cell.seconds) for cell in cells.values()] == [7, 7]
    assert 1.3 < ratio(cells["twice"], cells["once"]) < 3


def test_a_round_begins_with_another_call_each_time() -> None:
    order: list[str] = []
    interleaved({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, rounds=2)
    firsts = [one for one, before in zip(order, ["", *order], strict=False) if one != before]
    assert firsts[-3:] == ["a", "b", "a"]  # the second round begins with b, as the first ended


@pytest.mark.parametrize("count", [2, 4, 6])
def test_each_call_follows_each_other_one_as_often(count: int) -> None:
    rounds = [order(turn, count) for turn in range(count)]
    assert all(sorted(each) == list(range(count)) for each in rounds)
    assert [each[0] for each in rounds] == list(range(count))
    pairs = Counter(pair for each in rounds for pair in pairwise(each))
    assert set(pairs) == set(permutations(range(count), 2)) and set(pairs.values()) == {1}


AS_EXACT = {
    "relu": "x", "relu_backward": "x dy", "leaky_relu": "x a", "leaky_relu_backward": "x dy a", "elu": "x a",
    "elu_backward": "x dy a", "sigmoid": "x", "sigmoid_backward": "y dy", "tanh": "x", "tanh_backward": "y dy",
    "softplus": "x", "softplus_backward": "x dy", "silu": "x",
}  # fmt: skip
ENDS = (1e-30, 1e-7, 1e-3, 0.3, 0.9999, 1.0, 3.3, 9.7, 21.0, 60.0, 80.0)


@pytest.mark.parametrize("name", AS_EXACT)
def test_layers_by_hand_are_as_exact_as_the_kernels_that_they_are_compared_with(name: str) -> None:
    x = np.array([sign * end for end in ENDS for sign in (1, -1)])
    arrays = {"x": x, "y": np.tanh(x / 4), "dy": np.linspace(-2, 3, x.size)}
    single: dict[str, Any] = {"a": 0.1} | {key: value.astype(np.float32) for key, value in arrays.items()}
    double: dict[str, Any] = {"a": 0.1} | {key: single[key].astype(np.float64) for key in arrays}
    expected = getattr(kernels, name)(*(double[key] for key in AS_EXACT[name].split()))
    for module in (kernels, by_hand):
        found = getattr(module, name)(*(single[key] for key in AS_EXACT[name].split()))
        assert found.dtype == np.float32
        assert (np.abs(found - expected) <= 4 * np.spacing(np.abs(np.float32(expected)))).all()


@pytest.mark.parametrize("name", AS_EXACT)
def test_layers_by_hand_do_not_overflow_either(name: str) -> None:
    x = np.array([-1e4, 0, 1e4], np.float32)
    values: dict[str, Any] = {"x": x, "y": np.tanh(x), "dy": np.ones_like(x), "a": 0.1}
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        found = getattr(by_hand, name)(*(values[key] for key in AS_EXACT[name].split()))
    assert np.isfinite(found).all()


@pytest.mark.parametrize("module", [kernels, by_hand])
def test_a_sigmoid_far_below_0_keeps_the_digits_that_such_small_numbers_have(module: Any) -> None:
    x = np.linspace(-103, -87, 200).astype("float32")
    expected = kernels.sigmoid(np.float64(x))
    assert (np.abs(module.sigmoid(x) - expected) <= 4 * np.spacing(np.float32(expected))).all()
