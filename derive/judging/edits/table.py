"""The table of edits: what is tried to correct a false claim, and to spoil a true one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from derive.judging.edits import chain, letters, marks, structure
from derive.judging.edits.drafts import Draft, Ground, Rule
from derive.judging.edits.trees import Spot, put, spots
from derive.judging.edits.writing import Pen, renamed
from derive.reading.statements import Equation
from derive.reading.syntax import Entry, Name


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of edit; `weight` says how much of a claim it changes, the least first."""

    kind: str
    weight: int
    rule: Rule


TABLE = (
    Row("transpose", 1, marks.transposes),
    Row("sign", 1, marks.signs),
    Row("index", 1, letters.indices),
    Row("exchange", 1, letters.exchanges),
    Row("application", 1, letters.applied),
    Row("shift", 1, letters.shifts),
    Row("prime", 1, marks.primes),
    Row("product", 1, marks.products),
    Row("end", 1, letters.ends),
    Row("sum", 1, structure.totals),
    Row("order", 2, structure.orders),
    Row("reversal", 2, structure.reversals),
    Row("factor", 2, marks.factors),
    Row("operand", 2, letters.operands),
    Row("throughout", 2, letters.throughout),
    Row("upstream", 2, chain.upstream),
    Row("bracket", 2, structure.brackets),
    Row("omission", 3, marks.omissions),
    Row("double", 3, marks.doubles),
    Row("number", 3, letters.numbers),
    Row("size", 3, letters.sizes),
    Row("mean", 3, marks.size_factors),
    Row("power", 3, marks.powers),
    Row("slope", 3, chain.slopes),
    Row("complement", 3, chain.complements),
    Row("scale", 3, marks.scales),
    Row("function", 3, letters.functions),
    Row("sum", 3, structure.sums),
    Row("restriction", 4, structure.restrictions),
    Row("bound", 4, letters.bounds),
    Row("term", 4, structure.terms),
    Row("condition", 4, letters.relations),
    Row("cases", 4, structure.cases),
)


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit at one place of an equation."""

    row: Row
    spot: Spot
    draft: Draft

    def applied(self, equation: Equation) -> Equation:
        """The equation with the edit made."""
        edited: Equation = put(equation, self.spot.path, self.draft.new)
        return edited

    def written(self, pen: Pen) -> str:
        """What the edit puts in the place of the node.

        Raises `Unwritable` where there is no writing for it.
        """
        if isinstance(self.spot.parent, Entry) and isinstance(self.draft.new, Name):
            return pen.letter(self.draft.new.key)
        if self.draft.renaming is None:
            return pen.turned(self.spot.node, pen(self.draft.new))
        letters = {old: pen.name(new) for old, new in self.draft.renaming.items()}
        return renamed(pen(self.spot.node), letters)


def edits(ground: Ground, row: Row, places: list[Spot]) -> Iterator[Edit]:
    """The edits of one kind at some places of an equation."""
    for spot in places:
        for draft in row.rule(spot, ground):
            yield Edit(row, spot, draft)


def every(ground: Ground) -> list[Edit]:
    """All edits of an equation."""
    places = spots(ground.equation)
    return [edit for row in TABLE for edit in edits(ground, row, places)]
