r"""`a_{ij}` where a vector a stands beside a matrix A: either can be meant."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.source import Source


def kind(declared: str, claim: str) -> Kind:
    text = f"<!-- derive\n{declared}\n-->\n\n$$ {claim} $$\n"
    return judge_document(read(Source("note.md", text))).items[-1].verdict.kind


BOTH = r"A, B \in R^{n \times n}, a \in R^n"
SUM = r"\sum_{i,j} a_{ij} = \mathbf 1^\top A \mathbf 1"


@pytest.mark.parametrize("claim", [SUM, r"a^\top A a = \sum_{i,j} a_i a_{ij} a_j", r"\sum_{i,j} a_{ij} = \sum_i a_i"])
def test_two_indices_of_a_vector_beside_its_matrix_are_unread(claim: str) -> None:
    assert kind(BOTH, claim) is Kind.UNREAD


@pytest.mark.parametrize(
    ("declared", "claim", "expected"),
    [
        (BOTH, SUM.replace("a_{ij}", "A_{ij}"), Kind.PROVED),
        (BOTH, r"a^\top A a = \sum_{i,j} a_i A_{ij} a_j", Kind.PROVED),
        (BOTH, r"a^\top A a = \sum_{i,j} a_i A_{ji} a_i", Kind.REFUTED),
        (r"A \in R^{n \times n}", SUM, Kind.PROVED),
        (r"A \in R^{n \times n}, a \in R^{n \times n}", SUM, Kind.REFUTED),
        (r"a \in R^n, A \in R^n", r"a_{i1} = a_i", Kind.PROVED),
        (r"x \in R^n, A \in R^{n \times n} " + "\n" + r"a := x x^\top", "a_{ij} = x_i x_j", Kind.PROVED),
    ],
)
def test_other_entries_are_read(declared: str, claim: str, expected: Kind) -> None:
    assert kind(declared, claim) is expected
