"""Equality of expressions with cases, region by region.

The comparisons in the cases cut the space of values: in each region every case is decided, and the expressions are
compared without cases. Where a comparison is an equality is a boundary: a kink if a derivative was taken across it,
which is excluded and named, otherwise one more region. A boundary on which the difference has no value is a pole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import sympy
from sympy.core.relational import Relational

from derive.judging.symbols.angles import opened
from derive.judging.symbols.inequalities import Inequality, is_solvable, sign_facts, signed, told_by
from derive.judging.symbols.normal import NormalForm
from derive.judging.symbols.opaque import Opaque
from derive.judging.symbols.ratios import Unsupported, ZeroDivision
from derive.judging.symbols.shared import Replacing, has, is_infinite, parts, symbols_in
from derive.judging.symbols.switches import Switches

MOST_REGIONS = 4000
Expression = Any
Signs = Mapping[Expression, int]
"""The sign, -1, 0 or 1, of each switch that is decided."""


class Regions:
    """The regions of one comparison.

    `kinks` are the places where a derivative was taken across cases; `given` are inequalities that hold everywhere.
    `poles` collects the switches on whose boundaries a difference had no value.
    """

    def __init__(self, kinks: Iterable[Expression], form: NormalForm, given: Iterable[Inequality] = ()) -> None:
        self.form = form
        self.given = list(given)
        self.poles: set[Expression] = set()
        self.switches = Switches(form, self.given)
        self.kinks = list(kinks)
        self.corners = {switch for kink in self.kinks for switch, _, _ in self.switches.product(kink).factors}
        self.count = 0

    def is_zero(self, difference: Expression) -> bool:
        """Whether a difference is shown to be zero in every region. Raises `Unsupported` where there are too many."""
        if self._is_zero(difference):
            return True
        told = opened(difference)
        return told != difference and self._is_zero(told)

    def _is_zero(self, difference: Expression) -> bool:
        difference = without_absolutes(without_squares(difference))
        if not has(difference, sympy.Piecewise):
            return self.form.is_zero(difference)
        return self.form.is_zero(_whatever_the_cases(difference)) or self._apart(difference)

    def _apart(self, difference: Expression) -> bool:
        """Whether a difference is zero in every region: first each group of its terms by itself, then all together."""
        groups, poles = _groups(difference), set(self.poles)
        if len(groups) > 1 and all(self._everywhere(group, {}) for group in groups):
            return True
        self.poles, self.count = poles, 0
        return self._everywhere(difference, {})

    def _everywhere(self, expression: Expression, signs: Signs) -> bool:
        """Whether an expression is zero in every region that refines these signs."""
        values = _on_boundary(signs)
        if values is None or any(kink.xreplace(values) == 0 for kink in self.kinks):
            return True
        decided = {relation: self._truth(relation, signs) for relation in relations(expression)}
        known = {relation: truth for relation, truth in decided.items() if truth not in (None, sympy.nan)}
        told = Replacing(known)(expression)
        if any(decided[relation] is sympy.nan for relation in relations(told) & decided.keys()):
            return self._is_pole(signs)
        try:
            expression = _put(expression, told, known, values)
        except TypeError:  # SymPy compares real numbers only
            return self._is_pole(signs)
        open_ = _in_order(expression)
        if not open_:
            return self._at_leaf(expression, signs)
        if not self.corners & signs.keys() and self._by_steps(expression, open_):
            return True
        factors = self.switches.product(open_[0].lhs - open_[0].rhs).factors
        switch = next((switch for switch, _, _ in factors if switch not in signs), None)
        if switch is None:
            return self._everywhere(expression, signs)
        for sign in (1, -1) if switch in self.corners else (1, -1, 0):
            refined = {**signs, switch: sign}
            if self._is_feasible(refined) and not self._everywhere(expression, refined):
                return False
        return True

    def _by_steps(self, expression: Expression, open_: list[Relational]) -> bool:
        """Whether an expression is zero on all sides of its kinks at once, each comparison read as a step."""
        for relation in open_:
            made = self.switches.product(relation.lhs - relation.rhs)
            if len(made.factors) != 1 or made.factors[0][0] not in self.corners:
                return False
            switch, turn, power = made.factors[0]
            low, high = (sympy.Integer(_holds(relation, made.sign * (turn * side) ** abs(power))) for side in (-1, 1))
            self.form.truths[relation] = low + self.form.step(switch) * (high - low)
        try:
            return self.form.is_zero(expression)
        except (Unsupported, ZeroDivision):
            return False

    def _at_leaf(self, expression: Expression, signs: Signs) -> bool:
        self.count += 1
        if self.count > MOST_REGIONS:
            raise Unsupported(f"comparisons cut the values into more than {MOST_REGIONS} regions")
        if is_infinite(expression) or has(expression, sympy.Piecewise) or _raises_zero(expression):
            return self._is_pole(signs)
        try:
            return self.form.is_zero(expression) or self._by_signs(expression, signs)
        except ZeroDivision:
            return self._is_pole(signs)

    def _by_signs(self, expression: Expression, signs: Signs) -> bool:
        """Whether a difference of logarithms, or of powers with any exponent, is zero once these are split.

        They are by what is known to be positive.
        """
        if not has(expression, sympy.log) and all(power.exp.is_Rational for power in parts(expression, sympy.Pow)):
            return False
        signed_ = _in_positive(expression, signs)
        return signed_ != expression and self.form.is_zero(signed_)

    def _is_pole(self, signs: Signs) -> bool:
        """Whether a region without values is a boundary, which may be excluded; it is where it lies in a pole."""
        boundary, values = {switch for switch, sign in signs.items() if sign == 0}, _on_boundary(signs) or {}
        if not any(pole in boundary or pole.xreplace(values) == 0 for pole in self.poles):
            self.poles |= {each.base if each.is_Pow and each.exp.is_positive else each for each in boundary}
        return bool(boundary)

    def _is_feasible(self, signs: Signs) -> bool:
        """False only where no values have these signs."""
        rows = [*self.given, *(row for switch, sign in signs.items() for row in signed(switch, sign))]
        return is_solvable([*rows, *sign_facts(rows), *told_by(signs, rows)])

    def _truth(self, relation: Relational, signs: Signs) -> Any:
        """A comparison decided by signs; nothing where they leave it open, nan where it has no value."""
        made = self.switches.product(relation.lhs - relation.rhs)
        if any(switch not in signs for switch, _, _ in made.factors):
            return None
        sign = made.sign
        for switch, turn, power in made.factors:
            if power < 0 and signs[switch] == 0:
                return sympy.nan
            sign *= (turn * signs[switch]) ** abs(power)
        return sympy.true if _holds(relation, sign) else sympy.false


def _put(expression: Expression, told: Expression, known: Signs, values: Mapping[Any, Expression]) -> Expression:
    """An expression with comparisons that are known and values of symbols, all at once so that nothing is cancelled.

    A comparison without a value in a case that does not hold is no obstacle: it is not in what the others have `told`.
    """
    try:
        return Replacing({**known, **values})(expression)
    except TypeError:
        return Replacing(values)(told)


def _raises_zero(expression: Expression) -> bool:
    """Whether a power of zero stands in an expression: it has no value where its exponent is negative."""
    return any(power.base == 0 for power in parts(expression, sympy.Pow))


def _whatever_the_cases(expression: Expression) -> Expression:
    """The expression with a symbol for every value by cases: zero whatever they are is zero."""
    values = enumerate(parts(expression, sympy.Piecewise))
    return Replacing({value: sympy.Symbol(f"cases#{number}", real=True) for number, value in values})(expression)


def without_absolutes(expression: Expression) -> Expression:
    """An expression with every absolute value and sign written as cases."""
    if not has(expression, sympy.Abs, sympy.sign):
        return expression
    absolute = expression.replace(sympy.Abs, lambda u: sympy.Piecewise((u, u >= 0), (-u, True)))
    return absolute.replace(sympy.sign, lambda u: sympy.Piecewise((1, u > 0), (-1, u < 0), (0, True)))


def without_squares(expression: Expression) -> Expression:
    """An expression in which no sum under a square root has a square in every term: √(a² b + a² c) is |a| √(b + c)."""
    found = {}
    for root in parts(expression, sympy.Pow):
        if root.exp.is_Rational and root.exp.q == 2 and root.base.is_Add:
            square = _square(root.base)
            if square != 1:
                found[root] = square**root.exp * sympy.expand(root.base / square) ** root.exp
    return Replacing(found)(expression) if found else expression


def _square(value: Expression) -> Expression:
    """The square that stands in every term of a sum."""
    terms = [term.as_powers_dict() for term in value.args]
    least = {symbol: min(term.get(symbol, 0) for term in terms) for symbol in terms[0] if symbol.is_Symbol}
    return sympy.Mul(*(symbol ** (power - power % 2) for symbol, power in least.items() if power >= 2 or power < 0))


def relations(expression: Expression) -> set[Relational]:
    """The comparisons in the cases of an expression."""
    return set(parts(expression, Relational))


def _groups(total: Expression) -> list[Expression]:
    """The terms of a sum in groups: in two of them no cases are told by the same symbol, and in the first by none."""
    plain: list[Expression] = []
    groups: list[tuple[frozenset[Any], list[Expression]]] = []
    for term in sympy.Add.make_args(total):
        symbols = frozenset().union(*map(symbols_in, relations(term)))
        near = [group for group in groups if not symbols.isdisjoint(group[0])]
        joined = symbols.union(*(known for known, _ in near)), [term, *(each for _, terms in near for each in terms)]
        groups = [group for group in groups if group not in near]
        if symbols:
            groups.append(joined)
        else:
            plain.append(term)
    return [sympy.Add(*terms) for terms in ([plain] if plain else []) + [terms for _, terms in groups]]


def _in_order(expression: Expression) -> list[Relational]:
    """The comparisons in an expression: those with cases in them come last, when these may be decided.

    Of the others come first those that stand outside of unknown functions, since more depends on them.
    """
    outside = set(parts(expression, Relational, outside=(Opaque,)))

    def order(relation: Relational) -> tuple[bool, bool, Any]:
        return has(relation, sympy.Piecewise), relation not in outside, sympy.default_sort_key(relation)

    return sorted(relations(expression), key=order)


def _holds(relation: Relational, sign: int) -> bool:
    outcomes = {
        sympy.StrictGreaterThan: sign > 0,
        sympy.GreaterThan: sign >= 0,
        sympy.StrictLessThan: sign < 0,
        sympy.LessThan: sign <= 0,
        sympy.Equality: sign == 0,
        sympy.Unequality: sign != 0,
    }
    return outcomes[type(relation)]


def _on_boundary(signs: Signs) -> dict[Any, Expression] | None:
    """One symbol for each boundary, from its equation; nothing where the region turns out to be empty."""
    values: dict[Any, Expression] = {}
    for switch in (switch for switch, sign in signs.items() if sign == 0):
        left = switch.xreplace(values)
        if left.is_Rational and left != 0:
            return None
        solved = _solved(left)
        if solved is not None:
            symbol, value = solved
            values = {known: each.xreplace({symbol: value}) for known, each in values.items()} | {symbol: value}
        values |= _raised(left)
    for switch, sign in signs.items():
        left = switch.xreplace(values) if sign else None
        if left is not None and left.is_Rational and sympy.sign(left) != sign:
            return None
    return values


@lru_cache(maxsize=4096)
def _solved(switch: Expression) -> tuple[Any, Expression] | None:
    """A symbol in which a switching expression is linear with a constant slope, and its value where it is zero."""
    for symbol in sorted(symbols_in(switch), key=lambda s: s.name):
        slope = sympy.diff(switch, symbol)
        if slope.is_Rational and slope != 0:
            return symbol, sympy.expand((slope * symbol - switch) / slope)
    return None


def _raised(switch: Expression) -> dict[Any, Expression]:
    """A power with any exponent whose only neighbour in a switching expression is a number, and its value there."""
    powers = [power for power in parts(switch, sympy.Pow) if not power.exp.is_Rational]
    slope, rest = (switch.coeff(powers[0]), switch.coeff(powers[0], 0)) if len(powers) == 1 else (sympy.S.Zero,) * 2
    return {powers[0]: -rest / slope} if slope.is_Rational and slope != 0 and rest.is_Rational else {}


def _in_positive(expression: Expression, signs: Signs) -> Expression:
    """An expression in a positive symbol for each switch of a known sign, as far as the switches are linear."""
    values: dict[Any, Expression] = {}
    for number, (switch, sign) in enumerate(signs.items()):
        switch = switch.xreplace(values)
        solved = _solved(switch) if sign else None
        if solved is not None:
            symbol, value = solved
            positive = sympy.Symbol(f"positive#{number}", positive=True)
            value += sign * sympy.sign(sympy.diff(switch, symbol)) * positive
            values = {known: each.xreplace({symbol: value}) for known, each in values.items()} | {symbol: value}
    return expression.xreplace(values)
