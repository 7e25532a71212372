"""The stretch of a file in which a statement stands, with both braces of every group that it begins or ends in.

Where that is the argument of an `\\underbrace`, its label is part of it.
"""

from __future__ import annotations

import re

from derive.reading.source import Span

BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
COMMAND = re.compile(r"\\(?:textcolor|colorbox)\s*\{[^{}]*\}\s*\Z|\\[a-zA-Z]+\s*\Z")
BRACED = (r"\underbrace", r"\overbrace")
LABEL = re.compile(r"\s*[_^]\s*(?:\\[a-zA-Z]+|[^\\\s])")
FURTHEST = 200
"""Characters before a statement among which the brace is sought that opens around its beginning."""


def enclosed(span: Span, text: str) -> Span:
    """The span, longer by the braces that would else stand without their partner, the command before and a label."""
    closing, opening = _lone(text[span.start : span.end])
    start, end = span.start, span.end
    for _ in range(opening):
        behind = re.compile(r"\s*\}").match(text, end)
        if behind is None:
            return span
        end = _labelled(text, behind.end())
    end = _labelled(text, end) if not opening else end
    for _ in range(closing):
        place = _opening(text, start)
        if place is None:
            return span
        start = place
    return Span(start, end)


def _lone(text: str) -> tuple[int, int]:
    """How many braces close what was opened before a text, and how many are open at its end."""
    closing = opening = 0
    for match in BRACE.finditer(text):
        if match.group() == "{":
            opening += 1
        elif match.group() == "}" and opening:
            opening -= 1
        elif match.group() == "}":
            closing += 1
    return closing, opening


def _labelled(text: str, end: int) -> int:
    """The end of the label of a brace over or below what ends at a place, or else that place."""
    opening = _opening(text, end - 1) if text[end - 1 : end] == "}" else None
    label = LABEL.match(text, end) if opening is not None and text.startswith(BRACED, opening) else None
    if label is None:
        return end
    if not label.group().endswith("{"):
        return label.end()
    depth = 1
    for match in BRACE.finditer(text, label.end()):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        if not depth:
            return match.end()
    return end


def _opening(text: str, end: int) -> int | None:
    """Where the group begins that is open at a place, with its command."""
    first = max(0, end - FURTHEST)
    depth = 0
    for match in reversed(list(BRACE.finditer(text, first, end))):
        depth += {"}": 1, "{": -1}.get(match.group(), 0)
        if depth < 0:
            return commanded(match.start(), text)
    return None


def commanded(brace: int, text: str) -> int:
    """Where the command begins whose argument a brace opens, or else the brace."""
    first = max(0, brace - FURTHEST)
    command = COMMAND.search(text[first:brace])
    return first + command.start() if command else brace
