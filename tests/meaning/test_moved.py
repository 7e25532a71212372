r"""Derivatives and values at an array in place of another one, `\left. \frac{\partial L}{\partial x} \right|_{x=c}`."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from derive.meaning.meanings import NotUnderstood
from tests.judging.claims import kind, verdict
from tests.meaning.test_claims import meaning

SCOPE = r"""x, c, b \in R^n, r \in R^m, A \in R^{n \times n}, X, C \in R^{m \times n}, a \in R
L := \frac12 x^\top A x
K := L + b^\top x
M := M(x)
y := A x
h := h(c)
N := \|X\|^2"""
DECLARED = SCOPE.replace("\n", " | ")
AT = r"\left. \frac{{\partial {} }}{{\partial {} }} \right|_{{ {} }} = {}"


def at(quantity: str, by: str, place: str, right: str) -> str:
    return AT.format(quantity, by, place, right)


THERE = r"\left. \frac{\partial M}{\partial x} \right|_{x = c}"
TRUE_AND_FALSE = [
    (at("L", "x", "x = c", r"\frac12 (A + A^\top) c"), at("L", "x", "x = c", r"\frac12 (A + A^\top) x")),
    (at("K", "x", r"x = \mathbf{c}", r"\frac12 (A + A^\top) c + b"), at("K", "x", "x = c", r"\frac12 (A + A^\top) c")),
    (at("L", "x_i", "x = c", r"\frac12 \sum_j (A_{ij} + A_{ji}) c_j"), at("L", "x_i", "x = c", r"\sum_j A_{ij} c_j")),
    (at("N", "X", "X = C", "2 C"), at("N", "X", "X = C", "2 X")),
    (r"\nabla_x L |_{x = c} = \frac12 (A + A^\top) c", r"\nabla_x L |_{x = c} = \frac12 (A - A^\top) c"),
    (r"\left. L \right|_{x = c} = \frac12 c^\top A c", r"\left. L \right|_{x = c} = \frac12 c^\top A x"),
    (r"\left. y \right|_{x = c} = A c", r"\left. y \right|_{x = c} = A x"),
    (at("M", "x", "x = c", THERE), at("M", "x", "x = c", "2" + THERE)),
]


@pytest.mark.parametrize("true", [true for true, _ in TRUE_AND_FALSE])
def test_what_is_true_there_is_proved(true: str) -> None:
    assert verdict(DECLARED, true).kind is Kind.PROVED


@pytest.mark.parametrize("false", [false for _, false in TRUE_AND_FALSE])
def test_what_is_false_there_is_not(false: str) -> None:
    assert kind(DECLARED, false) in (Kind.REFUTED, Kind.CONDITIONAL)


def test_an_unknown_function_has_another_slope_there() -> None:
    assert verdict(DECLARED, at("M", "x", "x = c", r"\frac{\partial M}{\partial x}")).kind is Kind.REFUTED


REFUSED = [
    (at("L", "x", "x = 0", "0"), "another name of its shape"),
    (at("L", "x", "x = 2 c", "A c"), "another name of its shape"),
    (at("L", "x", "x = r", "A r"), "another name of its shape"),
    (at("L", "x", "x = a", "A x"), "another name of its shape"),
    (at("L", "x", "x = C", "A x"), "another name of its shape"),
    (at("L", "x", "x = x", "A x"), "`x` stands in this already"),
    (at("K", "x", "x = b", "A b + b"), "`b` stands in this already"),
    (at("L", "x", "x = y", "A y"), "`y` stands in this already"),
    (at(r"\|y - b\|^2", "y", "y = c", "2 (c - b)"), "`y` stands in this already"),
    (at("L", "A", "x = c", "c c^\\top"), "of the number that it is by"),
    (at("L", "x", "c", "A c"), "what the variable is there"),
]


@pytest.mark.parametrize(("formula", "message"), REFUSED)
def test_another_place_is_not_read(formula: str, message: str) -> None:
    found = meaning(formula, SCOPE)
    assert isinstance(found, NotUnderstood)
    assert message in found.message


def test_what_is_assumed_of_an_array_is_not_lost_in_silence() -> None:
    claim = at(r"\sum_i |x_i|", "x_i", "x = c", "1")
    found = meaning(claim, f"{SCOPE}\nassume x_i > 0")
    assert isinstance(found, NotUnderstood)
    assert verdict(DECLARED, claim).kind in (Kind.REFUTED, Kind.CONDITIONAL)
