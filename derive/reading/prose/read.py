"""The words of any document."""

from __future__ import annotations

from derive.reading.prose import markdown, tex
from derive.reading.prose.nodes import Prose
from derive.reading.source import Source


def read(source: Source) -> Prose:
    """All words of a document, and its formulas and declarations where they stand among them."""
    return tex.read(source) if source.path.endswith(".tex") else markdown.read(source)
