r"""The sign of differentiation where a size or a number is called d: a quotient where it may be one."""

from __future__ import annotations

import pytest

from derive import Kind, prove

SIZE = r"X \in R^{n \times d}, w \in R^d, a \in R, v \in R^{1 \times 1}, u \in R^3; L := \frac12 \|X w\|^2"
NUMBER = SIZE.replace("d", "p") + r"; d \in R"


@pytest.mark.parametrize("given", [SIZE, NUMBER])
def test_nothing_is_divided_by_an_array(given: str) -> None:
    assert prove(r"\frac{dL}{dw} = X^\top X w", given=given).verdict is Kind.PROVED
    assert prove(r"\frac{d}{dw} L = X^\top X w", given=given).verdict is Kind.PROVED
    assert prove(r"\frac{dL}{dw} = 2 X^\top X w", given=given).verdict is Kind.REFUTED


@pytest.mark.parametrize("given", [SIZE, NUMBER])
@pytest.mark.parametrize("below", ["a", "v", "w_1", "w_j", "(X w)", "u", "{w}_j"])
def test_what_can_be_a_number_can_be_divided_by(below: str, given: str) -> None:
    found = prove(rf"\frac{{d L}}{{d {below}}} = L", given=given)
    assert found.verdict is Kind.UNREAD
    assert found.message.startswith("d is declared, so this can be a derivative or a quotient")


@pytest.mark.parametrize("given", [SIZE, NUMBER])
def test_a_quotient_of_products_stays_one(given: str) -> None:
    assert prove(r"\frac{2 d}{d \cdot a} = \frac{2}{a}", given=given).verdict is Kind.PROVED
    assert prove(r"\frac{2 d}{d \cdot a} = \frac{1}{a}", given=given).verdict is Kind.REFUTED
