"""Where in a document to look: the symbol that a verdict is about, and what is to stand there instead."""

from __future__ import annotations

from derive.judging.commanded import expanded, recommanded, symbols
from derive.judging.edits.brackets import pairs, whole
from derive.judging.edits.shown import TOKEN, alike, replaced
from derive.judging.results import Fix, Mark
from derive.judging.verdict import Correction, Kind, Verdict
from derive.meaning.claims import Shapeless
from derive.meaning.meanings import NotUnderstood, Understood
from derive.reading.files import macros
from derive.reading.items import Item, Skipped
from derive.reading.source import Source, Span
from derive.reading.statements import Equation, Statement

UNSETTLED = (Kind.REFUTED, Kind.CONDITIONAL, Kind.UNDECIDED)
SCRIPTS = ("^", "_", "'")
LEFT = "left side"


def fix(source: Source, understood: Understood, verdict: Verdict) -> Fix | None:
    """The correction of a claim as a change of its file; none where the claim does not stand there in one piece.

    In a chain the left side stands in an earlier row, which a change of this row leaves as it is.
    """
    item, correction = understood.item, verdict.correction
    if correction is None:
        return None
    if item.shown not in ("", item.source):
        found = recommanded(source, item, correction)
        return None if found is None else Fix(*found)
    passage = source.passage(item.span)
    start = len(passage.text) - len(passage.text.lstrip("& \n"))
    written = passage.text[start:]
    row, whole = TOKEN.findall(written), TOKEN.findall(item.source)
    new = list(TOKEN.finditer(correction.source))
    before = len(whole) - len(row)
    if whole[before:] != row or [found.group() for found in new[:before]] != whole[:before] or before >= len(new):
        return None
    change, text = replaced(written, correction.source[new[before].start() :])
    if change.start == change.end and not text:
        return None
    ends = (*passage.offsets, item.span.end)
    span = Span(ends[start + change.start], ends[start + change.start] + change.end - change.start)
    return Fix(span, text) if span.end == ends[start + change.end] or change.start == change.end else None


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
    is_expanded = understood.item.shown not in ("", understood.item.source)
    if change is not None and not is_expanded:
        return _symbol(source.text, understood.item.span, change)
    if isinstance(meaning, Shapeless) and meaning.span.end:
        return meaning.span
    if verdict.correction is not None and is_expanded:
        return _expanded(source, understood.item, verdict.correction) or _side(statement, verdict.correction)
    if isinstance(statement, Equation) and statement.right.span.end:
        return statement.left.span if _is_left(source, statement, verdict) else statement.right.span
    return understood.item.span


def _is_left(source: Source, equation: Equation, verdict: Verdict) -> bool:
    """Whether a correction changes the left side, which may stand in an earlier row."""
    span = equation.left.span
    left = TOKEN.findall(source.line(span))
    return verdict.correction is not None and TOKEN.findall(verdict.correction.source)[: len(left)] != left


def _expanded(source: Source, item: Item, correction: Correction) -> Span | None:
    """What a correction replaces, where commands of the author's own stand in a claim.

    It is what the author wrote for that, at least the command; nothing where the claim is not all in one row.
    """
    try:
        old = expanded(source, item.span)
    except macros.MacroError:
        return None
    texts, new = ([token.text for token in each] for each in (old, symbols(correction.source)))
    if texts != [token.text for token in symbols(item.shown)]:
        return None
    first = alike(texts, new)
    last = min(alike(texts[::-1], new[::-1]), min(len(texts), len(new)) - first)
    scripts = new[first : first + 1] and new[first] in SCRIPTS
    beside = old[first - 1 : first] if scripts or first == len(old) else old[first : first + 1]
    spans = [token.span for token in old[first : len(old) - last] or beside]
    if not spans:
        return None
    found = Span(min(span.start for span in spans), max(span.end for span in spans))
    return whole(found, pairs(source.text, item.span))


def _side(statement: Statement | Skipped, correction: Correction) -> Span | None:
    """The side that a correction changes."""
    if not isinstance(statement, Equation):
        return None
    side = statement.left if correction.change.endswith(LEFT) else statement.right
    return side.span if side.span.end else None


def _symbol(text: str, claim: Span, change: Fix) -> Span:
    """What a change replaces, with its brackets; where it only puts something in, the symbol that this belongs to."""
    if change.span.start < change.span.end:
        piece = text[change.span.start : change.span.end]
        return whole(Span(change.span.end - len(piece.lstrip()), change.span.end), pairs(text, claim))
    tokens = [Span(found.start(), found.end()) for found in TOKEN.finditer(text, claim.start, claim.end)]
    before = [token for token in tokens if token.end <= change.span.start]
    after = [token for token in tokens if token.start >= change.span.end]
    belongs_before = not after or change.text.lstrip().startswith(SCRIPTS)
    return before[-1] if before and belongs_before else after[0] if after else claim
