r"""Cases whose conditions overlap where their values differ, as in `1` for `u \ge 0`, `0` for `u \le 0`.

The first that holds is taken, which an author may not mean. Overlaps are found in exact numbers: at the bounds that
conditions name, between and beyond them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

from derive.judging.exact.numbers import Number, OutOfRange, Point, Undefined, apart, differ, evaluate, holds
from derive.judging.trial import Judge
from derive.judging.verdict import TRUE, Kind
from derive.meaning.calls import PARAMETER
from derive.meaning.claims import Claim
from derive.meaning.reaching import spoken
from derive.meaning.rewriting import rebuilt, walk
from derive.meaning.scope import Scope
from derive.meaning.terms import Cases, Compare, Condition, Index, Item, Quantity, SizeValue, Term

SECONDS = 5.0
BESIDE = Fraction(1, 1000)
"""How far from a place it is looked whether more than that place overlaps."""
VALUES = tuple(Fraction(value) for value in ("8/11", "7/5", "17/6", "29/7", "13/3", "31/2"))
"""Numbers for what cases speak of beside the variable of their conditions."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two branches that hold at one place with different values: `first` is taken, the `other` one is not.

    `name` in LaTeX is what the conditions speak of, `at` its value; `wide` where they overlap in more than that place.
    """

    cases: Cases
    first: int
    other: int
    name: str
    at: Fraction
    values: tuple[str, str]
    wide: bool


@dataclass(frozen=True, slots=True)
class _Ground:
    """Branches in which every number that varies has a name, the `variable`, and the values of all other names."""

    branches: tuple[tuple[Term, Condition | None], ...]
    scope: Scope
    variable: str
    beside: Mapping[str, Fraction]

    def point(self, place: Fraction) -> Point:
        return Point(values={name: ((value,),) for name, value in (*self.beside.items(), (self.variable, place))})

    def holding(self, place: Fraction) -> list[int]:
        """The branches that have a condition, and certainly hold at a place that obeys what is assumed."""
        point = self.point(place)
        if not all(_holds(each.condition, self.scope, point) for each in self.scope.assumptions):
            return []
        found = [number for number, (_, condition) in enumerate(self.branches) if condition is not None]
        return [number for number in found if _holds(self.branches[number][1], self.scope, point)]

    def values(self, place: Fraction, *numbers: int) -> list[Number]:
        """What branches are worth; nothing where one of them has no value that can be found."""
        try:
            found = [evaluate(self.branches[number][0], self.scope, self.point(place)) for number in numbers]
        except (Undefined, OutOfRange, KeyError):
            return []
        return [matrix[0][0] for matrix in found]

    def places(self) -> list[Fraction]:
        """The bounds that the conditions name, and places between and beyond them."""
        comparisons = [node for node in walk(self.branches) if isinstance(node, Compare)]
        bounds = set[Fraction]()
        for side in (side for each in comparisons for side in (each.left, each.right)):
            try:
                ((value,),) = evaluate(side, self.scope, replace(self.point(Fraction(0)), values=self._known()))
            except (Undefined, OutOfRange, KeyError):
                continue
            if isinstance(value, Fraction):
                bounds |= {value, -value}
        ends = sorted(bounds)
        beyond = [ends[0] - 1, ends[-1] + 1] if ends else []
        return [*((low + high) / 2 for low, high in pairwise(ends)), *beyond, *ends]

    def _known(self) -> dict[str, tuple[tuple[Fraction, ...], ...]]:
        return {name: ((value,),) for name, value in self.beside.items()}


def overlaps(claim: Claim) -> Iterator[Overlap]:
    """The overlaps of all cases in a claim and in what it speaks of, one for each."""
    nodes = spoken((claim.statement.left, claim.statement.right), claim.scope.definitions)
    for cases in dict.fromkeys(node for node in nodes if isinstance(node, Cases)):
        found = overlap(cases, claim.scope)
        if found is not None:
            yield found


def overlap(cases: Cases, scope: Scope) -> Overlap | None:
    """Where the conditions of cases overlap with different values, first of all in more than single places.

    Beside the variable they may speak of other names: then only an overlap whatever the order of these is one.
    """
    found = [_overlap(cases, ground, name) for ground, name in _grounds(cases, scope)]
    return next((each for each in found if each), None) if all(found) else None


def matters(claim: Claim, found: Overlap, kind: Kind, judge: Judge) -> bool:
    """Whether the verdict on a claim is of another kind where the other of two branches is taken.

    A proof and a proof up to a convention are of one kind here: a value at a kink may be chosen either way.
    """
    branches = list(found.cases.branches)
    branches.insert(found.first, branches.pop(found.other))
    other = replace(found.cases, branches=tuple(branches))

    def turned(node: Any) -> Any:
        return other if node == found.cases else rebuilt(node, turned)

    statement = replace(claim.statement, left=turned(claim.statement.left), right=turned(claim.statement.right))
    definitions = {name: turned(body) for name, body in claim.scope.definitions.items()}
    scope = replace(claim.scope, definitions=definitions)
    otherwise = judge(replace(claim, statement=statement, scope=scope), SECONDS).kind
    return otherwise is not kind and not {otherwise, kind}.issubset(TRUE)


def _grounds(cases: Cases, scope: Scope) -> Iterator[tuple[_Ground, str]]:
    """The cases with other names in two orders; none where conditions speak of indices or sizes, or all of too much."""
    names: dict[Term, str] = {}

    def named(node: Any) -> Any:
        is_entry = isinstance(node, Item) and isinstance(node.array, Quantity)
        if is_entry or (isinstance(node, Quantity) and node.shape == ()):
            return Quantity(names.setdefault(node, f"°{len(names)}"))
        return rebuilt(node, named)

    conditions = [None if condition is None else named(condition) for _, condition in cases.branches]
    first = next(iter(names), None)
    spoken_of = walk(tuple(each for each in conditions if each))
    if first is None or any(isinstance(node, Index | SizeValue) for node in spoken_of):
        return
    values = [named(value) for value, _ in cases.branches]
    assumed = [each for each in scope.assumptions if not names.keys().isdisjoint(walk(each.condition))]
    assumptions = tuple(replace(each, condition=named(each.condition), ranges={}) for each in assumed)
    variable, *others = names.values()
    if len(others) > len(VALUES):
        return
    made = Scope(shapes=dict.fromkeys(names.values(), ()), assumptions=assumptions)
    shown = first.array if isinstance(first, Item) else first
    assert isinstance(shown, Quantity)
    branches = tuple(zip(values, conditions, strict=True))
    name = scope.spelling(shown.name).rstrip(PARAMETER)
    for order in (VALUES, VALUES[len(others) - 1 :: -1] if others else ()):
        if order:
            yield _Ground(branches, made, variable, dict(zip(others, order, strict=False))), name


def _overlap(cases: Cases, ground: _Ground, name: str) -> Overlap | None:
    single: Overlap | None = None
    for place in ground.places():
        first, *others = ground.holding(place) or [0]
        for other in others:
            values = ground.values(place, first, other)
            if len(values) == 2 and differ(*values):
                near = (ground.holding(place + step) for step in (BESIDE, -BESIDE))
                wide = any({first, other}.issubset(holding) for holding in near)
                found = Overlap(cases, first, other, name, place, apart(*values), wide)
                if wide:
                    return found
                single = single or found
    return single


def _holds(condition: Condition | None, scope: Scope, point: Point) -> bool:
    try:
        return condition is not None and holds(condition, scope, point) is True
    except (Undefined, OutOfRange, KeyError):
        return False
