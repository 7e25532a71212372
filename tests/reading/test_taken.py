r"""Where a derivative at a point begins, and what its point is."""

from __future__ import annotations

import pytest

from derive.reading.statements import Equation
from derive.reading.syntax import Node, Partial, Product, Taken
from tests.reading.statements import document, items, troubles

NUMBERS = r"a, b, c \in R" + "\n" + r"f : R \to R" + "\n" + r"w \in R^n" + "\n" + "L := L(w)"
SLOPE = r"\frac{d f(a)}{d a}"


def left(formula: str) -> Node:
    (item,) = items(document(NUMBERS, formula))
    assert isinstance(item.statement, Equation)
    return item.statement.left


BARS = [
    rf"\left. {SLOPE} \right|_{{a = 1}} = 2",
    rf"\left.{SLOPE}\right\rvert_{{a=1}} = 2",
    rf"{SLOPE} \Big|_{{a = 1}} = 2",
    rf"{SLOPE} \bigg\rvert_{{a = 1}} = 2",
    rf"{SLOPE} \vert_{{a = 1}} = 2",
    rf"{SLOPE} |_{{a = 1}} = 2",
    rf"\left[ {SLOPE} \right]_{{a = 1}} = 2",
    rf"\left( {SLOPE} \right)_{{a = 1}} = 2",
    r"\partial f(a)/\partial a \big|_{a = 1} = 2",
    r"\frac{d}{d a} f(a) \Big|_{a = 1} = 2",
    r"\frac{d}{d a} \left( f(a) \right) \Big|_{a = 1} = 2",
    r"\left. \frac{d}{d a} f(a) \right|_{a = 1} = 2",
]


@pytest.mark.parametrize("formula", BARS)
def test_a_point_is_that_of_the_whole_derivative(formula: str) -> None:
    node = left(formula)
    assert isinstance(node, Taken)
    assert isinstance(node.body, Partial)


def test_an_invisible_bracket_holds_a_value_too() -> None:
    node = left(r"\left. a b \right|_{a = 1} = b")
    assert isinstance(node, Taken)
    assert isinstance(node.body, Product)


def test_a_factor_that_does_not_vary_stands_outside() -> None:
    node = left(rf"b {SLOPE} \Big|_{{a = 1}} = 2")
    assert isinstance(node, Product)
    assert isinstance(node.right, Taken)


UNREAD = {
    "a factor with the variable": (rf"a {SLOPE} \Big|_{{a = 1}} = 2", "not told where", "frac"),
    "a chain of derivatives": (rf"\frac{{d b}}{{d c}} {SLOPE} \Big|_{{a = 1}} = 2", "not told where", "frac"),
    "a primed factor": (rf"f'(b) {SLOPE} \Big|_{{a = 1}} = 2", "not told where", "frac"),
    "behind a sum": (rf"\sum_i w_i {SLOPE} {SLOPE} \Big|_{{a = 1}} = 2", "not told where", "frac"),
    "a quotient": (rf"a / {SLOPE} \Big|_{{a = 1}} = 2", "not told where", "frac"),
    "a term before": (rf"{SLOPE} + {SLOPE} \Big|_{{a = 1}} = 2", "not told where", "frac"),
    "a difference": (rf"{SLOPE} - b {SLOPE} \Big|_{{a = 1}} = 2", "not told where", "frac"),
    "two operators": (rf"\frac{{d}}{{d a}} {SLOPE} \Big|_{{a = 1}} = 2", "not told where", "frac"),
    "an operator on a bracket": (rf"\frac{{d}}{{d a}} \left( {SLOPE} \right)_{{a = 1}} = 2", "not told where", "frac"),
    "a factor behind": (rf"{SLOPE} a \Big|_{{a = 1}} = 2", "not told; put", r"\Big|"),
    "a function": (r"f(a) \Big|_{a = 1} = 2", "not told; put", r"\Big|"),
    "a bracket with a value": (r"\left( a b \right)_{a = 1} = 2", "expected an index", "="),
    "no equation below": (rf"\left. {SLOPE} \right|_{{1}} = 2", "below the bar", "}"),
    "a letter below": (rf"\left. {SLOPE} \right|_b = 2", "below the bar", "b"),
    "two equations below": (rf"\left. {SLOPE} \right|_{{a = 1, b = 2}} = 2", "below the bar", "}"),
    "a chain below": (rf"\left. {SLOPE} \right|_{{a = b = 2}} = 2", "below the bar", "}"),
    "half an equation": (rf"\left. {SLOPE} \right|_{{a =}} = 2", "below the bar", "}"),
    "two limits": (rf"\left. {SLOPE} \right|_{{a = 0}}^{{a = 1}} = 2", "above the bar", "^"),
    "a power": (rf"{SLOPE} \Big|_{{a = 0}}^2 = 2", "above the bar", "^"),
    "an absolute value": (rf"\left| {SLOPE} \right|_{{a = 0}} = 2", "never closed", "|"),
    "nothing": (r"\left. \right|_{a = 0} = 2", "found the end", "|"),
}


@pytest.mark.parametrize(("formula", "message", "place"), UNREAD.values(), ids=UNREAD)
def test_where_a_point_is_doubtful_nothing_is_read(formula: str, message: str, place: str) -> None:
    ((said, marked),) = troubles(NUMBERS, formula)
    assert message in said
    assert place in marked


def test_each_of_two_links_has_its_bar() -> None:
    formula = rf"\left. {SLOPE} \right|_{{a = 1}} = \left. {SLOPE} \right|_{{a = 2}} = 2"
    found = [item.statement for item in items(document(NUMBERS, formula))]
    assert [type(statement) for statement in found] == [Equation, Equation]
