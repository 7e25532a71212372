r"""An index in the label of a quantity, as in `y^{(i)}`: no sum over it would touch what is declared as one."""

from __future__ import annotations

import pytest

from derive import prove
from derive.judging.verdict import Kind

NUMBERED = [
    (r"y^{(i)}", "i"),
    (r"y^{[i]}", "i"),
    (r"y^{\langle i \rangle}", "i"),
    (r"y^i", "i"),
    (r"y^{(i+1)}", "i"),
    (r"y^{(i,j)}", "i"),
    (r"y^{(i)}_k", "i"),
    (r"y_{(i)}", "i"),
    (r"y_{i-1}", "i"),
    (r"y_{i'}", "i"),
    (r"y_{i,j}", "i"),
    (r"y_{ij}", "i"),
    (r"y_{ij}", "j"),
    (r"d_{ijk}", "i"),
    (r"\hat{y}^{(\tau)}", r"\tau"),
]


@pytest.mark.parametrize(("name", "index"), NUMBERED)
def test_what_is_numbered_by_an_index_is_no_one_quantity(name: str, index: str) -> None:
    ruling = prove(rf"\sum_{{{index} = 1}}^n {name} = n {name}", given=rf"{name} \in R, v \in R^n")
    assert ruling.verdict is Kind.UNREAD
    assert "does not touch it" in ruling.message


@pytest.mark.parametrize("given", [r"f^{(i)} : R \to R", r"f_i : R \to R", r"f^{(i)}(x) := x^2", r"f_{i+1} : R \to R"])
def test_what_is_numbered_by_an_index_is_no_one_function(given: str) -> None:
    name = given.partition(" ")[0].removesuffix("(x)")
    ruling = prove(rf"\sum_{{i=1}}^n {name}(x) = n {name}(x)", given=[given, r"x \in R, v \in R^n"])
    assert ruling.verdict is Kind.UNREAD
    assert "one function" in ruling.message


LABELS = [r"y^{(\text{pred})}", r"y_{\text{test}}", "y^{(2)}", "y^{(k)}", "y_{hk}", r"y_{\tau}", "y_{link}"]


@pytest.mark.parametrize("name", LABELS)
def test_a_label_without_an_index_is_a_label(name: str) -> None:
    given = rf"{name} \in R, v \in R^n"
    assert prove(rf"\sum_{{i=1}}^n {name} v_i = {name} \sum_{{i=1}}^n v_i", given=given).verdict is Kind.PROVED
    assert prove(rf"\sum_{{e=1}}^n {name} = n {name}", given=given).verdict is Kind.PROVED
    assert prove(rf"\sum_{{e=1}}^n {name} = {name}", given=given).verdict is Kind.REFUTED


def test_the_array_is_named_with_its_axes() -> None:
    numbers = prove(r"\sum_{i=1}^n \hat{y}^{(i)} = 0", given=r"\hat{y}^{(i)} \in R, v \in R^n")
    assert r"as in `\hat{y} \in R^n; \hat{y}^{(i)} := \hat{y}_i`" in numbers.message
    vectors = prove(r"\sum_{i=1}^n \hat{x}^{(i)} = 0", given=r"\hat{x}^{(i)} \in R^d, v \in R^n")
    assert r"as in `\hat{X} \in R^{n \times d}; \hat{x}^{(i)} := \hat{x}_i`" in vectors.message
    shifted = prove(r"\sum_{t=1}^n h_{t-1} = 0", given=r"h_{t-1} \in R, v \in R^n")
    assert r"as in `h \in R^n`" in shifted.message
