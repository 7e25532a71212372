r"""The words of a LaTeX file."""

from __future__ import annotations

from derive.reading.files import blocks as files
from derive.reading.files import macros, tex
from derive.reading.prose.nodes import Block, Declared, Displayed, Heading, Prose, Text
from derive.reading.prose.places import marked
from derive.reading.source import Source


def read(source: Source) -> Prose:
    """The headings, formulas and declarations of a LaTeX file."""
    found = marked(source, tex.blocks(source), macros.find(source), numbered=True)
    blocks: list[Block] = []
    for place in found.places:
        if isinstance(place, (Displayed, Declared)):
            blocks.append(place)
        elif isinstance(place, files.Heading):
            blocks.append(Heading(place.level, (Text(place.title),), place.span))
    return Prose(tuple(blocks))
