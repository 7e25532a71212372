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
        (r"\sum_{\substack{j = 1 \\ j \not= i}}^n x_j", "∑_(j = 1, j ≠ i)ⁿxⱼ"),
        (r"\sum_{j \in [n] \setminus \{i\}} x_j", "∑_(j ∈ [n] ∖ {i}) xⱼ"),
        (r"x \not\in y \not\sim z", "x ∉ y ∼\u0338 z"),
        (r"{\partial L \over \partial x} + x^{1 \over 2}", "∂L/∂x + x^(1/2)"),
        (r"y_i = \sum_{l = 1}^{n} w_{li}x_l", "yᵢ = ∑ₗ₌₁ⁿwₗᵢxₗ"),
        (r"f'(x) = f(x)(1-f(x))", "f′(x) = f(x)(1 − f(x))"),
        (r"\frac {1}{1+e^{-x}}", "1/(1 + e⁻ˣ)"),
        (r"\frac{a+b}{c}", "(a + b)/c"),
        (r"-\frac{a}{b c}", "−a/(bc)"),
        (r"\frac{a}{2\delta}", "a/(2δ)"),
        (r"\frac12 \frac12", "1/2 1/2"),
        (r"W^{(2)\top}", "W⁽²⁾ᵀ"),
        (r"x^12", "x¹2"),
        (r"\sqrt[3]{x^2} \sqrt[n+1] y", "∛(x²) (ⁿ⁺¹√y)"),
        (r"\ensuremath{x} = \shoveright{y}", "x = y"),
        (r"√(x^2 + (y)) - \sqrt(x)", "√(x² + (y)) − √(x)"),
        (r"W^{\mathrm T} {\bf x}^{\intercal}", "Wᵀxᵀ"),
        (r"x_{pq}", "x_pq"),
        (r"w_{j \leftarrow i}", "w_(j ← i)"),
        (r"\hat{f}_{\text{step}}", "f̂ₛₜₑₚ"),
        (r"\begin{pmatrix} 1 & -2 \\ 3 & 4 \end{pmatrix}", "(1 −2; 3 4)"),
        (
            r"f(x) = \begin{cases} 0 \quad (x \leqq 0) \\ x \quad (x > 0) \\ \end{cases}",
            "f(x) = {0 (x ≤ 0); x (x > 0)}",
        ),
        (
            r"\left\{ \begin{array}{ll} 1 & \text{if } x \geq 0 \\ 0 & \text{otherwise} \end{array} \right.",
            "{1 if x ≥ 0; 0 otherwise}",
        ),
        (r"\bm{Y} := \bm{X}\bm{W}", "Y := XW"),
        (r"&= a \label{eq:1} \tag{3} \\[2ex]", "= a"),
        (r"\mathbb{R}^{1 \times n}", "ℝ^(1×n)"),
        (r"\unknown{x}", "unknown x"),
        (r"\frac{\partial \mathcal{L}}{\partial \mathbf{x}}", "∂ℒ/∂x"),
        (r"-\frac{\partial \mathcal{L}}{\partial \tau} \tau", "−(∂ℒ/∂τ) τ"),
        (r"\frac{\partial L}{\partial x} \, \left(x - y\right)", "(∂L/∂x) (x − y)"),
        (r"\frac{\partial^2 L}{\partial x^2} \hat x", "(∂²L/∂x²) x̂"),
        (r"\frac{dL}{dx} 2", "(dL/dx) 2"),
        (r"x \frac{\partial L}{\partial x}", "x ∂L/∂x"),
        (r"\frac{\partial L}{\partial y}, x", "∂L/∂y, x"),
        (r"\frac{\partial L}{\partial y} \odot x", "∂L/∂y ⊙x"),
        (r"\frac{\partial}{\partial x} f(x)", "∂/∂x f(x)"),
        (r"\frac{\partial^2}{\partial x^2} x", "∂²/∂x² x"),
        (r"\frac{d a}{b} x", "da/b x"),
        (r"\text{assume }D > 0", "assume D > 0"),
        (r"\mathcal{N}(0, 1) + \mathbb{E}[x] + \mathfrak{g} + \mathscr{L}", "𝒩(0, 1) + 𝔼[x] + 𝔤 + ℒ"),
        (r"\mathbf{X}^\top \mathbf{1}_n", "Xᵀ𝟏ₙ"),
        (r"\mathbf{x} x + \boldsymbol{\theta} \mathbf y", "𝐱x + 𝛉𝐲"),
        (r"\hat{y}_i' + \hat{y_i} + \tilde{xy}", "ŷᵢ′ + ŷᵢ + tilde(xy)"),
        (r"\begin{cases} 1 & x > 0 \\ -1 & \text{otherwise} \end{cases}", "{1, x > 0; −1 otherwise}"),
        (r"\left\{ \begin{array}{ll} a, & b \\ c & d \end{array} \right. e", "{a, b; c, d}e"),
        (r"\begin{bmatrix} a + b & c \\ 0 & \begin{pmatrix} 1 & 2 \end{pmatrix} \end{bmatrix}", "[a + b, c; 0, (1 2)]"),
        (r"\begin{align} a &= b \\ &= c \end{align}", "a = b; = c"),
        (r"\log(x) + \log x + \max_{i} x_i + \log_2 x", "log(x) + log x + maxᵢ xᵢ + log₂ x"),
        (r"\operatorname{softmax}(X)_{ij} \operatorname{diag} v", "softmax(X)ᵢⱼ diag v"),
        (r"\frac{\log p}{q} + \log \frac{p}{q}", "(log p)/q + log(p/q)"),
        (r"\frac{\partial^{} L}{\partial x^{}} + a_{}", "∂L/∂x + a"),
    ],
)
def test_a_formula_is_shown_as_a_reader_would_say_it(latex: str, line: str) -> None:
    assert unicode_line(latex) == line


