"""The rules of the terms in which something varies: derivatives, limits and functions of a parameter.

What varies is replaced by a jet, and the change is read off the result.
"""

from __future__ import annotations

from dataclasses import replace

from derive.judging.exact.duals import Dual, Place, slope
from derive.judging.exact.frames import Frame
from derive.judging.exact.intervals import ONE, ZERO, Undefined
from derive.judging.exact.jets import Value
from derive.judging.exact.laurent import Series, coefficient
from derive.judging.exact.matrices import Matrix, entrywise, transposed
from derive.judging.exact.valuation import integer, rule, scalar, value_of
from derive.meaning import terms
from derive.meaning.terms import Term

LIMIT_POWERS = 8


@rule.register
def _apply(term: terms.Apply, frame: Frame) -> Matrix:
    return entrywise(lambda value: _applied(term, frame, value, term.primes), value_of(term.argument, frame))


def _applied(term: terms.Apply, frame: Frame, argument: Value, primes: int) -> Value:
    if not primes:
        return scalar(term.body, Frame(frame.setting, frame.indices, {term.parameter: ((argument,),)}))
    setting = frame.setting.deeper({})
    variable = Dual(setting.depth, argument, {(0, 0): ONE})
    return slope(_applied(term, replace(frame, setting=setting), variable, primes - 1), setting.depth, (0, 0))


@rule.register
def _derivative(term: terms.Derivative, frame: Frame) -> Matrix:
    by = term.by.array if isinstance(term.by, terms.Item) else term.by
    if not isinstance(by, terms.Quantity):
        raise Undefined("a derivative by something that is neither a quantity nor an entry of one")
    value, depth = value_of(by, frame), frame.setting.depth + 1
    places = [_place(term.by, frame)] if isinstance(term.by, terms.Item) else _places(value)
    varied = tuple(
        tuple(Dual(depth, each, {(i, j): ONE}) if (i, j) in places else each for j, each in enumerate(row))
        for i, row in enumerate(value)
    )
    numerator = value_of(term.numerator, frame.varying(by.name, varied))
    if not term.by.shape:
        slopes = entrywise(lambda each: slope(each, depth, places[0]), numerator)
    elif not term.numerator.shape:
        of_place = [slope(numerator[0][0], depth, place) for place in places]
        width = len(value[0])
        slopes = tuple(tuple(of_place[start : start + width]) for start in range(0, len(of_place), width))
    else:
        slopes = tuple(tuple(slope(each, depth, place) for place in places) for row in numerator for each in row)
    return transposed(slopes) if term.flipped else slopes


def _places(matrix: Matrix) -> list[Place]:
    return [(i, j) for i, row in enumerate(matrix) for j, _ in enumerate(row)]


def _place(item: terms.Item, frame: Frame) -> Place:
    value_of(item, frame)  # an entry that is not there is named
    return integer(item.row, frame) - 1, integer(item.column, frame) - 1


@rule.register
def _limit(term: terms.Limit, frame: Frame) -> Matrix:
    depth = frame.setting.depth + 1
    body = expanded(term.body, term.variable, scalar(term.to, frame), frame, LIMIT_POWERS)
    return entrywise(lambda each: coefficient(each, depth, 0), body)


def expanded(term: Term, variable: str, to: Value, frame: Frame, powers: int) -> Matrix:
    """A term with `variable` = `to` + t, as series in t up to a power, of the depth next to the frame's."""
    t = Series(frame.setting.depth + 1, 0, (to, ONE, *(ZERO,) * (powers - 1)))
    return value_of(term, frame.varying(variable, ((t,),)))
