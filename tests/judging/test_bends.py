"""Kinks that are linear in no symbol: what a claim says of the derivative there is looked at by numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from derive.judging.conventions import at_kinks
from derive.judging.judge import judge
from derive.judging.verdict import Kind

from .claims import claim

SQUARE = (r"|x^2 - 1|", r"\begin{cases} 2 x & x^2 > 1 \\ VALUE & x^2 = 1 \\ -2 x & \text{otherwise} \end{cases}")
MEETING = (r"\max(x, x^2)", r"\begin{cases} 1 & x > x^2 \\ VALUE & x = x^2 \\ 2 x & \text{otherwise} \end{cases}")
GROWTH = (r"\max(e^x, 1)", r"\begin{cases} e^x & x > 0 \\ VALUE & x = 0 \\ 0 & x < 0 \end{cases}")
WAVE = (r"\max(\sin x, 0)", r"\begin{cases} \cos x & \sin x > 0 \\ VALUE & \sin x = 0 \\ 0 & \sin x < 0 \end{cases}")
CUBE = (r"\max(x^3, 0)", r"\begin{cases} 3 x^2 & x > 0 \\ VALUE & x = 0 \\ 0 & x < 0 \end{cases}")
CIRCLE = (
    r"\max(x^2 + y^2 - 1, 0)",
    r"\begin{cases} 2 x & x^2 + y^2 > 1 \\ VALUE & x^2 + y^2 = 1 \\ 0 & \text{otherwise} \end{cases}",
)
STEEP = (
    r"\max(e^{x^2}, y^2 + 3)",
    r"\begin{cases} 2 x e^{x^2} & e^{x^2} > y^2 + 3 \\ VALUE & e^{x^2} = y^2 + 3 \\ 0 & \text{otherwise} \end{cases}",
)


def kind(sides: tuple[str, str], value: str) -> Kind:
    top, right = sides
    formula = rf"\frac{{\partial}}{{\partial x}} {top} = {right.replace('VALUE', value)}"
    subject = claim(r"x, y \in R", formula)
    return at_kinks(subject, judge(subject)).kind


@pytest.mark.parametrize(
    ("sides", "value"),
    [
        (SQUARE, "100"),
        (SQUARE, "-2.1"),
        (MEETING, "7"),
        (MEETING, "-1"),
        (GROWTH, "7"),
        (GROWTH, "1 + 10^{-30}"),
        (WAVE, "5"),
        (CIRCLE, "50"),
        (CIRCLE, "3 x"),
        (STEEP, "-x"),
    ],
)
def test_a_value_that_is_no_slope_between_is_false(sides: tuple[str, str], value: str) -> None:
    assert kind(sides, value) is Kind.REFUTED


@pytest.mark.parametrize(
    ("sides", "value"),
    [(SQUARE, "0"), (SQUARE, "x"), (MEETING, "1"), (GROWTH, "0"), (WAVE, "0"), (CIRCLE, "x"), (STEEP, "0")],
)
def test_a_value_between_the_slopes_is_a_convention(sides: tuple[str, str], value: str) -> None:
    assert kind(sides, value) is Kind.CONVENTION


@pytest.mark.parametrize("value", ["7", "10^{-30}", "y"])
def test_where_the_slopes_agree_no_other_value_is_proved(value: str) -> None:
    assert kind(CUBE, value) is Kind.UNDECIDED


def test_where_the_slopes_agree_theirs_is_proved() -> None:
    assert kind(CUBE, "0") is Kind.PROVED


def test_what_is_not_looked_at_in_time_is_not_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("derive.judging.conventions.AT_KINKS", 0.0)
    for value in ("-x", "0"):
        assert kind(STEEP, value) is Kind.UNDECIDED


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (r"\frac{d}{d x} e^{\tanh x} = e^{\tanh x} (1 - \tanh(x)^2)", Kind.PROVED),
        (r"\frac{d^2}{d x^2} x^4 = 12 x^2", Kind.PROVED),
        (r"\frac{d}{d x} |x| = \frac{x}{|x|}", Kind.UNDECIDED),
        (r"\frac{d}{d x} \max(x, 0)^2 = 2 \max(x, 0)", Kind.UNDECIDED),
        (r"\frac{d}{d x} \sqrt{x^2} = \frac{x}{\sqrt{x^2}}", Kind.UNDECIDED),
    ],
)
def test_what_cannot_bend_needs_no_look_where_nothing_was_compared(
    formula: str, expected: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = claim(r"x \in R", formula)
    verdict = replace(judge(subject), entries=0)
    assert verdict.kind is Kind.PROVED
    monkeypatch.setattr("derive.judging.conventions.AT_KINKS", 0.0)
    assert at_kinks(subject, verdict).kind is expected


DIVIDED = [
    ("x^2 - 1", "2 x"),
    ("x^3 + x", "(3 x^2 + 1)"),
    ("e^x - 1", "e^x"),
    (r"\sin x", r"\cos x"),
    (r"\tanh x", r"(1 - \tanh(x)^2)"),
]


@pytest.mark.parametrize(("inside", "slope"), DIVIDED)
def test_a_quotient_without_a_value_at_the_kink_chooses_none(inside: str, slope: str) -> None:
    quotient = rf"\frac{{{inside}}}{{|{inside}|}} {slope}"
    right = rf"\begin{{cases}} VALUE & {inside} = 0 \\ {quotient} & \text{{otherwise}} \end{{cases}}"
    subject = claim(r"x \in R", rf"\frac{{d}}{{d x}} |{inside}| = {quotient}")
    assert at_kinks(subject, judge(subject)).kind is Kind.PROVED
    assert kind((f"|{inside}|", right), "0") is Kind.CONVENTION
    assert kind((f"|{inside}|", right), "7") is Kind.REFUTED


def test_a_comparison_without_a_value_at_the_kink_chooses_none() -> None:
    right = r"\begin{cases} 2 x & \frac{1}{x^2 - 1} > 0 \\ VALUE & \text{otherwise} \end{cases}"
    assert kind(("|x^2 - 1|", right), "-2 x") is Kind.PROVED
    assert kind(("|x^2 - 1|", right), "-3 x") is Kind.REFUTED


FOLDED = r"x \in R | f(u) := |u| | h(u) := \max(u, 1) | c(u) := \min(1, \max(-1, u))"


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("f'(x) = -f'(-x)", Kind.PROVED),
        ("f'(x) = f'(-x)", Kind.REFUTED),
        ("f'(x) = 2 - f'(-x)", Kind.REFUTED),
        ("c'(x) = c'(-x)", Kind.PROVED),
        ("c'(x) = -c'(-x)", Kind.REFUTED),
        (r"h'(2 x - 1) = \frac{d}{d x} \max(x, 1)", Kind.PROVED),
        (r"\frac{d}{d x} |x^2 x| = 3 x^2 f'(x)", Kind.PROVED),
        (r"f'(x) = \begin{cases} 1 & x > 0 \\ -1 & \text{otherwise} \end{cases}", Kind.CONVENTION),
        (r"f'(x - 1) = \begin{cases} 1 & x > 1 \\ 7 & x = 1 \\ -1 & x < 1 \end{cases}", Kind.REFUTED),
        (r"f'(x - 1) = \begin{cases} -f'(1 - x) & x \ne 1 \\ 7 & x = 1 \end{cases}", Kind.REFUTED),
        (r"f'(x) = \begin{cases} 1 & x > 0 \\ 7 & x = 0 \\ f'(x) & x < 0 \end{cases}", Kind.REFUTED),
        (r"f'(x) = \begin{cases} f'(x) & x > 0 \\ -1 & \text{otherwise} \end{cases}", Kind.CONVENTION),
        (r"f'(x) = \begin{cases} f'(x) & x \ge 0 \\ -1 & \text{otherwise} \end{cases}", Kind.PROVED),
        (r"0 = \begin{cases} f'(x) - 1 & x > 0 \\ 7 & x = 0 \\ f'(x) + 1 & x < 0 \end{cases}", Kind.REFUTED),
    ],
)
def test_a_kink_of_both_sides_is_one_however_it_is_turned(formula: str, expected: Kind) -> None:
    subject = claim(FOLDED, formula)
    assert at_kinks(subject, judge(subject)).kind is expected
