"""What all terms of a sum share."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import gcd, lcm

from derive.judging.general.atoms import Entry
from derive.judging.general.expressions import Atom, Product
from derive.judging.general.rationals import Number

ONE = Fraction(1)


def common(terms: Mapping[Product, Number]) -> dict[Atom, Number]:
    """The atoms that all terms share, with the exponents that are nearest to 0."""
    first, *others = [dict(product.factors) for product in terms]
    found: dict[Atom, Number] = {}
    for atom, exponent in first.items():
        exponents = [exponent, *(other.get(atom, 0) for other in others)]
        if all(e > 0 for e in exponents) or all(e < 0 for e in exponents):
            found[atom] = min(exponents, key=lambda each: abs(Fraction(each)))
    return found


def lower(terms: Mapping[Product, Number], shared: Mapping[Atom, Number]) -> dict[Atom, Number]:
    """The entries by which some terms are divided beside what they share."""
    found: dict[Atom, Number] = {}
    for product in terms:
        for atom, exponent in product.factors:
            if isinstance(atom, Entry) and exponent < 0 and atom not in shared:
                found[atom] = min(exponent, found.get(atom, 0))
    return found


def content(terms: Mapping[Product, Number]) -> Fraction:
    """The largest number that divides all coefficients; negative where they all are.

    It is 1 where as many numbers would be left as there were before, itself counted.
    """
    top, bottom = 0, 1
    for factor in terms.values():
        top, bottom = gcd(top, factor.numerator), lcm(bottom, factor.denominator)
    sign, found = -1 if all(factor < 0 for factor in terms.values()) else 1, Fraction(top, bottom)
    before, after = (sum(abs(factor / each) != 1 for factor in terms.values()) for each in (ONE, found))
    return sign * found if after + 1 < before or not after else Fraction(sign)
