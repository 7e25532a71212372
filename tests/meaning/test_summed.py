r"""Sums behind which terms with their index stand, in definitions: `L = \sum_i a_i - b_i` sums the differences."""

from __future__ import annotations

import pytest

from derive import Kind, UnreadableDeclaration, prove
from derive.judging.document import judge_document
from derive.reading.document import read
from derive.reading.source import Source

GIVEN = r"y, t, c, p \in R^n; a \in R; A, B \in R^{n \times m}; assume p_i > 0; assume p_i < 1"
SUMMED = [
    (r"\sum_i y_i - t_i", r"\sum_i (y_i - t_i)"),
    (r"-\frac{1}{n} \sum_i t_i \log p_i + (1 - t_i) \log (1 - p_i)",
     r"-\frac{1}{n} \sum_i (t_i \log p_i + (1 - t_i) \log (1 - p_i))"),
    (r"\sum_i \sum_j A_{ij} - B_{ij}", r"\sum_{ij} (A_{ij} - B_{ij})"),
    (r"\sum_{i,j} A_{ij} - B_{ij}", r"\sum_{ij} (A_{ij} - B_{ij})"),
    (r"\sum_i y_i - a - t_i", r"\sum_i (y_i - a - t_i)"),
    (r"\sum_i \log \sum_j e^{A_{ij}} - c_i + y_i", r"\sum_i (\log \sum_j e^{A_{ij}} - c_i + y_i)"),
    (r"(\sum_i y_i - t_i)^2", r"(\sum_i (y_i - t_i))^2"),
    (r"a + \sum_i y_i - t_i", r"a + \sum_i (y_i - t_i)"),
]


@pytest.mark.parametrize(("body", "meant"), SUMMED)
def test_in_a_definition_all_terms_with_the_index_are_summed(body: str, meant: str) -> None:
    assert prove(f"L = {meant}", given=f"{GIVEN}; L := {body}").verdict is Kind.PROVED
    assert prove(f"L = 2 ({meant})", given=f"{GIVEN}; L := {body}").verdict is Kind.REFUTED


@pytest.mark.parametrize(("body", "other"), [
    (r"\sum_i y_i - t_i", r"\sum_i y_i - t_1"),
    (r"\sum_i y_i - a - t_i", r"\sum_i (y_i - t_i) - a"),
    (r"\sum_i \sum_j A_{ij} - B_{ij}", r"\sum_i \sum_j A_{ij} - \sum_k B_{kk}"),
])
def test_and_nothing_else_is(body: str, other: str) -> None:
    assert prove(f"L = {other}", given=f"{GIVEN}; L := {body}").verdict is Kind.REFUTED


def test_an_entry_and_a_function_sum_too() -> None:
    given = GIVEN + r"; r_j := \sum_i A_{ij} - c_i; J(w) := \sum_i w y_i - t_i"
    assert prove(r"r_j = \sum_i A_{ij} - \sum_i c_i", given=given).verdict is Kind.PROVED
    assert prove(r"r_j = \sum_i A_{ij} - n c_1", given=given).verdict is Kind.REFUTED
    assert prove(r"J'(a) = \sum_i y_i", given=given).verdict is Kind.PROVED
    assert prove(r"J'(a) = y_1", given=given).verdict is Kind.REFUTED


@pytest.mark.parametrize("definition", [
    r"s_i := \sum_i y_i - t_i",
    r"L := \sum_i y_i - t_i + a",
    r"L := \sum_i \sum_j A_{ij} - c_i",
    r"L := \sum_i y_i + \sum_i t_i - c_i",
    r"L := \sum_i y_i + \sum_j t_j - c_i",
    r"L := \prod_i y_i - t_i",
    r"L := \max_i y_i - t_i",
    r"L := a / \sum_i y_i - t_i",
    r"L := a - 2 / \sum_i y_i - t_i",
])
def test_where_it_may_end_before_them_it_is_not_read(definition: str) -> None:
    with pytest.raises(UnreadableDeclaration, match="inside or outside of the operator before it"):
        prove("a = a", given=f"{GIVEN}; {definition}")


def test_a_chain_goes_on_from_what_was_summed() -> None:
    text = f"<!-- derive\n{GIVEN.replace('; ', chr(10))}\n-->\n\n"
    for right, kind in ((r"\sum_i y_i - \sum_i t_i", Kind.PROVED), (r"\sum_i y_i - t_1", Kind.REFUTED)):
        for chain in (f"$$ L = \\sum_i y_i - t_i = {right} $$", f"$$ L = \\sum_i y_i - t_i \\\\ = {right} $$"):
            items = judge_document(read(Source("note.md", text + chain))).items
            assert [item.verdict.kind for item in items] == [Kind.DEFINITION, kind]
            assert items[0].verdict.message == "This is a definition. The sum goes on to the last term."


@pytest.mark.parametrize("claim", [
    r"L = \sum_i y_i - t_i",
    r"\nabla_y \sum_i y_i - t_i = \mathbf 1",
    r"\frac{\partial}{\partial y_j} \sum_i y_i - t_i = 1",
    r"\frac{\partial}{\partial y_j} \frac{1}{2} \sum_i y_i^2 - t_i y_i = y_j - t_j",
])
def test_nor_is_it_where_it_claims(claim: str) -> None:
    found = prove(claim, given=GIVEN + r"; L := \sum_i (y_i - t_i)")
    assert found.verdict is Kind.UNREAD
    assert "inside or outside of the operator before it" in found.message


def test_a_derivative_of_a_sum_ends_where_its_index_does() -> None:
    slope = r"\frac{\partial}{\partial y_j} \sum_i y_i^2"
    given = GIVEN + r"; g := \nabla_y \sum_i y_i^2 - t_i y_i"
    assert prove(rf"{slope} - t_j = 2 y_j - t_j", given=given).verdict is Kind.PROVED
    assert prove(rf"{slope} - t_j = 2 y_j", given=given).verdict is Kind.REFUTED
    assert prove("g = 2 y - t", given=given).verdict is Kind.PROVED
    assert prove("g = 2 y - n t", given=given).verdict is Kind.REFUTED
