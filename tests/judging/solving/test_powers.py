"""Answers with an exponent that may be any number: they are powers, and what is guessed to be positive is proved."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import kind, verdict

GIVEN = r"b, p, y \in R | v \in R^n | S := \sum_i v_i^p | L := (b y + 1)^p"
ANSWERS = [
    (r"\frac{\partial}{\partial b} b^p", r"p b^{p - 1}", (r"b \le 0",)),
    (r"\frac{\partial}{\partial p} b^p", r"\log(b) b^p", (r"b \le 0",)),
    (r"\frac{d}{d b} b^{-p}", r"-p b^{-p - 1}", (r"b \le 0",)),
    (r"\frac{d}{d p} 2^p", r"\log(2) 2^p", ()),
    (r"\frac{\partial S}{\partial v_i}", r"p v_{i}^{p - 1}", (r"v_{i} \le 0",)),
    (r"\frac{\partial L}{\partial b}", r"\frac{L p y}{b y + 1}", (r"b y + 1 \le 0",)),
]
WRONG = [
    r"p b^p",
    r"b^{p - 1}",
    r"(p - 1) b^{p - 1}",
    r"\log(b) b^p",
    r"p b^{1 - p}",
    r"p |b|^{p - 1}",
    r"-p b^{p - 1}",
]


@pytest.mark.parametrize(("left", "answer", "excludes"), ANSWERS, ids=[row[0] for row in ANSWERS])
def test_a_slope_of_a_power_is_a_power(left: str, answer: str, excludes: tuple[str, ...]) -> None:
    found = verdict(GIVEN, f"{left} = ?")
    assert found.kind is Kind.PROVED, found.message
    assert found.answer is not None
    assert found.answer.fragment == answer
    assert found.excludes == excludes


@pytest.mark.parametrize("right", WRONG)
def test_what_is_near_it_is_not_proved(right: str) -> None:
    assert kind(GIVEN, rf"\frac{{\partial}}{{\partial b}} b^p = {right}") in (Kind.REFUTED, Kind.CONDITIONAL)


@pytest.mark.parametrize(
    "left", [r"\frac{d}{d b} |b|^p", r"\frac{d}{d b} (1 - b)^p", r"\frac{\partial}{\partial p} (b y)^p"]
)
def test_what_holds_for_positive_numbers_alone_is_no_answer(left: str) -> None:
    assert verdict(GIVEN, f"{left} = ?").kind is Kind.UNDECIDED
