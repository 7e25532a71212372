"""What is divided by, in the words of the document: a pole is then named for all sizes, as in `\\sum_i b_i = 0`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import product
from typing import Any

import sympy

from derive.judging.derivation import letters
from derive.judging.derivation.building import ONE
from derive.judging.derivation.entries import Ground, Stuck, number
from derive.judging.derivation.printing import Writer
from derive.judging.symbols.assumptions import positive
from derive.judging.symbols.entrywise import NoValue, OutOfRange, Setting, TooLarge
from derive.judging.symbols.expansion import NoLimit
from derive.judging.symbols.ratios import Unsupported
from derive.judging.symbols.rules import scalar
from derive.meaning.rewriting import parts, walk
from derive.meaning.scope import Scope
from derive.meaning.terms import (
    Constant,
    Fold,
    Index,
    Item,
    Map,
    Negative,
    Power,
    Quotient,
    Size,
    SizeValue,
    Spread,
    Table,
    Term,
    Times,
)

Writings = Mapping[Any, Collection[str]]
Ranges = Mapping[str, Size]
"""The size over which each index runs."""
UNDER = ("sqrt", "log")
"""Functions whose derivative divides by what stands in them, or by its root."""
MOST = 12
"""Divisors that are written."""
LONGEST = 60
FAILURES = (OutOfRange, NoValue, TooLarge, NoLimit, Unsupported, Stuck, KeyError, RecursionError)


def divisors(roots: Iterable[object], ranges: Ranges, scope: Scope, sizes: Mapping[str, int]) -> Writings:
    """The texts of the divisors by their values at some sizes: there is more than one where some differ elsewhere."""
    found: dict[Any, set[str]] = {}
    pairs = (pair for root in roots for pair in _divisors(root, ranges))
    for term, own in list({repr(pair): pair for pair in pairs}.values())[:MOST]:
        with suppress(*FAILURES):
            text, values = _written(term, own, scope, sizes)
            for value in values if len(text) <= LONGEST else ():
                found.setdefault(value, set()).add(text)
    return found


def _divisors(node: object, ranges: Ranges) -> Iterator[tuple[Term, Ranges]]:
    """What is divided by, with the ranges of its free indices; a product is as good as its factors."""
    match node:
        case Quotient(bottom=below):
            yield from _factors(below, ranges)
        case Power(base=base, exponent=Constant(value=value)) if value < 0 or value.denominator > 1:
            yield from _factors(base, ranges)
        case Map(function=function, arguments=(argument,)) if function in UNDER:
            yield from _factors(argument, ranges)
        case Fold(index=index, high=SizeValue(size=size)):
            ranges = {**ranges, index: size}
        case Table(row=row, column=column, shape=(rows, columns)):
            ranges = {**ranges, row: rows, column: columns}
    for part in parts(node):
        yield from _divisors(part, ranges)


def _factors(term: Term, ranges: Ranges) -> Iterator[tuple[Term, Ranges]]:
    match term:
        case Times(left=left, right=right):
            yield from _factors(left, ranges)
            yield from _factors(right, ranges)
        case Negative(operand=inner) | Spread(array=inner) | Map("abs", (inner,)):
            yield from _factors(inner, ranges)
        case _:
            yield term, ranges


def _written(term: Term, ranges: Ranges, scope: Scope, sizes: Mapping[str, int]) -> tuple[str, list[Any]]:
    """A divisor as LaTeX, and its values at all places."""
    used = letters.taken((term,), scope) | ranges.keys()
    if term.shape != ():
        pair = letters.pair(used, slopes=False)
        ranges = {**ranges, **dict(zip(pair, term.shape, strict=True))}
        term = Item(term, *(ONE if size == 1 else Index(name) for name, size in zip(pair, term.shape, strict=True)))
    ground = Ground(scope)
    term = number(ground.renewed(term), ground)
    free = sorted({node.name for node in walk(term) if isinstance(node, Index)} & ranges.keys())
    setting = Setting(scope, sizes, positive=positive(scope))
    values = []
    for place in product(*(range(1, setting.size(ranges[name]) + 1) for name in free)):
        at = replace(setting, indices=dict(zip(free, place, strict=True)))
        values.append(sympy.expand(scalar(term, at)))
    writer = Writer(next(letters.lettered([term], used)), {name: scope.spelling(name) for name in scope.shapes})
    return writer.write(term), values
