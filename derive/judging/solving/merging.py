"""Sums over the same axes as one sum: what was split to be compared is put together to be written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, permutations
from itertools import product as choices

from derive.judging.general.binding import Sum
from derive.judging.general.expressions import Expression, Product, together, total
from derive.judging.general.indices import Index, at
from derive.judging.general.sums import opened, put

MOST = 24
"""Ways in which the indices of two sums may be told to be the same that are tried."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The sum of `body` over `indices`, and what is `left` beside it."""

    indices: tuple[Index, ...]
    body: Expression
    left: Expression


def merged(value: Expression) -> Merged | None:
    """An expression with as many terms as can be under one sign of summation; nothing where there are no two."""
    kinds: dict[str, list[Product]] = {}
    for product in value.terms:
        for kind in dict.fromkeys(_kind(atom) for atom, e in product.factors if isinstance(atom, Sum) and e == 1):
            kinds.setdefault(kind, []).append(product)
    kind = max(kinds, key=lambda each: (len(kinds[each]), each.count(",")), default="")
    if len(kinds.get(kind, ())) < 2:
        return None
    mine = kinds[kind]
    first = min(mine, key=lambda product: len(list(_opened(product, kind))))
    indices, body = next(_opened(first, kind))
    bodies = [body.scaled(value.terms[first])]
    for product in mine:
        if product != first:
            ways = islice(_aligned(product, kind, indices), MOST)
            best = max(ways, key=lambda way: (_shared(way, body), -_widest(way, indices)))
            bodies.append(best.scaled(value.terms[product]))
    left = Expression({product: c for product, c in value.terms.items() if product not in mine})
    return Merged(tuple(indices), total(bodies), left)


def _kind(atom: Sum) -> str:
    """The axes of a sum."""
    return ",".join(sorted(index.range.key for index in atom.binders))


def _opened(product: Product, kind: str) -> Iterator[tuple[list[Index], Expression]]:
    """A term as a sum of one kind: its indices, the axes in order, and all else as the body."""
    for atom, exponent in product.factors:
        if isinstance(atom, Sum) and exponent == 1 and _kind(atom) == kind:
            names, body = opened(atom)
            others = together({a: e for a, e in product.factors if a != atom})
            yield sorted(names, key=lambda index: index.range.key), body * others


def _aligned(product: Product, kind: str, indices: Sequence[Index]) -> Iterator[Expression]:
    """The body of a term under the indices of another sum, in all ways."""
    for names, body in _opened(product, kind):
        groups = [list(permutations(group)) for _, group in groupby(names, key=lambda index: index.range.key)]
        for way in choices(*groups):
            order = [index for group in way for index in group]
            yield put(body, {old: at(new) for old, new in zip(order, indices, strict=True)})


def _shared(body: Expression, other: Expression) -> int:
    """How many factors two terms have in common."""
    both = [{atom for product in each.terms for atom, _ in product.factors} for each in (body, other)]
    return len(both[0] & both[1])


def _widest(body: Expression, indices: Sequence[Index]) -> int:
    """How many indices the sums have that stand beside those of some indices."""
    sums = [atom for product in body.terms for atom, _ in product.factors if isinstance(atom, Sum)]
    return max((len(atom.free) for atom in sums if atom.free.isdisjoint(indices)), default=0)
