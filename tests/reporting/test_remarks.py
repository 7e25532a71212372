"""Words that an author sets beside a formula are set once: in its row, without a verdict of their own."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.source import Source
from derive.reporting.outline import outline
from derive.reporting.page import document_page
from derive.reporting.tex import document_tex

GIVEN = "<!-- derive\nx, w \\in R\ny := w x\n-->\n\n"
TRUE = r"\frac{\partial y}{\partial x} = w"


def verdicts(formula: str) -> list[list[Kind]]:
    """The verdicts that each row of a formula is set with."""
    book = outline(judge_document(read(Source("note.md", f"{GIVEN}$$\n{formula}\n$$\n"))), ())
    return [[entry.item.verdict.kind for entry in line.entries] for lines in book.lines.values() for line in lines]


@pytest.mark.parametrize("formula", [
    rf"{TRUE} \qquad \text{{(row by row)}}", rf"{TRUE}, \qquad\text{{i.e.}}",
])
def test_a_remark_beside_a_formula_has_no_row_of_its_own(formula: str) -> None:
    assert verdicts(formula) == [[Kind.PROVED]]


@pytest.mark.parametrize("formula", [r"\text{and then}", rf"{TRUE} \\ \text{{and then}}"])
def test_words_that_are_a_row_of_their_own_stay(formula: str) -> None:
    assert [Kind.SKIPPED] in verdicts(formula)


def test_mathematics_that_claims_nothing_stays_beside_a_formula() -> None:
    assert verdicts(rf"{TRUE}, \qquad x \leftarrow x - w") == [[Kind.PROVED, Kind.SKIPPED]]


def test_the_words_stand_once_and_are_not_counted() -> None:
    judged = judge_document(read(Source("note.md", rf"{GIVEN}$$ {TRUE} \qquad \text{{(rowwise)}} $$")))
    for text in (document_page(judged, ()), document_tex(judged, ())):
        assert text.count("(rowwise)") == 1
        assert "1 skipped" not in text
