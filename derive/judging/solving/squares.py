"""Sums that are squares of differences or sums: x^2 - 2 x m + m^2."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import isqrt

from derive.judging.general.expressions import Expression, Product, together
from derive.judging.general.rationals import Number


def square(value: Expression) -> tuple[Number, Expression] | None:
    """A number and an expression whose square, that many times, a sum of three terms is."""
    if len(value.terms) != 3:
        return None
    for one, other in combinations(value.terms, 2):
        first, second = value.terms[one], value.terms[other]
        ratio, root, further = _root(Fraction(second) / Fraction(first)), _half(one), _half(other)
        if ratio is None or root is None or further is None:
            continue
        for sign in (-ratio, ratio):
            base = root + further.scaled(sign)
            if (base * base).scaled(first) == value:
                return first, base
    return None


def _half(product: Product) -> Expression | None:
    """The root of a product of even powers."""
    if any(Fraction(exponent) % 2 for _, exponent in product.factors):
        return None
    return together({atom: Fraction(exponent) / 2 for atom, exponent in product.factors})


def _root(value: Fraction) -> Fraction | None:
    """The root of a number that is a square."""
    if value <= 0:
        return None
    root = Fraction(isqrt(value.numerator), isqrt(value.denominator))
    return root if root * root == value else None
