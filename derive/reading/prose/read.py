"""The words of any document."""

from __future__ import annotations

from collections.abc import Sequence

from derive.reading.grammar.limits import crowded
from derive.reading.prose import markdown, tex
from derive.reading.prose.nodes import Prose
from derive.reading.source import Source


def read(source: Source, breaks: Sequence[int] = ()) -> Prose:
    """All words of a document, and its formulas and declarations where they stand among them.

    Displayed formulas get a new row at each of `breaks`, ascending places in the file. Of a document that is too large
    to be read there are no words.
    """
    if crowded(source):
        return Prose(())
    return tex.read(source, breaks) if source.path.endswith(".tex") else markdown.read(source, breaks)
