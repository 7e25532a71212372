"""Logarithms of what may be negative: split by absolute values, never by the factors themselves."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind

from .claims import verdict

DECLARED = r"x, y \in R | v \in R^n"
TRUE = [
    (r"\log x^2 = 2 \log |x|", ("x = 0",)),
    (r"\log x^4 = 4 \log |x|", ("x = 0",)),
    (r"\frac{1}{2} \log x^2 = \log |x|", ("x = 0",)),
    (r"\log(x^2 y^2) = 2 \log |x| + 2 \log |y|", ("x = 0", "y = 0")),
    (r"\log |x y| = \log |x| + \log |y|", ("x = 0", "y = 0")),
    (r"\log((1 - x)^2) = 2 \log |x - 1|", ("x - 1 = 0",)),
    (r"\log(x^2 y) = 2 \log |x| + \log y", ("x = 0",)),
    (r"\log v_i^2 = 2 \log |v_i|", ("v_{i} = 0",)),
]


@pytest.mark.parametrize(("formula", "excludes"), TRUE, ids=[row[0] for row in TRUE])
def test_a_logarithm_is_split_by_absolute_values(formula: str, excludes: tuple[str, ...]) -> None:
    found = verdict(DECLARED, formula)
    assert found.kind is Kind.PROVED
    assert found.excludes == excludes


NOT_TRUE = [
    r"\log x^2 = 2 \log x",
    r"\log x^3 = 3 \log |x|",
    r"\log x^2 = \log |x|",
    r"\log x^2 = -2 \log |x|",
    r"\log |x y| = \log x + \log y",
    r"\log |x| = \log x",
    r"\log(x^2 y) = 2 \log |x| + \log |y|",
    r"\log((1 - x)^2) = 2 \log(x - 1)",
    r"\log((1 - x)^2) = 2 \log |x + 1|",
    r"\log v_i^2 = 2 \log v_i",
]


@pytest.mark.parametrize("formula", NOT_TRUE)
def test_a_logarithm_is_not_split_where_a_factor_may_be_negative(formula: str) -> None:
    assert verdict(DECLARED, formula).kind in (Kind.CONDITIONAL, Kind.REFUTED, Kind.UNDECIDED)
