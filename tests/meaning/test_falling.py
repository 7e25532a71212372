r"""Dots between entries of which one index rises and another falls: what they say, and what is no such list."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import verdict

GIVEN = r"x, g \in R^{1 \times n}, y \in R^{1 \times 5}, A \in R^{n \times n}"

TWINS = [
    (r"x_1 g_n + x_2 g_{n-1} + \dots + x_n g_1 = \sum_i x_i g_{n+1-i}",
     r"x_1 g_n + x_2 g_{n-1} + \dots + x_n g_1 = \sum_i x_i g_i"),
    (r"g_n + g_{n-1} + \dots + g_1 = \sum_i g_i", r"g_n + g_{n-1} + \dots + g_1 = 0"),
    (r"g_n + \dots + g_2 = \sum_i g_i - g_1", r"g_n + \dots + g_2 = \sum_i g_i"),
    (r"y_5 + y_4 + \dots + y_1 = \sum_i y_i", r"y_5 + \dots + y_1 = 0"),
    (r"g_n g_n + \dots + g_1 g_1 = g g^\top", r"g_n g_1 + \dots + g_1 g_n = g g^\top"),
    (r"x (g_n, \dots, g_1)^\top = x_1 g_n + \dots + x_n g_1", r"x (g_n, \dots, g_1)^\top = x_1 g_1 + \dots + x_n g_n"),
]


@pytest.mark.parametrize(("true", "false"), TWINS)
def test_what_falls_is_read(true: str, false: str) -> None:
    assert verdict(GIVEN, true).kind is Kind.PROVED
    assert verdict(GIVEN, false).kind is Kind.REFUTED


UNREAD = [
    r"x_1 g_n + x_2 g_{n-2} + \dots + x_n g_1 = \sum_i x_i g_{n+1-i}",
    r"x_1 g_n + x_2 g_{n-1} + \dots + x_n g_2 = \sum_i x_i g_{n+1-i}",
    r"x_1 g_n + x_3 g_{n-1} + \dots + x_n g_1 = \sum_i x_i g_{n+1-i}",
    r"g_n + g_{n+1} + \dots + g_1 = \sum_i g_i",
    r"(x_2, \dots, x_n) = x",
    r"(y_2, \dots, y_5) = y",
    r"\begin{pmatrix} x_2 & & \\ & \ddots & \\ & & x_n \end{pmatrix} = \operatorname{diag}(x)",
    r"\begin{pmatrix} A_{22} & \dots & A_{2n} \\ \vdots & & \vdots \\ A_{n2} & \dots & A_{nn} \end{pmatrix} = A",
]


@pytest.mark.parametrize("formula", UNREAD)
def test_what_agrees_with_no_general_entry_is_unread(formula: str) -> None:
    assert verdict(GIVEN, formula).kind is Kind.UNREAD
