"""Documents in short: what the reader made of one displayed formula."""

from __future__ import annotations

from derive.reading.document import read
from derive.reading.items import Item
from derive.reading.source import Source
from derive.reading.statements import Unread


def document(declarations: str, *formulas: str) -> Source:
    """A Markdown document with these declarations before these formulas."""
    shown = "\n\n".join(f"$$\n{formula}\n$$" for formula in formulas)
    return Source("note.md", f"<!-- derive\n{declarations}\n-->\n\n{shown}\n")


def items(source: Source) -> list[Item]:
    """Every statement of a document, declarations in comments left out."""
    return [part for part in read(source).parts if isinstance(part, Item) and part.display]


def kinds(declarations: str, *formulas: str) -> list[str]:
    """The class of each statement, such as `Equation`."""
    return [type(item.statement).__name__ for item in items(document(declarations, *formulas))]


def troubles(declarations: str, *formulas: str) -> list[tuple[str, str]]:
    """What was not read: the message, and the text at the place that it names."""
    source = document(declarations, *formulas)
    found = [item.statement for item in items(source)]
    return [(t.message, source.text[t.at.start : t.at.end]) for t in found if isinstance(t, Unread)]
