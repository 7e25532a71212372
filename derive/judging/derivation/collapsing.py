"""Kronecker deltas put to use: a delta collapses the sum over its index to one term."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from derive.judging.derivation.building import (
    ONE,
    changed,
    factors,
    is_delta,
    over,
    placed,
    plus,
    simplified,
    split,
    stands_in,
    times,
)
from derive.meaning.rewriting import walk
from derive.meaning.terms import Cases, Compare, Constant, Fold, Folding, Index, Negative, Plus, Quotient, Term

MOST = 40
"""Terms into which a body may be split."""


@dataclass(frozen=True, slots=True)
class Collapse:
    """The sums that were collapsed: each delta with its index, in order."""

    used: dict[tuple[Term, Term], None] = field(default_factory=dict)

    def of(self, term: Any) -> Any:
        """A term with every sum over an index that a delta fixes replaced by its one term."""
        return changed(term, self._at)

    def _at(self, term: Any) -> Any:
        if not (isinstance(term, Fold) and term.folding is Folding.SUM and term.condition is None and term.low == ONE):
            return term
        if not any(is_delta(node) and stands_in(term.index, node) for node in walk(term.body)):
            return term
        summands = spread(term.body, term.index)
        kept: list[Term] = []
        rest: list[Term] = []
        for summand in summands:
            found = pulled(summand, term.index)
            if found is None:
                rest.append(summand)
                continue
            fixed, place, remainder = found
            self.used.setdefault((fixed, Index(term.index)))
            kept.append(self.of(placed(remainder, {term.index: place})))
        if not kept:
            return term
        left = simplified(replace(term, body=plus(*rest))) if rest else None
        return plus(*kept, left) if left is not None else plus(*kept)


def _concerns(index: str, term: object) -> bool:
    return any(is_delta(node) and stands_in(index, node) for node in walk(term))


def spread(term: Term, index: str) -> list[Term]:
    """A term as a sum of terms, multiplied out only where a delta of the index stands inside a sum."""
    if not _concerns(index, term):
        return [term]
    number, rest = split(term)
    if number != 1:
        return [times(Constant(number), each) for each in spread(rest, index)]
    match term:
        case Plus(parts=parts):
            return [each for part in parts for each in spread(part, index)]
        case Quotient(top=top, bottom=bottom):
            return [term] if _concerns(index, bottom) else [over(each, bottom) for each in spread(top, index)]
        case Fold(folding=Folding.SUM, condition=None, body=body):
            return [simplified(replace(term, body=each)) for each in spread(body, index)]
    own = factors(term)
    if len(own) == 1:
        return [term]
    products: list[Term] = [ONE]
    for factor in own:
        pieces = spread(factor, index) if not is_delta(factor) and _splits(factor) else [factor]
        products = [times(product, piece) for product in products for piece in pieces]
        if len(products) > MOST:
            return [term]
    return products


def _splits(factor: Term) -> bool:
    return isinstance(factor, Plus | Quotient | Fold | Negative)


def pulled(term: Term, index: str) -> tuple[Term, Term, Term] | None:
    """A delta of the index that is a factor of a term, the place where it puts the index, and the rest."""
    number, rest = split(term)
    if number != 1 and rest != ONE:
        found = pulled(rest, index)
        return found and (found[0], found[1], times(Constant(number), found[2]))
    parts = factors(term)
    for at, factor in enumerate(parts):
        found = _inside(factor, index)
        if found is not None:
            return found[0], found[1], times(*parts[:at], found[2], *parts[at + 1 :])
    return None


def _inside(factor: Term, index: str) -> tuple[Term, Term, Term] | None:
    match factor:
        case Cases(branches=((_, Compare(left=left, right=right)), _)) if is_delta(factor):
            for own, other in ((left, right), (right, left)):
                if own == Index(index) and not stands_in(index, other):
                    return factor, other, ONE
        case Quotient(top=top, bottom=bottom):
            found = pulled(top, index)
            return found and (found[0], found[1], over(found[2], bottom))
        case Fold(folding=Folding.SUM, condition=None, body=body, index=inner):
            found = pulled(body, index)
            if found is not None and not stands_in(inner, found[0]):
                return found[0], found[1], simplified(replace(factor, body=found[2]))
    return None
