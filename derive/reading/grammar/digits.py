"""Digits below an array, as in `x_{12}`: one index, or an index for each axis."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from derive.reading.syntax import Node, Number

Lengths = tuple[int | None, ...]
"""The length of each axis, where it is a number."""


def are_apart(digits: str, lengths: Lengths) -> bool:
    """Whether digits can be an index each: always below a matrix, below a row or a column where that is an entry."""
    if len(lengths) != 2 or 1 not in lengths:
        return len(lengths) == 2
    inside = [digit > "0" and (end is None or int(digit) <= end) for digit, end in zip(digits, lengths, strict=False)]
    return len(digits) == 2 and all(inside)


def is_one(digits: str, lengths: Lengths) -> bool:
    """Whether digits are one index of an axis whose length is told and that is long enough."""
    return any(end is not None and int(digits) <= end for end in lengths)


def ambiguous(shown: str, digits: str) -> str:
    """What is wrong with digits that can be both."""
    pair = ",".join(digits)
    return f"this can be one index or two; write `{shown}_{{{pair}}}`, or declare `{shown}` with one axis, as in R^n"


def together(indices: Sequence[Node]) -> Number | None:
    """Digits that were written as one number, which below a matrix is an index each, as that number."""
    numbers = [index for index in indices if isinstance(index, Number)]
    if len(numbers) < max(len(indices), 2) or len({index.span for index in numbers}) > 1 or not numbers[0].span.end:
        return None
    digits = "".join(index.digits for index in numbers)
    return Number(Fraction(digits), digits, span=numbers[0].span)
