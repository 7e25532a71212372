r"""Notation that is common and has one meaning: primed indices, entries of labelled vectors, Hessians, indicators."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import verdict

GIVEN = r"z, z_1, z_2, w \in R^n, A \in R^{n \times n}, x \in R | L := w^\top A w"

READ = [
    (r"\sum_{k'} e^{z_{k'}} = \sum_k e^{z_k}", r"\sum_{k'} e^{z_{k'}} = \sum_k e^{-z_k}"),
    (r"\sum_{k'=1}^n z_{k'} = \sum_k z_k", r"\sum_{k'=2}^n z_{k'} = \sum_k z_k"),
    (r"\sum_{k' \ne k} z_{k'} = \sum_{k'} z_{k'} - z_k", r"\sum_{k' \ne k} z_{k'} = \sum_{k'} z_{k'} - 2 z_k"),
    (r"\sum_{k,k'} A_{kk'} = \sum_{ij} A_{ij}", r"\sum_{k,k'} A_{kk'} = \sum_i A_{ii}"),
    (r"\frac{\partial}{\partial z_k} \log \sum_{k'} e^{z_{k'}} = \frac{e^{z_k}}{\sum_{k'} e^{z_{k'}}}",
     r"\frac{\partial}{\partial z_k} \log \sum_{k'} e^{z_{k'}} = \frac{1}{\sum_{k'} e^{z_{k'}}}"),
    (r"\nabla_w^2 L = A + A^\top", r"\nabla_w^2 L = 2 A"),
    (r"\nabla^2_w L = A + A^\top", r"\nabla^{2}_{w} L = 2 A"),
    (r"\operatorname{tr}(\nabla_w^2 L) = 2 \operatorname{tr} A", r"\operatorname{tr}(\nabla_w^2 L) = n"),
    (r"\frac{\partial^2 L}{\partial w\partial w^\top} = A + A^\top",
     r"\frac{\partial^2 L}{\partial w \partial w^T} = 0"),
    (r"\|w\|^2_2 = w^\top w", r"\|w\|^2_2 = w^\top w + 1"),
    (r"\|A\|^2_F = \operatorname{tr}(A^\top A)", r"\|A\|^2_F = \operatorname{tr}(A A)"),
    (r"\|w\|^{2}_{1} = (\sum_i |w_i|)^2", r"\|w\|^{2}_{1} = w^\top w"),
    (r"x 1_{x>0} = \max(x, 0)", r"x 1_{x<0} = \max(x, 0)"),
    (r"x 1_{\{x>0\}} = \max(x, 0)", r"x 1_{\{x<0\}} = \max(x, 0)"),
    (r"\frac{\partial w_i}{\partial w_j} = [i = j]", r"\frac{\partial w_i}{\partial w_j} = [i \ne j]"),
    (r"\sum_j [i = j] w_j = w_i", r"\sum_j [i \ne j] w_j = w_i"),
    (r"w \odot [w > 0] = \max(w, 0)", r"w \odot [w < 0] = \max(w, 0)"),
]


@pytest.mark.parametrize(("true", "false"), READ)
def test_what_has_one_meaning_is_judged(true: str, false: str) -> None:
    assert verdict(GIVEN, true).kind is Kind.PROVED
    assert verdict(GIVEN, false).kind is Kind.REFUTED


@pytest.mark.parametrize(("true", "false"), [
    (r"\sum_k z_{2,k} = \mathbf 1^\top z_2", r"\sum_k z_{2,k} = \mathbf 1^\top z_1"),
    ("2 z_{2,1} = 2 (z_2)_1", "2 z_{2,1} = 2 (z_1)_1"),
    ("z_{2,k}^2 = z_{2,k} z_{2,k}", "z_{2,k}^2 = z_{1,k} z_{2,k}"),
])
def test_an_entry_of_a_labelled_vector_has_the_index_behind_the_label(true: str, false: str) -> None:
    labelled = GIVEN.replace("z, ", "")
    assert verdict(labelled, true).kind is Kind.PROVED
    assert verdict(labelled, false).kind is Kind.REFUTED


BILINEAR = [
    (r"\frac{\partial^2 s}{\partial x \partial y^\top}", "W", "W^\\top"),
    (r"\frac{\partial^2 s}{\partial y \, \partial x^\top}", "W^\\top", "W"),
    (r"\frac{\partial^2 q}{\partial x \partial y^\top}", r"f'(s) W + f''(s) W y x^\top W", r"f'(s) W + f''(s) W"),
    (r"\left(\frac{\partial^2 q}{\partial x \partial y^\top}\right)_{ij}",
     r"\frac{\partial^2 q}{\partial x_i \partial y_j}", r"\frac{\partial^2 q}{\partial x_j \partial y_i}"),
]


@pytest.mark.parametrize(("left", "true", "false"), BILINEAR)
@pytest.mark.parametrize("m", ["m", "n"])
@pytest.mark.parametrize("layout", ["", " | layout: denominator"])
def test_second_derivatives_by_two_vectors_have_the_first_one_along_the_rows(
    left: str, true: str, false: str, m: str, layout: str
) -> None:
    given = rf"x \in R^n, y \in R^{m}, W \in R^{{n \times {m}}}, f : R \to R | s := x^\top W y | q := f(s){layout}"
    assert verdict(given, f"{left} = {true}").kind is Kind.PROVED
    assert verdict(given, f"{left} = {false}").kind is not Kind.PROVED
    assert verdict(given, f"{left} = {false}").kind is not Kind.CONVENTION


@pytest.mark.parametrize("one", ["R^1", r"R^{1 \times 1}"])
@pytest.mark.parametrize("by", [r"\partial w \partial x^\top", r"\partial x \partial w"])
def test_so_they_have_by_a_vector_of_one_entry(one: str, by: str) -> None:
    given = rf"x \in R^n, w \in {one} | s := w^\top w \, x^\top x"
    assert verdict(given, rf"\frac{{\partial^2 s}}{{{by}}} = 4 w x^\top").kind is Kind.PROVED
    assert verdict(given, rf"\frac{{\partial^2 s}}{{{by}}} = 2 w x^\top").kind is Kind.REFUTED


UNREAD = [
    (r"z_1, z_2 \in R^n, Z \in R^{n \times n}", "2 z_{2,1} = z_{2,1} + z_{2,1}", "an entry of either"),
    (GIVEN, r"\nabla_w^2 L = 2 \operatorname{tr} A", "the shapes fit only with its trace"),
    (GIVEN, r"\nabla_w^3 L = A", "second derivatives are read by entries"),
    (GIVEN, r"\nabla^2 L = A", "second derivatives are read by entries"),
    (GIVEN, r"\frac{\partial^2 L}{\partial w^\top \partial z} = 0", "second derivatives are read by entries"),
    (GIVEN, r"\frac{\partial^2 L}{\partial A \partial z^\top} = 0", "second derivatives are read by entries"),
    (GIVEN, r"\frac{\partial^2 L}{\partial w_1 \partial z^\top} = 0", "second derivatives are read by entries"),
    (GIVEN, r"\max(x, 0) = x [x > 0]", "a condition of the equation or a factor"),
    (GIVEN, r"1_{x} = 1", ""),
    (GIVEN, r"\|w\|^2_3 = 1", "no norm is named `3`"),
    (GIVEN, r"\|A\|^2_2 = 1", "the 2-norm of a matrix has two readings"),
]


@pytest.mark.parametrize(("given", "formula", "message"), UNREAD)
def test_what_has_no_meaning_or_two_is_not_judged(given: str, formula: str, message: str) -> None:
    found = verdict(given, formula)
    assert found.kind is Kind.UNREAD
    assert message in found.message
