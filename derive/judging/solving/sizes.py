"""Numbers that are lengths of axes under names, so that what is found for all sizes is found for them too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from derive.meaning.claims import Claim
from derive.meaning.rewriting import rebuilt
from derive.meaning.terms import Constant, Fold, Grid, Shape, Size, SizeValue, Term

MARK = "°"
"""Ends the name of a size that is a number."""


def named(claim: Claim) -> Claim:
    """The claim with a name for every length of an axis that is a number greater than 1; what is written out stays."""
    scope, statement = claim.scope, claim.statement
    shapes = {name: _shape(shape) for name, shape in scope.shapes.items()}
    definitions = {name: _term(term) for name, term in scope.definitions.items()}
    if any(isinstance(term, Grid) for term in scope.definitions.values()):
        return claim
    ranges: Mapping[str, Size] = {name: _size(size) for name, size in statement.ranges.items()}
    sides = replace(statement, left=_term(statement.left), right=_term(statement.right), ranges=ranges)
    return replace(claim, statement=sides, scope=replace(scope, shapes=shapes, definitions=definitions))


def spelled(size: str) -> str:
    """A size as its document writes it."""
    return size.removesuffix(MARK)


def _size(size: Size) -> Size:
    return f"{size}{MARK}" if isinstance(size, int) and size > 1 else size


def _shape(shape: Shape) -> Shape:
    return tuple(map(_size, shape))


def _term(value: Any) -> Any:
    made = rebuilt(value, _term)
    if isinstance(made, Fold) and isinstance(made.high, Constant) and made.high.value > 1:
        made = replace(made, high=SizeValue(f"{made.high.value}{MARK}"))
    return replace(made, shape=_shape(made.shape)) if isinstance(made, Term) and made.shape != () else made
