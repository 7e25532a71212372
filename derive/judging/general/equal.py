"""Equality of both sides of a statement for all sizes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from derive.judging.general import conditions
from derive.judging.general.assumed import given, positive
from derive.judging.general.cancelling import vanishes_multiplied
from derive.judging.general.expressions import NotCovered, Singular
from derive.judging.general.indices import EXPANDED, ONE, Index, Place, at, length
from derive.judging.general.reading import comparing, entry
from derive.judging.general.rewriting import applied, switched
from derive.judging.general.setting import Setting
from derive.judging.general.unfolding import by_definition, outermost
from derive.judging.general.zero import is_zero
from derive.judging.inventory import inventory
from derive.meaning.reaching import quantities
from derive.meaning.rewriting import walk
from derive.meaning.scope import Scope, Statement
from derive.meaning.terms import Compare, Condition, Every, Size

MOST_PARTED = 2
"""Indices that are taken apart at once."""


@dataclass(frozen=True, slots=True)
class Equality:
    """Whether both sides were shown equal; `unfolded` are the definitions that had to be put in, `reason` why not."""

    shown: bool
    unfolded: tuple[str, ...] = ()
    reason: str = ""


def equal(statement: Statement, scope: Scope) -> Equality:
    """Both sides compared at a general entry, for all sizes."""
    if statement.remainder is not None:
        return Equality(False, reason="a remainder is compared at sizes only")
    unfolded: set[str] = set()
    try:
        for setting in _settings(statement, scope):
            found = _equal_in(statement, setting)
            if found is None:
                return Equality(False, reason="the general entries of the two sides were not shown equal")
            unfolded |= found
    except (NotCovered, Singular, RecursionError) as problem:
        return Equality(False, reason=str(problem) or type(problem).__name__)
    return Equality(True, tuple(sorted(unfolded)))


def _equal_in(statement: Statement, setting: Setting) -> set[str] | None:
    """The definitions that had to be put in, or nothing where the sides were not shown equal at a general place.

    Where conditions speak of places, an index is also taken apart: at the ends of its axis, and between them.
    """
    parted = _parted(statement, setting)
    try:
        found = _equal_everywhere(statement, setting)
    except (NotCovered, Singular):
        if not parted:
            raise
        found = None
    if found is not None or not parted:
        return found
    every = [_equal_everywhere(statement, each) for each in parted]
    shown = [each for each in every if each is not None]
    return set().union(*shown) if len(shown) == len(every) else None


def _equal_everywhere(statement: Statement, setting: Setting) -> set[str] | None:
    unfolded: set[str] = set()
    for row, column in product(*(_ends(*axis, setting.least) for axis in _axes(statement))):
        found = _equal_at(statement, row, column, setting)
        if found is None:
            return None
        unfolded |= set(found)
    return unfolded


def _parted(statement: Statement, setting: Setting) -> list[Setting]:
    """The places of indices on their axes as the first, the last and those between; none where no condition asks."""
    sides, definitions = (statement.left, statement.right), setting.scope.definitions
    bodies = [definitions[name] for name in quantities(sides, definitions) if name in definitions]
    compared = (node for node in walk((sides, tuple(bodies))) if isinstance(node, Compare))
    if not any(conditions.counts(node.left, node.right) for node in compared):
        return []
    free = {name: place.index.range for name, place in setting.indices.items() if place.index is not None}
    if not 1 <= len(free) <= MOST_PARTED:
        return []
    ways = [(ONE, range, at(Index(f"{name}\N{DEGREE SIGN}", range + (-2))) + 1) for name, range in free.items()]
    return [setting.inner(indices={**setting.indices, **dict(zip(free, way, strict=True))}) for way in product(*ways)]


def _axes(statement: Statement) -> tuple[tuple[str, Size], tuple[str, Size]]:
    rows, columns = statement.left.shape or (1, 1)
    return ("@row", rows), ("@column", columns)


def _ends(name: str, size: Size, least: Mapping[str, int]) -> list[Place]:
    """The general place on an axis; every place where the axis is written out."""
    if isinstance(size, int) and size <= EXPANDED:
        return [Place({}, value) for value in range(1, size + 1)]
    return [at(Index(name, length(size, least)))]


def _settings(statement: Statement, scope: Scope) -> Iterator[Setting]:
    """The general place, for all finite values and for all indices on axes that are written out."""
    finite = _finite(statement, scope) if scope.finite else []
    least = inventory(statement, scope).sizes
    for values in product(*(scope.finite[name] for name in finite)):
        for places in product(*(_ends(name, size, least) for name, size in statement.ranges.items())):
            fixed: Mapping[str, Fraction] = dict(zip(finite, values, strict=True))
            indices = dict(zip(statement.ranges, places, strict=True))
            setting = Setting(scope, positive(scope), least, fixed, indices)
            yield setting.inner(indices={**indices, **_narrowed(statement.condition, setting)})


def _narrowed(condition: Condition | None, setting: Setting) -> dict[str, Place]:
    """The general places of indices that a condition keeps from the ends of their axes."""
    parts = condition.parts if isinstance(condition, Every) else (condition,)
    known = [conditions.positive(part, comparing(setting)) for part in parts if part is not None]
    found: dict[str, Place] = {}
    for name, place in setting.indices.items():
        if (index := place.index) is None:
            continue
        lows = [1 - each.offset for each in known if each is not None and each + -each.offset == place]
        ends = [(each + place - index.range).number for each in known if each is not None]
        low, high = max([1, *lows]), min([0, *(end - 1 for end in ends if end is not None)])
        if low > 1 or high < 0:
            found[name] = at(Index(f"{name}\N{DEGREE SIGN}", index.range + (high - low + 1))) + (low - 1)
    return found


def _finite(statement: Statement, scope: Scope) -> list[str]:
    """The quantities of finitely many values on which a statement depends."""
    reached = quantities((statement.left, statement.right, statement.condition), scope.definitions)
    return [name for name in scope.finite if name in reached]


def _equal_at(statement: Statement, row: Place, column: Place, setting: Setting) -> list[str] | None:
    """The definitions that had to be put in, or nothing where the entries were not shown equal."""
    difference = entry(statement.left, row, column, setting) - entry(statement.right, row, column, setting)
    if statement.condition is not None:
        difference = difference * conditions.truth(statement.condition, comparing(setting))
    assumed = given(setting)
    kinks = set(setting.kinks)
    unfolded: list[str] = []
    while True:
        if is_zero(applied(difference, assumed), {switched(kink, assumed) for kink in kinks}):
            return unfolded
        name = outermost(difference, kinks, setting)
        if name is None:
            return unfolded if vanishes_multiplied(difference, assumed) else None
        unfolded.append(name)
        difference = by_definition(difference, name, setting)
        kinks = {kink.changed(lambda part, name=name: by_definition(part, name, setting)) for kink in kinks}  # type: ignore[misc]
