"""What a document assumes, in the entrywise reading: positive quantities, equations solved, inequalities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import Any

import sympy

from derive.judging.symbols.entrywise import OutOfRange, Setting, evaluate, holds
from derive.judging.symbols.inequalities import Inequality, linear
from derive.judging.symbols.polynomials import Equations, basis
from derive.meaning.rewriting import walk
from derive.meaning.scope import Assumption, Scope
from derive.meaning.terms import Compare, Comparison, Constant, Every, Index, Item, Quantity, SizeValue, Term

Values = Mapping[Any, Any]
STRICT = (Comparison.LESS, Comparison.GREATER)
TURNED = (Comparison.LESS, Comparison.AT_MOST)
ORDERS = (sympy.StrictGreaterThan, sympy.GreaterThan, sympy.StrictLessThan, sympy.LessThan)


def positive(scope: Scope) -> frozenset[str]:
    """The quantities that are assumed to be positive, as a whole or in every entry."""
    found = set()
    for assumption in scope.assumptions:
        for condition in _comparisons(assumption.condition):
            match condition:
                case Compare(Comparison.GREATER, term, Constant(value=value)) if value >= 0:
                    found.add(_whole(term, assumption))
                case Compare(Comparison.LESS, Constant(value=value), term) if value >= 0:
                    found.add(_whole(term, assumption))
    return frozenset(found - {""})


def _whole(term: Term, assumption: Assumption) -> str:
    """The quantity of which a term is the whole, or every entry; an empty name if it is neither."""
    match term:
        case Quantity(name=name):
            return name
        case Item(array=Quantity(name=name, shape=(rows, columns)), row=row, column=column):
            places = [place for size, place in ((rows, row), (columns, column)) if size != 1]
            names = [place.name for place in places if isinstance(place, Index) and place.name in assumption.ranges]
            return name if len(set(names)) == len(places) else ""
        case _:
            return ""


def solved(setting: Setting) -> Values:
    """The equations that are assumed, solved for one symbol each where they are linear."""
    known: dict[Any, Any] = {}
    for condition, at in _instances(setting):
        if condition.comparison is Comparison.EQUAL:
            for difference in _differences(condition, at):
                _solve(sympy.expand(difference.xreplace(known)), known)
    return known


def bent(setting: Setting, known: Values) -> Equations:
    """The equations that are assumed and not linear, with what is known put in, as a basis."""
    return basis(
        sympy.expand(difference.xreplace(known))
        for condition, at in _instances(setting)
        if condition.comparison is Comparison.EQUAL
        for difference in _differences(condition, at)
    )


def inequalities(setting: Setting, known: Values) -> list[Inequality]:
    """The linear inequalities that are assumed, with what is known put in."""
    found: list[Inequality] = []
    for condition, at in _instances(setting):
        if condition.comparison in (Comparison.EQUAL, Comparison.UNEQUAL):
            continue
        turn = -1 if condition.comparison in TURNED else 1
        for difference in _differences(condition, at):
            found += _told(turn * difference.xreplace(known), condition.comparison in STRICT)
    return found


def _told(value: Any, strict: bool) -> Iterator[Inequality]:
    """What follows where a value is > 0 (`strict`) or ≥ 0; one of two cases holds where the other is a number below.

    That a largest value is positive, as in max(0, u) > 0, tells that u is.
    """
    value = sympy.piecewise_fold(value) if value.is_Mul else value
    if isinstance(value, sympy.Piecewise) and len(value.args) == 2:
        (first, condition), (second, _) = value.args
        for case, other, holds in ((first, second, sympy.Not(condition)), (second, first, condition)):
            if case.is_Rational and (case < 0 or (strict and case == 0)):
                yield from _told(other, strict)
                if isinstance(holds, ORDERS):
                    yield from linear(holds.gts - holds.lts, strict=holds.rel_op in ("<", ">"))
                return
    yield from linear(value, strict=strict)


def unequal(setting: Setting, known: Values) -> Iterator[Any]:
    """The differences of what is assumed to be unequal, with what is known put in."""
    for condition, at in _instances(setting):
        if condition.comparison is Comparison.UNEQUAL:
            yield from (sympy.expand(each.xreplace(known)) for each in _differences(condition, at))


def is_contradicted(setting: Setting) -> bool:
    """Whether an assumption is false at these sizes and finite values, or two equations contradict each other."""
    known = solved(setting)
    for condition, at in _instances(setting):
        if holds(condition, at) == sympy.false:
            return True
        if condition.comparison is Comparison.EQUAL:
            left = [sympy.expand(difference.xreplace(known)) for difference in _differences(condition, at)]
            if any(value.is_Rational and value != 0 for value in left):
                return True
    return sympy.S.One in bent(setting, known)


def _instances(setting: Setting) -> Iterator[tuple[Compare, Setting]]:
    """Every comparison that is assumed, at every value of its free indices, where its sizes are known and suffice."""
    for assumption in setting.scope.assumptions:
        sizes = {size for size in assumption.ranges.values() if isinstance(size, str)} | _sizes(assumption.condition)
        if not sizes <= setting.sizes.keys():
            continue
        ends = [setting.size(size) for size in assumption.ranges.values()]
        for places in product(*(range(1, end + 1) for end in ends)):
            at = replace(setting, indices=dict(zip(assumption.ranges, places, strict=True)), kinks=set())
            yield from ((each, at) for each in _comparisons(assumption.condition) if _has_room(each, at))


def _has_room(condition: Compare, setting: Setting) -> bool:
    """Whether a comparison stays inside of all arrays; at sizes at which it does not, nothing is assumed by it."""
    key = ("room", condition, tuple(setting.indices.items()))
    if key not in setting.cache:
        try:
            evaluate(condition.left, setting), evaluate(condition.right, setting)
            setting.cache[key] = True
        except OutOfRange:
            setting.cache[key] = False
    return bool(setting.cache[key])


def _comparisons(condition: object) -> Iterator[Compare]:
    if isinstance(condition, Compare):
        yield condition
    elif isinstance(condition, Every):
        for part in condition.parts:
            yield from _comparisons(part)


def _sizes(condition: object) -> set[str]:
    terms = [node for node in walk(condition) if isinstance(node, Term)]
    shapes = {size for term in terms for size in term.shape if isinstance(size, str)}
    return shapes | {term.size for term in terms if isinstance(term, SizeValue)}


def _differences(condition: Compare, setting: Setting) -> Iterator[Any]:
    """Left minus right in every entry."""
    left, right = evaluate(condition.left, setting), evaluate(condition.right, setting)
    rows, columns = max(len(left), len(right)), max(len(left[0]), len(right[0]))
    for i, j in product(range(rows), range(columns)):
        sides = [side[i if len(side) > 1 else 0][j if len(side[0]) > 1 else 0] for side in (left, right)]
        yield sides[0] - sides[1]


def _solve(difference: Any, known: dict[Any, Any]) -> None:
    """Solve a linear equation for its last symbol and put it into what is known."""
    for symbol in sorted(difference.free_symbols, key=lambda s: s.name, reverse=True):
        slope = sympy.diff(difference, symbol)
        if slope.is_Rational and slope != 0 and not symbol.is_positive:
            value = sympy.expand(symbol - difference / slope)
            for key in known:
                known[key] = known[key].xreplace({symbol: value})
            known[symbol] = value
            return
