"""Of two writings that differ by exchanged signs, or by a square taken apart, the textbook's is chosen."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derive.judging.general.atoms import Entry
from derive.judging.general.expressions import Expression, number, of
from derive.judging.solving.forms import Bag, Form, Leaf, Part, Total, bag
from derive.judging.solving.signs import signed
from derive.judging.solving.squares import square
from derive.judging.verdict import Kind
from tests.judging.claims import verdict

from .asking import answered

ONE = Fraction(1)
X, Y, T = (Part(Leaf(name)) for name in "xyt")
VALUES = {X: Fraction(3), Y: Fraction(5), T: Fraction(7)}


def minus(form: Form) -> Form:
    return bag(-ONE, (form, ONE))


def less(form: Form, other: Form) -> Form:
    return Total((form, minus(other)))


LESS_ONE = [Total((each, Bag(-ONE))) for each in (X, Y)]


def value(form: Form) -> Fraction:
    """The value of a form at some numbers."""
    match form:
        case Part():
            return VALUES[form]
        case Total(parts=parts):
            return sum(map(value, parts), Fraction(0))
        case Bag(number=factor, factors=factors):
            for each, exponent in factors:
                factor *= value(each) ** int(exponent)
            return factor
    raise TypeError


PRODUCTS = [
    ("a difference", ONE, [LESS_ONE[0], less(T, Y)]),
    ("a minus", -ONE, [LESS_ONE[0], X]),
    ("both", -ONE, [LESS_ONE[0], less(T, Y)]),
    ("two of them", ONE, [LESS_ONE[0], LESS_ONE[1]]),
    ("two of them and a minus", -ONE, [LESS_ONE[0], LESS_ONE[1]]),
    ("two of them and a difference", ONE, [LESS_ONE[0], LESS_ONE[1], less(T, Y)]),
    ("nothing to exchange with", ONE, [LESS_ONE[0], X]),
    ("the same turned", ONE, [LESS_ONE[0], Total((Bag(ONE), minus(X)))]),
]


@pytest.mark.parametrize(("factor", "factors"), [row[1:] for row in PRODUCTS], ids=[row[0] for row in PRODUCTS])
def test_signs_are_exchanged_in_pairs(factor: Fraction, factors: list[Form]) -> None:
    product = Bag(factor, tuple((each, ONE) for each in factors))
    assert value(signed(product)) == value(product)
    squares = Bag(factor, tuple((each, Fraction(2)) for each in factors))
    assert signed(squares) == squares


def test_one_stands_first_where_another_factor_takes_the_sign() -> None:
    found = signed(Bag(ONE, ((LESS_ONE[0], ONE), (less(T, Y), ONE))))
    assert isinstance(found, Bag)
    assert Total((minus(X), Bag(ONE))) in [factor for factor, _ in found.factors]


A, B = (of(Entry(name, None, None)) for name in "ab")
SQUARES = [(A - B, 1), (A + B, 2), (A.scaled(2) - B.scaled(3), -1), (A * B - number(1), 1)]


@pytest.mark.parametrize(("base", "factor"), SQUARES)
def test_a_square_is_found(base: Expression, factor: int) -> None:
    found = square((base * base).scaled(factor))
    assert found is not None
    assert (found[1] * found[1]).scaled(found[0]) == (base * base).scaled(factor)


@pytest.mark.parametrize(
    "value", [A * A + A * B + B * B, A * A - B * B + A * B, A * A + (A * B).scaled(2) + (B * B).scaled(2), A + B, A * A]
)
def test_what_is_none_is_not(value: Expression) -> None:
    assert square(value) is None


MEAN = (
    r"vectors: rows | Z, Y \in R^{m \times o} | \sigma(x) := \frac{1}{1 + e^{-x}} | \hat Y := \sigma(Z)"
    r" | L := \frac{1}{2 m} \sum_i \sum_j (\hat y_{ij} - y_{ij})^2"
)
NORMAL = (
    r"m, x \in R^D, v \in R | assume v > 0 | G := \frac{1}{2 v} \| x - m \|^2 + \frac{D}{2} \log (2 \pi v)"
)
FORMS = [
    ("sigmoid with squared errors", MEAN, r"\frac{\partial L}{\partial Z}",
     r"\frac{\hat Y \odot \left( 1 - \hat Y \right) \odot \left( \hat Y - Y \right)}{m}"),
    ("a variance", NORMAL, r"\frac{\partial^2 G}{\partial v^2}",
     r"\frac{1}{v^2} \left( \frac{\|x - m\|^2}{v} - \frac{D}{2} \right)"),
    ("e^x - 1 is left", r"x, t \in R | F := (e^x - 1) (x - t)^2", r"\frac{\partial F}{\partial t}",
     r"2 \left( t - x \right) \left( e^{x} - 1 \right)"),
]


@pytest.mark.parametrize(("declared", "left", "answer"), [row[1:] for row in FORMS], ids=[row[0] for row in FORMS])
def test_the_textbooks_form_is_found(declared: str, left: str, answer: str) -> None:
    found = answered(declared, left)
    assert found.kind is Kind.PROVED, found.message
    assert found.answer is not None
    assert found.answer.fragment.replace(r"\hat{Y}", r"\hat Y") == answer


@pytest.mark.parametrize(
    ("declared", "left", "wrong"),
    [
        (MEAN, FORMS[0][2], r"\frac{\hat Y \odot (1 - \hat Y) \odot (Y - \hat Y)}{m}"),
        (NORMAL, FORMS[1][2], r"\frac{1}{v^2} \left( \frac{\|x + m\|^2}{v} - \frac{D}{2} \right)"),
    ],
)
def test_one_exchanged_sign_is_refuted(declared: str, left: str, wrong: str) -> None:
    assert verdict(declared, f"{left} = {wrong}").kind is Kind.REFUTED
