"""A line of a document with what to look at marked in it."""

from __future__ import annotations

from markupsafe import Markup

from derive.reporting.text import visible

BESIDE = 160
"""The signs that are shown before and behind what is marked."""


def pointed(caret: str) -> Markup:
    """The line of `Mark.caret` with a mark around what its carets point at; it may go on in further lines."""
    line, _, carets = caret.partition("\n")
    start, end = len(carets) - len(carets.lstrip()), len(carets)
    before, at, after = line[:start].lstrip(), line[start:end], line[end:]
    if len(before) > BESIDE:
        before = f"…{before[-BESIDE:]}"
    if len(after) > BESIDE:
        after = f"{after[:BESIDE]}…"
    return Markup("{}<mark>{}</mark>{}").format(visible(before), visible(at) or "\u00a0", visible(after.rstrip()))
