"""Where the claims of a picture stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from derive.reporting.outline import Outline


@dataclass(frozen=True, slots=True)
class Claimed:
    """The anchor of a claim in its page, its line in the document, and the anchor of its section."""

    anchor: str
    line: int
    section: str = ""


def claimed(book: Outline) -> Mapping[str, Claimed]:
    """Where each claim of a document stands, by its id."""
    return {
        entry.item.id: Claimed(entry.anchor, entry.item.line, section.anchor)
        for section in book.sections
        for entry in section.entries
    }
