r"""Sums and products over nothing at the smallest sizes, in whose bounds an index of such a sum stands."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import verdict

TWINS = [
    (r"\sum_{i=1}^{n-1} \sum_{j=i+1}^{n} x_i x_j = \sum_{1 \le i < j \le n} x_i x_j",
     r"\sum_{i=1}^{n-1} \sum_{j=i+1}^{n} x_i x_j = \sum_{1 \le i \le j \le n} x_i x_j"),
    (r"\sum_{i=1}^{n-1} \prod_{j=i}^{n-1} x_j = \sum_{k=1}^{n-1} \prod_{j=k}^{n-1} x_j",
     r"\sum_{i=1}^{n-1} \prod_{j=i}^{n-1} x_j = \sum_{k=1}^{n-1} \prod_{j=k}^{n} x_j"),
]


@pytest.mark.parametrize(("true", "false"), TWINS)
def test_an_empty_sum_has_no_bounds_inside(true: str, false: str) -> None:
    assert verdict(r"x \in R^n", true).kind is Kind.PROVED
    assert verdict(r"x \in R^n", false).kind is Kind.REFUTED
