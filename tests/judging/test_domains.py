r"""A logarithm is split where both sides tell the signs of its factors: $0 < p < 1$ of $\log p$ and $\log(1 - p)$."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind

from .claims import verdict

GIVEN = r"x, y, p \in R | v \in R^n | T, M \in R^{n \times m}"
TRUE = [
    r"\log p - \log(1 - p) = \log \frac{p}{1 - p}",
    r"\log(p (1 - p)) = \log p + \log(1 - p)",
    r"\log(4 p (1 - p)) = 2 \log 2 + \log p + \log(1 - p)",
    r"\frac{\partial}{\partial p} (p \log p + (1 - p) \log(1 - p)) = \log \frac{p}{1 - p}",
    r"p \log p + (1 - p) \log(1 - p) = p \log \frac{p}{1 - p} + \log(1 - p)",
    r"\log \frac{1 + x}{1 - x} = \log(1 + x) - \log(1 - x)",
    r"\log(1 - x^2) = \log(1 - x) + \log(1 + x)",
    r"\sum_i (\log v_i - \log(1 - v_i)) = \sum_i \log \frac{v_i}{1 - v_i}",
]


@pytest.mark.parametrize("formula", TRUE)
def test_a_logarithm_is_split_where_both_sides_tell_the_signs(formula: str) -> None:
    found = verdict(GIVEN, formula)
    assert found.kind is Kind.PROVED
    assert not any("le 0" in place or "<" in place for place in found.excludes)


FALSE = [
    r"\log p - \log(1 - p) = \log \frac{1 - p}{p}",
    r"\log p - \log(1 - p) = \log(p (1 - p))",
    r"\log p + \log(1 - p) = \log \frac{p}{1 - p}",
    r"\frac{\partial}{\partial p} (p \log p + (1 - p) \log(1 - p)) = \log \frac{1 - p}{p}",
    r"p \log p + (1 - p) \log(1 - p) = p \log \frac{p}{1 - p} - \log(1 - p)",
    r"\log(1 - x^2) = \log(1 - x) - \log(1 + x)",
    r"\log(p (1 - p)^2) = \log p + \log(1 - p)",
    r"\sum_i (\log v_i + \log(1 - v_i)) = \sum_i \log \frac{v_i}{1 - v_i}",
]


@pytest.mark.parametrize("formula", FALSE)
def test_what_is_false_is_refuted(formula: str) -> None:
    assert verdict(GIVEN, formula).kind is Kind.REFUTED


FURTHER = [
    r"\log x^2 = 2 \log x",
    r"\log(x y) = \log x + \log y",
    r"\log \frac{x}{y} = \log x - \log y",
    r"\log(x^2 - 1) = \log(x - 1) + \log(x + 1)",
    r"\log((p - 1) (p - 2)) = \log(1 - p) + \log(2 - p)",
    r"\log((p - 1) (p - 2)) = \log(p - 1) + \log(p - 2)",
    r"\log(p^2 (1 - p)) = 2 \log p + \log(1 - p)",
    r"\log p^2 + \log(1 - p) = 2 \log p + \log(1 - p)",
    r"\log(x (y - x)) = \log x + \log(y - x)",
    r"\log((p - 1)^2) = 2 \log(1 - p)",
    r"\log(x y) + \log x^2 = 3 \log x + \log y",
    r"\log \sqrt{p (1 - p)} = \frac12 \log(-p) + \frac12 \log(p - 1)",
    r"\log \frac{p}{1 - p} = \log p - \log(p - 1)",
    r"\log(v_1 v_2) = \log v_1 + \log v_2",
]


@pytest.mark.parametrize("formula", FURTHER)
def test_nothing_is_split_where_one_side_has_values_that_the_other_has_not(formula: str) -> None:
    assert verdict(GIVEN, formula).kind in (Kind.CONDITIONAL, Kind.REFUTED, Kind.UNDECIDED)


CASES = [
    r"\begin{cases} \log p & y > 0 \\ \log(x y) & \text{otherwise} \end{cases} = "
    r"\begin{cases} \log p & y > 0 \\ \log x + \log y & \text{otherwise} \end{cases}",
    r"|\log x| + \log(x y) = |\log(-x)| + \log x + \log y",
]


@pytest.mark.parametrize("formula", CASES)
def test_what_stands_in_cases_tells_no_signs_elsewhere(formula: str) -> None:
    assert verdict(GIVEN, formula).kind is not Kind.PROVED
