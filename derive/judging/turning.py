"""Sizes at which conditions on sizes hold in a way in which they do at none of those that are tried: `n = m = 2`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice, product

from derive.judging.inventory import Inventory
from derive.judging.room import MOST, OF_SIZES, obeys
from derive.judging.verdict import Sizes
from derive.meaning.claims import Claim
from derive.meaning.reaching import reached
from derive.meaning.rewriting import walk
from derive.meaning.terms import Compare, SizeValue

FARTHEST = 7
OTHERS = 2
"""The least value of a size of which no condition speaks."""


def turning(claim: Claim, found: Inventory, tried: Iterable[Sizes]) -> list[dict[str, int]]:
    """The smallest sizes for each way in which conditions on sizes hold or do not that those `tried` do not show."""
    statement = claim.statement
    roots = reached((statement.left, statement.right, statement.condition), claim.scope.definitions)
    every = dict.fromkeys(node for root in roots for node in walk(root) if isinstance(node, Compare))
    told = [each for each in every if all(isinstance(node, OF_SIZES) for node in walk(each))]
    names = dict.fromkeys(node.size for each in told for node in walk(each) if isinstance(node, SizeValue))
    own = [name for name in names if name in found.sizes]
    if not own:
        return []

    def way(sizes: Mapping[str, int]) -> tuple[bool, ...]:
        return tuple(obeys(each, sizes) for each in told)

    known = {way(sizes) for sizes in tried}
    made: list[dict[str, int]] = []
    for values in sorted(islice(product(range(1, FARTHEST + 1), repeat=len(own)), MOST), key=sum):
        sizes = {name: max(low, OTHERS) for name, low in found.sizes.items()} | dict(zip(own, values, strict=True))
        fits = all(sizes[name] >= low for name, low in found.sizes.items()) and found.room.admits(sizes)
        if fits and way(sizes) not in known:
            known.add(way(sizes))
            made.append(sizes)
    return made
