"""Rewriting terms: whatever class a term has, its parts are found by its fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from fractions import Fraction
from typing import Any

from derive.meaning.sizes import Sizes
from derive.meaning.terms import (
    Compare,
    Constant,
    Every,
    Fold,
    Index,
    Not,
    Size,
    SizeValue,
    Some,
    Table,
    Term,
)

CONDITIONS = (Compare, Every, Some, Not)


def parts(value: object) -> Iterator[object]:
    """The terms and conditions directly below a term, a condition or a tuple of them."""
    if isinstance(value, tuple):
        for part in value:
            if isinstance(part, (Term, *CONDITIONS)):
                yield part
            else:
                yield from parts(part)
    elif isinstance(value, (Term, *CONDITIONS)):
        for item in fields(value):
            inner = getattr(value, item.name)
            if item.name not in ("shape", "span"):
                yield from ([inner] if isinstance(inner, (Term, *CONDITIONS)) else parts(inner))


def walk(term: object) -> Iterator[object]:
    """A term and everything below it."""
    yield term
    for part in parts(term):
        yield from walk(part)


def rebuilt(value: Any, change: Callable[[Any], Any]) -> Any:
    """A term or condition with `change` applied to everything directly below it."""
    if isinstance(value, tuple):
        return tuple(change(p) if isinstance(p, (Term, *CONDITIONS)) else rebuilt(p, change) for p in value)
    if not isinstance(value, (Term, *CONDITIONS)):
        return value
    changes = {}
    for item in fields(value):
        inner = getattr(value, item.name)
        if item.name in ("shape", "span") or not isinstance(inner, (Term, tuple, *CONDITIONS)):
            continue
        new = change(inner) if isinstance(inner, (Term, *CONDITIONS)) else rebuilt(inner, change)
        if new is not inner:
            changes[item.name] = new
    return replace(value, **changes) if changes else value


def renamed(value: Any, old: str, new: str) -> Any:
    """A term with its free index `old` called `new`; a binder of `old` hides it."""
    if isinstance(value, Index):
        return replace(value, name=new) if value.name == old else value
    if isinstance(value, Fold) and value.index == old:
        return replace(value, low=renamed(value.low, old, new), high=renamed(value.high, old, new))
    if isinstance(value, Table) and old in (value.row, value.column):
        return value
    return rebuilt(value, lambda part: renamed(part, old, new))


def sizes_of(term: Term) -> tuple[Size, ...]:
    """The sizes that stand in a term itself."""
    return (*term.shape, term.size) if isinstance(term, SizeValue) else term.shape


def settled(value: Any, sizes: Sizes) -> Any:
    """A term with every open size put in; none is left open."""
    if isinstance(value, SizeValue):
        size = sizes.find(value.size)
        if isinstance(size, int):
            return Constant(Fraction(size), span=value.span)
        return replace(value, size=size) if size != value.size else value
    result = rebuilt(value, lambda part: settled(part, sizes))
    if isinstance(result, Term) and result.shape != ():
        shape = sizes.shape(result.shape)
        if shape != result.shape:
            return replace(result, shape=shape)
    return result
