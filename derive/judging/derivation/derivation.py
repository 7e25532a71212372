"""The derivation of a proved claim: both sides are worked on until they meet, and every line is judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from derive.judging.derivation import letters
from derive.judging.derivation.alike import key
from derive.judging.derivation.authored import NOBODY, Author, Side, is_closed
from derive.judging.derivation.building import ONE, is_delta, summed
from derive.judging.derivation.entries import Ground, Reason, Stuck, number, places
from derive.judging.derivation.expanding import expanded
from derive.judging.derivation.judged import confirmed, small
from derive.judging.derivation.kept import NONE, Kept, kept, spelled
from derive.judging.derivation.leaning import Leaning
from derive.judging.derivation.lines import ENDS, LETTERS, READ_BACK, WRITTEN, shortened, text_of, written
from derive.judging.derivation.stages import STAGES, Step, applied, held, lean, unfold
from derive.judging.formulas import bracketed
from derive.judging.inventory import inventory
from derive.judging.modular.opinion import Agree, Differ, opinion
from derive.judging.prove import compare
from derive.judging.verdict import Line
from derive.meaning.claims import Claim
from derive.meaning.reaching import differentiates, quantities
from derive.meaning.rewriting import walk
from derive.meaning.scope import Assumption, Scope, Statement
from derive.meaning.terms import (
    Cases,
    Constant,
    Derivative,
    Grid,
    Index,
    Item,
    Limit,
    Map,
    Quantity,
    Quotient,
    Term,
)

Choice = Callable[[frozenset[str], frozenset[str]], frozenset[str]]
"""Which names are put in, of those in the last line of the one side and of the other."""
FEW = 2
"""Lines with definitions put in, for which no shorter way is looked for."""
ROUNDS = 8
MOST_CELLS = 12
BRANCHING = ("abs", "sign", "max", "min")
AWAY: Reason = ("away from the kinks",)
ALIKE: Reason = ("both sides are alike",)
SAME: Reason = ("the same in other signs",)
REORDERED: Reason = ("in another order",)
SIMPLIFIED: Reason = ("simplified",)
REARRANGED: Reason = ("multiplied out and collected",)


def derivation(
    claim: Claim,
    clock: Callable[[], None],
    author: Author = NOBODY,
    unfold: frozenset[str] = frozenset(),
    leaning: Leaning | None = None,
) -> tuple[Line, ...]:
    """The lines from the left side of a proved claim to its right side, or none where one of them was not confirmed.

    `author` has both sides as they were written; without them a line may be lacking where there is no other writing.
    `unfold` names defined quantities that are put in from the start; others are, where the sides do not meet before.
    With a `leaning` it is its claim that is derived.
    """
    leaning = leaning or Leaning(claim)
    keeping = kept(leaning.claim, author.functions)
    for each in (keeping, NONE) if keeping.names else (NONE,):
        lines = _derived(leaning, each, clock, author, unfold)
        if lines:
            return lines
    return ()


def _derived(
    leaning: Leaning, keeping: Kept, clock: Callable[[], None], author: Author, unfold: frozenset[str]
) -> tuple[Line, ...]:
    """The lines, in which some functions keep their names."""
    claim = keeping.opened(leaning.claim)
    ground = Ground(claim.scope, reasons=leaning.reasons, values=leaning.values, rules=keeping.rules)
    try:
        if claim.statement.remainder is not None:
            statement, steps = claim.statement, expanded(claim.statement, ground)
        else:
            statement, steps = _steps(claim.statement, ground, author.sides, unfold)
    except (Stuck, RecursionError):
        return ()
    if len(steps) < len(ENDS):
        return ()
    terms, meant = [keeping.meant(step.term) for step in steps], leaning.claim.scope
    kinked = confirmed(terms, replace(statement, left=terms[0], right=terms[-1]), meant, clock)
    if kinked is None:
        return ()
    steps = [replace(step, reasons=(*step.reasons, AWAY)) if at in kinked else step for at, step in enumerate(steps)]
    names = {name: spelled(name) for name in keeping.rules} | dict(author.names)
    return written(steps, statement, claim.scope, names)


def _steps(
    claimed: Statement, ground: Ground, sides: tuple[Side, Side], names: frozenset[str]
) -> tuple[Statement, list[Step]]:
    """What is compared, and the steps from side to side."""
    statement, entries = _by_entries(claimed, ground)
    own = [replace(side, text=_placed(side.text, claimed, statement)) for side in sides]
    left = _worked(statement.left, entries[0], statement.right, ground, names, own[0])
    right = _worked(statement.right, entries[1], statement.left, ground, names, own[1])
    found = shortened(_met(left, right, statement, ground))
    if len(found) < len(sides) and all(side.text for side in own):
        why = ALIKE if own[0].text == own[1].text else WRITTEN if _has_arrays(claimed) else SAME
        found = [Step(statement.left, (), own[0].text), Step(statement.right, (why,), own[1].text)]
    return statement, found


def _placed(text: str, claimed: Statement, statement: Statement) -> str:
    """A side in its author's hand, with the place of the entry that is looked at."""
    if not text or claimed.left.shape == () or not isinstance(statement.left, Item):
        return text
    place = "".join(map(LETTERS.write, places(statement.left)))
    return f"{bracketed(text, not is_closed(text))}_{{{place}}}"


