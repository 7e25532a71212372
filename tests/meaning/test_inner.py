r"""Inner products in angles, `\langle A, B \rangle`."""

from __future__ import annotations

import pytest

import derive
from derive.judging.verdict import Kind

GIVEN = r"A, B, C \in R^{n \times m}, x, y \in R^n, r \in R^{1 \times n}, M \in R^{n \times n}, s \in R"


def verdict(claim: str) -> Kind:
    return derive.prove(claim, given=GIVEN).verdict


@pytest.mark.parametrize(
    ("true", "false"),
    [
        (r"\langle A, B \rangle = \operatorname{tr}(A^\top B)", r"\langle A, B \rangle = \operatorname{tr}(A^\top A)"),
        (r"\langle x, y \rangle = x^\top y", r"\langle x, y \rangle = 2 x^\top y"),
        (r"\left\langle x, M y \right\rangle = \langle M^\top x, y \rangle", r"⟨x, M y⟩ = ⟨M x, y⟩"),
        (r"\nabla_x \langle x, M x \rangle = (M + M^\top) x", r"\nabla_x \langle x, M x \rangle = 2 M x"),
        (r"\langle A, B \rangle_F = \sum_{i,j} A_{ij} B_{ij}", r"\langle A, B \rangle_F = \sum_{i,j} A_{ij} B_{ij}^2"),
        (r"2 \langle A, B \rangle M = \langle 2 A, B \rangle M", r"\langle A, B \rangle M = \langle 2 A, B \rangle M"),
        (r"\langle s, 2 \rangle = 2 s", r"\langle s, 2 \rangle = s^2"),
    ],
)
def test_it_is_the_sum_of_all_products(true: str, false: str) -> None:
    assert verdict(true) is Kind.PROVED
    assert verdict(false) is Kind.REFUTED


@pytest.mark.parametrize(
    "claim",
    [
        r"\langle x, r \rangle = 0",
        r"\langle x \rangle = 0",
        r"\langle x, y, x \rangle = 0",
        r"\langle x, y \rangle_M = x^\top M y",
        r"\langle A, M \rangle = 0",
        r"\langle x, y = 0",
    ],
)
def test_what_is_no_inner_product_is_unread(claim: str) -> None:
    assert verdict(claim) is Kind.UNREAD


@pytest.mark.parametrize(("formula", "advice"), [(r"\int s", "integral"), (r"\pm s", "two equations")])
def test_signs_without_a_meaning_are_named_with_what_to_write(formula: str, advice: str) -> None:
    found = derive.prove(f"{formula} = 0", given=GIVEN)
    assert found.verdict is Kind.UNREAD
    assert formula.split()[0] in found.message
    assert advice in found.message
