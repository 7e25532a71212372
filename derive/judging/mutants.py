"""Wrong variants of a proved claim: each must be refused, so that the proof is seen to tell right from wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from zlib import crc32

from derive.judging.cut import cut
from derive.judging.edits.drafts import Ground
from derive.judging.edits.numbers import Clock, Refuter, lapses, sieve
from derive.judging.edits.pages import hand
from derive.judging.edits.table import TABLE, Edit, edits
from derive.judging.edits.trees import equation_of, spots
from derive.judging.edits.writing import Unwritable
from derive.judging.general.equal import equal as equal_for_all
from derive.judging.lengths import at_any
from derive.judging.verdict import Kind, Variants, Verdict
from derive.meaning.claims import Claim, Shapeless, claim
from derive.meaning.world import World
from derive.reading.items import Item
from derive.reading.statements import Equation
from derive.reading.syntax import Unreadable

MOST = 6
"""Variants of one claim."""
INSTEAD = 3
"""Edits of one kind, of which the first that is decided counts."""
KINDS = (
    "transpose",
    "order",
    "sum",
    "bracket",
    "prime",
    "cases",
    "bound",
    "shift",
    "condition",
    "term",
    "index",
    "power",
    "operand",
    "mean",
    "omission",
    "sign",
    "factor",
    "number",
)
"""The kinds of edits, those that few claims allow first: they are the most telling."""
SECONDS = 2.0
"""Processor time for the proof that one variant is equal after all."""
Judge = Callable[[Claim | Shapeless, float], Verdict]
Reading = Callable[[Equation, World], Claim | Shapeless]


def variants(
    item: Item,
    world: World,
    text: str,
    judge: Judge,
    *,
    reading: Reading = claim,
    refuter: Refuter | None = None,
    clock: Clock = lambda: None,
) -> Variants:
    """What became of wrong variants of a proved claim, at most one of a kind.

    One that cannot be read, has no shape, has no value where the claim has one, or that `refuter` refutes, or the sieve
    where none is given, is refused; any other must be proved by `judge` or it survives. `text` is that of the document;
    `reading` is how the claim itself was read.
    """
    equation = equation_of(item.statement)
    original = _read(equation, world, reading) if equation is not None else None
    if equation is None or original is None:
        return Variants(0, 0, 0)
    refutes = refuter or sieve()
    tried = refused = equal = 0
    kinds, survivors = [], []
    for candidates in _chosen(equation, world, item.source):
        fates = (
            (edit, _fate(edit.applied(equation), original, world, judge, reading, refutes, clock))
            for edit in candidates
        )
        edit, fate = next(((edit, fate) for edit, fate in fates if fate is not None), (candidates[0], None))
        tried += 1
        refused += fate is Kind.REFUTED
        equal += fate is Kind.PROVED
        kinds.append(edit.row.kind)
        if fate is None:
            survivors.append(_shown(edit, item, text, equation))
    return Variants(tried, refused, equal, tuple(kinds), tuple(survivors))


def _fate(
    equation: Equation, original: Claim, world: World, judge: Judge, reading: Reading, refuter: Refuter, clock: Clock
) -> Kind | None:
    """Whether a variant is refused or shown to be equal after all; nothing where it is not decided."""
    clock()
    made = _read(equation, world, reading)
    if made is None or refuter(made, clock) or lapses(made, original, clock):
        return Kind.REFUTED
    kind = Kind.PROVED if _is_equal(made) else judge(made, SECONDS).kind
    return {Kind.REFUTED: kind, Kind.PROVED: kind, Kind.CONVENTION: Kind.PROVED}.get(kind)


def _is_equal(made: Claim) -> bool:
    """Whether a variant is shown equal for all sizes, if need be as a case of a more general claim."""
    wider = cut(made)
    found = [made] if wider is None else [wider.claim, made]
    return any(equal_for_all(each.statement, each.scope).shown for each in found)


def _chosen(equation: Equation, world: World, source: str) -> Iterator[Sequence[Edit]]:
    """For each kind, until there are enough, an edit at a place that depends on the claim alone, and two to replace it.

    These are for what nothing decides, as a change that only tells at a kink.
    """
    ground, places = Ground(equation, world), spots(equation)
    count = 0
    for kind in KINDS:
        found = [edit for row in TABLE if row.kind == kind for edit in edits(ground, row, places)]
        if not found:
            continue
        first = crc32(f"{kind} {source}".encode()) % len(found)
        yield [*found[first:], *found[:first]][:INSTEAD]
        count += 1
        if count == MOST:
            return


def _read(equation: Equation, world: World, reading: Reading) -> Claim | None:
    try:
        made = reading(equation, world)
    except (Unreadable, RecursionError):
        return None
    return at_any(made) if isinstance(made, Claim) else None


def _shown(edit: Edit, item: Item, text: str, equation: Equation) -> str:
    """The side that an edit changed, as LaTeX; in words where it cannot be written."""
    pen = hand(text, item, [equation])
    side = equation.left if edit.spot.path[0] == "left" else equation.right
    try:
        span, inner = pen.place(side), pen.place(edit.spot.node)
        changed = pen.text[span.start : inner.start] + edit.written(pen) + pen.text[inner.end : span.end]
    except Unwritable:
        return edit.draft.change
    return " ".join(changed.split())
