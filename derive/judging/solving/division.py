"""Exact division of index terms, and sums of quotients over one denominator where that makes them shorter.

    e/(e + 1) − 1 = −1/(e + 1)        p/(1 − p) − p²/(1 − p) = p        s x + r x − s m − r m = (s + r) (x − m)
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derive.judging.general.atoms import Base
from derive.judging.general.expressions import Atom, Expression, Product, of, total, whole_power
from derive.judging.general.rationals import Number, ratio

STEPS = 8
"""The highest power of an atom that is divided off."""


def divided(value: Expression, by: Expression) -> Expression | None:
    """The quotient, where the division leaves nothing and one term of `by` has the highest power of some atom.

    It divides by nothing by which the value did not.
    """
    below = {atom for product in value.terms for atom, e in product.factors if e < 0}
    for atom, degree, factor in _leading(by):
        quotient, rest = Expression({}), value
        for _ in range(STEPS):
            highest = max((_power(product, atom) for product in rest.terms), default=0)
            if highest < degree:
                break
            top = Expression({p: c for p, c in rest.terms.items() if _power(p, atom) == highest})
            part = top * of(atom, -degree) * factor
            quotient, rest = quotient + part, rest - part * by
        if not rest.terms and all(a in below or e > 0 for p in quotient.terms for a, e in p.factors):
            return quotient
    return None


def _leading(by: Expression) -> Iterator[tuple[Atom, Number, Expression]]:
    """The atoms whose highest power stands in one term of a sum, each with it and the inverse of what is beside it."""
    for product, c in by.terms.items():
        if any(atom.idempotent for atom, _ in product.factors):
            continue
        for atom, exponent in product.factors:
            others = [_power(other, atom) for other in by.terms if other != product]
            if exponent >= 1 and exponent.denominator == 1 and all(0 <= power < exponent for power in others):
                beside = {each: -e for each, e in product.factors if each != atom}
                yield atom, exponent, Expression({Product(beside): ratio(1, c)})


def _power(product: Product, atom: Atom) -> Number:
    return next((exponent for each, exponent in product.factors if each == atom), 0)


def joined(value: Expression) -> Expression:
    """A sum over the denominators of its terms, one after the other, as far as it gets shorter by that."""
    for atom in dict.fromkeys(a for p in value.terms for a, e in p.factors if isinstance(a, Base) and e < 0):
        whole = _over(value, atom)
        if whole is not None and length(whole) < length(value):
            value = whole
    return value


def _over(value: Expression, atom: Base) -> Expression | None:
    """A sum over one denominator, from which is taken what the top has too."""
    powers = [_power(product, atom) for product in value.terms]
    if any(Fraction(each).denominator != 1 for each in powers):
        return None
    lowest = int(min(powers))
    if len(value.terms) < 2 or lowest >= 0:
        return None
    parts = []
    for (product, c), power in zip(value.terms.items(), powers, strict=True):
        rest = Expression({Product({a: e for a, e in product.factors if a != atom}): c})
        parts.append(rest * whole_power(atom.value, int(power) - lowest))
    top = total(parts)
    while lowest < 0 and (less := divided(top, atom.value)) is not None:
        top, lowest = less, lowest + 1
    return top * of(atom, lowest) if lowest else top


def length(value: Expression) -> int:
    """How many terms and factors there are."""
    return sum(1 + len(product.factors) for product in value.terms)
