"""Statements asked one after the other: a left side is evaluated once, and nothing else goes from one to another."""

from __future__ import annotations

import pytest

from derive.judging import chosen
from derive.judging.inventory import inventory
from derive.judging.modular.opinion import Agree, Differ, Opinion, Opinions, opinion
from derive.judging.modular.trial import Question
from derive.meaning.claims import Claim
from tests.judging.claims import claim

XW = r"X \in R^{n \times m} | W \in R^{m \times k} | Y := X W | L := L(Y)"
NUMBER = "x, y \\in R"
DX = r"\frac{\partial L}{\partial X}"
DY = r"\frac{\partial L}{\partial Y}"


def asked(*made: Claim) -> list[Opinion]:
    """The opinions on claims, asked of one who remembers."""
    opinions = Opinions()
    return [opinions(each.statement, each.scope, sizes(each), 0) for each in made]


def alone(made: Claim) -> Opinion:
    return opinion(made.statement, made.scope, sizes(made), 0)


def sizes(made: Claim) -> dict[str, int]:
    return chosen.assignments(inventory(made.statement, made.scope))[0]


def is_beside(one: Claim, other: Claim) -> bool:
    return Question(one.statement, one.scope).is_beside(Question(other.statement, other.scope))


def test_what_differs_in_its_right_side_is_beside() -> None:
    assert is_beside(claim(XW, rf"{DX} = {DY} W^\top"), claim(XW, rf"{DX} = -{DY} W^\top"))


@pytest.mark.parametrize(
    "other",
    [
        (XW, rf"-{DX} = {DY} W^\top"),
        (XW.replace("X W", "-X W"), rf"{DX} = {DY} W^\top"),
        (XW + r" | assume \sum_j x_{ij} = 1", rf"{DX} = {DY} W^\top"),
    ],
)
def test_what_differs_elsewhere_is_not_beside(other: tuple[str, str]) -> None:
    assert not is_beside(claim(XW, rf"{DX} = {DY} W^\top"), claim(*other))


def test_a_true_claim_makes_no_false_one_true_nor_the_other_way() -> None:
    true, false = claim(XW, rf"{DX} = {DY} W^\top"), claim(XW, rf"{DX} = 2 {DY} W^\top")
    found = asked(true, false, true, false)
    assert [type(each) for each in found] == [Agree, Differ, Agree, Differ]
    assert found == [alone(true), alone(false), alone(true), alone(false)]


def test_points_without_a_value_on_one_right_side_are_not_missing_on_another() -> None:
    partly, plain = claim(NUMBER, r"x^2 = x^2 + y \log x - y \log x"), claim(NUMBER, "x^2 = x x")
    first, second = asked(partly, plain)
    assert isinstance(first, Agree) and isinstance(second, Agree)
    assert first.points < second.points == 8


def test_points_without_a_value_on_the_left_side_are_missing_on_every_right_one() -> None:
    one, other = claim(NUMBER, r"\log x = 2 \log x - \log x"), claim(NUMBER, r"\log x = 0 + \log x")
    first, second = asked(one, other)
    assert isinstance(first, Agree) and isinstance(second, Agree)
    assert first.points == second.points < 8


def test_one_definition_is_not_taken_for_another() -> None:
    one, other = claim(r"x \in R | y := x^2", "y = x x"), claim(r"x \in R | y := x^3", "y = x x")
    assert [type(each) for each in asked(one, other, one)] == [Agree, Differ, Agree]


def test_an_assumption_of_one_statement_is_not_used_for_another() -> None:
    one, other = claim(r"x \in R | assume x > 0", "|x| = x"), claim(r"x \in R", "|x| = x")
    assert [type(each) for each in asked(one, other)] == [Agree, Differ]


def test_roots_of_one_right_side_do_not_choose_those_of_another() -> None:
    one, other = claim(NUMBER, r"\sqrt{x^2} = |x|"), claim(NUMBER, r"\sqrt{x^2 + y^2} = \sqrt{y^2 + x^2}")
    false = claim(NUMBER, r"\sqrt{x^2 + y^2} = -\sqrt{y^2 + x^2}")
    assert [type(each) for each in asked(one, other, false, other)] == [Agree, Agree, Differ, Agree]
