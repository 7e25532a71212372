"""Commands of the physics package are typeset as that package prints them, on pages and in LaTeX."""

from __future__ import annotations

import re

import pytest

from derive.reading.files.physics import NAMES
from derive.reporting.page import document_page
from derive.reporting.tex import document_tex

from .test_book import book, judged

DECLARED = "<!-- derive\nx, y \\in R\nw \\in R^n\nR := R(w)\nf : R \\to R\n-->\n\n"
PRINTED = [
    (r"\pdv{R}{w} = \pdv{R}{w}", r"\frac {\partial R}{\partial w}=\frac {\partial R}{\partial w}"),
    (r"\dv{x} x^2 = 2 x", r"\frac {d}{dx}x^2=2x"),
    (r"\dv[2]{f(x)}{x} = f''(x)", r"\frac {d^{2}f(x)}{dx^{2}}=f''(x)"),
    (r"\grad_w R = \pdv{R}{w}", r"\nabla _wR=\frac {\partial R}{\partial w}"),
    (r"\frac{\dd{f(x)}}{\dd{x}} = f'(x)", r"\frac {df(x)}{dx}=f'(x)"),
    (r"\eval{\dv{x^2}{x}}_{x=3} = 6", r"\left .\frac {dx^2}{dx}\right |_{x=3}=6"),
    (r"\qty(x + y) = \abs{x} + \norm{w}", r"(x+y)=\left |x\right |+\left \|w\right \|"),
]


def shown(text: str) -> list[str]:
    return [cell for lines in book(DECLARED + text).lines.values() for line in lines for cell in line.cells]


@pytest.mark.parametrize(("formula", "printed"), PRINTED)
def test_a_formula_is_shown_as_the_package_prints_it(formula: str, printed: str) -> None:
    assert [cell.replace(" ", "") for cell in shown(f"$$ {formula} $$\n")] == [printed.replace(" ", "")]
    judgement = judged(f"{DECLARED}It is ${formula}$.\n\n$$ {formula} $$\n")
    page = document_page(judgement, ())
    assert page.count("<code>") == document_page(judged(f"{DECLARED}It is $x$.\n\n$$ x = x $$\n"), ()).count("<code>")
    assert NAMES.isdisjoint(re.findall(r"\\[a-zA-Z]+", document_tex(judgement, ())))


AS_WRITTEN = [r"\pdv L w = 2 x", r"\abs{x}{y} = 2 x", r"\ddot{x} = 2 x", r"\gradual x = 2 x"]


@pytest.mark.parametrize("formula", AS_WRITTEN)
def test_what_the_package_does_not_have_is_shown_as_written(formula: str) -> None:
    assert shown(f"$$ {formula} $$\n") == [formula]


def test_an_author_defines_these_commands_otherwise() -> None:
    found = shown("$\\newcommand{\\dv}[2]{#1 - #2}$\n\n$$ \\dv{x}{y} + y = x $$\n")
    assert [cell.replace(" ", "") for cell in found] == ["x-y+y=x"]
