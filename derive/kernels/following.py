"""Sizes that an assumption says by others, such as n = m + k - 1, spelled by these wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from derive.judging.resizing import within
from derive.kernels import sizes
from derive.kernels.places import form
from derive.meaning.scope import Assumption, Scope, Statement
from derive.meaning.terms import Compare, Comparison, Size, SizeValue, Term


class Following:
    """Spells the sizes in the terms of a scope."""

    def __init__(self, scope: Scope) -> None:
        self._spelled: dict[str, str] = {}
        for left, right in _equations(scope):
            for one, other in ((left, right), (right, left)):
                found = self._followed(one, other)
                if found is not None:
                    self._spelled |= found
                    break

    def size(self, size: Size) -> Size:
        """A size by others, or as it is."""
        return self._spelled.get(size, size) if isinstance(size, str) else size

    def __call__(self, value: Any) -> Any:
        """A term or condition with its sizes so."""
        if not self._spelled:
            return value
        if isinstance(value, SizeValue):
            return replace(value, size=self._spelled.get(value.size, value.size))
        return within(value, self.size, self)

    def statement(self, statement: Statement) -> Statement:
        """A statement with its sizes so."""
        ranges = self._ranges(statement.ranges)
        return replace(statement, left=self(statement.left), right=self(statement.right), ranges=ranges)

    def assumption(self, assumption: Assumption) -> Assumption:
        """An assumption with its sizes so."""
        return replace(assumption, condition=self(assumption.condition), ranges=self._ranges(assumption.ranges))

    def scope(self, scope: Scope) -> Scope:
        """A scope whose definitions have their sizes so."""
        return replace(scope, definitions={name: self(term) for name, term in scope.definitions.items()})

    def _ranges(self, ranges: Mapping[str, Size]) -> dict[str, Size]:
        return {name: self.size(size) for name, size in ranges.items()}

    def _followed(self, one: Term, other: Term) -> dict[str, str] | None:
        """A size on one side as what the other says; nothing where that is no sum, or follows from another itself."""
        found = form(other)
        if not isinstance(one, SizeValue) or found is None or len(found) < 2:
            return None
        counts = {part.size if isinstance(part, SizeValue) else "": count for part, count in found.items()}
        known = {*self._spelled, *(name for text in self._spelled.values() for name in sizes.names(text))}
        if one.size in known | set(counts) or set(counts) & set(self._spelled):
            return None
        if any(abs(count) != 1 or " " in name for name, count in counts.items() if name):
            return None
        return {one.size: sizes.spelled(counts)}


def _equations(scope: Scope) -> Iterator[tuple[Term, Term]]:
    for assumption in scope.assumptions:
        match assumption.condition:
            case Compare(Comparison.EQUAL, left, right):
                yield left, right
