r"""Rows and columns by a sign for the whole axis, `X_{i,:}`."""

from __future__ import annotations

import pytest

import derive
from derive.judging.document import judge_document
from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.source import Source

GIVEN = r"X \in R^{N \times d}, W \in R^{d \times K}, w, u \in R^d; S, A \in R^{n \times n}; Y := X W"
LOSS = r"L := \sum_i \|X_{i,:}\|^2"


def verdict(claim: str, given: str = GIVEN) -> Kind:
    return derive.prove(claim, given=given).verdict


@pytest.mark.parametrize("row", ["i,:", "i:", r"i\cdot", r"i,\cdot", "i*", "i,*", r"i\bullet", "[i,:]", r"i\ast"])
def test_a_row_by_any_sign(row: str) -> None:
    assert verdict(f"Y_{{{row}}} = X_{{{row}}} W") is Kind.PROVED
    assert verdict(f"Y_{{{row}}} = 2 X_{{{row}}} W") is Kind.REFUTED
    assert verdict(f"Y_{{{row}}} = Y_i") is Kind.PROVED


@pytest.mark.parametrize("column", [":,k", ":k", r"\cdot k", r"\cdot,k", "*k", "*,k"])
def test_a_column_by_any_sign(column: str) -> None:
    assert verdict(f"Y_{{{column}}} = X W_{{{column}}}") is Kind.PROVED
    assert verdict(f"Y_{{{column}}} = Y_{{{column}}} + X W_{{{column}}}") is Kind.REFUTED


@pytest.mark.parametrize(
    ("true", "false"),
    [
        (r"X W = \sum_j X_{:,j} W_{j,:}", r"2 X W = \sum_j X_{:,j} W_{j,:}"),
        (r"X^\top X = \sum_i (X_{i,:})^\top X_{i,:}", r"X^\top X = \sum_i 2 (X_{i,:})^\top X_{i,:}"),
        (r"\sum_i X_{i,:} (X_{i,:})^\top = \|X\|_F^2", r"\sum_i X_{i,:} (X_{i,:})^\top = \|X\|_F"),
        (r"(S A)_{i,:} = S_{i,:} A", r"(S A)_{i,:} = A_{i,:} S"),
        (r"(S A)_{:,j} = S A_{:,j}", r"(S A)_{:,j} = A S_{:,j}"),
        (r"S_{1,:} A = (S A)_{1,:}", r"S_{1,:} A = (S A)_{2,:}"),
    ],
)
def test_rows_and_columns_in_products(true: str, false: str) -> None:
    assert verdict(true) is Kind.PROVED
    assert verdict(false) is Kind.REFUTED


def test_a_derivative_by_a_row() -> None:
    given = f"{GIVEN}; {LOSS}"
    assert verdict(r"\frac{\partial L}{\partial X_{i,:}} = 2 X_{i,:}", given) is Kind.PROVED
    assert verdict(r"\frac{\partial L}{\partial X_{i,:}} = X_{i,:}", given) is Kind.REFUTED


@pytest.mark.parametrize(
    "claim",
    [
        r"w^\top X_{i,:} = X_{i,:} w",
        r"u = X_{1,:}",
        r"X W = X_{,:} W",
        r"X W = \sum_j X_{j,:} W_{:,j}",
        r"X_{i,:}^\top = (X_i)^\top",
        r"X_{:,1:2} = X_{:,1:2}",
    ],
)
def test_what_does_not_fit_as_a_row_is_not_called_false(claim: str) -> None:
    assert verdict(claim) is Kind.UNREAD


def definitions(text: str) -> list[Kind]:
    source = Source("note.md", "<!-- derive\n" + GIVEN.replace("; ", "\n") + f"\n-->\n{text}")
    return [each.verdict.kind for each in judge_document(read(source)).items]


def test_a_definition_by_rows_and_by_columns() -> None:
    rows = "$$ Z_{i,:} = X_{i,:} W $$\n"
    assert definitions(rows + "$$ Z = X W $$") == [Kind.DEFINITION, Kind.PROVED]
    assert definitions(rows + "$$ Z = 2 X W $$") == [Kind.DEFINITION, Kind.REFUTED]
    columns = "$$ Z_{:,k} = S A_{:,k} $$\n"
    assert definitions(columns + "$$ Z = S A $$") == [Kind.DEFINITION, Kind.PROVED]
    assert definitions(columns + "$$ Z = A S $$") == [Kind.DEFINITION, Kind.REFUTED]


@pytest.mark.parametrize(
    "formula",
    ["Z_{i,:} = X_{:,i}", "Z_{i,:} = S_{i,:} + S_{j,:}", r"Z = \sum_i (X_{i,:})^\top X_{i,:}"],
)
def test_a_definition_that_can_be_meant_otherwise_is_unread(formula: str) -> None:
    assert definitions(f"$$ {formula} $$") == [Kind.UNREAD]


@pytest.mark.parametrize("ones", ["1_N", r"1_{N \times K}", "0_N"])
def test_a_number_with_a_size_is_told_how_to_be_an_array(ones: str) -> None:
    found = derive.prove(f"{ones} = X", given=GIVEN)
    assert found.verdict is Kind.UNREAD
    assert rf"for an array of it write `\mathbf{{{ones[0]}}}_" in found.message
