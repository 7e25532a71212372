"""Proof at sizes: both sides compared entry by entry at several assignments of distinct sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

import sympy

from derive.judging.inventory import inventory
from derive.judging.symbols import held
from derive.judging.symbols.assumptions import bent, inequalities, is_contradicted, positive, solved
from derive.judging.symbols.domains import split
from derive.judging.symbols.entrywise import Entries, NoValue, OutOfRange, Setting, TooLarge, evaluate, holds
from derive.judging.symbols.expansion import NoLimit, below
from derive.judging.symbols.limiting import met
from derive.judging.symbols.normal import NormalForm
from derive.judging.symbols.polynomials import at_roots, remainder
from derive.judging.symbols.ratios import Unsupported, ZeroDivision
from derive.judging.symbols.regions import Regions
from derive.meaning.scope import Scope, Statement


@dataclass(frozen=True)
class Compared:
    """What the comparison at `sizes` found: the entries compared, whether all were equal, the kinks and poles excluded.

    At `seams` a derivative was taken across cases that meet without a kink, so that these places are compared too.
    `obstacle` says why an entry could not be compared, `undefined` why an entry has no value and was left out,
    `outside` how an index left its array.
    """

    sizes: Mapping[str, int] = field(default_factory=dict)
    entries: int = 0
    equal: bool = True
    kinks: frozenset[Any] = frozenset()
    seams: frozenset[Any] = frozenset()
    poles: frozenset[Any] = frozenset()
    obstacle: str = ""
    undefined: str = ""
    outside: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there was nothing to compare, so that nothing is known of kinks and poles either."""
        return self.equal and not self.entries

    @property
    def parts_at_seams(self) -> bool:
        """Whether the sides may part at a seam, which a comparison that steps over the places of cases does not see."""
        return bool(self.seams) and not self.equal and not self.obstacle


@dataclass
class _Tally:
    entries: int = 0
    equal: bool = True
    kinks: set[Any] = field(default_factory=set)
    seams: set[Any] = field(default_factory=set)
    poles: set[Any] = field(default_factory=set)
    undefined: str = ""


def compare(statement: Statement, scope: Scope, sizes: Mapping[str, int], clock: Callable[[], None]) -> Compared:
    """Both sides at one assignment of sizes, for all free indices and all values of finite quantities."""
    tally = _Tally()
    try:
        for setting in settings(statement, scope, sizes):
            clock()
            tally.seams = setting.seams
            _compare_at(statement, setting, tally, clock)
            if not tally.equal:
                break
    except OutOfRange as problem:
        return Compared(sizes, tally.entries, False, obstacle=str(problem), outside=str(problem))
    except (Unsupported, TooLarge, RecursionError, MemoryError) as problem:
        deep = "cases or definitions stand too deep in each other to be compared"
        seams = frozenset(tally.seams)
        obstacle = deep if isinstance(problem, RecursionError) else str(problem) or type(problem).__name__
        return Compared(sizes, tally.entries, False, seams=seams, obstacle=obstacle)
    try:
        kinks, seams, poles = (met(places, statement) for places in (tally.kinks, tally.seams, tally.poles))
    except Unsupported as problem:
        return Compared(sizes, tally.entries, False, obstacle=str(problem))
    return Compared(sizes, tally.entries, tally.equal, kinks, seams, poles, undefined=tally.undefined)


def settings(statement: Statement, scope: Scope, sizes: Mapping[str, int]) -> Iterator[Setting]:
    """Every place at which a statement is compared at given sizes."""
    found = inventory(statement, scope)
    base = Setting(scope, sizes, positive=positive(scope))
    names = list(statement.ranges)
    ends = [base.size(size) for size in statement.ranges.values()]
    finite = [name for name in found.free if name in scope.finite]
    for values in product(*(scope.finite[name] for name in finite)):
        at_values = replace(base, values=dict(zip(finite, values, strict=True)), cache={}, kinks=set(), poles=set())
        if is_contradicted(at_values):
            continue
        for places in product(*(range(1, end + 1) for end in ends)):
            setting = replace(at_values, indices=dict(zip(names, places, strict=True)))
            if statement.condition is None or _applies(statement, setting):
                yield setting


def _applies(statement: Statement, setting: Setting) -> bool:
    assert statement.condition is not None
    found = holds(statement.condition, setting)
    if found not in (sympy.true, sympy.false):
        raise Unsupported("a claim restricted by a condition on values")
    return bool(found)


def _compare_at(statement: Statement, setting: Setting, tally: _Tally, clock: Callable[[], None]) -> None:
    try:
        without = held.shown(statement, setting, clock)
    except (NoValue, NoLimit, ZeroDivision, Unsupported, TooLarge):
        without = None
    if without is not None:
        tally.entries += without.entries
        tally.kinks |= without.kinks
        tally.poles |= without.poles
        return
    try:
        left, right = evaluate(statement.left, setting), evaluate(statement.right, setting)
    except (NoValue, NoLimit) as problem:
        if statement.left.shape != () and any(size > 1 for size in setting.sizes.values()):
            raise Unsupported(f"an entry has no value: {problem}") from None
        tally.undefined = str(problem)
        return
    tally.kinks |= setting.kinks
    tally.poles |= setting.poles
    known = solved(setting)
    equations, given = bent(setting, known), inequalities(setting, known)
    regions = Regions([kink.xreplace(known) for kink in setting.kinks], NormalForm(), given)
    for left_row, right_row in zip(left, right, strict=True):
        for a, b in zip(left_row, right_row, strict=True):
            clock()
            try:
                parts = (part.xreplace(known) for part in _differences(statement, a, b))
                gaps = [remainder(each, equations) for part in parts for each in at_roots(part, equations)]
                tally.equal = all(_shown_zero(gap, regions) for gap in gaps) or (
                    statement.remainder is None and _shown_by_domains(a.xreplace(known), b.xreplace(known), regions)
                )
                tally.entries += 1
            except (NoValue, NoLimit, ZeroDivision) as problem:
                tally.undefined = str(problem)
            if not tally.equal:
                return
    tally.poles |= regions.poles


def _differences(statement: Statement, left: Any, right: Any) -> list[Any]:
    if statement.remainder is None:
        return [left - right]
    variable, order = statement.remainder
    return below(left - right, sympy.Symbol(variable, real=True), order)


def _shown_by_domains(left: Any, right: Any, regions: Regions) -> bool:
    """Whether both sides are equal once logarithms are split by what both take logarithms of."""
    difference = split(left, right, regions.given)
    return difference is not None and _shown_zero(difference, regions)


def _shown_zero(difference: Any, regions: Regions) -> bool:
    if not difference.has(sympy.Piecewise) and difference.has(sympy.nan, sympy.zoo, sympy.oo):
        raise NoValue("a value is infinite or undefined")
    return regions.is_zero(difference)


def sides(statement: Statement, scope: Scope, sizes: Mapping[str, int]) -> tuple[Setting, Entries, Entries]:
    """Both sides at the first place of given sizes."""
    setting = next(iter(settings(statement, scope, sizes)))
    return setting, evaluate(statement.left, setting), evaluate(statement.right, setting)


