"""The rules of quotients, powers and functions of numbers.

Each is known by its derivatives of every order at its argument; the parts of its value follow by the chain rule.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial

import numpy as np

from derive.judging.modular.balls import BALLS
from derive.judging.modular.exponentials import exponential
from derive.judging.modular.fields import Field
from derive.judging.modular.frames import Frame, Seeds
from derive.judging.modular.powers import inverted, rooted
from derive.judging.modular.reading import Part, PartOf, Reading, added, chained, chosen, multiplied, rule
from derive.judging.modular.tensors import NotModelled, Tensor, single
from derive.judging.modular.truths import extreme, positive, sign
from derive.meaning import terms
from derive.meaning.terms import Map, Term

Outer = Callable[[Reading, Term, Frame, Field, int], Tensor]
HALF = Fraction(1, 2)


def parts_of(reading: Reading, term: Term, frame: Frame, field: Field) -> PartOf:
    """The parts of a term, by seeds."""
    return partial(reading.part, term, frame, field)


def _exp(reading: Reading, argument: Term, frame: Frame, field: Field, order: int) -> Tensor:
    return exponential(reading, argument, frame, field)


def _log(reading: Reading, argument: Term, frame: Frame, field: Field, order: int) -> Tensor:
    positive(reading, argument, frame)
    if order:
        value = reading.value(argument, frame, field)
        return inverted(reading, value, frame, field, order - 1)
    value = reading.value(argument, frame, field.powers())
    if field is not BALLS:
        reading.exclude(Tensor(value.axes, value.data == 0), frame)
    return Tensor(value.axes, field.logarithm(value.data))


def _sin(reading: Reading, argument: Term, frame: Frame, field: Field, order: int) -> Tensor:
    reading.meets("a sine")
    value = reading.value(argument, frame, field.exponents())
    sine, cosine = field.wave(value.data)
    turned = (sine, cosine, field.negative(sine), field.negative(cosine))[order % 4]
    return Tensor(value.axes, turned)


def _cos(reading: Reading, argument: Term, frame: Frame, field: Field, order: int) -> Tensor:
    return _sin(reading, argument, frame, field, order + 1)


def _sqrt(reading: Reading, argument: Term, frame: Frame, field: Field, order: int) -> Tensor:
    return rooted(reading, argument, single(HALF), frame, field, order)


def _abs(reading: Reading, argument: Term, frame: Frame, field: Field, order: int) -> Tensor:
    slope = _sign(reading, argument, frame, field, max(order - 1, 0))
    return slope if order else multiplied(field, slope, reading.value(argument, frame, field))


def _sign(reading: Reading, argument: Term, frame: Frame, field: Field, order: int) -> Tensor:
    found = sign(reading, argument, frame, field)
    return Tensor((), field.integers(np.asarray(0))) if order else found


OUTER: dict[str, Outer] = {
    "exp": _exp,
    "log": _log,
    "sin": _sin,
    "cos": _cos,
    "sqrt": _sqrt,
    "abs": _abs,
    "sign": _sign,
}
"""The derivatives of each function, from order 0, at a term."""

S = terms.Quantity("°")


def _fn(name: str, argument: Term) -> Term:
    return Map(name, (argument,))


def _number(value: int) -> Term:
    return terms.Constant(Fraction(value))


def _exp_of(factor: int) -> Term:
    return _fn("exp", terms.Times(_number(factor), S))


BODIES: dict[str, Term] = {
    "sinh": terms.Quotient(terms.Plus((_exp_of(1), terms.Negative(_exp_of(-1)))), _number(2)),
    "cosh": terms.Quotient(terms.Plus((_exp_of(1), _exp_of(-1))), _number(2)),
    "tanh": terms.Quotient(terms.Plus((_exp_of(2), _number(-1))), terms.Plus((_exp_of(2), _number(1)))),
    "tan": terms.Quotient(_fn("sin", S), _fn("cos", S)),
    "log10": terms.Quotient(_fn("log", S), _fn("log", _number(10))),
}
"""Functions that are made of others, as the bodies of functions of one number."""
SLOPES: dict[str, Term] = {
    "arctan": terms.Quotient(_number(1), terms.Plus((_number(1), terms.Power(S, _number(2))))),
    "erf": terms.Quotient(
        terms.Times(_number(2), _fn("exp", terms.Negative(terms.Power(S, _number(2))))),
        terms.Power(Map("pi", ()), terms.Constant(HALF)),
    ),
}
"""Functions that have a value here only where they are differentiated, by their derivatives."""


@rule(terms.Map)
def _map(reading: Reading, term: Map, frame: Frame, field: Field, seeds: Seeds) -> Part:
    name = term.function
    if name == "pi":
        reading.meets("π")
        return None if seeds else Tensor((), field.pi())
    if name in ("max", "min"):
        return _extreme(reading, term, frame, field, seeds)
    (argument,) = term.arguments
    if name in OUTER:
        inner = parts_of(reading, argument, frame, field)
        return chained(field, inner, partial(_slope, reading, name, argument, frame, field), seeds)
    if name in BODIES:
        return reading.part(_applied(reading, term, BODIES[name], 0), frame, field, seeds)
    if name in SLOPES:
        return _by_slopes(reading, term, frame, field, seeds)
    raise NotModelled(f"the function {name}")


def _slope(reading: Reading, name: str, argument: Term, frame: Frame, field: Field, order: int) -> Tensor:
    """The derivative of an order of a function at a term, worked out once."""
    key = name, id(argument), frame, field, 0 if name == "exp" else order
    found: Tensor = reading.once(key, lambda: OUTER[name](reading, argument, frame, field, order))
    return found


def _by_slopes(reading: Reading, term: Map, frame: Frame, field: Field, seeds: Seeds) -> Part:
    if term.function == "arctan":
        reading.meets("an arctangent")

    def outer(order: int) -> Tensor:
        if not order and term.function == "erf":
            value = reading.value(term.arguments[0], frame, field)
            return Tensor(value.axes, field.erf(value.data))
        if not order:
            raise NotModelled("a value of an arctangent")
        return reading.value(_applied(reading, term, SLOPES[term.function], order - 1), frame, field)

    return chained(field, parts_of(reading, term.arguments[0], frame, field), outer, seeds)


def _applied(reading: Reading, term: Map, body: Term, primes: int) -> Term:
    """The function with a body, or its derivative, at the argument of a term."""
    (argument,) = term.arguments
    found: Term = reading.once(
        ("body", id(term), primes), lambda: terms.Apply(S.name, body, primes, argument, shape=term.shape)
    )
    return found


def _extreme(reading: Reading, term: Map, frame: Frame, field: Field, seeds: Seeds) -> Part:
    def best() -> list[Tensor]:
        real = [reading.value(argument, frame, BALLS) for argument in term.arguments]
        return extreme(reading, real, term.function == "min", frame)

    places = reading.once(("best", id(term), frame), best)
    values = [reading.part(argument, frame, field, seeds) for argument in term.arguments]
    pairs = zip(places, values, strict=True)
    return added(field, [chosen(field, where, value) for where, value in pairs if value is not None])
