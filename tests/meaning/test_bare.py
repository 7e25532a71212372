r"""`I` and `\mathbf 1` without a size: what stands beside them tells it, and a number does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from derive.judging.verdict import Kind
from derive.meaning.claims import Claim, claim
from derive.meaning.document import understand
from derive.reading.statements import Equation
from derive.reading.syntax import Call, Name, Node, Unreadable
from tests.judging.claims import document, judged, verdict

GIVEN = r"x \in R^n, c \in R, W \in R^{n \times n} | s := \sum_i x_i^2 | L := L(x)"

NUMBERS = [
    "c = c I", r"s = s I", r"x^\top x I = x^\top x", r"\operatorname{tr}(W) = \operatorname{tr}(W) I",
    r"w_{ij} = w_{ij} I", r"\|x\|^2 = s \mathbf 1", r"\frac{\partial s}{\partial x_i} = 2 x_i \mathbf{1}",
    r"\frac{\partial c}{\partial c} = I",
    r"\sum_i \frac{\partial x_i}{\partial x_i} = n I", "2 = 2 I", "c + I = c + 1", r"\operatorname{abs}(I) = 1",
    "e^{I} = e",
    r"\max(I, 0) = 1", r"\mathbf 1 = 1", r"\mathbf 1^\top c = c", r"\frac{\mathbf 1}{n} = \frac1n",
]


@pytest.mark.parametrize("formula", NUMBERS)
def test_a_number_tells_no_size(formula: str) -> None:
    (found,) = judged("<!-- derive\n" + GIVEN.replace(" | ", "\n") + f"\n-->\n\n$$\n{formula}\n$$\n")
    assert found.verdict.kind is Kind.UNREAD, found.verdict.message
    assert "nothing tells the size of this array" in found.verdict.message


@pytest.mark.parametrize("formula", [r"s = s I_n", r"s = s \mathbf 1_n"])
def test_with_its_size_it_is_no_number(formula: str) -> None:
    assert verdict(GIVEN, formula).kind is Kind.REFUTED


ARRAYS = [
    "W I = W", "I W = W", r"x^\top \mathbf 1 = \sum_i x_i", r"\operatorname{tr}(W + I) = \operatorname{tr}(W) + n",
]


@pytest.mark.parametrize("formula", ARRAYS)
def test_an_array_tells_it(formula: str) -> None:
    assert verdict(GIVEN, formula).kind is Kind.PROVED


@pytest.mark.parametrize("put", [Name("I"), Call("ones", ())])
def test_one_that_an_edit_puts_in_has_no_size_either(put: Node) -> None:
    """It stands nowhere in the document, and so has no place."""
    made = document(r"x \in R^n | y_i := e^{x_i} / \sum_j e^{x_j}", r"\sum_i y_i = 1")
    *_, found = understand(made)
    equation = found.item.statement
    assert isinstance(equation, Equation) and isinstance(claim(equation, found.world), Claim)
    with pytest.raises(Unreadable, match="nothing tells the size of this array"):
        claim(replace(equation, right=put), found.world)


def test_no_correction_puts_one_in() -> None:
    """A unit matrix of one row and one column makes many things true, and none of them better."""
    found = verdict(r"X \in R^{n \times m}", r"\frac{1}{n} = \frac{1}{m}")
    assert found.kind is Kind.CONDITIONAL and found.assumption == "n = m"
    assert found.correction is None


SQUARED = r"\frac{1}{N} \sum_i p_i x_i x_i^\top + c I = 0"
DATA = r"X \in R^{N \times m}, p \in R^N, c \in R"
TURNED = "vectors: columns\n" + DATA.replace(r"N \times m", r"m \times N")


def test_a_row_times_its_transpose_is_told_to_be_a_number() -> None:
    (found,) = judged(f"<!-- derive\n{DATA}\n-->\n\n$$ {SQUARED} $$\n")
    assert found.verdict.kind is Kind.UNREAD
    assert "a row of `X` times its transpose is a number" in found.verdict.message


@pytest.mark.parametrize(
    ("given", "formula"),
    [
        (DATA, SQUARED.replace(r"x_i x_i^\top", r"x_i^\top x_i")),
        (TURNED, SQUARED),
    ],
)
def test_what_is_advised_there_makes_it_a_matrix(given: str, formula: str) -> None:
    (found,) = judged(f"<!-- derive\n{given}\n-->\n\n$$ {formula} $$\n")
    assert found.verdict.kind is Kind.REFUTED, found.verdict.message


@pytest.mark.parametrize("product", [r"x_i x_j^\top", r"y_i x_i^\top", "c"])
def test_another_product_is_not_told_so(product: str) -> None:
    formula = rf"\sum_i \sum_j p_i p_j {product} + c I = 0"
    (found,) = judged(f"<!-- derive\n{DATA}, Y \\in R^{{N \\times m}}\n-->\n\n$$ {formula} $$\n")
    assert found.verdict.kind is Kind.UNREAD
    assert "a row of" not in found.verdict.message
