"""The refuter: the smallest sizes and the plainest values at which two sides differ, in exact numbers.

It works with the numeric reading alone, so that what it shows was found without SymPy.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, product
from math import ceil

from derive.judging.exact.frames import Point
from derive.judging.exact.numbers import Number, OutOfRange, Undefined, differ, equal, evaluate, holds, series, show
from derive.judging.inventory import Inventory, concerns, inventory, reach
from derive.judging.verdict import Counterexample, Matrix
from derive.meaning.scope import Assumption, Scope, Statement
from derive.meaning.terms import Compare, Comparison, Constant, Power, Quantity, Term, Times

Values = tuple[tuple[Fraction, ...], ...]
Numbers = tuple[tuple[Number, ...], ...]
Partial = tuple[tuple[Number | None, ...], ...]
LARGEST_SIZE = 3
TRIES = 14
SEED = 20
SPOTS = 5
DEEPEST_POLE = 4


@dataclass(frozen=True)
class Difference:
    """A point where the sides differ, the entry, and both sides there.

    Of a claim with a remainder the sides are the coefficients of `power`.
    """

    point: Point
    entry: tuple[int, int]
    left: Numbers
    right: Numbers
    power: int | None = None


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
    for sizes in assignments(found.sizes):
        for indices in _indices(statement, sizes):
            for finite in _finite(scope, found):
                difference = _search(statement, scope, found, Point(sizes, {}, indices), finite, clock)
                if difference is not None:
                    return _plainer(statement, scope, difference, clock)
    return None


def spot_check(
    statement: Statement, scope: Scope, sizes: Mapping[str, int], clock: Clock, numbers: Sequence[int]
) -> Difference | None:
    """A difference at given sizes, looked for in a few places only: a second opinion on a proof."""
    for point in _spots(statement, scope, sizes, numbers):
        clock()
        difference = compare(statement, scope, point)
        if difference is not None:
            return difference
    return None


def witness(statement: Statement, scope: Scope, sizes: Mapping[str, int], clock: Clock) -> Point | None:
    """A point at given sizes that obeys all assumptions and at which both sides have a value, or nothing."""
    for point in _spots(statement, scope, sizes, range(TRIES)):
        clock()
        if _sides(statement, scope, point) is not None:
            return point
    return None


def _spots(statement: Statement, scope: Scope, sizes: Mapping[str, int], numbers: Iterable[int]) -> Iterator[Point]:
    found = inventory(statement, scope)
    places = list(_indices(statement, sizes))
    for number in numbers:
        for indices in places[:: max(1, ceil(len(places) / SPOTS))]:
            for finite in islice(_finite(scope, found), SPOTS):
                point = _candidate(scope, found, Point(sizes, {}, indices), finite, number)
                if point is not None:
                    yield point


def assignments(least: Mapping[str, int]) -> Iterator[dict[str, int]]:
    """Sizes from the smallest up."""
    ranges = [range(low, max(low, LARGEST_SIZE) + 1) for low in least.values()]
    every = sorted(islice(product(*ranges), 400), key=lambda values: (sum(values), max(values, default=0), values))
    for values in every:
        yield dict(zip(least, values, strict=True))


def _indices(statement: Statement, sizes: Mapping[str, int]) -> Iterator[dict[str, int]]:
    names = list(statement.ranges)
    ends = [size if isinstance(size, int) else sizes[size] for size in statement.ranges.values()]
    for values in product(*(range(1, end + 1) for end in ends)):
        yield dict(zip(names, values, strict=True))


def _finite(scope: Scope, found: Inventory) -> Iterator[dict[str, Values]]:
    names = [name for name in found.free if name in scope.finite]
    for values in product(*(scope.finite[name] for name in names)):
        yield {name: ((value,),) for name, value in zip(names, values, strict=True)}


def _search(
    statement: Statement, scope: Scope, found: Inventory, base: Point, finite: dict[str, Values], clock: Clock
) -> Difference | None:
    count = TRIES if any(name not in finite for name in found.free) or found.unknown else 1
    for number in range(count):
        clock()
        point = _candidate(scope, found, base, finite, number)
        difference = compare(statement, scope, point) if point is not None else None
        if difference is not None:
            return difference
    return None


def _candidate(
    scope: Scope, found: Inventory, base: Point, finite: dict[str, Values], number: int
) -> Point | None:
    source = random.Random(SEED + number)
    values = dict(finite)
    for name, shape in found.free.items():
        if name not in values:
            values[name] = _filled(shape or (1, 1), base, number, source)
    gradients, polynomials = {}, {}
    for name, unknown in found.unknown.items():
        if len(unknown.arguments) == 1 and unknown.arguments[0].shape == unknown.shape:
            polynomials[name] = tuple(Fraction(source.randint(-2, 3)) for _ in range(found.degree + 1))
        for place, argument in enumerate(unknown.arguments):
            gradients[name, place] = _filled(argument.shape or (1, 1), base, number + 1, source)
    gradients = {key: value for key, value in gradients.items() if key[0] not in polynomials}
    point = replace(base, values=values, gradients=gradients, polynomials=polynomials)
    return _obeying(scope, found, point)


def _filled(shape: tuple[int | str, ...], base: Point, number: int, source: random.Random) -> Values:
    """Plain numbers first: ones, then counting, then chance."""
    rows, columns = (base.size(size) for size in shape)

    def value(row: int, column: int) -> Fraction:
        if number == 0:
            return Fraction(1)
        if number == 1:
            return Fraction(row * columns + column + 1)
        if number % 3 == 2:
            return Fraction(source.randint(1, 4))
        return Fraction(source.randint(-3, 4), source.choice((1, 1, 2)))

    return tuple(tuple(value(i, j) for j in range(columns)) for i in range(rows))


def _obeying(scope: Scope, found: Inventory, point: Point) -> Point | None:
    """The point moved so that every assumption holds, or nothing where that does not succeed."""
    for assumption in scope.assumptions:
        for indices in _assumed_at(assumption, point):
            at = replace(point, indices={**point.indices, **indices})
            if not concerns(assumption, scope, found) or _obeys(assumption, scope, at):
                continue
            moved = _moved(assumption, scope, at)
            if moved is None:
                return None
            point = replace(moved, indices=point.indices)
    for assumption in scope.assumptions:
        for indices in _assumed_at(assumption, point):
            at = replace(point, indices={**point.indices, **indices})
            if concerns(assumption, scope, found) and not _obeys(assumption, scope, at):
                return None
    return point


def _assumed_at(assumption: Assumption, point: Point) -> Iterator[dict[str, int]]:
    names = list(assumption.ranges)
    try:
        ends = [point.size(size) for size in assumption.ranges.values()]
    except KeyError:
        return
    for values in product(*(range(1, end + 1) for end in ends)):
        yield dict(zip(names, values, strict=True))


def _obeys(assumption: Assumption, scope: Scope, point: Point) -> bool:
    try:
        return holds(assumption.condition, scope, point) is True
    except (Undefined, OutOfRange, KeyError):
        return False


def _moved(assumption: Assumption, scope: Scope, point: Point) -> Point | None:
    """One entry changed so that an assumption holds: solved for where it is linear, else tried."""
    names = sorted(reach(assumption.condition, scope) & point.values.keys())
    for name in names:
        matrix = point.values[name]
        for row, column in reversed(list(product(range(len(matrix)), range(len(matrix[0]))))):
            for value in _remedies(assumption, scope, point, name, row, column):
                moved = _with(point, name, row, column, value)
                if _obeys(assumption, scope, moved):
                    return moved
    return None


def _remedies(
    assumption: Assumption, scope: Scope, point: Point, name: str, row: int, column: int
) -> Iterator[Fraction]:
    condition = assumption.condition
    if isinstance(condition, Compare) and condition.comparison is Comparison.EQUAL:
        gaps: list[Fraction] = []
        for value in (Fraction(0), Fraction(1)):
            at = _with(point, name, row, column, value)
            try:
                left, right = evaluate(condition.left, scope, at), evaluate(condition.right, scope, at)
            except (Undefined, OutOfRange, KeyError):
                return
            gap = left[0][0] - right[0][0]
            if isinstance(gap, Fraction):
                gaps.append(gap)
        if len(gaps) == 2 and gaps[0] != gaps[1]:
            yield gaps[0] / (gaps[0] - gaps[1])
    yield from (Fraction(1), Fraction(2), Fraction(0), Fraction(-1))


def _with(point: Point, name: str, row: int, column: int, value: Fraction) -> Point:
    matrix = point.values[name]
    changed = tuple(
        tuple(value if (i, j) == (row, column) else old for j, old in enumerate(line)) for i, line in enumerate(matrix)
    )
    return replace(point, values={**point.values, name: changed})


def compare(statement: Statement, scope: Scope, point: Point) -> Difference | None:
    """The first entry at which the sides certainly differ at a point; nothing where a side has no value there."""
    for power, left, right in _sides(statement, scope, point) or ():
        for row, column in product(range(len(left)), range(len(left[0]))):
            if differ(left[row][column], right[row][column]):
                return Difference(point, (row + 1, column + 1), left, right, power)
    return None


def _sides(statement: Statement, scope: Scope, point: Point) -> list[tuple[int | None, Numbers, Numbers]] | None:
    """Both sides at a point, or their coefficients of every power below the remainder's; nothing without values."""
    try:
        if statement.condition is not None and holds(statement.condition, scope, point) is not True:
            return None
        if statement.remainder is None:
            return [(None, evaluate(statement.left, scope, point), evaluate(statement.right, scope, point))]
    except (Undefined, OutOfRange):
        return None
    return _coefficients(statement, scope, point, *statement.remainder, 0) or _coefficients(
        statement, scope, point, *statement.remainder, DEEPEST_POLE
    )


