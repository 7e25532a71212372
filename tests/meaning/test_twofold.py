r"""What can be meant in two ways is unread, and its true and false twins that can be meant in one way are judged."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import judged, verdict

TWOFOLD = [
    (r"x \in R", r"\max'(x, 0) = 1", "max' has no meaning"),
    (r"x \in R^n", r"2 \max'(x) = 2 \max(x)", "max' has no meaning"),
    (r"X \in R^{n \times n}", r"2 \operatorname{tr}'(X) = 2 \operatorname{tr}(X)", "tr' has no meaning"),
    (r"a, b \in R^n", r"a \otimes b = a \odot b", "the outer, the Kronecker or the entrywise product"),
    (r"a, b \in R^n", r"a ⊗ b = a \odot b", "the outer, the Kronecker or the entrywise product"),
    (r"a \in R^2, k \in \{1, 2\}", "k a_k = a_k k", "`k` is declared as a number, and is an index here"),
    (r"a \in R^2, i \in R", "i a_i - i a_i = 0", "`i` is declared as a number, and is an index here"),
    (r"a, t \in R^n", "a_t t = t a_t", "`t` is an array in one place and an index here"),
    (r"x \in R", "e^x^2 = e^{2x}", "two powers on one base"),
    (r"x \in R", r"1\frac12 x = \frac12 x", "a number before a fraction can be a sum or a product"),
    (r"x \in R", r"1\frac12 x = \frac32 x", "a number before a fraction can be a sum or a product"),
    (r"x \in R", "1,5 x = 5x", "1,5 can be one number or two"),
    (r"x \in R, f : R \to R", r"\frac{df}{dx}(x^2) = f'(x^2)", "the derivative at this point, or a product?"),
    (r"x \in R, f : R \to R", r"\frac{df}{dx}(x^2) = f'(x) x^2", "the derivative at this point, or a product?"),
    (r"x \in R | f(x) := x^3", r"\frac{df}{dx}(x + 1) = 3 (x + 1)^2", "the derivative at this point, or a product?"),
    (r"a, b \in R | q := a b", r"\frac{\partial q}{\partial a}(0, \max(a, b)) = b", "the derivative at this point"),
]


@pytest.mark.parametrize(("given", "formula", "message"), TWOFOLD)
def test_what_can_be_meant_in_two_ways_is_not_judged(given: str, formula: str, message: str) -> None:
    found = verdict(given, formula)
    assert found.kind is Kind.UNREAD
    assert message in found.message


ERROR = r"y, t \in R^n, x \in R | e := y - t"


@pytest.mark.parametrize("formula", [r"e^{x} = \exp(x)", r"\frac{\partial}{\partial x} e^x = e^x", "e^{-x} e^x = 1"])
def test_the_exponential_is_not_written_by_an_e_that_is_declared(formula: str) -> None:
    assert verdict(ERROR, formula).kind is Kind.UNREAD


PLAIN = [
    (ERROR, r"e^\top e = \|y - t\|^2", r"e^\top e = \|y\|^2"),
    (r"y, t \in R | e := y - t", "e^2 = (y - t)^2", "e^2 = y^2 - t^2"),
    (r"a, b \in R^n | \newcommand{\otimes}{\odot}", r"a \otimes b = b \odot a", r"a \otimes b = 2 b \odot a"),
    (r"x \in R", r"\exp'(x) = \exp(x)", r"\exp'(x) = x \exp(x)"),
    (r"a \in R^n, i \in R", r"i \sum_i a_i = i \sum_j a_j", r"i \sum_i a_i = \sum_j j a_j"),
    (r"a, t \in R^n", r"\sum_t a_t + t_1 = t_1 + \sum_i a_i", r"\sum_t a_t + t_1 = \sum_i a_i"),
    (r"x \in R", "{e^x}^2 = e^{2x}", "{e^x}^2 = e^{x^2}"),
    (r"x \in R", r"2 \cdot \frac12 x = x", r"2 \cdot \frac12 x = \frac52 x"),
    (r"x \in R", r"2 \frac32 x = 3 x", r"2 \frac32 x = \frac72 x"),
    (r"x \in R, f : R \to R", r"\frac{df}{dx} x^2 = x^2 f'(x)", r"\frac{df}{dx} x^2 = f'(x^2)"),
    (r"x \in R, f : R \to R", r"\frac{df}{dx} (x+1)^2 = (x+1)^2 f'(x)", r"\frac{df}{dx} (x+1)^2 = f'(x) (x^2 + 1)"),
    (r"y \in R | L := L(y)", r"\frac{\partial L}{\partial y} (1-y) = (1-y) \frac{\partial L}{\partial y}",
     r"\frac{\partial L}{\partial y} (1-y) = \frac{\partial L}{\partial y}"),
    (r"y \in R | L := L(y)",
     r"\frac{\partial L}{\partial y} (1 - \max(0, y)) = (1 - \max(0, y)) \frac{\partial L}{\partial y}",
     r"\frac{\partial L}{\partial y} (1 - \max(0, y)) = \frac{\partial L}{\partial y}"),
]


@pytest.mark.parametrize(("given", "true", "false"), PLAIN)
def test_what_can_be_meant_in_one_way_is_judged(given: str, true: str, false: str) -> None:
    assert verdict(given, true).kind is Kind.PROVED
    assert verdict(given, false).kind is Kind.REFUTED


def test_numbers_between_commas_are_a_list_where_there_are_several() -> None:
    (found,) = judged("<!-- derive\nx \\in R^n\n-->\n\n$$ 2 x_i = x_i + x_i, \\quad i = 1,2,\\dots,n $$\n")
    assert found.verdict.kind is Kind.PROVED
