"""Sums of products of atoms, as nested tuples that can be compared whatever the order and the names of indices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeVar

from derive.judging.derivation.entries import Stuck

Key = Any
Bag = tuple[tuple[Key, int], ...]
Sum = dict[Bag, Fraction]
MOST = 60
T = TypeVar("T")


def grouped(factors: list[tuple[Key, int]], binders: dict[str, Key]) -> Iterator[tuple[Key, int]]:
    """Factors gathered by the indices that they share: each group is a sum of its own."""
    left = dict(binders)
    bound = [left.keys() & named(factor) for factor in factors]
    yield from (factor for factor, names in zip(factors, bound, strict=True) if not names)
    while left:
        group = {next(iter(left))}
        while True:
            own = [factor for factor, names in zip(factors, bound, strict=True) if names & group]
            wider = group.union(*(names for names in bound if names & group))
            if wider == group:
                break
            group = wider
        highs = {name: left.pop(name) for name in list(left) if name in group}
        if own:
            yield closed(own, highs), 1
        else:
            yield from ((high_atom, power) for high in highs.values() for high_atom, power in high[0][0])


def closed(factors: list[tuple[Key, int]], highs: Mapping[str, Key]) -> Key:
    """A sum whose bound indices are numbered in the order in which its sorted factors name them."""
    level = depth(tuple(factors)) + 1
    masked = dict.fromkeys(highs, ("index", f"#{level}"))
    ordered = tuple(sorted(factors, key=lambda factor: repr(swapped(factor, masked))))
    names = [name for name in named(ordered) if name in highs]
    numbered = {name: ("index", f"#{level}.{k}") for k, name in enumerate(dict.fromkeys(names))}
    return ("sum", tuple(highs[name] for name in numbered), collected(swapped(ordered, numbered)))


@lru_cache(maxsize=8192)
def named(value: Key) -> tuple[str, ...]:
    """The indices that occur, in order."""
    if len(value) == 2 and value[0] == "index":
        return (value[1],)
    return tuple([name for part in value if isinstance(part, tuple) for name in named(part)])


def has(value: Key, names: Set[str]) -> bool:
    """Whether one of some indices occurs."""
    return not names.isdisjoint(named(value))


def depth(value: Key) -> int:
    """How deep sums are nested."""
    return max((int(name[1:].split(".")[0]) for name in named(value) if name.startswith("#")), default=0)


def swapped(value: Any, places: Mapping[str, Key]) -> Any:
    """The same with other places for some indices."""
    if len(value) == 2 and value[0] == "index":
        return places.get(value[1], value)
    found = tuple([swapped(part, places) if isinstance(part, tuple) else part for part in value])
    return ordered(found) if len(found) > 1 and _is_frozen(found) and found != value else found


def _is_frozen(value: Key) -> bool:
    """Whether a key is that of a sum, whose terms stand in an order that names of indices decide."""
    return all(isinstance(part, tuple) and [*map(type, part)] == [tuple, str] for part in value)


def single(atom: Key) -> Sum:
    """One atom as a sum."""
    return {((atom, 1),): Fraction(1)}


def collected(factors: Any) -> Bag:
    """Factors sorted, equal ones together; a delta is its own square and makes its two places one."""
    powers: dict[Key, int] = {}
    for atom, power in factors:
        powers[atom] = powers.get(atom, 0) + power
    deltas = [atom for atom in powers if atom[0] == "delta"]
    for atom in deltas:
        powers[atom] = 1
    for atom in deltas:
        if atom[1] != "condition" and atom[2][0] == "index" and any(has(a, {atom[2][1]}) for a in powers if a != atom):
            changed = [(a if a == atom else swapped(a, {atom[2][1]: atom[1]}), p) for a, p in powers.items()]
            return collected(changed)
    return ordered([(atom, power) for atom, power in powers.items() if power])


def added(sums: Any) -> Sum:
    """A sum of sums; raises `Stuck` where it grows too long."""
    found: Sum = {}
    for each in sums:
        for bag, number in each.items():
            found[bag] = found.get(bag, Fraction(0)) + number
    if len(found) > MOST:
        raise Stuck
    return {bag: number for bag, number in found.items() if number}


def multiplied(left: Sum, right: Sum) -> Sum:
    """A product of two sums."""
    if len(left) * len(right) > MOST:
        raise Stuck
    return added({collected((*a, *b)): m * n} for a, m in left.items() for b, n in right.items())


def powered(base: Sum, exponent: int) -> Sum:
    """A sum to a whole power; one of several terms is inverted as one atom."""
    if exponent < 0:
        if len(base) != 1:
            return {((("inverse", frozen(base)), -exponent),): Fraction(1)}
        ((bag, number),) = base.items()
        return {collected((atom, power * exponent) for atom, power in bag): number**exponent}
    found: Sum = {(): Fraction(1)}
    for _ in range(exponent):
        found = multiplied(found, base)
    return found


def frozen(found: Sum) -> Key:
    """A sum as a key."""
    return ordered([(bag, str(number)) for bag, number in found.items()])


def ordered(parts: Sequence[T]) -> tuple[T, ...]:
    """Parts in one order; most often there is only one."""
    return tuple(sorted(parts, key=repr)) if len(parts) > 1 else tuple(parts)
