r"""Equations in running text: which of them say something that nobody judges."""

from __future__ import annotations

import pytest

from derive.reading.document import read
from derive.reading.source import Source

DECLARED = "<!-- derive\nx, y, d \\in R^n\nL := L(x)\n-->\n\n"
STATING = [
    "v = 2x",
    r"\partial y / \partial x = 2 I",
    "f'(x) = 1",
    "a = b = c + d",
    r"n = 3, z = x + 1",
    r"\frac{a}{b} = 2",
    r"\nabla \ell_i = -y_i \sigma(y_i) x_i",
    r"\|x\| = 1",
]
SAYING_NOTHING = [
    "n = 3",
    r"i = 1, \dots, n",
    "x_i = 0",
    r"w_{i+1,j} = 0",
    r"\hat{x} = \mathbf{y}_3",
    r"\eta = 10^{-3}",
    "j = -1",
    r"x^{(i+1)} = x'",
    "x + y",
    r"x + y \ge 0",
    "= 2 x",
    r"\sum_{i=1}^n x_i",
]


def running(text: str, path: str = "note.md") -> list[str]:
    document = read(Source(path, text))
    return [text[span.start : span.end] for span in document.running]


@pytest.mark.parametrize("formula", STATING)
def test_an_equation_in_running_text_is_counted(formula: str) -> None:
    assert running(f"{DECLARED}Hence ${formula}$, as we saw.\n") == [f"${formula}$"]
    assert running(f"{DECLARED}Hence ${formula}$, as we saw.\n", "note.tex") == [f"${formula}$"]


@pytest.mark.parametrize("formula", SAYING_NOTHING)
def test_a_name_and_its_value_are_no_equation_to_judge(formula: str) -> None:
    assert running(f"{DECLARED}Here ${formula}$, as we saw.\n") == []


def test_what_is_displayed_declared_or_in_a_comment_is_not_running_text() -> None:
    assert running(f"{DECLARED}$$ y = 2 x $$\n\nwith $z \\in R^n$.\n\n<!-- $v = 3 x$ -->\n\n`$v = 4 x$`\n") == []


def test_what_was_taken_from_running_text_is_not_counted() -> None:
    claim = "$$ d^\\top d = x^\\top x $$\n\nwhere $d = x - y$. Hence $x + y = 2 y$.\n"
    assert running(DECLARED + claim) == ["$x + y = 2 y$"]


def test_what_is_only_assumed_in_words_is_counted() -> None:
    assert running(DECLARED + "Since $\\sum_i d_i = 1$ we have\n\n$$ d = x $$\n") == [r"$\sum_i d_i = 1$"]
    assert running(DECLARED + "With $\\|x\\| = 1$ and the error $d = x - y$,\n\n$$ d = x $$\n") == [r"$\|x\| = 1$"]
