"""The sign of a value by the signs of simpler ones.

    sign(z − a z) = sign(z) sign(1 − a)        sign(eᵘ − eᵛ) = sign(u − v)
"""

from __future__ import annotations

from derive.judging.general.algebra import primitive, sign
from derive.judging.general.atoms import Exponential, Sign
from derive.judging.general.expressions import Atom, Expression, Product, total


def simpler(atom: Atom) -> Expression | None:
    """A sign in the signs of simpler values; nothing where there are none."""
    if not isinstance(atom, Sign):
        return None
    return _of_factors(atom) or _of_exponents(atom)


def follows(value: Expression, known: Expression, side: int) -> bool:
    """Whether a value is positive wherever another is positive (`side` 1), negative (-1) or zero (0)."""
    sides = (side,) if side else (1, -1)
    return any((value - known.scaled(each)).positive for each in sides)


def settled(atom: Sign, known: Expression, side: int) -> int | None:
    """Whether a step holds where another value has a known sign; nothing where that does not tell."""
    if follows(atom.value, known, side):
        return int(atom.above)
    return int(not atom.above) if follows(-atom.value, known, side) else None


def _of_factors(atom: Sign) -> Expression | None:
    """By what every term has as a factor, and what is left without it."""
    factor, common, rest = primitive(atom.value, signed=True, any_sign=True)
    if not common.factors or rest.constant is not None:
        return None
    shared = Expression({common: factor})
    up, down = sign(rest, above=True), sign(rest, above=False)
    if not atom.above:
        up, down = down, up
    return sign(shared, above=True) * up + sign(shared, above=False) * down


def _of_exponents(atom: Sign) -> Expression | None:
    """By the exponents, where the value is one exponential less another."""
    if len(atom.value.terms) != 2 or sum(atom.value.terms.values()) != 0:
        return None
    exponents = [_exponent(product).scaled(1 if factor > 0 else -1) for product, factor in atom.value.terms.items()]
    if not all(isinstance(each, Exponential) for product in atom.value.terms for each, _ in product.factors):
        return None
    return sign(total(exponents), above=atom.above)


def _exponent(product: Product) -> Expression:
    return total(Expression({atom.product: e}) for atom, e in product.factors if isinstance(atom, Exponential))
