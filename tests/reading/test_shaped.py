r"""Sizes in brackets behind a factor or below a name tell a shape as a rule, and are no row or last entry."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import judged

GIVEN = (
    "<!-- derive\nX \\in R^{N \\times D}, W \\in R^{D \\times M}\nx \\in R^N\na, c \\in R\nZ := X W\n-->\n\n"
)
SHAPES = [
    "Z = X W (N, M)", "Z = X W [N, M]", "X^\\top = (X^\\top) (D, N)", "x = I x (N, 1)", "Z = X W (M, N)",
    "Z_{(N, M)} = X W", "Z = X_{(N, D)} W_{(D, M)}", "Z = X_{[N, D]} W",
]
FACTORS = [
    ("\\sum_{i=1}^N \\sum_{j=1}^D a c = a c (N \\times D)", Kind.PROVED),
    ("\\sum_{i=1}^N \\sum_{j=1}^D a c = a c (N \\times M)", Kind.REFUTED),
    ("\\frac{a}{x^\\top x (N \\times D)} = \\frac{a}{N D \\, x^\\top x}", Kind.PROVED),
    ("a \\cdot (N, D) = (a N, a D)", Kind.PROVED),
    ("a \\cdot (N, D) = (a N, D)", Kind.REFUTED),
    ("X \\mathbf{1} = X (N, D)^\\top", Kind.REFUTED),
    ("a \\begin{pmatrix} N & D \\end{pmatrix} = (a N, a D)", Kind.PROVED),
    ("Z_{N, M} = \\sum_j X_{N, j} W_{j, M}", Kind.PROVED),
    ("Z_{N, M} = \\sum_j X_{N, j} W_{j, 1}", Kind.REFUTED),
    ("Z_{(i, j)} = \\sum_k X_{(i, k)} W_{[k, j]}", Kind.PROVED),
    ("Z_{(i, 1)} = \\sum_k X_{(i, k)} W_{[k, 1]}", Kind.PROVED),
]


@pytest.mark.parametrize("claim", SHAPES)
def test_sizes_in_brackets_can_be_a_shape(claim: str) -> None:
    (found,) = judged(f"{GIVEN}$$ {claim} $$\n")
    assert found.verdict.kind is Kind.UNREAD
    assert "can be " in found.verdict.message
    assert " shape" in found.verdict.message


@pytest.mark.parametrize(("claim", "kind"), FACTORS)
def test_what_can_be_a_factor_or_an_entry_only_is_read(claim: str, kind: Kind) -> None:
    (found,) = judged(f"{GIVEN}$$ {claim} $$\n")
    assert found.verdict.kind is kind
