"""What is told of an answer: on the terminal, to programs, on the page, and as a kernel."""

from __future__ import annotations

import json

import numpy as np

from derive.judging.document import judge_document
from derive.judging.results import Judgement
from derive.kernels.collect import Collected, Studied, collect
from derive.kernels.emit import load
from derive.meaning.document import understand
from derive.reading.document import read
from derive.reading.source import Source
from derive.reporting.data import as_json
from derive.reporting.language import language
from derive.reporting.text import render

DECLARED = "<!-- derive\nX \\in R^{N \\times n}, W \\in R^{n \\times m}\nY := X W\nL := L(Y)\n-->\n\n"
ASKED = r"\frac{\partial L}{\partial W} = ?"
ANSWER = r"\frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial Y}"
POLE = r"""<!-- derive a \in R^n -->

$$ \frac{d}{d a_i} \log(|a_i|) = ? $$
"""
NONE = r"\frac{\partial L}{\partial Y} = ?"


def judgement(formula: str, directive: str = "") -> Judgement:
    return judge_document(read(Source("note.md", f"{DECLARED}{directive}\n\n$$ {formula} $$\n")))


def collected(formula: str) -> Collected:
    document = read(Source("note.md", f"{DECLARED}<!-- derive kernel: dw -->\n\n$$ {formula} $$\n"))
    return collect([Studied(understand(document), judge_document(document))])


def test_the_terminal_shows_the_answer_and_that_it_is_one() -> None:
    first = render([judgement(ASKED)]).plain.splitlines()[0]
    assert first == "note.md:9:4: proved  ∂L/∂W = Xᵀ ∂L/∂Y  the answer, for all N, n, m"
    in_japanese = render([judgement(ASKED)], language=language("ja")).plain.splitlines()[0]
    assert in_japanese.endswith("  すべてのN, n, mで成り立つ答え")


def test_what_its_author_claims_is_no_answer() -> None:
    first = render([judgement(ANSWER)]).plain.splitlines()[0]
    assert first == "note.md:9:4: proved  ∂L/∂W = Xᵀ ∂L/∂Y  for all N, n, m"


def test_an_answer_that_leaves_out_a_point_says_both() -> None:
    found = judge_document(read(Source("note.md", POLE)))
    assert "  the answer, for all n; not at aᵢ = 0\n" in render([found]).plain
    assert "  すべてのnで（aᵢ = 0を除く）成り立つ答え\n" in render([found], language=language("ja")).plain


def test_the_terminal_shows_the_question_where_there_is_no_answer() -> None:
    first = render([judgement(NONE)]).plain.splitlines()[0]
    assert first.startswith("note.md:9:4: undecided  ∂L/∂Y = ?  No answer was found")


def test_programs_get_the_claim_as_asked_and_the_answer() -> None:
    (claim,) = json.loads(as_json([judgement(ASKED)]))["documents"][0]["claims"]
    assert (claim["source"], claim["suggestion"], claim["verdict"]) == (ASKED, ANSWER, "proved")


def test_programs_get_no_suggestion_where_there_is_no_answer() -> None:
    (claim,) = json.loads(as_json([judgement(NONE)]))["documents"][0]["claims"]
    assert "suggestion" not in claim
    assert claim["verdict"] == "undecided"


def test_pages_show_the_answer() -> None:
    (item,) = judgement(ASKED).items
    assert (item.source, item.shown) == (ASKED, ANSWER)


def test_an_answer_becomes_a_kernel() -> None:
    (kernel,) = collected(ASKED).kernels
    assert kernel.origin.latex == ANSWER
    x, dy = np.arange(6.0).reshape(2, 3), np.arange(8.0).reshape(2, 4)
    np.testing.assert_array_equal(load(kernel)(x, dy), x.T @ dy)


def test_without_an_answer_there_is_no_kernel() -> None:
    found = collected(NONE)
    assert not found.kernels
    assert "only a proved claim can become a kernel" in found.refusals[0]


def test_an_expected_verdict_is_that_of_the_answer() -> None:
    (item,) = judgement(ASKED, "<!-- derive expect: proved -->").items
    assert item.passes
    (item,) = judgement(NONE, "<!-- derive expect: proved -->").items
    assert not item.passes