def _coefficients(
    statement: Statement, scope: Scope, point: Point, variable: str, order: int, pole: int
) -> list[tuple[int | None, Numbers, Numbers]] | None:
    """The coefficients of every power from `-pole` to the last, from an expansion of the sides times variable^pole."""
    factor = Power(Quantity(variable), Constant(Fraction(pole)))
    try:
        left, right = (
            series(Times(factor, side, shape=side.shape) if pole else side, scope, point, variable, order + pole - 1)
            for side in (statement.left, statement.right)
        )
    except (Undefined, OutOfRange):
        return None
    return [(power, *sides) for power, sides in enumerate(zip(left, right, strict=True), -pole)]


def _plainer(statement: Statement, scope: Scope, difference: Difference, clock: Clock) -> Difference:
    """The same difference with as many values as possible 0, else 1."""
    found = inventory(statement, scope)
    for name in [name for name in difference.point.values if name not in scope.finite]:
        matrix = difference.point.values[name]
        for row, column in product(range(len(matrix)), range(len(matrix[0]))):
            for value in (Fraction(0), Fraction(1)):
                if difference.point.values[name][row][column] == value:
                    break
                clock()
                moved = _with(difference.point, name, row, column, value)
                better = _still(statement, scope, found, moved)
                if better is not None:
                    difference = better
                    break
    difference = _plainer_polynomials(statement, scope, difference, clock)
    return _plainer_gradients(statement, scope, difference, clock)


