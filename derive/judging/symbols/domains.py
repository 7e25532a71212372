"""Logarithms split where both sides tell the signs of their factors, since a side takes logarithms of what is positive.

    log p and log(1 − p) have values for 0 < p < 1        log(p / (1 − p)) has one there and nowhere else

A factor has a sign on a side if it has it under every choice of signs that values can have, and that makes positive all
of which the side takes a logarithm. Only signs that it has on both sides are used: where one of them goes further, as
log x² does beside 2 log x, nothing is said of the points that are its own. A power with any exponent, as in log x^a, is
taken to be of what is positive where the other side says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import Any

import sympy
from sympy.polys.polyerrors import PolynomialError

from derive.judging.linked import linked
from derive.judging.symbols.inequalities import Inequality, is_solvable, sign_facts, signed
from derive.judging.symbols.opaque import Opaque
from derive.judging.symbols.shared import Replacing, has, is_long, parts, symbols_in

MOST_FACTORS = 5
"""Twice as many choices of signs are looked at with every further one."""
Expression = Any
Factors = tuple[Any, Mapping[Expression, Any]]
"""A number, and the factors beside it with their powers, each whole or an expression that may be any number."""


def split(left: Expression, right: Expression, given: Sequence[Inequality]) -> Expression | None:
    """The difference of two sides, with the logarithms in it split at factors whose signs both sides tell.

    `given` are inequalities that hold everywhere. Nothing where there are no such factors.
    """
    difference = left - right
    if not all(has(side, sympy.log) for side in (left, right, difference)):
        return None
    sides = [[made for each in _taken(side) if (made := _factors(each)) is not None] for side in (left, right)]
    signs: dict[Expression, int] = {}
    for group in _groups([set(powers) for side in sides for _, powers in side]):
        if len(group) <= MOST_FACTORS:
            here = [[made for made in side if not group.isdisjoint(made[1])] for side in sides]
            signs |= _known(sorted(group, key=sympy.default_sort_key), here, given)
    every = {log: _apart(log.args[0], signs) for log in parts(difference, sympy.log)}
    return Replacing(every)(difference) if signs else None


def _taken(side: Expression) -> Iterator[Expression]:
    """All of which a side takes a logarithm, whatever the cases are."""
    return (log.args[0] for log in parts(side, sympy.log, outside=(sympy.Piecewise, Opaque)))


def _factors(value: Expression) -> Factors | None:
    """A value as a product of real factors; nothing where it is not seen as one."""
    if is_long(value) or has(value, sympy.Piecewise):
        return None
    open_ = [part for part in sympy.Mul.make_args(value) if part.is_Pow and not part.exp.is_Rational]
    whole, powers = sympy.S.One, {part.base: part.exp for part in open_}
    rest = sympy.Mul(*(part for part in sympy.Mul.make_args(value) if part not in open_))
    if not all(power.exp.is_Rational for power in parts(rest, sympy.Pow)):
        return None
    try:
        made = [sympy.factor_list(part) for part in sympy.fraction(sympy.together(rest))]
    except PolynomialError:
        return None
    for turn, (number, factors) in zip((1, -1), made, strict=True):
        whole *= number**turn
        for factor, power in factors:
            powers[factor] = powers.get(factor, sympy.S.Zero) + turn * power
    is_plain = whole.is_Rational and all(factor.is_real and power.is_real for factor, power in powers.items())
    return (whole, powers) if is_plain else None


def _groups(together: Sequence[set[Expression]]) -> list[set[Expression]]:
    """Factors in groups, of which two have neither a logarithm nor a symbol in common."""
    every = set().union(*together)
    symbols = {symbol for factor in every for symbol in symbols_in(factor)}
    alike = [{factor for factor in every if symbol in symbols_in(factor)} for symbol in symbols]
    return [group for group in linked([*together, *alike]) if group]


def _known(
    names: Sequence[Expression], sides: Sequence[Sequence[Factors]], given: Sequence[Inequality]
) -> Mapping[Expression, int]:
    """The factors that have one sign on all sides, of which one tells it without a power with any exponent."""
    possible = [dict(zip(names, each, strict=True)) for each in product((1, -1), repeat=len(names))]
    possible = [signs for signs in possible if _may_be(signs, given)]
    known = set(names)
    found = dict[Expression, int]()
    raised = [_raised(side) for side in sides]
    if all(raised):
        return {}
    for side, bases in zip(sides, raised, strict=True):
        here = [signs for signs in possible if all(_is_positive(made, signs) for made in side)]
        here = [signs for signs in here if all(signs[base] > 0 for base in bases)]
        for name in names:
            values = {signs[name] for signs in here}
            if len(values) != 1 or found.setdefault(name, *values) not in values:
                known.discard(name)
    return {name: found[name] for name in names if name in known}


def _raised(side: Iterable[Factors]) -> set[Expression]:
    """What stands under an exponent that may be any number."""
    return {base for _, powers in side for base, power in powers.items() if not power.is_Integer}


def _may_be(signs: Mapping[Expression, int], given: Sequence[Inequality]) -> bool:
    """False only where no values have these signs."""
    rows = [*given, *(row for value, sign in signs.items() for row in signed(value, sign))]
    return is_solvable([*rows, *sign_facts(rows)])


def _is_positive(made: Factors, signs: Mapping[Expression, int]) -> bool:
    """Whether a product is positive, but for its powers with any exponent."""
    number, powers = made
    return bool(number * prod(signs[name] ** abs(power) for name, power in powers.items() if power.is_Integer) > 0)


def _apart(value: Expression, signs: Mapping[Expression, int]) -> Expression:
    """The logarithm of a value, as a sum as far as the signs of its factors are known."""
    made = _factors(value)
    if made is None:
        return sympy.log(value)
    rest, powers = made
    total = sympy.S.Zero
    for factor, power in powers.items():
        if factor in signs:
            total += power * sympy.log(signs[factor] * factor)
            rest *= signs[factor] ** abs(power)
        else:
            rest *= factor**power
    return sympy.log(value) if rest.is_negative else total + sympy.log(rest)
