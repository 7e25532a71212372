"""The search for the assumption that a claim lacks: in numbers first, then by proof."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from derive.judging.limits import TimeOver, limited
from derive.judging.missing.candidate import assumed
from derive.judging.missing.excused import has_values, is_needed, is_premise, leaves_nothing, says
from derive.judging.missing.family import FAMILY, Group, Subject, signs, sizes
from derive.judging.trial import Judge, fails, proof
from derive.judging.verdict import Kind, Verdict
from derive.meaning.claims import Claim

SECONDS = 10.0


def missing(claim: Claim, verdict: Verdict, judge: Judge, seconds: float = SECONDS) -> Verdict | None:
    """The verdict `conditional` for a claim that was refuted or left undecided, or nothing.

    Ask only where no correction was found: a transpose forgotten on a square matrix is true for symmetric ones, and
    still a mistake. An undecided claim is asked for signs only, without which logarithms and roots are not split; one
    that was not decided for want of time lacks none.
    """
    if verdict.kind not in (Kind.REFUTED, Kind.UNDECIDED):
        return None
    end = time.process_time() + seconds
    try:
        for group in _tried(claim, verdict.kind):
            found = _proof(claim, verdict, group, judge, end)
            if found is not None and verdict.kind is Kind.UNDECIDED and proof(claim, judge, end) is not None:
                return None
            if found is not None:
                group, found = _weakest(claim, verdict, group, found, judge, end)
                return _conditional(verdict, group, found) if _is_needed(claim, verdict, group, end) else None
    except TimeOver:
        return None
    return None


def _tried(claim: Claim, kind: Kind) -> Iterator[Group]:
    subject = Subject.of(claim)
    rows = FAMILY if kind is Kind.REFUTED else (signs,)
    for row in (row for row in rows if row is sizes) if is_premise(claim) else rows:
        yield from row(subject)


def _proof(claim: Claim, verdict: Verdict, group: Group, judge: Judge, end: float) -> Verdict | None:
    """The proof of a claim under further assumptions, where it does not fail in numbers and is no excuse."""
    with limited(end - time.process_time()) as clock:
        sampled = tuple(each.sampled or each for each in group)
        first = verdict.counterexample.sizes if verdict.counterexample is not None else None
        if fails(assumed(claim, sampled), clock, first) or leaves_nothing(claim, sampled, clock):
            return None
        if any(says(claim, each, clock) for each in group):
            return None
    return proof(assumed(claim, group), judge, end)


def _weakest(
    claim: Claim, verdict: Verdict, group: Group, proof: Verdict, judge: Judge, end: float
) -> tuple[Group, Verdict]:
    r"""The group without what is not needed, and each member as weak as it may be.

    What was undecided is to have values too: `\log(x y)` has one for two negative numbers, the sum of logarithms none.
    """
    for member in group:
        rest = tuple(each for each in group if each is not member)
        weaker = tuple(each.weaker if each is member and each.weaker else each for each in group)
        for fewer in (rest, weaker):
            if not fewer or fewer == group or (verdict.kind is Kind.UNDECIDED and not _has_values(claim, fewer, end)):
                continue
            found = _proof(claim, verdict, fewer, judge, end)
            if found is not None:
                group, proof = fewer, found
                break
    return group, proof


def _has_values(claim: Claim, group: Group, end: float) -> bool:
    with limited(end - time.process_time()) as clock:
        return has_values(assumed(claim, group), clock)


def _is_needed(claim: Claim, verdict: Verdict, group: Group, end: float) -> bool:
    """Whether what was undecided needs each member: what was refuted does."""
    with limited(end - time.process_time()) as clock:
        return verdict.kind is Kind.REFUTED or all(is_needed(claim, each, clock) for each in group)


def _conditional(verdict: Verdict, group: Group, proof: Verdict) -> Verdict:
    """What was found before, and what is proved under the assumption."""
    assumption = ", ".join(each.latex for each in group)
    if verdict.kind is Kind.REFUTED:
        message = f"False as stated{verdict.message.removeprefix('False')} True if ${assumption}$."
    else:
        message = f"Not shown as stated. True if ${assumption}$."
    return replace(
        proof,
        kind=Kind.CONDITIONAL,
        message=message,
        counterexample=verdict.counterexample,
        assumption=assumption,
        sample=verdict.sample,
    )
