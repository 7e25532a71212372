"""What is told of a claim's names elsewhere, which may be meant or not: no verdict rests on one of the two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from derive.judging.explained import otherwise
from derive.judging.trial import Judge
from derive.judging.verdict import FALSE, TRUE, Answer, Kind, Verdict
from derive.meaning.claims import Claim, Shapeless
from derive.meaning.meanings import Informed, Retold, Telling
from derive.meaning.reaching import spoken
from derive.meaning.terms import Unknown

Prover = Callable[[Claim | Shapeless, float], Verdict]
WRITE = "write it in a `derive` comment, if it is meant"
MOVE = "write that above, if it is meant"


def as_told(verdict: Verdict, retold: Retold, judged: Callable[[Informed], Verdict]) -> Verdict:
    """A verdict, if it is the same with what is told; else the claim is not decided, or not understood.

    What is false as stated and true under an assumption that was found keeps its verdict under assumptions.
    """
    if retold.defined is not None and verdict.kind in (*TRUE, Kind.CONDITIONAL):
        other = judged(retold.defined).kind
        if (other in TRUE) is not (verdict.kind in TRUE):
            return _between(verdict, other, retold)
    if verdict.kind is Kind.CONDITIONAL and retold.telling is Telling.WORDS:
        return _assumed(verdict, retold, judged)
    if verdict.kind is Kind.REFUTED:
        other = judged(retold.informed).kind
        return verdict if other in FALSE else _between(verdict, other, retold)
    return verdict


def _assumed(verdict: Verdict, retold: Retold, judged: Callable[[Informed], Verdict]) -> Verdict:
    """A verdict under an assumption that was found; where words tell one under which it is true, that is said."""
    if judged(retold.informed).kind not in TRUE:
        return verdict
    return replace(verdict, message=f"{verdict.message} It is true with what {_words(retold)}; {WRITE}.")


def answered_as_told(verdict: Verdict, answer: Answer, retold: Retold, judge: Judge, seconds: float) -> Verdict:
    """A verdict with an answer, if that is right with what is told too."""
    if _agrees(answer.claim, retold, judge, seconds):
        return verdict
    return Verdict(Kind.UNREAD, f"{_tells(retold)}, so that the answer may be another one; {_advice(retold)}.")


def agreeing(proves: Prover, retold: Sequence[Retold], judge: Judge) -> Prover:
    """What proves claims that are true as they stand and with what is told."""

    def proves_both(claim: Claim | Shapeless, seconds: float) -> Verdict:
        verdict = proves(claim, seconds)
        if verdict.kind not in TRUE or not isinstance(claim, Claim):
            return verdict
        both = all(_agrees(claim, each, judge, seconds) for each in retold)
        return verdict if both else Verdict(Kind.UNDECIDED, "It is not true with what is told.")

    return proves_both


def _agrees(claim: Claim, retold: Retold, judge: Judge, seconds: float) -> bool:
    """Whether what is true as it stands is true with what is told.

    A function that varies with what it is not applied to is not put in: what speaks of one does not agree. Neither does
    what may speak of one that is told anew.
    """
    if retold.defined is None:
        return True
    if retold.telling is Telling.ANEW and not retold.informed.world.functions.keys().isdisjoint(retold.names):
        return False
    statement, own, told = claim.statement, claim.scope, retold.defined.claim.scope
    nodes = spoken((statement.left, statement.right, statement.condition), own.definitions)
    if any(isinstance(node, Unknown) and node.name in retold.names for node in nodes):
        return False
    shapes = {**told.shapes, **own.shapes}
    scope = replace(own, definitions=told.definitions, shapes=shapes, sizes=own.sizes | told.sizes)
    return judge(replace(claim, scope=scope), seconds).kind in TRUE


def _between(verdict: Verdict, other: Kind, retold: Retold) -> Verdict:
    """The verdict on a claim that has another one with what is told."""
    was, is_ = ("true", "false") if verdict.kind in TRUE else ("false", "true")
    if retold.telling is Telling.ANEW:
        is_known = other in (*TRUE, *FALSE)
        name = retold.informed.world.scope.spelling(retold.names[0])
        places = retold.above[0], retold.lines[0]
        found = otherwise(name, *places, was, f"is {is_}" if is_known else "was not decided")
        return Verdict(Kind.UNREAD if is_known else Kind.UNDECIDED, found)
    if retold.telling is Telling.FACE:
        name = retold.names[0]
        said = "of a number it is true" if other in TRUE else "of a number it was not decided"
        what = f"it is false where ${name}$ is the array that is declared in another typeface; {said}"
        return Verdict(Kind.UNDECIDED, f"Not decided: {what}; write `{name} \\in R`, if that is meant.")
    if other not in (*TRUE, *FALSE):
        said = f"but with what {_words(retold)} it was not decided"
        return Verdict(Kind.UNDECIDED, f"Not decided: it is {was} as stated, {said}; {_advice(retold)}.")
    if retold.defined is None and retold.telling is Telling.WORDS:
        said = f"true with what {_words(retold)}"
        return Verdict(Kind.UNDECIDED, f"Not decided: it is false as stated, and {said}; {WRITE}.")
    return Verdict(Kind.UNREAD, f"{_tells(retold)}: with that this is {is_}, without it {was}; {_advice(retold)}.")


def _advice(retold: Retold) -> str:
    return MOVE if retold.telling is Telling.BELOW else WRITE


def _tells(retold: Retold) -> str:
    names = [f"${retold.informed.world.scope.spelling(name)}$" for name in retold.names]
    if retold.telling is Telling.BELOW:
        return f"{_words(retold)} {', '.join(names)}"
    return f"{_words(retold)} what {names[0]} is"


def _words(retold: Retold) -> str:
    numbers = sorted(set(retold.lines))
    line, s = (f"lines {', '.join(map(str, numbers))}", "") if len(numbers) > 1 else (f"line {numbers[0]}", "s")
    return f"{line}, below, define{s}" if retold.telling is Telling.BELOW else f"{line} tell{s} in words"
