"""Sizes that others add up to by an assumption, such as n = m + k - 1, spelled by these wherever they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from derive.judging.resizing import within
from derive.kernels import sizes
from derive.kernels.places import Form, form
from derive.meaning.scope import Assumption, Scope, Statement
from derive.meaning.terms import Compare, Comparison, Negative, Plus, Size, SizeValue


class Following:
    """Spells the sizes in the terms of a scope."""

    def __init__(self, scope: Scope) -> None:
        self._spelled: dict[str, str] = {}
        for assumption in scope.assumptions:
            match assumption.condition:
                case Compare(Comparison.EQUAL, left, right):
                    self._spelled |= self._followed(form(Plus(parts=(left, Negative(operand=right)))) or {})

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

    def _followed(self, gap: Form) -> dict[str, str]:
        """The size that others add up to, whatever these are, where a gap is 0; none that is a part of another."""
        known = {*self._spelled, *(name for text in self._spelled.values() for name in sizes.names(text))}
        for part, sign in gap.items():
            rest = {other: -sign * count for other, count in gap.items() if other != part}
            counts = {other.size if isinstance(other, SizeValue) else "": count for other, count in rest.items()}
            added = all(count == 1 and " " not in name for name, count in counts.items() if name)
            if not isinstance(part, SizeValue) or abs(sign) > 1 or len(rest) < 2 or not added:
                continue
            if sum(counts.values()) >= 1 and part.size not in known and not counts.keys() & self._spelled.keys():
                return {part.size: sizes.spelled(counts)}
        return {}
