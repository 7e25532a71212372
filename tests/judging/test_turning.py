"""Conditions on sizes that hold at none of those at which claims are compared."""

from __future__ import annotations

import pytest

from derive.judging import chosen
from derive.judging.inventory import inventory
from derive.judging.turning import turning
from derive.judging.verdict import Kind

from .claims import claim, kind, verdict

GIVEN = r"a \in R | x \in R^n | B \in R^{n \times m}"
OTHERWISE = r"\\ 0 & \text{otherwise} \end{cases}"
FALSE = [
    rf"\sum_i x_i = \sum_i x_i + \begin{{cases}} x_1 & n = 6 {OTHERWISE}",
    rf"\begin{{cases}} 1 & n = m = 2 {OTHERWISE} = 0",
    rf"\begin{{cases}} a & n = 4 \wedge m = 2 {OTHERWISE} = 0",
    rf"\sum_{{ij}} B_{{ij}} = \sum_{{ij}} B_{{ij}} + \begin{{cases}} a & n = 1 \wedge m = 2 {OTHERWISE}",
]


@pytest.mark.parametrize("formula", FALSE)
def test_what_is_false_at_some_sizes_alone_is_not_proved(formula: str) -> None:
    assert kind(GIVEN, formula) in (Kind.REFUTED, Kind.CONDITIONAL)


def test_what_is_true_at_them_too_is_proved() -> None:
    formula = r"\sum_i x_i = \begin{cases} x_1 + \sum_{i=2}^n x_i & n = 6 \\ \sum_i x_i & \text{otherwise} \end{cases}"
    assert verdict(GIVEN, formula).kind is Kind.PROVED


def test_each_way_in_which_conditions_hold_is_tried_once() -> None:
    restricted = claim(GIVEN, rf"\begin{{cases}} a & n = 4 \wedge m = 2 {OTHERWISE} = 0")
    found = inventory(restricted.statement, restricted.scope)
    made = turning(restricted, found, [*chosen.assignments(found), *chosen.unseen(found)])
    assert {"n": 4, "m": 2} in made and len(made) == 1
    assert not turning(restricted, found, [*made, {"n": 4, "m": 1}, {"n": 1, "m": 2}, {"n": 1, "m": 1}])
