"""Linear equations in rational numbers."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def steps(rows: Sequence[Sequence[Fraction]], unknowns: int) -> list[Fraction] | None:
    """A solution of equations, each a row of coefficients and the right side; nothing where there is none.

    The last unknowns are solved for first, and those that stay free are 0.
    """
    pivots: list[tuple[int, list[Fraction]]] = []
    for equation in rows:
        row = list(equation)
        for place, pivot in pivots:
            row = [a - row[place] * b for a, b in zip(row, pivot, strict=True)]
        place = next((k for k in reversed(range(unknowns)) if row[k]), -1)
        if place < 0:
            if row[unknowns]:
                return None
            continue
        row = [value / row[place] for value in row]
        pivots = [(at, [a - old[place] * b for a, b in zip(old, row, strict=True)]) for at, old in pivots]
        pivots.append((place, row))
    found = [Fraction(0)] * unknowns
    for place, row in pivots:
        found[place] = row[unknowns]
    return found
