"""Sums made smaller before they are written: Kronecker deltas summed away, factors without the index taken out.

    Σ_k δ_kj f_k = f_j      Σ_k (a_k + b_k) δ_kj c_k = …      Σ_k a f_k = a Σ_k f_k      Σ_k a = n a

A delta is a `Cases` with the condition that two indices are equal: so diag(y) needs no matrix.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from derive.kernels.entries import ZERO
from derive.kernels.products import Product, factors, product
from derive.kernels.walk import substituted
from derive.meaning.rewriting import Node, free_indices, rebuilt
from derive.meaning.terms import (
    Cases,
    Compare,
    Comparison,
    Condition,
    Every,
    Fold,
    Folding,
    Index,
    Negative,
    Plus,
    Size,
    Term,
)


def contracted(term: Term, ranges: Mapping[str, Size]) -> Term:
    """`term`, a term of entries, with every sum in it made smaller; `ranges` says how far each index runs."""

    def change(node: Node) -> Node:
        inner = rebuilt(node, change)
        if isinstance(inner, Fold) and inner.folding is Folding.SUM:
            return _sum(inner, inner.body, ranges)
        return inner

    changed = change(term)
    assert isinstance(changed, Term)
    return changed


def _sum(fold: Fold, body: Term, ranges: Mapping[str, Size]) -> Term:
    """The sum of `body` over the index of `fold`."""
    if isinstance(body, Plus) and any(_has_delta(part, fold.index, ranges) for part in body.parts):
        return Plus(parts=tuple(_sum(fold, part, ranges) for part in body.parts))
    bag = factors(body)
    for place, factor in enumerate(bag.tops):
        others = Product(bag.negative, bag.tops[:place] + bag.tops[place + 1 :], bag.bottoms).term()
        if isinstance(factor, Plus) and _has_delta(factor, fold.index, ranges):
            return Plus(parts=tuple(_sum(fold, product(others, part), ranges) for part in factor.parts))
        if isinstance(factor, Cases):
            picked = _delta_summed(fold, factor, others, ranges)
            if picked is not None:
                return picked
    return _taken_out(fold, bag)


def _delta_summed(fold: Fold, delta: Cases, others: Term, ranges: Mapping[str, Size]) -> Term | None:
    """Σ_k others · (inside where k = j, outside elsewhere) = Σ_k others · outside + others_j (inside_j − outside_j)."""
    if len(delta.branches) != 2 or delta.branches[1][1] is not None:
        return None
    (inside, condition), (outside, _) = delta.branches
    found = _equal_index(condition, fold.index, ranges)
    if found is None:
        return None
    other, rest = found
    if rest is not None:
        return None if outside != ZERO else _sum_of_rest(others, inside, rest, fold.index, other)
    here = inside if outside == ZERO else Plus(parts=(inside, Negative(operand=outside)))
    picked = substituted(product(others, here), {fold.index: Index(name=other)})
    if outside == ZERO:
        return picked
    return Plus(parts=(picked, _sum(fold, product(others, outside), ranges)))


def _sum_of_rest(others: Term, inside: Term, rest: Condition, index: str, other: str) -> Term:
    left = Cases(branches=((inside, rest), (ZERO, None)))
    return substituted(product(others, left), {index: Index(name=other)})


def _equal_index(
    condition: Condition | None, index: str, ranges: Mapping[str, Size]
) -> tuple[str, Condition | None] | None:
    """The index that `condition` says is equal to `index`, and what else it says."""
    conditions = condition.parts if isinstance(condition, Every) else (condition,)
    for place, part in enumerate(conditions):
        if isinstance(part, Compare) and part.comparison is Comparison.EQUAL:
            names = [side.name for side in (part.left, part.right) if isinstance(side, Index)]
            if len(names) == 2 and index in names and ranges.get(names[0]) == ranges.get(names[1]):
                others = tuple(it for it in conditions[:place] + conditions[place + 1 :] if it is not None)
                names.remove(index)
                return names[0], (Every(parts=others) if len(others) > 1 else others[0] if others else None)
    return None


def _has_delta(term: Term, index: str, ranges: Mapping[str, Size]) -> bool:
    """Whether a factor of `term`, or of a part of it, is a delta of `index`."""
    if isinstance(term, Plus):
        return any(_has_delta(part, index, ranges) for part in term.parts)
    if isinstance(term, Cases):
        return _equal_index(term.branches[0][1], index, ranges) is not None
    bag = factors(term)
    return bag.tops != (term,) and any(_has_delta(factor, index, ranges) for factor in bag.tops)


def _taken_out(fold: Fold, bag: Product) -> Term:
    """The sum of a product, with the factors that do not have the index before it."""
    inside = Product(False, _with(bag.tops, fold.index), _with(bag.bottoms, fold.index))
    empty = not (inside.tops or inside.bottoms)
    total = fold.high if empty else replace(fold, body=inside.term())
    outer = tuple(term for term in bag.tops if term not in inside.tops)
    below = tuple(term for term in bag.bottoms if term not in inside.bottoms)
    return Product(bag.negative, (*outer, total), below).term()


def _with(terms: tuple[Term, ...], index: str) -> tuple[Term, ...]:
    return tuple(term for term in terms if index in free_indices(term))
