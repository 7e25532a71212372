"""Where in a document to look: the symbol that a verdict is about, and what is to stand there instead."""

from __future__ import annotations

from derive.judging.edits.shown import TOKEN, replaced
from derive.judging.results import Fix, Mark
from derive.judging.verdict import Kind, Verdict
from derive.meaning.claims import Shapeless
from derive.meaning.document import NotUnderstood, Understood
from derive.reading.source import Source, Span
from derive.reading.statements import Equation

UNSETTLED = (Kind.REFUTED, Kind.CONDITIONAL, Kind.UNDECIDED)
SCRIPTS = ("^", "_", "'")


def fix(source: Source, understood: Understood, verdict: Verdict) -> Fix | None:
    """The correction of a claim as a change of its file; none where the claim does not stand there in one piece."""
    item, correction = understood.item, verdict.correction
    if correction is None or item.shown not in ("", item.source):
        return None
    start, end = item.span.start, item.span.end
    if source.text[start:end] != item.source or item.source == correction.source:
        return None
    span, text = replaced(item.source, correction.source)
    return Fix(Span(start + span.start, start + span.end), text)


def mark(source: Source, understood: Understood, verdict: Verdict, change: Fix | None = None) -> Mark | None:
    """What to look at: what is not understood, what `change` replaces, a part whose shape does not fit, or a side."""
    span = _looked_at(source, understood, verdict, change)
    return None if span is None else Mark(span, source.caret(span))


def _looked_at(source: Source, understood: Understood, verdict: Verdict, change: Fix | None) -> Span | None:
    meaning, statement = understood.meaning, understood.item.statement
    if isinstance(meaning, NotUnderstood):
        return meaning.span
    if verdict.kind not in UNSETTLED:
        return None
    if change is not None:
        return _symbol(source.text, understood.item.span, change)
    if isinstance(meaning, Shapeless) and meaning.span.end:
        return meaning.span
    if isinstance(statement, Equation) and statement.right.span.end:
        return statement.right.span
    return understood.item.span


def _symbol(text: str, claim: Span, change: Fix) -> Span:
    """What a change replaces; where it only puts something in, the symbol that this belongs to."""
    if change.span.start < change.span.end:
        return change.span
    tokens = [Span(found.start(), found.end()) for found in TOKEN.finditer(text, claim.start, claim.end)]
    before = [token for token in tokens if token.end <= change.span.start]
    after = [token for token in tokens if token.start >= change.span.end]
    belongs_before = not after or change.text.lstrip().startswith(SCRIPTS)
    return before[-1] if before and belongs_before else after[0] if after else claim
