r"""False claims about the Hessian of an unknown function of arrays: it takes one that is not linear to show it."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import verdict

VECTOR = r"x \in R^n | M := M(x)"
TWO = r"X, Y \in R^{n \times m} | M := M(X, Y)"
SCALED = r"u \in R^{1 \times n} | a := 2 u | L := L(a)"

TWINS = [
    (VECTOR, r"2 \nabla_x^2 M = \nabla_x^2 M + (\nabla_x^2 M)^\top", r"\nabla_x^2 M = 2 \nabla_x^2 M"),
    (VECTOR, r"\frac{\partial^2 M}{\partial x_i \partial x_j} = \frac{\partial^2 M}{\partial x_j \partial x_i}",
     r"\frac{\partial^2 M}{\partial x_i \partial x_j} = \frac{\partial^2 M}{\partial x_i^2}"),
    (TWO,
     r"\frac{\partial^2 M}{\partial x_{ij} \partial y_{kl}} = \frac{\partial^2 M}{\partial y_{kl} \partial x_{ij}}",
     r"\frac{\partial^2 M}{\partial x_{ij} \partial y_{kl}} = \frac{\partial^2 M}{\partial y_{ij} \partial x_{kl}}"),
    (SCALED,
     r"\frac{\partial}{\partial u_j} \frac{\partial L}{\partial a_i} "
     r"= 2 \frac{\partial^2 L}{\partial a_i \partial a_j}",
     r"\frac{\partial}{\partial u_j} \frac{\partial L}{\partial a_i} = \frac{\partial^2 L}{\partial a_i \partial a_j}"),
]
WRONG = [
    (VECTOR, r"\frac{\partial^2 M}{\partial x_i \partial x_j} = 0"),
    (VECTOR, r"\frac{\partial^2 M}{\partial x_i \partial x_j} = \delta_{ij}"),
    (VECTOR, r"\sum_i \frac{\partial^2 M}{\partial x_i^2} = 0"),
    (TWO, r"\frac{\partial^2 M}{\partial x_{ij} \partial y_{kl}} = 0"),
]


@pytest.mark.parametrize(("declared", "true", "false"), TWINS)
def test_a_false_hessian_is_refuted_and_a_true_one_proved(declared: str, true: str, false: str) -> None:
    assert verdict(declared, true).kind is Kind.PROVED
    assert verdict(declared, false).kind is Kind.REFUTED


@pytest.mark.parametrize(("declared", "false"), WRONG)
def test_a_false_hessian_is_refuted(declared: str, false: str) -> None:
    assert verdict(declared, false).kind is Kind.REFUTED


def test_the_counterexample_names_the_hessian_and_the_slope_at_zero() -> None:
    found = verdict(VECTOR, r"\frac{\partial^2 M}{\partial x_i \partial x_j} = 0").counterexample
    assert found is not None
    assert found.values[r"\nabla^2 M"] == (("1",),)
    assert r"\frac{\partial M}{\partial x}(0)" in found.values


def test_a_linear_function_shows_what_it_can() -> None:
    found = verdict(VECTOR, r"\frac{\partial M}{\partial x_i} = 0").counterexample
    assert found is not None
    assert found.values[r"\frac{\partial M}{\partial x}"] == (("1",),)
    assert r"\nabla^2 M" not in found.values
