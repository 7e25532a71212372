"""Values under the author's names: what has none is taken away, then what makes them shorter is tried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from derive.judging.general.assumed import given
from derive.judging.general.atoms import Entry, Exponential, Sign, atoms
from derive.judging.general.expressions import Atom, Expression, NotCovered, Singular, of
from derive.judging.general.rewriting import applied
from derive.judging.general.setting import Setting
from derive.judging.general.sums import rebuilt
from derive.judging.general.symmetric import Signs
from derive.judging.solving.applied import applied as at_arguments
from derive.judging.solving.folding import folded
from derive.judging.solving.names import FOREIGN, Named, definitions, exponentials, logarithms, needed, useful, values
from derive.judging.solving.poles import Poles
from derive.judging.solving.rules import Rule, Whole
from derive.judging.solving.upstream import restates
from derive.judging.solving.writer import Writer
from derive.meaning.world import World

ROUNDS = 3
"""How often all rules are put to use one after the other."""
FEW = 4
"""The most terms of a definition that is looked for as a whole."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """A value under some names. It `divides` where a name brought a denominator that may be zero into it."""

    value: Expression
    divides: bool


def named(value: Expression, setting: Setting, world: World, writer: Writer) -> Iterator[Renamed]:
    """An expression under different names; one that these make divide by more than before stands last."""
    defined, left = setting.scope.definitions, writer.asked.statement.left
    own = [each for each in definitions(setting) if not restates(defined[each.key], left)]
    groups = [*own, *logarithms(own)]
    called = [*values(_inside(value, setting), setting, world), *at_arguments(value, setting, world)]
    assumed = given(setting)
    writer.leaves.update({each.key: each.leaf for each in (*groups, *called) if each.leaf.function})
    powers = list(exponentials(_stepped(value, setting), setting))
    writer.leaves.update({each.key: each.leaf for each in powers})
    writer.sums[:] = [Whole(each.free, each.value, each.entry) for each in powers]
    rules = [rule for each in (*groups, *called) for rule in useful(each)]
    rules += [rule for each in called if (rule := _whole(each, groups)) is not None]
    rules += [rule for each in own if (rule := _sum(each, [*called, *own])) is not None]
    poles = Poles(setting.scope, (*groups, *called))
    before = poles.of(value)
    seen: set[str] = set()
    started: set[str] = set()
    tried: set[str] = set()
    orders: tuple[list[Named], ...] = ([], groups, [*groups, *called], [*called, *groups])
    for order, held in (*((order, poles) for order in orders), ([*groups, *called], None)):
        for start in (value, _safely(applied, value, assumed)):
            whole = _safely(applied, reduced(start, order, held), assumed)
            for found in (whole, *_turned(whole, assumed.turns)):
                if found.key not in seen:
                    seen.add(found.key)
                    yield Renamed(found, not poles.of(found) <= before)
                if order and found.key not in started:
                    started.add(found.key)
                    for shorter in _shorter(found, rules, writer, tried, poles):
                        yield Renamed(shorter, not poles.of(shorter) <= before)


def _whole(each: Named, groups: Sequence[Named]) -> Rule | None:
    """The rule for a function whose value is a sum under the author's names."""
    value = reduced(each.value, groups)
    if len(value.terms) < 2 or each.free - value.free or any(isinstance(atom, FOREIGN) for atom in atoms(value)):
        return None
    return Whole(each.free, value, each.entry)


def _sum(each: Named, others: Sequence[Named]) -> Rule | None:
    """The rule for a quantity that is defined as a sum of a few terms, under the other names."""
    if not 2 <= len(each.value.terms) <= FEW:
        return None
    return _whole(each, [other for other in others if other != each])


def _turned(value: Expression, turns: Signs) -> Iterator[Expression]:
    """The same with the entries of symmetric matrices written the other way round."""

    def change(atom: Atom) -> Expression | Atom | None:
        if isinstance(atom, Entry) and atom.name in turns:
            return of(Entry(atom.name, atom.column, atom.row, atom.positive)).scaled(turns[atom.name])
        return None if not atom.names.isdisjoint(turns) else atom

    if not value.names.isdisjoint(turns):
        yield rebuilt(value, change)


def _safely(change: object, value: Expression, assumed: object) -> Expression:
    with suppress(NotCovered, Singular):
        return change(value, assumed)  # type: ignore[operator,no-any-return]
    return value


def _inside(value: Expression, setting: Setting) -> list[str]:
    """The quantities inside what has no name."""
    found: dict[str, None] = {}
    for atom in atoms(value):
        if isinstance(atom, FOREIGN):
            for inner in atom.names:
                if inner in setting.scope.shapes:
                    found.setdefault(inner)
    return sorted(found)


def _stepped(value: Expression, setting: Setting) -> list[str]:
    """The quantities of which there are both a power of e and a step."""
    powers, steps = (
        {name for atom in atoms(value) if isinstance(atom, kind) for name in atom.names} for kind in (Exponential, Sign)
    )
    return sorted(powers & steps & setting.scope.shapes.keys())


def reduced(value: Expression, order: Sequence[Named], poles: Poles | None = None) -> Expression:
    """An expression after all the rules that take away what has no name, with `poles` but for those that add some."""
    known = poles.of(value) if poles is not None else frozenset()
    rules = [rule for each in order for rule in needed(each)]
    for _ in range(ROUNDS):
        before = value
        for rule in rules:
            with suppress(NotCovered, Singular):
                new = folded(value, rule)
                if poles is None or new == value or poles.of(new) <= known:
                    value = new
        if value == before:
            break
    return value


def _shorter(
    value: Expression, rules: Sequence[Rule], writer: Writer, seen: set[str], poles: Poles
) -> Iterator[Expression]:
    """What becomes of an expression by one rule after the other, as long as it gets shorter and no pole is added."""
    known = poles.of(value)
    best = writer.shortest(value)
    for _ in range(ROUNDS):
        found = None
        for rule in rules:
            with suppress(NotCovered, Singular):
                new = folded(value, rule)
                if new.key in seen:
                    continue
                seen.add(new.key)
                if not poles.of(new) <= known:
                    continue
                weight = writer.shortest(new)
                if weight is not None and (best is None or weight < best):
                    best, found = weight, new
        if found is None:
            return
        value = found
        yield value
