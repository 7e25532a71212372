"""Sizes that are numbers, as sizes of any value: what is true of all values is true of these.

A document of real data has arrays of 64×784. Their entries are too many to compare, and nothing depends on how many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from derive.judging.derivation.building import placed
from derive.judging.dividing import may_divide_by_zero
from derive.judging.inventory import inventory
from derive.judging.modular.parting import are_apart
from derive.judging.resizing import resized, within
from derive.judging.verdict import TRUE, AllSizes, Verdict
from derive.meaning.claims import Claim
from derive.meaning.reaching import reached
from derive.meaning.rewriting import walk
from derive.meaning.scope import Statement
from derive.meaning.terms import (
    LONG,
    Constant,
    Derivative,
    Fold,
    Grid,
    Item,
    Negative,
    Plus,
    Quotient,
    Size,
    SizeValue,
    Term,
    Times,
    Transpose,
    is_number,
    numbered,
    spelled,
)

CORNER = (1, 2)
"""Places along an axis at which sides that may differ are looked at."""
SMALL = max(CORNER)


def at_any(claim: Claim, longest: int = LONG, *, everywhere: bool = True) -> Claim:
    """The claim with a name for every number that is the length of an axis longer than that.

    With `everywhere` the same number also has that name where it is not a length, as in a mean. An axis whose entries
    are written out keeps its length, and all do where lengths may make a divisor zero. The claim is a case of what is
    returned.
    """
    change = _Change(_lengths(claim, longest), everywhere)
    if not change.numbers:
        return claim
    made = resized(claim, change.size, change)
    return replace(made, scope=replace(made.scope, sizes=made.scope.sizes | set(map(numbered, change.numbers))))


def in_this_case(verdict: Verdict) -> Verdict | None:
    """A proof for lengths of any value as one of the claim that is a case of it; nothing where it is no such proof."""
    if verdict.kind not in TRUE or not isinstance(verdict.scope, AllSizes):
        return None
    least = verdict.scope.least
    if any(is_number(name) and int(spelled(name)) < low for name, low in least.items()):
        return None
    return replace(verdict, scope=AllSizes({name: low for name, low in least.items() if not is_number(name)}))


def are_parted(claim: Claim) -> bool:
    """Whether the sides of a claim certainly differ at one of the first places of every axis, at its own lengths.

    Sizes that have names are small.
    """
    sizes = {name: max(low, SMALL) for name, low in inventory(claim.statement, claim.scope).sizes.items()}
    return any(are_apart(each, claim.scope, sizes) for each in _corners(claim.statement))


@dataclass(frozen=True, slots=True)
class _Change:
    """Puts names in the place of numbers."""

    numbers: frozenset[int]
    everywhere: bool

    def size(self, size: Size) -> Size:
        """A length, or its name."""
        return numbered(size) if size in self.numbers else size

    def number(self, value: Fraction) -> Term | None:
        """A number that is a length, or one over it."""
        if value.denominator == 1:
            return SizeValue(numbered(value.numerator)) if value.numerator in self.numbers else None
        below = SizeValue(numbered(value.denominator))
        return Quotient(Constant(Fraction(value.numerator)), below) if value.denominator in self.numbers else None

    def __call__(self, value: Any) -> Any:
        """A term or a condition with names in it."""
        if isinstance(value, Constant):
            return (self.everywhere and self.number(value.value)) or value
        made = within(value, self.size, self)
        if isinstance(made, Fold) and isinstance(made.high, Constant):
            return replace(made, high=self.number(made.high.value) or made.high)
        return made


def _lengths(claim: Claim, longest: int) -> frozenset[int]:
    """The lengths of axes beyond a bound, where no array has its entries written out along one."""
    statement = claim.statement
    roots = reached((statement.left, statement.right, statement.condition), claim.scope.definitions)
    nodes = [node for root in roots for node in walk(root) if isinstance(node, Term)]
    found = {size for size in statement.ranges.values() if isinstance(size, int)}
    found |= {size for node in nodes for size in node.shape if isinstance(size, int)}
    if max(found, default=0) <= longest:
        return frozenset()
    assumed = walk(tuple(each.condition for each in claim.scope.assumptions))
    written = {size for node in (*nodes, *assumed) if isinstance(node, Grid) for size in node.shape}
    if may_divide_by_zero(nodes, claim.scope.definitions):
        return frozenset()
    return frozenset(size for size in found - written if size > longest)


def _corners(statement: Statement) -> Iterator[Statement]:
    """Both sides at the first places of their axes and indices."""
    for at in CORNER:
        values = {name: _at(at, size) for name, size in statement.ranges.items()}
        left, right = (
            placed(_entry(side, *(_at(at, size) for size in side.shape)) if side.shape else side, values)
            for side in (statement.left, statement.right)
        )
        condition = None if statement.condition is None else placed(statement.condition, values)
        yield replace(statement, left=left, right=right, ranges={}, condition=condition)


def _at(place: int, size: Size) -> Constant:
    return Constant(Fraction(min(place, size) if isinstance(size, int) else place))


def _entry(term: Term, row: Term, column: Term) -> Term:
    """One entry of an array; of a derivative, the derivative by one entry or of one."""

    def inside(operands: Iterable[Term]) -> list[Term]:
        return [_entry(each, row, column) if each.shape != () else each for each in operands]

    match term:
        case Derivative(numerator=number, by=by, flipped=flipped) if number.shape == ():
            return Derivative(number, Item(by, column, row) if flipped else Item(by, row, column))
        case Transpose(array=array):
            return _entry(array, column, row)
        case Plus(parts=parts):
            return Plus(tuple(inside(parts)))
        case Negative(operand=operand):
            return Negative(*inside([operand]))
        case Times(left=left, right=right):
            return Times(*inside([left, right]))
    return Item(term, row, column)
