"""Boxes of a graph in rows, each below what it uses, with few crossings: Sugiyama's way.

A box stands in the row above the highest of what uses it, or in the next one that has room. The edges of one box go
over rows together, as a chain of narrow boxes, one a row, from which each leaves above what it leads to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

GAP = 18.0
NARROW = 9.0
"""The room between boxes, and beside an edge that passes."""
BETWEEN = 26.0
STEEPEST = 0.09
"""By how much of the longest way sideways two rows stand further apart, so that no edge lies flat."""
THIN = 6.0
SPARE = 2 * (THIN + NARROW)
"""How wide a joint is, and the room that is kept free in each row for those of edges from above."""
SWEEPS = 12

Edge = tuple[str, str]
Key = tuple[str, ...]
"""A box, `(name,)`, or the joint of its edges in some row, `(name, row)`."""


@dataclass(frozen=True, slots=True)
class Size:
    """How wide and how high a box is."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The middle and the top of each box, the stations of each edge from top to bottom, and the size of the whole.

    `gaps` are how far down it could be cut between two rows.
    """

    places: Mapping[str, tuple[float, float]]
    routes: Mapping[Edge, tuple[tuple[float, float], ...]]
    width: float
    height: float
    gaps: tuple[float, ...] = ()


def layout(sizes: Mapping[str, Size], edges: Sequence[Edge], widest: float) -> Layout:
    """Where boxes stand; `edges` go from what is used to what uses it, and no way leads back.

    It is about as wide as `widest` at most, but for a box that is wider by itself, or for many edges side by side.
    """
    rows = _rows(sizes, edges, widest)
    last = max(rows.values())
    order: list[list[Key]] = [[] for _ in range(last + 1)]
    for name in sizes:
        order[rows[name]].append((name,))
    chains: dict[Edge, list[Key]] = {}
    for used, user in edges:
        joints: list[Key] = [(used, str(row)) for row in range(rows[used] + 1, rows[user])]
        for row, joint in enumerate(joints, rows[used] + 1):
            if joint not in order[row]:
                order[row].append(joint)
        chains[used, user] = [(used,), *joints, (user,)]
    links = list(dict.fromkeys(pair for chain in chains.values() for pair in pairwise(chain)))
    widths = {key: sizes[key[0]].width if len(key) == 1 else THIN for row in order for key in row}
    middles = _placed(_untangled(order, links), links, widths, widest)
    return _measured(order, chains, middles, widths, sizes)


def _rows(sizes: Mapping[str, Size], edges: Sequence[Edge], widest: float) -> dict[str, int]:
    """The row of each box, from the top; what is computed is placed first, the rest where room is left."""
    users: dict[str, list[str]] = defaultdict(list)
    for used, user in edges:
        users[used].append(user)
    depths, computed = _depths(sizes, users), {user for _, user in edges}
    filled: dict[int, float] = defaultdict(float)
    levels: dict[str, int] = {}
    for name in sorted(sizes, key=lambda name: (name not in computed, depths[name])):
        near = [levels[user] for user in users[name]]
        level = max(near, default=-1) + 1
        while filled[level] and filled[level] + sizes[name].width > widest - SPARE:
            level += 1
        levels[name] = level
        filled[level] += sizes[name].width + GAP
        for passed in range(min(near, default=level) + 1, level):
            filled[passed] += THIN + NARROW
    top = max(levels.values())
    return {name: top - level for name, level in levels.items()}


def _depths(sizes: Mapping[str, Size], users: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """How many edges the longest way has that leads from each box to one that none uses."""
    found: dict[str, int] = {}

    def depth(name: str) -> int:
        if name not in found:
            found[name] = max((depth(user) + 1 for user in users.get(name, ())), default=0)
        return found[name]

    return {name: depth(name) for name in sizes}


def _untangled(order: list[list[Key]], links: Sequence[tuple[Key, Key]]) -> list[list[Key]]:
    """The rows, each sorted by the means of its neighbours' places, downwards and upwards in turn; the best is kept."""
    above, below = _neighbours(links)
    best, fewest = [list(row) for row in order], _crossings(order, below)
    for sweep in range(SWEEPS):
        rows, sides = (order[1:], above) if sweep % 2 == 0 else (order[-2::-1], below)
        for row in rows:
            places = {key: place for line in order for place, key in enumerate(line)}
            means = {key: _mean([places[near] for near in sides[key]], places[key]) for key in row}
            row.sort(key=lambda key: means[key])
        if (found := _crossings(order, below)) < fewest:
            best, fewest = [list(row) for row in order], found
    for row, kept in zip(order, best, strict=True):
        row[:] = kept
    return order


