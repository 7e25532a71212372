r"""What an author's LaTeX becomes before it is set."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive.reporting.escaping import formula
from derive.reporting.latex import settable, spelled, tidy
from derive.reporting.mathml import inside

from .examples import HOSTILE


@pytest.mark.parametrize(
    ("source", "tidied"),
    [
        ("a = b", "a = b"),
        ("&= b", "= b"),
        (r"a &= b \\", "a = b"),
        (r"a \label{eq:x} = b \tag{3} \nonumber", "a  = b"),
        (r"\MoveEqLeft a = \ensuremath{b}", "a = {b}"),
        (r"$$ a = b $$", "a = b"),
        (r"\[ a = b \]", "a = b"),
        ("a % a remark\n= b", "a \n= b"),
        (r"50\% of a", r"50\% of a"),
        (r"a &= b \\ &= c", r"\begin{aligned}a &= b \\ &= c\end{aligned}"),
        (r"a \\[8px] b", r"\begin{aligned}a \\ b\end{aligned}"),
        (r"a \\ [Y]_{ij} &= b", r"\begin{aligned}a \\{} [Y]_{ij} &= b\end{aligned}"),
        (r"\begin{split} [Y]_{ij} &= b \end{split}", r"\begin{aligned}{} [Y]_{ij} &= b \end{aligned}"),
        (r"\begin{split} a &= b \end{split}", r"\begin{aligned} a &= b \end{aligned}"),
        (r"\begin{align*} a &= b \end{align*}", r"\begin{aligned} a &= b \end{aligned}"),
        (r"\begin{gather} a \\ b \end{gather}", r"\begin{gathered} a \\ b \end{gathered}"),
        (r"\begin{align} a &= b", "a = b"),
        (r"= c \end{align}", "= c"),
        (r"\begin{array}{c} 1 & 2 & 3 \\ 4 \end{array}", r"\begin{array}{ccc} 1 & 2 & 3 \\ 4 \end{array}"),
        (r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}", r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}"),
        (r"\text{if $x$ holds}", r"\text{if }x\text{ holds}"),
        (r"\intertext{so}", r"\text{so}"),
        (r"\fbox{$a = b$} + c", r"\boxed{a = b} + c"),
        (r"\fcolorbox{red}{white}{$a$}", r"\boxed{a}"),
        (r"\bbox[5px, border: 2px]{a = b}", r"\boxed{a = b}"),
        (r"\fbox{so}", r"\fbox{so}"),
        (r"a = b \eqno{(3)}", "a = b"),
    ],
)
def test_a_fragment_is_made_whole(source: str, tidied: str) -> None:
    assert tidy(source) == tidied


@pytest.mark.parametrize(
    "source",
    [
        r"\begin{pmatrix} a",
        r"a \end{cases}",
        r"\begin{pmatrix} a \end{bmatrix}",
        "{" * 3000,
        "x" * 20_001,
        r"\hat" * 300,
        r"\left(" * 3000,
    ],
)
def test_what_is_torn_or_too_deep_is_refused(source: str) -> None:
    assert tidy(source) is None


@pytest.mark.parametrize(
    "source",
    [
        r"\input{x}",
        r"\write18{ls}",
        r"\def\a{b}",
        r"\newcommand{\a}{b}",
        r"\end{document}",
        r"\csname x\endcsname",
        "a # b",
        "a $ b",
        "a ~ b",
        "a\n\nb",
        r"\begin{verbatim}",
        r"\begin{cases} 1 & 2 & 3 \end{cases}",
        r"\heartsuit",
        "\\",
        "\x07",
        r"\hat",
        r"\frac ^a b",
        r"\hat \left( a \right)",
        r"\big x",
        r"\middle|",
        r"\mathscr{L}",
    ],
)
def test_only_known_mathematics_is_let_into_a_program(source: str) -> None:
    assert not settable(source)


@pytest.mark.parametrize(
    ("source", "commands"),
    [
        ("∂L/∂W", r"\partial L/\partial W"),
        ("Xᵀ", r"X^{\top}"),
        ("x ∈ ℝ", r"x \in  \mathbb{R}"),
        ("行 = a", r"\text{行} = a"),
        (r"\text{行列}", r"\text{行列}"),
        ("a−b", "a-b"),
    ],
)
def test_unicode_is_spelled_out(source: str, commands: str) -> None:
    assert spelled(source) == commands


@pytest.mark.parametrize(
    "source",
    [
        r"\frac {1}{2} \sum_j a \hat \mu",
        r"\bm{X}",
        r"\boldsymbol{X} \mathbf{x} {\bf x} \textbf{x}",
        r"x \leqq 0",
        r"a \tag{1}",
        r"a &= b",
        r"f_{\rm step}",
        r"\begin{split} a &= b \\ c &= d \end{split}",
        r"\begin{eqnarray} a &=& b \end{eqnarray}",
        r"X^\mathsf{T}",
        r"\left\{ \begin{array}{ll} 1 & \text{if} \quad x > 0 \\ 0 & \text{otherwise} \end{array} \right.",
        "∂L/∂W = Xᵀ ∂L/∂Y",
        r"w_{pq} \hspace{0.2cm} \mapsto y",
        r"\frac{1}{2} ||y-d||^2 \\[8px]",
        r"\hat{f}_{\text{step}}(\boldsymbol{x}) =: y",
        r"\underbrace{a + b}_{c}",
        r"\operatorname{diag}(\boldsymbol{y})",
        r"x \quad \xrightarrow{w_1 = -1} z",
    ],
)
def test_the_ways_of_writing_of_the_sources_are_set_both_in_pages_and_in_latex(source: str) -> None:
    assert inside(source) is not None
    assert formula(source)


@pytest.mark.parametrize("source", HOSTILE)
def test_hostile_latex_never_fails(source: str) -> None:
    body = inside(source)
    assert body is None or "<script" not in body
    assert r"\input" not in formula(source)


@given(st.text(alphabet=r"\{}^_&ab12 fracleftmxig()'$%~#" + "∂ᵀ行", max_size=60))
def test_nothing_makes_it_fail(source: str) -> None:
    assert inside(source) is None or tidy(source) is not None
    formula(source)


@pytest.mark.parametrize(
    ("latex", "bears"),
    [
        (r"\Bigl( \frac{a}{b} \Bigr)^\top", "mrow"),
        (r"\bigl[ x \bigr]_{i}", "mrow"),
        (r"\Bigl( \bigl( a \bigr)^2 + b \Bigr)_i^2", "mrow"),
        (r"\biggl\{ a \biggr\}^{2}", "mrow"),
        (r"\Bigl( a \Bigr) b^2", "mi"),
        (r"a \Bigr)^2", "mo"),
    ],
)
def test_big_brackets_bear_a_script_together(latex: str, bears: str) -> None:
    found = inside(latex)
    assert found is not None
    scripted = re.findall(r"<msu[bp](?:sup)?><(\w+)", found)
    assert scripted and set(scripted) == {bears}
    assert found.count("minsize") == latex.lower().count(r"\big")