ALIKE = [
    (r"\frac{a}{b}c", r"\frac{a}{bc}"),
    (r"\frac{a}{b}^2", r"\frac{a}{b^2}"),
    (r"\frac{a}{b}_i", r"\frac{a}{b_i}"),
    (r"\frac{ab}{c}", r"a\frac{b}{c}"),
    (r"\frac{a}{\frac{b}{c}}", r"\frac{\frac{a}{b}}{c}"),
    (r"a/\frac{b}{c}", "a/b/c"),
    (r"\frac{a + b}{c}", r"a + \frac{b}{c}"),
    (r"-\frac{a + b}{c}", r"\frac{-a + b}{c}"),
    (r"\partial \frac{a}{b}", r"\frac{\partial a}{b}"),
    (r"\log \frac{a}{b}", r"\frac{\log a}{b}"),
    (r"\sqrt{x}^2", r"\sqrt{x^2}"),
    (r"\sqrt{x}_i", r"\sqrt{x_i}"),
    (r"\sqrt{a}b", r"\sqrt{ab}"),
    (r"\sqrt{a}/b", r"\sqrt{a/b}"),
    (r"y^3\sqrt{x}", r"y\sqrt[3]{x}"),
    (r"y^n\sqrt{x}", r"y\sqrt[n]{x}"),
    (r"{e^x}^2", "e^{x2}"),
    (r"{x^y}^z", "x^{y^z}"),
    (r"{x^2}_i", "x^{2_i}"),
    ("x_q y", "x_{qy}"),
    ("x^M y", "x^{My}"),
    ("2^{10}", "2^10"),
    ("{-a}^2", "-a^2"),
    ("{a + b}^2", "a + b^2"),
    ("{a + b}c", "a + bc"),
    ("a - {b - c}", "a - b - c"),
    (r"\exp{x + y}", r"\exp x + y"),
    (r"\sum_i {a_i + b}", r"\sum_i a_i + b"),
    (r"\nabla_W L", r"\nabla_{WL}"),
    (r"\operatorname{diag} x", "diagx"),
    (r"\mathcal{L}", "L"),
    (r"\mathbb{E}", "E"),
    (r"\mathfrak{g}", "g"),
    (r"\mathbf{1}x", "1x"),
    (r"\mathbb{1}x", r"\mathbf{1}x"),
    (r"\mathbf{x} + x", r"x + \mathbf{x}"),
    (r"\sqrt{\mathbf{x} x}", r"\sqrt{x \mathbf{x}}"),
    (r"\hat{xy}", r"x\hat{y}"),
    (r"\overline{AB}", r"A\overline{B}"),
    (r"\begin{cases} a & x > 0 \\ b & x < 0 \end{cases} + c", r"\begin{cases} a & x > 0 \\ b & x < 0 + c \end{cases}"),
    (r"\begin{pmatrix} a & b \end{pmatrix}", r"\begin{pmatrix} a b \end{pmatrix}"),
    (r"\begin{pmatrix} a + b & c \end{pmatrix}", r"\begin{pmatrix} a & + b c \end{pmatrix}"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_formulas_that_mean_different_things_are_different_lines(one: str, other: str) -> None:
    assert unicode_line(one) != unicode_line(other)


def test_bold_letters_are_bold_where_that_is_asked_for() -> None:
    assert unicode_line(r"\mathbf{x}^\top x_1", bold=True) == "𝐱ᵀx₁"
    assert (unicode_line(r"\mathbf{x}"), unicode_line(r"\mathbf{x}", bold=True)) == ("x", "𝐱")


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
        r"\begin{pmatrix}" * 3_000,
        r"\left\{",
        r"\right." * 3,
        r"\mathcal",
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


@pytest.mark.parametrize(
    ("latex", "line"),
    [
        (r"y - \underbrace{t - z}_{e} = y", "y − t − z = y"),
        (r"\overbrace{a b}^{\text{all}} c", "abc"),
        (r"\underbrace{(y - t)}_{\text{loss}}^2 x", "(y − t)² x"),
        (r"\boxed{a + b}^2", "(a + b)²"),
        (r"\boxed{y = x}", "y = x"),
        (r"{\color{red} x} + \textcolor{blue}{y}", "x + y"),
    ],
)
def test_colours_frames_and_braces_are_no_part_of_a_line(latex: str, line: str) -> None:
    assert unicode_line(latex) == line
