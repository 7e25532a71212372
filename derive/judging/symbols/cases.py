"""Entries of what goes over the values of an index, or is chosen by conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

import sympy
from sympy.core.relational import Relational

from derive.judging.symbols.arrays import spread_to
from derive.judging.symbols.holes import of_each
from derive.judging.symbols.ratios import Unsupported
from derive.judging.symbols.rules import evaluate, rule, whole
from derive.judging.symbols.setting import LONGEST, Entries, Expression, NoValue, Setting, TooLarge
from derive.judging.symbols.shared import without_number
from derive.meaning.functions import FUNCTIONS
from derive.meaning.terms import Cases, Compare, Comparison, Condition, Every, Fold, Folding, Not, Some

MOST = 7
"""The most values beside a first one of which the largest is told by cases that stand in each other."""


@rule(Fold)
def _fold(term: Fold, setting: Setting) -> Entries:
    rows, columns = setting.shape(term.shape)
    parts = list(_parts(term, setting))
    combine = COMBINE[_is_nested(term), term.folding]
    return [[of_each(combine, *(part[i][j] for part in parts)) for j in range(columns)] for i in range(rows)]


def _parts(term: Fold, setting: Setting) -> Iterator[Entries]:
    """The body at all values of the index; the largest of largest values is one of them all."""
    is_empty = term.folding in (Folding.MAX, Folding.MIN)
    for inner in _steps(term, setting):
        if term.condition is None or _certain(term.condition, inner):
            is_empty = False
            if isinstance(term.body, Fold) and _is_nested(term):
                yield from _parts(term.body, inner)
            else:
                yield evaluate(term.body, inner)
    if is_empty:
        raise NoValue("the largest or smallest of no entries")


def _is_nested(term: Fold) -> bool:
    """Whether the largest of largest values, or the smallest of smallest ones, is asked for."""
    extreme = term.folding in (Folding.MAX, Folding.MIN)
    return extreme and isinstance(term.body, Fold) and term.body.folding is term.folding


def _largest(*values: Expression) -> Expression:
    """The largest of some values: |u| beside others is u or −u, whichever is among them larger."""
    sides = [side for value in values for side in _sides(value)]
    return FUNCTIONS["max"].symbolic(*values) if len(sides) == len(values) else _by_cases(*sides)


def _by_cases(*values: Expression) -> Expression:
    """The largest of some values, without a case inside the condition of another."""
    first, *others = dict.fromkeys(map(sympy.expand, values))
    if len(others) > MOST:
        raise TooLarge(f"the largest or smallest of {len(others) + 1} values is too long to be told by cases")
    return _larger(first, others)


def _larger(value: Expression, others: Sequence[Expression]) -> Expression:
    """A value, or the largest of others where one of these is larger."""
    if not others:
        return value
    above, below = _larger(value, others[1:]), _larger(others[0], others[1:])
    _, difference = sympy.expand(value - others[0]).as_content_primitive()
    return sympy.Piecewise((above, difference >= 0), (below, True))


def _sides(value: Expression) -> tuple[Expression, ...]:
    """Both sides of an absolute value; any other value."""
    if isinstance(value, sympy.Piecewise) and len(value.args) == len(("above", "below")):
        (above, condition), (below, other) = value.args
        if other == sympy.true and above + below == 0 and condition.canonical == (above >= 0).canonical:
            return above, below
    return (value,)


def _of_all(*values: Expression) -> Expression:
    return _by_cases(*(side for value in values for side in _sides(value)))


COMBINE: Mapping[tuple[bool, Folding], Callable[..., Expression]] = {
    (False, Folding.SUM): lambda *values: sympy.Add(*values),
    (False, Folding.PRODUCT): lambda *values: sympy.Mul(*values),
    (False, Folding.MAX): _largest,
    (False, Folding.MIN): FUNCTIONS["min"].symbolic,
    (True, Folding.MAX): _of_all,
    (True, Folding.MIN): lambda *values: -_by_cases(*(-value for value in values)),
}
"""How values are combined; nested extreme values are those of them all."""


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
    left: Any = sympy.true
    for value, condition in term.branches:
        found = sympy.true if condition is None else holds(condition, setting)
        if found is sympy.false or found == sympy.false:
            continue
        inner = replace(setting, kinks=set())
        branches.append((spread_to(evaluate(value, inner), shape), found))
        setting.kinks.update(kink for kink in inner.kinks if not _leaves_out(sympy.And(left, found), kink))
        left = sympy.And(left, sympy.Not(found))
        if found == sympy.true:
            break
    if not branches:
        raise NoValue("no case holds here")
    try:
        return [
            [sympy.Piecewise(*((value[i][j], c) for value, c in branches)) for j in range(shape[1])]
            for i in range(shape[0])
        ]
    except (TypeError, ValueError, NotImplementedError):  # SymPy compares real numbers only, and asks for all of them
        raise Unsupported("a comparison with what has no value in some case") from None


def _leaves_out(condition: Any, place: Expression) -> bool:
    """Whether a condition does not hold where a place is zero, so that what it is asked for has no kink there."""
    for relation in sympy.And.make_args(condition):
        if isinstance(relation, Relational) and relation.func(0, 0) == sympy.false:
            gap = without_number(relation.lhs - relation.rhs)
            if without_number(place) in (gap, -gap):
                return True
    return False


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
