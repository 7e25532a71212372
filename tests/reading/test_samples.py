r"""Samples numbered above, `x^{(i)}`, where a comment says that this is an index; else it is a label or a power."""

from __future__ import annotations

import pytest

from derive import UnreadableDeclaration, prove
from derive.judging.verdict import Kind

ARRAYS = r"X \in R^{m \times n}, w, b \in R^n, y \in R^m, k \in R"
ROWS = r"X = \begin{pmatrix} x_1^\top \\ \vdots \\ x_m^\top \end{pmatrix}"
COLUMNS = r"X = \begin{pmatrix} x_1 & \cdots & x_n \end{pmatrix}"
SAMPLES = r"x^{(i)} := x_i, y^{(i)} := y_i, \hat{y}^{(i)} := \hat{y}_i"

PROVED = [
    r"\sum_{i=1}^m y^{(i)} x^{(i)} = X^\top y",
    r"\sum_{i=1}^m y^{(i)} \mathbf{x}^{(i)}_j = (X^\top y)_j",
    r"\sum_{i=1}^m y^{(i)} x_j^{(i)} = (X^\top y)_j",
    r"\sum_{i=1}^m x^{(i)} x^{(i)\top} = X^\top X",
    r"\sum_{i=1}^m x^{(i)} {x^{(i)}}^\top = X^\top X",
    r"\sum_{k=1}^m (y^{(k)})^2 = \|y\|^2",
    r"\frac{\partial}{\partial y^{(i)}} \left( \|y\|^2 \right) = 2 y^{(i)}",
    r"\sum_{i=1}^{m-1} (y^{(i+1)} - y^{(i)}) = y^{(m)} - y^{(1)}",
]


@pytest.mark.parametrize("claim", PROVED)
def test_an_index_in_brackets_above_is_one_below(claim: str) -> None:
    assert prove(claim, given=[ARRAYS, ROWS, SAMPLES]).verdict is Kind.PROVED
    assert prove(claim, given=[ARRAYS, ROWS]).verdict is not Kind.PROVED


REFUTED = [
    r"\frac{1}{m} \sum_{i=1}^m (y^{(i)})^2 = \left( \frac{1}{m} \sum_{i=1}^m y^{(i)} \right)^2",
    r"\sum_{i=1}^m y^{(i)} = m y^{(j)}",
    r"\sum_{i=1}^m x^{(i)} = m x^{(1)}",
    r"\sum_{i=1}^m y^{(i)} x_j^{(i)} = (X^\top y)_i",
    r"\sum_{i=1}^m y^{(i)} x^{(i)} = X y",
]


@pytest.mark.parametrize("claim", REFUTED)
def test_samples_differ(claim: str) -> None:
    assert prove(claim, given=[ARRAYS, ROWS, SAMPLES]).verdict is Kind.REFUTED


def test_samples_are_columns_where_the_matrix_is_shown_so() -> None:
    claim = r"\sum_{i=1}^n w_i x^{(i)}_j = (X w)_j"
    assert prove(claim, given=[ARRAYS, COLUMNS, SAMPLES]).verdict is Kind.PROVED
    assert prove(claim, given=[ARRAYS, ROWS, SAMPLES]).verdict is Kind.REFUTED


@pytest.mark.parametrize("claim", [r"b^{(i)} = b_i", r"y^{[i]} = y_i", r"X^{(i)} = x_i"])
def test_other_labels_stay_labels(claim: str) -> None:
    assert prove(claim, given=[ARRAYS, ROWS, SAMPLES]).verdict is Kind.UNREAD


@pytest.mark.parametrize("said", [r"y^{(i)} := y_j", r"y^{(i)} := b_i", r"y^{(i)} := 2 y_i", r"y^{[i]} := y_i"])
def test_only_the_same_index_of_the_same_name_says_it(said: str) -> None:
    with pytest.raises(UnreadableDeclaration):
        prove(r"\sum_{i=1}^m y^{(i)} = \mathbf{1}^\top y", given=[ARRAYS, said])


def test_a_section_may_say_it_again() -> None:
    assert prove(r"y^{(i)} + y^{(i)} = 2 y_i", given=[ARRAYS, SAMPLES, SAMPLES]).verdict is Kind.PROVED


def test_who_does_not_say_it_is_told() -> None:
    ruling = prove(r"\sum_{i=1}^m \bar{y}^{(i)} = 0", given=r"\bar{y} \in R^m")
    assert ruling.verdict is Kind.UNREAD
    assert r"or declared by `\bar{y}^{(i)} := \bar{y}_i`" in ruling.message
