"""Atoms of expressions, of which little is known but their names, and whether what is made of them is zero.

An atom is a symbol. A root to its degree is its radicand, sin² + cos² = 1, a step (1 on one side of a kink, 0 on the
other) is its own square. Zero is a proof; anything else only means that it was not shown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy
from sympy.polys.rings import PolyElement, PolyRing

from derive.judging.symbols.gradients import Gradients
from derive.judging.symbols.ratios import Ratio, by_powers, quotient
from derive.judging.symbols.residues import residue
from derive.judging.symbols.shared import Replacing, parts, symbols_in

Expression = Any
RELATED = ("root", "step", "sin", "cos")
"""Kinds of atoms of which more is known than their names."""
SEVERAL = 2
"""Denominators from which on a sum is compared coefficient by coefficient."""


class Atoms:
    """One set of atoms, shared by all expressions that are compared; what is compared is rational in them."""

    def __init__(self) -> None:
        self.atoms: list[tuple[str, Expression, Any]] = []
        self.roots: dict[Any, tuple[int, Expression]] = {}
        self.positive: set[Any] = set()
        self.steps: list[tuple[Expression, Any]] = []
        self.residues: dict[Expression, int | None] = {}
        self.values: dict[Expression, int | None] = {}

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
        return bool(left == right) or self.vanishes(left - right)

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

    def branches(self, expression: Expression) -> list[Expression]:
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

    def root(self, base: Expression, degree: int) -> Expression:
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

    def is_positive(self, poly: PolyElement, ring: PolyRing) -> bool:
        """Whether a polynomial is positive term by term, so that it is wherever it has a value."""
        known = [g in self.positive or bool(g.is_positive) for g in ring.symbols]
        return bool(poly) and all(
            coefficient > 0 and all(known[i] or k == 0 for i, k in enumerate(monomial))
            for monomial, coefficient in poly.terms()
        )

    def ratio(self, expression: Expression) -> tuple[Ratio, PolyRing]:
        """An expression over atoms as a quotient of polynomials, and their ring."""
        symbols = sorted(symbols_in(expression), key=lambda s: s.name)
        ring = PolyRing(symbols or [sympy.Symbol("one")], sympy.QQ, "grevlex")
        generators = dict(zip(ring.symbols, ring.gens, strict=True))
        return quotient(expression, ring, generators), ring

    def vanishes(self, expression: Expression) -> bool:
        """Whether a rational expression over the atoms is zero, by the relations of the roots."""
        if expression == 0:
            return True
        if self._differs(expression):
            return False
        outer = self._outer(expression)
        if outer is not None:
            return all(map(self.vanishes, _by(outer, expression)))
        ratio, ring = self.ratio(expression)
        ratio = Ratio(self._stepped(ratio.top, ring), ratio.bottom)
        if ratio.top == 0:
            return True
        for symbol, (degree, base) in reversed(self.roots.items()):
            if symbol in ring.symbols and symbol in ratio.top.as_expr().free_symbols:
                return all(self.vanishes(part) for part in by_powers(ratio.top, ring, symbol, degree, base))
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
