"""Wrong variants of a proved claim: each must be refused, so that the proof is seen to tell right from wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from zlib import crc32

from derive.judging.edits.drafts import Ground
from derive.judging.edits.numbers import Clock, Refuter, differs, lapses
from derive.judging.edits.pages import hand
from derive.judging.edits.table import TABLE, Edit, edits
from derive.judging.edits.trees import equation_of, spots
from derive.judging.edits.writing import Unwritable
from derive.judging.general.equal import equal as equal_for_all
from derive.judging.verdict import Kind, Variants, Verdict
from derive.meaning.claims import Claim, Shapeless, claim
from derive.meaning.world import World
from derive.reading.document import Item
from derive.reading.statements import Equation
from derive.reading.syntax import Unreadable

MOST = 6
"""Variants of one claim."""
KINDS = (
    "transpose", "order", "sum", "bracket", "prime", "cases", "bound", "condition", "term", "index", "power",
    "operand", "mean", "omission", "sign", "factor", "number",
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
    refuter: Refuter = differs,
    clock: Clock = lambda: None,
) -> Variants:
    """What became of wrong variants of a proved claim, at most one of a kind.

    One that cannot be read, has no shape, has no value where the claim has one, or that `refuter` refutes, is refused;
    any other must be proved by `judge` or it survives. `text` is that of the document; `reading` is how the claim
    itself was read.
    """
    equation = equation_of(item.statement)
    original = _read(equation, world, reading) if equation is not None else None
    if equation is None or original is None:
        return Variants(0, 0, 0)
    chosen = list(_chosen(equation, world, item.source))
    refused, equal, survivors = 0, 0, []
    for edit in chosen:
        clock()
        made = _read(edit.applied(equation), world, reading)
        if made is None or refuter(made, clock) or lapses(made, original, clock):
            refused += 1
            continue
        kind = Kind.PROVED if equal_for_all(made.statement, made.scope).shown else judge(made, SECONDS).kind
        refused += kind is Kind.REFUTED
        equal += kind in (Kind.PROVED, Kind.CONVENTION)
        if kind not in (Kind.REFUTED, Kind.PROVED, Kind.CONVENTION):
            survivors.append(_shown(edit, item, text, equation))
    kinds = tuple(edit.row.kind for edit in chosen)
    return Variants(len(chosen), refused, equal, kinds, tuple(survivors))


def _chosen(equation: Equation, world: World, source: str) -> Iterator[Edit]:
    """One edit of each kind, at a place that depends on the claim alone, until there are enough."""
    ground, places = Ground(equation, world), spots(equation)
    rows = {row.kind: row for row in TABLE}
    count = 0
    for kind in KINDS:
        found = list(edits(ground, rows[kind], places))
        if not found:
            continue
        yield found[crc32(f"{kind} {source}".encode()) % len(found)]
        count += 1
        if count == MOST:
            return


def _read(equation: Equation, world: World, reading: Reading) -> Claim | None:
    try:
        made = reading(equation, world)
    except (Unreadable, RecursionError):
        return None
    return made if isinstance(made, Claim) else None


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
