"""A term written by its entries: what stands at one place of a product, a transpose, a function of an array."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from derive.judging.derivation.building import ONE, given, placed, plus, simplified, size, times, total
from derive.meaning.reaching import quantities
from derive.meaning.rewriting import rebuilt, renamed
from derive.meaning.scope import Scope
from derive.meaning.terms import (
    Apply,
    Cases,
    Constant,
    Derivative,
    Fold,
    Grid,
    Index,
    Item,
    Map,
    MatMul,
    Negative,
    Plus,
    Power,
    Quantity,
    Quotient,
    Shape,
    Spread,
    Table,
    Term,
    Times,
    Transpose,
    Unknown,
)

MARK = "·"
ENTRYWISE = (Plus, Negative, Times, Quotient, Power, Map, Unknown, Apply, Cases)


Reason = tuple[str | Term, ...]
"""Why a line equals the one before: text, with terms that are written as the lines are."""


Body = tuple[str, Term]
"""The parameter of a function of the document, and its value there."""
Rule = tuple[Callable[[Term], Term], str]
"""The slope of a function by its value, and how it is shown for a name."""


class Stuck(Exception):
    """A term that the derivation has no step for."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a derivation stands on: the scope, and a supply of names for indices that no document can write.

    `reasons` tells of some defined names why they are what they are, `values` what may be put in for some derivatives,
    and `rules` how functions that keep their names are differentiated.
    """

    scope: Scope
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    known: dict[str, frozenset[str]] = field(default_factory=dict)
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    values: Mapping[Derivative, tuple[Term, Reason]] = field(default_factory=dict)
    rules: Mapping[str, Rule] = field(default_factory=dict)

    def resting(self, name: str) -> frozenset[str]:
        """The names that rest on a quantity, itself among them."""
        if name not in self.known:
            definitions = self.scope.definitions
            own = (other for other, term in definitions.items() if name in quantities(term, definitions))
            self.known[name] = frozenset((name, *own))
        return self.known[name]

    def fresh(self, like: str = "") -> str:
        """A new name; the letter of the author is kept in it."""
        stem = like.split(MARK)[0]
        return f"{'' if '°' in stem else stem}{MARK}{next(self.numbers)}"

    def place(self, length: object) -> Term:
        """A new index, or 1 along an axis of length 1."""
        return ONE if length == 1 else Index(self.fresh())

    def renewed(self, value: Any) -> Any:
        """A term in which no binder has a name that is used elsewhere."""
        if isinstance(value, Fold) and value.low == value.high == ONE and value.condition is None:
            return self.renewed(placed(value.body, {value.index: ONE}))
        if isinstance(value, Fold):
            name = self.fresh(value.index)
            body, condition = renamed(value.body, value.index, name), value.condition
            condition = None if condition is None else renamed(condition, value.index, name)
            value = replace(value, index=name, body=body, condition=condition)
        elif isinstance(value, Table):
            row, column = self.fresh(value.row), self.fresh(value.column)
            body = renamed(renamed(value.entry, value.row, row), value.column, column)
            value = replace(value, entry=body, row=row, column=column)
        return rebuilt(value, self.renewed)

    def why(self, name: Term) -> Reason:
        """Why a defined number or entry is what is put in for it."""
        named = name.array if isinstance(name, Item) else name
        own = self.reasons.get(named.name) if isinstance(named, Quantity) else None
        return own or ("definition of $", named, "$")

    def definition(self, quantity: Quantity) -> Term:
        """What a quantity is defined as."""
        found: Term = self.renewed(self.scope.definitions[quantity.name])
        return found


def places(term: Item) -> list[Term]:
    """Where an entry stands; a vector has one index."""
    shape = term.array.shape
    return [term.column] if shape[:1] == (1,) else [term.row] if shape[1:] == (1,) else [term.row, term.column]


def number(value: Any, ground: Ground) -> Any:
    """A scalar term, or a condition, in which arrays occur by their entries only."""
    match value:
        case Item(array=array, row=row, column=column):
            return entry(array, number(row, ground), number(column, ground), ground)
        case Apply(parameter, body, 0, argument, shape=()):
            return number(given(body, {parameter: argument}), ground)
        case Derivative(numerator=top, by=by):
            top = top if is_name(top) else number(top, ground)
            return Derivative(top, number(by, ground) if by.shape == () else by)
        case Unknown(shape=(), arguments=arguments) if any(a.shape != () for a in arguments):
            return value
        case Quantity() | Index():
            return value
        case Term() if value.shape != ():
            raise Stuck
    return simplified(rebuilt(value, lambda part: number(part, ground)))


def is_name(term: Term) -> bool:
    """Whether a term is a quantity, or an unknown function of quantities."""
    return isinstance(term, Quantity) or (
        isinstance(term, Unknown) and term.shape == () and all(isinstance(each, Quantity) for each in term.arguments)
    )


def entry(array: Term, row: Term, column: Term, ground: Ground) -> Term:
    """The entry of an array at a place. Raises `Stuck` where the array has no general entry."""
    match array:
        case Quantity():
            return Item(array, row, column)
        case Transpose(array=inner):
            return entry(inner, column, row, ground)
        case MatMul(left=left, right=right):
            return _product(left, right, (row, column), ground)
        case Spread(array=inner):
            if inner.shape == ():
                return _scalar(inner, ground)
            return entry(inner, *_narrowed(inner.shape, row, column), ground)
        case Table(entry=inner, row=first, column=second):
            return _scalar(placed(inner, {first: row, second: column}), ground)
        case Grid(rows=rows):
            return _scalar(_cell(rows, row, column), ground)
        case Derivative():
            return _slope(array, row, column, ground)
        case Fold(body=body):
            return _scalar(simplified(replace(array, body=Item(body, row, column), shape=())), ground)
    if isinstance(array, ENTRYWISE):
        made = rebuilt(array, lambda part: Item(part, row, column) if _is_array(part) else part)
        return _scalar(replace(made, shape=()), ground)
    raise Stuck


def _product(left: Term, right: Term, at: tuple[Term, Term], ground: Ground) -> Term:
    """An entry of a matrix product; where a factor is written out, so is the sum."""
    length = left.shape[1]

    def part(middle: Term) -> Term:
        return times(entry(left, at[0], middle, ground), entry(right, middle, at[1], ground))

    try:
        middle = ground.place(length)
        return total(middle.name, size(length), part(middle)) if isinstance(middle, Index) else part(middle)
    except Stuck:
        if not isinstance(length, int):
            raise
        return plus(*(part(Constant(ONE.value * k)) for k in range(1, length + 1)))


def _is_array(part: object) -> bool:
    return isinstance(part, Term) and part.shape != ()


def _scalar(term: Term, ground: Ground) -> Term:
    found: Term = number(term, ground)
    return found


def _narrowed(shape: Shape, row: Term, column: Term) -> tuple[Term, Term]:
    return (ONE if shape[0] == 1 else row), (ONE if shape[1] == 1 else column)


def _cell(rows: tuple[tuple[Term, ...], ...], row: Term, column: Term) -> Term:
    if not (isinstance(row, Constant) and isinstance(column, Constant)):
        raise Stuck
    return rows[int(row.value) - 1][int(column.value) - 1]


def _slope(term: Derivative, row: Term, column: Term, ground: Ground) -> Term:
    """An entry of a derivative; of a vector by a vector the rows belong to the numerator."""
    if term.flipped:
        row, column = column, row
    if term.numerator.shape == ():
        top = term.numerator if is_name(term.numerator) else _scalar(term.numerator, ground)
        return Derivative(top, Item(term.by, row, column))
    if term.by.shape == ():
        return Derivative(entry(term.numerator, row, column, ground), _scalar(term.by, ground))
    top = entry(term.numerator, *_along(term.numerator.shape, row), ground)
    return Derivative(top, Item(term.by, *_along(term.by.shape, column)))


def _along(shape: Shape, place: Term) -> tuple[Term, Term]:
    return (ONE, place) if shape[0] == 1 else (place, ONE)
