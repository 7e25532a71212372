"""Equations that are not linear are taken out of a polynomial, and what stands beside its variables is left alone."""

from __future__ import annotations

import sympy
from sympy import Eq, Piecewise, exp

from derive.judging.symbols.polynomials import at_roots, basis, remainder

x, y, z = sympy.symbols("x y z", real=True)
BITS = basis([y**2 - y, z**2 - z])


def test_squares_of_bits_are_lowered() -> None:
    assert remainder(3 * y**3 + z * y**2 - y, BITS) == 2 * y + y * z


def test_what_has_no_bit_in_it_is_not_multiplied_out() -> None:
    other = (1 + exp(x) + exp(2 * x)) ** 3 / (2 + exp(x)) ** 2
    assert remainder(y**2 * other, BITS) == y * other
    assert remainder((y - y**2) * other + other**2, BITS) == other**2


def test_a_product_of_sums_of_bits_is() -> None:
    assert sympy.expand(remainder((1 - y) * (1 - y) * exp(x), BITS) - (1 - y) * exp(x)) == 0


def test_what_is_not_zero_does_not_vanish() -> None:
    assert remainder((y**2 + y) * exp(x), BITS) == 2 * y * exp(x)
    assert remainder(y * z - y, BITS) == y * z - y


def test_a_bit_inside_a_function_is_lowered_there() -> None:
    assert remainder(exp(y**2) - exp(y), BITS) == 0


def test_cases_are_told_at_every_rational_root() -> None:
    cases = Piecewise((x, Eq(y, 1)), (z, True))
    assert set(at_roots(cases, BITS)) == {x, z}
    assert at_roots(cases, basis([y**2 - 4])) == [z, z]


def test_cases_stay_where_a_root_is_irrational_or_there_are_many() -> None:
    cases = Piecewise((x, y > 0), (z, True))
    for equations in ([y**2 - 2], [y**3 - 2 * y], [y**2 - z], [z**2 - z]):
        assert at_roots(cases, basis(equations)) == [cases]
    many = sympy.symbols("u:7", real=True)
    cases = Piecewise((x, sum(many) > 0), (z, True))
    assert at_roots(cases, basis([each**2 - each for each in many])) == [cases]
