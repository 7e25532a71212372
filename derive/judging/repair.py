"""Corrections: the smallest edit of a false claim that makes it true, read again from the corrected text and proved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, islice

from derive.judging.edits import pages
from derive.judging.edits.drafts import Ground
from derive.judging.edits.idle import idle
from derive.judging.edits.numbers import Clock, Refuter, holds, lapses, sieve, understood, vanishes
from derive.judging.edits.pages import Lost, Page
from derive.judging.edits.shown import shown
from derive.judging.edits.table import Edit, every
from derive.judging.limits import TimeOver, limited
from derive.judging.verdict import AllSizes, Correction, Kind, Verdict
from derive.meaning.claims import Claim, Shapeless
from derive.reading.grammar.trees import walk
from derive.reading.items import Item
from derive.reading.source import Source
from derive.reading.statements import Equation
from derive.reading.syntax import Addition, Call, Entry, Name, Node, Number, Partial, Transposed

SECONDS = 20.0
"""Processor time for the corrections of one claim."""
MOST = 256
"""Changes of one claim that are tried; their number, and not the clock, is what ends the search."""
MOST_LETTERS = 32
"""Changes that are tried, behind these, of a side that says what a claim is about."""
PAIRED = 24
"""Edits, the smallest, that are also tried two at a time."""
OTHER = 1
"""How much more an edit weighs on the side that is more likely right."""
ASKED = 2
"""The same where this side alone differentiates, so that the other one is what was worked out."""
DERIVED = 2
"""How much more an edit weighs of what is differentiated, or by what, where that is all that a side says."""
ZERO = Number(Fraction(0))
Judge = Callable[[Claim | Shapeless, float], Verdict]
Edits = tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """What was found for a false claim: a correction of some `changes`, or a clause that says why none is offered.

    What is changed alike in several places is one change.
    """

    correction: Correction | None
    reason: str = ""
    changes: int = 0


def offered(source: Source, item: Item, judge: Judge, seconds: float = SECONDS) -> Repair:
    """The smallest correction of a false claim, from its excerpt (`edits.pages.excerpt`)."""
    try:
        return correction(pages.page(source, item), judge, seconds)
    except Lost:
        return Repair(None, "the claim could not be read again apart from its document")


def correction(page: Page, judge: Judge, seconds: float = SECONDS, refuter: Refuter | None = None) -> Repair:
    """The smallest correction of the false claim of a page.

    An edit is tried in numbers first; then it is written into the page, and what is read there is put to `judge`. Only
    what this proves is offered.
    """
    if not isinstance(page.claim.item.statement, Equation):
        return Repair(None, "only equations are corrected")
    tried, refutes = 0, refuter or sieve()
    try:
        with limited(seconds) as clock:
            for edits in _candidates(page, refutes, clock):
                clock()
                tried += 1
                if _may_hold(page, edits, refutes, clock):
                    after = _proved(page, edits, judge, seconds, clock)
                    if after is not None:
                        return Repair(shown(page, after, edits), changes=len({edit.draft.change for edit in edits}))
    except TimeOver:
        return Repair(None, f"no correction was found in {seconds:g} seconds, in which {tried} changes were tried")
    return Repair(None, f"none of the {tried} small changes that were tried makes it true")


def _candidates(page: Page, refuter: Refuter, clock: Clock) -> Iterator[Edits]:
    """Single edits, the smallest first, then pairs of the smallest on one side.

    A side that is nothing but a derivative or, on the left, a name says what the claim is about; only its letters are
    changed, and these only behind the edits of the other side, unless a chain says that it is the wrong one.
    """
    equation = page.claim.item.statement
    assert isinstance(equation, Equation)
    weights = _sides(page, equation, refuter, clock)
    found = [edit for edit in every(Ground(equation, page.claim.world)) if edit.spot.path[0] in weights]
    asked = _subject(equation)
    found = [edit for edit in found if edit.spot.above or edit.spot.node is not asked]
    found.sort(key=lambda edit: (_weight(edit) + weights[str(edit.spot.path[0])], edit.spot.path[0] == "left"))
    about = "left" if asked is equation.left else "right" if asked is not None else None
    first = [edit for edit in found if edit.spot.path[0] != about]
    if not first or len(weights) == 1:
        yield from islice(_combined(found), MOST)
        return
    yield from islice(_combined(first), MOST)
    yield from islice(_combined([edit for edit in found if edit.spot.path[0] == about]), MOST_LETTERS)


def _weight(edit: Edit) -> int:
    """How much an edit changes; what a derivative that is a whole side is taken by is more than a letter."""
    return edit.row.weight + (DERIVED if len(edit.spot.above) == 1 and isinstance(edit.spot.parent, Partial) else 0)


def _subject(equation: Equation) -> Node | None:
    """The side that is nothing but what the claim speaks of."""
    partial = next((side for side in (equation.left, equation.right) if isinstance(side, Partial)), None)
    left = equation.left.array if isinstance(equation.left, (Entry, Transposed)) else equation.left
    return partial or (equation.left if isinstance(left, Name) else None)


def _combined(found: Sequence[Edit]) -> Iterator[Edits]:
    """Single edits, then one that is made wherever it can be, then pairs."""
    yield from ((edit,) for edit in found)
    alike: dict[tuple[str, str], list[Edit]] = {}
    for edit in found:
        alike.setdefault((str(edit.spot.path[0]), edit.draft.change), []).append(edit)
    for edits in alike.values():
        by = any(isinstance(edit.spot.parent, Partial) for edit in edits)
        if len(edits) > 1 and not by and all(_is_apart(one, other) for one, other in combinations(edits, 2)):
            yield tuple(edits)
    for one, other in combinations(found[:PAIRED], 2):
        if one.spot.path[0] == other.spot.path[0] and _is_apart(one, other):
            yield one, other


def _is_apart(one: Edit, other: Edit) -> bool:
    """Whether neither of two edits is made inside the other."""
    length = min(len(one.spot.path), len(other.spot.path))
    return one.spot.path[:length] != other.spot.path[:length]


def _sides(page: Page, equation: Equation, refuter: Refuter, clock: Clock) -> Mapping[str, int]:
    """How much an edit of each side weighs more than itself; a side that must stay is missing.

    The left side of a step in a chain stays where the step before it is true.
    """
    if is_left_wrong(page, equation, refuter, clock):
        return {"left": 0}
    if page.chain and _is_true(page, page.chain[-1], refuter, clock):
        return {"right": 0}
    asks = _derivatives(equation.left) and not _derivatives(equation.right)
    return {"right": 0, "left": ASKED if asks else OTHER}


def is_left_wrong(page: Page, equation: Equation, refuter: Refuter, clock: Clock) -> bool:
    """Whether the right side of a step is what its chain began with, so that the left side is the wrong one."""
    if not page.chain:
        return False
    return _is_true(page, Equation(page.chain[0].left, equation.right, equation.condition), refuter, clock)


def _is_true(page: Page, equation: Equation, refuter: Refuter, clock: Clock) -> bool:
    """Whether an equation passes the sieve."""
    made = understood(equation, page.claim.world)
    return made is not None and holds(made, refuter, clock)


def _may_hold(page: Page, edits: Edits, refuter: Refuter, clock: Clock) -> bool:
    """Whether an edited claim can be true and still says something."""
    before = after = page.claim.item.statement
    assert isinstance(before, Equation) and isinstance(after, Equation)
    for edit in edits:
        after = edit.applied(after)
    if _is_empty(before, after):
        return False
    made = understood(after, page.claim.world)
    if made is None or made.conventions or made.statement.left == made.statement.right:
        return False
    if not holds(made, refuter, clock):
        return False
    return ZERO in (before.left, before.right) or not vanishes(made, refuter, clock)


def _is_empty(before: Equation, after: Equation) -> bool:
    """Whether an edit takes away what the claim is about, or puts in what cancels out."""
    sides = ((before.left, after.left), (before.right, after.right))
    if _is_same(after.left, after.right) or _returns(before, after) or any(new == ZERO != old for old, new in sides):
        return True
    if any(new is not old and idle(new) > idle(old) for old, new in sides):
        return True
    was, is_ = ([_derivatives(side) for side in pair] for pair in zip(*sides, strict=True))
    return (was[0] and not is_[0]) or (any(was) and not any(is_))


def _returns(before: Equation, after: Equation) -> bool:
    """Whether one side comes in as a part of the other, as in `c = c + z` where z is zero."""
    pairs = ((after.left, before.right, after.right), (after.right, before.left, after.left))
    return any(side in walk(new) and side not in walk(old) for side, old, new in pairs if not isinstance(side, Number))


def _is_same(left: Node, right: Node) -> bool:
    """Whether two sides are one expression, but for the order of its terms."""
    if isinstance(left, Addition) and isinstance(right, Addition):
        return sorted(map(repr, left.terms)) == sorted(map(repr, right.terms))
    return left == right


def _differentiates(after: Page, edits: Edits) -> bool:
    """Whether an edited side has a derivative, which need not exist everywhere."""
    equation = after.claim.item.statement
    return any(_derivatives(getattr(equation, str(edit.spot.path[0]))) for edit in edits)


def _derivatives(root: Node) -> bool:
    return any(isinstance(node, Partial) or (isinstance(node, Call) and node.primes > 0) for node in walk(root))


def _proved(page: Page, edits: Edits, judge: Judge, seconds: float, clock: Clock) -> Page | None:
    """The page with edits written into it, if what is read there is proved, at all points that the author spoke of."""
    after = page.written(edits)
    if after is None:
        return None
    meaning = after.claim.meaning
    before = page.claim.meaning
    if not isinstance(meaning, Claim):
        return None
    if isinstance(before, Claim) and not _differentiates(after, edits) and lapses(meaning, before, clock):
        return None
    verdict = judge(meaning, seconds)
    return after if verdict.kind is Kind.PROVED and isinstance(verdict.scope, AllSizes) else None
