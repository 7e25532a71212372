r"""What is assumed of a product of matrices that is I, in least squares and elsewhere."""

from __future__ import annotations

import pytest

from derive.judging.verdict import AllSizes, Kind
from tests.judging.claims import verdict

LEAST_SQUARES = (
    r"X \in R^{n \times p}, A \in R^{p \times p}, y \in R^n, s \in R^p; assume A (X^\top X) = I"
    r" | H := X A X^\top | J := \frac{1}{2} \|X s - y\|^2"
)
TRUE = [
    r"A X^\top X s = s",
    r"X^\top X A = I",
    r"A^\top = A",
    "H X = X",
    "H H = H",
    r"H^\top = H",
    r"\operatorname{tr} H = p",
    r"X^\top (y - H y) = 0",
    r"s - A \nabla_s J = A X^\top y",
]
FALSE = [
    r"A X^\top X s = 2 s",
    r"X A X^\top = I",
    r"H X = 2 X",
    r"\operatorname{tr} H = n",
    r"s - 2 A \nabla_s J = A X^\top y",
    r"2 A = 2 I",
    r"X^\top (y + H y) = 0",
    r"A X^\top = X^\top",
]


@pytest.mark.parametrize("formula", TRUE)
def test_a_product_of_three_that_is_the_identity_is_put_to_use(formula: str) -> None:
    found = verdict(LEAST_SQUARES, formula)
    assert found.kind is Kind.PROVED, found.message
    assert isinstance(found.scope, AllSizes)


@pytest.mark.parametrize("formula", FALSE)
def test_nothing_else_follows_from_it(formula: str) -> None:
    assert verdict(LEAST_SQUARES, formula).kind in (Kind.REFUTED, Kind.CONDITIONAL)


WIDE = r"A \in R^{p \times n}, B \in R^{n \times p}, x \in R^n; assume A B = I"
PLAIN = r"A, B, C \in R^{n \times n}; assume A B C = I"


@pytest.mark.parametrize(
    ("declared", "formula"),
    [
        (WIDE, "B A x = x"),
        (WIDE, "B A = I"),
        (PLAIN, "B A C = I"),
        (PLAIN, r"A^\top = A"),
        (r"A, B \in R^{n \times n}; assume A B = I", r"A^\top = A"),
        (r"A, B \in R^{n \times n}; assume A B = 2 I", "B A = I"),
    ],
)
def test_no_other_order_and_no_symmetry_follows_where_the_factors_do_not_tell(declared: str, formula: str) -> None:
    assert verdict(declared, formula).kind in (Kind.REFUTED, Kind.CONDITIONAL, Kind.UNDECIDED)


@pytest.mark.parametrize("formula", ["B C A = I", "C A B = I"])
def test_the_factors_in_a_circle_are_the_identity_too(formula: str) -> None:
    assert verdict(PLAIN, formula).kind is Kind.PROVED
