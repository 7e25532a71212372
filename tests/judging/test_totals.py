r"""Derivatives with d beside such with ∂: the total and the partial one to many an author, the same to derive."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind

from .claims import verdict

GIVEN = r"x, c, t \in R | y := x^2 | f := x y + c"
D, P = r"\frac{d f}{d x}", r"\frac{\partial f}{\partial x}"
CHAIN = r"\frac{\partial f}{\partial y} \frac{d y}{d x}"


@pytest.mark.parametrize(
    "formula", [rf"{D} = {P} + {CHAIN}", rf"\frac{{d}}{{d x}} f = {P} + {CHAIN}", rf"df/dx = {P} + {CHAIN}"]
)
def test_a_total_derivative_is_not_refuted(formula: str) -> None:
    assert verdict(GIVEN, formula).kind is Kind.UNDECIDED


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        (rf"{D} = {P}", Kind.PROVED),
        (rf"{D} = 3 x^2", Kind.PROVED),
        (rf"{D} = 2 x^2", Kind.REFUTED),
        (rf"{P} = 2 x^2", Kind.REFUTED),
        (rf"{P} = {P} + {CHAIN}", Kind.REFUTED),
        (rf"{D} = {D} + \frac{{d f}}{{d y}} \frac{{d y}}{{d x}}", Kind.REFUTED),
        (rf"{D} = 2 \frac{{\partial f}}{{\partial y}}", Kind.REFUTED),
        (rf"{D} = 2 \frac{{\partial y}}{{\partial x}} \frac{{\partial f}}{{\partial c}}", Kind.REFUTED),
    ],
)
def test_other_claims_are_judged(formula: str, kind: Kind) -> None:
    assert verdict(GIVEN, formula).kind is kind
