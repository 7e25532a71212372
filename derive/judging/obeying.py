"""Values moved until every assumption holds: entry by entry, by linear equations, by matrices of a kind, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product

from derive.judging.exact.frames import Point
from derive.judging.exact.numbers import OutOfRange, Undefined, evaluate, holds
from derive.judging.inventory import Inventory, concerns, reach
from derive.judging.linear import steps
from derive.judging.linked import linked
from derive.judging.scalars import NODES, SCALARS, about, lengths, roots
from derive.judging.special import Values, special
from derive.meaning.scope import Assumption, Scope
from derive.meaning.terms import Compare, Comparison, Condition, Every


def obeying(scope: Scope, found: Inventory, point: Point, number: int) -> Point | None:
    """The point moved so that every assumption holds, or nothing where that does not succeed.

    Points of different `number` are moved to different values where there is a choice.
    """
    concerned = [assumption for assumption in scope.assumptions if concerns(assumption, scope, found)]
    for place, group in enumerate(_apart(concerned, scope, point)):
        moved = _together(group, scope, point, number + place)
        if moved is None:
            return None
        point = moved
    return point


def _together(assumptions: list[Assumption], scope: Scope, point: Point, number: int) -> Point | None:
    """The point moved so that assumptions hold that have quantities in common."""
    if all(_obeyed(assumption, scope, point) for assumption in assumptions):
        return point
    ways = (_but_inverses, _by_entries, _by_equations, _by_kind, _one_by_one)
    made = (way(assumptions, scope, point, number) for way in ways)
    return next((moved for moved in made if moved and all(_obeyed(each, scope, moved) for each in assumptions)), None)


def _but_inverses(assumptions: list[Assumption], scope: Scope, point: Point, number: int) -> Point | None:
    """What is assumed of others, and then what makes inverses of those of which nothing else is assumed."""
    own = [each.assumed for each in scope.inverses.values()]
    rest = [each for each in assumptions if each not in own]
    moved = _together(rest, scope, point, number) if len(rest) < len(assumptions) else None
    return moved and _inverted(assumptions, scope, moved)


def _inverted(assumptions: list[Assumption], scope: Scope, point: Point) -> Point | None:
    """The point with the inverses of what they are the inverses of, in the order in which they rest on each other."""
    left = {name: each.assumed for name, each in scope.inverses.items() if each.assumed in assumptions}
    found: Point | None = point
    while left and found is not None:
        ready = next((n for n, each in left.items() if not left.keys() & reach(each.condition, scope) - {n}), None)
        found = None if ready is None else _solved([left.pop(ready)], scope, found, ready)
    return found


def _apart(assumptions: list[Assumption], scope: Scope, point: Point) -> list[list[Assumption]]:
    """Assumptions in groups that have no free quantity in common, so that each can be obeyed by itself."""
    free = [set(reach(each.condition, scope)) & point.values.keys() for each in assumptions]
    groups = linked({place, *names} for place, names in enumerate(free))
    return [[each for place, each in enumerate(assumptions) if place in group] for group in groups]


def _obeyed(assumption: Assumption, scope: Scope, point: Point) -> bool:
    return all(obeys(assumption, scope, at) for at in _places(assumption, point))


def _places(assumption: Assumption, point: Point) -> Iterator[Point]:
    for indices in assumed_at(assumption, point):
        yield replace(point, indices={**point.indices, **indices})


def _by_entries(assumptions: list[Assumption], scope: Scope, point: Point, number: int) -> Point | None:
    """One entry changed for every value of an assumption's indices at which it does not hold."""
    for assumption in assumptions:
        for at in _places(assumption, point):
            at = replace(at, values=point.values)
            if obeys(assumption, scope, at):
                continue
            moved = _moved(assumption, assumptions, scope, at, number)
            if moved is None:
                return None
            point = replace(moved, indices=point.indices)
    return point


