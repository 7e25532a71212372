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


ALONE = [
    r"(n \times m)", r"[N \times n](n \times m)", r"\text{of } (n \times m)", r"a = \quad (n \times m)",
    r"a = a, \quad (n, m", r"a \in \in R",
    r"\underset{N \times m}{Y\, = 2 \underset{(N \times d }{X} } \underset{d\times m}{W})",
]


@pytest.mark.parametrize("display", ALONE)
def test_a_shape_on_its_own_is_told_of_nothing(display: str) -> None:
    assert {kind for kind, _ in told(display)} <= {"skipped", "unread"}


LISTS = [
    r"\quad (n, m)", r"\qquad (n, m)", r"\;\; (n, m)", r"\; (n, m)", r"\ (n, m).", r", \quad (n, m)", r"\quad [n, m]",
]


@pytest.mark.parametrize("shape", LISTS)
def test_sizes_between_commas_are_a_shape(shape: str) -> None:
    (equation, _), (told_, message) = told(f"{SLOPE} {shape}")
    assert (equation, told_) == ("proved", "skipped")
    assert "a shape, which it has" in message
    assert [kind for kind, _ in told(f"{SLOPE.replace('=', '= 2')} {shape}")] == ["refuted", "skipped"]
    (equation, _), (_, message) = told(f"{SLOPE} {shape}".replace("n, m", "m, n"))
    assert equation == "proved" and "n×m, and is said to be m×n" in message


def test_a_shape_of_one_size_is_that_of_a_vector() -> None:
    assert [kind for kind, _ in told(r"x + y = y + x \quad (n,)")] == ["proved", "skipped"]
    assert [kind for kind, _ in told(r"x + y = y + x \quad (N,)")] == ["proved", "unread"]


@pytest.mark.parametrize("list_", [r"(a, a)", r"(1, 2)", r"(x, y)", r"(n, k)", r"(N, n, m)", r"(n, a)", r"[0, 1]"])
@pytest.mark.parametrize("space", [r"\quad", r"\;", r"\hspace{1em}"])
def test_other_lists_behind_a_space_may_be_factors(space: str, list_: str) -> None:
    ((kind, message),) = told(f"{SLOPE} {space} {list_}")
    assert kind == "unread" and "a factor, a remark, or a shape" in message


@pytest.mark.parametrize("product", [r"n \times m", r"m\times n.", r"3 \times m", r"a \times n"])
def test_a_product_behind_a_wide_space_may_be_a_shape_without_brackets(product: str) -> None:
    rows = rf"\begin{{aligned}} {SLOPE.replace('=', '&=')} && {product} \end{{aligned}}"
    for display in (rf"{SLOPE} \quad {product}", rows):
        kind, message = told(display)[0]
        assert kind == "unread" and "a factor or a shape" in message


def test_nothing_goes_on_from_what_may_be_a_factor() -> None:
    rows = r"\begin{align} a &= a \quad (x, y) \\ &= 2 a \end{align}"
    assert [kind for kind, _ in told(f"$$\n\n{rows}\n\n$$ a = a")][:2] == ["unread", "unread"]


SPACED = [
    r"a + a = 2 a \; {}", r"a + a = 2 a \ {}.", r"a + a = 2 a ~{}", r"a &= a \; {} \\ &= a", r"c := 2 a \; {}",
    r"a + a &= a \\ &\quad + a \; {}", r"|a| = |a| \; {}", r"\|x\| = \|x\| \; {}", r"x^\top = x^\top \; {}",
    r"X = \mathbf{{X}} \; {}", r"\mathbf 1 x^\top = \mathbf 1 x^\top \; {}", r"a x^\top y = a (x^\top y) \; {}",
    r"\tanh(a) = \frac{{a}}{{2}} \; {}",
]


