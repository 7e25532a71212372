"""Lines of several statements, divided between semicolons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derive.reading.source import Passage

OPENS, CLOSES = "([{", ")]}"
SIGN = re.compile(r"\\.|.", re.DOTALL)
ASSUME = re.compile(r"\s*assume\b:?")


def divided(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    r"""The stretches of a line between semicolons outside brackets; not `\;`, nor what stands behind a `%`."""
    depth = 0
    for found in SIGN.finditer(text, start, end):
        sign = found.group()
        depth += (sign in OPENS) - (sign in CLOSES)
        if sign == "%":
            break
        if sign == ";" and depth <= 0:
            yield start, found.start()
            start = found.end()
    yield start, end


def before_assumptions(line: Passage) -> Iterator[Passage]:
    """A line divided before each `assume` behind a semicolon; the semicolons are left out.

    What else stands behind an assumption is left with it: it may restrict the indices of what is assumed.
    """
    start = stop = 0
    for first, last in divided(line.text, 0, len(line.text)):
        if first and ASSUME.match(line.text, first):
            yield line[start:stop]
            start = first + len(line.text[first:last]) - len(line.text[first:last].lstrip())
        stop = last
    yield line[start:stop]
