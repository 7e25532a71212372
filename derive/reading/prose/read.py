"""The words of any document."""

from __future__ import annotations

from derive.reading.grammar.limits import crowded
from derive.reading.prose import markdown, tex
from derive.reading.prose.nodes import Prose
from derive.reading.source import Source


def read(source: Source) -> Prose:
    """All words of a document, and its formulas and declarations where they stand among them.

    Of a document that is too large to be read there are none.
    """
    if crowded(source):
        return Prose(())
    return tex.read(source) if source.path.endswith(".tex") else markdown.read(source)
