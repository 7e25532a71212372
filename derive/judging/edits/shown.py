"""A correction as it is shown: the claim in the author's LaTeX, the place of the change, and a piece to quote."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from derive.judging.edits.brackets import pairs, whole
from derive.judging.edits.pages import Page
from derive.judging.edits.table import Edit
from derive.judging.edits.trees import get
from derive.judging.verdict import Correction
from derive.reading.source import Span

SHORT = 60
"""Characters of LaTeX that are quoted in a line."""
BASE = re.compile(r"(\\[a-zA-Z]+|[a-zA-Z])\s*[_^]?\s*$")
"""What an argument in braces belongs to."""
NAMED = re.compile(
    r"\S+(?= for \S| and \S+ exchanged)|(?<= for )\S+|(?<= and )\S+(?= exchanged)|(?<=[a-z] factor )\S+(?= put in)"
)
"""A name in the words for a change."""
TOKEN = re.compile(r"\\[a-zA-Z]+|\\.|\S")


def shown(before: Page, after: Page, edits: Sequence[Edit]) -> Correction:
    """The correction that leads from one page to the other."""
    source = after.claim.item.source
    span = changed(before.claim.item.source, source)
    sides = dict.fromkeys(str(edit.spot.path[0]) for edit in edits)
    changes = dict.fromkeys(edit.draft.change for edit in edits)
    words = " and ".join(_said(change, {**after.pen.names, **before.pen.names}) for change in changes)
    where = " and ".join(sides)
    return Correction(source, span.start, span.end, _quoted(after, edits, source), f"{words}, on the {where} side")


def _said(change: str, names: Mapping[str, str]) -> str:
    """What was changed, in the author's own writing of names."""

    def written(found: re.Match[str]) -> str:
        writing = names.get(found.group(), found.group().partition("#")[0])
        return re.sub(r"(\\[a-zA-Z]+) (\S+)", r"\1{\2}", writing)

    return NAMED.sub(written, change)


def changed(old: str, new: str) -> Span:
    """The least stretch of `new` that is not as in `old`, with every bracket whole; empty where something is gone."""
    one, other = list(TOKEN.finditer(old)), list(TOKEN.finditer(new))
    first = alike([m.group() for m in one], [m.group() for m in other])
    rest = min(len(one), len(other)) - first
    last = min(alike([m.group() for m in reversed(one)], [m.group() for m in reversed(other)]), rest)
    inside = other[first : len(other) - last]
    if not inside:
        place = other[first - 1].end() if first else 0
        return Span(place, place)
    brackets = pairs(new, Span(0, len(new)))
    span = whole(Span(inside[0].start(), inside[-1].end()), brackets)
    base = BASE.search(new[: span.start]) if new[span.start] == "{" else None
    return whole(Span(base.start(), span.end), brackets) if base else span


def replaced(old: str, new: str) -> tuple[Span, str]:
    """The least stretch of whole symbols in `old` to replace, and by what, so that it reads as `new`."""
    one, other = list(TOKEN.finditer(old)), list(TOKEN.finditer(new))
    first = alike([m.group() for m in one], [m.group() for m in other])
    most = min(len(one), len(other)) - first
    last = min(alike([m.group() for m in reversed(one)], [m.group() for m in reversed(other)]), most)
    gone, put = one[first : len(one) - last], other[first : len(other) - last]
    if gone:
        span = Span(gone[0].start(), gone[-1].end())
        start = put[0].start() if put else 0
    else:
        place = one[first - 1].end() if first else 0
        span, start = Span(place, place), other[first - 1].end() if first else 0
    follows = old[span.end : span.end + 1]
    if not put:
        before = one[first - 1].end() if first and not follows.strip() else span.start
        return Span(before, span.end), ""
    end = other[len(other) - last].start() if last and follows.strip() else put[-1].end()
    return span, new[start:end]


def alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many of the first pieces are the same."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _quoted(after: Page, edits: Sequence[Edit], source: str) -> str:
    """The largest short piece of the corrected claim with the change in it, its side at most."""
    path = edits[0].spot.path
    for edit in edits[1:]:
        path = path[: alike([str(step) for step in path], [str(step) for step in edit.spot.path])]
    for length in range(1, len(path) + 1):
        piece = get(after.claim.item.statement, path[:length])
        written = " ".join(after.pen(piece).split()) if hasattr(piece, "span") and piece.span.end else ""
        if 0 < len(written) <= SHORT:
            return written
    return written if path else source
