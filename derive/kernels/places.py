"""Entries at places that are sums of indices, such as x_(i+j-1): an array read window by window.

A place is known by its form: how often each index and each size is in it, and, at `ONE`, what is added.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from typing import TypeGuard

from derive.kernels import sizes
from derive.kernels.arguments import leaves, own_axes, slides
from derive.kernels.entries import ONE, ZERO
from derive.kernels.refusal import NotEmittable
from derive.kernels.walk import substituted
from derive.meaning.rewriting import Node, rebuilt
from derive.meaning.terms import (
    Cases,
    Compare,
    Comparison,
    Condition,
    Constant,
    Every,
    Fold,
    Index,
    Item,
    Negative,
    Plus,
    Size,
    SizeValue,
    Term,
)

Form = Mapping[Term, int]
LARGER = {Comparison.AT_LEAST: 0, Comparison.GREATER: 1}
SMALLER = {Comparison.AT_MOST: 0, Comparison.LESS: 1}


@dataclass(frozen=True, slots=True)
class Window:
    """How an axis is read: from its end at one index, or at a place in a window, where two indices add up.

    `before` and `after` are how many zeros stand beyond the ends of the axis.
    """

    indices: tuple[str, ...]
    before: Term
    after: Term


def window(place: Term, size: Size, ranges: Mapping[str, Size], inside: Condition | None = None) -> Window:
    """How an axis of a size is read, with zeros where `inside` keeps a place from being beyond its ends.

    Raises `NotEmittable`, with what then is to be said of the entry, for a place of another form, and where it does not
    run from end to end of the axis.
    """
    found = form(place) or {}
    indices = {part.name: sign for part, sign in found.items() if isinstance(part, Index)}
    if [*indices.values()] not in ([-1], [1, 1]):
        raise NotEmittable("that is not at free indices of its own, nor at a sum of two of them")
    low, high = found, found
    for name, sign in indices.items():
        first, last = _moved(name, {ONE: 1}), _moved(name, _sized(ranges[name]))
        low, high = (_plus(end, move, sign) for end, move in zip((low, high), (first, last)[::sign], strict=True))
    kept = set() if inside is None else set(_kept(inside))
    limits = [_plus(found, {ONE: 1}, -1), _plus(_sized(size), found, -1)]
    gaps = [_plus({ONE: 1}, low, -1), _plus(high, _sized(size), -1)]
    for limit, gap in zip(limits, gaps, strict=True):
        if gap and not (frozenset(limit.items()) in kept and _is_no_less_than_0(gap)):
            raise NotEmittable("at a sum of indices that does not run from the first to the last of its axis")
    if not kept <= {frozenset(limit.items()) for limit in limits}:
        raise NotEmittable("under a condition that is not that its place is on the axis")
    return Window(tuple(indices), *map(_term, gaps))


def is_padded(term: Term) -> TypeGuard[Cases]:
    """Whether `term` is an entry at a sum of indices, or 0 where a condition does not hold."""
    if not isinstance(term, Cases) or len(term.branches) != 2 or term.branches[1] != (ZERO, None):
        return False
    return isinstance(term.branches[0][0], Item) and slides(term.branches[0][0])


def turned(term: Term) -> Term:
    """`term` with the folds taken from the end along whose indices windows would move backwards."""

    def change(node: Node) -> Node:
        inner = rebuilt(node, change)
        if isinstance(inner, Fold) and any(_falls(item, inner.index) for item in leaves(inner.body)):
            last = Plus(parts=(inner.high, ONE, Negative(operand=Index(name=inner.index))))
            return replace(inner, body=substituted(inner.body, {inner.index: last}))
        return inner

    changed = change(term)
    assert isinstance(changed, Term)
    return changed


def summed(size: Size) -> Term:
    """A size that follows from others as the sum of these."""
    return _term(_sized(size))


def form(term: Term) -> Form | None:
    """The form of a place; None where it is not linear."""
    match term:
        case Index(name=name):
            return {Index(name=name): 1}
        case SizeValue(size=size):
            return _sized(size)
        case Constant(value=value) if value.denominator == 1:
            return _sized(value.numerator)
        case Negative(operand=operand):
            inner = form(operand)
            return None if inner is None else _plus({}, inner, -1)
        case Plus(parts=parts):
            forms = [found for found in map(form, parts) if found is not None]
            return reduce(_plus, forms) if len(forms) == len(parts) else None
    return None


def _sized(size: Size) -> Form:
    parts = sizes.parts(size).items()
    return {SizeValue(size=name) if name else ONE: count for name, count in parts if count}


def _plus(one: Form, other: Form, times: int = 1) -> Form:
    total = dict(one)
    for part, count in other.items():
        total[part] = total.get(part, 0) + times * count
    return {part: count for part, count in total.items() if count}


def _moved(name: str, end: Form) -> Form:
    """How far it is from an index to a place."""
    return _plus(end, {Index(name=name): 1}, -1)


def _is_no_less_than_0(found: Form) -> bool:
    """Whether a number is positive or 0, whatever the sizes in it are, each at least 1."""
    return sum(found.values()) >= 0 and all(count > 0 for part, count in found.items() if part != ONE)


def _kept(condition: Condition) -> Iterator[frozenset[tuple[Term, int]]]:
    """The forms that are positive or 0 where a condition holds; raises `NotEmittable` for another kind of condition."""
    if isinstance(condition, Every):
        for part in condition.parts:
            yield from _kept(part)
        return
    if isinstance(condition, Compare):
        left, right = form(condition.left), form(condition.right)
        large, small = (left, right) if condition.comparison in LARGER else (right, left)
        more = {**LARGER, **SMALLER}.get(condition.comparison)
        if large is not None and small is not None and more is not None:
            yield frozenset(_plus(_plus(large, small, -1), {ONE: 1}, -more).items())
            return
    raise NotEmittable("under a condition that is not that its place is on the axis")


def _term(found: Form) -> Term:
    """A form as a sum."""
    summands: list[Term] = []
    for part, count in sorted(found.items(), key=lambda it: (it[1] < 0, it[0] == ONE)):
        values = [Constant(value=ONE.value * abs(count))] if part == ONE else [part] * abs(count)
        summands += [value if count > 0 else Negative(operand=value) for value in values]
    return Plus(parts=tuple(summands)) if len(summands) > 1 else next(iter(summands), ZERO)


def _falls(item: Term, index: str) -> bool:
    """Whether an entry is at a difference, and an index is what is taken away."""
    if not isinstance(item, Item):
        return False
    found = [form(place) or {} for place, _ in own_axes(item)]
    return any({Index(name=index): -1}.items() <= it.items() and 1 in _signs(it) for it in found)


def _signs(found: Form) -> list[int]:
    return [count for part, count in found.items() if isinstance(part, Index)]
