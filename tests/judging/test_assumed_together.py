r"""Conditions that are assumed on one line, as in `assume p_i > 0, q_i > 0, \sum_i p_i = 1`, hold each by itself."""

from __future__ import annotations

import pytest

from derive.judging.verdict import AllSizes, Kind

from .claims import claim, verdict

SCOPE = r"p, q, z \in R^n | assume p_i > 0, q_i > 0, \sum_i p_i = 1, \sum_i q_i = 1 | s_i := e^{z_i} / \sum_j e^{z_j}"
TRUE = [
    r"\sum_i (p_i - q_i) = 0",
    r"\sum_i \sum_j p_i q_j = 1",
    r"\sum_i p_i \log \frac{p_i}{q_i} + 1 = \sum_i p_i (\log p_i - \log q_i + 1)",
    r"\frac{\partial}{\partial z_j} \sum_i (s_i - p_i)^2 = 2 s_j (s_j - p_j - \sum_i s_i (s_i - p_i))",
]
FALSE = [
    r"\sum_i (p_i - q_i) = 1",
    r"\sum_i \sum_j p_i q_j = \sum_i p_i q_i",
    r"\sum_i p_i q_i = \sum_i p_i^2",
    r"\sum_i p_i \log \frac{p_i}{q_i} = \sum_i p_i (\log q_i - \log p_i)",
    r"\frac{\partial}{\partial z_j} \sum_i (s_i - p_i)^2 = 2 (s_j - p_j)",
]


@pytest.mark.parametrize("formula", TRUE)
def test_what_follows_is_proved_for_all_sizes(formula: str) -> None:
    found = verdict(SCOPE, formula)
    assert found.kind is Kind.PROVED
    assert isinstance(found.scope, AllSizes)


@pytest.mark.parametrize("formula", FALSE)
def test_what_does_not_follow_is_refuted(formula: str) -> None:
    assert verdict(SCOPE, formula).kind is Kind.REFUTED


def test_each_condition_has_the_indices_of_which_it_speaks() -> None:
    scope = r"p \in R^n, a \in R^{n \times m} | assume p_i > 0, a_{ij} > 0, \sum_i p_i = 1"
    found = claim(scope, "p = p").scope.assumptions
    assert [dict(each.ranges) for each in found] == [{"i": "n"}, {"i": "n", "j": "m"}, {}]
