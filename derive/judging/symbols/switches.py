"""On what a comparison with zero depends: the signs of a few expressions, its switches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sympy

from derive.judging.symbols.inequalities import Inequality, is_solvable, linear
from derive.judging.symbols.normal import NormalForm
from derive.judging.symbols.shared import symbols_in

MOST_FACTORED = 12
"""The most terms of a switch that is taken apart into factors."""
PAIR = 2
Expression = Any


@dataclass(frozen=True)
class Product:
    """What a comparison with zero depends on: a sign, and switches with their powers."""

    sign: int
    factors: tuple[tuple[Expression, int, int], ...]
    """Each switch, the sign by which it is turned, and its power."""


class Switches:
    """The switches of one comparison, each in one sign only; `given` are inequalities that hold everywhere."""

    def __init__(self, form: NormalForm, given: Sequence[Inequality]) -> None:
        self.form = form
        self.given = given
        self.switches: list[Expression] = []
        self.products: dict[Expression, Product] = {}

    def product(self, value: Expression) -> Product:
        """A value as a product of switches, of which the signs tell its sign."""
        if value not in self.products:
            self.products[value] = self._factored(value)
        return self.products[value]

    def _factored(self, value: Expression) -> Product:
        primitive = _without_exponentials(value).as_content_primitive()[1]
        if self.given and primitive.is_Add and primitive.is_polynomial() and len(primitive.args) <= MOST_FACTORED:
            primitive = sympy.factor(primitive)
        elif primitive.is_Add and primitive.is_polynomial():
            primitive = sympy.factor_terms(primitive, sign=False)
        elif self.given and primitive.is_Add and len(primitive.args) <= MOST_FACTORED:
            primitive = sympy.together(primitive)
        powers = _powers(primitive) if primitive.is_Mul or primitive.is_Pow else {primitive: sympy.Integer(1)}
        open_ = {base: power for base, power in powers.items() if not base.is_positive}
        if not all(power.is_Integer for power in open_.values()):
            open_ = {primitive: sympy.Integer(1)}
        sign = 1
        factors = []
        for base, power in open_.items():
            known = -1 if base.is_negative else self._given_sign(base)
            if known:
                sign *= known ** abs(int(power))
            else:
                factors.append((*self._switch(base), int(power)))
        return Product(sign, tuple(factors))

    def _given_sign(self, value: Expression) -> int:
        """The sign that a value has because of what is given; 0 where that is open."""
        for sign in (1, -1) if self.given else ():
            if not is_solvable([*linear(-sign * value, strict=False), *self.given]):
                return sign
        return 0

    def _switch(self, value: Expression) -> tuple[Expression, int]:
        """The switch that a value is, up to its sign."""
        for switch in self.switches:
            turn = _parallel(value, switch, self.form)
            if turn:
                return switch, turn
        self.switches.append(value)
        return value, 1


def _powers(value: Expression) -> dict[Expression, Expression]:
    """The factors of a product with their powers; of a root with a power of it, the root."""
    found = value.as_powers_dict().items()
    halves = {base for base, power in found if power.is_Rational and power.q == PAIR}
    return {sympy.sqrt(base) if base in halves else base: power * (2 if base in halves else 1) for base, power in found}


def _without_exponentials(value: Expression) -> Expression:
    """A value of the same sign where two exponentials are compared, of which 1 may be one: exp grows strictly."""
    if not (value.is_Add and len(value.args) == PAIR and value.has(sympy.exp)):
        return value
    (factor, left), (other, right) = (term.as_coeff_Mul() for term in value.args)
    raised = [sympy.S.Zero if each == 1 else each.exp for each in (left, right) if each == 1 or each.func is sympy.exp]
    if factor + other != 0 or len(raised) != PAIR:
        return value
    difference = factor * (raised[0] - raised[1])
    return difference if difference.is_real else value


def _parallel(left: Expression, right: Expression, form: NormalForm) -> int:
    """1 or -1 where two switching expressions are equal up to sign, otherwise 0."""
    if symbols_in(left) != symbols_in(right):
        return 0
    if left == right or form.is_zero(left - right):
        return 1
    return -1 if form.is_zero(left + right) else 0
