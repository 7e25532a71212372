"""Where two sides that are worked on meet, if need be with definitions put in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from derive.judging.derivation.alike import key
from derive.judging.derivation.building import is_delta
from derive.judging.derivation.entries import Ground, Reason, Stuck
from derive.judging.derivation.expanding import REARRANGED
from derive.judging.derivation.judged import small
from derive.judging.derivation.lines import READ_BACK, WRITTEN, text_of
from derive.judging.derivation.stages import Step, held, unfold
from derive.judging.inventory import inventory
from derive.judging.modular.opinion import Agree, Differ, opinion
from derive.judging.prove import compare
from derive.meaning.reaching import quantities
from derive.meaning.rewriting import walk
from derive.meaning.scope import Assumption, Scope, Statement
from derive.meaning.terms import Cases, Limit, Map, Quantity, Quotient, Term

Choice = Callable[[frozenset[str], frozenset[str]], frozenset[str]]
"""Which names are put in, of those in the last line of the one side and of the other."""
FEW = 2
"""Lines with definitions put in, for which no shorter way is looked for."""
BRANCHING = ("abs", "sign", "max", "min")
REORDERED: Reason = ("in another order",)


def add(steps: list[Step], term: Term, reasons: Sequence[Reason]) -> None:
    """One more line, unless it is the last one again."""
    if term != steps[-1].term:
        steps.append(Step(term, tuple(reasons)))


def met(left: list[Step], right: list[Step], statement: Statement, ground: Ground) -> list[Step]:
    """The lines from side to side, through the first that both have in common, if need be with definitions put in.

    These are those of names that stand in one line only, or those that must be known, whichever are fewer.
    """
    found = _unfolded(left, right, ground, lambda one, other: one ^ other)
    is_long = len(found.left + found.right) > len(left + right) + FEW
    needed = _needed(left[-1].term, right[-1].term, statement, ground) if is_long else None
    if needed is not None:
        found = min(found, _unfolded(left, right, ground, lambda one, other: (one | other) & needed), key=_length)
    left, right = found.left, found.right
    if found.pair is None and ground.rules:
        raise Stuck
    if found.pair is None:
        return [*left, *_back(right, _joint(statement, ground, left[-1].term, right[-1].term))]
    keys = (key(steps[at].term, expand=False) for steps, at in zip((left, right), found.pair, strict=True))
    joint = REORDERED if next(keys) == next(keys) else REARRANGED
    return [*left[: found.pair[0] + 1], *_back(right[: found.pair[1] + 1], joint)]


@dataclass(frozen=True, slots=True)
class Meeting:
    """The lines of both sides, and which of them say the same, if any do."""

    left: list[Step]
    right: list[Step]
    pair: tuple[int, int] | None


def _length(found: Meeting) -> tuple[bool, int, int]:
    """How much there is to read; lines that cannot be shown are the worst."""
    texts = [text_of(step.term) for step in (*found.left, *found.right)]
    return None in texts, len(texts), sum(len(text) for text in texts if text is not None)


def _unfolded(left: list[Step], right: list[Step], ground: Ground, chosen: Choice) -> Meeting:
    """The lines with definitions put in until they meet, no names are left to choose, or lines are too long to read."""
    left, right = [*left], [*right]
    while True:
        pair = _meeting(left, right)
        names = _next(chosen(held(left[-1].term, ground), held(right[-1].term, ground)), ground)
        if pair is not None or not names or text_of(left[-1].term) is None or text_of(right[-1].term) is None:
            return Meeting(left, right, pair)
        for steps in (left, right):
            add(steps, *unfold(steps[-1].term, names, ground))


def _needed(left: Term, right: Term, statement: Statement, ground: Ground) -> frozenset[str] | None:
    """The names of which it must be known what they are for two lines to be equal, as residues soonest tell.

    Nothing where these do not tell.
    """
    asked, known = replace(statement, left=left, right=right), dict(ground.scope.definitions)

    def agree(definitions: Mapping[str, Term]) -> bool:
        scope = replace(ground.scope, definitions=definitions)
        return isinstance(opinion(asked, scope, small(inventory(asked, scope)), 0), Agree)

    reach = frozenset(quantities((left, right), known) & known.keys())
    if not agree(known):
        return None
    while reach:
        outer = _next(reach, ground)
        reach -= outer
        for name in sorted(outer):
            without = {other: term for other, term in known.items() if other != name}
            known = without if agree(without) else known
    return frozenset(known)


def _next(names: frozenset[str], ground: Ground) -> frozenset[str]:
    """Of some defined names those on which none of the others rests: they are put in first."""
    definitions = ground.scope.definitions
    under = {name: quantities(definitions[name], definitions) for name in names}
    return frozenset(name for name in names if not any(name in under[other] for other in names - {name}))


def _meeting(left: list[Step], right: list[Step]) -> tuple[int, int] | None:
    keys = [[None if step.written else key(step.term) for step in steps] for steps in (left, right)]
    pairs = ((i, j) for i, a in enumerate(keys[0]) for j, b in enumerate(keys[1]) if a is not None and a == b)
    return min(pairs, key=sum, default=None)


def _back(steps: list[Step], joint: Reason) -> list[Step]:
    """The lines from the last to the first; the reason of a line is that of the step from it."""
    reasons = [(joint,), *(step.reasons for step in reversed(steps[1:]))]
    turned = [tuple(READ_BACK if each == WRITTEN else each for each in own) for own in reasons]
    return [replace(step, reasons=reason) for step, reason in zip(reversed(steps), turned, strict=True)]


def _joint(statement: Statement, ground: Ground, left: Term, right: Term) -> Reason:
    """Why the last lines of both sides are equal, where their normal forms do not tell."""
    finite = [name for name in inventory(statement, ground.scope).free if name in ground.scope.finite]
    if finite:
        names: list[str | Term] = []
        for name in finite:
            names += [", $" if names else "tried at every value of $", Quantity(name), "$"]
        return tuple(names)
    statement, scope = replace(statement, left=left, right=right), ground.scope
    used = dict.fromkeys(each.source for each in scope.assumptions if not _holds_without(each, statement, scope))
    if used:
        return ("since $" + ",\\; ".join(used) + "$",)
    nodes = walk((left, right))
    if any(_branches(node) for node in nodes):
        return ("equal in every case",)
    if any(isinstance(node, Limit) for node in nodes):
        return ("the value of the limit",)
    if any(isinstance(node, Quotient) for node in nodes):
        return ("equal over a common denominator",)
    return ("equal when multiplied out",)


def _branches(node: object) -> bool:
    return (isinstance(node, Map) and node.function in BRANCHING) or (isinstance(node, Cases) and not is_delta(node))


def _holds_without(assumption: Assumption, statement: Statement, scope: Scope) -> bool:
    """Whether two lines are shown equal without an assumption; residues soonest tell that they are not."""
    without = replace(scope, assumptions=tuple(each for each in scope.assumptions if each is not assumption))
    sizes = small(inventory(statement, without))
    if isinstance(opinion(statement, without, sizes, 0), Differ):
        return False
    return compare(statement, without, sizes, lambda: None).equal
