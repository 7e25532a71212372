"""What running text tells of a claim's names, which may be meant or not: no verdict rests on one of the two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from derive.judging.trial import Judge
from derive.judging.verdict import FALSE, TRUE, Kind, Verdict
from derive.meaning.meanings import Retold

WRITE = "write it in a `derive` comment, if it is meant"


def as_told(verdict: Verdict, retold: Retold, judge: Judge, seconds: float) -> Verdict:
    """A verdict, if it is the same with what running text tells; else the claim is not decided, or not understood.

    What is false as stated and true under an assumption that was found keeps its verdict under assumptions.
    """
    if verdict.answer is not None and retold.defined is not None:
        return Verdict(Kind.UNREAD, f"{_tells(retold)}, so that the answer may be another one; {WRITE}.")
    if retold.defined is not None and verdict.kind in (*TRUE, Kind.CONDITIONAL):
        other = judge(retold.defined, seconds).kind
        return verdict if (other in TRUE) is (verdict.kind in TRUE) else _between(verdict, other, retold)
    if verdict.kind is Kind.REFUTED:
        other = judge(retold.claim, seconds).kind
        if other not in FALSE:
            return _between(verdict, other, retold)
        return replace(verdict, correction=None) if retold.defined is not None else verdict
    return verdict


def _between(verdict: Verdict, other: Kind, retold: Retold) -> Verdict:
    """The verdict on a claim that has another one with what running text tells."""
    was, is_ = ("true", "false") if verdict.kind in TRUE else ("false", "true")
    if other not in (*TRUE, *FALSE):
        said = f"with what {_words(retold.lines)} it was not decided"
        return Verdict(Kind.UNDECIDED, f"Not decided: it is {was} as stated, but {said}; {WRITE}.")
    if retold.defined is None:
        said = f"true with what {_words(retold.lines)}"
        return Verdict(Kind.UNDECIDED, f"Not decided: it is false as stated, and {said}; {WRITE}.")
    return Verdict(Kind.UNREAD, f"{_tells(retold)}: with that this is {is_}, without it {was}; {WRITE}.")


def _tells(retold: Retold) -> str:
    return f"{_words(retold.lines)} what ${retold.claim.scope.spelling(retold.names[0])}$ is"


def _words(lines: Sequence[int]) -> str:
    numbers = sorted(set(lines))
    shown = ", ".join(map(str, numbers))
    return f"lines {shown} tell in words" if len(numbers) > 1 else f"line {shown} tells in words"
