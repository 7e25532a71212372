r"""What authors write without knowing the language, and what they are told."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.results import Judged
from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.source import Source


def judged(text: str) -> list[Judged]:
    return list(judge_document(read(Source("note.md", text))).items)


def kinds(text: str) -> list[Kind]:
    return [each.verdict.kind for each in judged(text)]


def message(text: str, number: int = 0) -> str:
    found = judged(text)[number].verdict
    assert found.kind is Kind.UNREAD
    return found.message


GIVEN = "<!-- derive\nX, W \\in R^{n \\times n}, \\lambda \\in R\nL := L(W)\n-->\n"


def test_a_word_below_a_letter_is_a_label() -> None:
    loss = "$$ L_{reg} = L + \\lambda \\sum_{i,j} W_{ij}^2 $$\n"
    claim = r"$$ \frac{\partial L_{reg}}{\partial W} = \frac{\partial L}{\partial W} + 2 \lambda W $$"
    assert kinds(GIVEN + loss + claim) == [Kind.DEFINITION, Kind.PROVED]
    assert kinds(GIVEN + loss + claim.replace("2 ", "")) == [Kind.DEFINITION, Kind.REFUTED]


def test_a_word_below_a_letter_that_is_not_declared_is_named_with_it() -> None:
    assert message(GIVEN + "$$ 2 L_{reg} = L $$").startswith("`L_{reg}` is not declared")
    assert kinds(GIVEN + "$$ 2 X_{ijk} = L $$") == [Kind.UNREAD]


@pytest.mark.parametrize("use", ["s_i", "s_1", r"\sum_j s_j", r"\|s\|"])
def test_what_uses_a_definition_that_was_not_understood_says_so(use: str) -> None:
    text = f"$$ s_i = \\sum_j a_{{ij}} $$\n\n$$ 2 {use} = 0 $$"
    assert message(text, 1).startswith("the definition of `s` was not understood (see line 1)")


def test_the_upper_bound_of_a_sum_is_a_size() -> None:
    assert r"`n` is not declared; a size stands in a shape, as in `x \in R^n`" in message(r"$$ s = \sum_{j=1}^n x_j $$")
    assert "may be fixed here or summed over" in message(r"$$ s = \sum_{j=1}^k 2 $$")


def test_all_that_have_an_index_in_their_names_are_named_at_once() -> None:
    text = "With $y_i \\in R$ and $x_i \\in R^d$.\n\n$$ s = \\sum_{i=1}^n y_i x_i $$"
    found = message(text)
    assert r"as in `y \in R^n`" in found
    assert r"the same is to be done for `x_i` (`X \in R^{n \times d}`) too" in found


def test_the_derivative_of_a_function_that_is_not_known_is_no_definition() -> None:
    claim = r"$$ f'(z) = - \frac{1}{1 + e^z} $$" + "\n"
    assert "`f(x) := …`" in message(claim)
    assert kinds("<!-- derive\nf(z) := \\log(1 + e^{-z})\n-->\n" + claim) == [Kind.PROVED]
    assert kinds("<!-- derive\nf(z) := \\log(1 + e^{z})\n-->\n" + claim) == [Kind.REFUTED]


def test_a_recurrence_and_a_sum_of_its_own_letter_are_told_apart() -> None:
    assert "recurrence" in message(GIVEN + r"$$ h_t = \tanh(h_{t-1}) $$")
    assert "give the whole another letter" in message(GIVEN + r"$$ M = \sum_t M_t $$")


def test_a_label_below_other_names_is_no_recurrence() -> None:
    found = message(GIVEN + r"$$ f_t = W_f x_t + U_f z_t + b_f $$")
    assert r"if `W_f, U_f, b_f` are names of their own, declare them first, as in `W_f, U_f, b_f \in R^n`" in found
    assert "`W_f" not in message(GIVEN + r"$$ f_t = W_f x_t + f_{t-1} $$")


def test_an_abbreviation_in_capitals_is_a_name_of_several_letters() -> None:
    assert r"`\operatorname{RSS}`" in message(GIVEN + "$$ RSS = 2 $$")
    assert "letters" not in message(GIVEN + "$$ 2 XWY = 0 $$")
