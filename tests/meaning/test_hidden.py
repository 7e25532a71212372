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
