"""The refuter: the smallest sizes and the plainest values at which two sides differ, in exact numbers.

It works with the numeric reading alone, so that what it shows was found without SymPy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import chain, combinations_with_replacement, islice, product
from math import ceil

from derive.judging.candidates import assignments, candidate, finite_values, index_places, told
from derive.judging.counterexample import Difference, Values, _sides, compare, parted, shown
from derive.judging.exact.frames import Point
from derive.judging.exact.numbers import OutOfRange, Undefined, holds
from derive.judging.inventory import Inventory, concerns, inventory
from derive.judging.obeying import assumed_at, obeys, placed
from derive.judging.thresholds import thresholds
from derive.judging.verdict import Counterexample
from derive.meaning.given import of_places
from derive.meaning.scope import Scope, Statement

TRIES = 14
SPOTS = 5
PLAINEST = (0, 1, 2, -1, -2, 3, -3)
"""The numbers that stand in a counterexample where they can, the first of them that do."""
SMALLEST = 4
"""At how many of the smallest sizes the numbers of which a claim speaks are tried."""
MOST = 400
"""How many points of such numbers are tried."""
Clock = Callable[[], None]


def refute(statement: Statement, scope: Scope, clock: Clock) -> Counterexample | None:
    """The smallest counterexample that was found, or nothing."""
    difference = search(statement, scope, clock)
    return shown(statement, scope, difference) if difference is not None else None


def search(statement: Statement, scope: Scope, clock: Clock) -> Difference | None:
    """The smallest sizes and plainest values at which the sides differ, or nothing.

    `clock` is called often and raises where the time is over.
    """
    found = inventory(statement, scope)
    for sizes in assignments(found):
        for indices in index_places(statement, sizes):
            for finite in finite_values(scope, found):
                difference = _search(statement, scope, found, Point(sizes, {}, indices), finite, clock)
                if difference is not None:
                    return _plainer(statement, scope, difference, clock)
    every = (near_thresholds(statement, scope, sizes) for sizes in islice(assignments(found), SMALLEST))
    for point in islice(chain.from_iterable(every), MOST):
        clock()
        difference = compare(statement, scope, point)
        if difference is not None:
            return _plainer(statement, scope, difference, clock)
    return None


def near_thresholds(statement: Statement, scope: Scope, sizes: Mapping[str, int]) -> Iterator[Point]:
    """Points at given sizes that obey all assumptions, of numbers at which a claim may turn that plain ones miss."""
    numbers = thresholds(statement, scope)
    if numbers:
        yield from made_of(numbers, statement, scope, sizes)


def made_of(
    numbers: Sequence[Fraction], statement: Statement, scope: Scope, sizes: Mapping[str, int]
) -> Iterator[Point]:
    """Points at given sizes that obey all assumptions, of certain numbers."""
    for base, finite in _bases(statement, scope, sizes):
        yield from told(scope, inventory(statement, scope), base, finite, numbers)


def spot_check(
    statement: Statement, scope: Scope, sizes: Mapping[str, int], clock: Clock, numbers: Sequence[int]
) -> Difference | None:
    """A difference at given sizes, looked for in a few places only: a second opinion on a proof."""
    found = spot_checks(statement, scope, sizes, clock, numbers)
    return next((difference for difference in found if difference is not None), None)


def spot_checks(
    statement: Statement, scope: Scope, sizes: Mapping[str, int], clock: Clock, numbers: Sequence[int]
) -> Iterator[Difference | None]:
    """How the sides differ, if they do, in each of these places at which both have a value."""
    for point in spots(statement, scope, sizes, numbers):
        clock()
        sides = _sides(statement, scope, point)
        if sides is not None:
            yield parted(sides, point)


def witness(statement: Statement, scope: Scope, sizes: Mapping[str, int], clock: Clock) -> Point | None:
    """A point at given sizes that obeys all assumptions and at which both sides have a value, or nothing."""
    for point in chain(spots(statement, scope, sizes, range(TRIES)), near_thresholds(statement, scope, sizes)):
        clock()
        if _sides(statement, scope, point) is not None:
            return point
    return None


def obeyed(statement: Statement, scope: Scope, sizes: Mapping[str, int]) -> bool:
    """Whether values are found at given sizes that obey all assumptions."""
    return next(spots(statement, scope, sizes, range(TRIES)), None) is not None


def spots(statement: Statement, scope: Scope, sizes: Mapping[str, int], numbers: Iterable[int]) -> Iterator[Point]:
    """Points at given sizes that obey all assumptions, from the candidates of these numbers."""
    found = inventory(statement, scope)
    bases = list(_bases(statement, scope, sizes))
    for number in numbers:
        for base, finite in bases:
            point = candidate(scope, found, base, finite, number)
            if point is not None:
                yield point


def _bases(
    statement: Statement, scope: Scope, sizes: Mapping[str, int]
) -> Iterator[tuple[Point, dict[str, Values]]]:
    """A few places of a claim at given sizes, each with a few values of what has finitely many."""
    found, every = inventory(statement, scope), list(index_places(statement, sizes))
    places = [indices for indices in every if _is_meant(statement, scope, Point(sizes, {}, indices))] or every
    for indices in places[:: max(1, ceil(len(places) / SPOTS))]:
        for finite in islice(finite_values(scope, found), SPOTS):
            yield Point(sizes, {}, indices), finite


def _is_meant(statement: Statement, scope: Scope, at: Point) -> bool:
    """Whether what a claim says of its indices alone leaves a place to it."""
    try:
        return all(holds(part, scope, at) is not False for part in of_places(statement.condition))
    except (OutOfRange, Undefined):
        return True


def _search(
    statement: Statement, scope: Scope, found: Inventory, base: Point, finite: dict[str, Values], clock: Clock
) -> Difference | None:
    count = TRIES if any(name not in finite for name in found.free) or found.unknown else 1
    for number in range(count):
        clock()
        point = candidate(scope, found, base, finite, number)
        difference = compare(statement, scope, point) if point is not None else None
        if difference is not None:
            return difference
    return None


def _plainer(statement: Statement, scope: Scope, difference: Difference, clock: Clock) -> Difference:
    """The same difference with as many values as possible 0, else 1, else another small whole number."""
    found = inventory(statement, scope)
    for name in [name for name in difference.point.values if name not in scope.finite]:
        matrix = difference.point.values[name]
        for row, column in product(range(len(matrix)), range(len(matrix[0]))):
            for value in map(Fraction, PLAINEST):
                if difference.point.values[name][row][column] == value:
                    break
                clock()
                moved = placed(difference.point, name, row, column, value)
                better = _still(statement, scope, found, moved)
                if better is not None:
                    difference = better
                    break
    difference = _plainer_polynomials(statement, scope, found, difference, clock)
    difference = _plainer_hessians(statement, scope, found, difference, clock)
    return _plainer_gradients(statement, scope, found, difference, clock)


def _plainer_polynomials(
    statement: Statement, scope: Scope, found: Inventory, difference: Difference, clock: Clock
) -> Difference:
    for name in difference.point.polynomials:
        for place in reversed(range(len(difference.point.polynomials[name]))):
            for value in (Fraction(0), Fraction(1)):
                clock()
                old = difference.point.polynomials[name]
                changed = (*old[:place], value, *old[place + 1 :])
                polynomials = {**difference.point.polynomials, name: changed}
                better = _still(statement, scope, found, replace(difference.point, polynomials=polynomials))
                if better is not None:
                    difference = better
                    break
    return difference


def _plainer_hessians(
    statement: Statement, scope: Scope, found: Inventory, difference: Difference, clock: Clock
) -> Difference:
    """The same difference with linear functions, else with as many entries of Hessians as possible 0, else 1."""
    if difference.point.hessians:
        clock()
        difference = _still(statement, scope, found, replace(difference.point, hessians={})) or difference
    for name, matrix in difference.point.hessians.items():
        for row, column in combinations_with_replacement(range(len(matrix)), 2):
            for value in (Fraction(0), Fraction(1)):
                clock()
                changed = [list(line) for line in difference.point.hessians[name]]
                changed[row][column] = changed[column][row] = value
                hessians = {**difference.point.hessians, name: tuple(map(tuple, changed))}
                better = _still(statement, scope, found, replace(difference.point, hessians=hessians))
                if better is not None:
                    difference = better
                    break
    return difference


def _plainer_gradients(
    statement: Statement, scope: Scope, found: Inventory, difference: Difference, clock: Clock
) -> Difference:
    for key in difference.point.gradients:
        matrix = difference.point.gradients[key]
        for row, column in product(range(len(matrix)), range(len(matrix[0]))):
            for value in (Fraction(0), Fraction(1)):
                clock()
                old = difference.point.gradients[key]
                changed = tuple(
                    tuple(value if (i, j) == (row, column) else v for j, v in enumerate(line))
                    for i, line in enumerate(old)
                )
                gradients = {**difference.point.gradients, key: changed}
                better = _still(statement, scope, found, replace(difference.point, gradients=gradients))
                if better is not None:
                    difference = better
                    break
    return difference


def _still(statement: Statement, scope: Scope, found: Inventory, point: Point) -> Difference | None:
    """The difference at a point that obeys all assumptions."""
    for assumption in scope.assumptions:
        if not concerns(assumption, scope, found):
            continue
        for indices in assumed_at(assumption, point):
            if not obeys(assumption, scope, replace(point, indices={**point.indices, **indices})):
                return None
    return compare(statement, scope, point)


