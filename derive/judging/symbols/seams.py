"""Places where cases meet without a kink: what is differentiated and its slope have no jump there.

Along a line in the direction of the variable, a value that is continuous at a place, and whose slope goes to the same
number on both sides of it, has that number as its derivative there. What holds on each side is read off the comparisons
right beside the place, wherever it lies.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import Any

import sympy
from sympy.core.relational import Relational

from derive.judging.symbols.floats import parted, torn
from derive.judging.symbols.normal import NormalForm
from derive.judging.symbols.opaque import Opaque
from derive.judging.symbols.ratios import Unsupported, ZeroDivision
from derive.judging.symbols.regions import Regions, relations, without_absolutes
from derive.judging.symbols.shared import Replacing, has, is_infinite, symbols_in

Expression = Any
MOST = 3
"""Symbols that may have either sign."""
STEP = sympy.Dummy("step", real=True)
ZERO = sympy.S.Zero
CONTINUOUS = (sympy.Add, sympy.Mul, sympy.Symbol, sympy.Number, sympy.NumberSymbol, sympy.Piecewise, Opaque)
SMOOTH = (sympy.exp, sympy.sin, sympy.cos, sympy.atan, sympy.erf)
PLAIN = (sympy.Add, sympy.Mul, sympy.Pow, sympy.Symbol, sympy.Number, sympy.NumberSymbol, *SMOOTH)
"""What a switch is made of that has a slope wherever no root or quotient in it lacks one."""


@lru_cache(maxsize=1024)
def is_seam(values: tuple[Expression, ...], switch: Expression, variable: Any) -> bool:
    """Whether none of `values`, a function and its slopes, has a jump where a switch is zero.

    That is shown for all values of everything else, or the answer is no. What the variable is multiplied by in the
    switch may have either sign; where it is zero, the cases are the same all along the line.
    """
    slope = sympy.diff(switch, variable)
    if slope == 0 or has(slope, sympy.Piecewise):
        return False
    if variable in symbols_in(slope):
        return _is_smooth_in(values[0], switch, variable)
    place = sympy.expand(variable - switch / slope)
    if any(torn(value, variable, place) for value in reversed(values)):
        return False
    if not slope.is_nonzero:
        cases = _signs(slope)
        known = ((tuple(each.xreplace(case) for each in values), switch.xreplace(case)) for case in cases)
        return bool(cases) and all(is_seam(*each, variable) for each in known)
    return _has_no_jump(values, variable, place)


def _is_smooth_in(value: Expression, switch: Expression, variable: Any) -> bool:
    """Whether a value has cases by a switch alone, and neither it nor its slopes jump where the switch alone varies.

    Where the switch itself has no slope, in a root, is named apart.
    """
    if has(value, Opaque) or not all(isinstance(part, PLAIN) for part in sympy.preorder_traversal(switch)):
        return False
    inner = sympy.Dummy("switch", real=True)
    value = without_absolutes(value)
    told = {relation: relation.lhs - relation.rhs for relation in relations(value)}
    known = {relation: relation.func(inner if gap == switch else -inner, 0)
             for relation, gap in told.items() if gap in (switch, -switch)}
    value = Replacing({switch: inner, -switch: -inner})(Replacing(known)(value))
    if any(variable in symbols_in(relation) for relation in relations(value)):
        return False
    return _has_no_jump((value, sympy.diff(value, inner), sympy.diff(value, variable)), inner, ZERO)


def _has_no_jump(values: tuple[Expression, ...], variable: Any, place: Expression) -> bool:
    """Whether none of some values has a jump at a place of a variable."""
    jumps: list[Expression] = []
    for value in map(without_absolutes, reversed(values)):  # where there is a kink, a slope shows it soonest
        found = _jumps(value, variable, place)
        if found is None or any(map(is_infinite, found)) or any(map(parted, found)):
            return False
        jumps += found
    return all(map(_is_zero, jumps))


def _signs(slope: Expression) -> list[dict[Any, Any]]:
    """Symbols of either sign for those in a slope that is a product of symbols; else nothing."""
    under = [factor.as_base_exp()[0] for factor in sympy.Mul.make_args(slope)]
    open_ = [each for each in dict.fromkeys(under) if not each.is_nonzero]
    if not 1 <= len(open_) <= MOST or not all(each.is_Symbol for each in open_):
        return []
    signs = product(({"positive": True}, {"negative": True}), repeat=len(open_))
    return [{each: sympy.Dummy(**sign) for each, sign in zip(open_, case, strict=True)} for case in signs]


def _jumps(value: Expression, variable: Any, place: Expression) -> list[Expression] | None:
    """By how much a value jumps from a place to both sides of it; nothing where that is not plain."""
    beside = [_beside(value, variable, place, side) for side in (-1, 1)]
    if None in beside:
        return None
    here = Replacing({variable: place})(value)
    return [each - here for each in beside]


def _is_zero(value: Expression) -> bool:
    regions = Regions((), NormalForm())
    try:
        return regions.is_zero(value) and not regions.poles
    except (Unsupported, ZeroDivision):
        return False


def _beside(value: Expression, variable: Any, place: Expression, side: int) -> Expression | None:
    """What a value goes to at a place from one side; nothing where that is not plain."""
    found = {relation: _truth(relation, variable, place, side) for relation in relations(value)}
    if None in found.values():
        return None
    value = Replacing(found)(value)
    return Replacing({variable: place})(value) if _is_continuous(value, variable, place) else None


def _truth(relation: Relational, variable: Any, place: Expression, side: int) -> Any:
    """A comparison right beside a place, as one at the place; nothing where that is not plain."""
    gap = relation.lhs - relation.rhs
    if variable not in symbols_in(gap):
        return relation
    if has(gap, sympy.Piecewise) or not gap.is_polynomial(variable):
        return None
    here, *rest = map(sympy.expand, sympy.Poly(gap.xreplace({variable: place + STEP}), STEP).all_coeffs()[::-1])
    power, first = next(((k, each) for k, each in enumerate(rest, 1) if each != 0), (0, here))
    if not power:
        return relation.func(here, 0)
    if not (first.is_positive or first.is_negative):
        return None
    if isinstance(relation, (sympy.Equality, sympy.Unequality)):
        return sympy.true if isinstance(relation, sympy.Unequality) else sympy.false
    if isinstance(relation, (sympy.StrictLessThan, sympy.LessThan)):
        here, first = -here, -first
    above = (1 if first.is_positive else -1) * side**power > 0
    return here >= 0 if above else here > 0


def _is_continuous(value: Expression, variable: Any, place: Expression) -> bool:
    """Whether a value without cases in the variable is certainly continuous in it at a place."""
    if variable not in symbols_in(value):
        return True
    if isinstance(value, sympy.Pow):
        base, exponent = value.args
        if not (exponent.is_Integer and exponent >= 0):
            there = base.xreplace({variable: place})
            if not (there.is_positive or (exponent.is_Integer and there.is_nonzero)):
                return False
    elif isinstance(value, sympy.log):
        if not value.args[0].xreplace({variable: place}).is_positive:
            return False
    elif not isinstance(value, (*CONTINUOUS, *SMOOTH)):
        return False
    parts = [part for part, _ in value.args] if isinstance(value, sympy.Piecewise) else value.args
    return all(_is_continuous(part, variable, place) for part in parts)
