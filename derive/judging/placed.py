"""Sizes at which a claim that is restricted to some places, as by `1 < i < n`, has a place."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from derive.judging.room import OF_SIZES, obeys
from derive.meaning.given import parts
from derive.meaning.rewriting import walk
from derive.meaning.scope import Statement
from derive.meaning.terms import Compare, Index, Size, SizeValue

LEAST = 2
FARTHEST = 12
"""The largest size at which a place is searched."""
COUNTED = *OF_SIZES, Index


def placed(statement: Statement, sizes: Mapping[str, int]) -> dict[str, int]:
    """Sizes, those on which the condition of a statement depends raised so far that it has a place.

    They stay as they are where it has a place at sizes of 2, or none is found; what it says of values is not asked.
    """
    told = [part for part in parts(statement.condition) if all(isinstance(node, COUNTED) for node in walk(part))]
    conditions = [part for part in told if isinstance(part, Compare)]
    nodes = [node for part in conditions for node in walk(part)]
    letters = {node.name for node in nodes if isinstance(node, Index)}
    ranges = {name: size for name, size in statement.ranges.items() if name in letters and name not in sizes}
    bounds = {node.size for node in nodes if isinstance(node, SizeValue)} | {*ranges.values()}
    for least in range(LEAST, FARTHEST + 1) if conditions else ():
        raised = {size: max(low, least) if size in bounds else low for size, low in sizes.items()}
        if _has_place(conditions, ranges, raised):
            return dict(sizes) if least == LEAST else raised
    return dict(sizes)


def _has_place(conditions: list[Compare], ranges: Mapping[str, Size], sizes: Mapping[str, int]) -> bool:
    """Whether all conditions hold at some place."""
    ends = [size if isinstance(size, int) else sizes[size] for size in ranges.values()]
    every = product(*(range(1, end + 1) for end in ends))
    known = ({**sizes, **dict(zip(ranges, places, strict=True))} for places in every)
    return any(all(obeys(each, numbers) for each in conditions) for numbers in known)
