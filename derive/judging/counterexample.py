"""A point where two sides differ, and how it is shown: the sides are evaluated once more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from derive.judging.exact.frames import Point
from derive.judging.exact.numbers import (
    Number,
    Numbers,
    OutOfRange,
    Undefined,
    apart,
    differ,
    equal,
    evaluate,
    holds,
    least,
    pair,
    series,
    show,
)
from derive.judging.heights import valued
from derive.judging.inventory import inventory
from derive.judging.verdict import NO_ENTRY, Counterexample, Matrix
from derive.meaning.reaching import is_bound
from derive.meaning.rewriting import walk
from derive.meaning.scope import Scope, Statement
from derive.meaning.terms import Constant, Index, Power, Quantity, Term, Times

Values = tuple[tuple[Fraction, ...], ...]
Partial = tuple[tuple[Number | None, ...], ...]
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

    @property
    def gap(self) -> Fraction:
        """The least that the sides may differ by."""
        row, column = self.entry
        return least(self.left[row - 1][column - 1] - self.right[row - 1][column - 1])


def compare(statement: Statement, scope: Scope, point: Point) -> Difference | None:
    """The first entry at which the sides certainly differ at a point; nothing where a side has no value there."""
    return parted(_sides(statement, scope, point) or (), point)


def parted(sides: Iterable[tuple[int | None, Numbers, Numbers]], point: Point) -> Difference | None:
    """The first entry at which sides that were evaluated at a point certainly differ."""
    for power, left, right in sides:
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
            return [(None, *pair(statement.left, statement.right, scope, point))]
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


def shown(statement: Statement, scope: Scope, difference: Difference) -> Counterexample:
    """A counterexample in text, evaluated once more before it is shown."""
    found = inventory(statement, scope)
    again = compare(statement, scope, difference.point)
    if again is None:
        raise AssertionError("a counterexample had no value when it was evaluated again")
    point, (row, column) = again.point, again.entry
    if equal(again.left[row - 1][column - 1], again.right[row - 1][column - 1]):
        raise AssertionError("a counterexample did not hold when it was evaluated again")
    values: dict[str, Matrix] = {}
    roots = statement.left, statement.right, statement.condition
    for name in (name for name in point.values if not is_bound(name, roots, scope.definitions)):
        values[_unused(scope.spelling(name), values)] = _text(point.values[name])
    for name, height in _heights(statement, scope, point).items():
        values[_unused(scope.spelling(name), values)] = height
    for (name, place), matrix in point.gradients.items():
        argument = found.unknown[name].arguments[place]
        by = argument.name.rstrip("◦") if isinstance(argument, Quantity) else str(place + 1)
        label = rf"\frac{{\partial {scope.spelling(name)}}}{{\partial {scope.spelling(by)}}}"
        values[_unused(label + "(0)" * (name in point.hessians), values)] = _text(matrix)
    for name, matrix in point.hessians.items():
        values[_unused(rf"\nabla^2 {scope.spelling(name)}", values)] = _text(matrix)
    for name, polynomial in point.polynomials.items():
        values[_unused(f"{scope.spelling(name)}(s)", values)] = ((_polynomial(polynomial),),)
    if statement.remainder is not None:
        values.pop(scope.spelling(statement.remainder[0]), None)
    array = statement.left.shape != ()
    left, right = (again.left, again.right) if array else _over_indices(statement, scope, point)
    sides = apart(again.left[row - 1][column - 1], again.right[row - 1][column - 1])
    return Counterexample(
        sizes=point.sizes,
        values=values,
        indices=point.indices,
        entry=again.entry if array else tuple(point.indices.values()),
        left=sides[0],
        right=sides[1],
        left_matrix=_shown(left),
        right_matrix=_shown(right),
        power=again.power,
    )


def _heights(statement: Statement, scope: Scope, point: Point) -> dict[str, Matrix]:
    """The values of unknown functions that count and are not shown as polynomials."""
    found: dict[str, Matrix] = {}
    roots = statement.left, statement.right, statement.condition
    for name, unknown in valued(roots, scope.definitions).items():
        if name in point.polynomials or any(isinstance(node, Index) for node in walk(unknown)):
            continue
        try:
            found[name] = _shown(evaluate(unknown, scope, point))
        except (Undefined, OutOfRange):
            continue
    return found


def _unused(name: str, taken: Mapping[str, object]) -> str:
    """A name, or what it was called outside where it is taken by the one that hides it."""
    while name in taken:
        name += r"\text{ (outer)}"
    return name


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
    return tuple(tuple(NO_ENTRY if value is None else show(value) for value in row) for row in matrix)


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

