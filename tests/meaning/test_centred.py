r"""`\mathbf 1 \mathbf 1^\top` without sizes: a product of two vectors, as long and wide as its surroundings tell."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind, Verdict
from tests.judging.claims import verdict

COLUMNS = r"""x \in R^n, X \in R^{n \times m}, c \in R | h := x - \frac{1}{n} \sum_j x_j | L := L(h)
 | G := c \mathbf{1}_{n \times m}"""
ROWS = "vectors: rows | " + COLUMNS
DL = r"\frac{\partial L}{\partial x} = "
DH = r"\frac{\partial h}{\partial x} = "
CENTRED = r"(X - \frac1n \mathbf{1} \mathbf{1}^\top X)_{ij} = "
UPRIGHT = r"(X - \frac1n \mathbf{1}^\top \mathbf{1} X)_{ij} = "
MEAN = r"X_{ij} - \frac1n \sum_k X_{kj}"


def under(given: str, formula: str) -> Verdict:
    return verdict(given.replace("\n", ""), formula)


TRUE = [
    (COLUMNS, r"h = x - \frac{1}{n} \mathbf{1} \mathbf{1}^\top x"),
    (COLUMNS, r"h = x - \frac{\mathbf{1} \mathbf{1}^\top}{n} x"),
    (COLUMNS, r"h = x - \frac{\mathbf{1} \mathbf{1}^\top x}{\mathbf{1}^\top \mathbf{1}_n}"),
    (COLUMNS, r"h = \left(I - \frac1n \mathbf{1} \mathbf{1}^\top\right) x"),
    (COLUMNS, DH + r"I - \frac{1}{n} \mathbf{1} \mathbf{1}^\top"),
    (COLUMNS, DH + r"I - \mathbf{1} \mathbf{1}^\top / n"),
    (COLUMNS, DL + r"\frac{\partial L}{\partial h} - \frac1n \mathbf{1} \mathbf{1}^\top \frac{\partial L}{\partial h}"),
    (COLUMNS, CENTRED + MEAN),
    (COLUMNS, r"G = c \mathbf{1} \mathbf{1}^\top"),
    (COLUMNS, r"(x^\top x) G = c \mathbf{1} \mathbf{1}^\top (x^\top x)"),
    (COLUMNS, r"X \odot (\mathbf{1} \mathbf{1}^\top) = X"),
    (ROWS, r"h = x - \frac{1}{n} x \mathbf{1}^\top \mathbf{1}"),
    (ROWS, r"h = x (I - \frac{1}{n} \mathbf{1}^\top \mathbf{1})"),
    (ROWS, UPRIGHT + MEAN),
]


@pytest.mark.parametrize(("given", "formula"), TRUE)
def test_its_surroundings_tell_its_sizes(given: str, formula: str) -> None:
    assert under(given, formula).kind is Kind.PROVED


FALSE = [
    (COLUMNS, r"h = x - \frac{1}{m} \mathbf{1} \mathbf{1}^\top x"),
    (COLUMNS, r"h = x - \mathbf{1} \mathbf{1}^\top x"),
    (COLUMNS, r"h = \left(I + \frac1n \mathbf{1} \mathbf{1}^\top\right) x"),
    (COLUMNS, DH + r"I - \mathbf{1} \mathbf{1}^\top"),
    (COLUMNS, DH + r"-\frac{1}{n} \mathbf{1} \mathbf{1}^\top"),
    (COLUMNS, DL + r"\frac{\partial L}{\partial h} - \frac1m \mathbf{1} \mathbf{1}^\top \frac{\partial L}{\partial h}"),
    (COLUMNS, CENTRED + r"X_{ij} - \frac1m \sum_k X_{kj}"),
    (COLUMNS, r"(X - \frac1n X \mathbf{1} \mathbf{1}^\top)_{ij} = " + MEAN),
    (COLUMNS, r"G = 2 c \mathbf{1} \mathbf{1}^\top"),
    (COLUMNS, r"X \odot (\mathbf{1} \mathbf{1}^\top) = X \mathbf{1} \mathbf{1}^\top"),
    (ROWS, r"h = x - \frac{1}{m} x \mathbf{1}^\top \mathbf{1}"),
    (ROWS, r"h = x (I - \mathbf{1}^\top \mathbf{1})"),
    (ROWS, UPRIGHT + r"X_{ij} - \frac1m \sum_k X_{kj}"),
]


@pytest.mark.parametrize(("given", "formula"), FALSE)
def test_a_wrong_factor_or_side_is_refuted(given: str, formula: str) -> None:
    assert under(given, formula).kind is Kind.REFUTED


OPEN = [
    (COLUMNS, r"h = x - \frac{1}{n} \mathbf{1} x"),
    (COLUMNS, r"h = x - \frac{1}{n} x \mathbf{1} \mathbf{1}^\top"),
    (COLUMNS, r"h = x - \frac{1}{n} \mathbf{1}^\top \mathbf{1} x"),
    (COLUMNS, r"h = x - \mathbf{1} \mathbf{1}^\top \mathbf{1} \mathbf{1}^\top x"),
    (COLUMNS, r"h = x - \frac{\mathbf{1} \mathbf{1}^\top x}{\mathbf{1}^\top \mathbf{1}}"),
    (COLUMNS, r"(\mathbf{1} \mathbf{1}^\top x)_i = \sum_k x_k"),
    (COLUMNS, r"\mathbf{1} \mathbf{1}^\top x = \mathbf{1} \sum_k x_k"),
    (COLUMNS, r"x + \mathbf{1} \mathbf{1}^\top = x + 1"),
    (COLUMNS, r"X + \mathbf{1} \mathbf{1} = X + 1"),
    (COLUMNS, r"c = \mathbf{1} \mathbf{1}^\top c"),
    (COLUMNS, r"x^\top x = \mathbf{1} \mathbf{1}^\top"),
    (COLUMNS, r"n = \mathbf{1}^\top \mathbf{1}"),
    (COLUMNS, r"n^2 = \mathbf{1}^\top \mathbf{1} \mathbf{1}^\top \mathbf{1}"),
    (COLUMNS, r"\operatorname{tr}(\mathbf{1} \mathbf{1}^\top) = n"),
    (ROWS, r"h = x - \frac{1}{n} x \mathbf{1} \mathbf{1}^\top"),
    (ROWS, r"h = x - \frac{1}{n} \mathbf{1} \mathbf{1}^\top x"),
    (ROWS, r"h = x - \frac{1}{n} \mathbf{1}^\top \mathbf{1} x"),
    (ROWS, CENTRED + MEAN),
]


@pytest.mark.parametrize(("given", "formula"), OPEN)
def test_what_stays_open_is_unread(given: str, formula: str) -> None:
    found = under(given, formula)
    assert found.kind is Kind.UNREAD
    assert r"write it, as in" in found.message or "write the size that is meant" in found.message


NUMBERS = [
    DH + r"I - \frac{1}{n^2} \mathbf{1}_n^\top \mathbf{1}_n",
    DH + r"I - \frac{1}{n} \mathbf{1}^\top \mathbf{1}",
    r"h = x^\top x + \mathbf{1} \mathbf{1}^\top x",
    r"X^\top X = x^\top x + c I",
]


@pytest.mark.parametrize("formula", NUMBERS)
def test_a_product_that_is_a_number_tells_no_size_in_a_sum(formula: str) -> None:
    """Nor is the sum a number, which the other side would contradict."""
    found = under(COLUMNS, formula)
    assert found.kind is Kind.UNREAD
    assert "nothing tells the size of this array" in found.message
