"""Questions for the tests, written as in a document."""

from __future__ import annotations

from derive.judging.edits.excerpts import excerpt
from derive.judging.edits.pages import Page, page
from derive.judging.verdict import Verdict
from derive.meaning.document import understand
from derive.meaning.meanings import Question, Understood
from derive.reading.items import Document
from tests.judging.claims import document, verdict


def question(read: Document) -> tuple[Question, Page]:
    """The only question of a document, and its page."""
    found: list[tuple[Understood, Question]] = [
        (each, each.meaning) for each in understand(read) if isinstance(each.meaning, Question)
    ]
    ((each, meaning),) = found
    return meaning, page(excerpt(read, each.item), each.item)


def asked(declared: str, left: str) -> tuple[Question, Page]:
    """What a left side asks for."""
    return question(document(declared, f"{left} = ?"))


def answered(declared: str, left: str, seconds: float = 20.0) -> Verdict:
    """The verdict on a question."""
    return verdict(declared, f"{left} = ?", seconds)
