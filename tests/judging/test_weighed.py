"""What is said at kinks where they meet, where other comparisons tell them, and where what is unknown does."""

from __future__ import annotations

import pytest

from derive.judging.conventions import at_kinks
from derive.judging.judge import judge
from derive.judging.verdict import Kind, Verdict

from .claims import claim, verdict

NUMBERS = r"a, c, p \in R | f : R \to R | q(u) := \begin{cases} u^2 & u < 1 \\ 2 u & u \ge 1 \end{cases}"
ROOT = r"x, y, \gamma, \epsilon \in R | assume \epsilon > 0 | s := \sqrt{(x - y)^2 / 4 + \epsilon}"
SIGNS = r"\operatorname{sign}(a) + \operatorname{sign}(a - c)"


def by_a(numerator: str, *rows: str) -> str:
    """The derivative by a, claimed to be what one row says, or the cases that several do."""
    right = rows[0] if len(rows) == 1 else r"\begin{cases} " + r" \\ ".join(rows) + r" \end{cases}"
    return rf"\frac{{\partial}}{{\partial a}} {numerator} = {right}"


def decided(declared: str, formula: str) -> Verdict:
    subject = claim(declared, formula)
    return at_kinks(subject, judge(subject))


OUTSIDE = [
    by_a(r"\max(a, c, p)", r"1 & a > c \wedge a > p", "2 & a = c = p", r"0 & \text{otherwise}"),
    by_a(r"(|a| + |a - c|)", r"5 & a = 0 \wedge c = 0", SIGNS + r" & \text{otherwise}"),
    by_a(r"\max(a, c)", "5 & a = c = 0", "1 & a > c", r"0 & a \le c"),
    by_a(r"\max(a, c)", r"\frac12 + \frac{c}{1000} & a = c", "1 & a > c", "0 & a < c"),
    by_a(r"\max(0, a)", "1 & e^a > 1", "7 & e^a = 1", "0 & e^a < 1"),
    by_a("|a - c|", "1 & e^a > e^c", "7 & e^a = e^c", "-1 & e^a < e^c"),
    by_a("a |a - c|", r"a \operatorname{sign}(a - c) + |a - c| & e^a \ne e^c", "7 & e^a = e^c"),
    by_a(r"\max(f(a), 0)", "f'(a) & f(a) > 0", "7 & f(a) = 0", r"0 & \text{otherwise}"),
    by_a(r"\max(a, 0)", r"7 & a^2 + c^2 \le 0", "1 & a > 0", r"0 & \text{otherwise}"),
    by_a(r"\max(a, 0)", r"7 & a, c, p \ge 0 \wedge a + c + p \le 0", "1 & a > 0", r"0 & \text{otherwise}"),
    by_a(r"\max(a, 0)", r"7 & a \le 0 \wedge c < -1 \wedge p > 1", "1 & a > 0", r"0 & \text{otherwise}"),
]
BETWEEN = [
    by_a(r"\max(a, c, p)", r"1 & a > c \wedge a > p", r"0 & \text{otherwise}"),
    by_a(r"\max(a, c, p)", r"1 & a > c \wedge a > p", r"\frac13 & a = c = p", r"0 & \text{otherwise}"),
    by_a(r"(|a| + |a - c|)", SIGNS),
    by_a("|a| |c|", r"\operatorname{sign}(a) |c|"),
    by_a(r"\max(0, a)", "1 & e^a > 1", r"0 & e^a \le 1"),
    by_a(r"\max(a, 0)", r"0 & a^2 + c^2 \le 0", "1 & a > 0", r"0 & \text{otherwise}"),
    by_a(r"\max(a, 0)", r"7 & a = 0 \wedge c > 1 \wedge c < 1", "1 & a > 0", r"0 & \text{otherwise}"),
    by_a(r"\max(f(a), 0)", "f'(a) & f(a) > 0", r"0 & \text{otherwise}"),
    by_a("|f(a)|", r"\operatorname{sign}(f(a)) f'(a)"),
]
UNSAID = [
    by_a("|a - c|", "1 & e^a > e^c", "-1 & e^a < e^c"),
    by_a("|a|", r"1 & \frac{1}{a} > 0", r"-1 & \text{otherwise}"),
    by_a("q(a)", "2 a & a < 1", "2 & a > 1"),
]


