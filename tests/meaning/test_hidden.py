r"""A loss that rests on an outer Y says nothing of an inner one: between two zeros every equation would be true."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import judged

SHAPES = "<!-- derive\nX \\in R^{n \\times m}, W \\in R^{m \\times k}, b \\in R^{1 \\times k}\n-->\n\n# A\n\n"
UNKNOWN = SHAPES + "<!-- derive\nY := X W\nL := L(Y)\n-->\n\n"
SQUARED = SHAPES + "<!-- derive\nY := X W\nL := \\sum_{i,j} y_{ij}^2\n-->\n\n"
TRUE = "$$ \\frac{\\partial L}{\\partial b} = \\mathbf{1}^\\top \\frac{\\partial L}{\\partial Y} $$\n\n"
FALSE = "$$ \\frac{\\partial L}{\\partial b} = 3 \\cdot \\mathbf{1}^\\top \\frac{\\partial L}{\\partial Y} $$\n\n"
INNER = ["## B\n\n<!-- derive\nY := X W + b\n-->\n\n", "## B\n\n$$ Y := X W + b $$\n\n"]


@pytest.mark.parametrize("inner", INNER)
@pytest.mark.parametrize("outer", [UNKNOWN, SQUARED])
def test_a_loss_of_a_hidden_name_is_not_differentiated_beside_the_name_that_hides_it(outer: str, inner: str) -> None:
    for found in judged(outer + inner + TRUE + FALSE):
        assert found.verdict.kind is Kind.UNREAD
        assert "rests on another `Y`" in found.verdict.message


@pytest.mark.parametrize("loss", ["L := L(Y)", "L := \\sum_{i,j} y_{ij}^2"])
def test_with_a_loss_of_its_own_the_section_is_judged(loss: str) -> None:
    true, false = judged(UNKNOWN + f"## B\n\n<!-- derive\nY := X W + b\n{loss}\n-->\n\n" + TRUE + FALSE)
    assert true.verdict.kind is Kind.PROVED
    assert false.verdict.kind is Kind.REFUTED


def test_what_rests_on_both_or_does_not_speak_of_the_inner_name_is_judged() -> None:
    layers = "## B\n\n<!-- derive\nY := 2 Y\nL := L(Y)\n-->\n\n"
    claim = "$$ \\frac{\\partial L}{\\partial W} = 2 X^\\top \\frac{\\partial L}{\\partial Y} $$\n\n"
    other = "## C\n\n<!-- derive\nW \\in R\n-->\n\n$$ \\frac{\\partial L}{\\partial X} = 0 \\cdot X $$\n\n"
    first, second = judged(UNKNOWN + layers + claim + other)
    assert first.verdict.kind is Kind.PROVED
    assert second.verdict.kind is Kind.REFUTED


SIZED = "<!-- derive\nx \\in R^n, X \\in R^{n \\times m}\n-->\n\n# A\n\n"
NUMBERS = ["$$ m := x^\\top x $$\n\n", "<!-- derive\nm \\in R\n-->\n\n"]
EITHER = [
    r"\sum_{j=1}^m X_{ij} = (X \mathbf 1)_i", r"\sum_{j=1}^{m-1} X_{ij} = 0", r"X \mathbf 1_m = X \mathbf 1",
    r"\operatorname{tr}(I_m) = m", r"X_{im} = X_{i1}", r"X_{i1} + \dots + X_{im} = (X \mathbf 1)_i",
]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("claim", EITHER)
def test_the_letter_of_a_size_that_is_a_number_here_is_neither_where_only_a_size_fits(number: str, claim: str) -> None:
    (found,) = (each for each in judged(f"{SIZED}## B\n\n{number}$$ {claim} $$\n") if "=" in each.source)
    assert found.verdict.kind is Kind.UNREAD
    assert "`m` is " in found.verdict.message


@pytest.mark.parametrize("number", NUMBERS)
def test_elsewhere_the_letter_is_the_number_and_behind_the_section_the_size(number: str) -> None:
    claims = "$$ \\frac{m^2}{m} = m $$\n\n$$ \\frac{m^2}{m} = 2 m $$\n\n"
    behind = "## C\n\n$$ \\operatorname{tr}(I_m) = m $$\n\n$$ \\operatorname{tr}(I_m) = 2 m $$\n"
    found = [each.verdict.kind for each in judged(f"{SIZED}## B\n\n{number}{claims}{behind}")]
    assert [each for each in found if each is not Kind.DEFINITION] == [Kind.PROVED, Kind.REFUTED] * 2


OUTER = "<!-- derive\nX \\in R^{n \\times m}\nS := \\frac{1}{m} X X^\\top\n-->\n\n"
RESTING = f"{OUTER}# B\n\n<!-- derive\nm \\in R\n-->\n\n"


def test_a_false_claim_with_a_number_says_that_its_letter_is_a_size_where_a_name_is_defined() -> None:
    told = "`m` is a number here, and the size in the definition of `S`"
    false, true = judged(RESTING + "$$ S = \\frac{1}{m} X X^\\top $$\n\n$$ m S^\\top = m S $$\n")
    assert false.verdict.kind is Kind.REFUTED
    assert told in false.verdict.message
    assert true.verdict.kind is Kind.PROVED
    (outer,) = judged(OUTER + "$$ S = \\frac{2}{m} X X^\\top $$\n")
    assert told not in outer.verdict.message
