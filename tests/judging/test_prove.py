"""Proof at sizes: which sizes are compared, what is compared there, and what assumptions allow."""

from __future__ import annotations

import pytest

from derive.judging import chosen, prove
from derive.judging.inventory import Inventory, concerns, inventory
from derive.judging.symbols.assumptions import positive
from derive.judging.verdict import Kind

from .claims import claim, verdict


def still() -> None:
    """A clock that never rings."""


def found(declared: str, formula: str) -> Inventory:
    one = claim(declared, formula)
    return inventory(one.statement, one.scope)


def test_sizes_are_distinct_at_least_two_and_in_both_orders() -> None:
    sizes = chosen.assignments(found(r"A \in R^{n \times m}, B \in R^{m \times k}", "A B = A B"))
    assert [sorted(each) for each in sizes] == [list("kmn")] * 2
    for each in sizes:
        assert len(set(each.values())) == 3
        assert min(each.values()) == 2
    up, down = (list(each.values()) for each in sizes)
    assert up == down[::-1]


@pytest.mark.parametrize(
    ("formula", "least"), [("x_1 = x_1", 1), ("x_2 = x_2", 2), ("x_5 = x_5", 5), ("x_2 + x_3 = x_3 + x_2", 3)]
)
def test_literal_indices_ask_for_their_sizes(formula: str, least: int) -> None:
    inventory_ = found(r"x \in R^n", formula)
    assert inventory_.sizes == {"n": least}
    assert [sizes["n"] for sizes in chosen.assignments(inventory_)] == [max(2, least), max(2, least) + 1]
    assert chosen.degenerate(inventory_) == ([{"n": 1}] if least == 1 else [])


def test_numbers_are_tried_at_sizes_that_are_not_compared() -> None:
    inventory_ = found(r"x \in R^n, A \in R^{n \times m}", "A^\\top x = A^\\top x")
    compared = [*chosen.assignments(inventory_), *chosen.degenerate(inventory_)]
    unseen = chosen.unseen(inventory_)
    assert {"n": 1, "m": 3} in unseen
    assert {"n": 3, "m": 1} in unseen
    assert {"n": 4, "m": 4} in unseen
    assert not [sizes for sizes in unseen if sizes in compared]


def test_no_size_needs_no_assignment() -> None:
    inventory_ = found(r"x \in R", "x + x = 2 x")
    assert chosen.assignments(inventory_) == [{}]
    assert chosen.degenerate(inventory_) == chosen.unseen(inventory_) == []


@pytest.mark.parametrize(
    ("declared", "formula", "entries"),
    [
        (r"A \in R^{n \times m}", "A + A = 2 A", 6),
        (r"A \in R^{n \times m}", "a_{ij} + a_{ij} = 2 a_{ij}", 6),
        (r"A \in R^{n \times m}", r"\sum_i a_{ij} = \sum_k a_{kj}", 3),
        (r"x \in \{0, 1\} | y \in \{0, 1, 2\}", "x y = y x", 6),
        (r"x \in \{0, 1\} | assume x = 1", "x^2 = 1", 1),
    ],
)
def test_every_entry_and_every_finite_value_is_compared(declared: str, formula: str, entries: int) -> None:
    one = claim(declared, formula)
    compared = prove.compare(one.statement, one.scope, {"n": 2, "m": 3}, still)
    assert compared.equal
    assert compared.entries == entries


def test_the_first_difference_ends_the_comparison() -> None:
    one = claim(r"A \in R^{n \times m}", "A = 2 A")
    compared = prove.compare(one.statement, one.scope, {"n": 2, "m": 3}, still)
    assert not compared.equal
    assert compared.entries == 1


POSITIVE = [
    (r"x \in R^n | assume x > 0", {"x"}),
    (r"x \in R^n | assume x_i > 0", {"x"}),
    (r"x \in R^n | assume 0 < x_i", {"x"}),
    (r"x \in R^n | assume x_i > 1", {"x"}),
    (r"A \in R^{n \times n} | assume a_{ij} > 0", {"A"}),
    (r"A \in R^{n \times n} | assume a_{ii} > 0", set()),
    (r"A \in R^{n \times n} | assume a_{1j} > 0", set()),
    (r"x \in R^n | assume x_1 > 0", set()),
    (r"x \in R^n | assume x_n > 0", set()),
    (r"x \in R^n | assume x_i > -1", set()),
    (r"x \in R^n | assume x_i \ge 0", set()),
    (r"x \in R^n | assume x_i < 1", set()),
    (r"x \in R^n | assume -x_i > 0", set()),
    (r"x \in R^n | assume \sum_i x_i > 0", set()),
]


