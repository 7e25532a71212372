"""Sums have letters that mean nothing else, also where a document means something by nearly all of them."""

from __future__ import annotations

import pytest

from derive import prove
from derive.judging.derivation.letters import ORDER, taken
from derive.judging.formulas import GREEK, subscripts
from derive.judging.solving.entries import LETTERS
from derive.judging.verdict import Kind
from tests.judging.claims import claim

GATED = (
    r"x \in R^d; \gamma, \beta \in R^d; V \in R^{m \times d}; c \in R^m; \epsilon \in R; U \in R^{k \times m}; "
    r"y \in R^k; \operatorname{softmax}(x)_i := \frac{e^{x_i}}{\sum_j e^{x_j}}; v := \|x\|^2; s := v; n := s x; "
    r"h := n; W \in R^{m \times d}; b \in R^m; a := W h; g := V h; u := a \odot g; z := U u; "
    r"p := \operatorname{softmax}(z); L := -\sum_{j=1}^{k} y_j \log p_j; "
    r"r := U^\top (p - y); q := \frac{\partial L}{\partial h}"
)


def test_a_document_of_many_letters_is_answered() -> None:
    assert prove(r"\frac{\partial L}{\partial V} = ?", given=GATED).verdict is Kind.PROVED


def test_letters_are_told_apart() -> None:
    for letters in (LETTERS, ORDER):
        assert len(set(letters)) == len(letters)
        assert letters[-len(GREEK) :] == GREEK
        assert "e" not in letters


@pytest.mark.parametrize(
    ("places", "text"),
    [(["i", "j"], "ij"), ([r"\alpha", "j"], r"\alpha j"), (["i", r"\mu"], r"i \mu"), (["i + 1", "j"], "i + 1, j")],
)
def test_a_greek_index_keeps_off_the_next(places: list[str], text: str) -> None:
    assert subscripts(places) == text


def test_a_greek_name_is_taken() -> None:
    found = claim(r"\mu \in R | x \in R^n", r"\mu x_i = x_i \mu")
    assert r"\mu" in taken([found.statement.left], found.scope)
