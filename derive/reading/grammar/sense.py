r"""What formulas say however they are spelled, so that two of them can be held against each other.

Equal senses have equal values; formulas of equal values need not have equal senses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction

from derive.reading.grammar.names import Names, Sort
from derive.reading.grammar.trees import children, walk
from derive.reading.syntax import (
    Addition,
    Axis,
    Big,
    Binder,
    Entry,
    General,
    Minus,
    Name,
    Node,
    Number,
    Product,
    Ratio,
    Sign,
    Superscript,
)

Bound = Mapping[str, int]
"""The letters that are bound around a formula, by their order."""


def sense(node: Hashable, names: Names, free: Sequence[str] = ()) -> Hashable:
    r"""What a tree says; the letters in `free` count by their order, as bound indices do.

    No difference is made by the letter of a bound index, a bound that can only be the size of its axis, the order of
    terms, brackets within a product of matrices, and where the numbers of a product stand and how they are written.
    """
    axes = {known.key: known.axes for known in names.all() if known.sort is Sort.QUANTITY}
    sizes = {known.key: 0 for known in names.all() if known.sort is Sort.SIZE}
    return _Senses({**axes, **sizes}).of(node, {letter: place for place, letter in enumerate(free)})


@dataclass(frozen=True, slots=True)
class _Senses:
    """Senses among names of which the number of axes is known."""

    axes: Mapping[str, int | None]

    def of(self, node: Hashable, bound: Bound) -> Hashable:
        """The sense of a node, of several, or of what is no node."""
        match node:
            case tuple():
                return tuple(self.of(part, bound) for part in node)
            case Number(value=value):
                return value
            case Name(key=key) if key in bound:
                return bound[key]
            case Addition(terms=terms):
                return ("+", frozenset(Counter(self.of(term, bound) for term in _terms(terms)).items()))
            case Product() | Ratio():
                return self._product(node, bound)
            case Big(operator=operator, binders=binders, body=body, condition=condition):
                ranges: list[Hashable] = []
                for binder in binders:
                    ranges.append(None if _is_whole(binder, body) else self.of((binder.low, binder.high), bound))
                    bound = _binding(bound, binder.index)
                return (operator, *ranges, self.of((body, condition), bound))
            case General(entry=entry, row=row, rows=rows, column=column, columns=columns):
                inner = _binding(_binding(bound, row), column)
                return ("…", self.of((rows, columns), bound), self.of(entry, inner))
            case Node():
                return self._parts(node, bound)
        return node

    def _parts(self, node: Node, bound: Bound) -> Hashable:
        said = [self.of(getattr(node, item.name), bound) for item in fields(node) if item.compare]
        return (type(node).__name__, isinstance(node, Product) and node.loose, *said)

    def _product(self, node: Product | Ratio, bound: Bound) -> Hashable:
        """A product by its coefficient, its other numbers in any order, and the rest of its factors in their order."""
        coefficient, numbers, rest = Fraction(1), Counter[Hashable](), list[Hashable]()
        for factor, power in self._factors(node, bound):
            found = self._parts(factor, bound) if factor is node else self.of(factor, bound)
            if isinstance(found, Fraction) and (found or power > 0):
                coefficient *= found**power
            elif self._is_number(factor, bound):
                numbers[found] += power
            else:
                rest.append(found)
        if not numbers and (not rest or (coefficient == 1 and len(rest) == 1)):
            return rest[0] if rest else coefficient
        return ("·", coefficient, frozenset(numbers.items()), *rest)

    def _factors(self, node: Node, bound: Bound) -> Iterator[tuple[Node, int]]:
        """The factors of a product without signs with their powers, those in brackets too."""
        match node:
            case Product(left=left, right=right) if not self._is_apart(node, bound):
                yield from self._factors(left, bound)
                yield from self._factors(right, bound)
            case Ratio(top=top, bottom=bottom) if self._is_number(bottom, bound):
                yield from self._factors(top, bound)
                yield from ((factor, -power) for factor, power in self._factors(bottom, bound))
            case _:
                yield node, 1

    def _is_apart(self, node: Product, bound: Bound) -> bool:
        """Whether the sign of a product says more than none, or its last factor may be part of such a one before it."""
        before: Node = node
        while isinstance(before, Product):
            numbers = any(self._is_number(side, bound) for side in (before.left, before.right))
            if before.sign is not Sign.NONE and not numbers:
                return True
            if not node.loose:
                break
            before = before.left
        return False

    def _is_number(self, node: Node, bound: Bound) -> bool:
        match node:
            case Number():
                return True
            case Name(key=key):
                return key not in bound and self.axes.get(key) == 0
            case Entry(array=Name(key=key), indices=indices) if key not in bound:
                return self.axes.get(key) == len(indices) and not any(isinstance(each, Axis) for each in indices)
            case Ratio() | Superscript() | Minus() | Addition() | Product():
                return all(self._is_number(part, bound) for part in children(node))
        return False


def _terms(terms: Sequence[Node]) -> Iterator[Node]:
    """The terms of a sum, those in brackets too."""
    for term in terms:
        yield from _terms(term.terms) if isinstance(term, Addition) else [term]


def _is_whole(binder: Binder, body: Node) -> bool:
    """Whether the bound of an index, if there is one, can only be the size of the axis at which it stands."""
    low, high, own = binder.low, binder.high, Name(binder.index)
    written = isinstance(low, Number) and low.value == 1 and isinstance(high, Name)
    at_axis = any(isinstance(each, Entry) and own in each.indices for each in walk(body))
    return (low is None and high is None) or (written and at_axis)


def _binding(bound: Bound, letter: str) -> Bound:
    return {**bound, letter: max(bound.values(), default=-1) + 1}
