"""How the benchmarks measure and print."""

from __future__ import annotations

import pytest

from benchmarks.measuring import Cell
from benchmarks.paired import interleaved, ratio
from benchmarks.tables import duration


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
