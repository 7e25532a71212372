"""Places as numbers, and the sums of their powers."""

from __future__ import annotations

from math import comb

from derive.judging.general.atoms import Count, Whole
from derive.judging.general.expressions import Expression, number, of, total, whole_power
from derive.judging.general.indices import Index, Place
from derive.judging.general.rationals import ratio


def as_number(place: Place) -> Expression:
    """A place as a number."""
    parts = [of(Whole(p) if isinstance(p, Index) else Count(p.name)).scaled(c) for p, c in place.parts]
    return total([*parts, number(place.offset)])


def power_sum(exponent: int, end: Expression) -> Expression:
    """The sum of a power of every number from 1 to `end`."""
    lower = (power_sum(k, end).scaled(comb(exponent + 1, k)) for k in range(1, exponent))
    rest = whole_power(end + number(1), exponent + 1) - number(1) - end - total(lower)
    return rest.scaled(ratio(1, exponent + 1))
