"""The larger of two values that are the same has the slope of both; where they only meet it has none."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind

from .claims import verdict

GIVEN = r"x \in R^{n \times 1} | u, v \in R"
ENTRIES = r"\frac{\partial}{\partial x_i}\max(x_i,x_j) = 1 - \frac{\partial}{\partial x_j}\max(x_i,x_j)"
SQUARE = r"\frac{\partial}{\partial u}\max(u^2, 0)"


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        (ENTRIES, Kind.CONDITIONAL),
        (rf"{ENTRIES} \quad i \ne j", Kind.PROVED),
        (rf"{ENTRIES} + \delta_{{ij}}", Kind.PROVED),
        (r"\frac{\partial}{\partial x_i} \max(x_i + u, x_i + u) = 1", Kind.PROVED),
        (r"\frac{\partial}{\partial x_i} \max(x_i + u, x_i + u) = 2", Kind.REFUTED),
        (rf"{SQUARE} = \begin{{cases}} 2 u & u \ne 0 \\ 0 & \text{{otherwise}} \end{{cases}}", Kind.PROVED),
        (rf"{SQUARE} = \begin{{cases}} 2 u & u \ne 0 \\ 1 & \text{{otherwise}} \end{{cases}}", Kind.REFUTED),
    ],
)
def test_what_is_compared_with_itself(formula: str, kind: Kind) -> None:
    assert verdict(GIVEN, formula).kind is kind


@pytest.mark.parametrize("at_kink", ["0", "1", r"\frac{1}{2}"])
def test_a_slope_chosen_at_a_kink_is_not_refuted(at_kink: str) -> None:
    right = rf"\begin{{cases}} 1 & u > v \\ {at_kink} & u = v \\ 0 & u < v \end{{cases}}"
    found = verdict(GIVEN, rf"\frac{{\partial}}{{\partial u}} \max(u, v) = {right}")
    assert found.kind in (Kind.CONVENTION, Kind.PROVED)
    assert found.excludes
