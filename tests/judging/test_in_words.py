"""What is false as stated and may be true with what words assume, which are not read, is not refuted."""

from __future__ import annotations

import pytest

from derive.judging.document import alone, begin
from derive.judging.verdict import Kind
from derive.meaning.document import understand
from derive.reading.document import read
from derive.reading.source import Source

from .claims import judged

DECLARED = "<!-- derive\nx \\in R^n, A, B \\in R^{n \\times n}\nq := x^\\top A x\n-->\n\n"
TRUE = "$$ \\frac{\\partial q}{\\partial x} = 2 A x $$"
FALSE = "$$ \\frac{\\partial q}{\\partial x} = 3 A x $$"


def kinds(*parts: str) -> list[Kind]:
    return [item.verdict.kind for item in judged(DECLARED + "\n\n".join(parts) + "\n")]


@pytest.mark.parametrize(
    "words",
    ["For symmetric $A$ we have", "If $A$ is symmetric, then", "Let A be symmetric.", "Since $A$ is symmetric,",
     "With a symmetric matrix $A$ this is", "Suppose $A$ is invertible and $A$ is symmetric."],
)
def test_words_before_a_claim(words: str) -> None:
    assert kinds(words, TRUE) == [Kind.UNDECIDED]


@pytest.mark.parametrize("words", ["where $A$ is symmetric.", "if $A$ is symmetric", "for symmetric $A$."])
def test_words_right_behind_a_claim(words: str) -> None:
    assert kinds(TRUE, words) == [Kind.UNDECIDED]


@pytest.mark.parametrize(
    "parts",
    [
        ("For symmetric $A$ we have", FALSE),
        ("For symmetric $B$ we have", TRUE),
        ("For diagonal $B$ we have", TRUE),
        ("The matrix is symmetric.", TRUE),
        (FALSE, "where $A$ is symmetric."),
        (TRUE, "where $B$ is symmetric."),
        (TRUE, "Of that more below. Let $A$ be symmetric."),
        (TRUE, "where $x$ is a vector. Let $A$ be symmetric."),
    ],
)
def test_a_mistake_is_refuted(parts: tuple[str, str]) -> None:
    assert kinds(*parts) == [Kind.REFUTED]


def test_words_of_another_section_excuse_nothing() -> None:
    assert kinds("# One", "Let $A$ be symmetric.", "# Two", TRUE) == [Kind.REFUTED]


def test_one_is_told_alone_as_among_the_others() -> None:
    document = read(Source("note.md", f"{DECLARED}For symmetric $A$ we have\n\n{TRUE}\n"))
    begun = begin(document, understand(document))
    assert [alone(begun, name).verdict.kind for name in begun.tasks] == [Kind.UNDECIDED]
