r"""Names that an assumed equation, or the values they are declared by, pin down: what equals them is no definition."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.results import Judged
from derive.reading.document import read
from derive.reading.source import Source

WOODBURY = (
    r"U \in R^{n \times k}, V \in R^{k \times n}, C \in R^{k \times k}, M \in R^{n \times n}",
    "assume C (I + V U) = I",
    "assume M (I + U V) = I",
)
RIDGE = (r"X \in R^{m \times n}, A \in R^{n \times n}", r"assume A (X^\top X + I) = I")
TURNED = (RIDGE[0], r"assume (X^\top X + I) A^\top = I")
NUMBER = (r"a, x \in R", "assume a = 3")
DIAGONAL = (r"D \in R^{n \times n}, d \in R^n", r"assume D = \operatorname{diag}(d)")
ENTRIES = (r"t, y \in R^n", "assume t_i = 2 y_i")
NORM = (r"r \in R, y \in R^n", r"assume y^\top y = r")
VALUES = (r"b \in \{0, 1\}, x \in R",)


def answers(declared: tuple[str, ...], *formulas: str) -> list[Judged]:
    """What is said of displayed formulas, one after the other."""
    lines, shown = "\n".join(declared), "\n\n".join(f"$$ {each} $$" for each in formulas)
    return list(judge_document(read(Source("note.md", f"<!-- derive\n{lines}\n-->\n\n{shown}\n"))).items)


def kinds(declared: tuple[str, ...], *formulas: str) -> list[str]:
    return [item.verdict.kind.value for item in answers(declared, *formulas)]


PINNED = [
    (WOODBURY, "M = I - U C V", "M = I + U C V"),
    (RIDGE, r"A = A^\top (X^\top X + I)^\top A", "A = I"),
    (TURNED, r"A = A (I + X^\top X) A^\top", "A = I"),
    (NUMBER, "a = 3", "a = 4"),
    (NUMBER, "a = a^2 - 6", "a = x"),
    (DIAGONAL, r"D = \operatorname{diag}(d)", "D = I"),
    (ENTRIES, "t = 2 y", "t = y"),
    (ENTRIES, "t_i = y_i + y_i", "t_i = y_i"),
    (NORM, r"r = \sum_i y_i^2", r"r = \sum_i y_i"),
]


@pytest.mark.parametrize(("declared", "true", "false"), PINNED)
def test_an_equation_for_a_name_that_is_pinned_down_claims(declared: tuple[str, ...], true: str, false: str) -> None:
    assert kinds(declared, true) == ["proved"]
    assert kinds(declared, false) == ["refuted"]


@pytest.mark.parametrize(
    ("declared", "false", "behind"),
    [
        (WOODBURY, "M = I + U C V", "M U = U + U C V U"),
        (RIDGE, "A = I", "A A = A"),
        (NUMBER, "a = 4", "a x = 4 x"),
        (VALUES, "b = 5", "b^2 = 25"),
    ],
)
def test_nothing_is_proved_from_a_false_one(declared: tuple[str, ...], false: str, behind: str) -> None:
    assert kinds(declared, false, behind) == ["refuted", "refuted"]


@pytest.mark.parametrize("sign", [":=", r"\coloneqq"])
@pytest.mark.parametrize(
    ("declared", "left", "right", "line"),
    [(WOODBURY, "M", "I + U C V", 4), (RIDGE, "A", "I", 3), (NUMBER, "a", "4", 3), (ENTRIES, "t", "y", 3)],
)
def test_a_definition_is_the_second_one(
    declared: tuple[str, ...], left: str, right: str, line: int, sign: str
) -> None:
    found, behind = answers(declared, f"{left} {sign} {right}", f"{left} = {right}")
    assert (found.verdict.kind.value, behind.verdict.kind.value) == ("unread", "unread")
    assert f"is already defined otherwise in this section, at line {line}" in found.verdict.message


def test_in_a_section_of_its_own_it_is_another_name() -> None:
    text = "<!-- derive\na, x \\in R\nassume a = 3\n-->\n\n# Two\n\n{}\n"
    shown = "$$ a := 4 $$\n\n$$ a x = 4 x $$\n\n$$ a x = 3 x $$"
    judged = judge_document(read(Source("note.md", text.replace("{}", shown)))).items
    assert [item.verdict.kind.value for item in judged] == ["definition", "proved", "refuted"]


OPEN = [
    ((r"p, z \in R^n", r"assume \sum_i p_i = 1"), r"p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}", r"\sum_i p_i = 1"),
    ((r"p, z \in R^n", r"assume \mathbf{1}^\top p = 1"), r"p = \frac{e^z}{\mathbf{1}^\top e^z}", r"\sum_i p_i = 1"),
    ((r"Q, A \in R^{n \times n}", r"assume Q^\top Q = I"), r"Q = I", "Q A = A"),
    ((r"A, B \in R^{n \times n}", r"assume A^\top = A"), r"A = B + B^\top", r"A - B = B^\top"),
    ((r"A, B \in R^{n \times n}, x \in R^n", "assume A B = I"), "A = 2 I", "A x = 2 x"),
    ((r"a, x \in R", "assume a > 0"), "a = x^2 + 1", "a - 1 = x^2"),
    ((r"a, b \in R", "assume a = b"), "b = 3", "a = 3"),
    ((r"a, b \in R", "assume a b = 6"), "a = 2", "a b = 6"),
]


@pytest.mark.parametrize(("declared", "definition", "true"), OPEN)
def test_what_is_not_pinned_down_is_defined(declared: tuple[str, ...], definition: str, true: str) -> None:
    assert kinds(declared, definition, true) == ["definition", "proved"]


def test_the_inverse_of_what_is_defined_is_pinned_down() -> None:
    declared = (r"A, B \in R^{n \times n}", "assume A B = I")
    assert kinds(declared, "A = 2 I", r"B = \frac{1}{2} I") == ["definition", "proved"]
    assert kinds(declared, "A = 2 I", "B = 2 I", "A B = 4 I") == ["definition", "refuted", "refuted"]


def test_an_assumption_about_what_is_defined_is_no_second_definition() -> None:
    declared = (r"x \in R^n", r"s := \sum_i x_i", "assume s = 1")
    assert kinds(declared, r"\sum_i x_i = 1", "s = 2") == ["proved", "refuted"]


STEP = r"b = \begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}"


def test_one_of_its_values_and_what_varies_defines_a_name_that_has_only_some() -> None:
    assert kinds(VALUES, "b = 1", "b x = x") == ["definition", "proved"]
    assert kinds(VALUES, STEP, r"b x = \max(x, 0)", "b^2 = b") == ["definition", "proved", "proved"]
    assert kinds(VALUES, STEP, "b x = x") == ["definition", "refuted"]


@pytest.mark.parametrize("value", ["5", "-1", r"\frac12"])
def test_another_value_is_a_false_claim_and_no_definition_proves_by_one(value: str) -> None:
    assert kinds(VALUES, f"b = {value}", "b^2 = b") == ["refuted", "proved"]
    assert kinds(VALUES, f"b := {value}", f"b x = {value} x") == ["definition", "undecided"]
    entries = (r"t \in R^n", r"t_i \in \{0, 1\}")
    assert kinds(entries, f"t_i = {value}", "t_i^2 = t_i") == ["refuted", "proved"]


HELD = (r"x \in R^n, m \in R", r"assume m = x^\top x")


@pytest.mark.parametrize("said", [r"m = x^\top x", r"m = \sum_i x_i^2"])
def test_a_derivative_that_an_equation_for_it_bears_on_is_not_read(said: str) -> None:
    slope = r"\frac{\partial m}{\partial x} = {}"
    behind = [slope.replace("{}", each) for each in ("2 x", "0", "x")]
    assert kinds(HELD, said, *behind) == ["proved", "unread", "unread", "refuted"]
    free = r"\frac{\partial (x^\top x)}{\partial x} = 2 x"
    assert kinds(HELD, said, free, "m = 2 m") == ["proved", "proved", "refuted"]
    assert kinds(HELD, *behind, said) == ["refuted", "proved", "refuted", "proved"]
