"""Matrices of the kinds of which authors assume something: orthogonal, idempotent, of zeros and ones, stochastic."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from fractions import Fraction

Values = tuple[tuple[Fraction, ...], ...]
ZERO, ONE, TWO = Fraction(0), Fraction(1), Fraction(2)


def special(rows: int, columns: int, number: int) -> Iterator[Values]:
    """Matrices of every kind, cut to a shape. The kinds come in another order for every `number`."""
    source = random.Random(number)
    size = max(rows, columns)
    first = number % len(KINDS)
    for kind in (*KINDS[first:], *KINDS[:first]):
        whole = kind(size, source)
        yield tuple(tuple(line[:columns]) for line in whole[:rows])


def _identity(size: int, source: random.Random) -> Values:
    return tuple(tuple(ONE if i == j else ZERO for j in range(size)) for i in range(size))


def _nothing(size: int, source: random.Random) -> Values:
    return tuple((ZERO,) * size for _ in range(size))


def _reflection(size: int, source: random.Random) -> Values:
    """I - 2 u u^T / u^T u, its own inverse and transpose."""
    projection = _projection(size, source)
    return tuple(
        tuple((ONE if i == j else ZERO) - TWO * value for j, value in enumerate(row))
        for i, row in enumerate(projection)
    )


def _rotation(size: int, source: random.Random) -> Values:
    """A signed permutation after a reflection: orthogonal and, as a rule, not symmetric."""
    return _product(_permutation(size, source), _reflection(size, source))


def _permutation(size: int, source: random.Random) -> Values:
    order = source.sample(range(size), size)
    signs = [source.choice((ONE, -ONE)) for _ in order]
    return tuple(tuple(signs[i] if order[i] == j else ZERO for j in range(size)) for i in range(size))


def _projection(size: int, source: random.Random) -> Values:
    """u u^T / u^T u."""
    u = _vector(size, source)
    length = sum((x * x for x in u), ZERO)
    return tuple(tuple(x * y / length for y in u) for x in u)


def _oblique(size: int, source: random.Random) -> Values:
    """A diagonal of zeros and ones between a triangular matrix and its inverse: idempotent, of any rank."""
    lower = _triangle(size, 1, source)
    ends = [source.choice((ZERO, ONE)) for _ in range(size)]
    middle = tuple(tuple(ends[i] if i == j else ZERO for j in range(size)) for i in range(size))
    return _product(_product(lower, middle), _inverse(lower))


def _mask(size: int, source: random.Random) -> Values:
    return tuple(tuple(source.choice((ZERO, ONE)) for _ in range(size)) for _ in range(size))


def _signs(size: int, source: random.Random) -> Values:
    return tuple(tuple(source.choice((ONE, -ONE)) for _ in range(size)) for _ in range(size))


def _diagonal(size: int, source: random.Random) -> Values:
    return tuple(tuple(Fraction(source.randint(1, 4)) if i == j else ZERO for j in range(size)) for i in range(size))


def _definite(size: int, source: random.Random) -> Values:
    """A positive definite matrix."""
    factor = _triangle(size, 2, source)
    return _product(factor, tuple(zip(*factor, strict=True)))


def _mixed(size: int, source: random.Random) -> Values:
    """Symmetric, with positive entries whose rows and columns add up to 1."""
    part = Fraction(1, source.randint(2, 4))
    return tuple(tuple((1 - part if i == j else ZERO) + part / size for j in range(size)) for i in range(size))


def _stochastic(size: int, source: random.Random) -> Values:
    """Positive entries whose rows add up to 1."""
    numbers = [[source.randint(1, 4) for _ in range(size)] for _ in range(size)]
    return tuple(tuple(Fraction(number, sum(row)) for number in row) for row in numbers)


def _nilpotent(size: int, source: random.Random) -> Values:
    return tuple(
        tuple(Fraction(source.randint(1, 3)) if j == i + 1 else ZERO for j in range(size)) for i in range(size)
    )


def _triangle(size: int, largest: int, source: random.Random) -> Values:
    """A triangular matrix with ones on its diagonal."""
    rows = [[Fraction(source.randint(-largest, largest)) for _ in range(i)] for i in range(size)]
    return tuple((*row, ONE, *(ZERO,) * (size - len(row) - 1)) for row in rows)


def _vector(size: int, source: random.Random) -> list[Fraction]:
    found = [Fraction(source.randint(-2, 2)) for _ in range(size)]
    return found if any(found) else [ONE] * size


def _product(left: Values, right: Values) -> Values:
    columns = list(zip(*right, strict=True))
    return tuple(
        tuple(sum((a * b for a, b in zip(row, column, strict=True)), ZERO) for column in columns) for row in left
    )


def _inverse(lower: Values) -> Values:
    """The inverse of a triangular matrix with ones on its diagonal."""
    size = len(lower)
    rows: list[list[Fraction]] = []
    for i in range(size):
        row = [ONE if i == j else ZERO for j in range(size)]
        for k in range(i):
            row = [a - lower[i][k] * b for a, b in zip(row, rows[k], strict=True)]
        rows.append(row)
    return tuple(tuple(row) for row in rows)


KINDS: tuple[Callable[[int, random.Random], Values], ...] = (
    _rotation,
    _oblique,
    _mask,
    _mixed,
    _projection,
    _signs,
    _reflection,
    _stochastic,
    _definite,
    _identity,
    _permutation,
    _diagonal,
    _nilpotent,
    _nothing,
)
