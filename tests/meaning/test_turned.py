"""`vectors:` below the declaration of a vector does not turn it, and that is told."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.source import Source
from derive.reporting.language import codes, language
from tests.judging.claims import judged
from tests.reporting.said import said, untranslated

LATE = r"x, y \in R^n | z := 2 x | w_i := x_i^2 | f(s) := s + x^\top x | vectors: rows"
COLUMN, ROW = r"x^\top x = \|x\|^2", r"x x^\top = \|x\|^2"


def text(declared: str, formula: str, above: str = "") -> str:
    """A document whose comment ends where `vectors:` follows on something, so that this stands below."""
    lines = declared.replace(" | vectors:", "\n-->\n<!-- derive\nvectors:").replace(" | ", "\n")
    return f"{above}\n\n<!-- derive\n{lines}\n-->\n\n$$ {formula} $$\n"


@pytest.mark.parametrize(
    ("formula", "name"),
    [
        (COLUMN, "x"),
        (ROW, "x"),
        (r"y^\top x = x^\top y", "y"),
        (r"z^\top z = \|z\|^2", "x"),
        (r"z z^\top = \|z\|^2", "x"),
        (r"w^\top w = \|w\|^2", "w"),
        (r"f(1) = 1 + x^\top x", "x"),
        (r"\frac{\partial}{\partial x} x^\top x = 2 x", "x"),
    ],
)
def test_nothing_is_judged_of_what_it_does_not_turn(formula: str, name: str) -> None:
    (found,) = judged(text(LATE, formula))
    assert found.verdict.kind is Kind.UNREAD
    message = f"`{name}` stands above `vectors:`, which does not turn it; write that first (see line 10)"
    assert message in found.verdict.message


@pytest.mark.parametrize(
    ("true", "false", "declared", "above"),
    [
        (ROW, COLUMN, r"vectors: rows | x \in R^n", ""),
        (ROW, COLUMN, r"x \in R^n | vectors: rows | x \in R^n", ""),
        (ROW, COLUMN, r"x \in R^{1 \times n} | vectors: rows", ""),
        (COLUMN, ROW, r"x \in R^{n \times 1} | vectors: rows", ""),
        (COLUMN, ROW, r"x \in R^n | vectors: columns", ""),
        (ROW, COLUMN, r"x \in R^n | vectors: rows", "<!-- derive\nvectors: rows\n-->\n# Inside"),
        (COLUMN, ROW, "vectors: rows", "<!-- derive\nvectors: columns\nx \\in R^n\n-->\n# Inside"),
    ],
)
def test_what_stands_as_it_says_or_is_declared_below_it_is_judged(
    true: str, false: str, declared: str, above: str
) -> None:
    assert [each.verdict.kind for each in judged(text(declared, true, above))] == [Kind.PROVED]
    assert [each.verdict.kind for each in judged(text(declared, false, above))] == [Kind.REFUTED]


@pytest.mark.parametrize("lines", ["x \\in R^n\nvectors: rows", "x \\in R^n\nvectors: rows\nlayout: numerator"])
def test_in_one_comment_it_is_about_all_lines(lines: str) -> None:
    found = [judged(f"<!-- derive\n{lines}\n-->\n\n$$ {formula} $$\n")[-1] for formula in (ROW, COLUMN)]
    assert [each.verdict.kind for each in found] == [Kind.PROVED, Kind.REFUTED]


def test_outside_of_its_section_it_turns_nothing() -> None:
    inside = f"# A\n<!-- derive vectors: rows -->\n$$ {COLUMN} $$\n"
    found = judged(f"<!-- derive x \\in R^n -->\n{inside}# B\n$$ {COLUMN} $$\n")
    assert [each.verdict.kind for each in found] == [Kind.UNREAD, Kind.PROVED]


@pytest.mark.parametrize(
    ("declared", "places"),
    [
        (r"x \in R^n | vectors: rows", [((4, 1), (7, 1))]),
        (r"u \in R^n | u \in R^n | vectors: rows | x \in R^n", [((5, 1), (8, 1))]),
        (r"p \in R^{1 \times n} | q_i := p_i^2 | vectors: columns | x \in R^n", []),
        (r"vectors: rows | x \in R^n", []),
        (r"x \in R^n | vectors: columns", []),
        (r"X \in R^{n \times m} | x \in R | t \in \{0, 1\} | vectors: rows", []),
    ],
)
def test_it_is_told_even_where_no_claim_below_speaks_of_it(
    declared: str, places: list[tuple[tuple[int, int], ...]]
) -> None:
    judgement = judge_document(read(Source("note.md", text(declared, "1 + 1 = 2"))))
    assert [each.places for each in judgement.findings] == places
    assert all("does not turn it; write that first" in each.message for each in judgement.findings)


def test_a_vector_of_an_outer_section_is_told_where_a_claim_speaks_of_it() -> None:
    outer, inner = "<!-- derive x \\in R^n -->\n# A\n", "<!-- derive\nvectors: rows\nx \\in R^n\n-->\n"
    judgement = judge_document(read(Source("note.md", f"{outer}{inner}$$ {ROW} $$\n")))
    assert judgement.findings == ()
    assert judgement.items[-1].verdict.kind is Kind.PROVED


def test_it_is_told_in_every_language() -> None:
    judgement = judge_document(read(Source("note.md", text(LATE, COLUMN))))
    for code in codes()[1:]:
        assert untranslated(said(judgement), language(code)) == []
