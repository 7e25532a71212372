"""Equations beside each other in one row: a column or a wide space parts them, and is no sign of multiplication."""

from __future__ import annotations

import pytest

from derive.reading.statements import Equation, Plain, Unread
from tests.reading.statements import document, items, kinds, troubles

NUMBERS = r"x, y, z \in R"


def sources(formula: str) -> list[str]:
    """The source of every statement, without its marks of alignment."""
    return [item.source.replace("&", "").replace(" ", "") for item in items(document(NUMBERS, formula))]


COLUMNS = {
    "align": (r"\begin{align} x + x &= 2x & y + y &= 2y \end{align}", ["x+x=2x", "y+y=2y"]),
    "aligned": (r"\begin{aligned} x + x &= 2x & y + y &= 2y \end{aligned}", ["x+x=2x", "y+y=2y"]),
    "two marks": (r"\begin{align} x + x &= 2x && y + y = 2y \end{align}", ["x+x=2x", "y+y=2y"]),
    "a sign in align": (r"\begin{align} 2x - x &= x & -y + y &= x \end{align}", ["2x-x=x", "-y+y=x"]),
    "flalign": (r"\begin{flalign} x + x &= 2x & y + y &= 2y & \end{flalign}", ["x+x=2x", "y+y=2y"]),
    "a comma": (r"\begin{align} x + x &= 2x, & y + y &= 2y \end{align}", ["x+x=2x", "y+y=2y"]),
    "cases before": (
        r"\begin{align} |x| &= \begin{cases} x & x > 0 \\ -x & x \le 0 \end{cases} & y + y &= 2y \end{align}",
        [r"|x|=\begin{cases}xx>0\\-xx\le0\end{cases}", "y+y=2y"],
    ),
    "and between spaces": (r"x + x = 2x \;\; \text{and} \;\; y + y = 2y", ["x+x=2x", "y+y=2y"]),
    "and between": (r"\begin{align} x + x &= 2x &&\text{and} & y + y &= 2y \end{align}", ["x+x=2x", "y+y=2y"]),
}


@pytest.mark.parametrize(("formula", "expected"), COLUMNS.values(), ids=COLUMNS)
def test_a_column_parts_equations(formula: str, expected: list[str]) -> None:
    assert sources(formula) == expected


SPACES = [
    r"\hspace{1cm}", r"\hspace*{2em}", r"\enspace", r"\;\;", "~~~~", r"\ \ ", r"\mspace{18mu}", r"\kern1em",
    r"\kern.5em", r"\hskip 10pt plus 2pt", r"\hspace{0.5\linewidth}", r"\mkern 18mu", r"\hfill", r"\; \hspace{2mm}",
    r"\phantom{abc}",
]


@pytest.mark.parametrize("space", SPACES)
def test_a_wide_space_parts_equations(space: str) -> None:
    assert sources(rf"x + x = 2x {space} y + y = 2y")[1:] == ["y+y=2y"]


@pytest.mark.parametrize("space", [r"\,", r"\;", "~", r"\ ", r"\hspace{1mm}", r"\!", r"\hspace{1em}\hspace{-1em}"])
def test_a_narrow_space_parts_no_chain(space: str) -> None:
    assert kinds(NUMBERS, rf"x y + x = x {space} y + x = x + x y") == ["Equation", "Equation"]
    assert len(sources(rf"x y + x = x {space} y + x")) == 1


@pytest.mark.parametrize("length", [r"\kern1em", r"\hspace{3em}", r"\hskip 1em minus 1pt", r"\mspace{9mu}"])
def test_a_length_is_no_factor(length: str) -> None:
    (item,) = items(document(NUMBERS, rf"x + y = y + {length} x"))
    (other,) = items(document(NUMBERS, r"x + y = y + x"))
    assert item.statement == other.statement


WHOLE = {
    "a row that goes on": (r"\begin{align} x + x &= 2x \\ &= x + x \end{align}", 2),
    "three columns": (r"\begin{eqnarray} x + x & = & 2x \\ & = & x + x \end{eqnarray}", 2),
    "columns of another environment": (
        r"\begin{IEEEeqnarray}{rCl} x + x &=& 2x \\ &=& x + x \end{IEEEeqnarray}", 2,
    ),
    "columns of an array": (r"\begin{array}{rcl} x + x &=& 2x \\ &=& x + x \end{array}", 2),
    "rows of an array": (r"\begin{array}{l} x + x = 2x \\ y + y = 2y \end{array}", 2),
    "signs behind the marks of an array": (r"\begin{array}{ll} x + x & = 2x \\ & = x + x \end{array}", 2),
    "arrays of entries": (r"\begin{array}{cc} x & y \end{array} = \begin{array}{cc} y & x \end{array}", 1),
    "a mark around a relation": (r"\begin{align} x + x &{}= 2x \end{align}", 1),
    "terms in columns": (r"\begin{alignat}{2} x + y &= x && + y \\ &= y && + x \end{alignat}", 2),
    "a chain over columns": (r"\begin{alignat}{3} x + y &= x &&+ y &&= y + x \end{alignat}", 2),
    "a relation in each column": (r"\begin{align} x + x &= 2x & &= x + x \end{align}", 2),
    "a mark in a bracket": (r"\begin{align} x (y & + z) &= x y + x z \end{align}", 1),
    "a phantom before a relation": (r"x + x \phantom{y} = 2x \phantom{.}", 1),
    "a factor in a column": (r"\begin{aligned} x + x &= & 2 & x \end{aligned}", 1),
    "cells of a matrix": (r"x \begin{pmatrix} 1 & 2 \end{pmatrix} = \begin{pmatrix} x & 2x \end{pmatrix}", 1),
    "a space in a bracket": (r"(x \;\; + y) z = x z + y z", 1),
}