def _plainer_polynomials(statement: Statement, scope: Scope, difference: Difference, clock: Clock) -> Difference:
    for name in difference.point.polynomials:
        for place in reversed(range(len(difference.point.polynomials[name]))):
            for value in (Fraction(0), Fraction(1)):
                clock()
                old = difference.point.polynomials[name]
                changed = (*old[:place], value, *old[place + 1 :])
                polynomials = {**difference.point.polynomials, name: changed}
                better = compare(statement, scope, replace(difference.point, polynomials=polynomials))
                if better is not None:
                    difference = better
                    break
    return difference


def _plainer_gradients(statement: Statement, scope: Scope, difference: Difference, clock: Clock) -> Difference:
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
                better = compare(statement, scope, replace(difference.point, gradients=gradients))
                if better is not None:
                    difference = better
                    break
    return difference


def _still(statement: Statement, scope: Scope, found: Inventory, point: Point) -> Difference | None:
    for assumption in scope.assumptions:
        if not concerns(assumption, scope, found):
            continue
        for indices in _assumed_at(assumption, point):
            if not _obeys(assumption, scope, replace(point, indices={**point.indices, **indices})):
                return None
    return compare(statement, scope, point)


def shown(statement: Statement, scope: Scope, difference: Difference) -> Counterexample:
    """A counterexample in text, evaluated once more before it is shown."""
    found = inventory(statement, scope)
    again = compare(statement, scope, difference.point)
    if again is None:
        raise AssertionError("a counterexample had no value when it was evaluated again")
    point, (row, column) = again.point, again.entry
    if equal(again.left[row - 1][column - 1], again.right[row - 1][column - 1]):
        raise AssertionError("a counterexample did not hold when it was evaluated again")
    values: dict[str, Matrix] = {name: _text(matrix) for name, matrix in point.values.items()}
    for (name, place), matrix in point.gradients.items():
        argument = found.unknown[name].arguments[place]
        by = argument.name if isinstance(argument, Quantity) else str(place + 1)
        values[rf"\frac{{\partial {name}}}{{\partial {by}}}"] = _text(matrix)
    for name, polynomial in point.polynomials.items():
        values[f"{name}(s)"] = ((_polynomial(polynomial),),)
    if statement.remainder is not None:
        values.pop(statement.remainder[0], None)
    array = statement.left.shape != ()
    left, right = (again.left, again.right) if array else _over_indices(statement, scope, point)
    return Counterexample(
        sizes=point.sizes,
        values=values,
        indices=point.indices,
        entry=again.entry if array else tuple(point.indices.values()),
        left=show(again.left[row - 1][column - 1]),
        right=show(again.right[row - 1][column - 1]),
        left_matrix=_shown(left),
        right_matrix=_shown(right),
        power=again.power,
    )


