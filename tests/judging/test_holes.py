"""Cases that leave values open, or that no `otherwise` closes, in what compares them: a value where they have one."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind

from .claims import verdict

OPEN = r"x, y \in R | f(u) := \begin{cases} u & u > 0 \\ 2 u & u < 0 \end{cases} | " + (
    r"q := \begin{cases} x & x > y \\ y & x < y \end{cases}"
)
CLOSED = r"x, y \in R | g(u) := \begin{cases} u & u > 0 \\ 2 u & u < 0 \\ 0 & u = 0 \end{cases} | " + (
    r"p := \begin{cases} x & x > y \\ y & x < y \\ x & x = y \end{cases}"
)
ROW = CLOSED.replace(r"x, y \in R", r"x, y \in R | z \in R^n")

TRUE = [
    (CLOSED, r"|p| = |\max(x, y)|"),
    (CLOSED, r"\max(p, 0) = \max(x, y, 0)"),
    (CLOSED, r"\max(g(x - y), -g(x - y)) = |g(x - y)|"),
    (CLOSED, r"g(g(x - y)) = \begin{cases} x - y & x > y \\ 4 (x - y) & \text{otherwise} \end{cases}"),
    (CLOSED, r"\frac{\partial}{\partial x} p |p| = \begin{cases} 2 |x| & x > y \\ 0 & x < y \end{cases}"),
]

APART = [
    (OPEN, r"|f(x)| = \max(x, -2 x)", "x = 0"),
    (OPEN, r"f(f(x - y)) = \begin{cases} x - y & x > y \\ 4 (x - y) & \text{otherwise} \end{cases}", "x - y = 0"),
    (OPEN, r"\min(q, 0) = \min(\max(x, y), 0)", "x - y = 0"),
    (OPEN, r"|q| = |\max(x, y)|", "x - y = 0"),
    (OPEN, r"|f(x)| + q = |f(x)| + \max(x, y)", "x - y = 0"),
]

FALSE = [
    (OPEN, r"|f(x)| = f(|x|)"),
    (OPEN, r"f(f(x)) = f(x)"),
    (OPEN, r"|q| = |\min(x, y)|"),
    (OPEN, r"\max(q, 0) = \max(x, y)"),
    (CLOSED, r"|p| = |\min(x, y)|"),
    (CLOSED, r"\max(p, 0) = \max(x, y)"),
    (CLOSED, r"\operatorname{sign}(p) = \operatorname{sign}(x)"),
    (CLOSED, r"g(g(x - y)) = \begin{cases} x - y & x > y \\ 4 (x - y) & x < y \\ 1 & x = y \end{cases}"),
    (CLOSED, r"\frac{\partial}{\partial x} |p| = \begin{cases} 1 & x > y \\ 0 & x < y \end{cases}"),
    (ROW, r"\max_i g(z_i) = 2 \max_i z_i"),
]


@pytest.mark.parametrize(("declared", "formula"), TRUE)
def test_cases_that_cover_all_numbers_are_compared(declared: str, formula: str) -> None:
    assert verdict(declared, formula).kind is Kind.PROVED


@pytest.mark.parametrize(("declared", "formula", "place"), APART)
def test_where_no_case_holds_and_only_there_is_no_value_to_compare(declared: str, formula: str, place: str) -> None:
    found = verdict(declared, formula)
    assert (found.kind, found.excludes) == (Kind.PROVED, (place,))


@pytest.mark.parametrize(("declared", "formula"), FALSE)
def test_what_differs_where_a_case_holds_is_refuted(declared: str, formula: str) -> None:
    assert verdict(declared, formula).kind is Kind.REFUTED
