"""Equations that only name the entries of an array: `X = (x_1 … x_n)`."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from derive.meaning.context import ONE
from derive.meaning.rewriting import rebuilt
from derive.meaning.rewriting import walk as walk_terms
from derive.meaning.terms import Condition, Constant, Grid, Index, Item, Quantity, Table, Term, Transpose
from derive.meaning.world import World
from derive.reading.grammar.trees import holds, walk
from derive.reading.grammar.updates import is_before
from derive.reading.statements import Definition, Equation, Form
from derive.reading.syntax import Addition, Entry, Name, Node

ROW, COLUMN = Index("row°"), Index("column°")


def is_circular(statement: Definition) -> bool:
    """Whether a definition speaks of what it defines."""
    head = statement.head
    return head.form in (Form.NAME, Form.ENTRY) and holds(statement.body, head.key)


def as_equation(definition: Definition) -> Equation:
    """The equation that a definition of a name or an entry by itself is."""
    head = definition.head
    left: Node = Name(head.key, span=head.span)
    if head.form is Form.ENTRY:
        left = Entry(left, head.indices, span=head.span)
    return Equation(left, definition.body)


def is_update(statement: Definition, world: World) -> bool:
    r"""Whether a definition by itself adds to what it defines, as in `w = w - \eta g` and `w_{t+1} = w_t - \eta g`.

    Where a number is added, as in `X = X + 0`, or something is assumed of the name, it is a claim.
    """
    head, body = statement.head, statement.body
    if not isinstance(body, Addition) or any(_speaks(one.condition, head.key) for one in world.scope.assumptions):
        return False
    own = [term for term in body.terms if is_before(term, head)]
    return bool(own) and any(isinstance(node, Name) for term in body.terms if term not in own for node in walk(term))


def _speaks(condition: Condition, name: str) -> bool:
    return any(isinstance(node, Quantity) and node.name == name for node in walk_terms(condition))


def names_entries(name: str, right: Term) -> bool:
    """Whether every entry of `right` is just the entry of the array `name` at its place."""
    if isinstance(right, Quantity):
        return False
    if not isinstance(right, Grid):
        return _is_entry(name, _at(right, ROW, COLUMN), ROW, COLUMN)
    cells = [(r, c, cell) for r, row in enumerate(right.rows, 1) for c, cell in enumerate(row, 1)]
    return all(_is_entry(name, _reduced(cell), Constant(Fraction(r)), Constant(Fraction(c))) for r, c, cell in cells)


def _is_entry(name: str, found: Term, row: Term, column: Term) -> bool:
    if not isinstance(found, Item) or not isinstance(found.array, Quantity):
        return False
    pairs = zip(found.array.shape, (found.row, found.column), (row, column), strict=True)
    fits = all(place == wanted or (size == 1 and place == ONE) for size, place, wanted in pairs)
    return found.array.name == name and fits


def _at(array: Term, row: Term, column: Term) -> Term:
    """The entry of an array at a place, as far as it is written out."""
    if isinstance(array, Transpose):
        return _at(array.array, column, row)
    if isinstance(array, Table):
        return _reduced(_substituted(array.entry, {array.row: row, array.column: column}))
    return Item(array, row, column)


def _reduced(entry: Term) -> Term:
    if isinstance(entry, Item) and isinstance(entry.array, (Table, Transpose)):
        return _at(entry.array, entry.row, entry.column)
    return entry


def _substituted(value: Any, places: Mapping[str, Term]) -> Any:
    if isinstance(value, Index):
        return places.get(value.name, value)
    return rebuilt(value, lambda part: _substituted(part, places))
