"""Matrices of values, as tuples of rows; a scalar is 1×1."""

from __future__ import annotations

from collections.abc import Callable

from derive.judging.exact.jets import Value

Matrix = tuple[tuple[Value, ...], ...]


def is_single(matrix: Matrix) -> bool:
    """Whether the matrix is 1×1."""
    return len(matrix) == 1 and len(matrix[0]) == 1


def aligned(*operands: Matrix) -> tuple[Matrix, ...]:
    """The operands in the shape they share; each that is 1×1 is repeated."""
    full = next((matrix for matrix in operands if not is_single(matrix)), None)
    if full is None:
        return operands
    return tuple(repeated(each, len(full), len(full[0])) if is_single(each) else each for each in operands)


def entrywise(function: Callable[..., Value], *operands: Matrix) -> Matrix:
    """A function entry by entry; an operand that is 1×1 goes with every entry of the others."""
    if all(map(is_single, operands)):
        return ((function(*[operand[0][0] for operand in operands]),),)
    rows = zip(*aligned(*operands), strict=True)
    return tuple([tuple([function(*cells) for cells in zip(*each, strict=True)]) for each in rows])


def repeated(matrix: Matrix, rows: int, columns: int) -> Matrix:
    """A scalar, row or column repeated to a number of rows and columns."""
    wide = tuple(row * columns for row in matrix) if len(matrix[0]) == 1 else matrix
    return wide * rows if len(wide) == 1 else wide


def transposed(matrix: Matrix) -> Matrix:
    """The transpose."""
    return tuple(zip(*matrix, strict=True))
