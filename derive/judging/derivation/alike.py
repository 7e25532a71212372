"""Whether two lines say the same: a key that forgets order, names of bound indices, brackets and how sums are nested.

Equal keys only tell where two derivations meet; that the lines are equal is judged elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from itertools import count
from typing import Any

from derive.judging.derivation.bags import (
    Bag,
    Key,
    Sum,
    added,
    closed,
    collected,
    depth,
    frozen,
    grouped,
    has,
    multiplied,
    powered,
    single,
    swapped,
)
from derive.judging.derivation.building import ONE, WRITTEN_OUT, is_place, placed
from derive.judging.derivation.entries import Stuck
from derive.meaning.terms import (
    Cases,
    Compare,
    Comparison,
    Constant,
    Derivative,
    Every,
    Fold,
    Folding,
    Grid,
    Index,
    Item,
    Map,
    Negative,
    Plus,
    Power,
    Quantity,
    Quotient,
    Term,
    Times,
    Unknown,
)


@lru_cache(maxsize=1024)
def key(term: Term, *, expand: bool = True) -> Key:
    """The key of a line, or nothing where it grows too long; without `expand` no product of sums is multiplied out."""
    try:
        if isinstance(term, Grid):
            return tuple(tuple(_Keys(expand).frozen(cell) for cell in row) for row in term.rows)
        return _Keys(expand).frozen(term)
    except Stuck:
        return None


class _Keys:
    """One key in the making: where to multiply out, and names for the indices of sums that are taken apart."""

    def __init__(self, expand: bool) -> None:
        self.expand = expand
        self.names: Iterator[int] = count()

    def factor(self, term: Term) -> Sum:
        """A term as a factor; a sum of several terms stays together where nothing is multiplied out."""
        found = self.sum(term)
        return found if self.expand or len(found) < 2 else single(("together", frozen(found)))

    def frozen(self, term: Term) -> Key:
        return frozen(self.sum(term))

    def place(self, term: Term) -> Key:
        match term:
            case Index(name=name):
                return ("index", name)
            case Constant(value=value):
                return ("at", str(value))
        return self.frozen(term)

    def sum(self, term: Term) -> Sum:
        """A term as a sum of products of atoms."""
        match term:
            case Constant(value=value):
                return {(): value} if value else {}
            case Plus(parts=parts):
                return added(self.sum(part) for part in parts)
            case Negative(operand=operand):
                return {bag: -number for bag, number in self.sum(operand).items()}
            case Times(left=left, right=right):
                return multiplied(self.factor(left), self.factor(right))
            case Quotient(top=top, bottom=bottom):
                return multiplied(self.factor(top), self.inverse(bottom))
            case Power(base=base, exponent=Constant(value=value)) if value.denominator == 1 and abs(value) <= 4:
                return powered(self.factor(base), int(value))
            case Map(function="exp", arguments=(argument,)) if self.expand:
                return self.exponential(argument)
            case Fold(folding=Folding.SUM, condition=None, low=low) if low == ONE:
                return self.fold(term)
            case Cases(branches=((value, condition), (other, None))) if condition is not None:
                return self.cases(value, condition, other)
        return single(self.atom(term))

    def atom(self, term: Any) -> Key:
        match term:
            case Index(name=name):
                return ("index", name)
            case Item(array=Quantity(name=name), row=row, column=column):
                return ("entry", name, self.place(row), self.place(column))
            case Derivative(numerator=top, by=by):
                return self.slope(top, by)
            case Item(array=Derivative(numerator=top, by=Quantity() as by, flipped=False), row=row, column=column):
                return self.slope(top, Item(by, row, column)) if top.shape == () else ("term", repr(term))
            case Unknown(name=name, primes=primes, arguments=arguments) if all(a.shape == () for a in arguments):
                return ("unknown", name, primes, *map(self.frozen, arguments))
            case Map(function=function, arguments=arguments):
                return ("map", function, *map(self.frozen, arguments))
            case Fold(index=index, low=low, high=high, body=body, condition=condition, folding=folding):

                inside = self.frozen(low), self.frozen(high), self.frozen(body), self.condition(condition)
                return ("fold", folding.value, index, *inside)
        return ("term", repr(term))

    def slope(self, top: Term, by: Term) -> Key:
        if isinstance(top, Unknown) and top.arguments == (by,):
            return self.atom(replace(top, primes=top.primes + 1))
        return ("slope", self.frozen(top), self.frozen(by))

    def exponential(self, argument: Term) -> Sum:
        found = self.sum(argument)
        if any(number.denominator != 1 for number in found.values()):
            return single(("exp", frozen(found)))
        return {tuple(sorted(((("exp", bag), int(number)) for bag, number in found.items()), key=repr)): Fraction(1)}

    def cases(self, value: Term, condition: Any, other: Term) -> Sum:
        holds = self.holds(condition)
        chosen = multiplied(holds, self.sum(value))
        rest = self.sum(other)
        return added([chosen, rest, {bag: -n for bag, n in multiplied(holds, rest).items()}])

    def holds(self, condition: Any) -> Sum:
        match condition:
            case Compare(Comparison.EQUAL, left, right) if is_place(left) and is_place(right):
                return single(("delta", *sorted((self.place(left), self.place(right)), key=repr)))
            case Every(parts=parts):
                found: Sum = {(): Fraction(1)}
                for part in parts:
                    found = multiplied(found, self.holds(part))
                return found
        return single(("delta", "condition", self.condition(condition)))

    def condition(self, condition: Any) -> Key:
        match condition:
            case Compare(comparison=comparison, left=left, right=right):
                return (comparison.value, self.frozen(left), self.frozen(right))
            case Every(parts=parts):
                return ("every", *map(self.condition, parts))
        return repr(condition)

    def inverse(self, bottom: Term) -> Sum:
        return powered(self.sum(bottom), -1) if self.expand else single(("over", self.frozen(bottom)))

    def fold(self, term: Fold) -> Sum:
        if isinstance(term.high, Constant) and term.high.value <= WRITTEN_OUT:
            places = range(1, int(term.high.value) + 1)
            return added(self.sum(placed(term.body, {term.index: Constant(Fraction(k))})) for k in places)
        high, found = self.frozen(term.high), list[Sum]()
        for bag, number in self.factor(term.body).items():
            found.append({self.summed(term.index, high, bag): number})
        return added(found)

    def summed(self, index: str, high: Key, bag: Bag) -> Bag:
        """The sum of a product: what does not depend on the index stands before it."""
        binders, factors = {index: high}, list(bag)
        while (inner := next((f for f in factors if f[0][0] == "sum" and f[1] == 1 and has(f, binders.keys())), None)):
            factors.remove(inner)
            _, highs, body = inner[0]
            names = {("index", f"#{depth(body)}.{k}"): f"?{next(self.names)}" for k in range(len(highs))}
            binders |= dict(zip(names.values(), highs, strict=True))
            factors += swapped(body, {old[1]: ("index", new) for old, new in names.items()})
        return collected(grouped(factors, binders) if self.expand else [(closed(factors, binders), 1)])
