"""Quotients of polynomials: denominators stay products of powers, and are cleared row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sympy
from sympy.polys.rings import PolyElement, PolyRing

Expression = Any
LONGEST = 20_000


class Unsupported(Exception):
    """An expression that the normal form does not cover, or that grows too long."""


class ZeroDivision(Exception):
    """A denominator that is zero whatever the values."""


@dataclass(frozen=True)
class Ratio:
    """`top` over the product of the polynomials in `bottom`, each with its power."""

    top: PolyElement
    bottom: Mapping[PolyElement, int]


def by_powers(top: PolyElement, ring: PolyRing, symbol: Any, degree: int, base: Expression) -> list[Expression]:
    """The parts of a polynomial by the power of a root, modulo its degree, with the radicand put in."""
    place = ring.symbols.index(symbol)
    parts: dict[int, Expression] = {}
    for monomial, coefficient in top.terms():
        turns, left = divmod(monomial[place], degree)
        others = sympy.Mul(*(g**k for i, (g, k) in enumerate(zip(ring.symbols, monomial, strict=True)) if i != place))
        value = sympy.Rational(coefficient.numerator, coefficient.denominator) * others * base**turns
        parts[left] = parts.get(left, sympy.Integer(0)) + value
    return list(parts.values())


def quotient(expression: Expression, ring: PolyRing, generators: Mapping[Any, PolyElement]) -> Ratio:
    """A rational expression as a quotient of polynomials. Raises `Unsupported` and `ZeroDivision`."""
    if expression.is_Symbol:
        return Ratio(generators[expression], {})
    if expression.is_Rational:
        return Ratio(ring(sympy.QQ(int(expression.p), int(expression.q))), {})
    if expression.is_Add:
        return _sum([quotient(part, ring, generators) for part in expression.args], ring)
    if expression.is_Mul:
        result = Ratio(ring(1), {})
        for part in expression.args:
            result = _product(result, quotient(part, ring, generators))
        return result
    if expression.is_Pow and expression.exp.is_Integer:
        return _power(quotient(expression.base, ring, generators), int(expression.exp), ring)
    raise Unsupported(f"{expression.func.__name__} is not covered by the normal form")


def _product(left: Ratio, right: Ratio) -> Ratio:
    bottom = Counter(left.bottom)
    bottom.update(right.bottom)
    return Ratio(_checked(left.top * right.top), bottom)


def _checked(poly: PolyElement) -> PolyElement:
    if len(poly) > LONGEST:
        raise Unsupported(f"a polynomial has more than {LONGEST} terms")
    return poly


def _power(base: Ratio, exponent: int, ring: PolyRing) -> Ratio:
    if exponent >= 0:
        return Ratio(_checked(base.top**exponent), {poly: power * exponent for poly, power in base.bottom.items()})
    if base.top == 0:
        raise ZeroDivision("a denominator is zero")
    content, primitive = base.top.primitive()
    bottom: Counter[PolyElement] = Counter()
    for poly, power in factored(primitive, ring):
        sign, poly = _signed(poly)
        content = content * sign**power
        bottom[poly] += -power * exponent
    top = ring((1 / sympy.QQ(content)) ** -exponent)
    for poly, power in base.bottom.items():
        top = _checked(top * poly ** (power * -exponent))
    return Ratio(top, {poly: power for poly, power in bottom.items() if poly != 1})


def _signed(poly: PolyElement) -> tuple[int, PolyElement]:
    return (-1, -poly) if poly.LC < 0 else (1, poly)


def factored(poly: PolyElement, ring: PolyRing) -> list[tuple[PolyElement, int]]:
    """A polynomial as powers of generators times a rest."""
    if poly == 0:
        return [(poly, 1)]
    least = [min(monomial[i] for monomial in poly.monoms()) for i in range(len(ring.gens))]
    found = [(ring.gens[i], k) for i, k in enumerate(least) if k]
    rest = ring.from_dict({tuple(a - b for a, b in zip(m, least, strict=True)): c for m, c in poly.terms()})
    return [*found, (rest, 1)]


def _sum(ratios: list[Ratio], ring: PolyRing) -> Ratio:
    bottom: Counter[PolyElement] = Counter()
    for ratio in ratios:
        for poly, power in ratio.bottom.items():
            bottom[poly] = max(bottom[poly], power)
    total = ring(0)
    for ratio in ratios:
        top = ratio.top
        for poly, power in bottom.items():
            missing = power - ratio.bottom.get(poly, 0)
            top = _checked(top * poly**missing) if missing else top
        total += top
    return Ratio(total, bottom)
