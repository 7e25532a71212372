"""Where the refuter looks: sizes from the smallest up, plain values first, moved until every assumption holds."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import islice, product

from derive.judging.counterexample import Values
from derive.judging.exact.frames import Point
from derive.judging.inventory import Inventory
from derive.judging.obeying import obeying
from derive.meaning.scope import Scope, Statement

LARGEST_SIZE = 3
FEW = 9
"""How many sizes are tried where none of the small ones is admitted."""
SEED = 20


def assignments(found: Inventory) -> Iterator[dict[str, int]]:
    """Sizes from the smallest up, as far as what is assumed of them admits any."""
    least = found.sizes
    ranges = [range(low, max(low, LARGEST_SIZE) + 1) for low in least.values()]
    every = sorted(islice(product(*ranges), 400), key=lambda values: (sum(values), max(values, default=0), values))
    small = [dict(zip(least, values, strict=True)) for values in every]
    yield from [sizes for sizes in small if found.room.admits(sizes)] or islice(found.room.smallest(least), FEW)


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


def candidate(scope: Scope, found: Inventory, base: Point, finite: dict[str, Values], number: int) -> Point | None:
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
    return obeying(scope, found, point, number)


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
