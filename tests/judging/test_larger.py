"""What holds at the sizes at which entries are compared and fails at larger ones."""

from __future__ import annotations

import pytest

from derive.judging.judge import judge
from derive.judging.verdict import Kind

from .claims import claim

GIVEN = r"A, B, C, D \in R^{n \times n}"
BANDS = r"\sum_{i=1}^{n-1} A_{i,i+1} B_{i,i+1} C_{i,i+1} + \sum_{i=1}^{n-2} A_{i,i+2} B_{i,i+2} C_{i,i+2}"
THIRD = r"\sum_{i=1}^{n-3} A_{i,i+3} B_{i,i+3} C_{i,i+3}"
ONE_PATH = r"\sum_{i=1}^{n-2} A_{i,i+1} B_{i+1,i+2} C_{i,i+2}"


@pytest.mark.parametrize(
    ("formula", "least"),
    [
        (rf"\sum_{{i<j}} A_{{ij}} B_{{ij}} C_{{ij}} = {BANDS}", 4),
        (rf"\sum_{{i<j}} A_{{ij}} B_{{ij}} C_{{ij}} = {BANDS} + {THIRD}", 5),
        (rf"\sum_{{i<j<k}} A_{{ij}} B_{{jk}} C_{{ik}} = {ONE_PATH}", 4),
        (rf"\sum_{{i<j<k}} A_{{ij}} B_{{jk}} C_{{ik}} D_{{kk}} = {ONE_PATH.replace('C', 'D_{i+2,i+2} C')}", 4),
    ],
)
def test_three_matrices_are_looked_at_beyond_size_three(formula: str, least: int) -> None:
    found = judge(claim(GIVEN, formula))
    assert found.kind is Kind.REFUTED
    assert found.counterexample is not None
    assert found.counterexample.sizes == {"n": least}
