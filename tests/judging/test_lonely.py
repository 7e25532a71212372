"""Kinks and poles that there are at a size of 1 alone are named with it, and what is said there is looked at."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind

from .claims import verdict

GIVEN = r"x \in R^n | a, b \in R | s := \frac{1}{n - 1} \sum_i x_i^2"


def powers(here: str, above: str = "1") -> str:
    """The slope of a power of a modulus, which has a kink where that is no higher one."""
    cases = rf"\begin{{cases}} {above} & a > 0 \\ {here} & a = 0 \\ -1 & a < 0 \end{{cases}}"
    return rf"\frac{{d}}{{d a}} |a|^n = n |a|^{{n - 1}} {cases}"


LACKING = [
    (r"\frac{\sum_i x_i - x_1}{\sum_i x_i - x_1} = 1", "n = 1"),
    (r"\frac{1}{\sum_{j=2}^n x_j^2} \sum_{j=2}^n x_j^2 = 1", "n = 1"),
    (r"\log(n - 1) + \log a = \log((n - 1) a), \quad a > 0", "n = 1"),
    (r"\frac{d}{da} |a|^n = n a |a|^{n - 2}", r"a = 0 \wedge n = 1"),
]
KINKS = [powers("0"), powers("1"), r"\frac{d}{da} \max(a, 0)^n = n \max(a, 0)^{n-1} \mathbb{1}\{a > 0\}"]
ALREADY = [
    (r"\frac{\partial s}{\partial x_i} = \frac{2 x_i}{n - 1}", ("n = 1",)),
    (r"\frac{\sum_i x_i}{\sum_k x_k} = 1", (r"\sum_{k} x_{k} = 0",)),
    (r"\frac{d}{da} \max(a, n - 1) = \mathbb{1}\{a > n - 1\}", (r"a - \left(n - 1\right) = 0",)),
    (r"\frac{d}{da} |a + b|^{n + 1} = (n + 1) |a + b|^n \operatorname{sign}(a + b)", ()),
    (r"\frac{d}{da} |a|^n = n |a|^{n - 1} \operatorname{sign}(a), \quad a > 0", ()),
]
WRONG = [powers("7"), powers("-2"), powers("0", "2")]


@pytest.mark.parametrize(("formula", "excluded"), LACKING)
def test_where_a_side_has_no_value_at_a_size_of_one_is_named(formula: str, excluded: str) -> None:
    found = verdict(GIVEN, formula)
    assert found.kind is Kind.PROVED and excluded in found.excludes


@pytest.mark.parametrize("formula", KINKS)
def test_a_value_at_a_kink_of_a_size_of_one_is_a_convention(formula: str) -> None:
    found = verdict(GIVEN, formula)
    assert (found.kind, found.excludes) == (Kind.CONVENTION, (r"a = 0 \wedge n = 1",))
    assert [each.place for each in found.choices] == [r"a = 0 \wedge n = 1"]


@pytest.mark.parametrize(("formula", "excluded"), ALREADY)
def test_what_is_named_for_all_sizes_is_not_named_again(formula: str, excluded: tuple[str, ...]) -> None:
    found = verdict(GIVEN, formula)
    assert found.kind in (Kind.PROVED, Kind.CONVENTION) and found.excludes == excluded


@pytest.mark.parametrize("formula", WRONG)
def test_what_is_no_slope_at_a_size_of_one_is_false(formula: str) -> None:
    assert verdict(GIVEN, formula).kind is Kind.REFUTED


def test_a_size_that_is_assumed_to_be_larger_has_nothing_to_leave_out() -> None:
    assert verdict(GIVEN + " | assume n > 1", powers("7")).excludes == ()
