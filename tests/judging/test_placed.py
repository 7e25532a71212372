"""Claims that are restricted to places of which there are none at small sizes; nothing compared is nothing known."""

from __future__ import annotations

import pytest

from derive.judging import chosen
from derive.judging.inventory import inventory
from derive.judging.verdict import Kind

from .claims import claim, verdict

X = r"x \in R^n"
GIVEN = (
    X + r" | X \in R^{n \times m} | Q := \sum_{j=1}^{n-1} \max(0, x_{j+1} - x_j)^2"
    r" | V := \sum_{j=1}^{n-1} |x_{j+1} - x_j|"
)
SQUARED = r"\frac{\partial}{\partial x_i} \sum_j \max(0, x_j)^2"
BENT = r"\begin{cases} 2 x_i & x_i > 0 \\ 7 & x_i = 0 \\ 0 & x_i < 0 \end{cases}"
INSIDE = r"\quad \text{for } 1 < i < n"
FALSE = [
    rf"{SQUARED} = {BENT} {INSIDE}",
    rf"{SQUARED} = {BENT} \quad i = 2, \dots, n - 1",
    r"\frac{\partial}{\partial x_i} \sum_j x_j |x_j| = "
    r"\begin{cases} 2 |x_i| & x_i \ne 0 \\ 7 & x_i = 0 \end{cases} \quad \text{for } i > 2",
    r"\frac{\partial Q}{\partial x_i} = \begin{cases} 5 & x_i = x_{i-1} \\ "
    rf"2 \max(0, x_i - x_{{i-1}}) - 2 \max(0, x_{{i+1}} - x_i) & \text{{otherwise}} \end{{cases}} {INSIDE}",
    r"\frac{\partial V}{\partial x_i} = \begin{cases} 7 & x_i = x_{i-1} \\ "
    r"\operatorname{sign}(x_i - x_{i-1}) - \operatorname{sign}(x_{i+1} - x_i) & \text{otherwise} \end{cases}" + INSIDE,
    r"\frac{\partial}{\partial X_{ij}} \sum_{kl} \max(0, X_{kl})^2 = "
    rf"{BENT.replace('x_i', 'X_{ij}')} \quad \text{{if }} i > j + 1",
    r"\sum_i x_i = x_1 + x_2 + x_3 \quad \text{if } n = 6",
    r"\frac{\partial}{\partial x_i} \sum_j x_j^2 = 3 x_i \quad \text{if } n > 3",
]
TRUE = [
    (rf"{SQUARED} = {BENT.replace('7', '0')} {INSIDE}", ()),
    (r"\frac{\partial}{\partial x_i} \sum_j x_j^2 = 2 x_i \quad \text{for } i > 3", ()),
    (rf"e^{{\log x_i}} = x_i {INSIDE}", (r"x_{i} \le 0",)),
    (rf"\frac{{x_i^2}}{{x_i}} = x_i {INSIDE}", ("x_{i} = 0",)),
]
NO_PLACE = [
    rf"{SQUARED} = {BENT} \quad \text{{for }} i > 9",
    rf"{SQUARED} = {BENT} \quad \text{{for }} i > 20",
    r"e^{\log x_i} = x_i \quad \text{for } i > 20",
]


@pytest.mark.parametrize("formula", FALSE)
def test_what_is_false_at_a_place_that_small_sizes_lack_is_refuted(formula: str) -> None:
    assert verdict(GIVEN, formula).kind is Kind.REFUTED


@pytest.mark.parametrize(("formula", "excludes"), TRUE)
def test_what_is_true_there_excludes_what_it_does_everywhere(formula: str, excludes: tuple[str, ...]) -> None:
    found = verdict(X, formula)
    assert found.kind is Kind.PROVED and found.excludes == excludes and found.entries


@pytest.mark.parametrize("formula", NO_PLACE)
def test_where_no_place_was_found_nothing_is_proved(formula: str) -> None:
    assert verdict(X, formula).kind is Kind.UNDECIDED


def test_two_sizes_that_are_raised_stay_in_opposite_order() -> None:
    restricted = claim(r"X \in R^{n \times m}", r"0 = X_{ij} - X_{ij} \quad \text{if } i > j + 1")
    found = inventory(restricted.statement, restricted.scope)
    assert found.sizes == {"n": 1, "m": 1}
    assert chosen.assignments(found) == [{"n": 3, "m": 4}, {"n": 4, "m": 3}]


def test_sizes_at_which_there_is_no_place_are_passed_over() -> None:
    found = verdict(r"X \in R^{m \times n}", r"\frac{X_{ij}^2}{X_{ij}} = X_{ij} \quad \text{if } n < m")
    assert found.kind is Kind.PROVED and found.excludes and found.entries
