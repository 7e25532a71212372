r"""Equations beside each other that go on in the rows below: each from what stands above it in its column."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import judged
from tests.reading.statements import kinds, troubles

NUMBERS = r"x, y, z \in R"
TRUE, FALSE = Kind.PROVED, Kind.REFUTED


def verdicts(formula: str) -> list[Kind]:
    found = judged(f"<!-- derive\n{NUMBERS}\n-->\n\n{formula}\n")
    return [item.verdict.kind for item in found if item.verdict.kind is not Kind.DEFINITION]


def aligned(*rows: str, environment: str = "align", argument: str = "") -> str:
    body = " \\\\\n".join(rows)
    return f"\\begin{{{environment}}}{argument}\n{body}\n\\end{{{environment}}}"


ENVIRONMENTS = [("align", ""), ("align*", ""), ("flalign", ""), ("alignat", "{2}"), ("alignat*", "{3}")]


@pytest.mark.parametrize(("environment", "argument"), ENVIRONMENTS)
@pytest.mark.parametrize("comma", ["", ","])
def test_two_chains_run_down_side_by_side(environment: str, argument: str, comma: str) -> None:
    false = (rf"x + x &= 2 x{comma} & x^2 &= x \cdot x", rf"&= x x{comma} & &= x x")
    true = (rf"x^2 + x^2 &= 2 x^2{comma} & x + x &= 2 x", rf"&= 2 x x{comma} & &= 3 x - x")
    assert verdicts(aligned(*false, environment=environment, argument=argument)) == [TRUE, TRUE, FALSE, TRUE]
    assert verdicts(aligned(*true, environment=environment, argument=argument)) == [TRUE] * 4


@pytest.mark.parametrize("space", ["&", r"& \quad", r", & \quad", "&&", r"&&\text{and}&"])
def test_however_the_columns_are_parted(space: str) -> None:
    def shown(below: str) -> str:
        rows = (rf"x + x &= 2 x {space} x^2 &= x x", below)
        return f"$$ {aligned(*rows, environment='aligned')} $$"

    assert verdicts(shown("&= x x")) == [TRUE, TRUE, FALSE]
    assert verdicts(shown("&= 3 x - x &")) == [TRUE, TRUE, TRUE]


ROWS = {
    "three columns": (
        (r"x + x &= 2 x & y + y &= 2 y & z + z &= 2 z", "&= 3 x - x & &= 3 y - y & &= 3 z - z"), [TRUE] * 6,
    ),
    "three columns, crossed": (
        (r"x + x &= 2 x & y + y &= 2 y & z + z &= 2 z", "&= 3 x - x & &= 3 z - z & &= 3 z - z"),
        [TRUE] * 4 + [FALSE, TRUE],
    ),
    "the middle one goes on": (
        (r"x + x &= 2 x & y + y &= 2 y & z + z &= 2 z", "& & &= 3 y - y"), [TRUE] * 4,
    ),
    "the middle one goes on, from the last": (
        (r"x + x &= 2 x & y + y &= 2 y & z + z &= 2 z", "& & &= 3 z - z"), [TRUE] * 3 + [FALSE],
    ),
    "the last one goes on": ((r"x + x &= 2 x & y + y &= 2 y", "& & &= 3 y - y"), [TRUE] * 3),
    "two rows below, a gap": (
        (r"x + x &= 2 x & y + y &= 2 y", "&= 3 x - x", "& & &= 3 y - y", "&= x + x & &= y + y"), [TRUE] * 6,
    ),
    "two rows below, a gap, crossed": (
        (r"x + x &= 2 x & y + y &= 2 y", "&= 3 x - x", "& & &= 3 x - x"), [TRUE] * 3 + [FALSE],
    ),
    "a new equation above": (
        (r"x + x &= 2 x & y + y &= 2 y", "z + z &= 2 z & x y &= y x", "&= 3 z - z & &= 1 x y"), [TRUE] * 6,
    ),
    "the first column begins anew": ((r"x + x &= 2 x & y + y &= 2 y", "z + z &= 2 z & &= 3 y - y"), [TRUE] * 4),
    "the first column begins anew, and crosses": (
        (r"x + x &= 2 x & y + y &= 2 y", "z + z &= 2 z & &= 3 z - z"), [TRUE] * 3 + [FALSE],
    ),
    "one equation in all columns": ((r"x + x &= 2 x & &= 3 x - x", "&= 4 x - 2 x & &= x + x"), [TRUE] * 4),
}


@pytest.mark.parametrize(("rows", "expected"), ROWS.values(), ids=ROWS)
def test_each_column_goes_on_by_itself(rows: tuple[str, ...], expected: list[Kind]) -> None:
    assert verdicts(aligned(*rows)) == expected


def test_definitions_side_by_side_go_on() -> None:
    functions = (r"f(u) &= u^2 & h(u) &= 2 u", "&= {} & &= u + u")
    assert verdicts(aligned(functions[0], functions[1].format("2 u"))) == [FALSE, TRUE]
    assert verdicts(aligned(functions[0], functions[1].format("u u"))) == [TRUE, TRUE]


TERMS = {
    "of the first": ((r"x + x + x &= x & y + y &= 2 y", "&\\quad + 2 x"), [TRUE, TRUE]),
    "of the first, not of the last": ((r"x + x &= 2 x & y + y &= 2 y - x", "&\\quad + x"), [FALSE, FALSE]),
    "of both": ((r"3 x &= x & 3 y &= y", "& + 2 x & & + 2 y"), [TRUE, TRUE]),
    "of both, crossed": ((r"3 x &= x & 3 y &= y", "& + 2 y & & + 2 x"), [FALSE, FALSE]),
    "of one, and a relation": ((r"3 x &= x & 3 y &= 2 y + y", "& + 2 x & &= y + 2 y"), [TRUE, TRUE, TRUE]),
    "of one, beside an equation": ((r"3 x &= x & 3 y &= 2 y + y", "& + 2 x & 2 z &= z + z"), [TRUE, TRUE, TRUE]),
    "a factor": ((r"x x &= x & y + y &= 2 y", "&\\quad x"), [TRUE, TRUE]),
    "a factor, not of the last": ((r"x + x &= 2 x & y y x &= y y", "&\\quad x"), [FALSE, FALSE]),
    "a sum that ends in its sign": ((r"x + x &= 2 x & 3 y &= y +", "2 y"), [TRUE, TRUE]),
}


@pytest.mark.parametrize(("rows", "expected"), TERMS.values(), ids=TERMS)
def test_terms_belong_to_the_equation_above_them(rows: tuple[str, ...], expected: list[Kind]) -> None:
    assert verdicts(aligned(*rows)) == expected


TWICE = [
    aligned(r"x + x &= 2 x, \quad y^2 = y y", "&= y y"),
    aligned(r"x + x &= 2 x, \quad y^2 = y y", "&= x + x"),
    aligned(r"x + x &= 2 x", r"&= 3 x - x, \quad y^2 = y y", "&= y y"),
]


@pytest.mark.parametrize("formula", TWICE)
def test_what_stands_below_two_equations_of_one_column_is_not_read(formula: str) -> None:
    ((said, place),) = troubles(NUMBERS, formula)
    assert "each of two equations that stand above it" in said
    assert place == "="


def test_a_term_that_stands_in_no_column_is_not_read() -> None:
    ((said, place),) = troubles(NUMBERS, aligned(r"x + x &= 2 x & y + y &= y", "+ y"))
    assert "write `&`" in said
    assert place == "+"


ONE = [
    r"$$ x + x = 2 x, \quad y^2 = y y \\ = y y $$",
    aligned(r"x + x &= 2 x \quad (y > 0)", "&= 3 x - x"),
    aligned(r"x + x &= 2 x & &\text{by definition}", r"&= 3 x - x & &\text{by (1)}", "&= x + x"),
    aligned(r"x + x &= 2 x & (y > 0)", r"&= 3 x - x", environment="alignat", argument="{2}"),
]


@pytest.mark.parametrize("formula", ONE)
def test_a_row_below_one_equation_goes_on_from_it(formula: str) -> None:
    assert set(verdicts(formula)) <= {TRUE, Kind.SKIPPED}


def test_columns_of_two_environments_have_nothing_in_common() -> None:
    beside = aligned(r"x + x &= 2 x & y + y &= 2 y", environment="aligned")
    behind = aligned(r"z + z &= 2 z & &= 3 z - z", "&= z + z", environment="aligned")
    assert verdicts(f"$$ {beside} \\qquad {behind} $$") == [TRUE] * 5
    inner = aligned("& y", "&+ y", environment="aligned")
    assert verdicts(aligned(rf"x + x &= 2 x & y + y &= {inner}", "&= 3 x - x & &= 3 y - y")) == [TRUE] * 4


def test_terms_in_columns_are_one_chain() -> None:
    rows = (r"x + y &= x && + y", "&= y && + x")
    assert kinds(NUMBERS, aligned(*rows, environment="alignedat", argument="{2}")) == ["Equation", "Equation"]


def test_a_chain_is_judged_from_end_to_end_in_its_column() -> None:
    rows = (r"x + x &= 2 x & y + y &= 2 y", "&= 3 x & &= 3 y - y", "&= 3 x - x & &= y + 2 y")
    found = judged(f"<!-- derive\n{NUMBERS}\n-->\n\n{aligned(*rows)}\n")
    assert [item.verdict.kind for item in found] == [TRUE, TRUE, FALSE, TRUE, FALSE, FALSE]
    told = [item.verdict.message for item in found if item.verdict.kind is FALSE]
    assert ["the chain is true" in message for message in told] == [True, True, False]


TWO_IN_A_CELL = {
    "a false slope below two definitions": (
        (r"u &:= x^2, \quad v := x^3", r"\frac{d u}{d x} &= x^3"), [FALSE],
    ),
    "a true slope below three definitions": (
        (r"u &:= x, \quad v := x + 1, \quad w := 1 - \frac{2 x}{y}", r"\frac{d v}{d x} &= 1"), [TRUE],
    ),
    "claims below two claims": (
        (r"3 x &= 2 x + x, \quad y^2 = y y", "x + x &= 2 x", "y y &= x"), [TRUE, TRUE, TRUE, FALSE],
    ),
    "words between": ((r"3 x &= 2 x + x \quad\text{and}\quad y^2 = y y", "y &= y y"), [TRUE, TRUE, FALSE]),
    "a chain that begins anew": (
        (r"3 x &= 2 x + x, \quad y^2 = y y", "x x &= x^2", "&= y y"), [TRUE, TRUE, TRUE, FALSE],
    ),
    "a condition goes on nowhere": ((r"3 x &= 2 x + x, \quad y > 0", "&= x + 2 x", "&= y"), [TRUE, TRUE, FALSE]),
    "the second one in its own cell": (
        (r"3 x &= 2 x + x, \quad y + y &= 2 y", "&= x + 2 x & &= 3 x - x"), [TRUE, TRUE, TRUE, FALSE],
    ),
    "in the last column": (
        (r"x + x &= 2 x & y + y &= 2 y, \quad z + z = 2 z", "x x &= x^2 & y y &= z^2"), [TRUE] * 4 + [FALSE],
    ),
    "a sign begins the left side": ((r"3 x &= 2 x + x, \quad y = y", "-y &= - x"), [TRUE, TRUE, FALSE]),
}


@pytest.mark.parametrize(("rows", "expected"), TWO_IN_A_CELL.values(), ids=TWO_IN_A_CELL)
def test_what_stands_below_two_equations_of_one_cell_has_its_own_left_side(
    rows: tuple[str, ...], expected: list[Kind]
) -> None:
    assert verdicts(aligned(*rows)) == expected


@pytest.mark.parametrize(("side", "expected"), [("y", TRUE), ("2 y", FALSE)])
def test_columns_behind_an_arrow_begin_anew(side: str, expected: Kind) -> None:
    before = aligned("u &:= x y", "v &:= u^2", environment="aligned")
    behind = aligned(rf"\frac{{\partial u}}{{\partial x}} &= {side}", "y y &= y^2", environment="aligned")
    assert verdicts(aligned(rf"{before} \quad\Longrightarrow\quad {behind}")) == [expected, TRUE]
