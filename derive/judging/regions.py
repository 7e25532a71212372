"""Equality of expressions with cases, region by region.

The comparisons in the cases cut the space of values: in each region every case is decided, and the expressions are
compared without cases. Where a comparison is an equality is a boundary: a kink if a derivative was taken across it,
which is excluded and named, otherwise one more region.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

import sympy
from sympy.core.relational import Relational

from derive.judging.normal import NormalForm, Unsupported

MOST_SWITCHES = 9
MOST_REGIONS = 6561
Expression = Any


@dataclass(frozen=True)
class Region:
    """The sign (-1, 0 or 1) of each switching expression."""

    signs: tuple[tuple[Expression, int], ...]


def is_zero(difference: Expression, kinks: set[Expression], form: NormalForm) -> bool:
    """Whether a difference is shown to be zero in every region. Raises `Unsupported` where there are too many."""
    if not difference.has(sympy.Piecewise):
        return form.is_zero(difference)
    relations = sorted(_relations(difference), key=sympy.default_sort_key)
    switches = _switches(relations, form)
    corners = [any(_parallel(switch, kink, form) for kink in kinks) for switch in switches]
    for region in _regions(switches, corners):
        if not _feasible(region):
            continue
        flat = _decided(difference, relations, region, form)
        if not _zero_within(flat, region, form):
            return False
    return True


def _relations(expression: Expression) -> set[Relational]:
    return {
        relation
        for piecewise in expression.atoms(sympy.Piecewise)
        for _, condition in piecewise.args
        for relation in condition.atoms(Relational)
    }


def _switches(relations: list[Relational], form: NormalForm) -> list[Expression]:
    found: list[Expression] = []
    for relation in relations:
        value = relation.lhs - relation.rhs
        if not any(_parallel(value, other, form) for other in found):
            found.append(value)
    return found


def _parallel(left: Expression, right: Expression, form: NormalForm) -> int:
    """1 or -1 where two switching expressions are equal up to sign, otherwise 0."""
    if left.free_symbols != right.free_symbols:
        return 0
    if form.is_zero(left - right):
        return 1
    return -1 if form.is_zero(left + right) else 0


def _regions(switches: list[Expression], corners: list[bool]) -> Iterator[Region]:
    if len(switches) > MOST_SWITCHES:
        raise Unsupported(f"{len(switches)} comparisons cut the values into too many regions")
    signs = [(1, -1) if corner else (1, -1, 0) for corner in corners]
    count = 1
    for choice in signs:
        count *= len(choice)
    if count > MOST_REGIONS:
        raise Unsupported(f"{count} regions are too many to compare")
    for chosen in product(*signs):
        yield Region(tuple(zip(switches, chosen, strict=True)))


def _decided(expression: Expression, relations: list[Relational], region: Region, form: NormalForm) -> Expression:
    """The expression with every comparison decided by the region."""
    truth = {}
    for relation in relations:
        value = relation.lhs - relation.rhs
        for switch, sign in region.signs:
            turn = _parallel(value, switch, form)
            if turn:
                truth[relation] = _holds(relation, sign * turn)
                break
    return expression.xreplace(truth)


def _holds(relation: Relational, sign: int) -> Any:
    outcomes = {
        sympy.StrictGreaterThan: sign > 0,
        sympy.GreaterThan: sign >= 0,
        sympy.StrictLessThan: sign < 0,
        sympy.LessThan: sign <= 0,
        sympy.Equality: sign == 0,
        sympy.Unequality: sign != 0,
    }
    return sympy.true if outcomes[type(relation)] else sympy.false


def _zero_within(expression: Expression, region: Region, form: NormalForm) -> bool:
    """Whether an expression is zero in a region; on a boundary one symbol is put in from its equation."""
    if expression.has(sympy.Piecewise) or expression.has(sympy.nan):
        return False
    for switch, sign in region.signs:
        if sign:
            continue
        solved = _solved(switch)
        if solved is None:
            return form.is_zero(expression)
        symbol, value = solved
        rest = Region(
            tuple((s.xreplace({symbol: value}), t) for s, t in region.signs if s is not switch)
        )
        return _zero_within(expression.xreplace({symbol: value}), rest, form)
    return form.is_zero(expression)


def _solved(switch: Expression) -> tuple[Any, Expression] | None:
    """A symbol in which a switching expression is linear with a constant slope, and its value where it is zero."""
    for symbol in sorted(switch.free_symbols, key=lambda s: s.name):
        slope = sympy.diff(switch, symbol)
        if slope.is_Rational and slope != 0:
            return symbol, sympy.expand((slope * symbol - switch) / slope)
    return None


def _feasible(region: Region) -> bool:
    """False only where no values have these signs: the linear relaxation is without a solution."""
    rows = [_linear(switch, sign) for switch, sign in region.signs]
    return _solvable([row for row in rows if row is not None])


Row = tuple[dict[Expression, Fraction], bool]
"""Coefficients by monomial, 1 for the constant, of a form that is > 0 (strict) or = 0."""


def _linear(switch: Expression, sign: int) -> Row | None:
    terms = sympy.expand(switch).as_coefficients_dict()
    if any(not c.is_Rational for c in terms.values()):
        return None
    turn = sign or 1
    return {key: Fraction(int(c.p), int(c.q)) * turn for key, c in terms.items()}, sign != 0


def _solvable(rows: list[Row]) -> bool:
    """Fourier–Motzkin elimination over the monomials as independent variables."""
    forms: list[dict[Expression, Fraction]] = []
    strict: list[bool] = []
    for form, is_strict in rows:
        forms.append(form)
        strict.append(is_strict)
        if not is_strict:
            forms.append({key: -value for key, value in form.items()})
            strict.append(False)
    variables = sorted({key for form in forms for key in form if key != 1}, key=sympy.default_sort_key)
    for variable in variables:
        forms, strict = _eliminated(forms, strict, variable)
        if len(forms) > 500:
            return True
    rest = [(form.get(sympy.S.One, Fraction(0)), is_strict) for form, is_strict in zip(forms, strict, strict=True)]
    return all(value > 0 or (value == 0 and not is_strict) for value, is_strict in rest)


def _eliminated(
    forms: list[dict[Expression, Fraction]], strict: list[bool], variable: Expression
) -> tuple[list[dict[Expression, Fraction]], list[bool]]:
    up = [(f, s) for f, s in zip(forms, strict, strict=True) if f.get(variable, 0) > 0]
    down = [(f, s) for f, s in zip(forms, strict, strict=True) if f.get(variable, 0) < 0]
    rest = [(f, s) for f, s in zip(forms, strict, strict=True) if f.get(variable, 0) == 0]
    for (a, s), (b, t) in product(up, down):
        keys = (a.keys() | b.keys()) - {variable}
        joined = {k: a.get(k, Fraction(0)) * -b[variable] + b.get(k, Fraction(0)) * a[variable] for k in keys}
        rest.append((joined, s or t))
    return [f for f, _ in rest], [s for _, s in rest]
