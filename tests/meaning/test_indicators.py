r"""Indicators in the letters of papers: `\mathbb{I}` before a condition is 1 or 0, and elsewhere the identity."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import verdict

DECLARED = r"a \in R | x \in R^n"
FORMS = ["{}[a > 0]", "{}(a > 0)", r"{}\{{a > 0\}}", r"{}_{{a > 0}}", r"{}_{{\{{a > 0\}}}}", r"{}\left[ a > 0 \right]"]


@pytest.mark.parametrize("letter", [r"\mathbb{I}", r"\mathbb I", r"\mathbb{1}", r"\mathbf{1}"])
@pytest.mark.parametrize("form", FORMS)
def test_it_is_one_where_its_condition_holds(form: str, letter: str) -> None:
    assert verdict(DECLARED, rf"{form.format(letter)} a = \max(a, 0)").kind is Kind.PROVED
    assert verdict(DECLARED, rf"{form.format(letter)} a = \max(-a, 0)").kind is Kind.REFUTED


def test_without_a_condition_it_is_the_identity() -> None:
    assert verdict(DECLARED, r"\mathbb{I} x = x").kind is Kind.PROVED
    assert verdict(DECLARED, r"\mathbb{I}_n x = 2 x").kind is Kind.REFUTED


def test_a_declared_letter_is_itself() -> None:
    declared = rf"{DECLARED} | I \in R^{{n \times n}}"
    assert verdict(declared, r"\mathbb{I} [a > 0] a = I \max(a, 0)").kind is Kind.PROVED
    assert verdict(declared, r"\mathbb{I} [a > 0] a = \max(a, 0)").kind is not Kind.PROVED


def test_another_typeface_is_told_what_to_write() -> None:
    assert "for 1 where a condition holds" in verdict(DECLARED, r"I(a > 0) a = \max(a, 0)").message
