"""What of a document bears on one claim: in the excerpt of a claim all else is blank, and each thing in its place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from derive.reading.files import macros
from derive.reading.grammar.trees import walk
from derive.reading.items import Document, Item, Opening
from derive.reading.source import Source, Span
from derive.reading.statements import Definition, Equation
from derive.reading.where import last_beside, last_joined

MARKS = " \t>"
"""What stands before a heading in a quotation."""


def excerpt(document: Document, item: Item) -> Source:
    """A document in which all that has no bearing on an item is blank.

    That is what stands in sections that are closed there, behind the formulas that explain the item's, and in claims of
    other formulas.
    The author's own commands stay, and so do functions that are defined below and used above.
    """
    before = document.parts[: next(n for n, part in enumerate(document.parts) if part is item)]
    signs, kept = list(document.source.text), _open(document, before, item)
    for one, start, number in _others(before, item):
        if any(span.start <= start < span.end for span in kept):
            end = _end(document, one)
            signs[start:end] = _blanked("".join(signs[start:end]), number if one.display > 0 else "")
    kept += [*_below(document, before, item), *macros.find(document.source).spans]
    return replace(document.source, text=_only("".join(signs), kept))


def stretch(item: Item) -> Span:
    """The stretch of a claim, with a left side that stands in an earlier row."""
    span = item.span
    if isinstance(item.statement, Equation):
        for node in (item.statement.left, item.statement.right):
            span = span.to(node.span)
    return span


def _open(document: Document, before: Iterable[Item | Opening], item: Item) -> list[Span]:
    """What stands in the sections that are open at an item, up to the end of what explains its formula."""
    text = document.source.text
    openings = [part for part in before if isinstance(part, Opening)]
    starts = [0, *(len(text[: part.span.start].rstrip(MARKS)) for part in openings)]
    beside = last_beside(item.display, document)
    last = last_joined(beside, document)
    end = document.formulas[(last if last > beside else item.display) - 1].end if item.display else len(text)
    found: list[tuple[int, Span]] = []
    for level, start, stop in zip([0, *(part.level for part in openings)], starts, [*starts[1:], end], strict=True):
        found = [(outer, span) for outer, span in found if outer < level]
        found.append((level, Span(start, stop)))
    return [span for _, span in found]


def _below(document: Document, before: Iterable[Item | Opening], item: Item) -> Iterator[Span]:
    """The lines of the formulas that define functions behind an item, and are read before it since it uses these."""
    text, places = document.source.text, sorted(part.span.start for part in before if isinstance(part, Item))
    for formula in document.formulas[item.display :] if item.display else ():
        if bisect_left(places, formula.start) < bisect_left(places, formula.end):
            yield Span(text.rfind("\n", 0, formula.start) + 1, formula.end)


def _others(before: Iterable[Item | Opening], item: Item) -> Iterator[tuple[Item, int, str]]:
    """The claims of other formulas: from where each is blank, and what stands there instead.

    The formula right before stays, since the item may go on from it; and so does a definition that begins a chain.
    """
    defined, kept = 0, Span(0, 0)
    for part in before:
        if isinstance(part, Opening) or part.display in (item.display, item.display - 1):
            continue
        if isinstance(part.statement, Definition):
            defined, kept = part.display, Span(part.span.end, part.span.end)
        elif isinstance(part.statement, Equation) and part.display == defined:
            goes_on = stretch(part).start < kept.end
            yield part, kept.start if goes_on else part.span.start, ""
            kept = Span(kept.start, max(kept.end, part.span.end)) if goes_on else kept
        elif isinstance(part.statement, Equation):
            yield part, part.span.start, "0"


def _end(document: Document, item: Item) -> int:
    """Where a claim ends, with the condition that stands behind it in its formula: alone it would say more."""
    formula = document.formulas[item.display - 1] if item.display else item.span
    condition = item.statement.condition if isinstance(item.statement, Equation) else None
    ends = [node.span.end for node in walk(condition)] if condition is not None else []
    return max([item.span.end, *(end for end in ends if end <= formula.end)])


def _blanked(claim: str, number: str) -> str:
    """A claim left out; a formula becomes a number, so that what is said has something to be of.

    It becomes none beside a definition in its formula; what goes on from that is blank from behind it.
    """
    return number + _blank(claim[len(number) :])


def _only(text: str, kept: Sequence[Span]) -> str:
    """The text with nothing but some stretches, which stand where they stood."""
    pieces, place = [], 0
    for span in sorted(kept, key=lambda span: span.start):
        pieces += [_blank(text[place : span.start]), text[max(place, span.start) : span.end]]
        place = max(place, span.end)
    return "".join(pieces)


def _blank(text: str) -> str:
    return "\n".join(" " * len(line) for line in text.split("\n"))
