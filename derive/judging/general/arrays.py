"""Entries of what stands for itself, is defined, or arranges the entries of another array."""

from __future__ import annotations

from collections.abc import Sequence

from derive.judging.general.atoms import Entry
from derive.judging.general.counting import as_number
from derive.judging.general.expressions import Expression, NotCovered, number, of
from derive.judging.general.indices import Place
from derive.judging.general.rules import entry, rule, scalar
from derive.judging.general.setting import Setting, made_once, place
from derive.meaning.terms import Constant, Grid, Index, Item, Quantity, Shape, SizeValue, Spread, Table, Transpose


@rule(Constant)
def _constant(term: Constant, row: Place, column: Place, setting: Setting) -> Expression:
    return number(term.value)


@rule(SizeValue)
def _size(term: SizeValue, row: Place, column: Place, setting: Setting) -> Expression:
    return as_number(setting.length(term.size))


@rule(Index)
def _index(term: Index, row: Place, column: Place, setting: Setting) -> Expression:
    return as_number(setting.indices[term.name])


@rule(Quantity)
def _quantity(term: Quantity, row: Place, column: Place, setting: Setting) -> Expression:
    name = term.name
    if name in setting.values and name not in setting.frozen:
        return number(setting.values[name])
    return quantity(name, term.shape, row, column, setting)


def quantity(name: str, shape: Shape, row: Place, column: Place, setting: Setting) -> Expression:
    """An entry that stays what it is."""
    positive = name in setting.positive
    return of(Entry(name, None if shape == () else row, None if shape == () else column, positive))


def defined(name: str, row: Place, column: Place, setting: Setting) -> Expression:
    """An entry by its definition."""
    definition = setting.scope.definitions[name]
    key = ("definition", name, setting.frozen)
    plain = setting.inner(indices={})

    def make(places: Sequence[Place], inner: Setting) -> Expression:
        return entry(definition, places[0], places[1], inner)

    return made_once(key, definition.shape, (row, column), plain, make)


@rule(Item)
def _item(term: Item, row: Place, column: Place, setting: Setting) -> Expression:
    return entry(term.array, place(term.row, setting), place(term.column, setting), setting)


@rule(Table)
def _table(term: Table, row: Place, column: Place, setting: Setting) -> Expression:
    return scalar(term.entry, setting.inner(indices={**setting.indices, term.row: row, term.column: column}))


@rule(Grid)
def _grid(term: Grid, row: Place, column: Place, setting: Setting) -> Expression:
    if row.number is None or column.number is None:
        raise NotCovered("an entry of an array that is written out, at a place that is not")
    return scalar(term.rows[row.number - 1][column.number - 1], setting)


@rule(Spread)
def _spread(term: Spread, row: Place, column: Place, setting: Setting) -> Expression:
    return entry(term.array, row, column, setting)


@rule(Transpose)
def _transpose(term: Transpose, row: Place, column: Place, setting: Setting) -> Expression:
    return entry(term.array, column, row, setting)
