"""Where the refuter looks: sizes from the smallest up, plain values first, moved until every assumption holds."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from itertools import islice, product
from math import prod

from derive.judging.counterexample import Values
from derive.judging.exact.frames import Point
from derive.judging.inventory import Inventory
from derive.judging.obeying import obeying
from derive.meaning.scope import Scope, Statement
from derive.meaning.terms import Shape

LARGEST_SIZE = 3
FEW = 9
"""How many sizes are tried where none of the small ones is admitted."""
SEED = 20
BENT = 4
"""Every so many trials an unknown function of arrays is no linear one."""
MOST_BENT = 12
"""The entries that such a function may have in its arguments."""
MIXED, FEW = 24, 4
"""How often several entries have numbers by chance, of those that are told; up to so few, four times as often."""


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
    values = _values(found, finite, partial(_filled, base=base, number=number, source=source))
    return _with_functions(scope, found, replace(base, values=values), number, source)


def told(
    scope: Scope, found: Inventory, base: Point, finite: dict[str, Values], numbers: Sequence[Fraction]
) -> Iterator[Point]:
    """Values that obey the assumptions, made of certain numbers: all entries one of them, then each one by chance."""
    entries = sum(prod(map(base.size, shape)) for name, shape in found.free.items() if name not in finite)
    mixed = (MIXED if entries > FEW else 4 * MIXED) if entries > 1 and numbers else 0
    for number, some in enumerate((*([each] for each in numbers if entries), *[numbers] * mixed)):
        source = random.Random(SEED + number)
        values = _values(found, finite, partial(_chosen, base=base, numbers=some, source=source))
        point = _with_functions(scope, found, replace(base, values=values), number, source)
        if point is not None:
            yield point


def _values(found: Inventory, finite: dict[str, Values], fill: Callable[[Shape], Values]) -> dict[str, Values]:
    """The values of finite quantities, and of the others as they are filled."""
    return {**finite, **{name: fill(shape or (1, 1)) for name, shape in found.free.items() if name not in finite}}


def _with_functions(
    scope: Scope, found: Inventory, base: Point, number: int, source: random.Random
) -> Point | None:
    """A point with unknown functions by chance, moved until the assumptions hold."""
    gradients, polynomials = {}, {}
    for name, unknown in found.unknown.items():
        if len(unknown.arguments) == 1 and unknown.arguments[0].shape == unknown.shape:
            polynomials[name] = tuple(Fraction(source.randint(-2, 3)) for _ in range(found.degree + 1))
        for place, argument in enumerate(unknown.arguments):
            gradients[name, place] = _filled(argument.shape or (1, 1), base, number + 1, source)
    gradients = {key: value for key, value in gradients.items() if key[0] not in polynomials}
    counts: dict[str, int] = {}
    for (name, _), matrix in gradients.items():
        counts[name] = counts.get(name, 0) + len(matrix) * len(matrix[0])
    bent = {name: count for name, count in counts.items() if number % BENT == BENT - 1 and count <= MOST_BENT}
    hessians = {name: _symmetric(count, source) for name, count in bent.items()}
    point = replace(base, gradients=gradients, hessians=hessians, polynomials=polynomials)
    return obeying(scope, found, point, number)


def _chosen(shape: Shape, base: Point, numbers: Sequence[Fraction], source: random.Random) -> Values:
    """Each entry one of some numbers, by chance."""
    rows, columns = (base.size(size) for size in shape)
    return tuple(tuple(source.choice(numbers) for _ in range(columns)) for _ in range(rows))


def _filled(shape: Shape, base: Point, number: int, source: random.Random) -> Values:
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


def _symmetric(count: int, source: random.Random) -> Values:
    """A symmetric matrix by chance."""
    half = [[Fraction(source.randint(-3, 4)) for _ in range(row + 1)] for row in range(count)]
    return tuple(tuple(half[max(i, j)][min(i, j)] for j in range(count)) for i in range(count))
