r"""`\frac{\partial y^\top}{\partial x}` where a layout is declared: authors differ on what a transposed vector has."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Convention, Kind

from .claims import verdict

GIVEN = r"A, B \in R^{m \times n}, x \in R^n, M \in R^{n \times m} | y := A x | layout: "
ROW, PLAIN = r"\frac{\partial y^\top}{\partial x}", r"\frac{\partial y}{\partial x}"


@pytest.mark.parametrize(
    ("layout", "formula"),
    [
        ("numerator", rf"{ROW} = A^\top"),
        ("denominator", rf"{ROW} = A"),
        ("numerator", r"\frac{\partial (x^\top M)}{\partial x} = M"),
    ],
)
def test_a_transposed_vector_may_be_read_in_the_other_layout(layout: str, formula: str) -> None:
    found = verdict(GIVEN + layout, formula)
    assert found.kind is Kind.CONVENTION
    assert found.conventions == (Convention.LAYOUT,)


@pytest.mark.parametrize(
    ("layout", "formula"),
    [
        ("numerator", rf"{PLAIN} = A^\top"),
        ("denominator", rf"{PLAIN} = A"),
        ("numerator", rf"{ROW} = 2 A^\top"),
        ("numerator", rf"{ROW} = B^\top"),
        ("numerator", rf"{ROW} = -A"),
        ("denominator", rf"{ROW} = 2 A"),
        ("numerator", r"\frac{\partial (M^\top x)}{\partial x} = M"),
    ],
)
def test_a_mistake_is_not_excused(layout: str, formula: str) -> None:
    assert verdict(GIVEN + layout, formula).kind is Kind.REFUTED
