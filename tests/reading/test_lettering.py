"""Running text that declares a letter of a comment in another typeface: one name where formulas show one of the two."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.reading.document import read
from derive.reading.source import Source

COMMENT = r"""<!-- derive
X \in R^{n \times d}, w \in R^d, y, \mathbf{z} \in R^n
J := \|X w - y\|^2
-->

Let $\mathbf{X} \in \mathbb{R}^{n \times d}$, $\boldsymbol{w} \in \mathbb{R}^d$ and $z \in R^n$.

"""
GRADIENT = r"\frac{\partial J}{\partial \boldsymbol{w}} = 2 \mathbf{X}^\top (\mathbf{X} \boldsymbol{w} - y)"
TRUE = [
    GRADIENT,
    r"\frac{\partial J}{\partial w_j} = 2 \sum_i x_{ij} ((\mathbf{X} \boldsymbol{w})_i - y_i)",
    r"\|z - y\|^2 = \|y\|^2 - 2 y^\top z + \|z\|^2",
]
EITHER = [
    r"\frac{\partial J}{\partial \boldsymbol{w}} = 2 X^\top (\mathbf{X} \boldsymbol{w} - y)",
    r"2 X = X + \mathbf{X}",
    r"w + \boldsymbol{w} = 2 w",
]
FALSE = [
    GRADIENT.replace("2", "-2"),
    r"\frac{\partial J}{\partial w_j} = \sum_i x_{ij} ((\mathbf{X} \boldsymbol{w})_i - y_i)",
    r"\frac{\partial J}{\partial \boldsymbol{w}} = X^\top (\mathbf{X} \boldsymbol{w} - y)",
    r"\|X - \mathbf{X}\|^2 = 1",
]
ANOTHER = [
    (r"v \in R^n", r"\mathbf{v} \in R^m", r"\sum_i \mathbf{v}_i = \sum_i v_i"),
    (r"v \in R^n", r"\mathbf{v} \in R^n", r"v^\top \mathbf{v} = 2 \|v\|^2"),
    (r"v, \mathbf{v} \in R^n", r"\mathbf{v} \in R^n", r"2 \mathbf{v} = v + \mathbf{v}"),
]


def kinds(text: str) -> list[str]:
    return [item.verdict.kind.value for item in judge_document(read(Source("note.md", text))).items]


@pytest.mark.parametrize("formula", TRUE)
def test_a_letter_set_in_bold_is_that_of_the_comment(formula: str) -> None:
    assert kinds(f"{COMMENT}$$ {formula} $$\n") == ["proved"]


@pytest.mark.parametrize("formula", FALSE)
def test_what_is_false_of_it_is_refuted(formula: str) -> None:
    assert kinds(f"{COMMENT}$$ {formula} $$\n") == ["refuted"]


@pytest.mark.parametrize("formula", EITHER)
def test_where_formulas_show_both_they_may_be_one_or_two(formula: str) -> None:
    assert kinds(f"{COMMENT}$$ {formula} $$\n") == ["undecided"]


@pytest.mark.parametrize(("comment", "text", "formula"), ANOTHER)
def test_another_shape_or_both_in_formulas_are_two_names(comment: str, text: str, formula: str) -> None:
    assert kinds(f"<!-- derive\n{comment}\n-->\n\nLet ${text}$.\n\n$$ {formula} $$\n") == ["refuted"]
