r"""Letters that touch each other before a bracket: the name of a function, where they can be no product."""

from __future__ import annotations

import pytest

from derive import Kind, prove

SOFTMAX = r"z \in R^n; softmax(z)_i := \frac{e^{z_i}}{\sum_k e^{z_k}}; relu(x) := max(0, x)"
LETTERS = "; s, o, f, t, m, a, x, r, l, u, g, d, n, p \\in R"


@pytest.mark.parametrize(("claim", "false"), [
    (r"softmax(z)_i = e^{z_i} / \sum_k e^{z_k}", r"softmax(z)_i = e^{z_i}"),
    (r"\operatorname{softmax}(z) = softmax(z)", r"\operatorname{softmax}(z) = relu(z)"),
    (r"\mathit{softmax}(z) = softmax(z)", r"\mathit{softmax}(z) = z"),
    (r"relu(z)_i = \max(0, z_i)", r"relu(z)_i = \max(1, z_i)"),
    (r"\frac{\partial softmax(z)_i}{\partial z_i} = softmax(z)_i (1 - softmax(z)_i)",
     r"\frac{\partial softmax(z)_i}{\partial z_i} = softmax(z)_i"),
])
@pytest.mark.parametrize("more", ["", LETTERS.replace("n, ", "")])
def test_what_is_declared_so_is_the_name_whatever_its_letters_mean(claim: str, false: str, more: str) -> None:
    assert prove(claim, given=SOFTMAX + more).verdict is Kind.PROVED
    assert prove(false, given=SOFTMAX + more).verdict is Kind.REFUTED


@pytest.mark.parametrize(("claim", "false"), [
    (r"log(a) = \log a", r"log(a) = \exp a"),
    (r"tanh(a) = \tanh a", r"tanh(a) = a"),
    (r"max(0, a) = \max(0, a)", r"max(0, a) = \min(0, a)"),
    (r"max(x_1, \dots, x_n) = \max_i x_i", r"min(x_1, \dots, x_n) = \max_i x_i"),
    (r"tr(A) = \sum_i A_{ii}", r"tr(A) = \sum_{i,j} A_{ij}"),
    (r"2 exp(a) = 2 \exp a", r"2 exp(a) = \exp a"),
])
def test_a_word_of_the_language_is_one_where_a_letter_means_nothing(claim: str, false: str) -> None:
    given = r"a \in R; x \in R^n; A \in R^{n \times n}; assume a > 0"
    assert prove(claim, given=given).verdict is Kind.PROVED
    assert prove(false, given=given).verdict is Kind.REFUTED


@pytest.mark.parametrize("claim", ["log(a) = o g l a", r"max(a, s) = \max(a, s)", "tr(a + s) = t r a + t r s"])
def test_where_it_can_be_a_product_it_is_not_read(claim: str) -> None:
    found = prove(claim, given=LETTERS[2:] + "; h \\in R")
    assert found.verdict is Kind.UNREAD
    assert "can be a function or a product of its letters" in found.message


@pytest.mark.parametrize(("claim", "kind"), [
    ("t r (a + s) = r t a + r t s", Kind.PROVED),
    ("som(a + s) = s o m a + s o m s", Kind.PROVED),
    ("som(a + s) = s o m a", Kind.REFUTED),
    ("arelu(s) = 2", Kind.UNREAD),
])
def test_other_letters_are_factors(claim: str, kind: Kind) -> None:
    given = LETTERS[2:].replace("l, u, ", "") + "; relu(b) := b^2"
    assert prove(claim, given=given).verdict is kind
