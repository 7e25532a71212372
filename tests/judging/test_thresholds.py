"""What shows only beyond a number of which a claim speaks, or beside it, is found; plain values still come first."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derive.judging.refute import refute, witness
from derive.judging.thresholds import thresholds
from derive.judging.verdict import Counterexample, Kind
from derive.meaning.scope import Scope, Statement

from .claims import claim, verdict


def still() -> None:
    """A clock that never rings."""


def found(declared: str, formula: str) -> Counterexample | None:
    one = claim(declared, formula)
    return refute(one.statement, one.scope, still)


X = r"x \in R | r(u) := \min(\max(u, 0), 6) | c(u) := \min(\max(u, -5), 5)"
P = r"p \in R"
T = r"p \in R | t \in \{0, 1\}"
FALSE = [
    (X, r"r'(x) = \begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}", {"x": "7"}),
    (X, "c'(x) = 1", {"x": "6"}),
    (X, "c(x) = x", {"x": "6"}),
    (X, r"c(x) = \max(x, -5)", {"x": "6"}),
    (X, r"c(x) = \min(x, 5)", {"x": "-6"}),
    (X, r"\max(x, 4) = 4", {"x": "5"}),
    (X, r"\frac{d}{dx} |x - 20| = -1", {"x": "21"}),
    (X, r"\max(\frac{x}{3}, 4) = 4", {"x": "40"}),
    (X, r"\max(|x - 20| - 5, 0) = \max(15 - x, 0)", {"x": "42"}),
    (X, r"\max(x - 20, 0) = 0, \quad x > 7", {"x": "21"}),
    (X, r"\sqrt{x - 20} = \sqrt{2 x - 40}", {"x": "21"}),
    (r"a \in R", r"\max(2^a, 20000) = 20000", {"a": "15"}),
    (r"a \in R", r"\max(e^a, 20000) = 20000", {"a": "10"}),
    (r"x, y \in R", r"\max(x y, 30) = 30", {"x": "2", "y": "29"}),
    (r"X \in R^{n \times m}", r"\max(x_{ij}, 9) = 9", {"X": "10"}),
    (P, r"\log p = \log(1 - p)", {"p": "1/4"}),
    (P, r"\log p - \log(1 - p) = \log \frac{1 - p}{p}", {"p": "1/4"}),
    (P, r"\log p = \log(1 - 10 p)", {"p": "1/22"}),
    (P, r"\frac{\partial}{\partial p} (p \log p + (1 - p) \log(1 - p)) = \log \frac{1 - p}{p}", {"p": "1/4"}),
    (T, r"-t \log p - (1 - t) \log(1 - p) = -t \log(1 - p) - (1 - t) \log p", {"t": "0", "p": "1/4"}),
    (
        T,
        r"-t \log p - (1 - t) \log(1 - p) = \begin{cases} -\log p & t = 0 \\ -\log(1 - p) & t = 1 \end{cases}",
        {"t": "0", "p": "1/4"},
    ),
]


@pytest.mark.parametrize(("declared", "formula", "values"), FALSE, ids=[row[1] for row in FALSE])
def test_what_differs_beyond_plain_values_is_found(declared: str, formula: str, values: dict[str, str]) -> None:
    example = found(declared, formula)
    assert example is not None
    assert {name: matrix[0][0] for name, matrix in example.values.items()} == values


TRUE = [
    (X, r"r'(x) = \begin{cases} 1 & 0 < x \wedge x < 6 \\ 0 & \text{otherwise} \end{cases}"),
    (X, r"c(x) = \max(\min(x, 5), -5)"),
    (X, r"\max(x, 4) = 4, \quad x < 4"),
    (P, r"\log p = -\log \frac{1}{p}"),
]


@pytest.mark.parametrize(("declared", "formula"), TRUE, ids=[row[1] for row in TRUE])
def test_nothing_is_found_where_nothing_is_false(declared: str, formula: str) -> None:
    assert found(declared, formula) is None


PLAIN = [
    (r"x \in R", r"\max(x, 0) = 100 x", {"x": "1"}),
    (r"x \in R", r"|x - 20| = x - 20", {"x": "0"}),
    (r"x \in R", r"\min(x, 6) = 6", {"x": "0"}),
    (r"x \in R", r"\log(x) = \log(5 x)", {"x": "1"}),
]


@pytest.mark.parametrize(("declared", "formula", "values"), PLAIN, ids=[row[1] for row in PLAIN])
def test_a_plain_value_is_shown_where_one_will_do(declared: str, formula: str, values: dict[str, str]) -> None:
    example = found(declared, formula)
    assert example is not None
    assert {name: matrix[0][0] for name, matrix in example.values.items()} == values


def test_the_numbers_are_those_of_definitions_and_conditions_too() -> None:
    one = claim(r"x \in R | h(u) := \max(u, 6)", r"h(x) = x, \quad x > 11")
    numbers = thresholds(one.statement, one.scope)
    assert {Fraction(each) for each in (5, 6, 7, -6, 10, 11, 12)} <= set(numbers)
    assert list(numbers) == sorted(numbers, key=lambda value: (value.denominator, abs(value), value < 0))


@pytest.mark.parametrize("formula", [r"x^2 + 6 x = x (x + 6)", r"\frac{e^{7 x}}{x - 7} = 1", "x^{-2} = 5"])
def test_without_cases_and_borders_there_are_none(formula: str) -> None:
    one = claim(r"x \in R", formula)
    assert thresholds(one.statement, one.scope) == ()


def test_values_are_found_that_lie_beyond_plain_ones() -> None:
    one = claim(r"x \in R", r"\log(x - 20) = \log(2 x - 40) - \log 2")
    assert witness(one.statement, one.scope, {}, still) is not None
    assert verdict(r"x \in R", r"\log(x - 20) = \log(2 x - 40) - \log 2").kind is Kind.PROVED


@pytest.mark.parametrize(("condition", "kind"), [("a > b", Kind.REFUTED), (r"a > b \wedge a > 0", Kind.CONVENTION)])
def test_a_corner_between_two_numbers_and_a_border_is_found(condition: str, kind: Kind) -> None:
    right = rf"\begin{{cases}} 1 & {condition} \\ 0 & \text{{otherwise}} \end{{cases}}"
    assert verdict(r"a, b \in R", rf"\frac{{\partial}}{{\partial a}} \max(a, b, 0) = {right}").kind is kind


NAMED = [
    (r"x \in R", r"\frac{d}{dx} \log(20 - x) = \frac{1}{x - 20}", r"20 - x \le 0"),
    (r"x \in R", r"(\sqrt{50 - x})^2 = 50 - x", "50 - x < 0"),
    (r"v \in R^n", r"e^{\log(v_i + 10)} = v_i + 10", r"v_{i} + 10 \le 0"),
]


@pytest.mark.parametrize(("declared", "formula", "excluded"), NAMED, ids=[row[1] for row in NAMED])
def test_a_region_without_values_is_named_wherever_it_begins(declared: str, formula: str, excluded: str) -> None:
    assert excluded in verdict(declared, formula).excludes


@pytest.mark.parametrize("formula", [r"\max(2^a, 20000) = 20000", r"\max(e^a, 100000) = 100000"])
def test_no_power_gets_too_long(formula: str) -> None:
    assert verdict(r"a \in R", formula).defect == ""
    assert max(map(abs, thresholds(*_parts(formula)))) <= 100


def _parts(formula: str) -> tuple[Statement, Scope]:
    one = claim(r"a \in R", formula)
    return one.statement, one.scope
