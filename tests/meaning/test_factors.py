r"""What stands behind an entrywise or a dot product is grouped in the one way that has a value, and else unread."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import verdict

LAYER = r"x \in R^n, V \in R^{m \times n}, W \in R^{k \times m}, f : R \to R | h := f(V x) | y := W h | L := L(y)"
SQUARE = r"A, B, C \in R^{n \times n}, X \in R^{N \times n}, s, t \in R, u, v \in R^{1 \times n}"

TWINS = [
    (LAYER, r"\frac{\partial L}{\partial x} = V^\top \left( f'(V x) \odot W^\top \frac{\partial L}{\partial y} \right)",
     r"\frac{\partial L}{\partial x} = V^\top \left( f(V x) \odot W^\top \frac{\partial L}{\partial y} \right)"),
    (LAYER, r"\frac{\partial L}{\partial V} = f'(V x) \odot W^\top \frac{\partial L}{\partial y} x^\top",
     r"\frac{\partial L}{\partial V} = f'(V x) \odot W^\top \frac{\partial L}{\partial y} h^\top"),
    (LAYER, r"x \cdot V^\top h = h^\top V x", r"x \cdot V h = h^\top V x"),
    (LAYER, r"x \cdot \frac1n x = \frac1n x^\top x", r"x \cdot \frac1n x = x^\top x"),
    (SQUARE, r"A \odot \frac12 B = \frac12 (A \odot B)", r"A \odot \frac12 B = \frac12 A B"),
    (SQUARE, r"A \odot B s t = s t (A \odot B)", r"A \odot B s t = s t A B"),
    (SQUARE, r"u \cdot (v \odot u) = (u \odot u) \cdot v", r"u \cdot (v \odot u) = 2 (u \odot u) \cdot v"),
    (SQUARE, r"A \cdot B \odot C = C \odot (A B)", r"A \cdot B \odot C = A (B \odot C)"),
    (SQUARE, r"A B \odot C = C \odot (A B)", r"A B \odot C = A (B \odot C)"),
    (SQUARE, r"(A \odot B) C = (B \odot A) C", r"(A \odot B) C = A \odot (B C)"),
]


@pytest.mark.parametrize(("given", "true", "false"), TWINS)
def test_factors_are_grouped_as_their_shapes_tell(given: str, true: str, false: str) -> None:
    assert verdict(given, true).kind is Kind.PROVED
    assert verdict(given, false).kind is Kind.REFUTED


TWOFOLD = [
    r"A \odot B C = A", r"X \odot X A = X", r"u \cdot v A = A", r"A \odot B \cdot C = A", r"u \cdot v \odot u = 1",
    r"u \cdot v \odot u = (u \cdot v) u",
]


@pytest.mark.parametrize("formula", TWOFOLD)
def test_factors_that_can_be_grouped_in_two_ways_are_not_judged(formula: str) -> None:
    found = verdict(SQUARE, formula)
    assert found.kind is Kind.UNREAD
    assert "put the brackets" in found.message
