r"""Names such as `\delta_a`, which are read as entries of an array and may be meant as names of their own."""

from __future__ import annotations

from derive.reading.grammar.advice import own_names
from derive.reading.items import Document, Item, Skipped
from derive.reading.source import Span
from derive.reading.statements import Definition, Equation, Statement
from derive.reading.syntax import Entry, Name, Node

INDICES = frozenset("ijklmn")
"""Letters that are hardly labels."""


def own_names_in(document: Document, item: Item) -> str:
    """What else to say where the left side of an item is an entry by its spelling: all such names of its section."""
    found = _left(item.statement)
    if found is None:
        return ""
    section = [each for each in document.parts if isinstance(each, Item) and each.names.level == item.names.level]
    others = [each for each in map(_left, (each.statement for each in section)) if each is not None]
    spans = [found[1], *(span for array, span in others if array == found[0])]
    return "; " + own_names(dict.fromkeys(document.source.text[span.start : span.end].strip() for span in spans))


def _left(statement: Statement | Skipped) -> tuple[str, Span] | None:
    """The array whose entry, by one letter, the left side of a statement is, and where that stands."""
    match statement:
        case Definition(head=head) if is_label(head.indices):
            return head.key, head.span
        case Equation(left=Entry(array=Name(key=key), indices=indices, span=span)) if is_label(indices):
            return key, span
    return None


def is_label(indices: tuple[Node, ...]) -> bool:
    """Whether an index is one letter that may be a label."""
    return len(indices) == 1 and isinstance(indices[0], Name) and indices[0].key not in INDICES
