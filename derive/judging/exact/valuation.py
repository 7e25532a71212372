"""The rule of each class of term in numbers, but for those in which something varies (see `variation`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import reduce
from operator import add, mul
from typing import Any

from derive.judging.exact.frames import Frame
from derive.judging.exact.intervals import ONE, ZERO, Undefined
from derive.judging.exact.jets import Value, divide
from derive.judging.exact.matrices import Matrix, aligned, entrywise, repeated, transposed
from derive.judging.exact.rules import FUNCTIONS, larger, power, related, smaller
from derive.judging.exact.unknown import applied
from derive.judging.rules import Rules
from derive.meaning import terms
from derive.meaning.terms import Condition, Folding, Term

LONGEST = 100_000
"""Terms of a sum that are added up."""
FOLDS: Mapping[Folding, tuple[Callable[[Value, Value], Value], Value | None]] = {
    Folding.SUM: (add, ZERO),
    Folding.PRODUCT: (mul, ONE),
    Folding.MAX: (larger, None),
    Folding.MIN: (smaller, None),
}
COSTLY = terms.Derivative, terms.Fold
"""The scalars whose values are kept, as those of arrays are."""
Rule = Callable[[Any, Frame], Matrix]
rule: Rules[Rule] = Rules()
"""The values of each class of term; every module of rules enters its own."""


class OutOfRange(IndexError):
    """An index outside of the axis that it indexes; the message names the array, the index and the size."""


def value_of(term: Term, frame: Frame) -> Matrix:
    """The value of a term; that of an array, a fold or a derivative is kept, since it is often asked for again."""
    if isinstance(term, terms.Quantity) or not (term.shape or isinstance(term, COSTLY)):
        return rule[type(term)](term, frame)
    return _kept(term, frame)


def _kept(term: Term, frame: Frame) -> Matrix:
    uses = frame.setting.uses(term)
    if not uses.quantities.isdisjoint(frame.parameters):
        return rule[type(term)](term, frame)
    setting = frame.setting.home(uses.quantities)
    key = id(term), tuple(frame.indices.get(name) for name in uses.indices)
    if key not in setting.memo:
        setting.memo[key] = rule[type(term)](term, Frame(setting, frame.indices))
    return setting.memo[key]


def scalar(term: Term, frame: Frame) -> Value:
    """The value of a scalar term."""
    return value_of(term, frame)[0][0]


def integer(term: Term, frame: Frame) -> int:
    """The value of an index or of a bound."""
    if isinstance(term, terms.Index) and term.name in frame.indices:
        return frame.indices[term.name]
    value = scalar(term, frame)
    if isinstance(value, Fraction) and value.denominator == 1:
        return value.numerator
    raise Undefined("an index or a bound of a sum is not an integer")


def _shape(term: Term, frame: Frame) -> tuple[int, int]:
    match term.shape:
        case (rows, columns):
            return frame.setting.point.size(rows), frame.setting.point.size(columns)
        case _:
            return 1, 1


@rule(terms.Constant)
def _constant(term: terms.Constant, frame: Frame) -> Matrix:
    return ((term.value,),)


@rule(terms.SizeValue)
def _size_value(term: terms.SizeValue, frame: Frame) -> Matrix:
    return ((Fraction(frame.setting.point.size(term.size)),),)


@rule(terms.Index)
def _index(term: terms.Index, frame: Frame) -> Matrix:
    if term.name not in frame.indices:
        raise Undefined(f"the index {term.name} has no value")
    return ((Fraction(frame.indices[term.name]),),)


@rule(terms.Quantity)
def _quantity(term: terms.Quantity, frame: Frame) -> Matrix:
    name, setting = term.name, frame.setting
    for given in (frame.parameters, setting.varied, setting.point.values):
        if name in given:
            return given[name]
    if name not in setting.scope.definitions:
        raise Undefined(f"{name} has neither a value nor a definition")
    return _kept(setting.scope.definitions[name], Frame(setting, {}))


@rule(terms.Item)
def _item(term: terms.Item, frame: Frame) -> Matrix:
    array, row, column = value_of(term.array, frame), integer(term.row, frame), integer(term.column, frame)
    for axis, index, size in (("row", row, len(array)), ("column", column, len(array[0]))):
        if not 1 <= index <= size:
            name = term.array.name if isinstance(term.array, terms.Quantity) else "the array"
            raise OutOfRange(f"{name} has no {axis} {index}, only {axis}s 1 to {size}")
    return ((array[row - 1][column - 1],),)


@rule(terms.Table)
def _table(term: terms.Table, frame: Frame) -> Matrix:
    rows, columns = _shape(term, frame)
    return tuple(
        [
            tuple([scalar(term.entry, frame.at({term.row: i, term.column: j})) for j in range(1, columns + 1)])
            for i in range(1, rows + 1)
        ]
    )


@rule(terms.Grid)
def _grid(term: terms.Grid, frame: Frame) -> Matrix:
    return tuple(tuple(scalar(cell, frame) for cell in row) for row in term.rows)


@rule(terms.Spread)
def _spread(term: terms.Spread, frame: Frame) -> Matrix:
    return repeated(value_of(term.array, frame), *_shape(term, frame))


@rule(terms.Transpose)
def _transpose(term: terms.Transpose, frame: Frame) -> Matrix:
    return transposed(value_of(term.array, frame))


@rule(terms.Plus)
def _plus(term: terms.Plus, frame: Frame) -> Matrix:
    return entrywise(lambda *values: reduce(add, values), *(value_of(part, frame) for part in term.parts))


@rule(terms.Negative)
def _negative(term: terms.Negative, frame: Frame) -> Matrix:
    return entrywise(lambda value: -value, value_of(term.operand, frame))


@rule(terms.Times)
def _times(term: terms.Times, frame: Frame) -> Matrix:
    return entrywise(mul, value_of(term.left, frame), value_of(term.right, frame))


@rule(terms.MatMul)
def _matmul(term: terms.MatMul, frame: Frame) -> Matrix:
    columns = transposed(value_of(term.right, frame))
    rows = value_of(term.left, frame)
    return tuple(tuple(reduce(add, map(mul, row, column)) for column in columns) for row in rows)


@rule(terms.Quotient)
def _quotient(term: terms.Quotient, frame: Frame) -> Matrix:
    return entrywise(divide, value_of(term.top, frame), value_of(term.bottom, frame))


@rule(terms.Power)
def _power(term: terms.Power, frame: Frame) -> Matrix:
    return entrywise(power, value_of(term.base, frame), value_of(term.exponent, frame))


@rule(terms.Map)
def _function(term: terms.Map, frame: Frame) -> Matrix:
    if term.function not in FUNCTIONS:
        raise Undefined(f"the function {term.function} is not known in numbers")
    if not term.arguments:
        return ((FUNCTIONS[term.function](),),)
    return entrywise(FUNCTIONS[term.function], *(value_of(argument, frame) for argument in term.arguments))


@rule(terms.Unknown)
def _unknown(term: terms.Unknown, frame: Frame) -> Matrix:
    arguments = [value_of(argument, frame) for argument in term.arguments]
    return applied(term.name, term.primes, arguments, frame.setting.point)


@rule(terms.Fold)
def _fold(term: terms.Fold, frame: Frame) -> Matrix:
    values = range(integer(term.low, frame), integer(term.high, frame) + 1)
    if len(values) > LONGEST:
        raise Undefined(f"a sum or product over {len(values)} terms")
    inner = (frame.at({term.index: k}) for k in values)
    bodies = [value_of(term.body, each) for each in inner if term.condition is None or _decided(term.condition, each)]
    combine, empty = FOLDS[term.folding]
    if bodies:
        return reduce(lambda left, right: entrywise(combine, left, right), bodies)
    if empty is None:
        raise Undefined(f"the {term.folding.value} of nothing")
    return repeated(((empty,),), *_shape(term, frame))


@rule(terms.Cases)
def _cases(term: terms.Cases, frame: Frame) -> Matrix:
    for body, condition in term.branches:
        if condition is None or _decided(condition, frame):
            return repeated(value_of(body, frame), *_shape(term, frame))
    raise Undefined("none of the cases holds")


def truth(condition: Condition, frame: Frame) -> bool | None:
    """Whether a condition holds at every entry; `None` where that is open."""
    match condition:
        case terms.Compare():
            sides = aligned(value_of(condition.left, frame), value_of(condition.right, frame))
            pairs = (pair for rows in zip(*sides, strict=True) for pair in zip(*rows, strict=True))
            return _all(related(condition.comparison, *pair) for pair in pairs)
        case terms.Every():
            return _all(truth(part, frame) for part in condition.parts)
        case terms.Some():
            return _negated(_all(_negated(truth(part, frame)) for part in condition.parts))
        case terms.Not():
            return _negated(truth(condition.part, frame))


def _negated(known: bool | None) -> bool | None:
    return None if known is None else not known


def _all(parts: Iterable[bool | None]) -> bool | None:
    """False where a part is, and no part after it is looked at; open where one is; else true."""
    known: bool | None = True
    for part in parts:
        if part is False:
            return False
        known = known and part
    return known


def _decided(condition: Condition, frame: Frame) -> bool:
    known = truth(condition, frame)
    if known is None:
        raise Undefined("whether a condition holds could not be decided")
    return known
