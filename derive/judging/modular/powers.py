"""The rules of quotients and powers, by their derivatives of every order."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from math import prod

import numpy as np

from derive.judging.modular.fields import Field
from derive.judging.modular.frames import Frame, Seeds
from derive.judging.modular.places import rational
from derive.judging.modular.reading import Part, Reading, chained, chosen, multiplied, product, rule
from derive.judging.modular.tensors import Data, NotModelled, Tensor, combined, single
from derive.judging.modular.truths import positive, sign
from derive.meaning import terms
from derive.meaning.terms import Term


@rule(terms.Quotient)
def _quotient(reading: Reading, term: terms.Quotient, frame: Frame, field: Field, seeds: Seeds) -> Part:
    bottom = partial(reading.part, term.bottom, frame, field)
    outer = partial(_inverses, reading, term.bottom, frame, field)
    top = partial(reading.part, term.top, frame, field)
    return product(field, top, lambda own: chained(field, bottom, outer, own), seeds)


def _inverses(reading: Reading, bottom: Term, frame: Frame, field: Field, order: int) -> Tensor:
    """The derivative of an order of 1/x, from the one below, worked out once."""

    def made() -> Tensor:
        if not order:
            return inverted(reading, reading.value(bottom, frame, field), frame, field, 0)
        below, first = (_inverses(reading, bottom, frame, field, k) for k in (order - 1, 0))
        return sloped(below, first, field, order)

    found: Tensor = reading.once(("inverse", id(bottom), frame, field, order), made)
    return found


@rule(terms.Power)
def _power(reading: Reading, term: terms.Power, frame: Frame, field: Field, seeds: Seeds) -> Part:
    names = reading.names.here(term.exponent, frame)
    if any(seed.name in names for seed in seeds):
        raise NotModelled("a derivative by an exponent")
    exponent = rational(reading, term.exponent, frame)
    base = partial(reading.part, term.base, frame, field)
    if any(value.denominator == 2 for value in exponent.data.flat):
        return chained(field, base, lambda order: rooted(reading, term.base, exponent, frame, field, order), seeds)
    value = reading.value(term.base, frame, field)
    return chained(field, base, lambda order: fallen(reading, value, exponent, frame, field, order), seeds)


def inverted(reading: Reading, value: Tensor, frame: Frame, field: Field, order: int) -> Tensor:
    """The derivative of an order of 1/x; points at which x is 0 are left out."""
    inverse, there = field.reciprocal(value.data)
    reading.exclude(Tensor(value.axes, ~there), frame)
    one = result = Tensor(value.axes, inverse)
    for k in range(1, order + 1):
        result = sloped(result, one, field, k)
    return result


def sloped(below: Tensor, inverse: Tensor, field: Field, order: int) -> Tensor:
    """The derivative of an order of 1/x, from that of one order below and from 1/x."""
    return Tensor(below.axes, field.times(field.times(below.data, inverse.data), field.integers(np.asarray(-order))))


def fallen(reading: Reading, value: Tensor, exponent: Tensor, frame: Frame, field: Field, order: int) -> Tensor:
    """The derivative of an order of a power with whole exponents."""
    factors = _falling(exponent, order)
    left = Tensor(exponent.axes, np.asarray((exponent.data - order) * (factors.data != 0), dtype=object))
    return multiplied(field, _numbers(factors, field), raised(reading, value, left, frame, field))


def _falling(exponent: Tensor, order: int) -> Tensor:
    """What a power has before it in its derivative of an order: p(p - 1)… of as many factors; 1 in order 0."""
    one: Data = np.full(exponent.data.shape, Fraction(1), dtype=object)
    return Tensor(exponent.axes, np.asarray(prod((exponent.data - k for k in range(order)), start=one), dtype=object))


def _numbers(factors: Tensor, field: Field) -> Tensor:
    """Fractions as elements, of their type where there are none too."""
    elements = [field.number(Fraction(value))[()] for value in factors.data.flat]
    numbers = np.asarray(elements, dtype=field.number(Fraction(1)).dtype)
    return Tensor(factors.axes, numbers.reshape(factors.data.shape))


def raised(reading: Reading, value: Tensor, exponent: Tensor, frame: Frame, field: Field) -> Tensor:
    """A whole power; points at which 0 has a negative one are left out."""
    if any(each.denominator != 1 for each in exponent.data.flat):
        raise NotModelled("a power whose exponent is no multiple of 1/2")
    exponents = Tensor(exponent.axes, np.asarray(exponent.data, dtype=object).astype(np.int64))
    if (exponents.data < 0).any():
        inverse, there = field.reciprocal(value.data)
        below = Tensor(exponents.axes, exponents.data < 0)
        missing = Tensor(value.axes, ~there)
        reading.exclude(combined(np.logical_and, missing, below), frame)
        inverted = chosen(field, below, Tensor(value.axes, inverse))
        direct = chosen(field, Tensor(below.axes, ~below.data), value)
        value = combined(field.add, inverted, direct)
    return multiplied_out(value, Tensor(exponents.axes, np.abs(exponents.data)), field)


def multiplied_out(value: Tensor, exponents: Tensor, field: Field) -> Tensor:
    """Powers with exponents from 0, by repeated squaring."""
    one = field.integers(np.asarray(1))
    if not exponents.axes:
        return _power_of(value, int(exponents.data), field) if exponents.data else Tensor((), one)
    result = Tensor((), one)
    for digit in range(int(exponents.data.max(initial=0)).bit_length()):
        odd = Tensor(exponents.axes, (exponents.data >> digit) & 1 == 1)
        value = multiplied(field, value, value) if digit else value
        factor = combined(lambda holds, values: np.where(holds, values, one), odd, value)
        result = multiplied(field, result, factor) if digit else factor
    return result


def _power_of(value: Tensor, exponent: int, field: Field) -> Tensor:
    """One power with an exponent from 1, without a product by 1."""
    result = value
    for digit in f"{exponent:b}"[1:]:
        result = multiplied(field, result, result)
        result = multiplied(field, result, value) if digit == "1" else result
    return result


def rooted(reading: Reading, base: Term, exponent: Tensor, frame: Frame, field: Field, order: int) -> Tensor:
    """The derivative of an order of a power whose exponents are multiples of 1/2."""
    root = _root(reading, base, frame, field)
    factors = _falling(exponent, order)
    doubled = Tensor(exponent.axes, np.asarray(2 * (exponent.data - order), dtype=object))
    return multiplied(field, _numbers(factors, field), raised(reading, root, doubled, frame, field))


def _root(reading: Reading, base: Term, frame: Frame, field: Field) -> Tensor:
    """The square root of a term; that of x^2 is |x|."""
    match base:
        case terms.Power(base=inner, exponent=terms.Constant(value=value)) if value > 0 and value % 2 == 0:
            size = multiplied(field, sign(reading, inner, frame, field), reading.value(inner, frame, field))
            return raised(reading, size, single(value / 2, object), frame, field)
    positive(reading, base, frame)
    radicand = reading.value(base, frame, field)
    data, there = field.root(radicand.data)
    reading.exclude(Tensor(radicand.axes, ~there), frame)
    return multiplied(field, Tensor(radicand.axes, data), reading.signs.of(radicand, field, reading.points.count))
