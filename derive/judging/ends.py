"""The first and last places of an index at which an entry with an offset, as `x_{i+1}`, would leave its array."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import sympy

from derive.judging.symbols.entrywise import OutOfRange, Setting, TooLarge, holds
from derive.judging.symbols.ratios import Unsupported
from derive.meaning.given import parts
from derive.meaning.rewriting import walk
from derive.meaning.scope import Scope, Statement
from derive.meaning.terms import Compare, Comparison, Condition, Constant, Index, Negative, Plus, SizeValue, Term

BEYOND = 3
"""How much longer than the largest offset the axes are at which is looked."""


def ends(statement: Statement, scope: Scope, sizes: Iterable[str]) -> tuple[str, ...]:
    """The places of free indices of which a statement says nothing, though what its author wrote admits them.

    `sizes` are the names of those on which it depends.
    """
    conditions = list(parts(statement.condition))
    offsets = {part: offset for part in conditions if (offset := _offset(part)) is not None}
    if not offsets:
        return ()
    rest = [part for part in conditions if part not in offsets]
    length = BEYOND + 2 * max(abs(number) for _, number in offsets.values())
    setting = Setting(scope, dict.fromkeys(sizes, length))
    found: dict[str, None] = {}
    for name, size in statement.ranges.items():
        low = max((-number for index, number in offsets.values() if index == name), default=0)
        high = max((number for index, number in offsets.values() if index == name), default=0)
        end, last = setting.size(size), scope.spelling(size) if isinstance(size, str) else str(size)
        if low > 0 and any(_admitted(rest, name, place, setting) for place in range(1, low + 1)):
            found[f"{name} = 1" if low == 1 else rf"{name} \le {low}"] = None
        if high > 0 and any(_admitted(rest, name, end - place, setting) for place in range(high)):
            found[f"{name} = {last}" if high == 1 else f"{name} > {last} - {high}"] = None
    return tuple(found)


def _offset(part: Condition) -> tuple[str, int] | None:
    """The index and its offset, where a condition says that one with an offset stays within an axis."""
    if not isinstance(part, Compare) or not isinstance(part.left, Plus):
        return None
    match part:
        case Compare(Comparison.AT_LEAST, Plus(parts=terms), Constant(value=value)) if value == 1:
            sign = -1
        case Compare(Comparison.AT_MOST, Plus(parts=terms), SizeValue() | Constant()):
            sign = 1
        case _:
            return None
    names = [each.name for each in terms if isinstance(each, Index)]
    numbers = [_number(each) for each in terms if not isinstance(each, Index)]
    if len(names) != 1 or None in numbers:
        return None
    offset = sum(each for each in numbers if each is not None)
    return (names[0], offset) if offset * sign > 0 else (names[0], 0)


def _number(term: Term) -> int | None:
    match term:
        case Constant(value=value) if value.denominator == 1:
            return int(value)
        case Negative(operand=Constant(value=value)) if value.denominator == 1:
            return -int(value)
    return None


def _admitted(rest: list[Condition], name: str, place: int, setting: Setting) -> bool:
    """Whether what the author says of an index admits a place; what speaks of more than it may."""
    at = replace(setting, indices={name: place})
    for part in rest:
        letters = {node.name for node in walk(part) if isinstance(node, Index)}
        if letters == {name}:
            try:
                if holds(part, at) == sympy.false:
                    return False
            except (OutOfRange, TooLarge, Unsupported):
                continue
    return True
