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
