"""Exponentials and logarithms among atoms: exp of a sum is a product of powers, log of a product a sum.

A logarithm is split at positive factors only.
"""

from __future__ import annotations

from collections import Counter
from math import gcd, lcm
from typing import Any

import sympy

from derive.judging.symbols.atoms import Atoms, Expression
from derive.judging.symbols.ratios import factored

Exponents = list[tuple[tuple[str, Expression], Any]]
"""The terms of an exponent: what the generator of each is the exp of, and its coefficient."""


class Exponentials(Atoms):
    """Atoms with exponentials of them, `scales` of which say by what their exponents are divided, and logarithms."""

    def __init__(self) -> None:
        super().__init__()
        self.scales: dict[tuple[str, Expression], int] = {}
        self._exponents: dict[Expression, Exponents] = {}

    def exponential(self, argument: Expression, *, positive: bool = True) -> Expression:
        """exp of a sum is a product of powers of exps of single terms; exp of a logarithm is its argument."""
        result = sympy.Integer(1)
        for key, coefficient in self.exponents_of(argument):
            base = self._logged(key[1])
            if base is not None:
                root = base if coefficient.is_Integer else self.root(base, int(coefficient.q))
                result *= root ** int(coefficient.p)
                continue
            scale = self.scales.get(key, 1)
            if scale % int(coefficient.q):
                self.scales[key] = scale = lcm(scale, int(coefficient.q))
            symbol = self.atom(f"exp/{scale}", key[1])
            if positive:
                self.positive.add(symbol)
            result *= symbol ** int(coefficient * scale)
        return result

    def _logged(self, symbol: Expression) -> Expression | None:
        """What a symbol is the logarithm of, if it is one."""
        return next((key for kind, key, known in self.atoms if kind == "log" and known == symbol), None)

    def exponents_of(self, argument: Expression) -> Exponents:
        """The terms of an exponent: each a monomial over the common denominator, and its coefficient."""
        if argument == 0:
            return []
        if argument.is_Symbol:
            return [(("exp", argument), sympy.Integer(1))]
        if argument not in self._exponents:
            self._exponents[argument] = self._split(argument)
        return self._exponents[argument]

    def _split(self, argument: Expression) -> Exponents:
        ratio, ring = self.ratio(argument)
        bottom = sympy.Mul(*(poly.as_expr() ** power for poly, power in ratio.bottom.items()))
        found = []
        for monomial, coefficient in ratio.top.terms():
            term = sympy.Mul(*(g**k for g, k in zip(ring.symbols, monomial, strict=True))) / bottom
            found.append((("exp", term), sympy.Rational(coefficient.numerator, coefficient.denominator)))
        return found

    def logarithm(self, argument: Expression) -> Expression:
        """log of a product is split at its positive factors, log of an even power is that of a square."""
        ratio, ring = self.ratio(argument)
        parts = Counter({poly: -power for poly, power in ratio.bottom.items()})
        content, top = ratio.top.primitive()
        for poly, power in factored(top, ring):
            parts[poly] += power
        result = self._log_of_number(content)
        open_: dict[Expression, int] = {}
        for poly, power in parts.items():
            expression = poly.as_expr()
            if not self.is_positive(poly, ring):
                open_ |= {expression: power} if power else {}
            elif expression.is_Number:
                result += power * self._log_of_number(poly.coeff(1))
            else:
                result += power * self._log_of(expression)
        if not open_:
            return result
        whole = gcd(*open_.values())
        half = whole // 2 if whole % 2 == 0 else 1
        rest = sympy.Mul(*(expression ** (power // half) for expression, power in open_.items()))
        return result + half * self.atom("log", rest)

    def _log_of(self, expression: Expression) -> Expression:
        for kind, key, symbol in self.atoms:
            if symbol == expression and kind.startswith("exp/"):
                return key / int(kind[4:])
        return self.atom("log", expression)

    def _log_of_number(self, value: Any) -> Expression:
        """log of a positive rational number by its prime factors."""
        number = sympy.Rational(int(value.numerator), int(value.denominator))
        if number <= 0:
            return self.atom("log", number)
        result = sympy.Integer(0)
        for prime, power in sympy.factorrat(number).items():
            result += power * self.atom("log", sympy.Integer(prime))
        return result
