"""Sizes that are not known yet: found by holding shapes against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from derive.meaning.terms import Shape, Size
from derive.reading.source import Span

OPEN = "?"


class Misshapen(Exception):
    """Shapes or index ranges that do not fit, so that the mathematics has no value; `message` names them."""

    def __init__(self, message: str, span: Span) -> None:
        super().__init__(message)
        self.message = message
        self.span = span


class Misapplied(Misshapen):
    """An unknown function at an array of another shape: its letter may stand for another function there."""


class Sizes:
    """Open sizes and what they turned out to be. An open size is a string that begins with `?`.

    `united` are named sizes that go by another name, since they are assumed to be equal.
    """

    def __init__(self, united: Mapping[str, Size] | None = None) -> None:
        self._found: dict[str, Size] = dict(united or {})
        self._count = 0

    def open(self) -> Size:
        """A size that nothing is known of."""
        self._count += 1
        return f"{OPEN}{self._count}"

    def find(self, size: Size) -> Size:
        """What a size is known to be."""
        while isinstance(size, str) and size in self._found:
            size = self._found[size]
        return size

    def shape(self, shape: Shape) -> Shape:
        """A shape with everything known put in."""
        return () if shape == () else (self.find(shape[0]), self.find(shape[1]))

    def unify(self, left: Size, right: Size) -> bool:
        """Whether two sizes are one size; an open one becomes the other."""
        left, right = self.find(left), self.find(right)
        if left == right:
            return True
        if is_open(left):
            self._found[str(left)] = right
            return True
        if is_open(right):
            self._found[str(right)] = left
            return True
        return False

    def fit(self, left: Shape, right: Shape) -> bool:
        """Whether two shapes are one shape; nothing is found out where they are not."""
        if len(left) != len(right):
            return False
        if left == () or right == ():
            return True
        before = dict(self._found)
        if self.unify(left[0], right[0]) and self.unify(left[1], right[1]):
            return True
        self._found = before
        return False

    @contextmanager
    def trial(self) -> Iterator[None]:
        """Forget behind this what was found out in it."""
        before = dict(self._found)
        try:
            yield
        finally:
            self._found = before


def is_open(size: Size) -> bool:
    """Whether nothing is known of a size."""
    return isinstance(size, str) and size.startswith(OPEN)


def words(shape: Shape) -> str:
    """A shape for a reader: `n×m`, or `a number`."""
    if shape == ():
        return "a scalar"
    return "×".join("?" if is_open(size) else str(size) for size in shape)
