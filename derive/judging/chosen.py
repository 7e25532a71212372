"""The sizes that are chosen for the comparison of entries, and those at which numbers are tried besides."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, islice
from math import prod

from derive.judging.inventory import Inventory
from derive.meaning.terms import is_number

LEAST = 2
ALIKE = (4, 5, 7)
FEW_SIZES = 2
MANY_SIZES = 4
FEW_NUMBERS, MOST_NUMBERS = 40, 400
"""The most entries of the quantities where numbers are tried besides: with a proof for all sizes, and without one."""
MORE = 6
"""How many of the smallest sizes are tried besides, where something is assumed of sizes."""


def assignments(found: Inventory) -> list[dict[str, int]]:
    """The assignments of sizes at which entries are compared, all sizes at least 2.

    There are two of distinct sizes, in opposite order. Many distinct sizes are large ones, so then there is one of
    these, behind small ones in which every two sizes differ at least once. What is assumed of sizes may leave fewer.
    """
    small = _small(found)
    return [*small, *_distinct_sizes(found)[: 1 if small else 2]]


def beside(found: Inventory) -> dict[str, int]:
    """Sizes at which entries are compared beside a proof for all sizes: the first, or 2 where there are many sizes."""
    many = len(found.sizes) > FEW_SIZES
    alike = found.room.filled({name: max(least, LEAST) for name, least in _least(found).items()}, found.sizes)
    return alike if many and found.room.admits(alike) else assignments(found)[0]


def needed(found: Inventory) -> int:
    """How many of the assignments make a proof: the small ones where there are such, else all."""
    return len(_small(found)) or len(_distinct_sizes(found))


def _least(found: Inventory) -> dict[str, int]:
    """The least sizes at which a claim has a place."""
    return {name: max(low, found.placed.get(name, low)) for name, low in found.sizes.items()}


def _small(found: Inventory) -> list[dict[str, int]]:
    """Sizes of 2 and 3, by the binary digits of the number of each name."""
    names, placed = list(found.sizes), _least(found)
    if len(names) < MANY_SIZES:
        return []
    digits = range((len(names) - 1).bit_length())
    made = [
        {name: max(placed[name], LEAST + (k >> digit & 1)) for k, name in enumerate(names)} for digit in digits
    ]
    return _all_admitted(found, [found.room.filled(sizes, found.sizes) for sizes in made])


def _distinct_sizes(found: Inventory) -> list[dict[str, int]]:
    names, placed = list(found.sizes), _least(found)
    if not names:
        return [{}]
    top = max([LEAST, *placed.values()])
    up = [max(LEAST + k, placed[name]) for k, name in enumerate(names)]
    down = [max(LEAST + len(names) - 1 - k, placed[name]) for k, name in enumerate(names)]
    up, down = ([top], [top + 1]) if len(names) == 1 else (_distinct(up), _distinct(down[::-1])[::-1])
    every = [dict(zip(names, sizes, strict=True)) for sizes in (up, down)]
    return _all_admitted(found, every) or _admitted(found) or every


def _all_admitted(found: Inventory, every: list[dict[str, int]]) -> list[dict[str, int]]:
    """Assignments, if what is assumed of sizes admits all of them."""
    return every if all(map(found.room.admits, every)) else []


def _admitted(found: Inventory) -> list[dict[str, int]]:
    """Sizes as distinct as what is assumed of them admits, and others of which no two are as far apart, if possible."""
    least = {name: max(low, LEAST) for name, low in _least(found).items()}
    every = sorted(found.room.smallest(least), key=lambda sizes: -len(set(sizes.values())))
    others = sorted(every[1:], key=lambda sizes: len(_distances(every[0]) & _distances(sizes)))
    return [*every[:1], *others[:1]]


def _distances(sizes: Mapping[str, int]) -> set[tuple[str, str, int]]:
    """How far sizes are apart, and each from zero."""
    values = [("", 0), *sizes.items()]
    return {(one, other, high - low) for (one, low), (other, high) in combinations(values, 2)}


def _distinct(sizes: list[int]) -> list[int]:
    taken: list[int] = []
    for size in sizes:
        while size in taken:
            size += 1
        taken.append(size)
    return taken


def degenerate(found: Inventory) -> list[dict[str, int]]:
    """Sizes of 1, which are no evidence but must hold too."""
    ones = bool(found.sizes) and all(size == 1 for size in found.sizes.values())
    return [dict(found.sizes)] if ones and found.room.admits(found.sizes) else []


def ones(found: Inventory) -> list[tuple[str, dict[str, int]]]:
    """Each size that may be 1 alone, with sizes at which it is."""
    names = [name for name, least in found.sizes.items() if least == 1 and not is_number(name)]
    filled = [(name, found.room.filled({**beside(found), name: 1}, found.sizes)) for name in names]
    return [(name, sizes) for name, sizes in filled if sizes[name] == 1 and found.room.admits(sizes)]


def unseen(found: Inventory, most: int = MOST_NUMBERS) -> list[dict[str, int]]:
    """Sizes at which numbers are tried though no entries are compared: each size alone 1, and all sizes alike up to 7.

    Larger sizes are left out where the quantities would have more than `most` entries. Where something is assumed of
    sizes, the smallest that are admitted are among them.
    """
    names = list(found.sizes)
    mixed = [{name: max(low, 1 if name == one else LEAST + 1) for name, low in found.sizes.items()} for one in names]
    alike = [{name: max(low, size) for name, low in found.sizes.items()} for size in ALIKE]
    filled = [found.room.filled(sizes, found.sizes) for sizes in alike if names]
    small = [sizes for sizes in filled if _entries(found, sizes) <= most]
    apart = [found.room.filled(sizes, found.sizes) for sizes in mixed if len(names) > 1]
    others = islice(found.room.smallest(found.sizes), MORE if found.room.assumed else 0)
    every = [sizes for sizes in (*apart, *small) if found.room.admits(sizes)]
    return [*every, *(sizes for sizes in others if sizes not in every)]


def apart(found: Inventory) -> list[dict[str, int]]:
    """Sizes far from each other, at which numbers are tried without a proof for all sizes: each alone is large."""
    names = [*found.sizes] if len(found.sizes) > 1 else []
    every = [{name: max(low, ALIKE[1] if name == one else 1) for name, low in found.sizes.items()} for one in names]
    filled = [found.room.filled(sizes, found.sizes) for sizes in every]
    return [sizes for sizes in filled if found.room.admits(sizes) and _entries(found, sizes) <= MOST_NUMBERS]


def largest(found: Inventory) -> int:
    """The largest size that all have at once where numbers are tried without a proof for all sizes."""
    return max((min(sizes.values(), default=0) for sizes in (*assignments(found), *unseen(found))), default=0)


def _entries(found: Inventory, sizes: Mapping[str, int]) -> int:
    shapes = [tuple(sizes[size] if isinstance(size, str) else size for size in shape) for shape in found.free.values()]
    return sum(prod(shape) for shape in shapes)
