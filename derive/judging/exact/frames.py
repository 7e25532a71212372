"""Where a term is evaluated in numbers: the values given, the variables that vary, and what is bound."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from derive.judging.exact.matrices import Matrix
from derive.meaning.rewriting import Node, parts
from derive.meaning.scope import Scope
from derive.meaning.terms import Fold, Index, Quantity, Size, Table, Term

Rational = tuple[tuple[Fraction, ...], ...]


@dataclass(frozen=True, slots=True)
class Point:
    """Where a statement is evaluated.

    `values` has a matrix for every free quantity, 1×1 for a scalar; `indices` the claim's free indices.
    `gradients[name, k]` makes the unknown function `name` linear: the sum over its arguments (k from 0) of the
    products, entry by entry, of that matrix with the argument. To this `hessians[name]`, where there is one, adds half
    the quadratic form of that symmetric matrix in the entries of all arguments, row by row. `polynomials[name]` makes
    an unknown function of one scalar the polynomial with these coefficients, from power 0.
    """

    sizes: Mapping[str, int] = field(default_factory=dict)
    values: Mapping[str, Rational] = field(default_factory=dict)
    indices: Mapping[str, int] = field(default_factory=dict)
    gradients: Mapping[tuple[str, int], Rational] = field(default_factory=dict)
    hessians: Mapping[str, Rational] = field(default_factory=dict)
    polynomials: Mapping[str, tuple[Fraction, ...]] = field(default_factory=dict)

    def size(self, size: Size) -> int:
        """The number that a size stands for."""
        return size if isinstance(size, int) else self.sizes[size]


class Uses(NamedTuple):
    """What a term's value depends on: its free indices, and the quantities it names, itself or through definitions."""

    indices: tuple[str, ...]
    quantities: frozenset[str]


NOTHING = Uses((), frozenset())


class UseFinder:
    """Finds what the terms of one scope use, each term once; a term is known by its identity and must stay alive."""

    def __init__(self, definitions: Mapping[str, Term]) -> None:
        self._definitions = definitions
        self._found: dict[int, Uses] = {}

    def __call__(self, node: Node) -> Uses:
        """The uses of a term or condition."""
        found = self._found.get(id(node))
        if found is None:
            found = self._found[id(node)] = self._find(node)
        return found

    def _find(self, node: Node) -> Uses:
        match node:
            case Index():
                return Uses((node.name,), frozenset())
            case Quantity():
                definition = self._definitions.get(node.name)
                return Uses((), self(definition).quantities | {node.name} if definition else frozenset({node.name}))
            case Table():
                return self._join((node.entry,), (node.row, node.column))
            case Fold():
                inner = self._join([part for part in (node.body, node.condition) if part], (node.index,))
                outer = self._join((node.low, node.high))
                return Uses(tuple({*inner.indices, *outer.indices}), inner.quantities | outer.quantities)
            case _:
                return self._join(parts(node))

    def _join(self, nodes: Iterable[Node], bound: tuple[str, ...] = ()) -> Uses:
        each = [uses for uses in map(self, nodes) if uses is not NOTHING]
        if len(each) < 2 and not bound:
            return each[0] if each else NOTHING
        indices = {name for uses in each for name in uses.indices if name not in bound}
        return Uses(tuple(indices), frozenset().union(*[uses.quantities for uses in each]))


@dataclass(frozen=True, slots=True)
class Setting:
    """The values of all quantities, of which those in `varied` are variables of derivatives and limits.

    `outer` is the setting without the innermost variable, `name`; what does not use it has the same value there.
    `memo` keeps values found, by term and indices. `depth` counts the variables.
    """

    scope: Scope
    point: Point
    uses: UseFinder
    varied: Mapping[str, Matrix] = field(default_factory=dict)
    name: str = ""
    outer: Setting | None = None
    depth: int = 0
    memo: dict[tuple[int, tuple[int | None, ...]], Matrix] = field(default_factory=dict)

    def deeper(self, varied: Mapping[str, Matrix]) -> Setting:
        """The setting with one variable more; `varied` is empty where that is the parameter of a function."""
        name = next(iter(varied), "")
        return Setting(self.scope, self.point, self.uses, {**self.varied, **varied}, name, self, self.depth + 1)

    def home(self, quantities: frozenset[str]) -> Setting:
        """The outermost setting in which what uses these quantities has the same value."""
        setting = self
        while setting.outer is not None and setting.name not in quantities:
            setting = setting.outer
        return setting


@dataclass(frozen=True, slots=True)
class Frame:
    """A setting with the indices and the function parameter that are bound where a term stands."""

    setting: Setting
    indices: Mapping[str, int]
    parameters: Mapping[str, Matrix] = field(default_factory=dict)

    def at(self, indices: Mapping[str, int]) -> Frame:
        """The frame with more indices bound."""
        return Frame(self.setting, {**self.indices, **indices}, self.parameters)

    def varying(self, name: str, value: Matrix) -> Frame:
        """The frame in which a quantity is a variable; `value` has jets of the depth that is next."""
        if name in self.parameters:
            return Frame(self.setting.deeper({}), self.indices, {**self.parameters, name: value})
        return Frame(self.setting.deeper({name: value}), self.indices, self.parameters)