def _over_indices(statement: Statement, scope: Scope, point: Point) -> tuple[Partial, Partial]:
    """Both sides of a claim by entries for all values of its one or two free indices; else nothing."""
    names = list(statement.ranges)
    if not 1 <= len(names) <= 2 or statement.remainder is not None:
        return (), ()
    ends = [point.size(size) for size in statement.ranges.values()]
    rows = range(1, ends[0] + 1) if len(ends) == 2 else range(1, 2)
    sides: list[Partial] = []
    for side in (statement.left, statement.right):
        places = [[(row, column)[-len(ends) :] for column in range(1, ends[-1] + 1)] for row in rows]
        sides.append(tuple(tuple(_value_at(side, statement, scope, point, place) for place in line) for line in places))
    return sides[0], sides[1]


def _value_at(
    side: Term, statement: Statement, scope: Scope, point: Point, place: tuple[int, ...]
) -> Number | None:
    """A scalar side at other values of the free indices; nothing where it has no value or the claim says nothing."""
    at = replace(point, indices=dict(zip(statement.ranges, place, strict=True)))
    try:
        if statement.condition is not None and holds(statement.condition, scope, at) is not True:
            return None
        return evaluate(side, scope, at)[0][0]
    except (Undefined, OutOfRange):
        return None


def _shown(matrix: Partial) -> Matrix:
    return tuple(tuple("\u2013" if value is None else show(value) for value in row) for row in matrix)


def _text(matrix: Values) -> Matrix:
    return tuple(tuple(str(value) for value in row) for row in matrix)


def _polynomial(coefficients: tuple[Fraction, ...]) -> str:
    terms = []
    for power, value in enumerate(coefficients):
        if value:
            variable = "" if power == 0 else "s" if power == 1 else f"s^{power}"
            number = "" if abs(value) == 1 and power else str(abs(value))
            terms.append(f"{'-' if value < 0 else '+'} {number}{variable}")
    text = " ".join(terms) or "0"
    return text.removeprefix("+ ").replace("- ", "-", 1) if text.startswith("- ") else text.removeprefix("+ ")

