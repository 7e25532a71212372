"""What holds at all sizes that are tried, and fails beyond them by a number that stands beside a size or an index."""

from __future__ import annotations

import pytest

from derive.judging.judge import judge
from derive.judging.verdict import TRUE, Kind

from .claims import claim

ONE = r"A \in R^{n \times n}, x \in R^n"
TWO = r"W \in R^{n \times m}, x \in R^n, u \in R^m"

MANY = r"A, B, C, D, E, F, G, H, K \in R^{n \times n}"

FAILS_BEYOND = [
    (MANY, r"\sum_i \sum_{j > i + 4} A_{ij} B_{ij} C_{ij} D_{ij} E_{ij} F_{ij} G_{ij} H_{ij} K_{ij} = 0"),
    (ONE, r"\max(n, 7) = 7"),
    (ONE, r"\max(n, 20.5) = 20.5"),
    (ONE, r"\max(0.01 n, 1) = 1"),
    (ONE, r"\max(n, 2^4) = 2^4"),
    (ONE, r"\max(n, e^5) = e^5"),
    (ONE, r"\max(n, 3 \cdot 4) = 3 \cdot 4"),
    (ONE, r"\max(n - 5, 5) = 5"),
    (ONE, r"\max(n, 1+1+1+1+1+1+1+1) = 1+1+1+1+1+1+1+1"),
    (ONE, r"\operatorname{sign}(n - 100.5) = -1"),
    (ONE, r"\sum_{i=1}^{n-7} x_i = 0"),
    (ONE, r"\sum_{i=4}^{n-4} x_i = 0"),
    (ONE, r"\sum_{i=5+5}^n x_i = 0"),
    (ONE, r"\sum_{i=5}^{n} \sum_{j = i+5}^{n} A_{ij} = 0"),
    (ONE, r"\sum_i \sum_{j > i + 7} A_{ij} = 0"),
    (ONE, r"\sum_i \sum_{j > i + 3} \sum_{k > j + 3} x_i x_j x_k = 0"),
    (ONE, r"\sum_{i,j} \delta_{i, j+7} A_{ij} = 0"),
    (ONE, r"\frac{\partial}{\partial x_k} \sum_i \sum_{j > i + 6} x_i x_j = 0"),
    (ONE, r"\sum_{i} \begin{cases} x_i & i > 10.5 \\ 0 & \text{otherwise} \end{cases} = 0"),
    (ONE, "(n-1)(n-1-1)(n-1-1-1)(n-1-1-1-1)(n-1-1-1-1-1)(n-1-1-1-1-1-1-1) = 0"),
    (TWO, r"\sum_{i > m + 2} x_i = 0"),
    (TWO, r"\sum_{i=m+3}^n x_i = 0"),
    (TWO, r"\sum_i \sum_{j > n+2} W_{ij} = 0"),
    (TWO, r"\max(n - m, 2) = 2"),
    (TWO, r"\max(n, 3m) = 3m"),
    (TWO, r"\min(n, 3 m) \sum_i x_i = n \sum_i x_i"),
    (TWO, r"(n-m)((n-m)^2-1)((n-m)^2-4)\, x^\top W u = 0"),
]
STAYS = [
    (ONE, r"\sum_{i=1}^{n} \sum_{j > i + 5} A_{ij} = \sum_{j=1}^{n} \sum_{i < j - 5} A_{ij}"),
    (ONE, r"\max(n, 1) = n"),
    (ONE, r"\sum_{i=1}^{n-2} (x_{i+2} - x_i) = x_n + x_{n-1} - x_1 - x_2 \quad (n \ge 2)"),
    (TWO, r"\frac{n (n + 1)}{2} m = m \sum_{k=1}^{n} k"),
    (TWO, r"\frac{\partial}{\partial W} \frac{1}{2 n m} \sum_{i,j} W_{ij}^2 = \frac{1}{n m} W"),
]


@pytest.mark.parametrize(("declared", "formula"), FAILS_BEYOND, ids=[formula for _, formula in FAILS_BEYOND])
def test_what_fails_beyond_the_sizes_tried_is_not_proved(declared: str, formula: str) -> None:
    assert judge(claim(declared, formula)).kind not in TRUE


@pytest.mark.parametrize(("declared", "formula"), STAYS, ids=[formula for _, formula in STAYS])
def test_numbers_within_the_sizes_tried_take_no_proof_away(declared: str, formula: str) -> None:
    assert judge(claim(declared, formula)).kind is Kind.PROVED
