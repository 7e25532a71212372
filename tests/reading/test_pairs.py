r"""Conditions that compare lists place by place, `(i, j) = (k, l)`: one condition, wherever it stands."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import judged

GIVEN = "<!-- derive\nX \\in R^{n \\times m}, a, b \\in R\n-->\n\n"
ENTRY = r"\frac{\partial X_{ij}}{\partial X_{kl}}"
TRUE, FALSE = Kind.PROVED, Kind.REFUTED


def verdict(formula: str) -> Kind:
    (found,) = judged(f"{GIVEN}$$ {formula} $$\n")
    return found.verdict.kind


def cases(left: str, *rows: str) -> str:
    body = r" \\ ".join(rows)
    return rf"{left} = \begin{{cases}} {body} \end{{cases}}"


OTHERWISE = r"0 & \text{otherwise}"
PRODUCT = r"\frac{\partial}{\partial X_{ij}} X_{11} X_{12}"
CASES = [
    (cases(ENTRY, r"1 & (i,j) = (k,l)", OTHERWISE), TRUE),
    (cases(ENTRY, r"1 & \text{if } (i,j) = (k,l)", r"0 & \text{if } (i, j) \ne (k, l)"), TRUE),
    (cases(ENTRY, r"0 & (i,j) \ne (k,l)", r"1 & \text{otherwise}"), TRUE),
    (cases(ENTRY, r"1 & (i,j) \ne (k,l)", OTHERWISE), FALSE),
    (cases(ENTRY, r"2 & (i,j) = (k,l)", OTHERWISE), FALSE),
    (cases(ENTRY, r"1 & i = k", OTHERWISE), FALSE),
    (cases(PRODUCT, r"X_{12} & (i,j) = (1,1)", r"X_{11} & (i,j) = (1,2)", OTHERWISE), TRUE),
    (cases(PRODUCT, r"X_{12} & (i,j) = (1,2)", r"X_{11} & (i,j) = (1,1)", OTHERWISE), FALSE),
]
BESIDE = [
    (rf"{ENTRY} = 1 \quad \text{{if }} (i,j) = (k,l)", TRUE),
    (rf"{ENTRY} = 0 \quad \text{{if }} (i,j) = (k,l)", FALSE),
    (rf"{ENTRY} = 0 \quad \text{{if }} (i,j) \ne (k,l)", TRUE),
    (rf"{ENTRY} = 1 \quad \text{{if }} (i,j) \ne (k,l)", FALSE),
    (r"a + b = 3 \quad \text{if } (a, b) = (1, 2)", TRUE),
    (r"a + b = 3 \quad \text{if } (a, b) = (2, 2)", FALSE),
]


@pytest.mark.parametrize(("formula", "expected"), CASES + BESIDE)
def test_a_list_is_compared_place_by_place(formula: str, expected: Kind) -> None:
    assert verdict(formula) is expected


@pytest.mark.parametrize("condition", ["(i, j) = (k, l, i)", "(i, j) = k", "(i, j) < (k, l)", "(i, ) = (k, )"])
def test_lists_of_other_lengths_and_orders_are_no_condition(condition: str) -> None:
    assert verdict(cases(ENTRY, f"1 & {condition}", OTHERWISE)) not in (TRUE, Kind.CONVENTION)
