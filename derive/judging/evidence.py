"""What the readings say of a claim: for all sizes, entry by entry, modulo primes and in numbers; no verdict yet."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from derive.judging import chosen, prove
from derive.judging.chosen import LEAST
from derive.judging.counterexample import Difference
from derive.judging.cut import Cut, cut
from derive.judging.general.equal import Equality, equal
from derive.judging.inventory import Inventory
from derive.judging.limits import TimeOver, limited
from derive.judging.modular.opinion import Agree, Differ, second_opinion
from derive.judging.prove import Compared
from derive.judging.refute import spot_check, spot_checks
from derive.judging.turning import turning
from derive.judging.verdict import Sizes, assigned
from derive.meaning.claims import Claim

GENERAL = 0.3
"""The part of the time that may go into the comparison for all sizes."""
PROVING = 0.7
"""The part of the time that may go into all comparisons; what is left is for the search of values."""
MORE = 0.2
"""The part of the time that may go into a more general claim, besides."""
EXTRA = 3.0
"""Seconds for the comparison at sizes that a proof does not need."""
TRIED = (4,)
"""Which values are tried at sizes at which entries are compared, and at some that they are not."""


class Disagreement(Exception):
    """Two readings of one claim contradict each other: a defect of this program."""


@dataclass
class Evidence:
    """What the readings say of one claim: for all sizes, and entry by entry at sizes, as far as compared.

    `differs` says at which sizes both sides are known to differ, so that nothing is shown; `points` at how many chance
    points modulo primes both are equal. Where they are `seen`, both had a value in numbers at some point. With a `cut`
    it is the more general claim that was compared.
    """

    assignments: list[dict[str, int]]
    general: Equality = field(default_factory=lambda: Equality(False, reason="nothing was compared for all sizes"))
    compared: list[Compared] = field(default_factory=list)
    differs: Sizes | None = None
    points: int = 0
    seen: bool = False
    cut: Cut | None = None

    @property
    def counted(self) -> list[Compared]:
        """The comparisons that are evidence: at sizes of 1 all entries must be equal too, but that shows little."""
        return [c for c in self.compared if c.equal and c.entries and min(c.sizes.values(), default=LEAST) >= LEAST]

    @property
    def entries(self) -> int:
        """How many entries were found equal."""
        return sum(c.entries for c in self.counted)

    @property
    def told(self) -> Compared | None:
        """The comparison that tells what is excluded, the first one at sizes that have a place."""
        return next((c for c in self.compared if not c.is_empty), None)

    @property
    def left_out(self) -> tuple[frozenset[Any], frozenset[Any]]:
        """The kinks and poles that are excluded; a seam that was not compared may be one."""
        told = self.told
        if told is None:
            return frozenset(), frozenset()
        return told.kinks if told.equal else told.kinks | told.seams, told.poles

    @property
    def is_empty(self) -> bool:
        """Whether the sizes at which entries were to be compared have no place of which the claim speaks."""
        return all(c.is_empty for c in self.compared)

    @property
    def is_seamless(self) -> bool:
        """Whether derivatives are taken across cases, all of which meet without a kink."""
        return any(c.seams for c in self.compared) and not any(c.kinks or c.obstacle for c in self.compared)

    @property
    def proves(self) -> bool:
        """Whether the claim is shown, if no numbers contradict it.

        Where it is shown for all sizes, entries may be left uncompared, but none may lack a value, or part at a seam.
        """
        if self.differs is not None or any(c.outside or c.parts_at_seams for c in self.compared):
            return False
        everywhere = all(c.equal for c in self.compared) and self.entries > 0
        return everywhere or self.general.shown


def gathered(claim: Claim, found: Inventory, seconds: float) -> Evidence:
    """The claim compared for all sizes and at sizes.

    Residues and numbers are tried first: where they differ there is nothing to show. A more general claim that is true
    makes the comparison of the claim itself needless.
    """
    evidence = Evidence(chosen.assignments(found))
    started = time.process_time()
    with suppress(TimeOver), limited(seconds * GENERAL) as clock:
        _first_opinion(claim, evidence, clock)
    if evidence.differs is not None:
        return evidence
    gone = time.process_time() - started
    wider = _of_more(claim, found, evidence, seconds)
    if wider is not None and wider.general.shown:
        return wider
    _compared(claim, found, evidence, seconds, gone)
    return wider if wider is not None and not evidence.proves else evidence


def _of_more(claim: Claim, found: Inventory, evidence: Evidence, seconds: float) -> Evidence | None:
    """The evidence where a more general claim is shown; else nothing."""
    made = cut(claim)
    if made is None:
        return None
    with suppress(TimeOver), limited(seconds * MORE):
        if isinstance(second_opinion(made.claim.statement, made.claim.scope, evidence.assignments), Differ):
            return None
    wider = replace(evidence, compared=[], cut=made)
    _compared(made.claim, found, wider, seconds, share=MORE)
    return wider if wider.proves else None


def _compared(
    claim: Claim, found: Inventory, evidence: Evidence, seconds: float, gone: float = 0.0, share: float = 1.0
) -> None:
    """Compare both sides in a share of the time that is allowed, of which some is `gone`."""
    started = time.process_time()
    try:
        with limited(seconds * share * GENERAL - gone):
            evidence.general = equal(claim.statement, claim.scope)
    except TimeOver:
        evidence.general = Equality(False, reason="the time was over")
    left = seconds * share * PROVING - gone - (time.process_time() - started)
    if not _compare_at_sizes(claim, found, evidence, left):
        text = f"the entries were not compared within {seconds:.3g} seconds"
        evidence.compared.append(Compared(equal=False, obstacle=text))


def _compare_at_sizes(claim: Claim, found: Inventory, evidence: Evidence, seconds: float) -> bool:
    """Compare entries at assignments of sizes, up to the first at which they are not shown equal, if time allows.

    One assignment is enough beside a proof for all sizes, if the claim has a place there. Without it, assignments
    beyond those that a proof needs have little time, and are left out where it is over.
    """
    assignments, needed = evidence.assignments, chosen.needed(found)
    first = [chosen.beside(found)] if evidence.general.shown else assignments[:needed]
    try:
        with limited(seconds) as clock:
            _compare(claim, first, evidence.compared, clock)
            if evidence.general.shown and evidence.is_empty:
                _compare(claim, assignments, evidence.compared, clock)
    except TimeOver:
        return False
    further = [] if evidence.general.shown else assignments[needed:]
    with suppress(TimeOver), limited(min(seconds, EXTRA)) as clock:
        _compare(claim, [*further, *chosen.degenerate(found)], evidence.compared, clock)
    return True


def _compare(
    claim: Claim, assignments: list[dict[str, int]], compared: list[Compared], clock: Callable[[], None]
) -> None:
    """Compare at further assignments, as long as all before were equal."""
    for sizes in assignments:
        if all(each.equal for each in compared):
            compared.append(prove.compare(claim.statement, claim.scope, sizes, clock))


def _first_opinion(claim: Claim, evidence: Evidence, clock: Callable[[], None]) -> None:
    """The sides held against each other modulo primes and in numbers, at sizes at which entries are to be compared."""
    opinion = second_opinion(claim.statement, claim.scope, evidence.assignments)
    if isinstance(opinion, Differ):
        evidence.differs = opinion.sizes
        return
    evidence.points = opinion.points if isinstance(opinion, Agree) else 0
    for sizes in evidence.assignments:
        for difference in spot_checks(claim.statement, claim.scope, sizes, clock, TRIED):
            evidence.seen = True
            if difference is not None:
                evidence.differs = difference.point.sizes
                return


def contested(claim: Claim, found: Inventory, evidence: Evidence, clock: Callable[[], None]) -> None:
    """The proof held against residues and numbers, also at sizes at which nothing was compared.

    Raises `Disagreement` where a reading has shown equal what differs.
    """
    if evidence.general.shown:
        unseen = chosen.unseen(found, chosen.FEW_NUMBERS)
    else:
        unseen = [*chosen.unseen(found), *chosen.apart(found)]
        unseen += turning(claim, found, [*evidence.assignments, *unseen])
    held = [*evidence.assignments, *unseen] if evidence.general.shown else evidence.assignments
    opinion = second_opinion(claim.statement, claim.scope, unseen) if unseen else Agree(0, 0)
    if isinstance(opinion, Agree) and evidence.points:
        evidence.points += opinion.points
        held, unseen = [], []
    difference = difference_at(claim, held, clock, (1,))
    contradicted = difference.point.sizes if difference is not None else None
    if isinstance(opinion, Differ) and (evidence.general.shown or opinion.sizes in evidence.assignments):
        contradicted = opinion.sizes
    if contradicted is not None:
        reading = "for all sizes" if evidence.general.shown else "entry by entry"
        raise Disagreement(
            f"the claim is proved {reading}, but its sides differ in exact numbers{at_sizes([dict(contradicted)])}: a "
            f"defect of the reading {reading}, or of the numbers"
        )
    if isinstance(opinion, Differ):
        evidence.differs = opinion.sizes
    elif not evidence.general.shown:
        difference = difference_at(claim, unseen, clock, TRIED)
        evidence.differs = difference.point.sizes if difference is not None else None


def difference_at(
    claim: Claim, assignments: Sequence[Mapping[str, int]], clock: Callable[[], None], numbers: tuple[int, ...]
) -> Difference | None:
    """Values at which the sides differ, at one of these assignments."""
    spots = (spot_check(claim.statement, claim.scope, sizes, clock, numbers) for sizes in assignments)
    return next((difference for difference in spots if difference is not None), None)


def at_sizes(assignments: Sequence[Sizes]) -> str:
    """The sizes at which something holds, as the end of a clause; nothing where there are none."""
    texts = [assigned(sizes) for sizes in assignments]
    return f" at sizes {'; '.join(texts)}" if any(texts) else ""
