r"""A diagonal matrix by its entries, a definition behind a claim, and a letter alone behind a wide space."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.source import Source

GIVEN = "<!-- derive\np \\in R^n, W \\in R^{m \\times n}, x \\in R^n, t \\in R^m\n-->\n"


def kinds(*formulas: str) -> list[Kind]:
    text = GIVEN + "\n".join(f"$$ {each} $$" for each in formulas)
    return [each.verdict.kind for each in judge_document(read(Source("note.md", text))).items]


@pytest.mark.parametrize("vector", ["p_i", r"p_1, \dots, p_n"])
def test_a_diagonal_matrix_may_be_written_by_its_entries(vector: str) -> None:
    assert kinds(rf"\operatorname{{diag}}({vector})_{{jk}} = p_j \delta_{{jk}}") == [Kind.PROVED]
    assert kinds(rf"\operatorname{{diag}}({vector})_{{jk}} = p_k") == [Kind.REFUTED]


@pytest.mark.parametrize(
    "claim",
    [
        r"\operatorname{diag}(p_1, p_2) p = p \odot p",
        r"p_i \operatorname{diag}(p_i)_{ik} = p_i^2 \delta_{ik}",
        r"\sum_i \operatorname{diag}(p_i) p = p",
        r"x_j = p_j \quad i",
        r"y = W x \quad n",
    ],
)
def test_what_can_be_meant_otherwise_is_unread(claim: str) -> None:
    assert kinds(claim) == [Kind.UNREAD]


def test_a_sign_of_definition_behind_a_claim_defines() -> None:
    loss = r"L = \frac12 \|W x - t\|^2"
    claim = r"\frac{{\partial L}}{{\partial W}} = \delta x^\top, \quad \delta {} W x {} t"
    assert kinds(loss, claim.format(":=", "-"))[1] is Kind.PROVED
    assert kinds(loss, claim.format(":=", "+"))[1] is Kind.REFUTED
    assert kinds(loss, claim.format("=", "-"))[1] is Kind.UNREAD
