"""Entries of what stands for itself, is defined, or arranges the entries of another array."""

from __future__ import annotations

from dataclasses import replace

import sympy

from derive.judging.symbols.rules import evaluate, rule, scalar, whole
from derive.judging.symbols.setting import Entries, Held, OutOfRange, Setting, symbols
from derive.meaning.terms import Constant, Grid, Index, Item, Quantity, SizeValue, Spread, Table, Transpose


@rule(Constant)
def _constant(term: Constant, setting: Setting) -> Entries:
    return [[sympy.Rational(term.value.numerator, term.value.denominator)]]


@rule(SizeValue)
def _size(term: SizeValue, setting: Setting) -> Entries:
    return [[sympy.Integer(setting.size(int(term.size) if term.size.isdecimal() else term.size))]]


@rule(Index)
def _index(term: Index, setting: Setting) -> Entries:
    return [[sympy.Integer(setting.indices[term.name])]]


@rule(Quantity)
def _quantity(term: Quantity, setting: Setting) -> Entries:
    if term.name in setting.frozen:
        return setting.frozen[term.name]
    if term.name in setting.values:
        value = setting.values[term.name]
        return [[sympy.Rational(value.numerator, value.denominator)]]
    if term.name not in setting.scope.definitions:
        return symbols(term.name, term.shape, setting)
    if setting.held is not None and term.shape != ():
        return hold(term, setting.held, setting)
    return defined(term, setting)


def hold(term: Quantity, held: Held, setting: Setting) -> Entries:
    """The symbols of a defined quantity, known from now on by their places."""
    own = symbols(term.name, term.shape, setting)
    held.places.update({symbol: (term, i, j) for i, row in enumerate(own) for j, symbol in enumerate(row)})
    return own


def defined(term: Quantity, setting: Setting) -> Entries:
    """The entries of a defined quantity."""
    key = ("definition", term.name, frozenset(setting.frozen))
    if key not in setting.cache:
        inner = replace(setting, indices={}, kinks=set(), poles=set())
        setting.cache[key] = evaluate(setting.scope.definitions[term.name], inner), inner.kinks, inner.poles
    entries, kinks, poles = setting.cache[key]
    setting.kinks.update(kinks)
    setting.poles.update(poles)
    found: Entries = entries
    return found


@rule(Item)
def _item(term: Item, setting: Setting) -> Entries:
    row, column = whole(term.row, setting), whole(term.column, setting)
    rows, columns = setting.shape(term.array.shape)
    if not (1 <= row <= rows and 1 <= column <= columns):
        raise OutOfRange(f"entry ({row}, {column}) of an array of shape {rows}×{columns}")
    if isinstance(term.array, Table):
        inner = setting.with_index(term.array.row, row).with_index(term.array.column, column)
        return evaluate(term.array.entry, inner)
    return [[evaluate(term.array, setting)[row - 1][column - 1]]]


@rule(Table)
def _table(term: Table, setting: Setting) -> Entries:
    rows, columns = setting.shape(term.shape)
    return [
        [scalar(term.entry, setting.with_index(term.row, i).with_index(term.column, j)) for j in range(1, columns + 1)]
        for i in range(1, rows + 1)
    ]


@rule(Grid)
def _grid(term: Grid, setting: Setting) -> Entries:
    return [[scalar(cell, setting) for cell in row] for row in term.rows]


@rule(Spread)
def _spread(term: Spread, setting: Setting) -> Entries:
    return spread_to(evaluate(term.array, setting), setting.shape(term.shape))


def spread_to(entries: Entries, shape: tuple[int, int]) -> Entries:
    """Entries repeated along the axes in which there is only one."""
    tall, wide = len(entries), len(entries[0])
    if (tall, wide) == shape:
        return entries
    return [[entries[i if tall > 1 else 0][j if wide > 1 else 0] for j in range(shape[1])] for i in range(shape[0])]


@rule(Transpose)
def _transpose(term: Transpose, setting: Setting) -> Entries:
    return [list(column) for column in zip(*evaluate(term.array, setting), strict=True)]
