r"""The general entry of a list with an ellipsis, from the entries that are written.

The first and the last entry are compared; where they differ by a number and a size, a bound index stands in the
general entry. Every other entry that is written must be an instance of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from derive.reading.grammar.names import Names
from derive.reading.grammar.trees import Path, differences, get, names_in, put
from derive.reading.syntax import Dots, Node, Number, Unreadable

LETTERS, SUMMED = "ijklpqrs", "pqrsklij"
"""Letters for generated indices: those of a sum are seldom written, so that the rows of a matrix get the same one."""


@dataclass(frozen=True, slots=True)
class Run:
    """Entries from `low` to `high`; in `first` the index stands at `paths`. `high` is missing where nothing changes."""

    first: Node
    paths: tuple[Path, ...]
    low: int
    high: Node | None

    def general(self, index: Node) -> Node:
        """The entry at an index."""
        entry = self.first
        for path in self.paths:
            entry = put(entry, path, replace(index, span=get(self.first, path).span))
        return entry


def run(first: Node, last: Node) -> Run | None:
    """The run from the first to the last entry; nothing where they have no common form."""
    found = differences(first, last)
    if found is None:
        return None
    if not found:
        return Run(first, (), 1, None)
    _, low, high = found[0]
    if not isinstance(low, Number) or any((a, b) != (low, high) for _, a, b in found):
        return None
    return Run(first, tuple(path for path, _, _ in found), int(low.value), high)


def _fits(found: Run, entry: Node, place: int | None) -> bool:
    """Whether a written entry is an instance, at `place` or (between dots) at any index."""
    if place is not None:
        return found.general(Number(Fraction(found.low + place))) == entry
    symbols = differences(found.first, entry)
    if symbols is None:
        return False
    return {path for path, _, _ in symbols} <= set(found.paths) and len({b for _, _, b in symbols}) <= 1


def sequence(entries: Sequence[Node]) -> Run:
    """The run of a list of entries with dots in it.

    Raises `Unreadable` at the entry that does not agree.
    """
    written = [e for e in entries if not isinstance(e, Dots)]
    if not written or isinstance(entries[0], Dots) or isinstance(entries[-1], Dots):
        raise Unreadable("these dots need an entry before and after them", entries[0].span)
    found = run(written[0], written[-1])
    if found is None:
        raise Unreadable("this last entry and the first one have no common general entry", written[-1].span)
    first_dots = next(place for place, entry in enumerate(entries) if isinstance(entry, Dots))
    for place, entry in enumerate(entries[:-1]):
        if not isinstance(entry, Dots) and not _fits(found, entry, place if place < first_dots else None):
            raise Unreadable("this entry does not agree with the general entry of its row or column", entry.span)
    return found


def fresh(names: Names, nodes: object, letters: str = LETTERS) -> tuple[str, str]:
    """Two index letters that nothing here uses."""
    used = names_in(nodes) | {known.key for known in names.all()} | {known.plain for known in names.all()}
    free = [letter for letter in (*letters, *"abcdfgho", "\\alpha", "\\beta") if letter not in used]
    return free[0], free[1]
