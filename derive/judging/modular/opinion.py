"""What a statement comes to modulo primes: whether its sides differ at chance points.

That they differ is certain of what is modelled: every law by which the two sides could be equal holds here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import cycle, islice
from math import prod

import numpy as np

from derive.judging.modular.residues import NoLevel
from derive.judging.modular.tensors import COLUMN, ROW, NotModelled
from derive.judging.modular.towers import TOWERS
from derive.judging.modular.trial import Outcome, Question, Trial, chance_points
from derive.meaning.scope import Scope, Statement

COUNTS = 8, 256
"""How many points are tried at once; the more only where none of the few is good."""
DEEP = 2
"""The level of a tower at which logarithms have values."""


@dataclass(frozen=True, slots=True)
class Agree:
    """The sides are equal at `points` chance points, in `entries` entries at each: no proof, and hardly an accident.

    Nothing is said of kinks, boundaries of cases and other places that chance does not hit.
    """

    points: int
    entries: int


@dataclass(frozen=True, slots=True)
class Differ:
    """The sides are not equal: they part at these sizes and indices, in this row and column; `()` of a scalar."""

    sizes: Mapping[str, int]
    indices: Mapping[str, int]
    entry: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unmodelled:
    """Nothing was found out, for a reason."""

    reason: str


Opinion = Agree | Differ | Unmodelled


def opinion(statement: Statement, scope: Scope, sizes: Mapping[str, int], seed: int) -> Opinion:
    """What a statement comes to at one assignment of sizes, at every value of its free indices.

    Even and odd seeds take different primes.
    """
    return _opinion(Question(statement, scope), sizes, seed)


class Opinions:
    """Opinions on one statement after the other; those that have a left side in common have it evaluated once."""

    def __init__(self) -> None:
        self._asked: list[Question] = []

    def __call__(self, statement: Statement, scope: Scope, sizes: Mapping[str, int], seed: int) -> Opinion:
        """The same as `opinion`."""
        question = Question(statement, scope)
        before = next((each for each in self._asked if question.is_beside(each)), None)
        if before is None:
            self._asked.append(question)
        else:
            question = before.beside(statement.right)
        return _opinion(question, sizes, seed)


def second_opinion(
    statement: Statement, scope: Scope, assignments: Iterable[Mapping[str, int]], seeds: Iterable[int] = (0, 1)
) -> Opinion:
    """The opinion at several assignments of sizes, with several seeds in turn; none of either is left out.

    The sides differ if they do anywhere, and agree if they do everywhere; with no assignments nothing is found out.
    """
    question, assignments, seeds = Question(statement, scope), tuple(assignments), tuple(seeds)
    tried = max(len(assignments), len(seeds)) if assignments and seeds else 0
    found: list[Opinion] = []
    for sizes, seed in islice(zip(cycle(assignments), cycle(seeds)), tried):
        found.append(_opinion(question, sizes, seed))
        if isinstance(found[-1], Differ):
            return found[-1]
    agreed = [each for each in found if isinstance(each, Agree)]
    if len(agreed) < len(found) or not agreed:
        return next((each for each in found if isinstance(each, Unmodelled)), Unmodelled("no sizes to look at"))
    return Agree(sum(each.points for each in agreed), sum(each.entries for each in agreed))


def _opinion(question: Question, sizes: Mapping[str, int], seed: int) -> Opinion:
    try:
        with np.errstate(all="ignore"):
            for count in COUNTS:
                found = _outcome(question, sizes, seed, count)
                if found.good.any():
                    return _read(question.statement, sizes, found)
    except NotModelled as reason:
        return Unmodelled(str(reason))
    except RecursionError:
        return Unmodelled("terms within terms, too deep")
    return Unmodelled("no point at which both sides have a value, and every case is decided")


def _outcome(question: Question, sizes: Mapping[str, int], seed: int, count: int) -> Outcome:
    key = tuple(sizes.items()), seed, count
    points = question.once(key, lambda: chance_points(question, sizes, seed, count))
    tower = TOWERS[seed % len(TOWERS)]
    try:
        return Trial(question, sizes, points, tower).outcome()
    except NoLevel:
        return Trial(question, sizes, points, tower, DEEP).outcome()


def _read(statement: Statement, sizes: Mapping[str, int], found: Outcome) -> Agree | Differ:
    ranges = (*statement.ranges.values(), *statement.left.shape)
    if not found.parted().any():
        return Agree(int(found.good.sum()), prod(size if isinstance(size, int) else sizes[size] for size in ranges))
    place = found.place()
    indices = {name: place.get(found.axes.get(name, ""), 1) for name in statement.ranges}
    return Differ(dict(sizes), indices, (place.get(ROW, 1), place.get(COLUMN, 1)) if statement.left.shape else ())
