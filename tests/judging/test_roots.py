"""Roots of products: split where every factor is known not to be negative, and nowhere else."""

from __future__ import annotations

import pytest

from derive.judging.verdict import AllSizes, Kind
from tests.judging.claims import verdict

VECTORS = r"vectors: columns | x, u \in R^n, y \in R^m, c \in R"
NUMBERS = r"a, b \in R"

SPLIT = [
    ("the norm of an outer product", r"\|x y^\top\|_F = \|x\| \|y\|"),
    ("with a factor", r"\|x y^\top\|_F \|x\| = \|x\|^2 \|y\|"),
    ("a number taken out of a norm", r"\|c x\| = |c| \|x\|"),
    ("a number taken out of the norm of a sum", r"\|c x + c u\| = |c| \|x + u\|"),
    ("one that is divided by", r"\left\| \frac{x}{c} \right\| = \frac{\|x\|}{|c|}"),
    ("an even power", r"\|c^2 x\| = c^2 \|x\|"),
    ("an odd power of a norm", r"\|c x\|^3 = |c|^3 \|x\|^3"),
    ("its slope", r"\frac{\partial}{\partial c} \|c x\| = \frac{c}{|c|} \|x\|"),
    ("one over it", r"\frac{1}{\|c x\|} = \frac{1}{|c| \|x\|}"),
    ("a norm over itself", r"\frac{\|c x\|}{\|c x\|} = 1"),
    ("of squares", r"\sqrt{\left( \sum_i x_i^2 \right) \sum_j y_j^4} = \|x\| \sqrt{\sum_j y_j^4}"),
]
NUMBERS_SPLIT = [
    ("a square in every term", r"\sqrt{a^2 + a^4} = |a| \sqrt{1 + a^2}"),
    ("a square below", r"\sqrt{\frac{1}{a^2} + \frac{b}{a^2}} = \frac{\sqrt{1 + b}}{|a|}"),
    ("the cube root of a cube", r"\sqrt[3]{a^3} = a"),
    ("the cube root of a ninth power", r"\sqrt[3]{a^9 b^3} = a^3 b"),
    ("the fourth root", r"\sqrt[4]{a^4} = |a|"),
    ("a logarithm", r"\frac{d}{da} \log |a| = \frac1a"),
]
WRONG = [
    ("a number without its sign", VECTORS, r"\|c x\| = c \|x\|"),
    ("a number below without its sign", VECTORS, r"\left\| \frac{x}{c} \right\| = \frac{\|x\|}{c}"),
    ("a sum without its sign", VECTORS, r"\|c x + c u\| = c \|x + u\|"),
    ("another sum", VECTORS, r"\|c x - c u\| = |c| \|x + u\|"),
    ("an odd power without its sign", VECTORS, r"\|c^3 x\| = c^3 \|x\|"),
    ("a slope without its sign", VECTORS, r"\frac{\partial}{\partial c} \|c x\| = \|x\|"),
    ("a square in every term without its sign", NUMBERS, r"\sqrt{a^2 + a^4} = a \sqrt{1 + a^2}"),
    ("the fourth root without its sign", NUMBERS, r"\sqrt[4]{a^4} = a"),
    ("a cube root with a sign", NUMBERS, r"\sqrt[3]{a^3} = |a|"),
    ("an inverse without its sign", NUMBERS, r"\frac{1}{|a|} = \frac1a"),
    ("a logarithm with a sign", NUMBERS, r"\frac{d}{da} \log |a| = \frac{1}{|a|}"),
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


@pytest.mark.parametrize("formula", [row[1] for row in NUMBERS_SPLIT], ids=[row[0] for row in NUMBERS_SPLIT])
def test_a_root_of_a_square_is_an_absolute_value(formula: str) -> None:
    found = verdict(NUMBERS, formula)
    assert found.kind is Kind.PROVED, found.message


@pytest.mark.parametrize(("declared", "formula"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_wrong_one_is_refused(declared: str, formula: str) -> None:
    assert verdict(declared, formula).kind in (Kind.REFUTED, Kind.CONDITIONAL)


@pytest.mark.parametrize(("declared", "formula"), [row[1:] for row in NOT_KNOWN], ids=[row[0] for row in NOT_KNOWN])
def test_what_may_be_negative_is_not_split(declared: str, formula: str) -> None:
    assert verdict(declared, formula).kind in (Kind.CONDITIONAL, Kind.UNDECIDED)
