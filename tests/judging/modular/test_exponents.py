r"""Powers whose exponent is an index, over all of its values at once and over none."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import verdict

GIVEN = r"x \in R^n | a, b \in R"
TWINS = [
    (r"\sum_{i=0}^{n-1} a^i = \frac{1 - a^n}{1 - a}", r"\sum_{i=0}^{n-1} a^i = \frac{1 - a^{n+1}}{1 - a}"),
    (r"\frac{\partial}{\partial x_i} \sum_{k=1}^n x_k^k = i x_i^{i-1}",
     r"\frac{\partial}{\partial x_i} \sum_{k=1}^n x_k^k = x_i^{i-1}"),
    (r"\frac{\partial^2}{\partial a^2} \sum_{k=1}^n a^k = \sum_{k=1}^n k (k-1) a^{k-2}",
     r"\frac{\partial^2}{\partial a^2} \sum_{k=1}^n a^k = \sum_{k=1}^n k (k+1) a^{k-2}"),
    (r"\sum_{k=1}^n 4^{k/2} = \sum_{k=1}^n 2^k", r"\sum_{k=1}^n 4^{k/2} = \sum_{k=1}^n 2^{k+1}"),
    (r"\frac{\partial}{\partial b} \sum_{k=1}^n e^{b a^k} = \sum_{k=1}^n a^k e^{b a^k}",
     r"\frac{\partial}{\partial b} \sum_{k=1}^n e^{b a^k} = \sum_{k=1}^n k a^{k-1} e^{b a^k}"),
]
WRONG = [
    r"\sum_{k=1}^n 2^k = n",
    r"\sum_{k=1}^n (-1)^k = n",
    r"\sum_{k=1}^n a^k = n",
    r"\sum_{k=1}^n k^k = n",
    r"\sum_{k=1}^n a^{k/2} = n",
    r"\sum_{k=1}^n a^{-k} = n",
    r"\sum_{k=1}^n \sum_{l=1}^k a^l = n a",
    r"\sum_{k=1}^n e^{2^k} = n",
    r"\sum_{k=1}^n \sqrt{k} = a",
    r"\sum_{k=1}^n \sqrt{x_k^{2k}} = n",
]


@pytest.mark.parametrize(("true", "false"), TWINS)
def test_an_index_is_an_exponent(true: str, false: str) -> None:
    assert verdict(GIVEN, true).kind is Kind.PROVED
    assert verdict(GIVEN, false).kind is Kind.REFUTED


@pytest.mark.parametrize("formula", WRONG)
def test_powers_of_an_index_are_not_just_anything(formula: str) -> None:
    assert verdict(GIVEN, formula).kind is Kind.REFUTED