@pytest.mark.parametrize(("declared", "expected"), POSITIVE, ids=[row[0] for row in POSITIVE])
def test_only_whole_quantities_are_positive(declared: str, expected: set[str]) -> None:
    assert positive(claim(declared, "n = n").scope) == expected


CONCERNS = [
    ("x = x", r"x \in R | y \in R | assume x > 0", True),
    ("y = y", r"x \in R | y \in R | assume x > 0", False),
    ("z = z", r"x \in R | z := x + 1 | assume z > 0", True),
    ("x = x", r"x \in R | z := x + 1 | assume z > 0", True),
    ("x_i = x_i", r"x \in R^n | assume n > 1", True),
    ("x_i = x_i", r"x \in R^n, y \in R^m | assume m > 1", False),
]


@pytest.mark.parametrize(("formula", "declared", "expected"), CONCERNS)
def test_which_assumptions_concern_a_claim(formula: str, declared: str, expected: bool) -> None:
    one = claim(declared, formula)
    (assumption,) = one.scope.assumptions
    assert concerns(assumption, one.scope, inventory(one.statement, one.scope)) is expected


def test_an_assumption_reached_by_another_is_gathered_too() -> None:
    declared = r"x, y, z \in R | assume y = z | assume x = y"
    assert set(found(declared, "x = x").free) == {"x", "y", "z"}


@pytest.mark.parametrize(
    ("declared", "formula"),
    [
        (r"x, y \in R | assume x + y = 1", "x^2 + x y = x"),
        (r"t \in R^n | assume \sum_i t_i = 1", r"\sum_i 2 t_i = 2"),
        (r"T \in R^{n \times m} | assume \sum_j t_{ij} = 1", r"\sum_{i,j} t_{ij} = n"),
        (r"A \in R^{n \times n} | assume a_{ij} = a_{ji}", r"A = A^\top"),
        (r"x \in R^n | assume x_i = x_1", r"\sum_i x_i = n x_1"),
        (r"x \in R^n | assume n > 2", r"\max(n, 3) x_i = n x_i"),
    ],
)
def test_equations_are_used(declared: str, formula: str) -> None:
    assert verdict(declared, formula).kind is Kind.PROVED
    free = " | ".join(part for part in declared.split(" | ") if not part.startswith("assume"))
    assert verdict(free, formula).kind is Kind.REFUTED


@pytest.mark.parametrize(
    ("formula", "equal"),
    [
        (r"\sum_{i=1}^n i \frac{\partial x_i^2}{\partial x_j} = 2 j x_j", True),
        (r"\sum_{i=1}^n i \frac{\partial x_i^2}{\partial x_j} = 6 \frac{\partial x_1^2}{\partial x_j}", False),
        (r"\sum_{k=1}^n k \frac{\partial y}{\partial x_j} = n (n + 1) x_j", True),
        (r"\sum_{k=1}^n k \frac{\partial y}{\partial x_j} = n (n + 1) x_1", False),
        (r"\sum_{k=1}^n \frac{\partial (x_k y)}{\partial x_j} = y + 2 x_j \sum_{k=1}^n x_k", True),
        (r"\sum_{k=1}^n \frac{\partial (x_k y)}{\partial x_j} = n \frac{\partial (x_1 y)}{\partial x_j}", False),
    ],
)
def test_a_slope_is_shared_by_the_indices_on_which_it_does_not_depend_and_no_others(formula: str, equal: bool) -> None:
    made = claim(r"x \in R^n | y := \sum_{i=1}^n x_i^2", formula)
    compared = prove.compare(made.statement, made.scope, {"n": 3}, still)
    assert compared.obstacle == ""
    assert compared.equal is equal
