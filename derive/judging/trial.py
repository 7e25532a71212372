"""A claim put to the proof only where numbers do not speak against it."""

from __future__ import annotations

import time
from collections.abc import Callable

from derive.judging import chosen
from derive.judging.inventory import inventory
from derive.judging.limits import TimeOver, limited
from derive.judging.refute import spot_check
from derive.judging.united import united
from derive.judging.verdict import Kind, Sizes, Verdict
from derive.meaning.claims import Claim

Judge = Callable[[Claim, float], Verdict]
Clock = Callable[[], None]
NUMBERS = (2, 3, 4, 6)
"""Which values are tried at each assignment of sizes."""


def fails(claim: Claim, clock: Clock, first: Sizes | None = None) -> bool:
    """Whether the sides are seen to differ at the `first` sizes, or some at which they would be compared."""
    claim, _ = united(claim)
    found = inventory(claim.statement, claim.scope)
    known = [first] if first is not None and found.sizes.keys() <= first.keys() else []
    return any(
        spot_check(claim.statement, claim.scope, sizes, clock, NUMBERS) is not None
        for sizes in [*known, *chosen.assignments(found)]
    )


def proof(claim: Claim, judge: Judge, end: float) -> Verdict | None:
    """The verdict on a claim that is true, or nothing; `end` is a reading of the processor's clock."""
    try:
        with limited(end - time.process_time()) as clock:
            if fails(claim, clock):
                return None
    except TimeOver:
        return None
    verdict = judge(claim, end - time.process_time())
    return verdict if verdict.kind in (Kind.PROVED, Kind.CONVENTION) else None
