"""Exact equality of expressions: a rational normal form over atoms, with denominators cleared.

Exponentials, logarithms, roots and unknown functions become generators of a polynomial ring. What relates them is
used and nothing else: exp of a sum is a product of powers, log of a product of positive factors is a sum, a root to
its degree is its radicand, sin² + cos² = 1, a step (1 on one side of a kink, 0 on the other) is its own square. Zero is
a proof; anything else only means that it was not shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from math import gcd, lcm
from typing import Any

import sympy
from sympy.polys.rings import PolyElement, PolyRing

from derive.judging.symbols.gradients import Gradients
from derive.judging.symbols.opaque import Opaque
from derive.judging.symbols.ratios import Ratio, Unsupported, ZeroDivision, by_powers, factored, quotient
from derive.judging.symbols.residues import residue
from derive.judging.symbols.shared import Replacing, parts, symbols_in

Expression = Any
Exponents = list[tuple[tuple[str, Expression], Any]]
"""The terms of an exponent: what the generator of each is the exp of, and its coefficient."""
RELATED = ("root", "step", "sin", "cos")
"""Kinds of atoms of which more is known than their names."""
SEVERAL = 2
"""Denominators from which on a sum is compared coefficient by coefficient."""


class NormalForm:
    """One set of atoms, shared by all expressions that are compared."""

    def __init__(self) -> None:
        self.atoms: list[tuple[str, Expression, Any]] = []
        self.roots: dict[Any, tuple[int, Expression]] = {}
        self.positive: set[Any] = set()
        self.steps: list[tuple[Expression, Any]] = []
        self.truths: dict[Any, Expression] = {}
        self.scales: dict[tuple[str, Expression], int] = {}
        self.cache: dict[Expression, Expression] = {}
        self.residues: dict[Expression, int | None] = {}
        self.values: dict[Expression, int | None] = {}
        self.exponents: dict[Expression, Exponents] = {}

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
        for exponential in parts(expression, sympy.exp):
            for argument in self._branches(self._atomised(exponential.args[0])):
                for key, coefficient in self._exponents(argument):
                    scale = lcm(self.scales.get(key, 1), int(coefficient.q))
                    if scale != self.scales.get(key, 1):
                        self.cache.clear()
                    self.scales[key] = scale

    def step(self, switch: Expression) -> Any:
        """The step at a kink: 1 where `switch` is positive, 0 where it is negative."""
        for known, symbol in self.steps:
            if known == switch:
                return symbol
        symbol = sympy.Symbol(f"step#{len(self.steps)}", real=True)
        self.steps.append((switch, symbol))
        return symbol

    def _steps_in(self, expression: Expression) -> list[Any]:
        symbols = symbols_in(expression)
        return [symbol for _, symbol in self.steps if symbol in symbols]

    def _branches(self, expression: Expression) -> list[Expression]:
        """An expression for every choice of the steps in it."""
        found = [expression]
        for symbol in self._steps_in(expression):
            found = [each.xreplace({symbol: sympy.Integer(value)}) for each in found for value in (0, 1)]
        return found

    def over(self, argument: Expression, function: Callable[[Expression], Expression]) -> Expression:
        """A function of an expression with steps: chosen by each step, from values without steps."""
        steps = self._steps_in(argument)
        if not steps:
            return function(argument)
        sides = [self.over(argument.xreplace({steps[0]: sympy.Integer(value)}), function) for value in (0, 1)]
        return sides[0] + steps[0] * (sides[1] - sides[0])

    def _cases(self, expression: Expression) -> Expression:
        """A value by cases as a polynomial in steps."""
        value, rest = sympy.Integer(0), sympy.Integer(1)
        for branch, condition in expression.args:
            truth = self._truth(condition)
            value += rest * truth * self._atomised(branch)
            rest = rest * (1 - truth)
        if rest != 0 and not self._vanishes(rest):
            raise Unsupported("no case holds in some region")
        return value

    def _truth(self, condition: Any) -> Expression:
        if condition in (sympy.true, sympy.false):
            return sympy.Integer(int(bool(condition)))
        parts = [self._truth(part) for part in condition.args] if condition.is_Boolean else []
        match condition:
            case sympy.And():
                return sympy.Mul(*parts)
            case sympy.Or():
                return 1 - sympy.Mul(*(1 - part for part in parts))
            case sympy.Not():
                return 1 - parts[0]
        if condition not in self.truths:
            raise Unsupported("a comparison that no region decides")
        return self.truths[condition]

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
            if not exponent.is_negative:
                return base**exponent
            return self.over(base, lambda value: _inverse(value, exponent, base))
        if exponent.is_Rational:
            return self.over(base, lambda value: self._root(value, int(exponent.q)) ** int(exponent.p))
        argument = self._atomised(exponent * sympy.log(expression.base))
        return self.over(argument, lambda value: self._exponential(value, positive=self._stays_positive(base)))

    def _stays_positive(self, base: Expression) -> bool:
        """Whether a base is known to be positive, so that its powers are; (-1)^a is not where a is odd."""
        ratio, ring = self._ratio(base)
        return all(self._is_positive(poly, ring) for poly in (ratio.top, *ratio.bottom))

    def _root(self, base: Expression, degree: int) -> Expression:
        """The root of an expression: that of its number by primes, and of what is left, whose number is 1."""
        if base == 0:
            return base
        number, rest = (base, sympy.S.One) if base.is_Rational and base > 0 else base.as_content_primitive()
        result = sympy.S.One if rest == 1 else self._root_atom(rest, degree)
        for prime, power in sympy.factorrat(number).items():
            whole, left = divmod(power, degree)
            root = self._root_atom(sympy.Integer(prime), degree) if left else sympy.S.One
            result *= sympy.Integer(prime) ** whole * root**left
        return result

    def _root_atom(self, base: Expression, degree: int) -> Any:
        symbol = self.atom(f"root{degree}", base)
        self.roots[symbol] = (degree, base)
        if degree % 2 == 0:
            self.positive.add(symbol)
        return symbol

    def atom(self, kind: str, key: Expression) -> Any:
        """The symbol of an atom; atoms with equal keys are one."""
        for other, known, symbol in self.atoms:
            if other == kind and (known == key or (self._may_be(known, key) and self._same(known, key))):
                return symbol
        symbol = sympy.Symbol(f"{kind}#{len(self.atoms)}", real=True)
        self.atoms.append((kind, key, symbol))
        return symbol

    def _may_be(self, left: Expression, right: Expression) -> bool:
        """Whether residues do not tell two keys apart, which is sooner seen than whether they are the same."""
        values = self._value(left), self._value(right)
        return None in values or values[0] == values[1]

    def _value(self, key: Expression) -> int | None:
        """A key modulo a prime, if nothing relates its atoms."""
        if key not in self.values:
            related = any(symbol.name.startswith(RELATED) for symbol in symbols_in(key))
            self.values[key] = None if related else residue(key, self.residues)
        return self.values[key]

    def _same(self, left: Expression, right: Expression) -> bool:
        if isinstance(left, sympy.Tuple):
            return len(left) == len(right) and all(self._same(a, b) for a, b in zip(left, right, strict=True))
        if symbols_in(left) != symbols_in(right):
            return False
        return bool(left == right) or self._vanishes(left - right)

    def function(self, kind: str, arguments: tuple[Expression, ...]) -> Any:
        """A function of which nothing is known but its arguments."""
        inner = sympy.Tuple(*(self._atomised(argument) for argument in arguments))
        return self.over(inner, lambda values: self.atom(kind, values))

    def _exponential(self, argument: Expression, *, positive: bool = True) -> Expression:
        """exp of a sum is a product of powers of exps of single terms; exp of a logarithm is its argument."""
        result = sympy.Integer(1)
        for key, coefficient in self._exponents(argument):
            base = self._logged(key[1])
            if base is not None:
                root = base if coefficient.is_Integer else self._root(base, int(coefficient.q))
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

    def _exponents(self, argument: Expression) -> Exponents:
        """The terms of an exponent: each a monomial over the common denominator, and its coefficient."""
        if argument == 0:
            return []
        if argument.is_Symbol:
            return [(("exp", argument), sympy.Integer(1))]
        if argument not in self.exponents:
            self.exponents[argument] = self._split(argument)
        return self.exponents[argument]

    def _split(self, argument: Expression) -> Exponents:
        ratio, ring = self._ratio(argument)
        bottom = sympy.Mul(*(poly.as_expr() ** power for poly, power in ratio.bottom.items()))
        found = []
        for monomial, coefficient in ratio.top.terms():
            term = sympy.Mul(*(g**k for g, k in zip(ring.symbols, monomial, strict=True))) / bottom
            found.append((("exp", term), sympy.Rational(coefficient.numerator, coefficient.denominator)))
        return found

    def logarithm(self, argument: Expression) -> Expression:
        """log of a product is split at its positive factors, log of an even power is that of a square."""
        ratio, ring = self._ratio(argument)
        parts = Counter({poly: -power for poly, power in ratio.bottom.items()})
        content, top = ratio.top.primitive()
        for poly, power in factored(top, ring):
            parts[poly] += power
        result = _log_number(self, content)
        open_: dict[Expression, int] = {}
        for poly, power in parts.items():
            expression = poly.as_expr()
            if not self._is_positive(poly, ring):
                open_ |= {expression: power} if power else {}
            elif expression.is_Number:
                result += power * _log_number(self, poly.coeff(1))
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

    def _is_positive(self, poly: PolyElement, ring: PolyRing) -> bool:
        known = [g in self.positive or bool(g.is_positive) for g in ring.symbols]
        return bool(poly) and all(
            coefficient > 0 and all(known[i] or k == 0 for i, k in enumerate(monomial))
            for monomial, coefficient in poly.terms()
        )

    def _ratio(self, expression: Expression) -> tuple[Ratio, PolyRing]:
        symbols = sorted(symbols_in(expression), key=lambda s: s.name)
        ring = PolyRing(symbols or [sympy.Symbol("one")], sympy.QQ, "grevlex")
        generators = dict(zip(ring.symbols, ring.gens, strict=True))
        return quotient(expression, ring, generators), ring

    def _vanishes(self, expression: Expression) -> bool:
        """Whether a rational expression over the atoms is zero, by the relations of the roots."""
        if expression == 0:
            return True
        if self._differs(expression):
            return False
        outer = self._outer(expression)
        if outer is not None:
            return all(map(self._vanishes, _by(outer, expression)))
        ratio, ring = self._ratio(expression)
        ratio = Ratio(self._stepped(ratio.top, ring), ratio.bottom)
        if ratio.top == 0:
            return True
        for symbol, (degree, base) in reversed(self.roots.items()):
            if symbol in ring.symbols and symbol in ratio.top.as_expr().free_symbols:
                return all(self._vanishes(part) for part in by_powers(ratio.top, ring, symbol, degree, base))
        return False


    def _differs(self, expression: Expression) -> bool:
        """Whether an expression over atoms that nothing relates is seen not to be zero."""
        return self._value(expression) not in (0, None)

    def _outer(self, expression: Expression) -> Any | None:
        """A symbol in which a sum with several denominators is a polynomial: its coefficients vanish one by one.

        So denominators that belong to different coefficients are never brought together.
        """
        if not expression.is_Add:
            return None
        powers = [power for power in parts(expression, sympy.Pow) if power.exp.is_negative]
        if len({power.base for power in powers if power.base.is_Add}) < SEVERAL:
            return None
        tied = {symbol for _, symbol in self.steps} | self.roots.keys()
        below = {symbol for power in powers for symbol in symbols_in(power.base)}
        return min(symbols_in(expression) - below - tied, key=lambda s: s.name, default=None)

    def _stepped(self, top: PolyElement, ring: PolyRing) -> PolyElement:
        """A polynomial in which every step stands to the first power at most."""
        places = [ring.symbols.index(symbol) for _, symbol in self.steps if symbol in ring.symbols]
        if not places:
            return top
        found: dict[tuple[int, ...], Any] = {}
        for monomial, coefficient in top.terms():
            key = tuple(min(k, 1) if i in places else k for i, k in enumerate(monomial))
            found[key] = found.get(key, 0) + coefficient
        return ring.from_dict(found)


def _by(symbol: Any, total: Expression) -> tuple[Expression, Expression]:
    """What is left of a sum where a symbol is 0, and its derivative by the symbol."""
    terms = [term for term in total.args if symbol in symbols_in(term)]
    others = [term for term in total.args if symbol not in symbols_in(term)]
    without = Replacing({symbol: sympy.S.Zero})
    left = (without(term) for term in terms if not (term.is_Mul and symbol in term.args))
    slope = Gradients({symbol}).of(sympy.Add(*terms)).get(symbol, sympy.S.Zero)
    return sympy.Add(*others, *left), slope


def _inverse(value: Expression, exponent: Any, whole: Expression) -> Expression:
    if value == 0:
        if value is whole:
            raise ZeroDivision("a denominator is zero")
        raise Unsupported("a denominator is zero on one side of a kink")
    return value**exponent


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
    def atom(arguments: Expression) -> Any:
        symbol = form.atom("cos", arguments)
        form.roots[symbol] = (2, 1 - form.atom("sin", arguments) ** 2)
        return symbol

    return form.over(sympy.Tuple(form._atomised(expression.args[0])), atom)


def _opaque(form: NormalForm, expression: Any) -> Expression:
    kind = f"{expression.name}{list(expression.orders)}"
    return form.function(kind, expression.inner)


RULES: Mapping[Any, Callable[[NormalForm, Any], Expression]] = {
    sympy.exp: lambda form, e: form.over(form._atomised(e.args[0]), form._exponential),
    sympy.log: lambda form, e: form.over(form._atomised(e.args[0]), form.logarithm),
    sympy.Piecewise: lambda form, e: form._cases(e),
    sympy.sin: _sine,
    sympy.cos: _cosine,
    sympy.erf: lambda form, e: form.function("erf", e.args),
    sympy.atan: lambda form, e: form.function("atan", e.args),
    sympy.Abs: lambda form, e: form.over(form._atomised(e.args[0]), lambda value: form._root(value**2, 2)),
    Opaque: _opaque,
}
