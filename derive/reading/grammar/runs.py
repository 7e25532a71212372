r"""The general entry of a list with an ellipsis, from the entries that are written.

The first and the last entry are compared; where they differ by a number and a size, a bound index stands in the
general entry, or what falls by one wherever it rises, as in `x_1 g_n + \dots + x_n g_1`. Every other entry that is
written must be an instance of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from derive.reading.grammar.linear import Count, counted, minus, whole, written
from derive.reading.grammar.names import Names
from derive.reading.grammar.trees import Path, differences, get, names_in, put
from derive.reading.syntax import Dots, Node, Number, Unreadable

LETTERS, SUMMED = "ijklpqrs", "pqrsklij"
"""Letters for generated indices: those of a sum are seldom written, so that the rows of a matrix get the same one."""


@dataclass(frozen=True, slots=True)
class Step:
    """What stands at a path: the index, or it is taken from `start`, if there is one."""

    path: Path
    start: Count | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Entries from `low` to `high`; in `first` the index stands at `steps`. `high` is missing where nothing changes."""

    first: Node
    steps: tuple[Step, ...]
    low: int
    high: Node | None

    @property
    def paths(self) -> tuple[Path, ...]:
        """Where entries differ."""
        return tuple(step.path for step in self.steps)

    @property
    def falls(self) -> bool:
        """Whether nothing in it rises."""
        return self.high is not None and all(step.start is not None for step in self.steps)

    def turned(self) -> Run:
        """The same entries from the last to the first one, if the index itself stands in them then."""
        top = None if self.high is None else counted(self.high)
        if top is None or any(step.start != minus(top, whole(-self.low)) for step in self.steps):
            return self
        return replace(self, steps=tuple(Step(step.path) for step in self.steps))

    def general(self, index: Node) -> Node:
        """The entry at an index."""
        entry = self.first
        for step in self.steps:
            taken = counted(index) if step.start is not None else None
            new = index if step.start is None or taken is None else written(minus(step.start, taken))
            entry = put(entry, step.path, replace(new, span=get(self.first, step.path).span))
        return entry


def run(first: Node, last: Node) -> Run | None:
    """The run from the first to the last entry; nothing where they have no common form."""
    found = differences(first, last)
    if found is None:
        return None
    if not found:
        return Run(first, (), 1, None)
    pairs = [(low, high) for _, low, high in found]
    bounds = next(filter(None, map(_bounds, [*pairs, *(pair[::-1] for pair in pairs)])), None)
    if bounds is None:
        return None
    low, top, high = bounds
    steps: list[Step] = []
    for path, one, other in ((path, counted(one), counted(other)) for path, one, other in found):
        if one is None or other is None:
            return None
        if (one, other) == (whole(low), top):
            steps.append(Step(path))
        elif minus(one, other) == minus(top, whole(low)):
            steps.append(Step(path, minus(one, whole(-low))))
        else:
            return None
    return Run(first, tuple(steps), low, high)


def _bounds(pair: tuple[Node, Node]) -> tuple[int, Count, Node] | None:
    """Where a run begins and ends that rises from the first of two nodes to the second; nothing where none does."""
    low, high = pair
    top = counted(high)
    if not isinstance(low, Number) or low.value.denominator != 1 or top is None:
        return None
    return None if isinstance(high, Number) and high.value < low.value else (int(low.value), top, high)


def _fits(found: Run, entry: Node, place: int | None) -> bool:
    """Whether a written entry is an instance, at `place` or (between dots) at any index."""
    changed = differences(found.first, entry)
    if changed is None or not {path for path, _, _ in changed} <= set(found.paths):
        return False
    places = []
    for step in found.steps:
        there = counted(get(entry, step.path))
        if there is None:
            return False
        places.append(there if step.start is None else minus(step.start, there))
    if place is None:
        return all(one == places[0] for one in places)
    return all(one == whole(found.low + place) for one in places)


def sequence(entries: Sequence[Node], dotted: int | None = None) -> Run:
    """The run of a list of entries with dots in it, or in a list beside it, at `dotted` first.

    Raises `Unreadable` at the entry that does not agree.
    """
    shown = [e for e in entries if not isinstance(e, Dots)]
    if not shown or isinstance(entries[0], Dots) or isinstance(entries[-1], Dots):
        raise Unreadable("these dots need an entry before and after them", entries[0].span)
    found = run(shown[0], shown[-1])
    if found is None:
        raise Unreadable("this last entry and the first one have no common general entry", shown[-1].span)
    first_dots = next((place for place, entry in enumerate(entries) if isinstance(entry, Dots)), dotted)
    for place, entry in enumerate(entries[:-1]):
        exact = first_dots is None or place < first_dots
        if not isinstance(entry, Dots) and not _fits(found, entry, place if exact else None):
            raise Unreadable("this entry does not agree with the general entry of its row or column", entry.span)
    return found


def fresh(names: Names, nodes: object, letters: str = LETTERS) -> tuple[str, str]:
    """Two index letters that nothing here uses."""
    used = names_in(nodes) | {known.key for known in names.all()} | {known.plain for known in names.all()}
    free = [letter for letter in (*letters, *"abcdfgho", "\\alpha", "\\beta") if letter not in used]
    return free[0], free[1]
