"""The paper that a report is printed on: that of its source, and A4 where the source says nothing of it."""

from __future__ import annotations

import re

from derive.reading.source import Source

COMMENT = re.compile(r"(?<!\\)%.*")
OPTIONS = re.compile(r"\\(?:documentclass|usepackage|geometry|PassOptionsToPackage)\s*[\[{]([^\]}]*)[\]}]")
LETTER = re.compile(r"(?:\A|[,=\s])letter(?:paper)?\s*(?=,|\Z)")


def paper(source: Source | None) -> str:
    """`letter` where an option of the source's LaTeX names it, `a4` elsewhere."""
    text = COMMENT.sub("", source.text) if source is not None and source.path.endswith(".tex") else ""
    return "letter" if any(LETTER.search(options) for options in OPTIONS.findall(text)) else "a4"
