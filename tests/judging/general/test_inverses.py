r"""What is assumed of a product of matrices that is I, in least squares and elsewhere."""

from __future__ import annotations

import pytest

from derive.judging.judge import judge
from derive.judging.verdict import AllSizes, Kind
from tests.judging.claims import claim, kind, verdict

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
    assert kind(LEAST_SQUARES, formula) in (Kind.REFUTED, Kind.CONDITIONAL)


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
    assert kind(declared, formula) in (Kind.REFUTED, Kind.CONDITIONAL, Kind.UNDECIDED)


@pytest.mark.parametrize("formula", ["B C A = I", "C A B = I"])
def test_the_factors_in_a_circle_are_the_identity_too(formula: str) -> None:
    assert verdict(PLAIN, formula).kind is Kind.PROVED


RIDGE = (
    r"X \in R^{n \times p}, A \in R^{p \times p}, B \in R^{n \times n}, y \in R^n, \lambda \in R"
    r" | assume A (X^\top X + \lambda I) = I | assume B (X X^\top + \lambda I) = I | w := A X^\top y"
)
MINIMUM = (
    r"X \in R^{n \times p}, A \in R^{p \times p}, y \in R^n, w \in R^p, \lambda \in R"
    r" | assume A (X^\top X + \lambda I) = I | assume w = A X^\top y | J := \|X w - y\|^2 + \lambda \|w\|^2"
)
SCALED = r"X \in R^{n \times p}, A \in R^{p \times p}, \sigma \in R | assume A (\frac{1}{n} X^\top X + \sigma^2 I) = I"
KERNEL = r"K, M \in R^{n \times n}, y \in R^n, \lambda \in R | assume M (K + \lambda I) = I"
SYMMETRIC = KERNEL + r" | assume K^\top = K"
GRAM = (
    r"X \in R^{n \times p}, M \in R^{n \times n}, \lambda \in R | K := X X^\top | assume M (K + \lambda I) = I"
)
WEIGHTED = (
    r"X \in R^{n \times p}, A, S \in R^{p \times p}, W \in R^{n \times n} | assume S^\top = S"
    r" | assume W^\top = W | assume A (X^\top W X + S) = I"
)
WOODBURY = (
    r"U \in R^{n \times m}, A, V, C \in R^{n \times n}, D \in R^{m \times m} | assume A V = I"
    r" | assume D (I + U^\top V U) = I | assume C (A + U U^\top) = I"
)
BRACKETS = r"A, B, C \in R^{n \times n} | assume (A + B) C = I"
SQUARE = r"S, P \in R^{n \times n}, X \in R^{m \times n}, x, u, v, a \in R^n, s \in R"
RECTANGLES = r"A, C \in R^{p \times n}, B \in R^{n \times p} | assume A B + C B = I"


@pytest.mark.parametrize(
    ("declared", "formula"),
    [
        (RIDGE, r"A X^\top X = I - \lambda A"),
        (RIDGE, r"(X^\top X + \lambda I) A = I"),
        (RIDGE, r"A^\top = A"),
        (RIDGE, r"X^\top (X w - y) + \lambda w = 0"),
        (RIDGE, r"X^\top B = A X^\top"),
        (RIDGE, r"X A X^\top = I - \lambda B"),
        (RIDGE, r"y - X w = \lambda B y"),
        (MINIMUM, r"\frac{\partial J}{\partial w} = 0"),
        (MINIMUM, r"(X^\top X + \lambda I) w = X^\top y"),
        (SCALED, r"A X^\top X = n I - n \sigma^2 A"),
        (SYMMETRIC, r"M^\top = M"),
        (SYMMETRIC, r"K M y = y - \lambda M y"),
        (KERNEL, "K M = M K"),
        (GRAM, r"M^\top = M"),
        (GRAM, r"M X X^\top = I - \lambda M"),
        (WEIGHTED, r"A^\top = A"),
        (WEIGHTED, r"X^\top W X A = I - S A"),
        (WOODBURY, r"C + V U D U^\top V = V"),
        (BRACKETS, "C (A + B) = I"),
        (BRACKETS, "C A = I - C B"),
        (RECTANGLES, "(A + C) B = I"),
        (SQUARE, r"(x x^\top + I)^{-1} x = \frac{x}{1 + x^\top x}"),
        (SQUARE, r"x^\top (x x^\top + I)^{-1} = \frac{x^\top}{1 + x^\top x}"),
        (SQUARE, r"(x x^\top + s I)^{-1} x = \frac{x}{s + x^\top x}"),
        (SQUARE, r"(I + u v^\top)^{-1} = I - \frac{u v^\top}{1 + v^\top u}"),
        (SQUARE, r"(I + u u^\top)^{-1} = I - u u^\top (I + u u^\top)^{-1}"),
        (SQUARE, r"\operatorname{diag}(a)^{-1} = \operatorname{diag}(1/a)"),
        (SQUARE, r"(S + u v^\top)^{-1} S = I - (S + u v^\top)^{-1} u v^\top"),
    ],
)
def test_what_is_inverse_to_a_sum_is_put_to_use_for_all_sizes(declared: str, formula: str) -> None:
    found = judge(claim(declared, formula))
    assert found.kind is Kind.PROVED, found.message
    assert isinstance(found.scope, AllSizes)


