"""The functions of the language at a value that may vary: each with its derivative, or made of those that have one.

Where a function or a condition has a kink at the point and what varies goes through it, there is no derivative, unless
it varies to one side only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import reduce

from derive.judging.exact import elementary, intervals
from derive.judging.exact.duals import Dual
from derive.judging.exact.intervals import ONE, ZERO, Undefined, order, reciprocal, sign
from derive.judging.exact.jets import Jet, Rule, Value, apply, at_point, divide
from derive.meaning.terms import Comparison

LARGEST_EXPONENT = 10_000
SIGNS: Mapping[Comparison, tuple[int, ...]] = {
    Comparison.EQUAL: (0,),
    Comparison.UNEQUAL: (-1, 1),
    Comparison.LESS: (-1,),
    Comparison.AT_MOST: (-1, 0),
    Comparison.GREATER: (1,),
    Comparison.AT_LEAST: (0, 1),
}
TWO, TEN, HALF = Fraction(2), Fraction(10), Fraction(1, 2)


class Kink(Undefined):
    """Two values are compared that are equal at the point and vary."""


def compare(left: Value, right: Value) -> int | None:
    """The sign of `left - right`; `None` where intervals leave it open.

    Raises:
        Kink: the two are equal at the point and vary, so that the sign is not the same nearby.
    """
    if not isinstance(left, Jet) and not isinstance(right, Jet):
        return order(left, right)
    if left is right:
        return 0
    gap = left - right
    which = sign(at_point(gap))
    if which == 0:
        which = gap.beside() if isinstance(gap, Jet) else 0
        if not which:
            raise Kink("kink: two values that are compared are equal here, and what is varied changes them")
    return which


def related(comparison: Comparison, left: Value, right: Value) -> bool | None:
    """Whether the comparison holds; `None` where intervals leave it open."""
    which = compare(left, right)
    return None if which is None else which in SIGNS[comparison]


def larger(left: Value, right: Value) -> Value:
    """The maximum of two values."""
    if not isinstance(left, Jet) and not isinstance(right, Jet):
        return intervals.larger(left, right)
    if _touch(left, right):
        return left
    which = compare(left, right)
    if which is None:
        raise Undefined("which of two values is larger could not be decided")
    return right if which < 0 else left


def _touch(left: Value, right: Value) -> bool:
    """Whether two values are equal at the point, with the same slopes: then so has the larger one."""
    gap = left - right
    return left is right or (isinstance(gap, Dual) and all(part == ZERO for part in gap.parts()))


def smaller(left: Value, right: Value) -> Value:
    """The minimum of two values."""
    return -larger(-left, -right)


def sign_of(value: Value) -> Value:
    """-1, 0 or 1."""
    which = compare(value, ZERO)
    if which is None:
        raise Undefined("the sign of a number that may be zero")
    return Fraction(which)


def power(base: Value, exponent: Value) -> Value:
    """`base` to a power: by multiplication and square roots where the exponent is a multiple of 1/2, and x^0 = 1.

    Raises:
        Undefined: 0 to a negative power, a negative number to one that is not an integer, or an exponent beyond 10000.
    """
    if isinstance(exponent, Fraction):
        if abs(exponent) > LARGEST_EXPONENT:
            raise Undefined(f"a power with the exponent {exponent} is not computed")
        if exponent.denominator == 1:
            return _integer_power(base, exponent.numerator)
        if exponent.denominator == 2:
            return _integer_power(sqrt(base), exponent.numerator)
        if base == ZERO and exponent > 0:
            return ZERO
    return exp(exponent * log(base))


def _integer_power(base: Value, exponent: int) -> Value:
    if exponent < 0:
        return divide(ONE, _integer_power(base, -exponent))
    if isinstance(base, Fraction):
        return base**exponent
    result: Value = ONE
    for digit in f"{exponent:b}" if exponent else "":
        result = result * result
        result = result * base if digit == "1" else result
    return result


_EXP = Rule(elementary.exp, lambda _, value: value)
_LOG = Rule(elementary.log, lambda x, _: divide(ONE, x))
_SQRT = Rule(elementary.sqrt, lambda _, value: divide(HALF, value))
_SIN = Rule(elementary.sin, lambda x, _: cos(x))
_COS = Rule(elementary.cos, lambda x, _: -sin(x))
_ARCTAN = Rule(elementary.arctan, lambda x, _: divide(ONE, x * x + ONE))
_ERF = Rule(elementary.erf, lambda x, _: TWO * reciprocal(elementary.sqrt(elementary.pi())) * exp(-(x * x)))


def exp(x: Value) -> Value:
    """e to the power of x."""
    return apply(_EXP, x)


def log(x: Value) -> Value:
    """The natural logarithm of x > 0."""
    return apply(_LOG, x)


def sqrt(x: Value) -> Value:
    """The square root of x ≥ 0; it has no derivative at 0."""
    return apply(_SQRT, x)


def sin(x: Value) -> Value:
    """The sine."""
    return apply(_SIN, x)


def cos(x: Value) -> Value:
    """The cosine."""
    return apply(_COS, x)


FUNCTIONS: Mapping[str, Callable[..., Value]] = {
    "exp": exp,
    "log": log,
    "sqrt": sqrt,
    "sin": sin,
    "cos": cos,
    "tan": lambda x: divide(sin(x), cos(x)),
    "sinh": lambda x: (exp(x) - exp(-x)) * HALF,
    "cosh": lambda x: (exp(x) + exp(-x)) * HALF,
    "tanh": lambda x: ONE - divide(TWO, exp(TWO * x) + ONE),
    "sigmoid": lambda x: divide(ONE, exp(-x) + ONE),
    "arctan": lambda x: apply(_ARCTAN, x),
    "log10": lambda x: divide(log(x), log(TEN)),
    "pi": elementary.pi,
    "erf": lambda x: apply(_ERF, x),
    "abs": lambda x: larger(x, -x),
    "sign": sign_of,
    "max": lambda *values: reduce(larger, values),
    "min": lambda *values: reduce(smaller, values),
}
