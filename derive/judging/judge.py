"""The judge: the only place where a claim becomes proved, and only from evidence."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from derive.judging import chosen
from derive.judging.apart import apart
from derive.judging.beyond import is_beyond
from derive.judging.confirm import contradicts
from derive.judging.counterexample import compare, shown
from derive.judging.dividing import divided_away
from derive.judging.ends import ends
from derive.judging.evidence import TRIED, Disagreement, Evidence, at_sizes, contested, difference_at, gathered
from derive.judging.excluded import Places
from derive.judging.extents import excluded, extent, place, unlooked, whatever
from derive.judging.inventory import Inventory, concerns, declared, inventory
from derive.judging.lengths import are_parted, at_any, in_this_case
from derive.judging.limits import TimeOver, limited
from derive.judging.lonely import lonely
from derive.judging.misfit import misfit, out_of_bounds
from derive.judging.refute import obeyed, search, witness
from derive.judging.symbols.assumptions import is_contradicted
from derive.judging.symbols.entrywise import Setting
from derive.judging.united import restored, united
from derive.judging.unvalued import bordered, unvalued
from derive.judging.verdict import (
    TRUE,
    AllSizes,
    Convention,
    Counterexample,
    Kind,
    Verdict,
    closed,
)
from derive.meaning.claims import Claim, Shapeless
from derive.meaning.reaching import reached
from derive.meaning.rewriting import walk
from derive.meaning.terms import Fold, Index, Item, Plus, Quotient, is_number

SECONDS = 20.0
ANY = 0.6
"""The part of the time of a claim with long axes that may go into the question for lengths of any value."""
NEXT = 0.5
"""The part of the time left that may go into each question about its own long axes but the last, which has it all."""
FURTHER = tuple(range(14, 54))
"""Which values are tried beyond all others where the sides are known to differ."""

BY_CHANCE = "False: at chance values the sides differ by more than what rounding can do."
UNSHOWN = (
    "the entries were not shown equal from what is assumed, "
    "and no values that obey it were found at which they differ"
)
NOWHERE = "nothing was compared entry by entry, for it has no place and no value at the sizes that were looked at"
COVERED = "whatever the values are, a derivative is taken at a kink or something has no value"


def judge(claim: Claim | Shapeless, seconds: float = SECONDS) -> Verdict:
    """The verdict on one claim, within a bound of time.

    What is true but for a bound that is not the size of its axis is false. Raises `Disagreement` where a reading proves
    what the numeric one refutes.
    """
    if isinstance(claim, Shapeless):
        return misfit(claim)
    verdict = _at_its_sizes(claim, seconds)
    found = out_of_bounds(claim) if verdict.kind in TRUE else None
    return verdict if found is None else found


def _at_its_sizes(claim: Claim, seconds: float) -> Verdict:
    """The verdict on a claim whose shapes fit; one with long axes is judged for lengths of any value first."""
    general, end = at_any(claim), time.process_time() + seconds
    if general is claim:
        verdict = _judged(claim, seconds)
        here = _of_any_length(claim, end) if verdict.kind is Kind.UNDECIDED else None
        return verdict if here is None else here
    verdict = _judged(general, seconds * ANY)
    here = in_this_case(verdict)
    return _at_these(claim, verdict, end) if here is None else here


def _of_any_length(claim: Claim, end: float) -> Verdict | None:
    """The proof of an open claim with short axes for lengths of any value.

    There, what is assumed of a matrix is no list of its entries, and what makes it an inverse is put to use.
    """
    for everywhere in (True, False):
        general = at_any(claim, 1, everywhere=everywhere)
        here = None if general is claim else in_this_case(_judged(general, _left(end)))
        if here is not None:
            return here
    return None


def _at_these(claim: Claim, verdict: Verdict, end: float) -> Verdict:
    """The verdict on a claim with long axes that was not shown for lengths of any value, as `verdict` tells.

    A number that is a length may stand elsewhere by chance; and what is false of other lengths may be true of these.
    `end` is the processor time at which the time of the claim is over.
    """
    if verdict.kind is Kind.REFUTED and _are_parted(claim, _left(end) * NEXT):
        return _shown_false(claim, verdict, end)
    found = verdict
    for found in _nearer(claim, end):
        here = in_this_case(found)
        if here is not None:
            return here
        if found.kind is Kind.REFUTED and _has_values(found) and _are_parted(claim, _left(end) * NEXT):
            return found
    if found.kind is not Kind.UNDECIDED or not _has_values(verdict):
        return found
    return replace(found, message=f"{found.message} With other lengths than these it is false.")


def _nearer(claim: Claim, end: float) -> Iterator[Verdict]:
    """The verdicts on a claim whose axes alone may have other lengths, and on the claim itself."""
    axes = at_any(claim, everywhere=False)
    if axes != at_any(claim):
        yield _judged(axes, _left(end) * NEXT)
    yield _judged(claim, _left(end))


def _shown_false(claim: Claim, verdict: Verdict, end: float) -> Verdict:
    """The first refutation with values of a claim that is known to be false, also of other lengths as `verdict` is."""
    for found in chain([verdict], _nearer(claim, end)):
        if in_this_case(found) is not None:
            raise Disagreement("the claim is proved, but its sides differ at chance values")
        if _has_values(found):
            return found
    return Verdict(Kind.REFUTED, _noted(claim, BY_CHANCE), counterexample=Counterexample(sizes={}))


def _has_values(verdict: Verdict) -> bool:
    """Whether a refutation shows two values that differ."""
    return verdict.counterexample is not None and bool(verdict.counterexample.left)


def _are_parted(claim: Claim, seconds: float) -> bool:
    """Whether the sides of a claim with long axes certainly differ at its own lengths, as far as time allows."""
    try:
        with limited(seconds):
            return are_parted(claim)
    except (TimeOver, MemoryError):
        return False


def _left(end: float) -> float:
    """The processor time that is left."""
    return max(end - time.process_time(), 0.0)


def _judged(claim: Claim, seconds: float) -> Verdict:
    """The verdict on a claim as it stands."""
    claim, gone = united(apart(claim))
    found = inventory(claim.statement, claim.scope)
    started = time.process_time()
    evidence = gathered(claim, found, seconds)
    try:
        with limited(seconds - (time.process_time() - started)) as clock:
            return restored(_verdict(claim, found, evidence, clock), gone)
    except TimeOver:
        message = f"Not decided in {seconds:.3g} seconds: entries were compared and values tried."
        return Verdict(Kind.UNDECIDED, message, entries=evidence.entries)


def _verdict(claim: Claim, found: Inventory, evidence: Evidence, clock: Callable[[], None]) -> Verdict:
    """The verdict from what was compared, and from values that are tried now."""
    claim = replace(claim, scope=replace(claim.scope, seamless=evidence.is_seamless))
    statement, scope = claim.statement, claim.scope
    if evidence.proves:
        contested(claim, found, evidence, clock)
    if evidence.proves:
        return _proved(claim, found, evidence, clock)
    known = [] if evidence.differs is None else [evidence.differs]
    difference = search(statement, scope, clock) or difference_at(claim, [*known, *evidence.assignments], clock, TRIED)
    difference = difference or difference_at(claim, known, clock, FURTHER)
    if difference is None:
        return _open(claim, found, evidence)
    if contradicts(statement, scope, difference):
        raise Disagreement("the sides differ in numbers, but not when the same values are put in entry by entry")
    return _refuted(claim, shown(statement, scope, difference))


def _proved(claim: Claim, found: Inventory, evidence: Evidence, clock: Callable[[], None]) -> Verdict:
    """A proof, unless it speaks of no values at all."""
    compared = tuple(c.sizes for c in evidence.counted)
    if not (evidence.seen or any(_is_witnessed(claim, sizes, clock) for sizes in evidence.assignments)):
        obstacle = next((c.obstacle for c in evidence.compared if c.obstacle), "")
        reason = obstacle or _nothing(claim, found, evidence)
        return Verdict(Kind.UNDECIDED, closed(f"Not decided: {reason}"), entries=evidence.entries)
    sizes = {} if found.room.settles(found.sizes) else declared(found.sizes, claim.scope)
    if not evidence.general.shown and sizes and is_beyond(claim, chosen.largest(found)):
        text = f"equal{at_sizes(compared)}, but its numbers go beyond these; for all sizes: {evidence.general.reason}"
        return Verdict(Kind.UNDECIDED, closed(f"Not decided: {text}"), entries=evidence.entries)
    if evidence.is_empty:
        return Verdict(Kind.UNDECIDED, f"Not decided: {NOWHERE}.", entries=evidence.entries)
    told = evidence.told
    places = Places(claim.statement, claim.scope, evidence.assignments[0] if told is None else told.sizes)
    further = [sizes for sizes in evidence.assignments if sizes != places.sizes]
    if places.covers(place for left_out in evidence.left_out for place in left_out):
        return Verdict(Kind.UNDECIDED, f"Not decided: {COVERED}.", entries=evidence.entries)
    kinks, poles = map(places.possible, evidence.left_out)
    regions, points = bordered(unvalued(places, further, clock), poles, places)
    excludes = (*(region.text for region in regions), *places.excluded(kinks | points))
    own = {name: least for name, least in found.sizes.items() if not is_number(name)}
    away = divided_away(_roots(claim), own, lambda sizes: _has_room(claim, found, sizes))
    message = extent(sizes, evidence, compared) + whatever(evidence, claim.scope) + unlooked(claim, evidence)
    kind = Kind.PROVED
    conventions: tuple[Convention, ...] = ()
    if claim.conventions:
        conventions = (Convention.BROADCAST,)
        kind, message = Kind.CONVENTION, f"True by a convention: {'; '.join(claim.conventions)}. {message}"
    if excludes:
        reasons = {"a derivative has a kink": kinks, "a side has no value": [*points, *regions]}
        why = " or ".join(reason for reason, places in reasons.items() if places)
        message += excluded(excludes, why)
    if away:
        message += excluded(away, "it divides by zero")
    bent, lacking = lonely(claim, found, evidence, (*excludes, *away), clock)
    if bent:
        message += excluded(bent, "a derivative has a kink")
    if lacking:
        message += excluded(lacking, "a side has no value")
    beyond = ends(claim.statement, claim.scope, found.sizes)
    if beyond:
        message += excluded(beyond, "an entry would lie outside of its array")
    undefined = next((c.undefined for c in evidence.compared if c.undefined), "")
    if undefined:
        message += f" Where a side has no value ({undefined}) nothing was compared."
    scope = AllSizes(sizes) if evidence.general.shown or not found.sizes else compared
    return Verdict(
        kind,
        message,
        scope,
        evidence.entries,
        excludes=(*excludes, *away, *bent, *lacking, *beyond),
        compared=compared,
        points=evidence.points,
        conventions=conventions,
    )


def _is_witnessed(claim: Claim, sizes: Mapping[str, int], clock: Callable[[], None]) -> bool:
    """Whether both sides have a value somewhere. Raises `Disagreement` where they differ there."""
    point = witness(claim.statement, claim.scope, sizes, clock)
    if point is not None and compare(claim.statement, claim.scope, point) is not None:
        raise Disagreement(f"the claim is proved, but its sides differ in exact numbers{at_sizes([dict(sizes)])}")
    return point is not None


def _has_room(claim: Claim, found: Inventory, sizes: Mapping[str, int]) -> bool:
    """Whether the assumptions do not exclude some sizes, where all others are small."""
    return not is_contradicted(Setting(claim.scope, {**chosen.beside(found), **sizes}))


def _roots(claim: Claim) -> list[object]:
    """Both sides, and the definitions they rest on."""
    statement = claim.statement
    return reached((statement.left, statement.right, statement.condition), claim.scope.definitions)


def _is_shifted(claim: Claim) -> bool:
    """Whether entries with an offset may be meant for fewer places than are looked at.

    They stand in a definition, or the offset is of a free index and of a bound one.
    """
    statement = claim.statement
    own = [statement.left, statement.right, statement.condition]
    for root in _roots(claim):
        items = [node for node in walk(root) if isinstance(node, Item)]
        for offset in (each for item in items for each in (item.row, item.column) if isinstance(each, Plus)):
            letters = {part.name for part in walk(offset) if isinstance(part, Index)}
            free = letters & statement.ranges.keys()
            if root not in own or (free and free != letters):
                return True
    return False


def _is_divided(claim: Claim) -> bool:
    """Whether an index, or a bound, is a quotient, which is a whole number at some sizes only."""
    nodes = [node for root in _roots(claim) for node in walk(root)]
    places = [(node.low, node.high) for node in nodes if isinstance(node, Fold)]
    places += [(node.row, node.column) for node in nodes if isinstance(node, Item)]
    return any(isinstance(part, Quotient) for place in places for part in walk(place))


def _nothing(claim: Claim, found: Inventory, evidence: Evidence) -> str:
    """Why nothing follows from a proof."""
    assumes = any(concerns(assumption, claim.scope, found) for assumption in claim.scope.assumptions)
    if assumes and not any(obeyed(claim.statement, claim.scope, sizes) for sizes in evidence.assignments):
        return "no values were found that obey the assumptions (do these contradict each other?)"
    return "no values were found at which both sides have a value"


def _refuted(claim: Claim, counterexample: Counterexample) -> Verdict:
    where = place(claim.statement, counterexample)
    sides = f"the left side is {counterexample.left}, the right side {counterexample.right}"
    if claim.statement.remainder is not None:
        variable = claim.statement.remainder[0]
        sides = (
            f"the coefficient of ${variable}^{counterexample.power}$ is {counterexample.left} on the left side, "
            f"{counterexample.right} on the right"
        )
    return Verdict(Kind.REFUTED, _noted(claim, f"False{where}: {sides}."), counterexample=counterexample)


def _noted(claim: Claim, message: str) -> str:
    """What is said of a false claim, and how it was read."""
    return message + closed(f" Note that {'; '.join(claim.notes)}") if claim.notes else message


def _open(claim: Claim, found: Inventory, evidence: Evidence) -> Verdict:
    compared = evidence.compared
    outside = next((c for c in compared if c.outside), None)
    if outside is not None and found.sizes and _is_shifted(claim):
        message = f"an entry with an offset has no value{at_sizes([outside.sizes])}: {outside.outside}"
        return Verdict(Kind.UNDECIDED, f"Not decided: {message}; is it meant of fewer places?")
    if outside is not None and found.sizes and _is_divided(claim):
        message = f"a bound or an index is no whole number{at_sizes([outside.sizes])}: {outside.outside}"
        return Verdict(Kind.UNDECIDED, f"Not decided: {message}; is it meant of fewer sizes?")
    if outside is not None and found.sizes:
        message = closed(f"The equation has no value{at_sizes([outside.sizes])}: {outside.outside}")
        return Verdict(Kind.REFUTED, _noted(claim, message), counterexample=Counterexample(sizes=dict(outside.sizes)))
    obstacle = next((c.obstacle for c in compared if c.obstacle), "")
    reason = obstacle or "the entries were not shown equal, and no values were found at which they differ"
    if not obstacle and any(concerns(assumption, claim.scope, found) for assumption in claim.scope.assumptions):
        reason = UNSHOWN
    if evidence.differs is not None:
        where = at_sizes([evidence.differs])
        reason = f"the sides differ in arithmetic modulo primes{where}, but no values were found at which they do"
    elif not any(c.entries for c in compared) and not obstacle:
        reason = _nothing(claim, found, evidence) if claim.scope.assumptions else "there was nothing to compare"
    return Verdict(Kind.UNDECIDED, closed(f"Not decided: {reason}"), entries=evidence.entries)
