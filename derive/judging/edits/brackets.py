"""The brackets of a piece of LaTeX."""

from __future__ import annotations

import re
from collections.abc import Sequence

from derive.reading.source import Span

SIZED = r"(?:\\(?:left|right|[bB]igg?[lr]?)\s*)?"
BRACKET = re.compile(
    rf"(?P<open>{SIZED}(?:\\\{{|[(\[{{]))|(?P<close>{SIZED}(?:\\\}}|[)\]}}])|\\right\s*\.)|\\.", re.DOTALL
)
Pair = tuple[Span, Span]


def pairs(text: str, span: Span) -> tuple[Pair, ...]:
    """The brackets in a stretch of text, each with the one that closes it, inner ones first."""
    waiting: list[Span] = []
    found: list[Pair] = []
    for match in BRACKET.finditer(text, span.start, span.end):
        if match["open"]:
            waiting.append(Span(match.start(), match.end()))
        elif match["close"] and waiting:
            found.append((waiting.pop(), Span(match.start(), match.end())))
    return tuple(found)


def whole(span: Span, brackets: Sequence[Pair]) -> Span:
    """The stretch with the other end of every bracket in it."""
    for opening, closing in brackets:
        inside = [span.start <= one.start and one.end <= span.end for one in (opening, closing)]
        if inside[0] != inside[1]:
            return whole(span.to(opening).to(closing), brackets)
    return span
