"""Names that the author has given to derivatives: their definitions are these derivatives and nothing else."""

from __future__ import annotations

from derive.judging.general.atoms import Entry
from derive.judging.general.indices import Place
from derive.judging.general.setting import Setting
from derive.meaning.terms import Derivative, Index, Item, Quantity, Table, Term, Transpose, Unknown

MARK = "∂"
"""Stands between a number and the quantity by which it is differentiated, in the name of the derivative's entries."""


def upstream(number: Quantity | Unknown, by: str, row: Place, column: Place, setting: Setting) -> Entry:
    """An entry of a derivative that is left as it is, under the last name that the author has given to it."""
    for name, definition in reversed([*setting.scope.definitions.items()]):
        is_turned = None if setting.scope.is_hidden(name) else turned(definition, number, by)
        if is_turned is not None:
            return _entry(name, by, (column, row) if is_turned else (row, column), setting)
    return _entry(f"{number.name}{MARK}{by}", by, (row, column), setting)


def is_upstream(term: Term | None) -> bool:
    """Whether a definition is the derivative of a number by a quantity, or the transpose of one."""
    match term:
        case Transpose(array=array):
            return is_upstream(array)
        case Derivative(numerator=numerator, by=Quantity()):
            return numerator.shape == ()
        case Table(entry=Derivative(by=Item(array=Quantity()))):
            return True
    return False


def restates(definition: Term, left: Term) -> bool:
    """Whether a definition is the derivative of which all, or an entry, is asked for."""
    while isinstance(left, Item | Transpose):
        left = left.array
    if not isinstance(left, Derivative):
        return False
    by = left.by.array if isinstance(left.by, Item) else left.by
    return isinstance(by, Quantity) and turned(definition, left.numerator, by.name) is not None


def _entry(name: str, by: str, places: tuple[Place, Place], setting: Setting) -> Entry:
    return Entry(name) if setting.scope.shapes[by] == () else Entry(name, *places)


def turned(term: Term, number: Term, by: str) -> bool | None:
    """Whether a term is the transpose of a derivative; nothing where it is neither that nor the derivative."""
    match term:
        case Transpose(array=array):
            inner = turned(array, number, by)
            return None if inner is None else not inner
        case Derivative(numerator=numerator, by=Quantity(name=name), flipped=flipped):
            return flipped if numerator == number and name == by else None
        case Table(entry=Derivative(numerator=numerator, by=Item(array=Quantity(name=name)) as item)):
            return _order(term, item) if numerator == number and name == by else None
    return None


def _order(table: Table, item: Item) -> bool | None:
    """Whether a table has the rows of an array as its columns; nothing where it has not every entry in its place."""

    def fits(places: tuple[Term, Term], names: tuple[str, str]) -> bool:
        pairs = zip(places, names, item.array.shape, strict=True)
        return all(size == 1 or (isinstance(place, Index) and place.name == name) for place, name, size in pairs)

    places = item.row, item.column
    if table.shape == item.array.shape and fits(places, (table.row, table.column)):
        return False
    if table.shape == item.array.shape[::-1] and fits(places, (table.column, table.row)):
        return True
    return None
