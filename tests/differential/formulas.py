"""Formulas as small trees, and their values in NumPy. Nothing of derive takes part in either.

A letter has one axis of its own, so that values of any indices broadcast against each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

Values = NDArray[Any]
RANGES = {"i": "n", "k": "n", "p": "n", "j": "m", "l": "m", "q": "m"}
"""The letters of indices, with the sizes that they run to."""
AXES = {letter: axis for axis, letter in enumerate(RANGES)}
ARRAYS = {"X": "nm", "S": "nn", "u": "n", "v": "m"}
STEP = 1e-30


@dataclass(frozen=True)
class Tree:
    """A formula with indices; its value is a number for each choice of the free ones."""


@dataclass(frozen=True)
class Number(Tree):
    """A whole number."""

    value: int


@dataclass(frozen=True)
class Size(Tree):
    """A size as a number."""

    name: str


@dataclass(frozen=True)
class Entry(Tree):
    """`X_{ij}`; `indices` are letters."""

    array: str
    indices: str


@dataclass(frozen=True)
class Plus(Tree):
    """A sum of parts."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True)
class Minus(Tree):
    """The negative."""

    part: Tree


@dataclass(frozen=True)
class Times(Tree):
    """A product of parts."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True)
class Over(Tree):
    """A quotient."""

    top: Tree
    bottom: Tree


@dataclass(frozen=True)
class Square(Tree):
    """The second power."""

    base: Tree


@dataclass(frozen=True)
class Map(Tree):
    """A function of one number."""

    name: str
    argument: Tree


@dataclass(frozen=True)
class Total(Tree):
    """The sum over one index."""

    index: str
    body: Tree


@dataclass(frozen=True)
class Delta(Tree):
    """Kronecker's delta."""

    one: str
    other: str


@dataclass(frozen=True)
class Slope(Tree):
    """The derivative by an entry."""

    body: Tree
    by: Entry


@dataclass(frozen=True)
class Point:
    """Sizes, and an array for each name."""

    sizes: Mapping[str, int]
    arrays: Mapping[str, Values]

    def grid(self, letter: str) -> NDArray[np.int64]:
        """All values of an index, along its axis."""
        shape = [1] * len(AXES)
        shape[AXES[letter]] = -1
        return np.arange(self.sizes[RANGES[letter]]).reshape(shape)


FUNCTIONS: Mapping[str, Callable[[Values], Values]] = {"exp": np.exp, "tanh": np.tanh, "log": np.log}


def value(tree: Tree, at: Point) -> Values:
    """The values of a formula, one axis for each letter."""
    match tree:
        case Number(number):
            return np.full([1] * len(AXES), number, dtype=complex)
        case Size(name):
            return np.full([1] * len(AXES), at.sizes[name], dtype=complex)
        case Entry(array, indices):
            return at.arrays[array][tuple(map(at.grid, indices))]
        case Plus(parts):
            return sum((value(part, at) for part in parts), start=value(Number(0), at))
        case Minus(part):
            return -value(part, at)
        case Times(parts):
            found = value(Number(1), at)
            for part in parts:
                found = found * value(part, at)
            return found
        case Over(top, bottom):
            return value(top, at) / value(bottom, at)
        case Square(base):
            return value(base, at) ** 2
        case Map(name, argument):
            return FUNCTIONS[name](value(argument, at))
        case Total(index, body):
            found = value(body, at)
            if found.shape[AXES[index]] == 1:
                return found * at.sizes[RANGES[index]]
            return np.asarray(found.sum(AXES[index], keepdims=True))
        case Delta(one, other):
            return np.asarray(at.grid(one) == at.grid(other), dtype=complex)
        case Slope(body, by):
            return _slopes(body, by, at)
    raise TypeError(f"expected a formula, not {tree!r}")


def _slopes(body: Tree, by: Entry, at: Point) -> Values:
    """Derivatives by complex steps, one entry after another."""
    array = at.arrays[by.array]
    found = value(Number(0), at)
    for place in product(*map(range, array.shape)):
        moved = array.copy()
        moved[place] += STEP * 1j
        there = value(body, replace(at, arrays={**at.arrays, by.array: moved})).imag / STEP
        chosen = [at.grid(letter) == number for letter, number in zip(by.indices, place, strict=True)]
        found = found + there * np.prod(np.broadcast_arrays(*chosen), axis=0)
    return found


def children(tree: Tree) -> Iterator[Tree]:
    """The formulas right below one."""
    for field in fields(tree):
        found = getattr(tree, field.name)
        yield from (part for part in (found if isinstance(found, tuple) else (found,)) if isinstance(part, Tree))


def walk(tree: Tree) -> Iterator[Tree]:
    """A formula and all in it."""
    yield tree
    for child in children(tree):
        yield from walk(child)


def rebuilt(tree: Tree, change: Callable[[Tree], Tree]) -> Tree:
    """The formula with every child changed."""
    changed: dict[str, Any] = {}
    for field in fields(tree):
        found = getattr(tree, field.name)
        if isinstance(found, Tree):
            changed[field.name] = change(found)
        elif isinstance(found, tuple):
            changed[field.name] = tuple(map(change, found))
    return replace(tree, **changed)


def letters(tree: Tree) -> set[str]:
    """All letters in a formula, bound ones too."""
    found: set[str] = set()
    for part in walk(tree):
        match part:
            case Entry(_, indices):
                found |= set(indices)
            case Delta(one, other):
                found |= {one, other}
            case Total(index):
                found.add(index)
    return found


def renamed(tree: Tree, old: str, new: str) -> Tree:
    """The formula with another letter, which does not stand in it yet."""
    match tree:
        case Entry(array, indices):
            return Entry(array, indices.replace(old, new))
        case Delta(one, other):
            return Delta(*(new if letter == old else letter for letter in (one, other)))
        case Total(index, body):
            return Total(new if index == old else index, renamed(body, old, new))
    return rebuilt(tree, lambda part: renamed(part, old, new))
