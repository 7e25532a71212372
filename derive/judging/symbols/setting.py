"""Where a term is evaluated entry by entry, and the symbols that stand for entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import sympy

from derive.judging.symbols.gradients import Gradients
from derive.meaning.scope import Scope
from derive.meaning.terms import Quantity, Shape

Expression = Any
Entries = list[list[Expression]]
LARGEST = 4000
LONGEST = 100_000
"""Terms of a sum that are written out."""


class OutOfRange(Exception):
    """An index that leaves its array at these sizes; the text names both."""


class NoValue(Exception):
    """A term without a value whatever the entries are, such as a division by n - 1 where n is 1."""


class TooLarge(Exception):
    """More entries than are compared at one size."""


@dataclass(frozen=True, slots=True)
class By:
    """What is differentiated by: the symbols, and the names of all quantities that are variables there."""

    variables: frozenset[Any]
    fixed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Slope:
    """A derivative, the places where it was taken across cases, and those where roots and logarithms have no slope."""

    value: Expression
    kinks: frozenset[Any]
    steep: frozenset[Any] = frozenset()


Totals = Mapping[Any, Slope]
"""The derivatives of one expression, by the symbols; one that is missing is zero."""


@dataclass(frozen=True)
class Held:
    """Defined arrays whose entries stay symbols; a derivative goes through their definitions by the chain rule.

    `places` tells which entry a symbol is, `slopes` holds the derivatives of entries, `gradients` those of expressions
    by the symbols in them.
    """

    places: dict[Any, tuple[Quantity, int, int]] = field(default_factory=dict)
    slopes: dict[tuple[Any, By], Totals] = field(default_factory=dict)
    gradients: Gradients = field(default_factory=Gradients)


@dataclass(frozen=True)
class Setting:
    """Where a term is evaluated: sizes, indices in force, quantities that are symbols, and values of finite ones.

    `cache` holds what was evaluated at these sizes; `kinks` the places where a derivative was taken across cases,
    `seams` those where it was and has no kink, `poles` the denominators that can be zero, and the places
    without a slope. Where `held` is given, defined arrays stay symbols.
    """

    scope: Scope
    sizes: Mapping[str, int]
    indices: Mapping[str, int] = field(default_factory=dict)
    frozen: Mapping[str, Entries] = field(default_factory=dict)
    values: Mapping[str, Fraction] = field(default_factory=dict)
    positive: frozenset[str] = frozenset()
    cache: dict[object, Any] = field(default_factory=dict)
    kinks: set[Any] = field(default_factory=set)
    seams: set[Any] = field(default_factory=set)
    poles: set[Any] = field(default_factory=set)
    held: Held | None = None

    def size(self, size: str | int) -> int:
        """A size as a number."""
        return size if isinstance(size, int) else self.sizes[size]

    def shape(self, shape: Shape) -> tuple[int, int]:
        """A shape in numbers; a scalar is 1×1."""
        return (1, 1) if shape == () else (self.size(shape[0]), self.size(shape[1]))

    def with_index(self, name: str, value: int) -> Setting:
        """The same place with one more index."""
        return replace(self, indices={**self.indices, name: value})


def symbols(name: str, shape: Shape, setting: Setting) -> Entries:
    """A matrix of symbols; those of a scalar carry the bare name."""
    positive = True if name in setting.positive else None
    if shape == ():
        return [[sympy.Symbol(name, real=True, positive=positive)]]
    rows, columns = setting.shape(shape)
    key = ("symbols", name, rows, columns)
    if key not in setting.cache:
        setting.cache[key] = [
            [sympy.Symbol(f"{name}[{i},{j}]", real=True, positive=positive) for j in range(1, columns + 1)]
            for i in range(1, rows + 1)
        ]
    made: Entries = setting.cache[key]
    return made
