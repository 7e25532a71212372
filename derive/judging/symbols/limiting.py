"""Entries of limits: the variable of a limit is bound in it, so that it is neither a quantity nor excluded anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import sympy

from derive.judging.symbols.expansion import POINT, leading, limit
from derive.judging.symbols.rules import evaluate, rule, scalar
from derive.judging.symbols.setting import Entries, Expression, Setting
from derive.judging.symbols.vanishing import vanishing
from derive.meaning.scope import Statement
from derive.meaning.terms import Limit


@rule(Limit)
def _limit(term: Limit, setting: Setting) -> Entries:
    variable = sympy.Symbol(f"{term.variable}°", real=True)
    to = scalar(term.to, setting)
    frozen = {**setting.frozen, term.variable: [[variable]]}
    inner = replace(setting, frozen=frozen, kinks=set(), seams=set(), poles=set())
    body = evaluate(term.body, inner)
    pairs = (setting.kinks, inner.kinks), (setting.seams, inner.seams), (setting.poles, inner.poles)
    for places, near in pairs:
        places.update(place for each in near for place in approached(each, variable, to))
    return [[limit(value, variable, to) for value in row] for row in body]


def approached(place: Expression, variable: Any, to: Expression = sympy.S.Zero) -> Iterator[Expression]:
    """Where a place does not stay away from all values of `variable` near `to`, this one left out.

    The expression for it is zero there for values as near as may be: its first coefficient is zero.
    """
    moved = place.xreplace({variable: to + POINT})
    yield from vanishing(leading(moved, POINT)) if moved.has(POINT) else (place,)


def met(places: Iterable[Expression], statement: Statement) -> frozenset[Expression]:
    """Places but for those at a number that is not zero; of a claim with a remainder, what its variable comes near."""
    places = [place for place in places if place.free_symbols or place == 0]
    if statement.remainder is None:
        return frozenset(places)
    variable = sympy.Symbol(statement.remainder[0], real=True)
    return frozenset(near for place in places for near in approached(place, variable))
