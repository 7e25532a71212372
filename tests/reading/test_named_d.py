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


FUNCTION = SIZE + r"; s, x \in R; f : R \to R; \sigma(q) := \frac{1}{1+e^{-q}}; y \in R^d; P(y) := \sum_i y_i"
OF_FUNCTION = [
    (r"\frac{d}{dq} \sigma(q)", r"\sigma(q) (1 - \sigma(q))"),
    (r"\frac{d}{d s} \sigma(s)", r"\sigma(s) (1 - \sigma(s))"),
    (r"\frac{d\sigma(q)}{dq}", r"\sigma(q) (1 - \sigma(q))"),
    (r"\frac{d\sigma}{dq}", r"\sigma(q) (1 - \sigma(q))"),
    (r"\frac{d}{ds} \tanh s", r"1 - \tanh^2 s"),
    (r"\frac{d}{ds} x f(s)", "x f'(s)"),
    (r"\frac{d^2}{ds^2} f(s)", "f''(s)"),
    (r"\frac{d^2 f(s)}{ds^2}", "f''(s)"),
    (r"\frac{d}{ds} \log(1 + e^{s})", r"\sigma(s)"),
]


@pytest.mark.parametrize(("left", "right"), OF_FUNCTION)
def test_a_function_is_differentiated_beside_a_size(left: str, right: str) -> None:
    assert prove(f"{left} = {right}", given=FUNCTION).verdict is Kind.PROVED
    assert prove(f"{left} = -({right})", given=FUNCTION).verdict is Kind.REFUTED


@pytest.mark.parametrize("claim", [
    r"\frac{d}{ds} s^2 = s", r"\frac{d}{ds} f(x) = f(x) / s", r"\frac{d}{ds} = 1 / s", r"\frac{d x}{d s} = x / s",
    r"\frac{d P}{d s} = P / s", r"\frac{d \sigma(s) x}{d s} = 2", r"\frac{d f(x)}{d s} = f(x) / s",
    r"\frac{d}{ds} + f(s) = f(s) + 1 / s", r"\frac{d}{d s x} f(s) = 2", r"\frac{d}{ds} (s + x) = 1 + x / s",
])
def test_but_what_may_be_a_quotient_is_not_read(claim: str) -> None:
    found = prove(claim, given=FUNCTION)
    assert found.verdict is Kind.UNREAD
    assert found.message.startswith("d is declared, so this can be a derivative or a quotient")


@pytest.mark.parametrize(("left", "right"), OF_FUNCTION)
def test_nor_is_any_where_d_is_a_number(left: str, right: str) -> None:
    given = FUNCTION.replace("R^d", "R^p").replace("times d", "times p") + r"; d \in R"
    assert prove(f"{left} = {right}", given=given).verdict is Kind.UNREAD
