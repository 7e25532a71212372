"""What running text assumes in words is told where a claim that was not shown true may rest on it, and only there."""

from __future__ import annotations

from pathlib import Path

import pytest

import derive
from derive.judging.document import judge_document
from derive.judging.results import Judgement
from derive.judging.words.presumed import presumed
from derive.reading.document import read
from derive.reading.source import Source
from derive.reporting.language import codes, language
from tests.reporting.said import said, untranslated

DECLARED = "<!-- derive\nW, A \\in R^{n \\times n}, t, x \\in R^n\nY := W x\n-->\n\n"
CLAIM = "\n\n$$ W^\\top W x = x $$\n"
SAID = {
    "001-deep-learning-introduction.md": {("X", "square")},
    "layers.md": {("T", "a probability distribution")},
}
"""What these say in words; no claim of theirs wants for it."""
DOCUMENTS = sorted((Path(derive.__file__).parent / "documents").glob("*.md"))


def judgement(text: str, path: str = "note.md") -> Judgement:
    return judge_document(read(Source(path, DECLARED + text)))


def messages(text: str) -> list[str]:
    return [finding.message for finding in judgement(text).findings]


@pytest.mark.parametrize(
    ("words", "column", "told", "way"),
    [
        ("Assume that W is orthogonal and $t$ is one-hot.", 13, "orthogonal", r"`assume W^\top W = I`"),
        ("Suppose $W$ is an orthogonal matrix.", 9, "orthogonal", r"`assume W^\top W = I`"),
        (r"Let $W \in R^{n \times n}$ be orthonormal.", 5, "orthonormal", r"`assume W^\top W = I`"),
        (r"Assuming $\mathbf{W}$ to be invertible,", 10, "invertible", "what is meant"),
        ("We assume that $W$ is positive  definite.", 16, "positive definite", "what is meant"),
    ],
)
def test_words_that_are_not_read_are_told(words: str, column: int, told: str, way: str) -> None:
    (found,) = messages(words + CLAIM)
    assert found == (
        f"Words at 6:{column} say that $W$ is {told}, which is not read; what stands at 8:4 is judged without it; "
        f"write {way} in a `derive` comment above."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Assume that W is orthogonal.\n\n$$ W x + x = x + W x $$",
        "Assume that A is orthogonal." + CLAIM,
        "Then W is orthogonal." + CLAIM,
        "We let in W. It is orthogonal." + CLAIM,
        "Assume that W is large." + CLAIM,
        "<!-- Assume that W is orthogonal. -->" + CLAIM,
        "```text\nAssume that W is orthogonal.\n```" + CLAIM,
        CLAIM + "\nAssume that W is orthogonal.\n",
        "# A\nAssume that W is orthogonal.\n# B" + CLAIM,
        "Assume that W is orthogonal.\n<!-- derive assume W^\\top W = I -->" + CLAIM,
        "Assume that W is symmetric.\n<!-- derive assume W^\\top = W -->" + CLAIM,
        "Assume that q is symmetric." + CLAIM,
    ],
)
def test_nothing_is_told_where_no_claim_waits_for_them(text: str) -> None:
    assert messages(text) == []


def test_what_rests_on_the_name_waits_for_them_too() -> None:
    (found,) = messages("# A\nAssume that W is orthogonal.\n## B\n$$ Y^\\top Y = x^\\top x $$\n# C")
    assert "what stands at 9:4 is judged without it" in found


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_the_shipped_documents_have_few(path: Path) -> None:
    found = {(said.name, said.words) for said in presumed(read(Source.read(path)))}
    assert found == SAID.get(path.name, set())


@pytest.mark.parametrize(
    "words", ["orthogonal", "symmetric", "positive semidefinite", "one-hot", "non-singular", "of full column rank"]
)
def test_they_are_told_in_every_language(words: str) -> None:
    found = judgement(f"Assume that $W$ is {words}." + CLAIM)
    assert found.findings
    for code in codes()[1:]:
        assert untranslated(said(found), language(code)) == []
