"""Two digits below a name: two indices of a matrix, one of a vector, and the length of a unit matrix or of ones."""

from __future__ import annotations

import pytest

from derive import prove
from derive.judging.verdict import Kind

VECTOR = r"x \in R^{12}; y_i := 2 x_i; L := L(y); f(x)_i := e^{x_i} / \sum_j e^{x_j}"
SQUARE = r"X \in R^{12 \times 12}; W \in R^{3 \times 4}; V := W W^\top; z \in R^{128}"
ROW = r"A \in R^{1 \times 2}; B \in R^{1 \times 1}; c \in R^{12 \times 1}"
LINE = r"x \in R^{1 \times n}; W \in R^{n \times m}; c \in R^{n \times 1}; v \in R^n; u := 2 v; y := x W; L := L(y)"
TRUE = [
    (ROW, r"\sum_j A_{1j} = A_{11} + A_{12}"),
    (ROW, r"A_{12} = A_{1,2}"),
    (ROW, r"\operatorname{tr}(B) = B_{11}"),
    (ROW, r"B_{11} = B_{1,1}"),
    (ROW, r"c_{12} + c_{10} = c_{10,1} + c_{12,1}"),
    (VECTOR, r"\sum_i x_i = \sum_{i=1}^{10} x_i + x_{11} + x_{12}"),
    (LINE, r"\frac{\partial L}{\partial x_{11}} = \sum_k \frac{\partial L}{\partial y_{1k}} w_{1k}"),
    (LINE, r"\frac{\partial L}{\partial x_{12}} = \sum_k \frac{\partial L}{\partial y_{1k}} w_{2k}"),
    (LINE, r"2 x = \begin{pmatrix} 2 x_{11} & 2 x_{12} & \cdots & 2 x_{1n} \end{pmatrix}"),
    (LINE, r"-c = \begin{pmatrix} -c_{11} \\ -c_{21} \\ \vdots \\ -c_{n1} \end{pmatrix}"),
    (LINE, r"(2 c)_{21} = 2 c_2"),
    (LINE, r"c_{12} = c_{12,1}"),
    (LINE, r"u_{21} = 2 v_{21,1}"),
    (VECTOR, r"y_{11} = 2 x_{11}"),
    (VECTOR, r"y_{10} = 2 x_{10}"),
    (VECTOR, r"\frac{\partial y_{11}}{\partial x_{11}} = 2"),
    (VECTOR, r"\frac{\partial L}{\partial x_{10}} = 2 \frac{\partial L}{\partial y_{10}}"),
    (VECTOR, r"(2x)_{11} = 2 x_{11}"),
    (VECTOR, r"f(x)_{11} = e^{x_{11}} / \sum_j e^{x_j}"),
    (VECTOR, r"\|\mathbf 1_{12}\|^2 = 12"),
    (VECTOR, r"x + \mathbf 1_{12} = x + 1"),
    (SQUARE, r"I_{12} X = X"),
    (SQUARE, r"\operatorname{tr}(I_{12}) = 12"),
    (SQUARE, r"I_{128} z = z"),
    (SQUARE, r"x_{12} = x_{1,2}"),
    (SQUARE, r"v_{12} = \sum_k w_{1k} w_{2k}"),
    ("", r"I_{12} = 0"),
]
FALSE = [
    (ROW, r"\sum_j A_{1j} = A_{11} + A_{11}"),
    (ROW, r"A_{1,1} = A_{12}"),
    (ROW, r"2 A_{1,2} = 2 A_{21}"),
    (ROW, r"\operatorname{tr}(B) = 2 B_{11}"),
    (ROW, r"c_{12} = c_1"),
    (LINE, r"\frac{\partial L}{\partial x_{12}} = \sum_k \frac{\partial L}{\partial y_{1k}} w_{1k}"),
    (LINE, r"2 x = \begin{pmatrix} 2 x_{11} & 2 x_{12} & \cdots & 2 x_{12} \end{pmatrix}"),
    (LINE, r"2 c = \begin{pmatrix} c_{11} \\ c_{21} \\ \vdots \\ c_{n1} \end{pmatrix}"),
    (LINE, r"c_{21} = c_1"),
    (LINE, r"u_{21} = 2 v_2"),
    (VECTOR, r"y_{11} = 2 x_1"),
    (VECTOR, r"y_{21} = 2 x_2"),
    (VECTOR, r"\frac{\partial y_{11}}{\partial x_1} = 2"),
    (VECTOR, r"\frac{\partial y_{11}}{\partial x_{11}} = 0"),
    (VECTOR, r"\frac{\partial L}{\partial x_1} = 2 \frac{\partial L}{\partial y_{11}}"),
    (VECTOR, r"(2x)_{11} = 2 x_1"),
    (VECTOR, r"[2x]_{11} = 2 x_1"),
    (VECTOR, r"f(x)_{11} = e^{x_1} / \sum_j e^{x_j}"),
    (VECTOR, r"\|\mathbf 1_{12}\|^2 = 2"),
    (SQUARE, r"I_{12} X = 0"),
    (SQUARE, r"X + I_{12} = X"),
    (SQUARE, r"\operatorname{tr}(I_{12}) = 0"),
    (SQUARE, r"x_{12} = x_{2,1}"),
    (SQUARE, r"v_{12} = \sum_k w_{1k} w_{1k}"),
    ("", r"I_{12} = 1"),
]


@pytest.mark.parametrize(("given", "formula"), TRUE)
def test_digits_mean_what_an_author_means(given: str, formula: str) -> None:
    found = prove(formula, given)
    assert found.verdict is Kind.PROVED, str(found)


@pytest.mark.parametrize(("given", "formula"), FALSE)
def test_digits_mean_nothing_else(given: str, formula: str) -> None:
    found = prove(formula, given)
    assert found.verdict is Kind.REFUTED, str(found)


@pytest.mark.parametrize("formula", [r"I_{11} X = X", r"I_{11} = 1", r"X I_{123} = X"])
def test_a_unit_matrix_of_no_length_that_is_declared_is_not_read(formula: str) -> None:
    found = prove(formula, SQUARE)
    assert found.verdict is Kind.UNREAD and "unit matrix" in str(found)


@pytest.mark.parametrize("formula", ["c_{11} = c_1", "2 c_{11} = c_{1,1} + c_{11}", "(2 c)_{11} = 2 c_1"])
def test_digits_that_can_be_one_index_or_two_are_not_guessed(formula: str) -> None:
    found = prove(formula, ROW)
    assert found.verdict is Kind.UNREAD and "one index or two" in str(found)