def _by_equations(assumptions: list[Assumption], scope: Scope, point: Point, number: int) -> Point | None:
    """All equations solved at once for one quantity after the other, as far as they are linear in it."""
    for name in _names(assumptions, scope, point):
        mine = [each for each in assumptions if name in reach(each.condition, scope)]
        point = _solved(mine, scope, point, name) or point
    return point


def _solved(assumptions: list[Assumption], scope: Scope, point: Point, name: str) -> Point | None:
    matrix = point.values[name]
    places = list(product(range(len(matrix)), range(len(matrix[0]))))
    gaps = _gaps(assumptions, scope, point)
    beside = [_gaps(assumptions, scope, placed(point, name, i, j, matrix[i][j] + 1)) for i, j in places]
    if gaps is None or not gaps or any(each is None for each in beside):
        return None
    rows = [[*(other[k] - gap for other in beside if other is not None), -gap] for k, gap in enumerate(gaps)]
    found = steps(rows, len(places))
    if found is None:
        return None
    for (i, j), step in zip(places, found, strict=True):
        point = placed(point, name, i, j, matrix[i][j] + step)
    return point


def _gaps(assumptions: list[Assumption], scope: Scope, point: Point) -> list[Fraction] | None:
    """Left minus right of all equations, entry by entry; nothing where one is not rational."""
    gaps: list[Fraction] = []
    for assumption in assumptions:
        for condition in _equations(assumption.condition):
            for at in _places(assumption, point):
                try:
                    left, right = evaluate(condition.left, scope, at), evaluate(condition.right, scope, at)
                except (Undefined, OutOfRange, KeyError):
                    return None
                for i, j in product(range(max(len(left), len(right))), range(max(len(left[0]), len(right[0])))):
                    ends = [side[min(i, len(side) - 1)][min(j, len(side[0]) - 1)] for side in (left, right)]
                    if not all(isinstance(end, Fraction) for end in ends):
                        return None
                    gaps.append(Fraction(ends[0] - ends[1]))  # type: ignore[arg-type]
    return gaps


def _equations(condition: Condition) -> Iterator[Compare]:
    if isinstance(condition, Every):
        for part in condition.parts:
            yield from _equations(part)
    elif isinstance(condition, Compare) and condition.comparison is Comparison.EQUAL:
        yield condition


def _by_kind(assumptions: list[Assumption], scope: Scope, point: Point, number: int) -> Point | None:
    """Matrices of the kinds of which authors assume something: orthogonal ones, projections, masks."""
    for name in _names(assumptions, scope, point):
        mine = [each for each in assumptions if name in reach(each.condition, scope)]
        rows, columns = len(point.values[name]), len(point.values[name][0])
        kinds = ({**point.values, name: values} for values in _sized(special(rows, columns, number), mine))
        plain = (replace(point, values=values) for values in kinds)
        tried = (_inverted(assumptions, scope, at) or at for at in plain)
        point = next((at for at in tried if all(_obeyed(each, scope, at) for each in mine)), point)
    return point


def _one_by_one(assumptions: list[Assumption], scope: Scope, point: Point, number: int) -> Point | None:
    """Each equation solved for one quantity, so that none that held is given up; those of few quantities first."""
    held: list[Assumption] = []
    for assumption in sorted(assumptions, key=lambda each: len(reach(each.condition, scope))):
        names = () if _obeyed(assumption, scope, point) else _names([assumption], scope, point)
        tried = (_solved([assumption], scope, point, name) for name in names)
        kept = (at for at in tried if at is not None and all(_obeyed(each, scope, at) for each in (*held, assumption)))
        point = next(kept, point)
        held.append(assumption)
    return point


def _sized(kinds: Iterable[Values], assumptions: list[Assumption]) -> Iterator[Values]:
    """Matrices as they are, then as long as assumptions ask for."""
    every = list(kinds)
    yield from every
    for length in lengths(assumptions):
        yield from (tuple(tuple(length * value for value in row) for row in values) for values in every)