@pytest.mark.parametrize(("formula", "equations"), WHOLE.values(), ids=WHOLE)
def test_what_is_one_equation_stays_one(formula: str, equations: int) -> None:
    assert kinds(NUMBERS, formula) == ["Equation"] * equations


@pytest.mark.parametrize(
    "formula",
    [
        r"\begin{array}{ll} 1 & x = y \\ 0 & x \ne y \end{array}",
        r"x \begin{array}{l} x = y \end{array}",
        r"\begin{array}{l} x = y \\ 2 & x = y \end{array}",
    ],
)
def test_equations_in_an_array_that_does_not_align_them_are_none(formula: str) -> None:
    assert kinds(NUMBERS, formula) == ["Unread"]


CONDITIONS = [
    r"\begin{aligned} |y| &= y & y &> 0 \end{aligned}",
    r"\begin{align} |y| &= y && y > 0 \end{align}",
    r"\begin{align} |y| &= y & (y > 0) \end{align}",
    r"\begin{align} |y| &= y & &\text{for } y > 0 \end{align}",
    r"|y| = y \;\; (y > 0)",
    r"|y| = y \hspace{1em} y > 0",
]


@pytest.mark.parametrize("formula", CONDITIONS)
def test_a_condition_in_a_column_restricts_its_equation(formula: str) -> None:
    (item,) = items(document(NUMBERS, formula))
    assert isinstance(item.statement, Equation)
    assert item.statement.condition is not None


@pytest.mark.parametrize("formula", [r"\begin{align} y + y &= 2y & (2) \end{align}", r"y + y = 2y \;\; (2)"])
def test_the_number_of_an_equation_is_no_factor(formula: str) -> None:
    first, second = items(document(NUMBERS, formula))
    assert isinstance(first.statement, Equation)
    assert second.statement == Plain("the number of an equation")


@pytest.mark.parametrize("number", ["(3.1)", "[3]", "(A.1)", "(1a)", "(2.10b)", "(*)"])
@pytest.mark.parametrize(
    "formula",
    [r"y + y = 2y \qquad {}", r"{} \quad y + y = 2y", r"{} \hspace{{1em}} y + y = 2y", r"{} \hfill y + y &= 2y"],
)
def test_numbers_as_books_have_them_are_no_factors(number: str, formula: str) -> None:
    found = [item.statement for item in items(document(NUMBERS, formula.format(number)))]
    assert Plain("the number of an equation") in found
    assert sum(isinstance(each, Equation) for each in found) == 1 and len(found) == 2


@pytest.mark.parametrize("number", ["(3.1)", "{(3)}", "{(*)}", "7", r"{\rm (A.1)}", r"\mathrm{(2a)}"])
@pytest.mark.parametrize("command", [r"\eqno", r"\leqno"])
def test_behind_its_command_is_nothing_but_the_number(command: str, number: str) -> None:
    (found,) = items(document(NUMBERS, rf"y + y = 2y {command}{number}"))
    assert isinstance(found.statement, Equation)
    assert troubles(NUMBERS, rf"y + y = 2y {command}{number} = y") != []


@pytest.mark.parametrize("factor", ["(2 - 3)", "(y)", "(a1)", "[y + 2]", "(2.1", "3.1"])
def test_what_is_no_number_of_an_equation_is_not_left_out(factor: str) -> None:
    found = [item.statement for item in items(document(NUMBERS, rf"y + y = 2y \qquad {factor}"))]
    assert Plain("the number of an equation") not in found


@pytest.mark.parametrize(
    "formula",
    [r"(3) \, y = 3 y", r"(3) \hspace{0.2em} y = 3 y", r"(y) \hspace{1em} y = y^2", r"3 \hspace{1em} y = 3 y",
     r"(3.1) y = 3.1 y", r"(3) \hspace{1em} y", r"y \hspace{1em} (3) = 3 y", r"(3) \hspace{1em} = 3"],
)
def test_at_the_left_end_a_factor_is_one(formula: str) -> None:
    found = [item.statement for item in items(document(NUMBERS, formula))]
    assert Plain("the number of an equation") not in found


