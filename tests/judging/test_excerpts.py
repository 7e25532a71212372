"""Excerpts of a document, in which answers and corrections are judged: a definition means there what it means in it."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.reading.document import read
from derive.reading.source import Source

HEAD = "<!-- derive\nx \\in R\nL := x^2\n-->\n"
BEHIND = "\n\n<!-- derive\nK := g x\n-->\n$$ x^2 = x x $$\n\n"
ASKED, FALSE = r"\frac{d K}{d x} = ?", r"\frac{d K}{d x} = 5 x"
DEFINED = [
    ("alone", r"$$ g = \frac{d L}{d x} $$"),
    ("in a chain", r"$$ g = \frac{d L}{d x} = 2 x $$"),
    ("in a longer chain", r"$$ g = \frac{d L}{d x} = 2 x = x + x $$"),
    ("in a chain of rows",
     "$$\n\\begin{aligned}\ng &= \\frac{d L}{d x} \\\\\n&= 2 x \\\\\n&= x + x\n\\end{aligned}\n$$"),
    ("before another claim", r"$$ g = \frac{d L}{d x} = 2 x, \quad 2 x = x + x $$"),
]
FORMS = pytest.mark.parametrize("formula", [row[1] for row in DEFINED], ids=[row[0] for row in DEFINED])


@FORMS
def test_an_answer_knows_a_definition_that_begins_a_chain(formula: str) -> None:
    last = judge_document(read(Source("note.md", f"{HEAD}{formula}{BEHIND}$$ {ASKED} $$\n"))).items[-1].verdict
    assert last.answer is not None, last.message
    assert last.answer.fragment == "4 x"


@FORMS
def test_no_correction_takes_a_definition_that_begins_a_chain_for_zero(formula: str) -> None:
    last = judge_document(read(Source("note.md", f"{HEAD}{formula}{BEHIND}$$ {FALSE} $$\n"))).items[-1].verdict
    assert last.correction is not None
    assert last.correction.source == r"\frac{d K}{d x} = 4 x"
