"""A declared delta is not Kronecker's: what is true of the latter alone is told, and may not be read."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind

from .claims import verdict

GIVEN = r"x, y \in R^{n \times 1} | y := e^x"
BOLD, PLAIN, SQUARE = (
    f"{GIVEN} | {text}"
    for text in (r"\bm\delta \in R^{n \times m}", r"\delta \in R^{n \times m}", r"\bm\delta \in R^{n \times n}")
)
SLOPE = r"\frac{\partial y_i}{\partial x_j} = \delta_{ij} y_i"
TWICE = r"\frac{\partial y_i}{\partial x_j} = 2 \delta_{ij} y_i"
REASON = "was declared at line 4"


@pytest.mark.parametrize(
    ("given", "formula", "kind"),
    [
        (BOLD, SLOPE, Kind.UNREAD),
        (BOLD, SLOPE.replace(r"\delta", r"\bm\delta"), Kind.REFUTED),
        (BOLD, SLOPE.replace(r"\delta", r"\boldsymbol{\delta}"), Kind.REFUTED),
        (PLAIN, SLOPE, Kind.REFUTED),
        (SQUARE, SLOPE, Kind.REFUTED),
    ],
)
def test_what_is_true_of_kroneckers_alone_is_told(given: str, formula: str, kind: Kind) -> None:
    found = verdict(given, formula)
    assert found.kind is kind
    assert REASON in found.message


@pytest.mark.parametrize("given", [BOLD, PLAIN, SQUARE])
def test_what_is_false_of_either_is_refuted(given: str) -> None:
    found = verdict(given, TWICE)
    assert found.kind is Kind.REFUTED
    assert REASON not in found.message


@pytest.mark.parametrize("given", [BOLD, PLAIN, SQUARE])
def test_a_claim_of_the_declared_one_stands(given: str) -> None:
    slope = r"\frac{\partial}{\partial \delta_{ij}} \sum_{k,l} \delta_{kl}^2 = 2 \delta_{ij}"
    assert verdict(given, slope).kind is Kind.PROVED
    assert verdict(given, slope.replace("2 ", "3 ")).kind is Kind.REFUTED


def test_without_a_declaration_it_is_kroneckers() -> None:
    assert verdict(GIVEN, SLOPE).kind is Kind.PROVED
    assert verdict(GIVEN, TWICE).kind is Kind.REFUTED
