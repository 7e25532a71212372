r"""Other signs of a derivative: `\partial_x L`, and a d before and behind a slash; and what only looks like one."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from derive.meaning.meanings import NotUnderstood
from tests.judging.claims import verdict
from tests.meaning.test_claims import meaning

SCOPE = r"""x, y \in R^n, a, b, \theta \in R, W \in R^{m \times n}
z := W x
L := L(z)
q := a^2 b
p := \theta^2
f(t) := t^2"""
DECLARED = SCOPE.replace("\n", " | ")

TRUE_AND_FALSE = [
    (r"\partial_a q = 2ab", r"\partial_a q = 3ab"),
    (r"\partial_{a} q b = 2ab^2", r"\partial_{a} q b = 2ab"),
    (r"∂_W L = ∂_z L x^\top", r"∂_W L = ∂_z L y^\top"),
    (r"\partial_W L = \partial_z L x^\top", r"\partial_W L = x^\top \partial_z L"),
    (r"\partial_{x_i} L = \sum_j W_{ji} \partial_{z_j} L", r"\partial_{x_i} L = 2 \sum_j W_{ji} \partial_{z_j} L"),
    (r"\partial_a^2 q = 2b", r"\partial_a^2 q = 2a"),
    (r"\partial_a \partial_b q = 2a", r"\partial_a \partial_b q = a"),
    (r"\partial_a (q + a) = 2ab + 1", r"\partial_a (q + a) = 2ab"),
    ("dq/da = 2ab", "dq/da = 2a"),
    ("b dq/da + 1 = 2ab^2 + 1", "b dq/da + 1 = 2ab^2"),
    (r"\mathrm d q / \mathrm d a = 2ab", r"\mathrm d q / \mathrm d a = ab"),
    (r"\operatorname{d} q/\operatorname{d}\!a = 2ab", r"\operatorname{d} q/\operatorname{d}\!a = ab"),
    (r"dp/d\theta = 2 \theta", r"dp/d\theta = \theta"),
    ("df(a)/da = 2a", "df(a)/da = f(a)"),
    (r"dL/dx = W^\top dL/dz", "dL/dx = W dL/dz"),
    (r"dL/dx_i = \sum_j W_{ji} dL/dz_j", r"dL/dx_i = \sum_j W_{ij} dL/dz_j"),
]


@pytest.mark.parametrize("true", [true for true, _ in TRUE_AND_FALSE])
def test_what_is_true_is_proved(true: str) -> None:
    assert verdict(DECLARED, true).kind is Kind.PROVED


@pytest.mark.parametrize("false", [false for _, false in TRUE_AND_FALSE])
def test_what_is_false_is_refuted(false: str) -> None:
    assert verdict(DECLARED, false).kind is Kind.REFUTED


UNREAD = [
    (r"\partial_{aa} q = 2b", r"expected one name below \partial"),
    (r"\partial_{a, b} q = 2a", r"expected one name below \partial"),
    (r"\nabla_{a, b} q = 2a", r"expected one name below \nabla"),
    (r"\partial_c q = 0", "`c` is not declared"),
    (r"\partial_a (q) b = 2ab^2", "of one factor or of the whole product"),
    (r"\mathrm d q = 2ab", "a differential stands alone"),
    (r"\operatorname{d}q = 2ab \operatorname{d}a", "a differential stands alone"),
    (r"\text{d}q = 2ab", "a differential stands alone"),
    ("dq = 2ab da", "dq can be a differential or a product"),
    (r"d\theta = 2", r"d\theta can be a differential or a product"),
    ("dq/dc = 2", "dq can be a differential or a product"),
    ("d q / a = 2", "`d` is not declared"),
    (r"\frac{\partial q}{\partial a}(1, b) = 2b", "the derivative at this point, or a product?"),
]


@pytest.mark.parametrize(("formula", "message"), UNREAD)
def test_what_may_be_something_else_is_not_read(formula: str, message: str) -> None:
    found = meaning(formula, SCOPE)
    assert isinstance(found, NotUnderstood)
    assert message in found.message


@pytest.mark.parametrize("d", ["d \\in R", "D \\in R^{d \\times 2}"])
def test_a_d_that_is_declared_is_a_factor_or_a_size(d: str) -> None:
    found = meaning("d q / d a = 2ab", f"{SCOPE}\n{d}")
    assert isinstance(found, NotUnderstood)
    assert "this can be a derivative or a quotient" in found.message
    assert verdict(f"{DECLARED} | {d}", "q d / a = d q / a").kind is Kind.PROVED
    assert verdict(f"{DECLARED} | {d}", "q d / a = q / a").kind is Kind.REFUTED
    assert verdict(f"{DECLARED} | {d}", r"\mathrm d q / \mathrm d a = 2ab").kind is Kind.PROVED
