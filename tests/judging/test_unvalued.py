r"""A logarithm or a root of what may be negative, where the other side has a value: that is named as excluded."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import verdict

GIVEN = r"x, y \in R"
VECTOR = r"x \in R^n | f(z) := \log z | r := \sqrt{\sum_i x_i} | s := \sqrt{\sum_i x_i^2 + 1}"

NAMED = [
    (GIVEN, r"e^{\log x} = x", r"x \le 0"),
    (GIVEN, r"e^{\log(-x)} = -x", r"-x \le 0"),
    (GIVEN, r"\log x - \log x = 0", r"x \le 0"),
    (GIVEN, r"\frac{\partial}{\partial x} \log x = \frac1x", r"x \le 0"),
    (GIVEN, r"(\sqrt{x})^2 = x", "x < 0"),
    (GIVEN, r"x^{1/2} x^{1/2} = x", "x < 0"),
    (GIVEN, r"x^{3/2} x^{1/2} = x^2", "x < 0"),
    (GIVEN, r"\sqrt{x - y}^2 = x - y", "x - y < 0"),
    (GIVEN, r"x^{1/3} = e^{\frac13 \log x}", r"x \le 0"),
    (GIVEN, r"\sqrt[3]{x} = e^{\frac13 \log x}", r"x \le 0"),
    (GIVEN, r"x^{2/3} = e^{\frac23 \log x}", r"x \le 0"),
    (GIVEN, r"x^{-1/3} = e^{-\frac13 \log x}", r"x \le 0"),
    (GIVEN, r"\sqrt{x} = e^{\frac12 \log x}", r"x \le 0"),
    (GIVEN + r" | g := x^{1/3}", r"g = e^{\frac13 \log x}", r"x \le 0"),
    (GIVEN, r"x^x = e^{x \log x}", r"x \le 0"),
    (VECTOR, r"\sum_i e^{\log x_i} = \sum_i x_i", r"x_{i} \le 0"),
    (VECTOR, r"e^{f(x_i)} = x_i", r"x_{i} \le 0"),
    (VECTOR, r"r^2 = \sum_i x_i", r"\sum_{i} x_{i} < 0"),
]
WITHOUT = [
    (GIVEN, r"\log e^x = x"),
    (GIVEN, r"\sqrt{x^2} = |x|"),
    (GIVEN, r"\sqrt{x} = x^{1/2}"),
    (GIVEN, r"e^{\log x} = x, \quad x > 0"),
    (GIVEN + " | assume x > 0", r"e^{\log x} = x"),
    (GIVEN, r"e^{\log(1 + x^2)} = 1 + x^2"),
    (GIVEN, r"x^{1/3} x^{2/3} = x"),
    (GIVEN, r"(x^3)^{1/3} = x"),
    (GIVEN, r"(x^{1/3})^3 = x"),
    (GIVEN + " | assume x > 0", r"x^{1/3} = e^{\frac13 \log x}"),
    (GIVEN, r"x^{2/3} = e^{\frac23 \log x}, \quad x > 0"),
    (GIVEN, r"(1 + x^2)^{1/3} = e^{\frac13 \log(1 + x^2)}"),
    (VECTOR, r"\frac{\partial s}{\partial x_i} = \frac{x_i}{s}"),
]
WRONG = [
    (GIVEN, r"e^{\log x} = |x|"),
    (GIVEN, r"e^{\log x} = -x"),
    (GIVEN, r"(\sqrt{x})^2 = x + 1"),
    (GIVEN, r"x^{1/3} = e^{\frac12 \log x}"),
    (GIVEN, r"x^{1/3} = e^{\frac13 \log |x|}"),
    (GIVEN, r"x^{2/3} = x^{1/3}"),
]


@pytest.mark.parametrize(("declared", "formula", "excluded"), NAMED)
def test_what_has_no_value_on_one_side_is_named(declared: str, formula: str, excluded: str) -> None:
    found = verdict(declared, formula)
    assert (found.kind, found.excludes) == (Kind.PROVED, (excluded,))
    assert f"${excluded}$, where a side has no value" in found.message


@pytest.mark.parametrize(("declared", "formula"), WITHOUT)
def test_nothing_else_is_named(declared: str, formula: str) -> None:
    found = verdict(declared, formula)
    assert (found.kind, found.excludes) == (Kind.PROVED, ())


@pytest.mark.parametrize(("declared", "formula"), WRONG)
def test_wrong_values_are_not_excused(declared: str, formula: str) -> None:
    assert verdict(declared, formula).kind is not Kind.PROVED
