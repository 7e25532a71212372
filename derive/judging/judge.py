"""The judge: the only place where a claim becomes proved, and only from evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from derive.judging import prove
from derive.judging.confirm import contradicts
from derive.judging.entrywise import OutOfRange, TooLarge
from derive.judging.expansion import NoLimit
from derive.judging.inventory import Inventory, inventory
from derive.judging.limits import TimeOver, limited
from derive.judging.normal import Unsupported
from derive.judging.printing import Printer, entry, matrix, printer
from derive.judging.prove import Compared
from derive.judging.refute import search, shown, spot_check
from derive.judging.verdict import Counterexample, Kind, Sample, Sizes, Verdict
from derive.meaning.claims import Claim, Shapeless
from derive.meaning.scope import Scope, Statement
from derive.meaning.terms import Shape

SECONDS = 20.0


class Disagreement(Exception):
    """Two readings of one claim contradict each other: a defect of this program."""


def judge(claim: Claim | Shapeless, seconds: float = SECONDS) -> Verdict:
    """The verdict on one claim, within a bound of time.

    Raises `Disagreement` where the entrywise reading proves what the numeric one refutes.
    """
    if isinstance(claim, Shapeless):
        sizes = dict(zip(claim.sizes, range(2, 2 + len(claim.sizes)), strict=True))
        counterexample = Counterexample(sizes=sizes) if sizes else None
        return Verdict(Kind.REFUTED, f"The equation has no value: {claim.message}.", counterexample=counterexample)
    try:
        with limited(seconds) as clock:
            return _judge(claim, clock)
    except TimeOver:
        return Verdict(Kind.UNDECIDED, f"Not decided in {seconds:g} seconds: entries were compared and values tried.")


def _judge(claim: Claim, clock: Callable[[], None]) -> Verdict:
    statement, scope = claim.statement, claim.scope
    found = inventory(statement, scope)
    assignments = prove.assignments(found)
    compared = []
    for sizes in [*assignments, *prove.degenerate(found)]:
        compared.append(prove.compare(statement, scope, sizes, clock))
        if not compared[-1].equal:
            break
    if all(c.equal for c in compared) and compared[0].entries:
        return _proved(claim, found, assignments, compared, clock)
    difference = search(statement, scope, clock)
    if difference is not None:
        if contradicts(statement, scope, difference):
            raise Disagreement("the sides differ in numbers, but not when the same values are put in entry by entry")
        counterexample = shown(statement, scope, difference)
        return replace(_refuted(claim, counterexample), sample=_sample(claim, found, assignments[0]))
    return _open(claim, found, compared)


def _proved(
    claim: Claim,
    found: Inventory,
    assignments: list[dict[str, int]],
    compared: list[Compared],
    clock: Callable[[], None],
) -> Verdict:
    statement, scope = claim.statement, claim.scope
    contradiction = next((c for sizes in assignments if (c := spot_check(statement, scope, sizes, clock))), None)
    if contradiction is not None:
        raise Disagreement(
            f"proved entry by entry, but in numbers the sides are {contradiction.left} and {contradiction.right} "
            f"at sizes {dict(contradiction.sizes)}"
        )
    kinks = frozenset().union(*(c.kinks for c in compared))
    excludes = tuple(sorted({_excluded(kink, found, scope, assignments[0]) for kink in kinks}))
    entries = sum(c.entries for c in compared[: len(assignments)])
    where = _at_sizes(assignments)
    message = f"Equal in all {entries} entries{where}." if entries > 1 else f"Both sides are equal{where}."
    kind = Kind.PROVED
    if claim.conventions:
        kind, message = Kind.CONVENTION, f"True by a convention: {'; '.join(claim.conventions)}. {message}"
    if excludes:
        message += f" Excluded: {', '.join(f'${e}$' for e in excludes)}, where a derivative has a kink."
    return Verdict(
        kind,
        message,
        scope=tuple(assignments),
        entries=entries,
        excludes=excludes,
        sample=_sample(claim, found, assignments[0]),
    )


def _at_sizes(assignments: list[dict[str, int]]) -> str:
    if assignments == [{}]:
        return ""
    texts = [", ".join(f"{name}={size}" for name, size in sizes.items()) for sizes in assignments]
    return f" at sizes {'; '.join(texts)}"


def _excluded(kink: Any, found: Inventory, scope: Scope, sizes: Sizes) -> str:
    """A kink for every entry alike, `x_{ij} = 0`, where it is one entry; otherwise as it is."""
    made = printer(found, scope.shapes, sizes)
    if kink.is_Symbol and "[" in kink.name:
        name = kink.name.split("[")[0]
        shape: Shape = scope.shapes.get(name, ())
        return f"{entry(name, shape, 'i', 'j' if shape != () and shape[0] != 1 else 'i')} = 0"
    lead = [s for s in kink.free_symbols if "[" in s.name]
    text = made.doprint(kink)
    return f"{text} = 0" if len(text) < 200 or not lead else "an entry at which the cases meet"


def _sample(claim: Claim, found: Inventory, sizes: Sizes) -> Sample | None:
    """Both sides at the first sizes, if they can be read."""
    try:
        setting, left, right = prove.sides(claim.statement, claim.scope, sizes)
        made: Printer = printer(found, claim.scope.shapes, sizes)
        texts = matrix(left, made), matrix(right, made)
    except (OutOfRange, TooLarge, NoLimit, Unsupported, StopIteration):
        return None
    if texts[0] is None or texts[1] is None:
        return None
    return Sample(dict(sizes), dict(setting.indices), texts[0], texts[1])


def _refuted(claim: Claim, counterexample: Counterexample) -> Verdict:
    where = _where(claim.statement, counterexample)
    sides = f"the left side is {counterexample.left}, the right side {counterexample.right}"
    if claim.statement.remainder is not None:
        variable = claim.statement.remainder[0]
        sides = (
            f"the coefficient of ${variable}^{counterexample.power}$ is {counterexample.left} on the left side, "
            f"{counterexample.right} on the right"
        )
    message = f"False{where}: {sides}."
    if claim.notes:
        message += f" Note that {'; '.join(claim.notes)}."
    return Verdict(Kind.REFUTED, message, counterexample=counterexample)


def _where(statement: Statement, counterexample: Counterexample) -> str:
    parts = [f"{name}={size}" for name, size in counterexample.sizes.items()]
    text = f" at {', '.join(parts)}" if parts else ""
    if statement.left.shape != ():
        return f"{text} in entry ({', '.join(map(str, counterexample.entry))})"
    if counterexample.indices:
        return f"{text} for {', '.join(f'{name}={value}' for name, value in counterexample.indices.items())}"
    return text


def _open(claim: Claim, found: Inventory, compared: list[Compared]) -> Verdict:
    outside = next((c.outside for c in compared if c.outside is not None), None)
    if outside is not None and found.sizes:
        sizes, reason = outside
        notes = f" Note that {'; '.join(claim.notes)}." if claim.notes else ""
        message = f"The equation has no value{_at_sizes([dict(sizes)])}: {reason}.{notes}"
        return Verdict(Kind.REFUTED, message, counterexample=Counterexample(sizes=dict(sizes)))
    obstacle = next((c.obstacle for c in compared if c.obstacle), "")
    reason = obstacle or "the entries were not shown equal, and no values were found at which they differ"
    if not any(c.entries for c in compared) and not obstacle:
        reason = "there was nothing to compare"
    return Verdict(Kind.UNDECIDED, f"Not decided: {reason}.", entries=sum(c.entries for c in compared))


