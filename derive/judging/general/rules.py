"""The entry of a term at a place, for all sizes, by the rule of its class."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from derive.judging.general.expressions import Expression, NotCovered
from derive.judging.general.indices import ONE, Place
from derive.judging.general.setting import Setting
from derive.judging.rules import Rules
from derive.meaning.terms import Term

Rule = Callable[[Any, Place, Place, Setting], Expression]
rule: Rules[Rule] = Rules()
"""The entry of each class of term; every module of rules enters its own."""


def entry(term: Term, row: Place, column: Place, setting: Setting) -> Expression:
    """The entry of a term at a place. A scalar has the same entry everywhere, an axis of length 1 one place."""
    if term.shape != ():
        rows, columns = term.shape
        row, column = ONE if rows == 1 else row, ONE if columns == 1 else column
    found = rule.get(type(term))
    if found is None:
        raise NotCovered(f"a {type(term).__name__.lower()} for all sizes")
    return found(term, row, column, setting)


def scalar(term: Term, setting: Setting) -> Expression:
    """The one entry of a scalar."""
    return entry(term, ONE, ONE, setting)