AMBIGUOUS = [
    (r"y + y = 2 y \quad (x)", "a factor or a remark"),
    (r"y + y = y \quad 2", "a factor or a remark"),
    (r"y + y = 2 y \qquad [x]", "a factor or a remark"),
    (r"\begin{align} x + x &= 2x && -y + y = x \end{align}", "can go on"),
    (r"\begin{alignat}{2} x + x &= 2x & -y + y &= x \end{alignat}", "can go on"),
    (r"x + x = 2x \;\; - y = x", "can go on"),
    (r"\begin{align} x + x &= 2 & x \end{align}", "in this column"),
]


@pytest.mark.parametrize(("formula", "message"), AMBIGUOUS)
def test_what_can_be_read_in_two_ways_is_not_read(formula: str, message: str) -> None:
    ((said, _),) = troubles(NUMBERS, formula)
    assert message in said


CONTINUED = [
    r"\begin{aligned} x (y + z) &= x y \\ &\quad {} + x z \end{aligned}",
    r"\begin{aligned} x (y + z) &= x y \\ &\qquad{} + x z \end{aligned}",
    r"\begin{aligned} x (y + z) &= x \big( y \\ &\quad + z \big) \end{aligned}",
    r"\begin{aligned} x (y + z) &= x \Big[ y + \\ &\quad z \Big] \end{aligned}",
]


@pytest.mark.parametrize("formula", CONTINUED)
def test_an_equation_goes_on_in_the_next_row(formula: str) -> None:
    assert kinds(NUMBERS, formula) == ["Equation"]


@pytest.mark.parametrize("formula", [r"x = (y \\ z) + x", r"x + x = (y \\ y + z = y)"])
def test_a_row_ends_in_a_bracket_only_at_a_sign(formula: str) -> None:
    assert all(isinstance(item.statement, Unread) for item in items(document(NUMBERS, formula)))


ENDINGS = [r". \qedhere", r"\qed", r"\quad\blacksquare", r",\quad\qedsymbol"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_end_of_a_proof_is_punctuation(ending: str) -> None:
    assert kinds(NUMBERS, rf"x + x = 2x {ending}") == ["Equation"]


@pytest.mark.parametrize("opening", [r"\therefore", r"\because", r"\quad\therefore"])
def test_therefore_is_punctuation(opening: str) -> None:
    assert kinds(NUMBERS, rf"{opening} x + x = 2x") == ["Equation"]


@pytest.mark.parametrize("formula", [r"x \qed x = x", r"x + \square = 2x", r"x + x = \blacksquare y"])
def test_other_signs_inside_are_not_read(formula: str) -> None:
    assert kinds(NUMBERS, formula) == ["Unread"]


def test_a_starred_line_break_multiplies_nothing() -> None:
    formula = r"\begin{align} x + x &= 2x \\* y + y &= 2y \\*[1ex] z + z &= 2z \end{align}"
    assert kinds(NUMBERS, formula) == ["Equation"] * 3


HEADINGS = ["Derivative:", "First:", "Finally,", "Chain rule derivative:", "Output layer :", "Loss:", "导数："]


@pytest.mark.parametrize("words", HEADINGS)
def test_words_that_name_an_equation_claim_nothing(words: str) -> None:
    assert kinds(NUMBERS, rf"\text{{{words} }} x + x = 2x") == ["Equation"]
    assert kinds(NUMBERS, rf"x + x = 2x, \quad \text{{{words} }} y + y = 2y") == ["Equation"] * 2
    assert kinds(NUMBERS, rf"\begin{{align}} \text{{{words}}} && x + x &= 2x \end{{align}}") == ["Equation"]


@pytest.mark.parametrize("words", ["No derivative:", "Positive:", "Loss for x > 0:", "Case 1:"])
def test_words_that_may_be_a_condition_name_none(words: str) -> None:
    assert "Unread" in kinds(NUMBERS, rf"\text{{{words} }} x + x = 2x")


@pytest.mark.parametrize("words", ["for all", "if", "where", "when"])
def test_a_wide_space_behind_what_opens_a_condition_parts_nothing(words: str) -> None:
    one, other = (kinds(NUMBERS, rf"x x = x^2 \quad \text{{{words}}} {space} x > 0") for space in ("", r"\quad"))
    assert one == other == ["Equation"]
    assert kinds("v \\in R^n", r"v_j + v_j = 2 v_j \quad \text{for all} \quad j") == ["Equation"]
    assert kinds("v \\in R^n", r"v_j + v_j = 2 v_j \quad j") == ["Unread"]
