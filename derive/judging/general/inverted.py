"""A square matrix that is assumed to be an inverse: what it is the inverse of may be a sum, as in `A (K + s I) = I`.

A left inverse of a square matrix is its right inverse, and the inverse of a symmetric matrix is symmetric.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from derive.judging.general.algebra import delta
from derive.judging.general.atoms import Delta, Entry
from derive.judging.general.binding import Sum
from derive.judging.general.expressions import ONE, Atom, Expression, NotCovered, Product, of, together, total
from derive.judging.general.indices import Index, at, fresh
from derive.judging.general.rationals import ratio
from derive.judging.general.setting import Setting
from derive.judging.general.sums import opened, put, summed
from derive.judging.general.symmetric import Signs, ordered
from derive.judging.general.unfolding import unfolded


@dataclass(frozen=True, slots=True)
class Inverse:
    """A matrix by its name (its transpose, where it is `turned`), and its inverse at a general place of two indices."""

    name: str
    turned: bool
    other: Expression
    first: Index
    last: Index

    @property
    def free(self) -> frozenset[Index]:
        """The two indices."""
        return frozenset((self.first, self.last))

    def entry(self, row: Index, column: Index) -> Expression:
        """The matrix at a place."""
        ends = (column, row) if self.turned else (row, column)
        return of(Entry(self.name, at(ends[0]), at(ends[1])))

    def inverse(self, row: Index, column: Index) -> Expression:
        """What it is the inverse of, at a place."""
        return put(self.other, {self.first: at(row), self.last: at(column)})

    @property
    def equations(self) -> Iterator[Expression]:
        """What is zero: the products in both orders without I."""
        middle, identity = fresh(self.first.range), delta(at(self.first) - at(self.last))
        for left, right in ((self.entry, self.inverse), (self.inverse, self.entry)):
            yield _freed(summed(left(self.first, middle) * right(middle, self.last), middle) - identity)

    def is_symmetric(self, signs: Signs, setting: Setting) -> bool:
        """Whether what it is the inverse of is seen to be its own transpose, and so it is itself."""
        gap = self.other - self.inverse(self.last, self.first)
        return not ordered(gap, signs).terms or not ordered(unfolded(gap, setting), signs).terms


def _freed(value: Expression) -> Expression:
    """An expression divided by the positive numbers before its largest sum."""
    factors = ((atom, e, product) for product in value.terms for atom, e in product.factors)
    sums = [(atom, product) for atom, e, product in factors if isinstance(atom, Sum) and e == 1]
    if not sums:
        return value
    atom, product = max(sums, key=lambda pair: (len(pair[0].key), pair[0].key))
    before = {each: -e for each, e in product.factors if each != atom}
    return value * together(before) if all(each.positive and not each.free for each in before) else value


def inverses(difference: Expression, free: frozenset[Index], setting: Setting) -> Iterator[Inverse]:
    """The matrices that are inverses where a difference is zero at all values of the indices `free`.

    Also with what they are inverses of by its definitions.
    """
    for found in _inverses(difference, free, setting):
        yield found
        try:
            other = unfolded(found.other, setting)
        except NotCovered:
            continue
        if other != found.other and found.name not in other.names:
            yield Inverse(found.name, found.turned, other, found.first, found.last)


def _inverses(difference: Expression, free: frozenset[Index], setting: Setting) -> Iterator[Inverse]:
    if len(free) != 2:
        return
    one, other = sorted(free)
    identity = Product({Delta(at(one) - at(other)): ONE})
    scale = difference.terms.get(identity)
    terms = {product: ratio(c, -scale) for product, c in difference.terms.items() if product != identity and scale}
    if not terms or one.range != other.range:
        return
    names = frozenset.intersection(*(product.names for product in terms)) & setting.scope.shapes.keys()
    for name in sorted(names):
        if setting.axes(name) == (one.range, one.range):
            yield from _of_matrix(name, terms, one, other)


def _of_matrix(name: str, terms: Mapping[Product, object], one: Index, other: Index) -> Iterator[Inverse]:
    """A matrix that is the first factor of all terms, or whose transpose is."""
    for first, last in ((one, other), (other, one)):
        for turned in (False, True):
            inner = fresh(first.range)
            parts = [beside(name, product, first, inner, turned) for product in terms]
            there = [part.scaled(c) for part, c in zip(parts, terms.values(), strict=True) if part is not None]  # type: ignore[arg-type]
            value = total(there)
            if len(there) == len(parts) and value.free <= {inner, last} and name not in value.names:
                place = {inner: at(first)}
                yield Inverse(name, turned, put(value, place), first, last)


def beside(name: str, product: Product, first: Index, inner: Index, turned: bool) -> Expression | None:
    """What a matrix, at (`first`, `inner`), is multiplied by in a term; nothing where it does not stand so in it once.

    Its transpose is meant where it is `turned`.
    """
    mine = [(atom, e) for atom, e in product.factors if name in atom.names]
    rest = together({atom: e for atom, e in product.factors if name not in atom.names})
    if len(mine) != 1 or mine[0][1] != 1:
        return None
    atom = mine[0][0]
    if isinstance(atom, Entry):
        end = _other_end(atom, first, turned)
        return rest * delta(at(inner) - at(end)) if end is not None else None
    if not isinstance(atom, Sum):
        return None
    names, body = opened(atom)
    if body.single is None:
        return None
    factors, coefficient = body.single
    inside = [(each, e) for each, e in factors.factors if name in each.names]
    end = _other_end(inside[0][0], first, turned) if len(inside) == 1 and inside[0][1] == 1 else None
    if end not in names or end.range != first.range:
        return None
    others = together({each: e for each, e in factors.factors if name not in each.names})
    left = summed(put(others, {end: at(inner)}), *(each for each in names if each != end))
    return (rest * left).scaled(coefficient)


def _other_end(atom: Atom, first: Index, turned: bool) -> Index | None:
    """The column of an entry in the row `first`, or the row of one in that column where it is `turned`."""
    if not isinstance(atom, Entry) or atom.row is None or atom.column is None:
        return None
    ends = (atom.column, atom.row) if turned else (atom.row, atom.column)
    return ends[1].index if ends[0].index == first else None
