"""Numbers for one entry: plain ones, those of which assumptions speak, and the roots of equations in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from derive.judging.exact.elementary import rational_root
from derive.meaning.rewriting import walk
from derive.meaning.scope import Assumption
from derive.meaning.terms import Constant

PLAIN = ((1, 1), (2, 1), (0, 1), (-1, 1), (1, 2), (1, 3), (-1, 2), (3, 2), (3, 1), (-2, 1), (5, 2))
SCALARS = tuple(Fraction(*pair) for pair in PLAIN)
"""What is tried for one entry, the plainest first, and behind it what assumptions speak of."""

NODES = (Fraction(0), Fraction(1), Fraction(7, 3))
"""Where an equation is looked at to find the values of one entry at which it holds; the first is 0."""


def about(assumptions: Iterable[Assumption]) -> Iterator[Fraction]:
    """The numbers of which assumptions speak, those beside them and those between two of them."""
    numbers = {node.value for each in assumptions for node in walk(each.condition) if isinstance(node, Constant)}
    spoken = sorted(numbers | {-number for number in numbers})
    for number in spoken:
        yield from (number, number + 1, number - 1)
    yield from ((low + high) / 2 for low, high in pairwise(spoken))


def roots(at: Sequence[Fraction]) -> list[Fraction]:
    """The rational roots of a polynomial of degree 2 or less, from its values at the nodes."""
    first, second = (at[1] - at[0]) / NODES[1], (at[2] - at[0]) / NODES[2]
    square = (second - first) / (NODES[2] - NODES[1])
    line = first - square * NODES[1]
    if square == 0:
        return [-at[0] / line] if line else []
    root = rational_root(line**2 - 4 * square * at[0])
    return [] if root is None else [(sign * root - line) / (2 * square) for sign in (1, -1)]


def lengths(assumptions: list[Assumption]) -> list[Fraction]:
    """The square roots of numbers of which assumptions speak, as far as they are rational."""
    nodes = (node.value for each in assumptions for node in walk(each.condition) if isinstance(node, Constant))
    found = (rational_root(value) for value in dict.fromkeys(nodes) if value > 1)
    return [root for root in found if root is not None]
