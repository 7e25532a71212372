"""Values under the author's names: what has none is taken away, then what makes them shorter is tried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from derive.judging.general.assumed import given
from derive.judging.general.atoms import Entry, atoms
from derive.judging.general.expressions import Expression, NotCovered, Singular
from derive.judging.general.rewriting import applied
from derive.judging.general.setting import Setting
from derive.judging.solving.names import FOREIGN, Named, definitions, logarithms, needed, useful, values
from derive.judging.solving.rules import Rule, folded
from derive.judging.solving.writer import Writer
from derive.meaning.world import World

ROUNDS = 3
"""How often all rules are put to use one after the other."""


def named(value: Expression, setting: Setting, world: World, writer: Writer) -> Iterator[Expression]:
    """An expression under different names."""
    own = [each for each in definitions(setting)]
    inside = _inside(value, setting)
    called = list(values(inside, setting, world))
    groups = [*own, *logarithms(own)]
    assumed = given(setting)
    for each in called:
        writer.leaves[each.key] = each.leaf
    for each in groups:
        if each.leaf.function:
            writer.leaves[each.key] = each.leaf
    seen: set[str] = set()
    for order in ([], groups, [*groups, *called], [*called, *groups]):
        for start in (value, _safely(applied, value, assumed)):
            found = _safely(applied, _reduced(start, order), assumed)
            if found.key not in seen:
                seen.add(found.key)
                yield found
                yield from _shorter(found, order, writer, seen)


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


def _shorter(value: Expression, order: Iterable[Named], writer: Writer, seen: set[str]) -> Iterator[Expression]:
    """What becomes of an expression by one rule after the other, as long as it gets shorter."""
    rules: list[Rule] = [rule for each in order for rule in useful(each)]
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


Unused = Entry