def _crossings(order: Sequence[Sequence[Key]], below: Mapping[Key, Sequence[Key]]) -> int:
    """How many pairs of links between neighbouring rows cross."""
    places = {key: place for line in order for place, key in enumerate(line)}
    found = 0
    for row in order:
        ends = [(place, places[near]) for place, key in enumerate(row) for near in below[key]]
        found += sum(a < c and b > d for a, b in ends for c, d in ends)
    return found


def _placed(
    order: Sequence[Sequence[Key]], links: Sequence[tuple[Key, Key]], widths: Mapping[Key, float], widest: float
) -> dict[Key, float]:
    """The middle of each box, from that of all, as near to its neighbours' as the order and the width allow."""
    above, below = _neighbours(links)
    middles: dict[Key, float] = {}
    for row in order:
        middles |= _apart(row, [0.0] * len(row), widths, widest)
    for sweep in range(2 * SWEEPS + 1):
        rows = order if sweep % 2 == 0 else order[::-1]
        for row in rows:
            near = [[*above[key], *below[key]] if sweep > SWEEPS else (above, below)[sweep % 2][key] for key in row]
            means = [_mean([middles[it] for it in side], middles[key]) for key, side in zip(row, near, strict=True)]
            middles |= _apart(row, means, widths, widest)
    return middles


def _apart(
    row: Sequence[Key], wanted: Sequence[float], widths: Mapping[Key, float], widest: float
) -> dict[Key, float]:
    """Places in their order, as near as can be to those wanted, by pooling neighbours that would overlap."""
    offsets, place = [], 0.0
    for number, key in enumerate(row):
        if number:
            before = row[number - 1]
            place += (widths[before] + widths[key]) / 2 + (GAP if len(before) == len(key) == 1 else NARROW)
        offsets.append(place)
    pools: list[list[float]] = []
    for goal, offset in zip(wanted, offsets, strict=True):
        pools.append([goal - offset])
        while len(pools) > 1 and _mean(pools[-2], 0.0) >= _mean(pools[-1], 0.0):
            pools[-2:] = [pools[-2] + pools[-1]]
    first = (widths[row[0]] - widest) / 2
    last = max(first, (widest - widths[row[-1]]) / 2 - offsets[-1])
    starts = [min(max(_mean(pool, 0.0), first), last) for pool in pools for _ in pool]
    return {key: start + offset for key, start, offset in zip(row, starts, offsets, strict=True)}


def _measured(
    order: Sequence[Sequence[Key]],
    chains: Mapping[Edge, Sequence[Key]],
    middles: Mapping[Key, float],
    widths: Mapping[Key, float],
    sizes: Mapping[str, Size],
) -> Layout:
    """The layout in coordinates that begin at 0."""
    left = min(middles[key] - widths[key] / 2 for row in order for key in row)
    right = max(middles[key] + widths[key] / 2 for row in order for key in row)
    tops: dict[Key, float] = {}
    bottoms: dict[Key, float] = {}
    aside: dict[Key, float] = defaultdict(float)
    for chain in chains.values():
        for high, low in pairwise(chain):
            aside[high] = max(aside[high], abs(middles[high] - middles[low]))
    top, gaps = 0.0, []
    for row in order:
        height = max(sizes[key[0]].height if len(key) == 1 else 0.0 for key in row)
        for key in row:
            tops[key], bottoms[key] = top, top + (sizes[key[0]].height if len(key) == 1 else height)
        between = BETWEEN + STEEPEST * max((aside[key] for key in row), default=0.0)
        gaps.append(top + height + between / 2)
        top += height + between
    routes = {}
    for edge, chain in chains.items():
        ends = [[(middles[key] - left, tops[key]), (middles[key] - left, bottoms[key])] for key in chain]
        routes[edge] = (ends[0][1], *(point for pair in ends[1:-1] for point in pair), ends[-1][0])
    places = {key[0]: (middles[key] - left, tops[key]) for row in order for key in row if len(key) == 1}
    bottom = max(top + sizes[name].height for name, (_, top) in places.items())
    return Layout(places, routes, right - left, bottom, tuple(gaps[:-1]))


def _neighbours(links: Sequence[tuple[Key, Key]]) -> tuple[dict[Key, list[Key]], dict[Key, list[Key]]]:
    above: dict[Key, list[Key]] = defaultdict(list)
    below: dict[Key, list[Key]] = defaultdict(list)
    for high, low in links:
        above[low].append(high)
        below[high].append(low)
    return above, below


def _mean(values: Sequence[float], default: float) -> float:
    return sum(values) / len(values) if values else default
