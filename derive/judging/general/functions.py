"""The functions of the language in index terms: one row a function."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import reduce

from derive.judging.general.algebra import exponential, function, logarithm, power, sign
from derive.judging.general.expressions import Expression, NotCovered, number

HALF, INVERSE = Fraction(1, 2), -1


def _sinh(x: Expression) -> Expression:
    return (exponential(x) - exponential(-x)).scaled(HALF)


def _cosh(x: Expression) -> Expression:
    return (exponential(x) + exponential(-x)).scaled(HALF)


def _tanh(x: Expression) -> Expression:
    square = exponential(x) * exponential(x)
    return (square - number(1)) * power(square + number(1), INVERSE)


def _absolute(x: Expression) -> Expression:
    return x * (sign(x, above=True) - sign(x, above=False))


def _larger(a: Expression, b: Expression) -> Expression:
    below = sign(a - b, above=False)
    return a * (number(1) - below) + b * below


def _smaller(a: Expression, b: Expression) -> Expression:
    above = sign(a - b, above=True)
    return a * (number(1) - above) + b * above


TABLE: Mapping[str, Callable[..., Expression]] = {
    "exp": exponential,
    "log": logarithm,
    "log10": lambda x: logarithm(x) * power(logarithm(number(10)), INVERSE),
    "sqrt": lambda x: power(x, HALF),
    "sinh": _sinh,
    "cosh": _cosh,
    "tanh": _tanh,
    "sin": lambda x: function("sin", (x,)),
    "cos": lambda x: function("cos", (x,)),
    "tan": lambda x: function("sin", (x,)) * power(function("cos", (x,)), INVERSE),
    "arctan": lambda x: function("arctan", (x,)),
    "erf": lambda x: function("erf", (x,)),
    "abs": _absolute,
    "sign": lambda x: sign(x, above=True) - sign(x, above=False),
    "max": lambda *values: reduce(_larger, values),
    "min": lambda *values: reduce(_smaller, values),
}
FOLDS: Mapping[str, Callable[[Expression, Expression], Expression]] = {
    "prod": lambda a, b: a * b,
    "max": _larger,
    "min": _smaller,
}


def combined(kind: str, values: Sequence[Expression]) -> Expression:
    """The product or the extreme value of some values."""
    return reduce(FOLDS[kind], values)


def general_power(base: Expression, exponent: Expression) -> Expression:
    """A power with any exponent, of a base that is known to be positive."""
    if not base.positive:
        raise NotCovered("a power of what is not known to be positive")
    return exponential(exponent * logarithm(base))
