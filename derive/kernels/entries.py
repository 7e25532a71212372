"""A term of arrays as the scalar term of its general entry: the products become sums, the arrays their entries.

What is left has only `Constant`, `SizeValue`, `Index`, scalar `Quantity` and `Derivative`, `Item` of a `Quantity` or a
`Derivative`, the operations on scalars, `Cases` and `Fold`; every bound index has a name of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import singledispatchmethod
from itertools import count

from derive.kernels.refusal import NotEmittable
from derive.kernels.walk import substituted
from derive.meaning.rewriting import Node, parts, rebuilt
from derive.meaning.scope import Scope
from derive.meaning.terms import (
    Apply,
    Cases,
    Compare,
    Condition,
    Constant,
    Derivative,
    Every,
    Fold,
    Folding,
    Grid,
    Index,
    Item,
    Map,
    MatMul,
    Negative,
    Not,
    Plus,
    Power,
    Quantity,
    Quotient,
    Size,
    SizeValue,
    Some,
    Spread,
    Table,
    Term,
    Times,
    Transpose,
    Unknown,
)

ONE = Constant(value=Fraction(1))
ZERO = Constant(value=Fraction(0))
NEUTRAL = {Folding.SUM: ZERO, Folding.PRODUCT: ONE}


def size_term(size: Size) -> Term:
    """A size as a number."""
    return SizeValue(size=size) if isinstance(size, str) else Constant(value=Fraction(size))


class Entries:
    """Takes entries of terms; remembers how far each index that it introduces runs, in `ranges`."""

    def __init__(self, scope: Scope, ranges: Mapping[str, Size]) -> None:
        self.scope = scope
        self.ranges = dict(ranges)
        self._numbers = count(1)

    def fresh(self, size: Size) -> str:
        """A new index that runs from 1 to `size`."""
        name = f"_{next(self._numbers)}"
        self.ranges[name] = size
        return name

    def scalar(self, term: Term) -> Term:
        """A scalar term, unfolded; raises `NotEmittable` where it holds something without a rule."""
        if term.shape != ():
            raise NotEmittable(f"a {_kind(term)} of shape {term.shape} stands where a number is expected")
        return self.entry(term, ONE, ONE)

    @singledispatchmethod
    def entry(self, term: Term, row: Term, column: Term) -> Term:
        """The entry of `term` at `row`, `column`; a scalar is its own entry everywhere."""
        raise NotEmittable(f"there is no rule for a {_kind(term)}")

    def _below(self, node: Term, row: Term, column: Term) -> Term:
        unfolded = rebuilt(node, lambda part: self._at(part, row, column))
        return replace(unfolded, shape=())

    def _at(self, node: Node, row: Term, column: Term) -> Node:
        if isinstance(node, Term):
            return self.entry(node, row, column)
        return rebuilt(node, lambda part: self._at(part, row, column))

    @entry.register(Constant | SizeValue | Index)
    def _number(self, term: Term, row: Term, column: Term) -> Term:
        return term

    @entry.register(Plus | Negative | Times | Quotient | Power | Map)
    def _elementwise(self, term: Term, row: Term, column: Term) -> Term:
        return self._below(term, row, column)

    @entry.register
    def _quantity(self, term: Quantity, row: Term, column: Term) -> Term:
        return _picked(term, row, column)

    @entry.register
    def _item(self, term: Item, row: Term, column: Term) -> Term:
        return self.entry(term.array, self.scalar(term.row), self.scalar(term.column))

    @entry.register
    def _table(self, term: Table, row: Term, column: Term) -> Term:
        return substituted(self.scalar(term.entry), {term.row: row, term.column: column})

    @entry.register
    def _grid(self, term: Grid, row: Term, column: Term) -> Term:
        if not (isinstance(row, Constant) and isinstance(column, Constant)):
            raise NotEmittable("an array written out entry by entry has no general entry")
        return self.scalar(term.rows[int(row.value) - 1][int(column.value) - 1])

    @entry.register
    def _spread(self, term: Spread, row: Term, column: Term) -> Term:
        rows, columns = term.array.shape or (1, 1)
        return self.entry(term.array, ONE if rows == 1 else row, ONE if columns == 1 else column)

    @entry.register
    def _transpose(self, term: Transpose, row: Term, column: Term) -> Term:
        return self.entry(term.array, column, row)

    @entry.register
    def _matmul(self, term: MatMul, row: Term, column: Term) -> Term:
        size = term.left.shape[1] if term.left.shape else 1
        if size == 1:
            return Times(left=self.entry(term.left, row, ONE), right=self.entry(term.right, ONE, column))
        name = self.fresh(size)
        inner = Index(name=name)
        body = Times(left=self.entry(term.left, row, inner), right=self.entry(term.right, inner, column))
        return Fold(folding=Folding.SUM, index=name, low=ONE, high=size_term(size), body=body)

    @entry.register
    def _apply(self, term: Apply, row: Term, column: Term) -> Term:
        if term.primes:
            raise NotEmittable("the derivative of a function by its argument; write out the derivative itself")
        return _with_parameter(self.scalar(term.body), term.parameter, self.entry(term.argument, row, column))

    @entry.register
    def _unknown(self, term: Unknown, row: Term, column: Term) -> Term:
        raise NotEmittable(f"{term.name} is an unknown function, there is nothing to compute")

    @entry.register
    def _cases(self, term: Cases, row: Term, column: Term) -> Term:
        for _, condition in term.branches:
            if term.shape == () and condition is not None and _compares_arrays(condition):
                raise NotEmittable("a number that depends on a comparison of whole arrays")
        return self._below(term, row, column)

    @entry.register
    def _fold(self, term: Fold, row: Term, column: Term) -> Term:
        size = term.high.size if isinstance(term.high, SizeValue) else _whole(term.high)
        if term.low != ONE or size is None:
            raise NotEmittable(f"the bounds of the {term.folding.value} over {term.index} are not 1 and a size")
        name = self.fresh(size)
        inner = {term.index: Index(name=name)}
        body = self.entry(substituted(term.body, inner), row, column)
        if term.condition is not None:
            if term.folding not in NEUTRAL:
                raise NotEmittable(f"a {term.folding.value} under a condition")
            condition: Condition = rebuilt(substituted(term.condition, inner), lambda part: self._at(part, row, column))
            body = Cases(branches=((body, condition), (NEUTRAL[term.folding], None)))
        return Fold(folding=term.folding, index=name, low=ONE, high=size_term(size), body=body)

    @entry.register
    def _derivative(self, term: Derivative, row: Term, column: Term) -> Term:
        if not is_upstream(term, self.scope):
            raise NotEmittable("a derivative that is not the gradient of an unknown function of an array or its entry")
        if isinstance(term.by, Item):
            gradient = Derivative(numerator=term.numerator, by=term.by.array, shape=term.by.array.shape)
            return _picked(gradient, self.scalar(term.by.row), self.scalar(term.by.column))
        gradient = replace(term, flipped=False, shape=term.by.shape)
        return _picked(gradient, column, row) if term.flipped else _picked(gradient, row, column)


def is_upstream(term: Term, scope: Scope) -> bool:
    """Whether `term` is the derivative of a scalar that is an unknown function, by a quantity or an entry of one."""
    if not isinstance(term, Derivative) or term.numerator.shape != ():
        return False
    above = term.numerator
    if isinstance(above, Quantity):
        above = scope.definitions.get(above.name, above)
    by = term.by.array if isinstance(term.by, Item) else term.by
    return isinstance(above, Unknown) and isinstance(by, Quantity)


def _picked(array: Term, row: Term, column: Term) -> Term:
    """An entry of an array that stands for itself; the index of an axis of size 1 can only be 1."""
    if not array.shape:
        return array
    rows, columns = array.shape
    return Item(array=array, row=ONE if rows == 1 else row, column=ONE if columns == 1 else column)


def _with_parameter(body: Term, parameter: str, argument: Term) -> Term:
    def change(node: Node) -> Node:
        return argument if node == Quantity(name=parameter) else rebuilt(node, change)

    changed = change(body)
    assert isinstance(changed, Term)
    return changed


def _compares_arrays(condition: Node) -> bool:
    if isinstance(condition, Compare):
        return condition.left.shape != () or condition.right.shape != ()
    return isinstance(condition, Every | Some | Not) and any(_compares_arrays(part) for part in parts(condition))


def _whole(term: Term) -> int | None:
    return int(term.value) if isinstance(term, Constant) and term.value.denominator == 1 else None


def _kind(term: Term) -> str:
    return type(term).__name__.lower()
