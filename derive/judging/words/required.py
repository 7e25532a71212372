r"""Claims that something is zero where words set it to zero: conditions on what solves them, and no identities.

So is what stands before a sign of implication, and `\overset{!}{=} 0`. What follows from a condition is no identity
either, where it is true under it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from derive.judging.verdict import TRUE, Kind, Verdict
from derive.judging.words.conditions import line, told, under
from derive.judging.words.excused import JudgeOf, section_end
from derive.meaning.claims import Claim
from derive.meaning.meanings import Understood
from derive.reading.grammar.trees import walk
from derive.reading.items import Document
from derive.reading.source import Span
from derive.reading.statements import Equation
from derive.reading.syntax import Node, Number, Partial
from derive.reading.where import COMMENT

ZERO = r"(?:\bzero\b|(?<![\w.^_])0(?![\w.])|\\(?:vec|mathbf|boldsymbol|bm)\s*\{?\s*0|零)"
SETS = re.compile(
    rf"\b(?:set|sets|setting|equat(?:e|es|ed|ing)|put|puts|putting|requir(?:e|es|ing)|want)\b[^.!?。]*?{ZERO}"
    rf"|(?:令|让|设|置)[^.!?。]*?{ZERO}|{ZERO}\s*\$?\s*(?:とおく|とする|とおいて|として)"
    r"|\b(?:stationary|critical|extrem(?:e|al)|optimal)\s+(?:point|value|solution)|\b(?:optimum|optimality|minimum|maximum)\b"
    r"|\b(?:first[-\s]order|necessary)\s+conditions?|\bvanish(?:es|ing)?\b|\b(?:solve|solving)\b",
    re.IGNORECASE,
)
"""Words that tell of a condition on what is sought, and not of what is always so."""
DEMANDED = re.compile(r"\\(?:overset|stackrel|underset)\s*\{\s*!\s*\}\s*\{\s*=\s*\}")
IMPLIES = re.compile(r"[\s,;.&\\$]*(?:\\(?:q?quad|;|,)\s*)*(?:\\(?:implies|iff|[Rr]ightarrow|Longrightarrow)\b|[⇒⟹])")
PARAGRAPH = re.compile(r"\n\s*\n")
SENTENCE = re.compile(r"[.!?。](?=\s|\Z)|\n\s*\n")
Found = Mapping[str, Verdict]


def required(document: Document, understood: Sequence[Understood], verdicts: Found, judge: JudgeOf) -> Found:
    """The verdicts on refuted claims that are conditions, or follow from one above them in their section."""
    conditions = [each for each in understood if _is_zero(each) and _is_condition(each, document)]
    found: dict[str, Verdict] = {}
    for each in understood if conditions else ():
        verdict = verdicts.get(each.item.id)
        if verdict is None or verdict.kind is not Kind.REFUTED or verdict.counterexample is None:
            continue
        if any(each is other for other in conditions):
            found[each.item.id] = _sought(each, document)
            continue
        above = [other for other in conditions if _holds(other, each, document)]
        follows = _following(each, above, document, judge)
        if follows is not None:
            found[each.item.id] = follows
    return found


def _is_zero(each: Understood) -> bool:
    """Whether a claim says that something is zero."""
    statement = each.item.statement
    if not isinstance(statement, Equation) or not isinstance(each.meaning, Claim):
        return False
    return any(isinstance(side, Number) and side.value == 0 for side in (statement.left, statement.right))


def _is_condition(each: Understood, document: Document) -> bool:
    """Whether words around a claim, a mark over its sign, or an implication behind it make it a condition."""
    text, span = document.source.text, each.item.span
    if DEMANDED.search(text, span.start, span.end) or IMPLIES.match(text, span.end):
        return True
    return any(SETS.search(words) for words in _around(document, document.formulas[each.item.display - 1]))


def _around(document: Document, shown: Span) -> list[str]:
    """The paragraph before a display, from the display before it on, and the sentence behind it."""
    text, formulas = document.source.text, document.formulas
    start = max((each.end for each in formulas if each.end <= shown.start), default=0)
    end = min((each.start for each in formulas if each.start >= shown.end), default=len(text))
    before = PARAGRAPH.split(COMMENT.sub("", text[start : shown.start]).rstrip())[-1]
    return [before, SENTENCE.split(COMMENT.sub("", text[shown.end : end]).lstrip(), maxsplit=1)[0]]


def _holds(condition: Understood, each: Understood, document: Document) -> bool:
    """Whether a claim without a derivative stands behind a condition in its section."""
    statement = each.item.statement
    sides: tuple[Node, ...] = (statement.left, statement.right) if isinstance(statement, Equation) else ()
    at, start = condition.item.span.start, each.item.span.start
    return at < start < section_end(document, at) and not any(isinstance(node, Partial) for node in walk(sides))


def _sought(each: Understood, document: Document) -> Verdict:
    """The verdict on a condition."""
    base = told(each)
    is_readable = base is not None and under(base, (each.item.source,), document) is not None
    written = line((" ".join(each.item.source.split()),))
    advice = f"; write `{written}` in a `derive` comment below, for what follows from it" if is_readable else ""
    return Verdict(Kind.UNDECIDED, f"Not decided: it is false in general, and set to zero here as a condition{advice}.")


def _following(
    each: Understood, conditions: Sequence[Understood], document: Document, judge: JudgeOf
) -> Verdict | None:
    """The verdict on a claim that is true under conditions above it, the last one alone or all."""
    base = told(each)
    for tried in (conditions[-1:], conditions) if base is not None else ():
        way = tuple(dict.fromkeys(" ".join(one.item.source.split()) for one in tried))
        claim = under(base, way, document) if base is not None and way else None
        if claim is not None and judge(each, claim).kind in TRUE:
            number, _ = document.source.position(tried[-1].item.span.start)
            advice = f"write `{line(way)}` in a `derive` comment above, if it is meant"
            what = f"it is false without what line {number} sets to zero"
            return Verdict(Kind.UNDECIDED, f"Not decided: {what}; {advice}.")
    return None