@pytest.mark.parametrize(
    ("declared", "formula"),
    [
        (RIDGE, r"A X^\top X = I + \lambda A"),
        (RIDGE, r"A X^\top X = I"),
        (RIDGE, r"(X^\top X + I) A = I"),
        (RIDGE, r"X^\top (X w - y) - \lambda w = 0"),
        (RIDGE, r"X^\top B = 2 A X^\top"),
        (RIDGE, r"X A X^\top = I - B"),
        (RIDGE, r"X^\top B X = I"),
        (RIDGE, r"y - X w = B y"),
        (MINIMUM, r"\frac{\partial J}{\partial w} = 2 \lambda w"),
        (MINIMUM, r"X^\top X w = X^\top y"),
        (SCALED, r"A X^\top X = I - n \sigma^2 A"),
        (SCALED, r"A X^\top X = n I - \sigma^2 A"),
        (SYMMETRIC, "M K = I"),
        (SYMMETRIC, r"K M y = y - M y"),
        (KERNEL, r"M^\top = M"),
        (KERNEL, r"K^\top M = M K"),
        (GRAM, "M K = I"),
        (WEIGHTED, r"X^\top W X A = I - A"),
        (WEIGHTED.replace(r" | assume W^\top = W", ""), r"A^\top = A"),
        (WEIGHTED.replace(r" | assume S^\top = S", ""), r"A^\top = A"),
        (WOODBURY, r"C + V U D U^\top = V"),
        (BRACKETS, r"C^\top = C"),
        (BRACKETS, "A C = I"),
        (BRACKETS, "C A + B C = I"),
        (RECTANGLES, "B (A + C) = I"),
        (RECTANGLES, "B A + B C = I"),
        (SQUARE, r"(x x^\top + I)^{-1} x = \frac{x}{1 - x^\top x}"),
        (SQUARE, r"(x x^\top + I)^{-1} u = \frac{u}{1 + x^\top x}"),
        (SQUARE, r"x^\top (x x^\top + I)^{-1} = \frac{x^\top}{2 + x^\top x}"),
        (SQUARE, r"(x x^\top + s I)^{-1} x = \frac{x}{1 + x^\top x}"),
        (SQUARE, r"(I + u v^\top)^{-1} = I + \frac{u v^\top}{1 + v^\top u}"),
        (SQUARE, r"(I + u v^\top)^{-1} = I - \frac{v u^\top}{1 + v^\top u}"),
        (SQUARE, r"v^\top (I + u v^\top)^{-1} u = \frac{1}{1 + v^\top u}"),
        (SQUARE, r"\operatorname{diag}(a)^{-1} = \operatorname{diag}(a)"),
        (SQUARE, r"\operatorname{diag}(a + u)^{-1} = \operatorname{diag}(1/a) + \operatorname{diag}(1/u)"),
        (SQUARE, r"(S + u v^\top)^{-1} S = I - u v^\top (S + u v^\top)^{-1}"),
    ],
)
def test_what_does_not_follow_from_it_is_false(declared: str, formula: str) -> None:
    found = judge(claim(declared, formula))
    assert found.kind is Kind.REFUTED, found.message


def test_what_is_not_decided_of_an_inverse_fails_within_the_time_and_says_from_what_it_was_tried() -> None:
    declared = r"X \in R^{n \times p}, A \in R^{p \times p}, \lambda \in R | assume A (X^\top X - \lambda A) = I"
    found = judge(claim(declared, r"A^\top = A"))
    assert found.kind is Kind.UNDECIDED
    assert "from what is assumed" in found.message
