"""Sizes that are assumed to be equal, as one size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from derive.judging.verdict import AllSizes, Sizes, Verdict
from derive.meaning.claims import Claim
from derive.meaning.rewriting import rebuilt
from derive.meaning.scope import Assumption, Scope
from derive.meaning.terms import Compare, Comparison, Condition, Shape, SizeValue, Term

Names = Mapping[str, str]
"""What sizes are called instead."""


def united(claim: Claim) -> tuple[Claim, Names]:
    """A claim in which sizes that are assumed to be equal have one name; and the names that are gone."""
    names = claim.scope.united
    if not names:
        return claim, {}
    statement = replace(
        claim.statement,
        left=_renamed(claim.statement.left, names),
        right=_renamed(claim.statement.right, names),
        ranges=_sizes(claim.statement.ranges, names),
        condition=_renamed(claim.statement.condition, names),
    )
    return replace(claim, statement=statement, scope=_scope(claim.scope, names)), names


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


def _scope(scope: Scope, names: Names) -> Scope:
    renamed = tuple(
        Assumption(_renamed(each.condition, names), _sizes(each.ranges, names), each.source)
        for each in scope.assumptions
    )
    return replace(
        scope,
        sizes=scope.sizes - names.keys(),
        shapes={name: _shape(shape, names) for name, shape in scope.shapes.items()},
        definitions={name: _renamed(term, names) for name, term in scope.definitions.items()},
        assumptions=tuple(each for each in renamed if not _is_empty(each.condition)),
    )


def _is_empty(condition: Condition) -> bool:
    """Whether a condition says of a size that it is itself."""
    match condition:
        case Compare(Comparison.EQUAL, SizeValue(size=one), SizeValue(size=other)):
            return one == other
    return False


def _sizes(ranges: Mapping[str, Any], names: Names) -> dict[str, Any]:
    return {index: names.get(size, size) for index, size in ranges.items()}


def _shape(shape: Shape, names: Names) -> Shape:
    return tuple(names.get(size, size) if isinstance(size, str) else size for size in shape)


def _renamed(value: Any, names: Names) -> Any:
    """A term or condition with its sizes called otherwise."""
    if value is None:
        return None
    if isinstance(value, SizeValue):
        return replace(value, size=names.get(value.size, value.size))
    result = rebuilt(value, lambda part: _renamed(part, names))
    return replace(result, shape=_shape(result.shape, names)) if isinstance(result, Term) and result.shape else result
