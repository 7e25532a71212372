"""The arithmetic of certain numbers: what it encloses, what it may call different, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derive.judging.exact import elementary, rules
from derive.judging.exact.duals import Dual, slope
from derive.judging.exact.intervals import (
    Interval,
    Number,
    Undefined,
    differ,
    enclose,
    equal,
    larger,
    order,
    reciprocal,
    show,
)
from derive.judging.exact.jets import at_point

F = Fraction
REFERENCE = mpmath.MPContext()
REFERENCE.dps = 100
rationals = st.fractions(-8, 8, max_denominator=40)
positive = st.fractions(F(1, 40), 8, max_denominator=40)
Reference = Callable[[mpmath.mpf], mpmath.mpf]


def contains(number: Number, reference: mpmath.mpf) -> bool:
    """Whether the bounds of a number enclose a value that is itself known to 95 digits only."""
    low, high = (REFERENCE.make_mpf(bound) for bound in enclose(number).bounds)
    doubt = abs(reference) / REFERENCE.mpf(10) ** 95
    return bool(low - doubt <= reference <= high + doubt)


def width(number: Number) -> mpmath.mpf:
    """The distance between the bounds."""
    low, high = (REFERENCE.make_mpf(bound) for bound in enclose(number).bounds)
    return high - low


def precise(number: Fraction) -> mpmath.mpf:
    """A rational to 100 digits."""
    return REFERENCE.mpf(number.numerator) / number.denominator


def sigmoid(x: mpmath.mpf) -> mpmath.mpf:
    """The logistic function."""
    return 1 / (1 + REFERENCE.exp(-x))


R = REFERENCE
REFERENCES: list[tuple[str, Reference, Reference, st.SearchStrategy[Fraction]]] = [
    ("exp", R.exp, R.exp, rationals),
    ("log", R.log, lambda x: 1 / x, positive),
    ("sqrt", R.sqrt, lambda x: 1 / (2 * R.sqrt(x)), positive),
    ("sin", R.sin, R.cos, rationals),
    ("cos", R.cos, lambda x: -R.sin(x), rationals),
    ("tan", R.tan, lambda x: 1 / R.cos(x) ** 2, rationals),
    ("tanh", R.tanh, lambda x: 1 / R.cosh(x) ** 2, rationals),
    ("sinh", R.sinh, R.cosh, rationals),
    ("cosh", R.cosh, R.sinh, rationals),
    ("erf", R.erf, lambda x: 2 / R.sqrt(R.pi) * R.exp(-x * x), st.fractions(-20, 20, max_denominator=40)),
    ("sigmoid", sigmoid, lambda x: sigmoid(x) * sigmoid(-x), rationals),
]


@pytest.mark.parametrize(
    ("name", "function", "derivative", "arguments"), REFERENCES, ids=[row[0] for row in REFERENCES]
)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_function_and_its_derivative_are_enclosed_narrowly(
    name: str, function: Reference, derivative: Reference, arguments: st.SearchStrategy[Fraction], data: st.DataObject
) -> None:
    x = data.draw(arguments)
    varied = rules.FUNCTIONS[name](Dual(1, x, {(0, 0): F(1)}))
    for number, reference in ((at_point(varied), function), (at_point(slope(varied, 1, (0, 0))), derivative)):
        assert contains(number, reference(precise(x)))
        assert width(number) <= (1 + abs(reference(precise(x)))) / REFERENCE.mpf(10) ** 55


@given(base=positive, exponent=rationals)
@settings(max_examples=60, deadline=None)
def test_a_power_encloses_its_value(base: Fraction, exponent: Fraction) -> None:
    assert contains(at_point(rules.power(base, exponent)), REFERENCE.power(precise(base), precise(exponent)))


def times(left: Number, right: Number) -> Number:
    return left * right


IDENTITIES: list[tuple[str, Callable[[Fraction, Fraction], Number], Callable[[Fraction, Fraction], Number]]] = [
    ("exp a exp b", lambda a, b: times(elementary.exp(a), elementary.exp(b)), lambda a, b: elementary.exp(a + b)),
    ("log exp", lambda a, _: elementary.log(elementary.exp(a)), lambda a, _: a),
    (
        "sqrt squared",
        lambda a, _: times(elementary.sqrt(a * a + 1), elementary.sqrt(a * a + 1)),
        lambda a, _: a * a + 1,
    ),
    (
        "tanh by exp",
        lambda a, _: at_point(rules.FUNCTIONS["tanh"](a)),
        lambda a, _: (elementary.exp(a) - elementary.exp(-a)) * reciprocal(elementary.exp(a) + elementary.exp(-a)),
    ),
    (
        "sin² + cos²",
        lambda a, _: times(elementary.sin(a), elementary.sin(a)) + times(elementary.cos(a), elementary.cos(a)),
        lambda *_: F(1),
    ),
    ("erf is odd", lambda a, _: elementary.erf(a) + elementary.erf(-a), lambda *_: F(0)),
    ("1/(1/e^a)", lambda a, _: reciprocal(reciprocal(elementary.exp(a))), lambda a, _: elementary.exp(a)),
]


@pytest.mark.parametrize(("left", "right"), [row[1:] for row in IDENTITIES], ids=[row[0] for row in IDENTITIES])
@given(a=rationals, b=rationals)
@settings(max_examples=60, deadline=None)
def test_equal_forms_never_differ_and_a_small_error_does(
    left: Callable[[Fraction, Fraction], Number],
    right: Callable[[Fraction, Fraction], Number],
    a: Fraction,
    b: Fraction,
) -> None:
    one, other = left(a, b), right(a, b)
    assert not differ(one, other)
    assert differ(one + F(1, 10**45), other)


@pytest.mark.parametrize(
    ("left", "right", "differs", "equals"),
    [
        (F(1, 2), F(2, 4), False, True),
        (F(1, 2), F(1, 3), True, False),
        (enclose(F(1, 2)), F(1, 2), False, False),
        (enclose(F(1, 3)), enclose(F(1, 3)), False, False),
        (enclose(F(1, 3)), F(1, 4), True, False),
        (F(1, 3) + F(1, 10**80), enclose(F(1, 3)), False, False),
    ],
)
def test_what_is_certain(left: Number, right: Number, differs: bool, equals: bool) -> None:
    assert differ(left, right) is differ(right, left) is differs
    assert equal(left, right) is equal(right, left) is equals


def between(low: Fraction, high: Fraction) -> Interval:
    """The interval from one rational to another."""
    return Interval((enclose(low).bounds[0], enclose(high).bounds[1]))


def test_the_larger_of_overlapping_intervals_encloses_both_maxima() -> None:
    assert enclose(larger(between(F(0), F(4)), between(F(1), F(3)))).bounds == between(F(1), F(4)).bounds
    assert larger(F(2), between(F(0), F(1))) == F(2)
    assert order(between(F(0), F(2)), between(F(2), F(3))) is None


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (F(1, 2), "1/2"),
        (F(-3), "-3"),
        (F(0), "0"),
        (at_point(rules.FUNCTIONS["sigmoid"](F(1))), "0.731059"),
        (elementary.exp(F(-2)), "0.135335"),
        (-elementary.exp(F(1)), "-2.71828"),
        (between(F(-1, 10**60), F(1, 10**61)), "0.0"),
    ],
)
def test_numbers_are_shown_exactly_or_to_six_digits(number: Number, text: str) -> None:
    assert show(number) == text


MAYBE_ZERO = between(F(-1), F(1))
REFUSED: list[tuple[str, Callable[[], object], str]] = [
    ("1/0", lambda: reciprocal(F(0)), "division by zero"),
    ("1/[-1, 1]", lambda: reciprocal(MAYBE_ZERO), "may be zero"),
    ("log 0", lambda: elementary.log(F(0)), "log of 0"),
    ("log -1", lambda: elementary.log(F(-1)), "log of -1"),
    ("log [-1, 1]", lambda: elementary.log(MAYBE_ZERO), "not positive"),
    ("sqrt -1/4", lambda: elementary.sqrt(F(-1, 4)), "sqrt of -1/4"),
    ("sqrt [-1, 1]", lambda: elementary.sqrt(MAYBE_ZERO), "negative or may be"),
    ("erf [-1, 1]", lambda: elementary.erf(MAYBE_ZERO), "may be zero"),
    ("sign [-1, 1]", lambda: rules.sign_of(MAYBE_ZERO), "may be zero"),
    ("exp 2^64", lambda: elementary.exp(F(2**64)), "beyond 2^64"),
    ("sin -2^64", lambda: elementary.sin(F(-(2**64))), "beyond 2^64"),
    ("cos 2^70", lambda: elementary.cos(F(2**70)), "beyond 2^64"),
    ("0^-1", lambda: rules.power(F(0), F(-1)), "division by zero"),
    ("0^(-1/2)", lambda: rules.power(F(0), F(-1, 2)), "division by zero"),
    ("0^(-1/3)", lambda: rules.power(F(0), F(-1, 3)), "log of 0"),
    ("(-8)^(1/3)", lambda: rules.power(F(-8), F(1, 3)), "log of -8"),
    ("(-1)^(1/2)", lambda: rules.power(F(-1), F(1, 2)), "sqrt of -1"),
    ("2^10001", lambda: rules.power(F(2), F(10001)), "10001"),
]


@pytest.mark.parametrize(("compute", "reason"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_has_no_value_is_refused(compute: Callable[[], object], reason: str) -> None:
    with pytest.raises(Undefined, match=reason.replace("^", r"\^")):
        compute()
