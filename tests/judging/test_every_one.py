"""Conditions on an index of which their claim does not speak, and on sizes: nothing is refuted under them."""

from __future__ import annotations

import pytest

from derive import Kind, prove

GIVEN = r"x, y \in R^n, a \in R"
OPEN = [
    r"\|x\|^2 = 0 \quad \text{for } x_i = 0",
    r"x^\top y = 0 \quad \text{if } x_i = 0",
    r"a + \sum_j x_j = a \quad \text{if } x_i = 0",
    r"\sum_i x_i = x_1, \quad n = 1",
]
REFUTED = [
    r"x_i^2 = x_i \quad \text{if } x_i = 2",
    r"\sum_i x_i = 1 \quad \text{if } \sum_i x_i = 2",
    r"2 x_1 = x_1 \quad \text{if } x_2 = 0",
    "n = 1",
]
PROVED = [
    r"x_i^2 = x_i \quad \text{if } x_i = 1",
    r"\|x\|^2 = \sum_j x_j^2 \quad \text{if } x_i = 0",
    r"a \sum_i x_i = 2 a \quad \text{if } \sum_i x_i = 2",
]


@pytest.mark.parametrize(
    ("formula", "kind"),
    [*((each, Kind.UNDECIDED) for each in OPEN), *((each, Kind.REFUTED) for each in REFUTED)]
    + [(each, Kind.PROVED) for each in PROVED],
)
def test_a_condition_that_may_be_meant_of_every_entry_refutes_nothing(formula: str, kind: Kind) -> None:
    found = prove(formula, GIVEN)
    assert found.verdict is kind, str(found)
