"""Entries of what goes over the values of an index, or is chosen by conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import Any

import sympy

from derive.judging.symbols.arrays import spread_to
from derive.judging.symbols.ratios import Unsupported
from derive.judging.symbols.rules import evaluate, rule, whole
from derive.judging.symbols.setting import LONGEST, Entries, Expression, NoValue, Setting, TooLarge
from derive.meaning.functions import FUNCTIONS
from derive.meaning.terms import Cases, Compare, Comparison, Condition, Every, Fold, Folding, Not, Some


@rule(Fold)
def _fold(term: Fold, setting: Setting) -> Entries:
    shape = setting.shape(term.shape)
    parts = [
        evaluate(term.body, inner)
        for inner in _steps(term, setting)
        if term.condition is None or _certain(term.condition, inner)
    ]
    if not parts and term.folding in (Folding.MAX, Folding.MIN):
        raise NoValue("the largest or smallest of no entries")
    combine = COMBINE[term.folding]
    return [[combine(*(part[i][j] for part in parts)) for j in range(shape[1])] for i in range(shape[0])]


COMBINE: Mapping[Folding, Callable[..., Expression]] = {
    Folding.SUM: lambda *values: sympy.Add(*values),
    Folding.PRODUCT: lambda *values: sympy.Mul(*values),
    Folding.MAX: FUNCTIONS["max"].symbolic,
    Folding.MIN: FUNCTIONS["min"].symbolic,
}


def _steps(term: Fold, setting: Setting) -> Iterator[Setting]:
    values = range(whole(term.low, setting), whole(term.high, setting) + 1)
    if len(values) > LONGEST:
        raise TooLarge(f"a sum or product over {len(values)} terms is too long to write out")
    for value in values:
        yield setting.with_index(term.index, value)


def _certain(condition: Condition, setting: Setting) -> bool:
    found = holds(condition, setting)
    if found not in (sympy.true, sympy.false):
        raise Unsupported("a sum is restricted by a condition on values")
    return bool(found)


@rule(Cases)
def _cases(term: Cases, setting: Setting) -> Entries:
    shape = setting.shape(term.shape)
    branches: list[tuple[Entries, Any]] = []
    for value, condition in term.branches:
        found = sympy.true if condition is None else holds(condition, setting)
        if found is sympy.false or found == sympy.false:
            continue
        branches.append((spread_to(evaluate(value, setting), shape), found))
        if found == sympy.true:
            break
    if not branches:
        raise NoValue("no case holds here")
    return [
        [sympy.Piecewise(*((value[i][j], c) for value, c in branches)) for j in range(shape[1])]
        for i in range(shape[0])
    ]


RELATIONS: Mapping[Comparison, Callable[[Any, Any], Any]] = {
    Comparison.EQUAL: sympy.Eq,
    Comparison.UNEQUAL: sympy.Ne,
    Comparison.LESS: sympy.Lt,
    Comparison.AT_MOST: sympy.Le,
    Comparison.GREATER: sympy.Gt,
    Comparison.AT_LEAST: sympy.Ge,
}


def holds(condition: Condition, setting: Setting) -> Any:
    """A condition in SymPy; over arrays it holds where it holds at every entry."""
    match condition:
        case Compare(comparison, left, right):
            shape = setting.shape(left.shape or right.shape)
            pair = [spread_to(evaluate(side, setting), shape) for side in (left, right)]
            every = [RELATIONS[comparison](pair[0][i][j], pair[1][i][j]) for i, j in product(*map(range, shape))]
            return sympy.And(*every)
        case Every(parts):
            return sympy.And(*(holds(part, setting) for part in parts))
        case Some(parts):
            return sympy.Or(*(holds(part, setting) for part in parts))
        case Not(part):
            return sympy.Not(holds(part, setting))
    raise TypeError(f"unknown condition {condition!r}")
