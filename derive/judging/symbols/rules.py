"""A term evaluated by the rule of its class."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from derive.judging.rules import Rules
from derive.judging.symbols.setting import LARGEST, Entries, Expression, OutOfRange, Setting, TooLarge
from derive.meaning.terms import Term

Rule = Callable[[Any, Setting], Entries]
rule: Rules[Rule] = Rules()
"""The entries of each class of term; every module of rules enters its own."""


def evaluate(term: Term, setting: Setting) -> Entries:
    """All entries of a term; a scalar is 1×1.

    Raises `OutOfRange` where an index leaves its array, `NoValue` where nothing is left to compare, `TooLarge` beyond
    4,000 entries.
    """
    rows, columns = setting.shape(term.shape)
    if rows * columns > LARGEST:
        raise TooLarge(f"{rows}×{columns} entries are too many to compare")
    return rule[type(term)](term, setting)


def scalar(term: Term, setting: Setting) -> Expression:
    """The one entry of a scalar."""
    return evaluate(term, setting)[0][0]


def whole(term: Term, setting: Setting) -> int:
    """The value of an integer term, such as an index."""
    value = scalar(term, setting)
    if not value.is_Integer:
        raise OutOfRange(f"an index must be a whole number, not {value}")
    return int(value)
