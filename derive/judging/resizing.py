"""A claim whose sizes are called otherwise, wherever they stand: in its sides, its indices, and all of its scope."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from derive.meaning.claims import Claim
from derive.meaning.rewriting import rebuilt
from derive.meaning.scope import Assumption, Inverse
from derive.meaning.terms import Size, Term

Resize = Callable[[Size], Size]
Change = Callable[[Any], Any]


def resized(claim: Claim, size: Resize, change: Change) -> Claim:
    """The claim with `size` applied to the lengths of all axes, and `change` to all terms and conditions."""
    statement, scope = claim.statement, claim.scope

    def anew(assumption: Assumption) -> Assumption:
        return Assumption(change(assumption.condition), _ranges(assumption.ranges, size), assumption.source)

    return replace(
        claim,
        statement=replace(
            statement,
            left=change(statement.left),
            right=change(statement.right),
            ranges=_ranges(statement.ranges, size),
            condition=None if statement.condition is None else change(statement.condition),
        ),
        scope=replace(
            scope,
            shapes={name: tuple(map(size, shape)) for name, shape in scope.shapes.items()},
            definitions={name: change(term) for name, term in scope.definitions.items()},
            assumptions=tuple(map(anew, scope.assumptions)),
            inverses={name: Inverse(change(each.base), anew(each.assumed)) for name, each in scope.inverses.items()},
        ),
    )


def within(value: Any, size: Resize, change: Change) -> Any:
    """A term or condition with `change` applied to everything directly in it, and `size` to its own axes."""
    made = rebuilt(value, change)
    return replace(made, shape=tuple(map(size, made.shape))) if isinstance(made, Term) and made.shape != () else made


def _ranges(ranges: Mapping[str, Size], size: Resize) -> dict[str, Size]:
    return {name: size(length) for name, length in ranges.items()}
