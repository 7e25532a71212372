"""The rules of the terms in which something varies: derivatives, limits and functions of a parameter.

What varies is replaced by a jet, and the change is read off the result.
"""

from __future__ import annotations

from dataclasses import replace

from derive.judging.exact.duals import Dual, Place, common, slope
from derive.judging.exact.frames import Frame
from derive.judging.exact.intervals import ONE, ZERO, Undefined
from derive.judging.exact.jets import Value
from derive.judging.exact.laurent import Series, coefficient
from derive.judging.exact.matrices import Matrix, entrywise, transposed
from derive.judging.exact.rules import Kink
from derive.judging.exact.valuation import integer, rule, scalar, value_of
from derive.meaning import terms
from derive.meaning.terms import Term

LIMIT_POWERS = 8


@rule(terms.Apply)
def _apply(term: terms.Apply, frame: Frame) -> Matrix:
    return entrywise(lambda value: _applied(term, frame, value, term.primes), value_of(term.argument, frame))


def _applied(term: terms.Apply, frame: Frame, argument: Value, primes: int) -> Value:
    if not primes:
        return scalar(term.body, Frame(frame.setting, frame.indices, {term.parameter: ((argument,),)}))
    setting = frame.setting.deeper({})
    inner, start = replace(frame, setting=setting), (0, 0)

    def varied(towards: int) -> Value:
        return _applied(term, inner, Dual(setting.depth, argument, {start: ONE}, towards), primes - 1)

    try:
        return slope(varied(0), setting.depth, start)
    except Kink:
        if not frame.setting.scope.seamless:
            raise
        value = _applied(term, frame, argument, primes - 1)
        return common(value, [varied(-1), varied(1)], setting.depth, start)


@rule(terms.Derivative)
def _derivative(term: terms.Derivative, frame: Frame) -> Matrix:
    by = term.by.array if isinstance(term.by, terms.Item) else term.by
    if not isinstance(by, terms.Quantity):
        raise Undefined("a derivative by something that is neither a quantity nor an entry of one")
    value = value_of(by, frame)
    places = [_place(term.by, frame)] if isinstance(term.by, terms.Item) else _places(value)
    of_places = _slopes(term, by.name, value, places, frame)
    if not term.by.shape:
        slopes = of_places[0]
    elif not term.numerator.shape:
        width, flat = len(value[0]), [each[0][0] for each in of_places]
        slopes = tuple(tuple(flat[start : start + width]) for start in range(0, len(flat), width))
    else:
        cells = [[each for row in one for each in row] for one in of_places]
        slopes = tuple(zip(*cells, strict=True))
    return transposed(slopes) if term.flipped else slopes


def _slopes(term: terms.Derivative, name: str, value: Matrix, places: list[Place], frame: Frame) -> list[Matrix]:
    """The slopes of the numerator at each place; where it has a kink, those that are the same on both sides of it."""
    depth = frame.setting.depth + 1

    def varied(which: list[Place], towards: int) -> Matrix:
        rows = tuple(
            tuple(Dual(depth, each, {(i, j): ONE}, towards) if (i, j) in which else each for j, each in enumerate(row))
            for i, row in enumerate(value)
        )
        return value_of(term.numerator, frame.varying(name, rows))

    try:
        numerator = varied(places, 0)
        return [entrywise(lambda each, at=place: slope(each, depth, at), numerator) for place in places]
    except Kink:
        if not frame.setting.scope.seamless:
            raise
        numerator = value_of(term.numerator, frame)
    found: list[Matrix] = []
    for place in places:
        sides = varied([place], -1), varied([place], 1)
        found.append(entrywise(lambda each, *two, at=place: common(each, two, depth, at), numerator, *sides))
    return found


def _places(matrix: Matrix) -> list[Place]:
    return [(i, j) for i, row in enumerate(matrix) for j, _ in enumerate(row)]


def _place(item: terms.Item, frame: Frame) -> Place:
    value_of(item, frame)  # an entry that is not there is named
    return integer(item.row, frame) - 1, integer(item.column, frame) - 1


@rule(terms.Limit)
def _limit(term: terms.Limit, frame: Frame) -> Matrix:
    depth = frame.setting.depth + 1
    body = expanded(term.body, term.variable, scalar(term.to, frame), frame, LIMIT_POWERS)
    return entrywise(lambda each: coefficient(each, depth, 0), body)


def expanded(term: Term, variable: str, to: Value, frame: Frame, powers: int) -> Matrix:
    """A term with `variable` = `to` + t, as series in t up to a power, of the depth next to the frame's."""
    t = Series(frame.setting.depth + 1, 0, (to, ONE, *(ZERO,) * (powers - 1)))
    return value_of(term, frame.varying(variable, ((t,),)))
