"""The largest and the smallest of many values: of pairs of entries, and of absolute values."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind

from .claims import verdict

GIVEN = r"x \in R^n | X \in R^{n \times m}"
TRUE = [
    ("the widest distance", r"\max_{i \ne j} |x_i - x_j| = \max_i x_i - \min_i x_i"),
    ("of all pairs", r"\max_{i \ne j} |x_i - x_j| = \max_{i,j} |x_i - x_j|"),
    ("without signs", r"\max_{i \ne j} |x_i - x_j| = \max_{i \ne j} (x_i - x_j)"),
    ("the least difference", r"\min_{i \ne j} (x_i - x_j) = -\max_{i \ne j} (x_i - x_j)"),
    ("of a matrix", r"\max_{i,j} X_{ij} = \max_{j,i} X_{ij}"),
    ("of absolute values", r"\max_i |x_i| = \max(\max_i x_i, -\min_i x_i)"),
]
FALSE = [
    ("a sum for a difference", r"\max_{i \ne j} |x_i - x_j| = \max_i x_i + \min_i x_i"),
    ("the least distance", r"\max_{i \ne j} |x_i - x_j| = \min_{i \ne j} |x_i - x_j|"),
    ("the least for the largest", r"\min_{i \ne j} (x_i - x_j) = \max_{i \ne j} (x_i - x_j)"),
    ("entries for differences", r"\max_{i \ne j} |x_i - x_j| = \max_i |x_i|"),
    ("a sign forgotten", r"\max_i |x_i| = \max(\max_i x_i, \min_i x_i)"),
]


@pytest.mark.parametrize("formula", [row[1] for row in TRUE], ids=[row[0] for row in TRUE])
def test_extreme_values_are_told_by_cases(formula: str) -> None:
    found = verdict(GIVEN, formula)
    assert found.kind is Kind.PROVED, found.message
    assert isinstance(found.scope, tuple)


@pytest.mark.parametrize("formula", [row[1] for row in FALSE], ids=[row[0] for row in FALSE])
def test_wrong_ones_are_refuted(formula: str) -> None:
    assert verdict(GIVEN, formula).kind is Kind.REFUTED


def test_too_many_values_are_not_decided_and_said_to_be() -> None:
    found = verdict(GIVEN, r"\max_{i,j} |X_{ij}| = \max_{j,i} |X_{ij}|")
    assert found.kind is Kind.UNDECIDED
    assert "the largest or smallest of 12 values is too long to be told by cases" in found.message


NUMBERS = r"a, b, m \in R | T := \max(0, a - b + m) | S := \min(0, a)"
CONDITIONED = [
    (r"\frac{\partial T}{\partial a} = 1, \quad T > 0", r"\frac{\partial T}{\partial a} = 0, \quad T > 0"),
    (r"\frac{\partial T}{\partial b} = -1, \quad 0 < T", r"\frac{\partial T}{\partial b} = 1, \quad 0 < T"),
    (r"T = a - b + m, \quad T > 0", r"T = a + b + m, \quad T > 0"),
    (r"S = a, \quad S < 0", r"S = 0, \quad S < 0"),
    (r"T = a - b + m, \quad T > 0", r"T = a - b + m, \quad T \ge 0"),
]


@pytest.mark.parametrize(("true", "false"), CONDITIONED)
def test_a_condition_on_a_largest_value_tells_which_it_is(true: str, false: str) -> None:
    assert verdict(NUMBERS, true).kind is Kind.PROVED
    assert verdict(NUMBERS, false).kind not in (Kind.PROVED, Kind.CONVENTION)
