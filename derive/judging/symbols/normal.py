"""Exact equality of expressions: a rational normal form over atoms, with denominators cleared.

Exponentials, logarithms, roots and unknown functions become generators of a polynomial ring. What relates them is
used and nothing else. Zero is a proof; anything else only means that it was not shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import lcm
from typing import Any

import sympy

from derive.judging.symbols.atoms import Expression
from derive.judging.symbols.exponentials import Exponentials
from derive.judging.symbols.opaque import Opaque
from derive.judging.symbols.ratios import Unsupported, ZeroDivision
from derive.judging.symbols.shared import parts


class NormalForm(Exponentials):
    """One set of atoms, and the expressions that were made rational in them."""

    def __init__(self) -> None:
        super().__init__()
        self.truths: dict[Any, Expression] = {}
        self.cache: dict[Expression, Expression] = {}

    def is_zero(self, expression: Expression) -> bool:
        """Whether an expression is shown to be zero wherever it has a value."""
        if expression == 0:
            return True
        rational = self.rational(expression)
        return bool(rational == 0) or self.vanishes(rational)

    def rational(self, expression: Expression) -> Expression:
        """The expression with every transcendental part replaced by a symbol."""
        self._gather_scales(expression)
        return self._atomised(expression)

    def _gather_scales(self, expression: Expression) -> None:
        """Exponents such as x/2 beside x: the generator is exp of their common part."""
        for exponential in parts(expression, sympy.exp):
            for argument in self.branches(self._atomised(exponential.args[0])):
                for key, coefficient in self.exponents_of(argument):
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
            return self.exponential(sympy.Integer(1)) if expression == sympy.E else self._constant(expression)
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
            return self.over(base, lambda value: self.root(value, int(exponent.q)) ** int(exponent.p))
        argument = self._atomised(exponent * sympy.log(expression.base))
        return self.over(argument, lambda value: self.exponential(value, positive=self._stays_positive(base)))

    def _stays_positive(self, base: Expression) -> bool:
        """Whether a base is known to be positive, so that its powers are; (-1)^a is not where a is odd."""
        ratio, ring = self.ratio(base)
        return all(self.is_positive(poly, ring) for poly in (ratio.top, *ratio.bottom))

    def _cases(self, expression: Expression) -> Expression:
        """A value by cases as a polynomial in steps."""
        value, rest = sympy.Integer(0), sympy.Integer(1)
        for branch, condition in expression.args:
            truth = self._truth(condition)
            value += rest * truth * self._atomised(branch)
            rest = rest * (1 - truth)
        if rest != 0 and not self.vanishes(rest):
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

    def function(self, kind: str, arguments: tuple[Expression, ...]) -> Any:
        """A function of which nothing is known but its arguments."""
        inner = sympy.Tuple(*(self._atomised(argument) for argument in arguments))
        return self.over(inner, lambda values: self.atom(kind, values))


def _inverse(value: Expression, exponent: Any, whole: Expression) -> Expression:
    if value == 0:
        if value is whole:
            raise ZeroDivision("a denominator is zero")
        raise Unsupported("a denominator is zero on one side of a kink")
    return value**exponent


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
    sympy.exp: lambda form, e: form.over(form._atomised(e.args[0]), form.exponential),
    sympy.log: lambda form, e: form.over(form._atomised(e.args[0]), form.logarithm),
    sympy.Piecewise: lambda form, e: form._cases(e),
    sympy.sin: _sine,
    sympy.cos: _cosine,
    sympy.erf: lambda form, e: form.function("erf", e.args),
    sympy.atan: lambda form, e: form.function("atan", e.args),
    sympy.Abs: lambda form, e: form.over(form._atomised(e.args[0]), lambda value: form.root(value**2, 2)),
    Opaque: _opaque,
}
