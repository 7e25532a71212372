r"""An equation behind a claim in its row that may be a condition on it: `\nabla_x q = 2 A x, \quad A^\top = A`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from derive.judging.extents import upper
from derive.judging.trial import Judge
from derive.judging.verdict import FALSE, TRUE, Kind, Verdict
from derive.meaning.claims import Claim
from derive.meaning.meanings import Understood
from derive.meaning.reaching import differentiates
from derive.meaning.scope import Assumption
from derive.meaning.terms import Compare, Comparison
from derive.meaning.unrooted import unrooted
from derive.reading.source import Source
from derive.reading.statements import Equation

VerdictOf = Callable[[Understood], Verdict]
BREAK = r"\\"
"""What parts two rows."""
WRITE = r"write `\text{if }` before it, if so"


def beside(
    understood: Sequence[Understood], source: Source, verdict_of: VerdictOf, judge: Judge, seconds: float
) -> dict[str, Verdict]:
    """The verdicts on claims of one row of which one is false as it stands, and true if another one behind it holds.

    That one is false of all values; which of the two its author means is not guessed.
    """
    found: dict[str, Verdict] = {}
    for first, second in pairwise(understood):
        if not _may_be_one(first, second, source):
            continue
        kinds = verdict_of(first).kind, verdict_of(second).kind
        if not {*FALSE}.issuperset(kinds) or Kind.REFUTED not in kinds:
            continue
        under = judge(_under(first, second), seconds)
        if under.defect:
            found[first.item.id] = under
        if under.kind not in TRUE:
            continue
        if kinds[0] is Kind.REFUTED:
            text = "it is false as stated, and true if the equation behind it is a condition"
            found[first.item.id] = Verdict(Kind.UNDECIDED, f"Not decided: {text}; {WRITE}.")
        text = "it is false of all values; is it a condition on the equation before it, which is true under it?"
        found[second.item.id] = Verdict(Kind.UNDECIDED, f"Not decided: {text} {upper(WRITE)}.")
    return found


def _may_be_one(first: Understood, second: Understood, source: Source) -> bool:
    """Whether a claim stands right behind another one in its row, and says nothing of derivatives."""
    one, other = first.item, second.item
    claims = isinstance(first.meaning, Claim) and isinstance(second.meaning, Claim)
    if not claims or one.display != other.display or one.chain == other.chain or one.span.end > other.span.start:
        return False
    if isinstance(other.statement, Equation) and other.statement.condition is not None:
        return False
    assert isinstance(second.meaning, Claim)
    statement = second.meaning.statement
    apart = BREAK in source.text[one.span.end : other.span.start]
    return not apart and not differentiates((statement.left, statement.right), second.meaning.scope.definitions)


def _under(first: Understood, second: Understood) -> Claim:
    """The claim where the other one is assumed."""
    assert isinstance(first.meaning, Claim) and isinstance(second.meaning, Claim)
    other = second.meaning.statement
    equal = unrooted(Compare(Comparison.EQUAL, other.left, other.right))
    assumption = Assumption(equal, other.ranges, second.item.source)
    mine, others = first.meaning.scope, second.meaning.scope
    more = (each for each in others.assumptions if each not in mine.assumptions)
    shapes = {**others.shapes, **mine.shapes}
    return replace(first.meaning, scope=replace(mine, shapes=shapes).under(*more, assumption))
