r"""Numbers in lists: the largest of `\max(x_1, \dots, x_n)`, and the diagonal of `\operatorname{diag}(a, b)`."""

from __future__ import annotations

import pytest

from derive import Kind, prove

GIVEN = (
    r"x, y \in R^n; X \in R^{n \times m}; A \in R^{2 \times 2}; v \in R^2; a, b \in R; z_1, z_2 \in R; f : R \to R"
)
TRUE = [
    (r"\max(x_1, \dots, x_n) = \max_i x_i", r"= \max_i", r"= \min_i"),
    (r"\min\{x_1, x_2, \ldots, x_n\} = \min_i x_i", r"\min_i x_i", "x_1"),
    (r"\max\left(x_1 y_1, \dots, x_n y_n\right) = \max_i (x_i y_i)", r"(x_i y_i)", "x_i"),
    (r"\max(x_2, \dots, x_n) = \max_{i=2}^n x_i", "_{i=2}^n", "_i"),
    (r"\max(X_{1,:}, \dots, X_{n,:}) = \max_i X_{i,:}", r"= \max_i", r"= \min_i"),
    (r"\operatorname{diag}(a, b) = \begin{pmatrix} a & 0 \\ 0 & b \end{pmatrix}", "(a, b)", "(b, a)"),
    (r"\operatorname{diag}(v_1, v_2) v = v \odot v", "(v_1, v_2)", "(v_1, v_1)"),
    (r"\operatorname{diag}(f(z_1), f(z_2)) = \begin{pmatrix} f(z_1) & 0 \\ 0 & f(z_2) \end{pmatrix}", "0 & f", "a & f"),
    (r"\frac{\partial (v^\top \operatorname{diag}(a, b) v)}{\partial v} = 2 \operatorname{diag}(a, b) v", "= 2", "="),
    (r"\operatorname{diag}(1, 1, 1) = I", "(1, 1, 1)", "(1, 1, 2)"),
]
UNREAD = [
    (r"\max(0, x_1, \dots, x_n) = a", "no common general entry"),
    (r"\max(a, \dots, a) = a", "nothing tells how many"),
    (r"\max(x_1, \dots) = a", "need an entry before and after"),
    (r"\max x_i = \max_j x_j", r"write `\max_i`"),
    (r"\min(x_i) = \min_i x_i", r"write `\min_i`"),
    (r"\max\{X_{ij}\} = a", r"write `\max_i`"),
    (r"\operatorname{diag}(x_1, x_2) v = v", "a list needs dots"),
    (r"\operatorname{diag}(f(x_1), f(x_2)) v = v", "a list needs dots"),
    (r"\operatorname{diag}(A, A) = A", "a matrix of blocks"),
    (r"\operatorname{diag}(a, v) = A", "a matrix of blocks"),
]


@pytest.mark.parametrize(("claim", "old", "new"), TRUE)
def test_numbers_in_a_list(claim: str, old: str, new: str) -> None:
    assert old in claim
    assert prove(claim, given=GIVEN).verdict is Kind.PROVED
    assert prove(claim.replace(old, new, 1), given=GIVEN).verdict is Kind.REFUTED


@pytest.mark.parametrize(("claim", "why"), UNREAD)
def test_lists_that_tell_no_more_are_unread(claim: str, why: str) -> None:
    found = prove(claim, given=GIVEN)
    assert found.verdict is Kind.UNREAD and why in found.message
