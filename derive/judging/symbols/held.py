"""Equality shown without unfolding every definition: defined arrays stay symbols as long as that is enough.

Two sides that are equal whatever the entries of the defined arrays are, are equal. Where they are not, one definition
after the other is put in, the last array of a chain of definitions first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from derive.judging.symbols.assumptions import inequalities, solved
from derive.judging.symbols.entrywise import Held, Setting, defined, evaluate
from derive.judging.symbols.floats import parted
from derive.judging.symbols.inequalities import Inequality
from derive.judging.symbols.normal import NormalForm
from derive.judging.symbols.ratios import Unsupported, ZeroDivision
from derive.judging.symbols.regions import Regions
from derive.judging.symbols.shared import Replacing, is_infinite, may_vanish, symbols_in
from derive.meaning.reaching import differentiates, spoken
from derive.meaning.scope import Statement
from derive.meaning.terms import Derivative, Limit

Expression = Any


@dataclass(frozen=True)
class Shown:
    """How many entries were shown equal, and the kinks and poles that were left out."""

    entries: int
    kinks: frozenset[Any]
    poles: frozenset[Any]


def shown(statement: Statement, setting: Setting, clock: Callable[[], None]) -> Shown | None:
    """All entries of both sides shown equal at one place, or nothing where that does not succeed."""
    if statement.remainder is not None or not setting.scope.definitions or is_nested(statement, setting):
        return None
    inside = holding(setting)
    left, right = evaluate(statement.left, inside), evaluate(statement.right, inside)
    pairs = [pair for rows in zip(left, right, strict=True) for pair in zip(*rows, strict=True)]
    known = solved(setting)
    given = inequalities(setting, known)
    definitions = [Replacing(stage) for stage in stages(inside)]
    put_in = Replacing(known)
    poles: set[Any] = set()
    form = NormalForm()
    for a, b in pairs:
        found = _equal(a - b, inside.kinks, put_in, given, definitions, form, clock)
        if found is None:
            return None
        poles |= found
    whole = _unfolded(definitions)
    poles |= {pole for pole in map(whole, inside.poles) if may_vanish(pole) or pole == 0}
    return Shown(len(pairs), frozenset(inside.kinks), frozenset(poles))


def holding(setting: Setting) -> Setting:
    """The same place with defined arrays held; what is found out of them serves all places at these sizes."""
    held, cache = setting.cache.setdefault("held", (Held(), {}))
    return replace(setting, held=held, cache=cache, kinks=set(), poles=set())


def is_nested(statement: Statement, setting: Setting) -> bool:
    """Whether variables change: a derivative is differentiated again, also through definitions, or there is a limit."""
    sides = (statement.left, statement.right)
    return any(
        (isinstance(node, Derivative) and differentiates(node.numerator, setting.scope.definitions))
        or isinstance(node, Limit)
        for node in spoken(sides, setting.scope.definitions)
    )


def stages(setting: Setting) -> list[Mapping[Any, Any]]:
    """What the symbols of each held array stand for, an array before those that its definition names."""
    assert setting.held is not None
    found: dict[str, Mapping[Any, Any]] = {}
    pending = {quantity.name: quantity for quantity, _, _ in setting.held.places.values()}
    while pending:
        for name, quantity in list(pending.items()):
            del pending[name]
            entries = defined(quantity, replace(setting, frozen={}))
            own = [symbol for symbol, place in setting.held.places.items() if place[0].name == name]
            found[name] = {s: entries[setting.held.places[s][1]][setting.held.places[s][2]] for s in own}
        pending = {q.name: q for q, _, _ in setting.held.places.values() if q.name not in found}
    key = ("order", len(setting.held.places))
    if key not in setting.cache:
        setting.cache[key] = _ordered(found)
    return [found[name] for name in setting.cache[key]]


def _ordered(found: Mapping[str, Mapping[Any, Any]]) -> list[str]:
    """The names, each before all on which it depends."""
    uses = {name: {s for value in entries.values() for s in symbols_in(value)} for name, entries in found.items()}
    ordered: list[str] = []
    left = list(found)
    while left:
        free = [name for name in left if not any(uses[other] & found[name].keys() for other in left if other != name)]
        ordered.append((free or left)[0])
        left.remove(ordered[-1])
    return ordered


def _unfolded(stages: list[Replacing]) -> Callable[[Expression], Expression]:
    """Puts every definition into an expression."""

    def unfold(expression: Expression) -> Expression:
        for stage in stages:
            expression = stage(expression)
        return expression

    return unfold


def _equal(
    difference: Expression,
    corners: set[Any],
    known: Replacing,
    given: list[Inequality],
    stages: list[Replacing],
    form: NormalForm,
    clock: Callable[[], None],
) -> set[Any] | None:
    """The poles of a difference that is shown to be zero with as few definitions put in as that takes."""
    kinks = list(corners)
    for stage in [None, *stages]:
        clock()
        if stage is not None:
            changed = stage(difference)
            if changed == difference:
                continue
            difference, kinks = changed, [stage(kink) for kink in kinks]
        part = known(difference)
        if not given and parted(part):
            continue
        regions = Regions(map(known, kinks), form, given)
        try:
            if not is_infinite(part) and regions.is_zero(part):
                return regions.poles
        except (Unsupported, ZeroDivision):
            continue
    return None
