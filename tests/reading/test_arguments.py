"""Arguments that stand without braces: what is read, and what must not be taken for it."""

from __future__ import annotations

import pytest

from derive import Kind, prove
from tests.reading.statements import document, items, troubles

NUMBERS = r"a, b, c \in R"
POSITIVE = r"a, b, c \in R; assume a > 0; assume b > 0; assume c > 0"

ALIKE = [
    (r"\frac12\sqrt{a + b} = 1", r"\frac{1}{2}\sqrt{a + b} = 1"),
    (r"\frac12\frac{a b}{c} = 1", r"\frac{1}{2}\frac{a b}{c} = 1"),
    (r"\frac 12 \frac{a}{b} = 1", r"\frac{1}{2} \frac{a}{b} = 1"),
    (r"\tfrac12\sqrt{a + b} = 1", r"\frac{1}{2}\sqrt{a + b} = 1"),
    (r"\frac123\sqrt{a + b} = 1", r"\frac{1}{2} 3 \sqrt{a + b} = 1"),
    (r"\frac{a}12\sqrt{b} = 1", r"\frac{a}{1} 2 \sqrt{b} = 1"),
    (r"\sqrt\frac{a + b}{c} = 1", r"\sqrt{\frac{a + b}{c}} = 1"),
    (r"\sqrt[3]\frac{a + b}{c} = 1", r"\sqrt[3]{\frac{a + b}{c}} = 1"),
    (r"\sqrt\frac12 a = 1", r"\sqrt{\frac{1}{2}} a = 1"),
    (r"\operatorname{tr} \begin{pmatrix} a & b \\ b & c \end{pmatrix} + c = 1",
     r"\operatorname{tr}(\begin{pmatrix} a & b \\ b & c \end{pmatrix}) + c = 1"),
    ("√(a + b) c = 1", r"\sqrt{a + b} c = 1"),
    (r"\sqrt(a + (b + c)) = √(√(a))", r"\sqrt{a + (b + c)} = \sqrt{\sqrt{a}}"),
    (r"\sqrt[3]\left(a\right) = 1", r"\sqrt[3]{a} = 1"),
    (r"a^\frac{b + c}{2} = 1", r"a^{\frac{b + c}{2}} = 1"),
    (r"a^\frac12 b = 1", r"a^{\frac{1}{2}} b = 1"),
    (r"a^\frac123 = 1", r"a^{\frac{1}{2}} 3 = 1"),
    (r"a^\sqrt{b + c} = 1", r"a^{\sqrt{b + c}} = 1"),
    (r"a^12\sqrt{b} = 1", r"a^{1} 2\sqrt{b} = 1"),
    (r"e^{-\frac12\frac{a b}{c}} = 1", r"e^{-\frac{1}{2}\frac{a b}{c}} = 1"),
    (r"\frac{\frac12\sqrt{a + b}}{c} = 1", r"\frac{\frac{1}{2}\sqrt{a + b}}{c} = 1"),
]


@pytest.mark.parametrize(("short", "long"), ALIKE)
def test_what_stands_without_braces_is_read_as_with_them(short: str, long: str) -> None:
    (one,), (other,) = (items(document(NUMBERS, each)) for each in (short, long))
    assert one.statement == other.statement


@pytest.mark.parametrize(
    "equation",
    [
        r"\frac12 \sqrt{a + b} = \frac{1}{2} \sqrt{a} + b",
        r"\frac12 \frac{a b}{c} = \frac{1}{2} \frac{a}{b} c",
        r"\frac14 \frac{a}{2 b} = \frac{1}{8} a b",
        r"e^{-\frac12\frac{a b}{c}} = \exp(-\frac{a c}{2 b})",
        r"\frac12 \frac{2 a}{1} = \frac{1}{a}",
        r"\sqrt\frac{a + b}{c} = \frac{\sqrt{a + b}}{c}",
        "√(a + b) c = √((a + b) c)",
        r"a^\frac12 3 = \sqrt[23]{a}",
        r"a^12 = a^{12}",
    ],
)
def test_another_grouping_is_false(equation: str) -> None:
    assert prove(equation, POSITIVE).verdict is Kind.REFUTED


@pytest.mark.parametrize(
    "equation",
    [
        r"\frac12 \sqrt{a + b} = \frac{1}{2} \sqrt{a + b}",
        r"\frac14 \frac{a}{2 b} = \frac{a}{8 b}",
        r"\frac{d}{d a} \frac{1}{a} = -\frac12 \frac{2}{a^2}",
        r"\sqrt\frac{a + b}{c} = \frac{\sqrt{a + b}}{\sqrt{c}}",
        r"\frac{d}{d a} a^\frac12 = \frac12 a^{-\frac12}",
    ],
)
def test_the_grouping_of_tex_is_true(equation: str) -> None:
    assert prove(equation, POSITIVE).verdict is Kind.PROVED


def test_roots_of_roots_without_end_are_refused() -> None:
    for opening, closing in (r"\sqrt", ""), (r"\sqrt(", ")"):
        ((message, _),) = troubles(NUMBERS, f"{opening * 200}{{a}}{closing * 200} = 1")
        assert "deep" in message


def test_a_word_before_a_matrix_and_a_factor_is_refused() -> None:
    ((message, _),) = troubles(NUMBERS, r"\operatorname{tr} \begin{pmatrix} a & b \\ b & c \end{pmatrix} c = 1")
    assert "`tr` of one factor or of the whole product?" in message


def test_a_root_before_a_bracket_with_a_script_is_refused() -> None:
    ((message, _),) = troubles(NUMBERS, "√(a + b)² = a + b")
    assert "a root of the bracket, or of the bracket with its script" in message


def test_an_argument_that_is_missing_is_told() -> None:
    ((message, _),) = troubles(NUMBERS, r"a = \sqrt\frac{1}")
    assert "expected an argument" in message


@pytest.mark.parametrize("formula", [r"\frac1.5 = 2", r"\sqrt.5 = a", r"a^.5 = 1", r"a = \frac.52"])
def test_a_decimal_number_without_braces_is_refused(formula: str) -> None:
    ((message, _),) = troubles(NUMBERS, formula)
    assert "decimal number" in message
