"""Conditions on values that stand beside a formula: assumed for this claim alone, and shown with it."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind

from .claims import judged, kind, verdict

NUMBERS = r"x \in R | a, b \in R"
EIGEN = r"S \in R^{n \times n}, v \in R^n, a \in R"
ROOT = r"\sqrt{x^2} = x"

TRUE = [
    (NUMBERS, ROOT + r", \quad x > 0"),
    (NUMBERS, ROOT + r" \quad (x \ge 0)"),
    (NUMBERS, ROOT + r" \quad \text{if } x > 0"),
    (NUMBERS, r"\sqrt{a^2 b^2} = a b \quad \text{for } a > 0, b > 0"),
    (NUMBERS, r"\frac{d}{dx} |x| = 1 \quad (x > 0)"),
    (NUMBERS, r"\frac{d}{dx} x^2 = 0 \quad (x = 0)"),
    (r"v \in R^n", r"|v_i| = v_i, \quad v_i > 0"),
    (r"p, q \in R^n", r"p_i q_j = q_j p_i, \quad i, j = 1, \dots, n"),
    (r"v \in R^n", r"\sqrt{v_i^2} = v_i \quad (v_i > 0)"),
    (r"X \in R^{n \times m}, a \in R", r"\max(a, x_{ij}) = x_{ij} \quad (x_{ij} > a)"),
    (r"v \in R^n", r"\sum_j |v_j| = \sum_j v_j, \quad v_j \ge 0"),
    (r"v, w \in R^n", r"w_i \sum_j |v_j| = w_i \sum_j v_j, \quad v_j \ge 0"),
    (r"X \in R^{n \times m}", r"\sum_k |x_{ik}| = \sum_k x_{ik} \quad \text{if } x_{ik} > 0"),
    (NUMBERS, r"|a b| = a b \quad \text{if } a b > 0"),
    (EIGEN, r"v^\top S v = a \quad \text{if } S v = a v \text{ and } v^\top v = 1"),
    (NUMBERS, r"|a b| = -a b, \quad a b \le 0"),
    (NUMBERS, r"|a + b| = |a| + |b|, \quad a b > 0"),
    (NUMBERS, r"|a b x| = a b x, \quad a b > 0, x > 0"),
]

FALSE = [
    (NUMBERS, ROOT + r", \quad x > -1"),
    (NUMBERS, ROOT + r", \quad x < 0"),
    (NUMBERS, ROOT + r", \quad x \ne 0"),
    (NUMBERS, ROOT + r" \quad (a > 0)"),
    (NUMBERS, r"\sqrt{a^2 b^2} = a b \quad \text{for } a > 0, b > -1"),
    (NUMBERS, r"\frac{d}{dx} x^2 = 1 \quad (x = 0)"),
    (NUMBERS, r"\frac{d}{dx} x = 0 \quad (x = 0)"),
    (NUMBERS, r"\lim_{x \to 0} \frac{|x|}{x} = 1, \quad x > 0"),
    (NUMBERS, ROOT + r" \quad (x > 1 \wedge x < 0)"),
    (r"v \in R^n", r"\sum_k |v_k| = \sum_k v_k, \quad v_i > 0"),
    (r"X \in R^{n \times m}", r"\sum_k |x_{kj}| = \sum_k x_{kj}, \quad x_{ij} > 0"),
    (r"v \in R^n", r"|v_i| = v_i, \quad v_j > 0"),
    (r"p, q \in R^n", r"p_i q_j = q_j p_j, \quad i, j = 1, \dots, n"),
    (r"v \in R^n", r"\sqrt{v_i^2} + \sqrt{v_j^2} = v_i + v_j \quad (v_i > 0)"),
    (r"v \in R^n", r"v_i + v_j = 3 \quad (v_i > 0, v_j < 0)"),
    (r"v \in R^n | assume \sum_i v_i = 0", r"2 v_i = 3 \quad (v_i > 0)"),
    (r"v \in R^n | s := \sum_j |v_j|", r"s + \sqrt{v_i^2} = \sum_j v_j + v_i \quad (v_i > 0)"),
    (r"X \in R^{n \times n}", r"\sqrt{x_{ij}^2} = x_{ij} \quad (x_{ii} > 0)"),
    (r"v \in R^n", r"\sqrt{v_i^2} + \sum_k |v_k| = v_i + \sum_k v_k \quad (v_i > 0)"),
    (r"v \in R^n", r"\sum_j |v_j| = \sum_j v_j, \quad v_j \ge -1"),
    (r"v \in R^n", r"v_j + \sum_j |v_j| = v_j + \sum_j v_j, \quad v_j \ge 0"),
    (r"X \in R^{n \times n}", r"x_{kk} + \sum_k |x_{ik}| = |x_{kk}| + \sum_k x_{ik} \quad (x_{ik} > 0)"),
    (NUMBERS, r"|a b| = a b, \quad a b > -1"),
    (EIGEN, r"v^\top S v = a \quad \text{if } S v = a v \text{ and } v^\top v = 2"),
    (NUMBERS, r"|a| = a, \quad a b > 0"),
    (NUMBERS, r"|a + b| = a + b, \quad a b > 0"),
    (NUMBERS, r"|a b x| = a b x, \quad a b > 0, b x > 0, a x > 0"),
]
IMPLIED = [
    (NUMBERS, r"|a| = a, \quad a > |b|"),
    (NUMBERS, r"|a e^b| = a e^b, \quad a e^b > 0"),
    (NUMBERS, r"|x| = x, \quad \log x > 1"),
    (NUMBERS, r"|a (b - x)| = a (b - x), \quad a b > a x"),
]
"""True, and shown or not."""
LACKING = [
    (NUMBERS, r"\log(a b) = \log a + \log b, \quad a b > 0"),
    (NUMBERS, r"\sqrt{a b} = \sqrt a \sqrt b, \quad a b > 0"),
]


@pytest.mark.parametrize(("declared", "formula"), TRUE)
def test_what_a_claim_says_of_its_values_is_assumed(declared: str, formula: str) -> None:
    assert verdict(declared, formula).kind is Kind.PROVED


@pytest.mark.parametrize(("declared", "formula"), FALSE)
def test_no_more_is_assumed_than_a_claim_says(declared: str, formula: str) -> None:
    assert kind(declared, formula) in (Kind.REFUTED, Kind.CONDITIONAL, Kind.UNDECIDED)


@pytest.mark.parametrize(("declared", "formula"), IMPLIED)
def test_nothing_is_asked_for_that_follows_from_what_is_stated(declared: str, formula: str) -> None:
    assert verdict(declared, formula).kind in (Kind.PROVED, Kind.UNDECIDED)


@pytest.mark.parametrize(("declared", "formula"), LACKING)
def test_a_sign_is_asked_for_where_what_is_stated_leaves_a_side_without_value(declared: str, formula: str) -> None:
    assert verdict(declared, formula).kind is Kind.CONDITIONAL


def test_the_next_claim_is_not_under_the_condition_of_the_one_before() -> None:
    items = judged("<!-- derive\nx \\in R\n-->\n\n$$\n" + ROOT + r", \quad x > 0" + "\n$$\n\n$$\n" + ROOT + "\n$$\n")
    assert [item.verdict.kind for item in items] == [Kind.PROVED, Kind.CONDITIONAL]


@pytest.mark.parametrize("condition", [r"x > 0", r"(x \ge 0)", r"\text{if } x > 0"])
def test_a_claim_is_shown_with_its_condition(condition: str) -> None:
    (item,) = judged(f"<!-- derive\nx \\in R\n-->\n\n$$\n{ROOT} \\quad {condition}\n$$\n")
    assert item.source.startswith(ROOT) and item.source.endswith(condition)
