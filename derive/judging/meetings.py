"""Where more than one comparison turns on a kink: the numbers to look at there, and whether all cases were seen."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any

import sympy
from sympy.core.relational import Relational
from sympy.polys.polyerrors import BasePolynomialError

from derive.judging.bends import stand_ins
from derive.judging.symbols.inequalities import Inequality, is_solvable, linear, sign_facts, signed
from derive.judging.symbols.regions import relations

Expression = Any
Numbers = dict[Any, Expression]
Possible = Callable[[Expression], bool]
"""Whether an expression may be zero by what is assumed."""
MOST = 2
"""How many comparisons are looked at that turn on the kink itself, and in how many symbols of each."""
CHANCES = 24
"""How many numbers are tried by chance for cases that were not met."""


def meetings(exact: Expression, others: Sequence[Any], is_possible: Possible) -> Iterator[Numbers]:
    """Numbers at which a comparison turns on the kink itself, where an entry is `exact`: zeros first."""
    gaps = {each.lhs - each.rhs for each in relations(exact) if not each.has(sympy.Piecewise)}
    turns = [gap for gap in sorted(gaps, key=sympy.default_sort_key) if is_possible(gap)]
    if turns:
        yield stand_ins(others, 0)
    for gap in turns[:MOST]:
        for scale in (1, 0):
            numbers = stand_ins(others, scale)
            for symbol in sorted(gap.free_symbols, key=str)[:MOST]:
                rest = {each: number for each, number in numbers.items() if each != symbol}
                yield from ({**rest, symbol: root} for root in _roots(gap.xreplace(rest), symbol))


def _roots(curve: Expression, symbol: Any) -> list[Expression]:
    """The rational numbers at which a polynomial of one symbol is zero."""
    with suppress(BasePolynomialError, NotImplementedError):
        roots = sympy.roots(sympy.Poly(curve, symbol, domain=sympy.QQ), filter="Q")
        return [root for root in sorted(roots) if root > 0 or not symbol.is_positive]
    return []


def unmet(exact: Expression, others: Sequence[Any], every: Iterable[Numbers]) -> tuple[list[Numbers], bool]:
    """Chance numbers at which further cases of an entry are met, and whether that are all that can be.

    At `every` the first are.
    """
    branches = [[condition for _, condition in cases.args] for cases in exact.atoms(sympy.Piecewise)]
    left = {(place, k) for place, each in enumerate(branches) for k in range(len(each))}
    left -= {each for numbers in every for each in _met(branches, numbers)}
    left = {(place, k) for place, k in left if _may_hold(branches[place][: k + 1])}
    found = list[Numbers]()
    for seed in range(CHANCES):
        numbers = _by_chance(others, seed) if left else {}
        new = left & _met(branches, numbers)
        found += [numbers] if new else []
        left -= new
    return found, not left


def _by_chance(symbols: Sequence[Any], seed: int) -> Numbers:
    """A number of either sign for each symbol; what is positive stays so."""
    source = random.Random(seed)
    numbers = {symbol: number * source.choice((1, -1)) for symbol, number in stand_ins(symbols, 1 + seed % 3).items()}
    return {symbol: abs(number) if symbol.is_positive else number for symbol, number in numbers.items()}


def _met(branches: Sequence[Sequence[Expression]], numbers: Numbers) -> set[tuple[int, int]]:
    """Which case of each entry by cases holds at some numbers, as far as that is told."""
    firsts = ((place, _first(conditions, numbers)) for place, conditions in enumerate(branches))
    return {(place, k) for place, k in firsts if k is not None}


def _first(conditions: Sequence[Expression], numbers: Numbers) -> int | None:
    """Which condition is the first that holds; nothing where that is open."""
    for k, condition in enumerate(conditions):
        with suppress(TypeError):  # SymPy compares real numbers only
            truth = condition.xreplace(numbers)
            if truth == sympy.false:
                continue
            return k if truth == sympy.true else None
        return None
    return None


def _may_hold(conditions: Sequence[Expression]) -> bool:
    """Whether the last of some conditions may hold where those before it do not."""
    *before, last = conditions
    rows = [*_told(last), *(row for each in before for row in _told(sympy.Not(each)))]
    return is_solvable([*rows, *sign_facts(rows)])


def _told(condition: Expression) -> Iterator[Inequality]:
    """What a condition tells of linear expressions."""
    if isinstance(condition, sympy.And):
        yield from (row for part in condition.args for row in _told(part))
    elif isinstance(condition, sympy.Equality):
        yield from signed(condition.lhs - condition.rhs, 0)
    elif isinstance(condition, Relational) and not isinstance(condition, sympy.Unequality):
        yield from linear(condition.gts - condition.lts, strict=condition.rel_op in ("<", ">"))
