"""What is assumed of sizes alone: sizes that obey it are tried, and no others."""

from __future__ import annotations

import pytest

from derive.judging import chosen
from derive.judging.candidates import assignments
from derive.judging.inventory import Inventory, inventory
from derive.judging.verdict import AllSizes, Kind

from .claims import claim, verdict

SIZES = r"n, m, d, h, k \in N | u \in R^n"


def found(assumed: str, formula: str = "n u_i = u_i n") -> Inventory:
    one = claim(f"{SIZES} | {assumed}", formula)
    return inventory(one.statement, one.scope)


@pytest.mark.parametrize(
    ("assumed", "compared", "smallest"),
    [
        ("assume n > 10", [{"n": 11}, {"n": 12}], {"n": 11}),
        ("assume 10 < n", [{"n": 11}, {"n": 12}], {"n": 11}),
        (r"assume n \ge 10", [{"n": 10}, {"n": 11}], {"n": 10}),
        (r"assume n \ge \frac{5}{2}", [{"n": 3}, {"n": 4}], {"n": 3}),
        ("assume n > 4 | assume n < 6", [{"n": 5}], {"n": 5}),
        ("assume n = 10", [{"n": 10}], {"n": 10}),
        (r"assume n \ne 2", [{"n": 3}, {"n": 4}], {"n": 1}),
        ("assume n = 2 m", [{"n": 4, "m": 2}, {"n": 6, "m": 3}], {"n": 2, "m": 1}),
        ("assume m = n^2", [{"n": 2, "m": 4}, {"n": 3, "m": 9}], {"n": 1, "m": 1}),
        ("assume n > m + 5", [{"n": 8, "m": 2}, {"n": 10, "m": 3}], {"n": 7, "m": 1}),
        ("assume n = h k", [{"n": 6, "h": 2, "k": 3}, {"n": 10, "h": 5, "k": 2}], {"n": 1, "h": 1, "k": 1}),
        ("assume n > m | assume m > k", [{"n": 4, "m": 3, "k": 2}, {"n": 7, "m": 5, "k": 3}], {"n": 3, "m": 2, "k": 1}),
    ],
)
def test_sizes_obey_what_is_assumed_of_them(
    assumed: str, compared: list[dict[str, int]], smallest: dict[str, int]
) -> None:
    inventory_ = found(assumed)
    assert chosen.assignments(inventory_) == compared
    assert next(assignments(inventory_)) == smallest
    every = [*compared, *assignments(inventory_), *chosen.unseen(inventory_), *chosen.degenerate(inventory_)]
    assert all(map(inventory_.room.admits, every))


def test_many_sizes_obey_what_is_assumed_of_them_too() -> None:
    inventory_ = found("assume n = h k", "n m d u_i = u_i d m n")
    sizes = chosen.assignments(inventory_)
    assert len(sizes) > 2
    assert all(each["n"] == each["h"] * each["k"] for each in (*sizes, chosen.beside(inventory_)))


@pytest.mark.parametrize("assumed", ["assume n = 3 | assume n > 5", "assume n = m + 1 | assume m > n", "assume n < 1"])
def test_nothing_is_said_where_no_sizes_obey(assumed: str) -> None:
    for formula in ("n u_i = u_i n", r"\sum_i u_i = u_1"):
        assert verdict(f"{SIZES} | {assumed}", formula).kind is Kind.UNDECIDED


TRUE = [
    ("assume n = 10", r"\frac{1}{n} \sum_i u_i = \frac{1}{10} \sum_i u_i"),
    ("assume n = 10", r"\sum_{i=1}^n i = 55"),
    ("assume n = 2 m", r"\sum_{i=1}^m u_i + \sum_{i=1}^m u_{m+i} = \sum_i u_i"),
    ("assume n = h k", r"\frac{1}{n} \sum_i u_i = \frac{1}{h k} \sum_i u_i"),
    ("assume n = h k", r"\max(n, h) u_i = n u_i"),
    ("assume n > 2", r"\sum_{i=1}^{n-2} u_i + u_{n-1} + u_n = \sum_i u_i"),
]
FALSE = [
    ("assume n > 10", r"\sum_i u_i = u_1"),
    ("assume n = 10", r"\frac{1}{n} \sum_i u_i = \frac{1}{11} \sum_i u_i"),
    ("assume n = 10", r"\sum_{i=1}^n i = 54"),
    ("assume n = 2 m", r"\frac{1}{n} \sum_i u_i = \frac{1}{m} \sum_i u_i"),
    ("assume n = h k", r"\frac{1}{n} \sum_i u_i = \frac{1}{h} \sum_i u_i"),
    ("assume n = h k", r"\max(n, h) u_i = h u_i"),
    ("assume n > 2", r"\sum_{i=1}^{n-2} u_i + u_n = \sum_i u_i"),
    ("assume n > m + 5", "(n - m) u_i = 6 u_i"),
    ("assume n > m | assume m > k", "(m - k) u_i = u_i"),
    ("assume n > m | assume m > k", "(2 n + 4 k) u_i = (5 m + 1) u_i"),
]


@pytest.mark.parametrize(("assumed", "formula"), TRUE)
def test_what_holds_for_such_sizes_is_proved(assumed: str, formula: str) -> None:
    judged = verdict(f"{SIZES} | {assumed}", formula)
    assert judged.kind is Kind.PROVED, judged.message


@pytest.mark.parametrize(("assumed", "formula"), FALSE)
def test_what_is_false_of_such_sizes_is_refuted(assumed: str, formula: str) -> None:
    judged = verdict(f"{SIZES} | {assumed}", formula)
    assert judged.kind is Kind.REFUTED, judged.message
    assert judged.counterexample is not None
    assert found(assumed, formula).room.admits(judged.counterexample.sizes)


def test_a_bound_is_part_of_where_a_proof_holds() -> None:
    judged = verdict(f"{SIZES} | assume n > 10", r"u^\top u = \sum_i u_i^2")
    assert judged.scope == AllSizes({"n": 11})
    assert "for all n ≥ 11" in judged.message


def test_a_proof_at_the_only_sizes_there_are_lacks_nothing() -> None:
    judged = verdict(f"{SIZES} | assume n = 10", r"\sum_{i=1}^n i = 55")
    assert judged.message.startswith("Both sides are equal at sizes n=10.")


def test_a_proof_at_some_of_many_sizes_says_so() -> None:
    judged = verdict(f"{SIZES} | assume n = 2 m", r"\frac{1}{n} \sum_i u_i = \frac{1}{2 m} \sum_i u_i")
    assert "not shown for all sizes" in judged.message