@pytest.mark.parametrize("brackets", ["(3)", "(2.1)", "[3]", "(3a)", r"(n \times m)", r"\left(3\right)"])
@pytest.mark.parametrize("formula", SPACED)
def test_a_number_behind_a_narrow_space_may_be_a_factor(formula: str, brackets: str) -> None:
    shown = formula.format(brackets)
    shown = rf"$$\begin{{align}} {shown} \end{{align}}$$" if "&" in shown else f"$$ {shown} $$"
    found = told(f"a = a $$\n\n{shown}\n\n$$ a = a")[1:-1]
    assert {kind for kind, _ in found} == {"unread"}
    assert all("can be a factor, or the number or shape" in message for _, message in found)


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        (r"6 a = 2 a \, (3)", "proved"), (r"2 a = 2 a \, (3)", "refuted"), (r"6 a = 2 a (3)", "proved"),
        (r"a - a = 0 \; (3)", "proved"), (r"2 a = 0 \; (3)", "refuted"), (r"\exp(3) = \exp \; (3)", "proved"),
        (r"6 a = 2 a \cdot \; (3)", "proved"), (r"6 a = 2 a \; (a + 3 - a)", "proved"), (r"\; (3) a = 3 a", "proved"),
    ],
)
def test_brackets_that_are_only_a_factor_stay_one(formula: str, kind: str) -> None:
    assert [found for found, _ in told(formula)] == [kind]


BENEATH = [
    r"\underset{(N \times m)}{Y} = \underset{(N \times n)}{X} \underset{n \times m}{W}",
    r"\overset{N \times m}{Y} = \underset{N \times m}{X W}",
    r"\frac{\partial L}{\partial \underset{n \times m}{W}} = \underset{n \times N}{X^\top} \nabla_Y L",
    r"\underset{n \times N}{\underset{N \times n}{X}^\top} Y = X^\top Y",
]


@pytest.mark.parametrize("display", BENEATH)
def test_a_shape_below_or_above_is_told_of_what_has_it(display: str) -> None:
    (equation, _), *shapes = told(display)
    assert equation == "proved" and {kind for kind, _ in shapes} == {"skipped"}
    assert all("a shape, which it has" in message for _, message in shapes)
    assert [kind for kind, _ in told(display.replace("=", "= 2"))] == ["refuted", *("skipped" for _ in shapes)]


@pytest.mark.parametrize("display", BENEATH)
def test_another_shape_below_is_named(display: str) -> None:
    for rows, columns in ("nm", "Nm", "nN"):
        display = display.replace(rf"{rows} \times {columns}", rf"{columns} \times {rows}")
    found = told(display)
    assert found[0][0] == "proved"
    assert any(kind == "unread" and "and is said to be" in message for kind, message in found[1:])


@pytest.mark.parametrize("display", [r"\underset{a}{Y} = Y", r"\underset{N}{Y} = Y", r"\underset{N \times m}{} = Y"])
def test_what_else_stands_below_is_not_passed_over(display: str) -> None:
    assert "unread" in [kind for kind, _ in told(display)]


@pytest.mark.parametrize("gap", [r"\quad", r"\;", r"\hspace{1em}"])
def test_a_list_that_is_a_side_is_no_shape(gap: str) -> None:
    assert [kind for kind, _ in told(f"(a, n) = {gap} (a, n)")] == ["proved"]
    assert [kind for kind, _ in told(f"(n, m) = {gap} (m, 2)")] == ["refuted"]
    assert [kind for kind, _ in told(rf"\max(n, a) = \max {gap} (n, a)")] == ["proved"]


@pytest.mark.parametrize("equation", [r"(X^\top)^\top = X", r"W^\top X^\top = {Y}^\top", r"P^\top = W^{\top}"])
@pytest.mark.parametrize("gap", [r"\quad", r"\;"])
def test_a_list_behind_a_transpose_is_a_shape(equation: str, gap: str) -> None:
    shape = {"X": "(N, n)", "Y": "(m, N)", "W": "(m, n)"}[[each for each in equation if each.isupper()][-1]]
    assert [kind for kind, _ in told(f"{equation} {gap} {shape}")] == ["proved", "skipped"]
