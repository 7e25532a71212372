r"""Shapes told of expressions: those that fit claim nothing, others are named, and no equation is lost by either."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.source import Source

GIVEN = (
    "<!-- derive\nX \\in R^{N \\times n}, W \\in R^{n \\times m}, x, y \\in R^n, a \\in R\n"
    "Y := X W, L := L(Y), P := W\n-->\n\n"
)
SLOPE = r"\frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial Y}"
FITS = [
    rf"{SLOPE} \in R^{{n \times m}}", rf"{SLOPE} \quad (n \times m)", rf"{SLOPE} \qquad (n \times N)(N \times m)",
    rf"{SLOPE}, \quad [n \times m]", r"Y = X W \quad (N \times m)", r"a x^\top y = y^\top x a \in R",
    r"x + y = y + x \in R^n", r"a (x^\top y) = y^\top x a \in R^{1 \times 1}",
]
OTHER = [
    (rf"{SLOPE} \in R^{{m \times n}}", "n×m, and is said to be m×n"),
    (rf"{SLOPE} \quad (m \times n)", "n×m, and is said to be m×n"),
    (rf"{SLOPE} \quad (n \times N)(n \times m)", "such as meet"),
    (rf"{SLOPE} \quad (n \times k)", "`k` is no size"),
    (r"x + y = y + x \in R", "n×1, and is said to be a scalar"),
    (r"x^\top y = y^\top x \in [0, 1]", "read where it tells a shape"),
]
LOST = [
    r"\frac{\partial L}{\partial W} \in [0, 1]", r"x^\top y + a \in \{0, 1\}", r"\|x\|^2 \in R^{n \times n}",
    r"X W \in R^{m \times N}",
]


def told(display: str) -> list[tuple[str, str]]:
    verdicts = [item.verdict for item in judge_document(read(Source("note.md", f"{GIVEN}$$ {display} $$\n"))).items]
    return [(each.kind.value, each.message) for each in verdicts if each.kind is not Kind.DEFINITION]


@pytest.mark.parametrize("display", FITS)
def test_a_shape_that_an_expression_has_claims_nothing(display: str) -> None:
    (equation, _), (shape, message) = told(display)
    assert (equation, shape) == ("proved", "skipped")
    assert "a shape, which it has" in message


@pytest.mark.parametrize(("display", "why"), OTHER, ids=[display for display, _ in OTHER])
def test_another_shape_is_named_and_the_equation_judged(display: str, why: str) -> None:
    (equation, _), (shape, message) = told(display)
    assert (equation, shape) == ("proved", "unread")
    assert why in message


@pytest.mark.parametrize("display", [r"Y = 2 X W \quad (N \times m)", r"Y = 2 X W \in R^{N \times m}"])
def test_no_shape_excuses_a_false_equation(display: str) -> None:
    assert "refuted" in [kind for kind, _ in told(display)]


@pytest.mark.parametrize("display", [r"X W (N \cdot m) = Y", r"Y = X W \cdot (N \times m)", r"P = W (n \times m)"])
def test_a_product_of_sizes_without_a_wide_space_is_a_factor(display: str) -> None:
    assert [kind for kind, _ in told(display)] == ["refuted"]


@pytest.mark.parametrize("display", LOST)
def test_what_is_told_of_an_expression_declares_none_of_its_names(display: str) -> None:
    (first, _), (second, _) = told(f"{display} $$\n\n$$ {SLOPE}")
    assert (first, second) == ("unread", "proved")


def test_a_column_of_shapes_stands_behind_the_equations() -> None:
    rows = rf"{SLOPE.replace('=', '&=')} & (n \times m) \\ \frac{{\partial L}}{{\partial W}} &= 2 W & (n \times m)"
    kinds = [kind for kind, _ in told(f"$$\n\n\\begin{{align}}\n{rows}\n\\end{{align}}\n\n$$ a = a")]
    assert kinds[-5:-1] == ["proved", "skipped", "refuted", "skipped"]


@pytest.mark.parametrize("display", ["a = a(3)", r"\beta = \beta(3)", r"\beta = \beta(2, 3)"])
def test_a_name_before_numbers_in_brackets_is_no_unknown_function(display: str) -> None:
    assert [kind for kind, _ in told(display)] in (["refuted"], ["unread"])


@pytest.mark.parametrize("display", [r"(n \times m)", r"[N \times n](n \times m)", r"\text{of } (n \times m)"])
def test_a_shape_on_its_own_is_told_of_nothing(display: str) -> None:
    assert {kind for kind, _ in told(display)} <= {"skipped", "unread"}
