"""The rules of terms in which something varies: derivatives, and functions given by a body or unknown."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from math import perm

import numpy as np

from derive.judging.modular.fields import Field
from derive.judging.modular.frames import Frame, Overlay, Seed, Seeds
from derive.judging.modular.places import located, numbered, place
from derive.judging.modular.powers import multiplied_out
from derive.judging.modular.reading import Part, Reading, added, chained, multiplied, rule, summed
from derive.judging.modular.tensors import COLUMN, ROW, NotModelled, Tensor, combined, flattened, single
from derive.meaning import terms

DEGREE = 5
"""The degree of the polynomials that stand for unknown functions of one number."""
RIDGES = (1, 2, 2, 3)
"""An unknown function of many numbers is a sum of these powers of linear forms."""
RIDGE = "ridge"


@rule(terms.Derivative)
def _derivative(reading: Reading, term: terms.Derivative, frame: Frame, field: Field, seeds: Seeds) -> Part:
    inner, seed, axes = reading.once((id(term), frame), lambda: varying(reading, term, frame))
    value = reading.part(term.numerator, inner, field, (*seeds, seed))
    if value is None:
        return None if seeds else Tensor((), field.integers(np.asarray(0)))
    if term.by.shape and term.numerator.shape:
        own = dict(zip((ROW, COLUMN), reading.shape(term.numerator.shape), strict=True))
        others = dict(zip(axes, reading.shape(term.by.shape), strict=True))
        value = flattened(flattened(value, own, "value"), others, "variable")
        value = value.renamed({"value": ROW, "variable": COLUMN})
    else:
        value = value.renamed(dict(zip(axes, (ROW, COLUMN), strict=True)))
    return value.renamed({ROW: COLUMN, COLUMN: ROW}) if term.flipped else value


def varying(reading: Reading, term: terms.Derivative, frame: Frame) -> tuple[Frame, Seed, tuple[str, str]]:
    """The frame in which a name varies, and the axes of its entries in a derivative."""
    by = term.by.array if isinstance(term.by, terms.Item) else term.by
    if not isinstance(by, terms.Quantity):
        raise NotModelled("a derivative by something that is neither a quantity nor an entry of one")
    if by.name in reading.scope.finite:
        raise NotModelled(f"a derivative by {by.name}, which has finitely many values")
    seed, axes = reading.seed(by.name), (reading.axis(), reading.axis())
    if isinstance(term.by, terms.Item):
        row, column, shape = place(reading, term.by, frame)
        numbers = [row, column]
    else:
        shape = reading.shape(by.shape)
        numbers = [
            Tensor((axis,), numbered(size)) if size > 1 else single(1) for axis, size in zip(axes, shape, strict=True)
        ]
    slope = single(1)
    for number, axis, size in zip(numbers, (ROW, COLUMN), shape, strict=True):
        if size > 1:
            slope = combined(lambda all_before, here: all_before * here, slope, located(number, axis, size))
    overlay = Overlay(by, frame, (seed,), slope)
    if by.name in frame.parameters:
        return replace(frame, parameters={**frame.parameters, by.name: overlay}), seed, axes
    return replace(frame, varied={**frame.varied, by.name: overlay}), seed, axes


@rule(terms.Apply)
def _apply(reading: Reading, term: terms.Apply, frame: Frame, field: Field, seeds: Seeds) -> Part:
    inner, own, back = reading.once((id(term), frame), lambda: _bound(reading, term, frame))
    value = reading.part(term.body, inner, field, (*seeds, *own))
    if value is None:
        return None if seeds else Tensor((), field.integers(np.asarray(0)))
    return value.renamed(back)


def _bound(reading: Reading, term: terms.Apply, frame: Frame) -> tuple[Frame, Seeds, dict[str, str]]:
    """The frame of a function's body, the seeds of its derivative, and how the axes of the argument are called."""
    own = tuple(reading.seed(term.parameter) for _ in range(term.primes))
    names = {ROW: reading.axis(), COLUMN: reading.axis()}
    overlay = Overlay(term.argument, frame, own, single(1), names)
    back = {axis: name for name, axis in names.items()}
    return replace(frame, parameters={term.parameter: overlay}), own, back


@rule(terms.Unknown)
def _unknown(reading: Reading, term: terms.Unknown, frame: Frame, field: Field, seeds: Seeds) -> Part:
    if len(term.arguments) == 1 and term.shape == term.arguments[0].shape:
        inner = partial(reading.part, term.arguments[0], frame, field)
        return chained(field, inner, lambda order: _polynomial(reading, term, frame, field, order + term.primes), seeds)
    if term.primes:
        raise NotModelled("a derivative of an unknown function of several numbers that names none of them")
    forms = partial(_forms, reading, term, frame, field)
    key = "ridges", id(term), frame, field

    def ridges(order: int) -> Tensor:
        return _ridges(reading, term, frame, field, order)

    value = chained(field, forms, lambda order: reading.once((*key, order), lambda: ridges(order)), seeds)
    return None if value is None else summed(field, value, RIDGE, len(RIDGES))


def _polynomial(reading: Reading, term: terms.Unknown, frame: Frame, field: Field, order: int) -> Tensor:
    """The derivative of an order of a chance polynomial at the argument."""
    coefficients = reading.points.coefficients(term.name, (DEGREE + 1,))
    value = reading.value(term.arguments[0], frame, field)
    result = Tensor((), field.integers(np.asarray(0)))
    for power in range(DEGREE, order - 1, -1):
        coefficient = Tensor((), field.integers(coefficients[power] * perm(power, order)))
        result = combined(field.add, multiplied(field, result, value), coefficient)
    return result


def _forms(reading: Reading, term: terms.Unknown, frame: Frame, field: Field, seeds: Seeds) -> Part:
    """The parts of the linear forms of all arguments."""
    found: list[Part] = []
    for number, argument in enumerate(term.arguments):
        value = reading.part(argument, frame, field, seeds)
        if value is None:
            continue
        shape = reading.shape(argument.shape)
        values = reading.points.coefficients(f"{term.name} {number}", (len(RIDGES), *shape))
        weights = Tensor((RIDGE, ROW, COLUMN), field.integers(values)).squeezed(ROW).squeezed(COLUMN)
        form = multiplied(field, weights, value)
        for axis, size in zip((ROW, COLUMN), shape, strict=True):
            form = summed(field, form, axis, size)
        found.append(form)
    return added(field, found)


def _ridges(reading: Reading, term: terms.Unknown, frame: Frame, field: Field, order: int) -> Tensor:
    """The derivatives of an order of the powers of the linear forms."""
    form = reading.once(("forms", id(term), frame, field), lambda: _forms(reading, term, frame, field, ()))
    factors = Tensor((RIDGE,), field.integers(np.array([perm(degree, order) for degree in RIDGES])))
    exponents = Tensor((RIDGE,), np.array([max(degree - order, 0) for degree in RIDGES]))
    return multiplied(field, factors, multiplied_out(form, exponents, field))
