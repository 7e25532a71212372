"""Roots of products: split where every factor is known not to be negative, and nowhere else."""

from __future__ import annotations

import pytest

from derive.judging.verdict import AllSizes, Kind
from tests.judging.claims import verdict

VECTORS = r"vectors: columns | x \in R^n, y \in R^m"
NUMBERS = r"a, b \in R"

SPLIT = [
    ("the norm of an outer product", r"\|x y^\top\|_F = \|x\| \|y\|"),
    ("with a factor", r"\|x y^\top\|_F \|x\| = \|x\|^2 \|y\|"),
    ("of squares", r"\sqrt{\left( \sum_i x_i^2 \right) \sum_j y_j^4} = \|x\| \sqrt{\sum_j y_j^4}"),
]
WRONG = [
    ("a power", VECTORS, r"\|x y^\top\|_F = \|x\|^2 \|y\|"),
    ("a sum", VECTORS, r"\|x y^\top\|_F = \|x\| + \|y\|"),
    ("a factor forgotten", VECTORS, r"\|x y^\top\|_F = \|x\|"),
    ("the sign of a root", NUMBERS, r"\sqrt{a^2 b^2} = a b"),
    ("a root taken twice", VECTORS, r"\|x y^\top\|_F = \sqrt{\|x\| \|y\|}"),
]
NOT_KNOWN = [
    ("sums that may be negative", VECTORS,
     r"\sqrt{\left( \sum_i x_i \right) \sum_j y_j} = \sqrt{\sum_i x_i} \sqrt{\sum_j y_j}"),
    ("numbers that may be negative", NUMBERS, r"\sqrt{a b} = \sqrt{a} \sqrt{b}"),
    ("cubes", VECTORS,
     r"\sqrt{\left( \sum_i x_i^3 \right) \sum_j y_j^3} = \sqrt{\sum_i x_i^3} \sqrt{\sum_j y_j^3}"),
]


@pytest.mark.parametrize("formula", [row[1] for row in SPLIT], ids=[row[0] for row in SPLIT])
def test_a_root_of_squares_is_split(formula: str) -> None:
    found = verdict(VECTORS, formula)
    assert (found.kind, type(found.scope)) == (Kind.PROVED, AllSizes), found.message


@pytest.mark.parametrize(("declared", "formula"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_wrong_one_is_refused(declared: str, formula: str) -> None:
    assert verdict(declared, formula).kind in (Kind.REFUTED, Kind.CONDITIONAL)


@pytest.mark.parametrize(("declared", "formula"), [row[1:] for row in NOT_KNOWN], ids=[row[0] for row in NOT_KNOWN])
def test_what_may_be_negative_is_not_split(declared: str, formula: str) -> None:
    assert verdict(declared, formula).kind in (Kind.CONDITIONAL, Kind.UNDECIDED)
