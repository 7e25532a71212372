"""Two expressions of SymPy compared, as entries are in the entrywise reading.

Nothing is decided in floating point, and SymPy's `simplify` takes no part.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from derive.judging.exact.intervals import Undefined, apart, differ
from derive.judging.expressions.namesakes import namesakes
from derive.judging.expressions.plain import plain, worked_out
from derive.judging.expressions.values import points, value
from derive.judging.limits import TimeOver, limited
from derive.judging.symbols.normal import NormalForm
from derive.judging.symbols.ratios import Unsupported, ZeroDivision
from derive.judging.symbols.regions import Regions

Expression = Any
NOT_SHOWN = "the difference is not shown to be zero, and no values were found at which it is not"


@dataclass(frozen=True, slots=True)
class Same:
    """Both expressions have one normal form: they are equal wherever both have a value."""


@dataclass(frozen=True, slots=True)
class Different:
    """They differ where the symbols have these `values`: `left` and `right` are theirs there."""

    values: Mapping[str, str]
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Open:
    """Neither was shown."""

    reason: str


Comparison = Same | Different | Open


def compare(left: Expression, right: Expression, seconds: float) -> Comparison:
    """Whether two expressions are shown to be equal, or to differ, within a bound of processor time."""
    try:
        with limited(seconds) as clock:
            first, second = worked_out(left), worked_out(right)
            confused = namesakes(first, second)
            if confused:
                return Open(confused)
            first, second = plain(first), plain(second)
            reason = _same(first, second)
            return Same() if reason == "" else _different(first, second, clock) or Open(reason)
    except TimeOver:
        return Open(f"{seconds:g} seconds were not enough")
    except Unsupported as problem:
        return Open(str(problem))
    except RecursionError:
        return Open("an expression is nested too deeply")
    except (TypeError, ValueError, ArithmeticError) as problem:
        return Open(f"SymPy failed here: {problem}")


def _same(left: Expression, right: Expression) -> str:
    """Why two expressions are not shown to be equal; nothing where they are."""
    try:
        return "" if Regions((), NormalForm()).is_zero(left - right) else NOT_SHOWN
    except (Unsupported, ZeroDivision) as problem:
        return str(problem)


def _different(left: Expression, right: Expression, clock: Callable[[], None]) -> Different | None:
    """Values at which two expressions differ."""
    for point in points(left, right):
        clock()
        try:
            sides = value(left, point), value(right, point)
        except Undefined:
            continue
        if differ(*sides):
            return Different({symbol.name: str(number) for symbol, number in point.items()}, *apart(*sides))
    return None
