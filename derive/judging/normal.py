"""Exact equality of expressions: a rational normal form over atoms, with denominators cleared.

Exponentials, logarithms, roots and unknown functions become generators of a polynomial ring. What relates them is
used and nothing else: exp of a sum is a product of powers, log of a product of positive factors is a sum, a root to
its degree is its radicand, sin² + cos² = 1. Zero is a proof; anything else only means that it was not shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import lcm
from typing import Any

import sympy
from sympy.polys.rings import PolyElement, PolyRing

from derive.judging.opaque import Opaque

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


class NormalForm:
    """One set of atoms, shared by all expressions that are compared."""

    def __init__(self) -> None:
        self.atoms: list[tuple[str, Expression, Any]] = []
        self.roots: dict[Any, tuple[int, Expression]] = {}
        self.positive: set[Any] = set()
        self.scales: dict[tuple[str, Expression], int] = {}
        self.cache: dict[Expression, Expression] = {}

    def is_zero(self, expression: Expression) -> bool:
        """Whether an expression is shown to be zero wherever it has a value."""
        if expression == 0:
            return True
        rational = self.rational(expression)
        return bool(rational == 0) or self._vanishes(rational)

    def rational(self, expression: Expression) -> Expression:
        """The expression with every transcendental part replaced by a symbol."""
        self._gather_scales(expression)
        return self._atomised(expression)

    def _gather_scales(self, expression: Expression) -> None:
        """Exponents such as x/2 beside x: the generator is exp of their common part."""
        for exponential in expression.atoms(sympy.exp):
            argument = self._atomised(exponential.args[0])
            for key, coefficient in self._exponents(argument):
                scale = lcm(self.scales.get(key, 1), int(coefficient.q))
                if scale != self.scales.get(key, 1):
                    self.cache.clear()
                self.scales[key] = scale

    def _atomised(self, expression: Expression) -> Expression:
        if expression.is_Symbol or expression.is_Rational:
            return expression
        if expression not in self.cache:
            self.cache[expression] = self._replaced(expression)
        return self.cache[expression]

    def _replaced(self, expression: Expression) -> Expression:
        if expression.is_Add or expression.is_Mul:
            return expression.func(*(self._atomised(part) for part in expression.args))
        if expression.is_Pow and expression.base != sympy.E:
            return self._power(expression)
        for kind, rule in RULES.items():
            if isinstance(expression, kind):
                return rule(self, expression)
        if expression in (sympy.pi, sympy.E):
            return self._exponential(sympy.Integer(1)) if expression == sympy.E else self._constant(expression)
        raise Unsupported(f"{expression.func.__name__} is not covered by the normal form")

    def _constant(self, expression: Expression) -> Any:
        symbol = self.atom("constant", expression)
        self.positive.add(symbol)
        return symbol

    def _power(self, expression: Expression) -> Expression:
        base, exponent = self._atomised(expression.base), expression.exp
        if exponent.is_Integer:
            if base == 0 and exponent.is_negative:
                raise ZeroDivision("a denominator is zero")
            return base**exponent
        if exponent.is_Rational:
            return self._root(base, int(exponent.q)) ** int(exponent.p)
        return self._exponential(self._atomised(exponent * sympy.log(expression.base)))

    def _root(self, base: Expression, degree: int) -> Expression:
        """The root of an expression, with the squares in a number taken out."""
        if base.is_Rational:
            root = sympy.root(base, degree)
            if root.is_Rational:
                return root
        symbol = self.atom(f"root{degree}", base)
        self.roots[symbol] = (degree, base)
        if degree % 2 == 0:
            self.positive.add(symbol)
        return symbol

    def atom(self, kind: str, key: Expression) -> Any:
        """The symbol of an atom; atoms with equal keys are one."""
        for other, known, symbol in self.atoms:
            if other == kind and (known == key or self._same(known, key)):
                return symbol
        symbol = sympy.Symbol(f"{kind}#{len(self.atoms)}", real=True)
        self.atoms.append((kind, key, symbol))
        return symbol

    def _same(self, left: Expression, right: Expression) -> bool:
        if isinstance(left, sympy.Tuple):
            return len(left) == len(right) and all(self._same(a, b) for a, b in zip(left, right, strict=True))
        if left.free_symbols != right.free_symbols:
            return False
        return bool(left == right) or self._vanishes(left - right)

    def function(self, kind: str, arguments: tuple[Expression, ...]) -> Any:
        """A function of which nothing is known but its arguments."""
        return self.atom(kind, sympy.Tuple(*(self._atomised(argument) for argument in arguments)))

    def _exponential(self, argument: Expression) -> Expression:
        """exp of a sum is a product of powers of exps of single terms."""
        result = sympy.Integer(1)
        for key, coefficient in self._exponents(argument):
            scale = self.scales.get(key, 1)
            if scale % int(coefficient.q):
                self.scales[key] = scale = lcm(scale, int(coefficient.q))
            symbol = self.atom(f"exp/{scale}", key[1])
            self.positive.add(symbol)
            result *= symbol ** int(coefficient * scale)
        return result

    def _exponents(self, argument: Expression) -> list[tuple[tuple[str, Expression], Any]]:
        """The terms of an exponent: each a monomial over the common denominator, and its coefficient."""
        if argument == 0:
            return []
        ratio, ring = self._ratio(argument)
        bottom = sympy.Mul(*(poly.as_expr() ** power for poly, power in ratio.bottom.items()))
        found = []
        for monomial, coefficient in ratio.top.terms():
            term = sympy.Mul(*(g**k for g, k in zip(ring.symbols, monomial, strict=True))) / bottom
            found.append((("exp", term), sympy.Rational(coefficient.numerator, coefficient.denominator)))
        return found

    def logarithm(self, argument: Expression) -> Expression:
        """log of a product is split at its positive factors; the rest stays whole."""
        ratio, ring = self._ratio(argument)
        parts = Counter({poly: -power for poly, power in ratio.bottom.items()})
        content, top = ratio.top.primitive()
        for poly, power in _monomial(top, ring):
            parts[poly] += power
        result = _log_number(self, content)
        rest = sympy.Integer(1)
        for poly, power in parts.items():
            expression = poly.as_expr()
            if not self._is_positive(poly, ring):
                rest *= expression**power
            elif expression.is_Number:
                result += power * _log_number(self, poly.coeff(1))
            else:
                result += power * self._log_of(expression)
        return result if rest == 1 else result + self.atom("log", rest)

    def _log_of(self, expression: Expression) -> Expression:
        for kind, key, symbol in self.atoms:
            if symbol == expression and kind.startswith("exp/"):
                return key / int(kind[4:])
        return self.atom("log", expression)

    def _is_positive(self, poly: PolyElement, ring: PolyRing) -> bool:
        known = [g in self.positive or bool(g.is_positive) for g in ring.symbols]
        return bool(poly) and all(
            coefficient > 0 and all(known[i] or k == 0 for i, k in enumerate(monomial))
            for monomial, coefficient in poly.terms()
        )

    def _ratio(self, expression: Expression) -> tuple[Ratio, PolyRing]:
        symbols = sorted(expression.free_symbols, key=lambda s: s.name)
        ring = PolyRing(symbols or [sympy.Symbol("one")], sympy.QQ, "grevlex")
        generators = dict(zip(ring.symbols, ring.gens, strict=True))
        return _ratio(expression, ring, generators), ring

    def _vanishes(self, expression: Expression) -> bool:
        """Whether a rational expression over the atoms is zero, by the relations of the roots."""
        if expression == 0:
            return True
        ratio, ring = self._ratio(expression)
        if ratio.top == 0:
            return True
        for symbol, (degree, base) in reversed(self.roots.items()):
            if symbol in ring.symbols and symbol in ratio.top.as_expr().free_symbols:
                return all(self._vanishes(part) for part in _by_powers(ratio.top, ring, symbol, degree, base))
        return False


def _by_powers(top: PolyElement, ring: PolyRing, symbol: Any, degree: int, base: Expression) -> list[Expression]:
    """The parts of a polynomial by the power of a root, modulo its degree, with the radicand put in."""
    place = ring.symbols.index(symbol)
    parts: dict[int, Expression] = {}
    for monomial, coefficient in top.terms():
        turns, left = divmod(monomial[place], degree)
        others = sympy.Mul(*(g**k for i, (g, k) in enumerate(zip(ring.symbols, monomial, strict=True)) if i != place))
        value = sympy.Rational(coefficient.numerator, coefficient.denominator) * others * base**turns
        parts[left] = parts.get(left, sympy.Integer(0)) + value
    return list(parts.values())


def _ratio(expression: Expression, ring: PolyRing, generators: Mapping[Any, PolyElement]) -> Ratio:
    if expression.is_Symbol:
        return Ratio(generators[expression], {})
    if expression.is_Rational:
        return Ratio(ring(sympy.QQ(int(expression.p), int(expression.q))), {})
    if expression.is_Add:
        return _sum([_ratio(part, ring, generators) for part in expression.args], ring)
    if expression.is_Mul:
        result = Ratio(ring(1), {})
        for part in expression.args:
            result = _product(result, _ratio(part, ring, generators))
        return result
    if expression.is_Pow and expression.exp.is_Integer:
        return _power(_ratio(expression.base, ring, generators), int(expression.exp), ring)
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
    for poly, power in _monomial(primitive, ring):
        sign, poly = _signed(poly)
        content = content * sign**power
        bottom[poly] += -power * exponent
    top = ring((1 / sympy.QQ(content)) ** -exponent)
    for poly, power in base.bottom.items():
        top = _checked(top * poly ** (power * -exponent))
    return Ratio(top, {poly: power for poly, power in bottom.items() if poly != 1})


def _signed(poly: PolyElement) -> tuple[int, PolyElement]:
    return (-1, -poly) if poly.LC < 0 else (1, poly)


def _monomial(poly: PolyElement, ring: PolyRing) -> list[tuple[PolyElement, int]]:
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


def _log_number(form: NormalForm, value: Any) -> Expression:
    """log of a positive rational number by its prime factors."""
    number = sympy.Rational(int(value.numerator), int(value.denominator))
    if number <= 0:
        return form.atom("log", number)
    result = sympy.Integer(0)
    for prime, power in sympy.factorrat(number).items():
        result += power * form.atom("log", sympy.Integer(prime))
    return result


def _sine(form: NormalForm, expression: Expression) -> Expression:
    return form.function("sin", expression.args)


def _cosine(form: NormalForm, expression: Expression) -> Expression:
    symbol = form.function("cos", expression.args)
    form.roots[symbol] = (2, 1 - form.function("sin", expression.args) ** 2)
    return symbol


def _opaque(form: NormalForm, expression: Any) -> Expression:
    kind = f"{expression.name}{list(expression.orders)}"
    return form.function(kind, expression.inner)


RULES: Mapping[Any, Callable[[NormalForm, Any], Expression]] = {
    sympy.exp: lambda form, e: form._exponential(form._atomised(e.args[0])),
    sympy.log: lambda form, e: form.logarithm(form._atomised(e.args[0])),
    sympy.sin: _sine,
    sympy.cos: _cosine,
    sympy.erf: lambda form, e: form.function("erf", e.args),
    sympy.atan: lambda form, e: form.function("atan", e.args),
    sympy.Abs: lambda form, e: form._root(form._atomised(e.args[0]) ** 2, 2),
    Opaque: _opaque,
}