@pytest.mark.parametrize("formula", OUTSIDE)
def test_a_value_outside_of_the_slopes_is_false_wherever_it_is_given(formula: str) -> None:
    assert decided(NUMBERS, formula).kind is Kind.REFUTED


@pytest.mark.parametrize("formula", BETWEEN)
def test_a_value_between_them_is_a_convention(formula: str) -> None:
    assert decided(NUMBERS, formula).kind is Kind.CONVENTION


@pytest.mark.parametrize("formula", UNSAID)
def test_where_nothing_is_said_at_the_kink_the_claim_is_proved_beside_it(formula: str) -> None:
    found = decided(NUMBERS, formula)
    assert found.kind is Kind.PROVED and found.excludes


def test_another_value_than_the_slope_that_there_is_where_kinks_meet_is_not_accepted() -> None:
    formula = by_a("|a| |c|", r"1 & a = 0 \wedge c = 0", r"\operatorname{sign}(a) |c| & \text{otherwise}")
    assert decided(NUMBERS, formula).kind is Kind.UNDECIDED


THIN = [
    r"|a|^3 + (c - 2)^4 \le 0",
    r"a^2 + (c - \sqrt 2)^2 \le 0",
    r"a = 0 \wedge c > 10^6",
    r"a = 0 \wedge c = p = 5",
]


@pytest.mark.parametrize("thin", THIN)
def test_what_is_said_where_nothing_was_seen_leaves_a_claim_open(thin: str) -> None:
    formula = by_a(r"\max(a, 0)", f"7 & {thin}", "1 & a > 0", r"0 & \text{otherwise}")
    assert decided(NUMBERS, formula).kind in (Kind.UNDECIDED, Kind.REFUTED)


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (r"0 & s > \gamma", Kind.PROVED),
        (r"0 & s \ge \gamma", Kind.CONVENTION),
        (r"7 & s = \gamma \\ 0 & s > \gamma", Kind.REFUTED),
        (r"x & s > \gamma", Kind.REFUTED),
    ],
)
def test_a_kink_at_a_root_is_looked_at_where_it_is_real(row: str, kind: Kind) -> None:
    right = rf"\begin{{cases}} -\frac{{x - y}}{{4 s}} & s < \gamma \\ {row} \end{{cases}}"
    assert decided(ROOT, rf"\frac{{\partial}}{{\partial x}} \max(0, \gamma - s) = {right}").kind is kind


def test_a_number_held_against_one_that_is_not_real_stops_nothing() -> None:
    found = decided(NUMBERS, by_a("|a|", r"1 & \log |a| > a", r"-1 & \text{otherwise}"))
    assert found.kind is Kind.REFUTED and not found.defect


@pytest.mark.parametrize("condition", [r"\frac{1}{\max(0, a)} > 0", r"\max(0, a)^{-2} > 0"])
def test_a_comparison_that_lacks_a_value_in_some_case_is_a_reason_and_no_defect(condition: str) -> None:
    found = verdict(NUMBERS, by_a(r"\max(0, a)", f"1 & {condition}", r"0 & \text{otherwise}"))
    assert found.kind is Kind.UNDECIDED and not found.defect


def test_a_kink_is_looked_at_where_no_entries_were_compared() -> None:
    rows = r"\begin{cases} 2 x_i & x_i > 0 \\ 7 & x_i = 0 \\ 0 & x_i < 0 \end{cases} \quad \text{if } x_i < x_j"
    squares = rf"\frac{{\partial}}{{\partial x_i}} \sum_j \max(0, x_j)^2 = {rows}"
    assert decided(r"x \in R^n", squares).kind is Kind.UNDECIDED
    assert decided(r"x \in R^n", squares.replace("7", "0")).kind is Kind.PROVED
