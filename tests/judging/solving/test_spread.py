"""A number added to every entry of a matrix stands as ones where a reader would take it for the unit matrix."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import verdict

from .asking import answered

NORM = (
    r"x \in R^n, \gamma \in R^n, \epsilon \in R | assume \epsilon > 0 | \mu := \frac{1}{n} \sum_i x_i"
    r" | v := \frac{1}{n} \sum_i (x_i - \mu)^2 | s := \sqrt{v + \epsilon} | h_i := \frac{x_i - \mu}{s}"
)
UPSTREAM = r"\frac{\partial L}{\partial h}"
SIGMOID = r"A \in R^{N \times n} | \sigma(z) := \frac{1}{1 + e^{-z}} | H := \sigma(A) | L := L(H)"
LAYER = SIGMOID.replace(r"A \in R^{N \times n}", r"X \in R^{N \times m}, V \in R^{m \times n}").replace("(A)", "(X V)")
FACTOR = r"A \in R^{N \times n}, V \in R^{n \times m}, G \in R^{N \times m} | t := \operatorname{tr}(G^\top (A - 1) V)"
ONES = r"\mathbf{1} \mathbf{1}^\top"

IN_PRODUCTS = [
    ("layer normalisation", f"{NORM} | L := L(h)", r"\frac{\partial L}{\partial x}",
     rf"\frac{{1}}{{s}} \left( {UPSTREAM} - \frac{{\left( h h^\top + {ONES} \right) {UPSTREAM}}}{{n}} \right)"),
    ("its Jacobian", f"layout: numerator | {NORM}", r"\frac{\partial h}{\partial x}",
     rf"\frac{{1}}{{s}} \left( I - \frac{{h h^\top + {ONES}}}{{n}} \right)"),
    ("a mean taken away", r"layout: numerator | x \in R^n | c_i := x_i - \frac{1}{n} \sum_j x_j",
     r"\frac{\partial c}{\partial x}", rf"I - \frac{{1}}{{n}} {ONES}"),
    ("a factor", FACTOR, r"\frac{\partial t}{\partial V}",
     rf"\left( A^\top - {ONES} \right) G"),
]
ENTRY_BY_ENTRY = [
    ("sigmoid", SIGMOID, r"\frac{\partial L}{\partial A}",
     r"\frac{\partial L}{\partial H} \odot H \odot \left( 1 - H \right)"),
    ("a difference", r"A, B \in R^{N \times n} | J := \frac{1}{2} \|A - 1\|_F^2", r"\frac{\partial J}{\partial A}",
     "A - 1"),
    ("in a product", LAYER,
     r"\frac{\partial L}{\partial X}",
     r"\left( \frac{\partial L}{\partial H} \odot H \odot \left( 1 - H \right) \right) V^\top"),
    ("a vector", r"X \in R^{N \times n}, w \in R^n | J := \frac{1}{2} \|X w - 1\|^2", r"\frac{\partial J}{\partial w}",
     r"X^\top \left( X w - 1 \right)"),
]


@pytest.mark.parametrize(
    ("declared", "left", "answer"), [row[1:] for row in IN_PRODUCTS], ids=[row[0] for row in IN_PRODUCTS]
)
def test_between_matrices_a_number_is_spread_by_ones(declared: str, left: str, answer: str) -> None:
    found = answered(declared, left)
    assert found.kind is Kind.PROVED, found.message
    assert found.answer is not None
    assert " ".join(found.answer.fragment.split()) == answer


@pytest.mark.parametrize(
    ("declared", "left", "answer"), [row[1:] for row in ENTRY_BY_ENTRY], ids=[row[0] for row in ENTRY_BY_ENTRY]
)
def test_entry_by_entry_a_number_stays(declared: str, left: str, answer: str) -> None:
    found = answered(declared, left)
    assert found.answer is not None, found.message
    assert " ".join(found.answer.fragment.split()) == answer


def test_what_is_offered_for_a_false_gradient_has_ones_too() -> None:
    wrong = rf"3 x + \frac{{h}}{{n}} {UPSTREAM}^\top x"
    found = verdict(f"{NORM} | L := L(h)", rf"\frac{{\partial L}}{{\partial x}} = {wrong}")
    assert found.kind is Kind.REFUTED
    assert found.correction is not None
    assert ONES in found.correction.fragment


@pytest.mark.parametrize(
    "wrong", [r"I - \frac{1}{n} I", r"I - \frac{1}{n} \mathbf{1}_{n}^\top \mathbf{1}_{n} I", r"I + \frac{1}{n} ONES"]
)
def test_the_unit_matrix_is_not_a_matrix_of_ones(wrong: str) -> None:
    declared = r"layout: numerator | x \in R^n | c_i := x_i - \frac{1}{n} \sum_j x_j"
    assert verdict(declared, rf"\frac{{\partial c}}{{\partial x}} = {wrong.replace('ONES', ONES)}").kind is Kind.REFUTED
