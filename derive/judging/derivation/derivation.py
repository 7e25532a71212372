"""The derivation of a proved claim: both sides are worked on until they meet, and every line is judged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from derive.judging.derivation import letters
from derive.judging.derivation.authored import NOBODY, Author, Side, is_closed
from derive.judging.derivation.building import ONE, summed
from derive.judging.derivation.entries import Ground, Reason, Stuck, number, places
from derive.judging.derivation.expanding import expanded
from derive.judging.derivation.judged import confirmed
from derive.judging.derivation.kept import NONE, Kept, kept, spelled
from derive.judging.derivation.leaning import Leaning
from derive.judging.derivation.lines import ENDS, LETTERS, WRITTEN, shortened, text_of, written
from derive.judging.derivation.meeting import add, met
from derive.judging.derivation.stages import STAGES, Step, applied, lean, unfold
from derive.judging.formulas import bracketed
from derive.judging.verdict import Line
from derive.meaning.claims import Claim
from derive.meaning.reaching import differentiates
from derive.meaning.rewriting import walk
from derive.meaning.scope import Statement
from derive.meaning.terms import (
    Constant,
    Derivative,
    Grid,
    Index,
    Item,
    Quantity,
    Term,
)

ROUNDS = 8
MOST_CELLS = 12
AWAY: Reason = ("away from the kinks",)
ALIKE: Reason = ("both sides are alike",)
SAME: Reason = ("the same in other signs",)
SIMPLIFIED: Reason = ("simplified",)


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
    return written(steps, statement, claim.scope, names, author.spellings)


def _steps(
    claimed: Statement, ground: Ground, sides: tuple[Side, Side], names: frozenset[str]
) -> tuple[Statement, list[Step]]:
    """What is compared, and the steps from side to side."""
    statement, entries = _by_entries(claimed, ground)
    own = [replace(side, text=_placed(side.text, claimed, statement)) for side in sides]
    left = _worked(statement.left, entries[0], statement.right, ground, names, own[0])
    right = _worked(statement.right, entries[1], statement.left, ground, names, own[1])
    found = shortened(met(left, right, statement, ground))
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
    reasons: list[Reason] = [("definition of $" + spelled(name) + "$",) for name in put_in]
    if _has_arrays(side):
        add(steps, entries, [*reasons, WRITTEN])
    else:
        if reasons and own.text:
            steps.append(Step(applied(side), tuple(reasons)))
        add(steps, entries, [SIMPLIFIED])
    if ground.values:
        add(steps, *lean(steps[-1].term, ground))
    if names:
        add(steps, *unfold(entries, names, ground))
    for _ in range(ROUNDS):
        before = len(steps)
        try:
            for stage in STAGES:
                add(steps, *stage(steps[-1].term, ground, goals))
        except Stuck:
            break
        if len(steps) == before:
            break
    return steps
