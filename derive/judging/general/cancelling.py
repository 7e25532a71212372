"""What vanishes because it does once it is multiplied by a matrix that has an inverse."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from derive.judging.general.assumed import Given
from derive.judging.general.atoms import Delta, Entry, Whole
from derive.judging.general.binding import Sum
from derive.judging.general.expressions import Expression, Product, total
from derive.judging.general.indices import Index, at, fresh
from derive.judging.general.inverted import Inverse, beside
from derive.judging.general.rationals import Number
from derive.judging.general.rewriting import applied
from derive.judging.general.sums import put, summed
from derive.judging.general.zero import is_zero

MOST = 24
"""How many products over one index are tried, and how many over two."""


def vanishes_multiplied(value: Expression, given: Given) -> bool:
    """Whether a product of an expression, over one or two of its indices, with what has an inverse is shown to be 0."""
    ends = sorted(index for index in value.free if not index.is_summed and _is_polynomial(value, index))
    once = [(end, made) for end in ends for made in _multiplied(value, end, given)]
    others = ((made, other) for end, made in once for other in ends if other > end)
    twice = (more for made, other in others for more in _multiplied(made, other, given))
    every = chain(islice((made for _, made in once), MOST), islice(twice, MOST))
    return any(is_zero(applied(made, given)) for made in every)


def _multiplied(value: Expression, end: Index, given: Given) -> Iterator[Expression]:
    """The products over one index with every matrix of as many rows that has an inverse, from both sides.

    Those come first whose inverse stands in the expression.
    """
    for known in sorted(given.inverses, key=lambda each: each.name not in value.names):
        if known.first.range != end.range:
            continue
        row, inner = fresh(end.range, "@"), fresh(end.range)
        moved = put(value, {end: at(inner)})
        for behind in (False, True):
            ends = (inner, row) if behind else (row, inner)
            yield _collapsed(value, end, row, known, behind)
            yield summed(known.entry(*ends) * moved, inner)


def _collapsed(value: Expression, end: Index, row: Index, known: Inverse, behind: bool) -> Expression:
    """The product over one index with what a matrix is the inverse of; where that matrix meets it, both are gone."""
    inner = fresh(end.range)
    met, left = list[Expression](), dict[Product, Number]()
    for term, coefficient in value.terms.items():
        part = beside(known.name, term, end, row, known.turned != behind)
        if part is not None and end not in part.free:
            met.append(part.scaled(coefficient))
        else:
            left[term] = coefficient
    matrix = known.inverse(inner, row) if behind else known.inverse(row, inner)
    return total([*met, summed(matrix * put(Expression(left), {end: at(inner)}), inner)])


def _is_polynomial(value: Expression, index: Index) -> bool:
    """Whether an expression has a value for every value of an index where it has one for some."""
    return all(_is_whole(term, index) for term in value.terms)


def _is_whole(term: Product, index: Index) -> bool:
    for atom, exponent in term.factors:
        if index not in atom.free:
            continue
        if exponent < 0 or exponent.denominator != 1:
            return False
        inside = isinstance(atom, Sum) and _is_whole(atom.body, index)
        if not inside and not isinstance(atom, Entry | Delta | Whole):
            return False
    return True
