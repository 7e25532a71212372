"""Sums have letters that mean nothing else, also where a document means something by nearly all of them."""

from __future__ import annotations

import pytest

from derive import prove
from derive.judging.derivation.letters import ORDER, taken
from derive.judging.formulas import GREEK, subscripts
from derive.judging.solving import letters as solving
from derive.judging.verdict import Kind
from tests.judging.claims import claim

from .asking import answered, asked

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
    for letters in (solving.ORDER, ORDER):
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


RATINGS = (
    r"P \in R^{U \times K}, Q \in R^{I \times K}, W, R \in R^{U \times I} | \hat R := P Q^\top"
    r" | E := \sum_u \sum_i w_{ui} (r_{ui} - \hat r_{ui})^2"
)
LETTERED = [
    ("the letters of an author's claim", RATINGS, r"\frac{\partial^2 E}{\partial p_{uk} \partial p_{ul}}",
     r"2 \sum_i q_{ik} q_{il} w_{ui}"),
    ("letters of entries", RATINGS.replace("I", "M") + r" | I \in R^{K \times K}",
     r"\frac{\partial^2 E}{\partial p_{uk} \partial p_{ul}}", r"2 \sum_j q_{jk} q_{jl} w_{uj}"),
    ("names", RATINGS + r" | i, j \in R", r"\frac{\partial^2 E}{\partial p_{uk} \partial p_{ul}}",
     r"2 \sum_s q_{sk} q_{sl} w_{us}"),
]


@pytest.mark.parametrize(
    ("declared", "left", "answer"), [row[1:] for row in LETTERED], ids=[row[0] for row in LETTERED]
)
def test_an_index_has_no_letter_of_a_name(declared: str, left: str, answer: str) -> None:
    found = answered(declared, left)
    assert found.answer is not None, found.message
    assert " ".join(found.answer.fragment.split()) == answer


def test_letters_are_taken_by_names_entries_and_labels() -> None:
    found = asked(r"Q_t, \hat{Y}^{(l)} \in R^{n \times n}, e, E \in R, W_{hh} \in R^{n \times n}, h_{i-1} \in R^n", "e")
    question, page_ = found
    letters = solving.taken(question.asked.scope, page_.claim.world)
    assert set("Qqt" "Yyl" "eEn" "Ww" "hi") <= letters
    assert not letters & set("jkprsT")


GATE = r"h \in R^{N \times n}, U \in R^{n \times n}"
SMALL = [
    ("only an unknown function takes it", rf"{GATE} | z := \tanh(h U) | y := z \odot h | L := L(y)",
     r"\frac{\partial L}{\partial h}",
     r"\left( \frac{\partial L}{\partial y} \odot \left( h - y \odot z \right) \right) U^\top"
     r" + \frac{\partial L}{\partial y} \odot z"),
    ("it is only defined", rf"{GATE} | s := \tanh(h) | L := \sum_{{ij}} \tanh(h_{{ij}})",
     r"\frac{\partial L}{\partial h}", r"1 - s \odot s"),
]


@pytest.mark.parametrize(("declared", "left", "right"), [row[1:] for row in SMALL], ids=[row[0] for row in SMALL])
def test_a_matrix_has_the_small_letter_that_its_author_gave_it(declared: str, left: str, right: str) -> None:
    found = answered(declared, left)
    assert found.kind is Kind.PROVED, found.message
    assert found.answer is not None and found.answer.fragment == right
