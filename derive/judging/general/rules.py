"""The entry of a term at a place, for all sizes, by the rule of its class."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from derive.judging.general.expressions import Expression, NotCovered
from derive.judging.general.indices import ONE, Place
from derive.judging.general.setting import Setting
from derive.meaning.terms import Term

Rule = Callable[[Any, Place, Place, Setting], Expression]
RULES: dict[type[Term], Rule] = {}
"""The entry of each class of term; every module of rules enters its own."""


def rule(kind: type[Term]) -> Callable[[Rule], Rule]:
    """Enter a function as the rule of a class of terms."""

    def entered(function: Rule) -> Rule:
        RULES[kind] = function
        return function

    return entered


def entry(term: Term, row: Place, column: Place, setting: Setting) -> Expression:
    """The entry of a term at a place. A scalar has the same entry everywhere, an axis of length 1 one place."""
    if term.shape != ():
        rows, columns = term.shape
        row, column = ONE if rows == 1 else row, ONE if columns == 1 else column
    rule = RULES.get(type(term))
    if rule is None:
        raise NotCovered(f"a {type(term).__name__.lower()} for all sizes")
    return rule(term, row, column, setting)


def scalar(term: Term, setting: Setting) -> Expression:
    """The one entry of a scalar."""
    return entry(term, ONE, ONE, setting)
