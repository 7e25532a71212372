r"""Gradients of functions by their argument, which is not written below the nabla: `\nabla f(w)`."""

from __future__ import annotations

import pytest

from derive import Kind, prove

GIVEN = (
    r"X \in R^{n \times d}; w, v, c \in R^d; t \in R^n; s \in R; "
    r"\ell(w) := \|X w - t\|^2; f(w) := w^\top c; J := J(w)"
)
TRUE = [
    (r"\nabla \ell(w)", r"2 X^\top (X w - t)"),
    (r"\nabla \ell (w)", r"\nabla_w \ell(w)"),
    (r"\nabla^2 \ell(w)", "2 X^\\top X"),
    (r"\nabla^{2} \ell(w)", "2 X^\\top X"),
    (r"\nabla \ell(w)^\top v", r"2 (X w - t)^\top X v"),
    (r"v^\top (\nabla^2 \ell(w)) v", r"2 \|X v\|^2"),
    (r"v^\top \nabla^2 \ell(w) v", r"2 \|X v\|^2"),
    (r"\nabla^2 \ell(w) \, w", r"2 X^\top X w"),
    (r"\nabla \ell(w)_i", r"\sum_k 2 X_{ki} (X w - t)_k"),
    (r"\nabla^2 \ell(w)_{ij}", r"\sum_k 2 X_{ki} X_{kj}"),
    (r"\nabla f(w)", "c"),
    (r"\nabla J(w)", r"\frac{\partial J}{\partial w}"),
    (r"v - \nabla f(w)", "v - c"),
]


@pytest.mark.parametrize(("left", "right"), TRUE)
def test_it_is_by_the_argument(left: str, right: str) -> None:
    assert prove(f"{left} = {right}", given=GIVEN).verdict is Kind.PROVED
    assert prove(f"{left} = 2 ({right})", given=GIVEN).verdict is Kind.REFUTED


@pytest.mark.parametrize("formula", [
    r"\nabla f(c) = c", r"\nabla f(c) = 2 c", r"\nabla J(v) = v", r"\nabla \ell(2 w) = 2 X^\top X w",
    r"\nabla \ell(w) v = v", r"\nabla \ell(w) \cdot v = 2", r"\nabla \ell = 2 w",
    r"\nabla^3 \ell(w) = 0", r"\nabla^2 \ell(w) s = 0", r"\nabla^2 \ell(w) \ell(w) = 0", r"\nabla^2 \ell(w) (v) = v",
    r"\nabla \|w\|^2 = 2 w", r"\nabla (w^\top w) = 2 w", r"\nabla \ell(w) (w) = 0",
])
def test_what_can_be_meant_otherwise_is_not_read(formula: str) -> None:
    assert prove(formula, given=GIVEN).verdict is Kind.UNREAD


def test_nor_is_that_of_an_array_of_which_it_can_be_the_transpose() -> None:
    found = prove(r"\nabla g(w) = X", given=GIVEN + r"; g(w)_i := \sum_j w_j w_i")
    assert found.verdict is Kind.UNREAD
    found = prove(r"\nabla g(w) = 2 w", given=GIVEN + "; g(w) := w^2")
    assert found.verdict is Kind.UNREAD
