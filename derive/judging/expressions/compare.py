"""Two expressions of SymPy compared, as entries are in the entrywise reading.

Nothing is decided in floating point, and SymPy's `simplify` takes no part.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from derive.judging.exact.intervals import Undefined, apart, differ
from derive.judging.expressions.plain import plain
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
            first, second = plain(left), plain(right)
            twin = _twin(first, second)
            if twin:
                return Open(f"there are two symbols {twin}, of which different things are assumed")
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


def _twin(left: Expression, right: Expression) -> str:
    """The name that two symbols have, if there is one: SymPy takes these for different ones."""
    names = [symbol.name for symbol in left.free_symbols | right.free_symbols]
    return min((name for name in names if names.count(name) > 1), default="")


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
