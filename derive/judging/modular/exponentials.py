"""Exponentials, also of sums with logarithms in them: exp(x - log s) is exp(x)/s."""

from __future__ import annotations

from functools import reduce

from derive.judging.modular.fields import Field
from derive.judging.modular.frames import Frame
from derive.judging.modular.places import at_place, entered, rational, spanned
from derive.judging.modular.powers import inverted, raised
from derive.judging.modular.reading import Reading, multiplied
from derive.judging.modular.tensors import COLUMN, ROW, InExponent, Tensor
from derive.judging.modular.truths import positive
from derive.meaning import terms
from derive.meaning.terms import Term


def exponential(reading: Reading, term: Term, frame: Frame, field: Field) -> Tensor:
    """The exponential of a term.

    Raises:
        NotModelled: there is a logarithm in the term that is no summand of it.
    """
    try:
        value = reading.value(term, frame, field.exponents())
    except InExponent:
        return _by_parts(reading, term, frame, field)
    return Tensor(value.axes, field.exponential(value.data))


def _by_parts(reading: Reading, term: Term, frame: Frame, field: Field) -> Tensor:
    """The same, by what the term is made of."""
    match term:
        case terms.Plus(parts=parts):
            factors = [exponential(reading, part, frame, field) for part in parts]
            return reduce(lambda left, right: multiplied(field, left, right), factors)
        case terms.Negative(operand=operand):
            return inverted(reading, exponential(reading, operand, frame, field), frame, field, 0)
        case terms.Times(left=left, right=right) if reading.settled(left, frame) or reading.settled(right, frame):
            count, other = (left, right) if reading.settled(left, frame) else (right, left)
            power = rational(reading, count, frame)
            return raised(reading, exponential(reading, other, frame, field), power, frame, field)
        case terms.Map(function="log", arguments=(argument,)):
            positive(reading, argument, frame)
            return reading.value(argument, frame, field)
    return _elsewhere(reading, term, frame, field)


def _elsewhere(reading: Reading, term: Term, frame: Frame, field: Field) -> Tensor:
    """The same of a term whose value stands elsewhere: in a definition or a table."""
    match term:
        case terms.Quantity(name=name):
            overlay = frame.parameters.get(name) or frame.varied.get(name)
            if overlay is not None:
                return exponential(reading, overlay.term, overlay.frame, field).renamed(overlay.names)
            return exponential(reading, reading.scope.definitions[name], reading.home(name, frame), field)
        case terms.Item(array=terms.Table() as table):
            return exponential(reading, table.entry, entered(reading, term, table, frame), field)
        case terms.Item(array=array):
            return at_place(reading, term, exponential(reading, array, frame, field), frame, field)
        case terms.Table(entry=entry):
            inner, axes = spanned(reading, term, frame)
            return exponential(reading, entry, inner, field).renamed(axes)
        case terms.Transpose(array=array):
            return exponential(reading, array, frame, field).renamed({ROW: COLUMN, COLUMN: ROW})
        case terms.Spread(array=array):
            return exponential(reading, array, frame, field)
    raise InExponent("a logarithm within an exponential")
