"""Sizes that are assumed to be equal, as one size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from derive.judging.resizing import resized, within
from derive.judging.verdict import AllSizes, Sizes, Verdict
from derive.meaning.claims import Claim
from derive.meaning.terms import Compare, Comparison, Condition, Size, SizeValue

Names = Mapping[str, str]
"""What sizes are called instead."""


def united(claim: Claim) -> tuple[Claim, Names]:
    """A claim in which sizes that are assumed to be equal have one name; and the names that are gone."""
    names = claim.scope.united
    if not names:
        return claim, {}

    def size(length: Size) -> Size:
        return names.get(length, length) if isinstance(length, str) else length

    def change(value: Any) -> Any:
        if isinstance(value, SizeValue):
            return replace(value, size=names.get(value.size, value.size))
        return within(value, size, change)

    made = resized(claim, size, change)
    left = tuple(each for each in made.scope.assumptions if not _is_empty(each.condition))
    return replace(made, scope=replace(made.scope, sizes=made.scope.sizes - names.keys(), assumptions=left)), names


def restored(verdict: Verdict, names: Names) -> Verdict:
    """A verdict that speaks of the sizes again whose names were gone."""
    if not names:
        return verdict
    example, scope = verdict.counterexample, verdict.scope
    if isinstance(scope, AllSizes):
        scope = AllSizes(_with(scope.least, names))
    else:
        scope = tuple(_with(sizes, names) for sizes in scope)
    compared = tuple(_with(sizes, names) for sizes in verdict.compared)
    if example is not None:
        example = replace(example, sizes=_with(example.sizes, names))
    return replace(verdict, scope=scope, compared=compared, counterexample=example)


def _with(sizes: Sizes, names: Names) -> dict[str, int]:
    return {**sizes, **{gone: sizes[kept] for gone, kept in names.items() if kept in sizes}}


def _is_empty(condition: Condition) -> bool:
    """Whether a condition says of a size that it is itself."""
    match condition:
        case Compare(Comparison.EQUAL, SizeValue(size=one), SizeValue(size=other)):
            return one == other
    return False
