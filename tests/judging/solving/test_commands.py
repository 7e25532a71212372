"""Answers name what the author has named by commands of his own, in LaTeX that can be set."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.source import Source

NOTE = r"""\documentclass{article}
\newcommand{\W}[1]{\bm{W}^{(#1)}}
\newcommand{\V}{\mathbf{V}}
\begin{document}
%% derive: \W{1} \in R^{n \times m}, \V \in R^{n \times m}, X \in R^{k \times n}
\[ Z = X %s \]
%% derive: L := L(Z)
\[ \frac{\partial L}{\partial X} = ? \]
\end{document}
"""


@pytest.mark.parametrize(
    ("name", "answer"),
    [(r"\W{1}", r"\left( \bm {W}^{(1)} \right)^\top"), (r"\V", r"\V^\top")],
)
def test_a_superscript_within_a_command_is_bracketed(name: str, answer: str) -> None:
    items = judge_document(read(Source("note.tex", NOTE % name))).items
    (found,) = [item.verdict.answer for item in items if item.verdict.kind is Kind.PROVED]
    assert found is not None
    assert found.fragment.endswith(answer)


def test_what_is_shown_has_no_commands_that_only_their_author_knows() -> None:
    *_, item = judge_document(read(Source("note.tex", NOTE % r"\V"))).items
    assert item.verdict.answer is not None and r"\V" in item.verdict.answer.fragment
    for shown in (item.shown, item.verdict.message, item.verdict.answer.shown):
        assert r"\mathbf {V}^\top" in shown and r"\V" not in shown


def test_a_derivative_that_is_worked_out_anew_is_shown_and_written_so_too() -> None:
    text = (NOTE % r"\V").replace("= ? ", r"= 3 X \V \V + 1 ")
    *_, item = judge_document(read(Source("note.tex", text))).items
    assert item.verdict.correction is not None and r"\V" not in item.verdict.correction.source
    assert item.fix is not None and r"\V" in item.fix.text
