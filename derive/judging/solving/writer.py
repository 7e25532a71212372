"""All writings of a value: with common factors taken out or not, as a matrix or by its entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property

from derive.judging.edits.pages import Page
from derive.judging.formulas import subscripts
from derive.judging.general.expressions import Expression, NotCovered, Singular
from derive.judging.general.indices import Index, Place
from derive.judging.general.setting import Setting
from derive.judging.solving.entries import Entries
from derive.judging.solving.factoring import Factoring, Factors
from derive.judging.solving.forms import Form, Leaf, Unwritable
from derive.judging.solving.hand import Hand
from derive.judging.solving.letters import ORDER, meant, taken
from derive.judging.solving.matrices import Matrices
from derive.judging.solving.pieces import Piece
from derive.judging.solving.rules import Whole
from derive.judging.solving.signs import signed
from derive.judging.solving.upstream import MARK, is_upstream
from derive.meaning.claims import Claim
from derive.meaning.orientation import defined
from derive.meaning.scope import Orientation
from derive.meaning.world import Opaque
from derive.reading.statements import Equation


@dataclass(frozen=True)
class Writer:
    """Writes values of what is asked at a general place, in the hand of the page.

    `writings` are those of quantities without a name; `leaves` are what stands for more than a name, such as a function
    of an array, `sums` those that have such a name.
    """

    asked: Claim
    page: Page
    row: Place
    column: Place
    setting: Setting
    writings: Mapping[str, Piece] = field(default_factory=dict)
    leaves: dict[str, Leaf] = field(default_factory=dict)
    sums: list[Whole] = field(default_factory=list)

    def pieces(self, value: Expression) -> Iterator[Piece]:
        """Every writing of a value."""
        for factoring in Factoring:
            with suppress(Unwritable, NotCovered, Singular):
                yield from self._written(self._form(value, factoring))

    def shortest(self, value: Expression) -> int | None:
        """The weight of the shortest writing."""
        return min((piece.weight for piece in self.pieces(value)), default=None)

    def _written(self, form: Form) -> Iterator[Piece]:
        entries = Entries(self._hand, self._named, self._taken)
        for sized in (False, True):
            with suppress(Unwritable):
                yield Matrices(entries, sized).read(form, self.row.index, self.column.index)
        if self.asked.statement.left.shape == ():
            with suppress(Unwritable):
                yield entries.write(form)

    def _form(self, value: Expression, factoring: Factoring) -> Form:
        return signed(Factors(factoring, self.leaf, self.sums).form(value))

    def entry(self, value: Expression) -> Piece:
        """An entry with the letters of the claim alone. Raises `Unwritable` where it has none."""
        return Entries(self._hand, self._named, self._taken).write(self._form(value, Factoring.FACTORS))

    def by_entries(self, value: Expression) -> Iterator[Piece]:
        """An entry of an array at the letters `below`."""
        entries = Entries(self._hand, {**self._named, **self._free}, self._taken)
        for factoring in (Factoring.FACTORS, Factoring.SUMS, Factoring.MERGED):
            with suppress(Unwritable, NotCovered, Singular):
                yield entries.write(self._form(value, factoring))

    @property
    def below(self) -> str:
        """The letters of a general entry."""
        return subscripts(list(self._free.values()))

    @cached_property
    def _named(self) -> Mapping[Index, str]:
        return {p.index: name for name, p in self.setting.indices.items() if p.index is not None}

    @cached_property
    def _free(self) -> Mapping[Index, str]:
        places = [place.index for place in (self.row, self.column) if place.index is not None]
        letters = (each for each in ORDER if each not in {*self._taken, *self._named.values()})
        return dict(zip(places, letters, strict=False))

    def leaf(self, name: str) -> Leaf:
        """What a name in index terms is written as."""
        shapes = self.asked.scope.shapes
        if name in self.leaves:
            return self.leaves[name]
        if MARK in name:
            number, _, by = name.partition(MARK)
            return Leaf(by, shapes[by], numerator=number)
        if name not in shapes:
            raise Unwritable(f"{name} is no name")
        return Leaf(name, shapes[name], upstream=is_upstream(self.asked.scope.definitions.get(name)))

    @cached_property
    def _hand(self) -> Hand:
        scope, world = self.asked.scope, self.page.claim.world
        rows = scope.orientation is Orientation.ROWS
        losses = frozenset(key for key, each in world.functions.items() if isinstance(each, Opaque))
        return Hand(self.page.pen.names, rows, self._lying, losses, meant(scope, world), self.writings)

    @property
    def _lying(self) -> bool:
        if self.asked.ones is not None:
            return self.asked.ones.orientation is Orientation.ROWS
        claim = self.page.claim
        known = defined(claim.world, claim.item.statement) if isinstance(claim.item.statement, Equation) else ()
        return list(known) == [Orientation.ROWS]

    @cached_property
    def _taken(self) -> frozenset[str]:
        return taken(self.asked.scope, self.page.claim.world)