def _names(assumptions: list[Assumption], scope: Scope, point: Point) -> list[str]:
    """The free quantities of which something is assumed that does not hold."""
    failing = [each for each in assumptions if not _obeyed(each, scope, point)]
    names = {name for each in failing for name in reach(each.condition, scope)}
    return sorted((names & point.values.keys()) - scope.finite.keys())


def assumed_at(assumption: Assumption, point: Point) -> Iterator[dict[str, int]]:
    """All values of an assumption's free indices."""
    names = list(assumption.ranges)
    try:
        ends = [point.size(size) for size in assumption.ranges.values()]
    except KeyError:
        return
    for values in product(*(range(1, end + 1) for end in ends)):
        yield dict(zip(names, values, strict=True))


def obeys(assumption: Assumption, scope: Scope, point: Point) -> bool:
    """Whether an assumption certainly holds at a point."""
    try:
        return holds(assumption.condition, scope, point) is True
    except (Undefined, OutOfRange, KeyError):
        return False


def _moved(assumption: Assumption, every: list[Assumption], scope: Scope, point: Point, number: int) -> Point | None:
    """One entry changed so that an assumption holds, if possible without giving up another.

    It is solved for where the assumption is linear, else tried; what is tried first depends on the entry and `number`.
    An equation of arrays that fails in several parts is no matter of one entry.
    """
    if not assumption.ranges and sum(gap != 0 for gap in _gaps([assumption], scope, point) or ()) > 1:
        return None
    others = [each for each in every if each is not assumption and _obeyed(each, scope, point)]
    first: Point | None = None
    plain = tuple(dict.fromkeys((*SCALARS, *about(every))))
    for name in sorted(reach(assumption.condition, scope) & point.values.keys() - scope.finite.keys()):
        matrix = point.values[name]
        for row, column in reversed(list(product(range(len(matrix)), range(len(matrix[0]))))):
            gaps = [_gap(assumption, scope, placed(point, name, row, column, node)) for node in NODES]
            if gaps[0] is not None and gaps == gaps[:1] * len(gaps):
                continue
            start = number * (1 + row + 2 * column)
            for value in (*_turned(_roots(assumption, gaps), start), *_turned(plain, start)):
                moved = placed(point, name, row, column, value)
                if not obeys(assumption, scope, moved):
                    continue
                first = first or moved
                if all(_obeyed(each, scope, moved) for each in others):
                    return moved
    return first


def _turned(values: Sequence[Fraction], start: int) -> Sequence[Fraction]:
    """Values in their order, with another of them first."""
    start %= max(len(values), 1)
    return (*values[start:], *values[:start])


def _gap(assumption: Assumption, scope: Scope, point: Point) -> Fraction | None:
    """Left minus right of a comparison of numbers, where it is rational."""
    condition = assumption.condition
    if not isinstance(condition, Compare) or (condition.left.shape, condition.right.shape) != ((), ()):
        return None
    try:
        left, right = evaluate(condition.left, scope, point), evaluate(condition.right, scope, point)
    except (Undefined, OutOfRange, KeyError):
        return None
    gap = left[0][0] - right[0][0]
    return gap if isinstance(gap, Fraction) else None


def _roots(assumption: Assumption, gaps: Sequence[Fraction | None]) -> list[Fraction]:
    """The rational values of an entry at which an equation holds, as far as it is at most quadratic in it."""
    condition = assumption.condition
    is_equation = isinstance(condition, Compare) and condition.comparison is Comparison.EQUAL
    at = [gap for gap in gaps if gap is not None]
    return roots(at) if is_equation and len(at) == len(gaps) else []


def placed(point: Point, name: str, row: int, column: int, value: Fraction) -> Point:
    """A point with one entry of one quantity changed."""
    matrix = point.values[name]
    changed = tuple(
        tuple(value if (i, j) == (row, column) else old for j, old in enumerate(line)) for i, line in enumerate(matrix)
    )
    return replace(point, values={**point.values, name: changed})
