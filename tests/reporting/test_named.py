"""Names with a subscript are set as formulas in every sentence: on the page, in LaTeX and on the terminal."""

from __future__ import annotations

import re

import pytest

from derive.judging.document import judge_document
from derive.reading.document import read
from derive.reading.source import Source
from derive.reporting.language import language
from derive.reporting.named import named
from derive.reporting.page import document_page
from derive.reporting.statements import statement
from derive.reporting.tex import document_tex
from derive.reporting.text import render

NOTE = r"""<!-- derive
X \in R^{n \times d_k}
Y := 2 X
-->

$$ Y = X + X $$
"""


@pytest.mark.parametrize(("text", "found"), [
    ("for all n, d_k", "for all n, $d_k$"),
    ("at sizes d_k=2; d_{v}=3.", "at sizes $d_k$=2; $d_{v}$=3."),
    ("It holds for d_k.", "It holds for $d_k$."),
])
def test_a_name_with_a_subscript_is_a_formula(text: str, found: str) -> None:
    assert named(text) == found


@pytest.mark.parametrize("text", [
    "in $X_{ij} d_k$", "the option `d_k`", "the file my_note", "a_b.py", "x_i_j", "f_k(x)", "a_b-c",
])
def test_formulas_code_and_other_words_stay(text: str) -> None:
    assert named(text) == text


def test_a_scope_is_set_as_formulas_in_all_reports() -> None:
    judged = judge_document(read(Source("note.md", NOTE)))
    assert "for all n, <math>" in document_page(judged, ())
    assert "for all n, d_k" not in document_page(judged, ())
    assert "d_k<" not in document_page(judged, (), language=language("ja")).split("<main", 1)[1]
    assert "for all n, $d_k$" in document_tex(judged, ())
    assert "for all n, dₖ" in render([judged]).plain


def test_a_page_in_another_language_says_the_scope_in_it() -> None:
    judged = judge_document(read(Source("note.md", NOTE)))
    page = document_page(judged, (), language=language("ja")).split("<main", 1)[1]
    assert "for all" not in re.sub(r'data-find="[^"]*"', "", page)


def test_an_assumption_behind_a_semicolon_is_words_and_a_formula() -> None:
    shown = str(statement(r"\lambda \in R; assume \lambda > 0"))
    assert "; assume <math>" in shown
