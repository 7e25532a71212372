r"""A `\mathbf 1` without a size: as long as what stands beside it asks, one wide, and never a wrong shape by guess."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind, Verdict
from tests.judging.claims import verdict

SCOPE = r"X \in R^{n \times d}, N \in R^{n \times n}, W \in R^{d \times m}, y \in R^{d \times 1}"
LAYER = r"X \in R^{n \times d}, W \in R^{d \times m} | Y := X W | L := \sum_{ij} Y_{ij}"


def under(formula: str, vectors: str = "") -> Verdict:
    return verdict(f"{SCOPE} | vectors: {vectors}" if vectors else SCOPE, formula)


TWINS = [
    (r"(\mathbf{1}^\top X)_j = \sum_i X_{ij}", r"(\mathbf{1}^\top X)_j = \sum_i X_{ji}", ""),
    (r"(\mathbf{1}^\top X)_j = \sum_i X_{ij}", r"(\mathbf{1}^\top X)_j = X_{1j}", "columns"),
    (r"(X \mathbf{1})_i = \sum_j X_{ij}", r"(X \mathbf{1})_i = X_{i1}", "columns"),
    (r"(X \mathbf{1})_i = \sum_j X_{ij}", r"(X \mathbf{1})_j = \sum_i X_{ij}", ""),
    (r"(\mathbf{1} X)_j = \sum_i X_{ij}", r"(\mathbf{1} X)_j = 2 \sum_i X_{ij}", "rows"),
    (r"(X \mathbf{1}^\top)_i = \sum_j X_{ij}", r"(X \mathbf{1}^\top)_i = -\sum_j X_{ij}", "rows"),
    (r"(\frac{1}{n} \mathbf{1}^\top X)_j = \frac{1}{n} \sum_i X_{ij}", r"(\frac{1}{n} \mathbf{1}^\top X)_j = 0", ""),
    (r"\mathbf{1}^\top X = \mathbf{1}_n^\top X", r"\mathbf{1}^\top X = 0", ""),
    (r"(\mathbf{1}^\top X W)_j = \sum_{ik} X_{ik} W_{kj}", r"(\mathbf{1}^\top X W)_j = \sum_k X_{1k} W_{kj}", ""),
    (r"\mathbf{1}^\top X \mathbf{1} = \sum_{ij} X_{ij}", r"\mathbf{1}^\top X \mathbf{1} = \sum_i X_{i1}", "columns"),
    (r"\mathbf{1}_n \cdot (X \mathbf{1}) = \sum_{ij} X_{ij}", r"\mathbf{1}_n \cdot (X \mathbf{1}) = n d", ""),
    (r"y \cdot \mathbf{1} = \sum_i y_i", r"y \cdot \mathbf{1} = d", ""),
    (r"\mathbf{1} \cdot y^\top = \sum_i y_i", r"\mathbf{1} \cdot y^\top = y_1", ""),
    (r"X + \mathbf{1} y^\top = X + \mathbf{1}_n y^\top", r"X + \mathbf{1} y^\top = X", ""),
    (r"y + (\mathbf{1}^\top y)\,\mathbf{1} = y + \sum_i y_i", r"y + (\mathbf{1}^\top y)\,\mathbf{1} = y + y_1", ""),
    (r"y - \mathbf{1}^\top y\,\mathbf{1} = y - \sum_i y_i", r"y - \mathbf{1}^\top y\,\mathbf{1} = y + \sum_i y_i", ""),
    (r"y^\top y\,\mathbf{1} = \mathbf{1}_d \sum_i y_i^2", r"y^\top y\,\mathbf{1} = \mathbf{1}_d \sum_i y_i", ""),
]


@pytest.mark.parametrize(("true", "false", "vectors"), TWINS)
def test_its_length_is_the_size_that_it_meets(true: str, false: str, vectors: str) -> None:
    assert under(true, vectors).kind is Kind.PROVED
    assert under(false, vectors).kind is Kind.REFUTED


OPEN = [
    (r"(\mathbf{1} y^\top)_{ij} = y_j", ""),
    (r"(\mathbf{1} y^\top)_{ij} = y_j", "columns"),
    (r"(\mathbf{1} y^\top)_j = y_j", ""),
    (r"(\mathbf{1} y^\top)_i = y^\top", "columns"),
    (r"(\mathbf{1} X)_j = \sum_i X_{ij}", "columns"),
    (r"(X \mathbf{1})_i = \sum_j X_{ij}", "rows"),
    (r"(\mathbf{1}^\top X)_j = \sum_i X_{ij}", "rows"),
    (r"\mathbf{1}^\top \mathbf{1} = n", ""),
    (r"(\mathbf{1}^\top y)\,\mathbf{1} = \mathbf{1} \sum_i y_i", ""),
    (r"y + (\mathbf{1}^\top y)\,\mathbf{1}^\top = y", ""),
]


@pytest.mark.parametrize(("formula", "vectors"), OPEN)
def test_where_its_size_is_open_the_size_is_to_be_written(formula: str, vectors: str) -> None:
    found = under(formula, vectors)
    assert found.kind is Kind.UNREAD
    assert r"write it, as in `\mathbf{1}_m`" in found.message


MATRICES = [
    (r"X \mathbf{1} = X W \mathbf{1}_{m \times d}", ""),
    (r"W^\top (X^\top \mathbf{1}) = W^\top", ""),
    (r"\mathbf{1} y = \mathbf{1}_{d \times d} y", ""),
    (r"X \frac{\mathbf{1}}{d} W = X W", ""),
    (r"-\mathbf{1} X = X", ""),
    (r"N \mathbf{1} = N \mathbf{1}_{n \times n}", "rows"),
    (r"X \mathbf{1}^\top = X \mathbf{1}_{d \times d}", ""),
]


@pytest.mark.parametrize(("formula", "vectors"), MATRICES)
def test_where_only_a_matrix_of_ones_fits_the_size_is_to_be_written(formula: str, vectors: str) -> None:
    found = under(formula, vectors)
    assert found.kind is Kind.UNREAD
    assert r"`\mathbf{1}_{n \times m}`" in found.message


def test_a_matrix_of_ones_is_not_guessed_in_a_gradient() -> None:
    gradient = r"\frac{\partial L}{\partial W} = X^\top "
    assert verdict(LAYER, gradient + r"\mathbf{1}").kind is Kind.UNREAD
    assert verdict(LAYER, gradient + r"\mathbf{1}_{n \times m}").kind is Kind.PROVED
    assert verdict(LAYER, gradient + r"\mathbf{1}_n").kind is Kind.REFUTED


@pytest.mark.parametrize("formula", [r"X \mathbf{1} = 2", r"X \mathbf{1} = X \mathbf{1}_n", r"X N \mathbf{1} = X"])
def test_what_no_array_of_ones_makes_fit_is_refuted(formula: str) -> None:
    assert under(formula).kind is Kind.REFUTED


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        (r"s_i = \sum_j X_{ij}", Kind.PROVED),
        (r"s_i = X_{i1}", Kind.REFUTED),
        (r"s^\top N = 0", Kind.REFUTED),
    ],
)
def test_a_definition_has_the_shape_that_the_length_gives(formula: str, kind: Kind) -> None:
    assert verdict(rf"{SCOPE} | s := X \mathbf{{1}}", formula).kind is kind


def test_ones_beside_a_number_or_in_a_sum_still_fill_the_shape_that_is_there() -> None:
    assert under(r"(\mathbf{1} - X) \odot X = X - X \odot X").kind is Kind.PROVED
    assert under(r"((\mathbf{1} - X) W)_{ij} = \sum_k (1 - X_{ik}) W_{kj}").kind is Kind.PROVED
    assert under(r"((\mathbf{1} - X) W)_{ij} = \sum_k (1 + X_{ik}) W_{kj}").kind is Kind.REFUTED


UNICODE = [
    ("𝟏ᵀ y = \\sum_i y_i", "𝟏ᵀ y = y_1"),
    ("𝟙ᵀ y = \\sum_i y_i", "𝟙ᵀ y = d y_1"),
    ("𝟭^\\top y = \\sum_i y_i", "𝟭^\\top y = 0"),
    ("X𝟏_d = X \\mathbf{1}_d", "X𝟏_d = X y"),
    ("𝟏_n𝟏_nᵀ X = \\mathbf{1}_n \\mathbf{1}_n^\\top X", "𝟏_n𝟏_nᵀ X = 11 X"),
    ("2𝟏 + y = 2 + y", "2𝟏 + y = 21 + y"),
    ("𝟏𝟎 y = 10 y", "𝟏𝟎 y = y"),
    ("𝟙𝟚 y + 𝟏.𝟓 y = 13.5 y", "𝟙𝟚 y + 𝟏.𝟓 y = 6.5 y"),
    ("𝟐 y + 𝟣 y + 𝟷 y = 4 y", "𝟐 y + 𝟣 y + 𝟷 y = 2 y"),
    ("y_1 𝟙[y_1 > 0] = \\max(0, y_1)", "y_1 𝟙[y_1 > 0] = y_1"),
    ("𝟙[y_1 > 0] y_1 = \\max(0, y_1)", "𝟙[y_1 > 0] y_1 = \\max(1, y_1)"),
    ("𝟙_{y_1 > 0} y_1 = \\max(0, y_1)", "𝟙_{y_1 > 0} y_1 = y_1"),
]


@pytest.mark.parametrize(("true", "false"), UNICODE)
def test_a_bold_digit_one_of_unicode_is_a_vector_of_ones_and_the_others_are_digits(true: str, false: str) -> None:
    assert under(true).kind is Kind.PROVED
    assert under(false).kind is Kind.REFUTED
