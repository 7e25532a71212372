"""What follows where a product of matrices is I: the same in the other order, and that a factor is symmetric."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import mul

from derive.judging.general.atoms import Delta, Entry
from derive.judging.general.binding import Sum
from derive.judging.general.expressions import Atom, Expression, of
from derive.judging.general.indices import Index, at, fresh
from derive.judging.general.sums import opened, put, summed


@dataclass(frozen=True, slots=True)
class Chain:
    """A product of matrices: its factors, each between two of the `places`."""

    factors: tuple[Entry, ...]
    places: tuple[Index, ...]

    def part(self, start: int, end: int) -> Expression:
        """The product of some of the factors that stand side by side, at the places at its ends."""
        factors = [of(factor) for factor in self.factors[start:end]]
        return summed(reduce(mul, factors), *self.places[start + 1 : end])


def turned(pattern: Atom, result: Expression, free: frozenset[Index]) -> Iterator[Atom]:
    """The products that are I too: a left inverse of a square matrix is its right inverse, wherever both are square."""
    for chain, middle in _cuts(pattern, result, free):
        first, last, new = chain.places[0], chain.places[-1], fresh(chain.places[middle].range)
        left = put(chain.part(middle, len(chain.factors)), {chain.places[middle]: at(first), last: at(new)})
        right = put(chain.part(0, middle), {first: at(new), chain.places[middle]: at(last)})
        single = summed(left * right, new).single
        if single is not None and len(single[0].factors) == 1:
            yield single[0].factors[0][0]


def symmetric(pattern: Atom, result: Expression, free: frozenset[Index]) -> Iterator[Entry]:
    """The matrices, at a general place, that are inverses of symmetric products, and so symmetric."""
    for chain, middle in _cuts(pattern, result, free):
        end = len(chain.factors)
        for start, stop, other in ((0, middle, (middle, end)), (middle, end, (0, middle))):
            if stop - start == 1 and _is_symmetric(chain, *other):
                yield chain.factors[start]


def _is_symmetric(chain: Chain, start: int, end: int) -> bool:
    """Whether a part is the same with its ends exchanged."""
    value, one, other = chain.part(start, end), chain.places[start], chain.places[end]
    return put(value, {one: at(other), other: at(one)}) == value


def _cuts(pattern: Atom, result: Expression, free: frozenset[Index]) -> Iterator[tuple[Chain, int]]:
    """A product that is I, and the places inside it at which it is cut into two square matrices."""
    if not isinstance(pattern, Sum) or len(free) != 2:
        return
    first, last = sorted(free)
    if first.range != last.range or result != of(Delta(at(first) - at(last))):
        return
    names, body = opened(pattern)
    single = body.single
    if single is None or single[1] != 1 or any(e != 1 or not isinstance(atom, Entry) for atom, e in single[0].factors):
        return
    chain = _chain([atom for atom, _ in single[0].factors if isinstance(atom, Entry)], first, last)
    if chain is not None and {*chain.places} == {first, last, *names}:
        yield from ((chain, n) for n in range(1, len(chain.factors)) if chain.places[n].range == first.range)


def _chain(factors: Sequence[Entry], first: Index, last: Index) -> Chain | None:
    """Factors in the order in which they share their indices, from one end to the other."""
    left, ordered, places = list(factors), list[Entry](), [first]
    while left:
        mine = [factor for factor in left if places[-1] in factor.free]
        others = mine[0].free - {places[-1]} if len(mine) == 1 else frozenset[Index]()
        if len(others) != 1 or not others.isdisjoint(places):
            return None
        left.remove(mine[0])
        ordered.append(mine[0])
        places.extend(others)
    return Chain(tuple(ordered), tuple(places)) if places[-1] == last else None
