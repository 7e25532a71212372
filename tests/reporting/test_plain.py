"""Formulas on one line of Unicode."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive.reporting.plain import unicode_line


@pytest.mark.parametrize(
    ("latex", "line"),
    [
        (
            r"\frac{\partial L}{\partial \bm{W}} = \bm{X}^\mathsf{T} \cdot \frac{\partial L}{\partial \bm{Y}}",
            "∂L/∂W = Xᵀ·∂L/∂Y",
        ),
        (r"y_i = \sum_{l = 1}^{n} w_{li}x_l", "yᵢ = ∑ₗ₌₁ⁿwₗᵢxₗ"),
        (r"f'(x) = f(x)(1-f(x))", "f′(x) = f(x)(1 − f(x))"),
        (r"\frac {1}{1+e^{-x}}", "1/(1 + e⁻ˣ)"),
        (r"\frac{a+b}{c}", "(a + b)/c"),
        (r"-\frac{a}{b c}", "−a/(bc)"),
        (r"\frac{a}{2\delta}", "a/(2δ)"),
        (r"\frac12 \frac12", "1/2 1/2"),
        (r"W^{(2)\top}", "W⁽²⁾ᵀ"),
        (r"x^12", "x¹2"),
        (r"\sqrt[3]{x^2} \sqrt[n+1] y", "³√x²ⁿ⁺¹√y"),
        (r"W^{\mathrm T} {\bf x}^{\intercal}", "Wᵀxᵀ"),
        (r"x_{pq}", "x_pq"),
        (r"w_{j \leftarrow i}", "w_(j ← i)"),
        (r"\hat{f}_{\text{step}}", "f̂ₛₜₑₚ"),
        (r"\begin{pmatrix} 1 & -2 \\ 3 & 4 \end{pmatrix}", "(1 −2; 3 4)"),
        (r"f(x) = \begin{cases} 0 \quad (x \leqq 0) \\ x \quad (x > 0) \\ \end{cases}", "f(x) = {0 (x ≤ 0); x (x > 0)"),
        (
            r"\left\{ \begin{array}{ll} 1 & \text{if } x \geq 0 \\ 0 & \text{otherwise} \end{array} \right.",
            "{1 if x ≥ 0; 0 otherwise",
        ),
        (r"\bm{Y} := \bm{X}\bm{W}", "Y := XW"),
        (r"&= a \label{eq:1} \tag{3} \\[2ex]", "= a"),
        (r"\mathbb{R}^{1 \times n}", "R^(1×n)"),
        (r"\unknown{x}", "unknown x"),
    ],
)
def test_a_formula_is_shown_as_a_reader_would_say_it(latex: str, line: str) -> None:
    assert unicode_line(latex) == line


@pytest.mark.parametrize(
    "latex",
    [
        "",
        r"\sqrt[",
        "\\",
        "{",
        "}",
        "{" * 20_000,
        r"\frac{" * 5_000,
        r"\frac",
        "^",
        "_",
        "a_",
        r"\begin",
        r"\begin{array}",
        "&" * 500,
        r"\hat",
        "\x1b[31m",
        "\u202e",
        "'" * 99,
        r"\text{",
        "日本語" * 50,
    ],
)
def test_what_is_broken_is_shown_somehow_on_one_short_line(latex: str) -> None:
    line = unicode_line(latex)
    assert len(line) <= 60
    assert line.isprintable()


@given(st.text(alphabet=r"\{}^_&abx12 fractsumbeginend+-=()'$%~" + "∂ᵀ₁", max_size=80))
def test_nothing_makes_it_fail(latex: str) -> None:
    assert len(unicode_line(latex, 40)) <= 40


def test_a_long_formula_ends_in_dots() -> None:
    assert unicode_line("a + " * 40 + "b", 20).endswith("…")
