"""A computational graph: what is computed from what, and which claims say how gradients flow back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from derive.judging.verdict import Kind
from derive.meaning.terms import Shape


@dataclass(frozen=True, slots=True)
class Node:
    """An array, a number or an unknown loss by its name, and the names that its definition `uses`.

    One that stands `again` is drawn in full elsewhere.
    """

    name: str
    shape: Shape
    uses: tuple[str, ...] = ()
    defined: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim by its id, its verdict, and whether it was asked and is `answered`."""

    claim: str
    kind: Kind
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Gradient:
    """The derivative of a node by another, as often as `order` says."""

    numerator: str
    by: str
    order: int = 1


@dataclass(frozen=True, slots=True)
class Flow:
    """A gradient, the nodes through which it comes back, of those that use the one it is by, and who claims it."""

    gradient: Gradient
    along: tuple[str, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes in the order in which they are computed, the claims on what they are, by name, and those on the flows."""

    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]
    values: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict)

    @property
    def edges(self) -> tuple[tuple[str, str], ...]:
        """From what is used to what uses it."""
        return tuple((used, node.name) for node in self.nodes for used in node.uses)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All claims on it, those on nodes first."""
        flows = [mark for flow in self.flows for mark in flow.marks]
        return (*(mark for marks in self.values.values() for mark in marks), *flows)