def _has_arrays(value: object) -> bool:
    """Whether arrays are worked with as a whole."""
    parts = (value.left, value.right) if isinstance(value, Statement) else (value,)
    nodes = (node for part in parts for node in walk(part))
    return any(isinstance(node, Term) and node.shape != () and not isinstance(node, Quantity) for node in nodes)


def _by_entries(statement: Statement, ground: Ground) -> tuple[Statement, tuple[Term, Term]]:
    """A statement about an entry, and both its sides as numbers; about all of an array that is written out."""
    sides = ground.renewed(statement.left), ground.renewed(statement.right)
    shape = statement.left.shape
    if shape == ():
        return replace(statement, left=sides[0], right=sides[1]), (number(sides[0], ground), number(sides[1], ground))
    used = letters.taken(sides, ground.scope) | statement.ranges.keys()
    pair = iter(letters.pair(used, any(isinstance(node, Derivative) for node in walk(sides))))
    places = [ONE if length == 1 else Index(next(pair)) for length in shape]
    ranges = {p.name: length for p, length in zip(places, shape, strict=True) if isinstance(p, Index)}
    items = Item(sides[0], *places), Item(sides[1], *places)
    try:
        entries = number(items[0], ground), number(items[1], ground)
    except Stuck:
        cells = _cells(sides[0], ground), _cells(sides[1], ground)
        return replace(statement, left=sides[0], right=sides[1]), cells
    return replace(statement, left=items[0], right=items[1], ranges={**statement.ranges, **ranges}), entries


def _cells(side: Term, ground: Ground) -> Grid:
    """An array written out, where its sizes are numbers."""
    rows, columns = side.shape
    if not (isinstance(rows, int) and isinstance(columns, int) and rows * columns <= MOST_CELLS):
        raise Stuck
    along, down = ([Constant(ONE.value * k) for k in range(1, end + 1)] for end in (columns, rows))
    cells = tuple(tuple(summed(number(Item(side, row, column), ground)) for column in along) for row in down)
    return Grid(cells, shape=side.shape)


def _worked(
    side: Term, entries: Term, other: Term, ground: Ground, names: frozenset[str], own: Side
) -> list[Step]:
    """A side, its entries, and what the stages make of them."""
    goals = frozenset(differentiates(other, {}))
    steps = [Step(side, written=own.text if own.functions or text_of(side) is None else "")]
    put_in = [name for name in own.functions if name not in {*ground.rules, *map(spelled, ground.rules)}]
    reasons: list[Reason] = [("definition of $" + name + "$",) for name in put_in]
    if _has_arrays(side):
        _add(steps, entries, [*reasons, WRITTEN])
    else:
        if reasons and own.text:
            steps.append(Step(applied(side), tuple(reasons)))
        _add(steps, entries, [SIMPLIFIED])
    if ground.values:
        _add(steps, *lean(steps[-1].term, ground))
    if names:
        _add(steps, *unfold(entries, names, ground))
    for _ in range(ROUNDS):
        before = len(steps)
        try:
            for stage in STAGES:
                _add(steps, *stage(steps[-1].term, ground, goals))
        except Stuck:
            break
        if len(steps) == before:
            break
    return steps


def _add(steps: list[Step], term: Term, reasons: Sequence[Reason]) -> None:
    if term != steps[-1].term:
        steps.append(Step(term, tuple(reasons)))


def _met(left: list[Step], right: list[Step], statement: Statement, ground: Ground) -> list[Step]:
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
            _add(steps, *unfold(steps[-1].term, names, ground))


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
    used = [each.source for each in scope.assumptions if not _holds_without(each, statement, scope)]
    if used:
        return ("since $" + ",\\; ".join(used) + "$",)
    nodes = list(walk((left, right)))
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
