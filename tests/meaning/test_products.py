r"""A product with a sign of two arrays of one shape that cannot be multiplied: how one by entries is written."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import verdict

DECLARED = r"x, y \in R^n | W, V \in R^{m \times n} | z \in R^m"
BY_ENTRIES = r"the product by entries is written `\odot`"


@pytest.mark.parametrize("formula", ["x * y = x", r"x \times y = x", r"W \cdot V = W", "W * V = W"])
def test_it_is_told_for_arrays_of_one_shape(formula: str) -> None:
    found = verdict(DECLARED, formula)
    assert found.kind is Kind.REFUTED
    assert BY_ENTRIES in found.message
    written = formula.replace("*", r"\odot").replace(r"\times", r"\odot").replace(r"\cdot", r"\odot")
    assert verdict(DECLARED, f"{written.partition('=')[0]} = {written.partition('=')[0]}").kind is Kind.PROVED


@pytest.mark.parametrize("formula", ["x y = x", "W V = W", "W * z = z", r"x \times z = x"])
def test_it_is_not_without_a_sign_or_for_other_shapes(formula: str) -> None:
    found = verdict(DECLARED, formula)
    assert found.kind is Kind.REFUTED
    assert BY_ENTRIES not in found.message


QUOTIENTS = [
    (r"x \oslash y = \frac{x}{y}", "{x}{y}", "{y}{x}"),
    (r"x ⊘ y \odot y = x", "= x", "= y"),
    (r"x \odot y \oslash x = y", "= y", "= x"),
    (r"x \oslash y \oslash y = x \oslash (y \odot y)", r"\odot", r"\oslash"),
    (r"3 x \oslash y = 3 (x \oslash y)", "= 3", "= 2"),
    (r"x_1 x \oslash y = x_1 (x \oslash y)", "= x_1", "= x_2"),
    (r"(W x) \oslash z = z \oslash z \oslash z \odot (W x)", r"\oslash z \odot", r"\odot z \odot"),
    (r"\frac{\partial}{\partial x_i} (x \oslash y)_i = \frac{1}{y_i}", "{1}{y_i}", "{x_i}{y_i}"),
]


@pytest.mark.parametrize(("formula", "old", "new"), QUOTIENTS)
def test_a_quotient_by_entries(formula: str, old: str, new: str) -> None:
    assert old in formula
    assert verdict(DECLARED, formula).kind is Kind.PROVED
    assert verdict(DECLARED, formula.replace(old, new)).kind is Kind.REFUTED


@pytest.mark.parametrize(
    "formula",
    [r"W x \oslash z = z", r"x^\top y \oslash x = y", r"x \cdot y \oslash x = y", r"z \oslash W x = z"],
)
def test_what_a_quotient_by_entries_divides_is_not_guessed(formula: str) -> None:
    assert verdict(DECLARED, formula).kind is Kind.UNREAD


@pytest.mark.parametrize(
    "formula", [r"x^\top y \odot x = \sum_i x_i^2 y_i", r"x^\top y \odot x = x", r"x \cdot y \odot x = x"]
)
def test_a_number_before_a_product_by_entries_may_end_sooner(formula: str) -> None:
    assert verdict(DECLARED, formula).kind is Kind.UNREAD
    assert verdict(DECLARED, formula.replace(r"y \odot x", r"(y \odot x)")).kind in (Kind.PROVED, Kind.REFUTED)


@pytest.mark.parametrize(
    ("formula", "false"),
    [
        (r"W^\top z \odot x = (W^\top z) \odot x", r"W^\top z \odot x = W^\top z"),
        (r"x^\top y \cdot x = x (x^\top y)", r"x^\top y \cdot x = x (x^\top x)"),
        (r"2 x \odot y = 2 (x \odot y)", r"2 x \odot y = x \odot y"),
        (r"x_1 y_1 \odot x = x_1 y_1 x", r"x_1 y_1 \odot x = x_1 x"),
    ],
)
def test_other_products_before_one_by_entries_are_whole(formula: str, false: str) -> None:
    assert verdict(DECLARED, formula).kind is Kind.PROVED
    assert verdict(DECLARED, false).kind in (Kind.REFUTED, Kind.CONDITIONAL)
