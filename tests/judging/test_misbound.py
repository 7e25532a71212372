"""Sums whose written bound is not the size of the axis over which they run: an error, whatever both sides come to."""

from __future__ import annotations

import pytest

from derive import Kind, prove
from derive.asking.composing import UnreadableDeclaration

GIVEN = r"X \in R^{n \times m}, W \in R^{m \times k}, v \in R^n"
FALSE = [
    r"\sum_{j=1}^n x_{ij} w_{jp} = \sum_{q=1}^n w_{qp} x_{iq}",
    r"\sum_{i=1}^m v_i = \sum_{j=1}^m v_j",
    r"\sum_{i=1}^m v_i = \sum_i v_i",
    r"\sum_{i=1}^m 2 v_i = 2 \sum_{i=1}^m v_i",
    r"\sum_{i=1}^k \sum_{j=1}^n x_{ij} = \sum_{j=1}^n \sum_{i=1}^k x_{ij}",
    r"v_1 + \dots + v_m = \sum_{i=1}^m v_i",
]
TRUE = [
    (r"\sum_{j=1}^m x_{ij} w_{jp} = \sum_{q=1}^m w_{qp} x_{iq}", ""),
    (r"\sum_{i=1}^m v_i = \sum_{j=1}^m v_j", r"; assume n = m"),
    (r"\sum_{i=1}^m v_i + \sum_{i=1}^m v_{m+i} = \sum_i v_i", r"; assume n = 2 m"),
    (r"\sum_{j=1}^n x_{ij} w_{jp} = \sum_{q=1}^n w_{qp} x_{iq}", r"; assume m = n"),
]


@pytest.mark.parametrize("formula", FALSE)
def test_a_bound_that_is_not_the_size_of_its_axis_is_an_error(formula: str) -> None:
    found = prove(formula, GIVEN)
    assert found.verdict is Kind.REFUTED, str(found)
    assert "but the axis has size" in str(found)


@pytest.mark.parametrize(("formula", "assumed"), TRUE)
def test_bounds_that_are_sizes_of_their_axes(formula: str, assumed: str) -> None:
    assert prove(formula, GIVEN + assumed).verdict is Kind.PROVED


GIVEN_WRONG = [r"s := \sum_{i=1}^m v_i", r"a_i := \sum_{j=1}^n x_{ij}", r"assume \sum_{i=1}^m v_i = 1"]


@pytest.mark.parametrize("given", GIVEN_WRONG)
def test_it_defines_and_assumes_nothing(given: str) -> None:
    with pytest.raises(UnreadableDeclaration, match="but the axis has size"):
        prove(r"\sum_i v_i = \sum_j v_j", f"{GIVEN}; {given}")
