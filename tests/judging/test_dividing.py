"""Sizes at which a claim divides by zero are named, and no others."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind

from .claims import verdict

GIVEN = r"a \in R^n | A \in R^{n \times m} | m_1, s \in R | c := \frac{1}{n - 1} \sum_i a_i"


@pytest.mark.parametrize(
    ("formula", "excludes"),
    [
        (r"\frac{n - 1}{n - 1} \sum_i a_i = \sum_i a_i", ("n = 1",)),
        (r"\frac{(n - 1) (n - 2)}{(n - 1) (n - 2)} \sum_i a_i = \sum_i a_i", ("n = 1", "n = 2")),
        (r"(n - 1)^{-1} (n - 1) = 1", ("n = 1",)),
        (r"\frac{\partial c}{\partial a_i} = \frac{1}{n - 1}", ("n = 1",)),
        (r"\frac{\sum_{i,j} A_{ij}}{n - m} (n - m) = \sum_{i,j} A_{ij}", ("m - n = 0",)),
        (r"\frac{1}{n} \sum_i a_i = \sum_i \frac{a_i}{n}", ()),
        (r"\frac{1}{n + 1} \sum_i a_i = \sum_i \frac{a_i}{n + 1}", ()),
        (r"\frac{1}{2 n - 1} \sum_i a_i = \sum_i \frac{a_i}{2 n - 1}", ()),
        (r"\frac{1}{n + m} \sum_i a_i = \sum_i \frac{a_i}{n + m}", ()),
        (r"(n - 1) \sum_i a_i = n \sum_i a_i - \sum_i a_i", ()),
    ],
)
def test_sizes_without_a_value_are_named(formula: str, excludes: tuple[str, ...]) -> None:
    found = verdict(GIVEN, formula)
    assert found.kind is Kind.PROVED
    assert sorted(found.excludes) == sorted(excludes)
    assert all(f"${each}$" in found.message for each in excludes)


@pytest.mark.parametrize(
    ("assumed", "excludes"), [("n > 1", ()), (r"n \ge 2", ()), ("n > 0", ("n = 1",)), ("s > 1", ("n = 1",))]
)
def test_sizes_that_an_assumption_leaves_out_are_not(assumed: str, excludes: tuple[str, ...]) -> None:
    found = verdict(f"{GIVEN} | assume {assumed}", r"\frac{n - 1}{n - 1} \sum_i a_i = \sum_i a_i")
    assert found.kind is Kind.PROVED
    assert found.excludes == excludes
