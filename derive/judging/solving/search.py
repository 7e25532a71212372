"""Values under the author's names: what has none is taken away, then what makes them shorter is tried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from derive.judging.general.assumed import given
from derive.judging.general.atoms import Entry, atoms
from derive.judging.general.expressions import Atom, Expression, NotCovered, Singular, of
from derive.judging.general.rewriting import applied
from derive.judging.general.setting import Setting
from derive.judging.general.sums import rebuilt
from derive.judging.general.symmetric import Signs
from derive.judging.solving.names import FOREIGN, Named, definitions, logarithms, needed, useful, values
from derive.judging.solving.rules import Rule, Whole, folded
from derive.judging.solving.writer import Writer
from derive.meaning.world import World

ROUNDS = 3
"""How often all rules are put to use one after the other."""


def named(value: Expression, setting: Setting, world: World, writer: Writer) -> Iterator[Expression]:
    """An expression under different names."""
    own = list(definitions(setting))
    groups = [*own, *logarithms(own)]
    called = list(values(_inside(value, setting), setting, world))
    assumed = given(setting)
    writer.leaves.update({each.key: each.leaf for each in (*groups, *called) if each.leaf.function})
    rules = [rule for each in (*groups, *called) for rule in useful(each)]
    rules += [rule for each in called if (rule := _whole(each, groups)) is not None]
    seen: set[str] = set()
    started: set[str] = set()
    tried: set[str] = set()
    for order in ([], groups, [*groups, *called], [*called, *groups]):
        for start in (value, _safely(applied, value, assumed)):
            whole = _safely(applied, _reduced(start, order), assumed)
            for found in (whole, *_turned(whole, assumed.turns)):
                if found.key not in seen:
                    seen.add(found.key)
                    yield found
                if order and found.key not in started:
                    started.add(found.key)
                    yield from _shorter(found, rules, writer, tried)


def _whole(each: Named, groups: Sequence[Named]) -> Rule | None:
    """The rule for a function whose value is a sum under the author's names."""
    value = _reduced(each.value, groups)
    if len(value.terms) < 2 or each.free - value.free or any(isinstance(atom, FOREIGN) for atom in atoms(value)):
        return None
    return Whole(each.free, value, each.entry)


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


def _reduced(value: Expression, order: Sequence[Named]) -> Expression:
    """An expression after all the rules that take away what has no name."""
    rules = [rule for each in order for rule in needed(each)]
    for _ in range(ROUNDS):
        before = value
        for rule in rules:
            with suppress(NotCovered, Singular):
                value = folded(value, rule)
        if value == before:
            break
    return value


def _shorter(value: Expression, rules: Sequence[Rule], writer: Writer, seen: set[str]) -> Iterator[Expression]:
    """What becomes of an expression by one rule after the other, as long as it gets shorter."""
    best = writer.shortest(value)
    for _ in range(ROUNDS):
        found = None
        for rule in rules:
            with suppress(NotCovered, Singular):
                new = folded(value, rule)
                if new.key in seen:
                    continue
                seen.add(new.key)
                weight = writer.shortest(new)
                if weight is not None and (best is None or weight < best):
                    best, found = weight, new
        if found is None:
            return
        value = found
        yield value

