"""Where the refuter looks: sizes from the smallest up, plain values first, moved until every assumption holds."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import islice, product

from derive.judging.counterexample import Values
from derive.judging.exact.frames import Point
from derive.judging.exact.numbers import OutOfRange, Undefined, evaluate, holds
from derive.judging.inventory import Inventory, concerns, reach
from derive.meaning.scope import Assumption, Scope, Statement
from derive.meaning.terms import Compare, Comparison

LARGEST_SIZE = 3
SEED = 20
def assignments(least: Mapping[str, int]) -> Iterator[dict[str, int]]:
    """Sizes from the smallest up."""
    ranges = [range(low, max(low, LARGEST_SIZE) + 1) for low in least.values()]
    every = sorted(islice(product(*ranges), 400), key=lambda values: (sum(values), max(values, default=0), values))
    for values in every:
        yield dict(zip(least, values, strict=True))


def index_places(statement: Statement, sizes: Mapping[str, int]) -> Iterator[dict[str, int]]:
    """All values of a claim's free indices."""
    names = list(statement.ranges)
    ends = [size if isinstance(size, int) else sizes[size] for size in statement.ranges.values()]
    for values in product(*(range(1, end + 1) for end in ends)):
        yield dict(zip(names, values, strict=True))


def finite_values(scope: Scope, found: Inventory) -> Iterator[dict[str, Values]]:
    """All values of the quantities that have finitely many."""
    names = [name for name in found.free if name in scope.finite]
    for values in product(*(scope.finite[name] for name in names)):
        yield {name: ((value,),) for name, value in zip(names, values, strict=True)}


def candidate(
    scope: Scope, found: Inventory, base: Point, finite: dict[str, Values], number: int
) -> Point | None:
    """Values of the free quantities and unknown functions, plainer for small numbers, that obey the assumptions."""
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
        for indices in assumed_at(assumption, point):
            at = replace(point, indices={**point.indices, **indices})
            if not concerns(assumption, scope, found) or obeys(assumption, scope, at):
                continue
            moved = _moved(assumption, scope, at)
            if moved is None:
                return None
            point = replace(moved, indices=point.indices)
    for assumption in scope.assumptions:
        for indices in assumed_at(assumption, point):
            at = replace(point, indices={**point.indices, **indices})
            if concerns(assumption, scope, found) and not obeys(assumption, scope, at):
                return None
    return point


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


def _moved(assumption: Assumption, scope: Scope, point: Point) -> Point | None:
    """One entry changed so that an assumption holds: solved for where it is linear, else tried."""
    names = sorted(reach(assumption.condition, scope) & point.values.keys())
    for name in names:
        matrix = point.values[name]
        for row, column in reversed(list(product(range(len(matrix)), range(len(matrix[0]))))):
            for value in _remedies(assumption, scope, point, name, row, column):
                moved = placed(point, name, row, column, value)
                if obeys(assumption, scope, moved):
                    return moved
    return None


def _remedies(
    assumption: Assumption, scope: Scope, point: Point, name: str, row: int, column: int
) -> Iterator[Fraction]:
    condition = assumption.condition
    if isinstance(condition, Compare) and condition.comparison is Comparison.EQUAL:
        gaps: list[Fraction] = []
        for value in (Fraction(0), Fraction(1)):
            at = placed(point, name, row, column, value)
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


def placed(point: Point, name: str, row: int, column: int, value: Fraction) -> Point:
    """A point with one entry of one quantity changed."""
    matrix = point.values[name]
    changed = tuple(
        tuple(value if (i, j) == (row, column) else old for j, old in enumerate(line)) for i, line in enumerate(matrix)
    )
    return replace(point, values={**point.values, name: changed})


