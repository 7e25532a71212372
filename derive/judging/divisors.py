"""What is divided by, and what decides between cases, in the words of the document.

A pole or a kink is then named for all sizes, as in `\\sum_i b_i = 0`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from derive.judging.derivation import letters
from derive.judging.derivation.alike import key
from derive.judging.derivation.building import ONE, ZERO, given, placed
from derive.judging.derivation.entries import Ground, Stuck, number
from derive.judging.derivation.printing import Writer
from derive.judging.exponents import varies, written
from derive.judging.symbols.assumptions import positive
from derive.judging.symbols.entrywise import NoValue, OutOfRange, Setting, TooLarge
from derive.judging.symbols.expansion import NoLimit
from derive.judging.symbols.ratios import Unsupported
from derive.judging.symbols.rules import scalar
from derive.judging.symbols.shared import without_number
from derive.meaning.reaching import reached
from derive.meaning.rewriting import parts, walk
from derive.meaning.scope import Scope, Statement
from derive.meaning.terms import (
    Apply,
    Compare,
    Constant,
    Fold,
    Index,
    Item,
    Map,
    Negative,
    Plus,
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
UNDER = ("sqrt", "log", "abs", "sign")
"""Functions that have a kink where what stands in them is zero, or divide by it once they are differentiated."""
CHOOSING = ("max", "min")
HIDDEN = "°"
"""Stands in the name of an index that no document writes."""
MOST = 12
"""Divisors that are written."""
LONGEST = 90
FAILURES = (OutOfRange, NoValue, TooLarge, NoLimit, Unsupported, Stuck, KeyError, RecursionError)


@dataclass(frozen=True, slots=True)
class Divisor:
    """A number that may be zero, its text, and the ranges of its free indices."""

    term: Term
    text: str
    ranges: Ranges

    @property
    def key(self) -> object:
        """The same for divisors that differ in the names of their indices only."""
        return key(placed(self.term, {name: Index(f"?{at}") for at, name in enumerate(self.ranges)})) or self.text

    def values(self, scope: Scope, sizes: Mapping[str, int]) -> Iterator[Any]:
        """Its values at all places, without numbers in front."""
        return map(without_number, self.whole(scope, sizes))

    def whole(self, scope: Scope, sizes: Mapping[str, int]) -> Iterator[Any]:
        """Its values at all places."""
        setting = Setting(scope, sizes, positive=positive(scope))
        for place in product(*(range(1, setting.size(size) + 1) for size in self.ranges.values())):
            at = replace(setting, indices=dict(zip(self.ranges, place, strict=True)))
            yield scalar(self.term, at)


def divisors(statement: Statement, scope: Scope, sizes: Mapping[str, int]) -> Writings:
    """The texts of the divisors by their values at some sizes: there is more than one where some differ elsewhere."""
    found: dict[Any, set[str]] = {}
    seen: set[object] = set()
    roots = reached((statement.left, statement.right, statement.condition), scope.definitions)
    for term, ranges in (pair for root in roots for pair in _divisors(root, statement.ranges, scope)):
        with suppress(*FAILURES):
            divisor = entry(term, ranges, scope)
            if divisor.key not in seen and len(seen) < MOST and len(divisor.text) <= LONGEST:
                seen.add(divisor.key)
                for value in divisor.values(scope, sizes):
                    found.setdefault(value, set()).add(divisor.text)
    return found


def divides(statement: Statement, scope: Scope) -> bool:
    """Whether anything is divided by, or decides between cases, that may be zero for all that its form tells."""
    roots = reached((statement.left, statement.right, statement.condition), scope.definitions)
    found = (term for root in roots for term, _ in _divisors(root, statement.ranges, scope))
    return any(not isinstance(term, Constant | SizeValue) for term in found)


def _divisors(node: object, ranges: Ranges, scope: Scope) -> Iterator[tuple[Term, Ranges]]:
    """What is divided by, functions included, with the ranges of free indices; a product is as good as its factors."""
    match node:
        case Quotient(bottom=below):
            yield from _factors(below, ranges)
        case Power(base=base, exponent=exponent) if _may_divide(exponent, scope):
            yield from _factors(base, ranges)
        case Map(function=function, arguments=(argument,)) if function in UNDER:
            yield from _factors(argument, ranges)
        case Map(function="tan", arguments=(argument,)):
            yield Map("cos", (argument,), shape=argument.shape), ranges
        case Map(function=function, arguments=(first, *others)) if function in CHOOSING:
            yield from ((_less(other, first), ranges) for other in others)
        case Compare(left=left, right=right):
            yield _less(left, right), ranges
        case Apply(parameter=parameter, body=body, argument=argument, shape=()):
            yield from _divisors(given(body, {parameter: argument}), ranges, scope)
            return
        case Apply():
            with suppress(*FAILURES):
                one = entry(node, ranges, scope)
                yield from _divisors(one.term, one.ranges, scope)
                return
        case Fold(index=index, high=SizeValue(size=size)):
            ranges = {**ranges, index: size}
        case Table(row=row, column=column, shape=(rows, columns)):
            ranges = {**ranges, row: rows, column: columns}
    for part in parts(node):
        yield from _divisors(part, ranges, scope)


def _may_divide(exponent: Term, scope: Scope) -> bool:
    """Whether a power divides by its base, or does once it is differentiated."""
    value = written(exponent)
    return varies(exponent, scope) if value is None else value < 0 or value.denominator > 1


def _less(left: Term, right: Term) -> Term:
    """The difference of two terms."""
    if ZERO in (left, right):
        return right if left == ZERO else left
    return Plus((left, Negative(right, shape=right.shape)), shape=left.shape or right.shape)


def _factors(term: Term, ranges: Ranges) -> Iterator[tuple[Term, Ranges]]:
    match term:
        case Times(left=left, right=right):
            yield from _factors(left, ranges)
            yield from _factors(right, ranges)
        case Negative(operand=inner) | Spread(array=inner) | Map("abs", (inner,)):
            yield from _factors(inner, ranges)
        case _:
            yield term, ranges


def entry(term: Term, ranges: Ranges, scope: Scope) -> Divisor:
    """A divisor as a number; of an array, its general entry."""
    used = letters.taken((term,), scope) | ranges.keys()
    if term.shape != ():
        pair = letters.pair(used, slopes=False)
        ranges = {**ranges, **dict(zip(pair, term.shape, strict=True))}
        term = Item(term, *(ONE if size == 1 else Index(name) for name, size in zip(pair, term.shape, strict=True)))
    ground = Ground(scope)
    term = number(ground.renewed(placed(term, {name: ONE for name, size in ranges.items() if size == 1})), ground)
    free = dict.fromkeys(node.name for node in walk(term) if isinstance(node, Index) and node.name in ranges)
    shown = {name: "" if HIDDEN in name else name for name in free}
    for name in (name for name, letter in shown.items() if not letter):
        shown[name] = next(each for each in letters.ORDER if each not in {*used, *shown.values()})
    chosen = next(letters.lettered([term], used | {*shown.values()}))
    writer = Writer({**chosen, **shown}, {name: scope.spelling(name) for name in scope.shapes})
    return Divisor(term, writer.write(term), {name: ranges[name] for name in free})
