"""Where a term stands: the indices in force, and the names that vary or are parameters there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from derive.judging.modular.tensors import Tensor
from derive.meaning.rewriting import parts
from derive.meaning.terms import Quantity, Term


class Seed(NamedTuple):
    """What a value is differentiated by: one of the variables, told apart by numbers, that a name stands for."""

    number: int
    name: str


Seeds = tuple[Seed, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Overlay:
    """What a name stands for that varies: the value of `term` in `frame`, and `slope`, the derivative by each seed.

    `slope` holds whole numbers. `names` tells the axes of the value that are called otherwise.
    """

    term: Term
    frame: Frame
    seeds: Seeds
    slope: Tensor
    names: Mapping[str, str] = field(default_factory=dict)

    def is_own(self, name: str) -> bool:
        """Whether this is the value that a name has where nothing varies."""
        if not (isinstance(self.term, Quantity) and self.term.name == name) or name in self.frame.parameters:
            return False
        outer = self.frame.varied.get(name)
        return outer is None or outer.is_own(name)


@dataclass(frozen=True, eq=False, slots=True)
class Frame:
    """Where a term stands; two frames are the same only if they are one object.

    `indices` holds the values of each index along an axis of its own, `varied` what is differentiated by, `parameters`
    the parameter of the function whose body this is. Only places at which `active` holds count; `None` means all.
    """

    indices: Mapping[str, Tensor] = field(default_factory=dict)
    varied: Mapping[str, Overlay] = field(default_factory=dict)
    parameters: Mapping[str, Overlay] = field(default_factory=dict)
    active: Tensor | None = None


class Names:
    """Which quantities a term speaks of, itself or through definitions; a term is known by its identity, and kept."""

    def __init__(self, definitions: Mapping[str, Term]) -> None:
        self._definitions = definitions
        self._found: dict[int, tuple[Any, frozenset[str]]] = {}

    def __call__(self, node: Any) -> frozenset[str]:
        """The names of a term or condition."""
        found = self._found.get(id(node))
        if found is None:
            found = self._found[id(node)] = node, self._find(node)
        return found[1]

    def _find(self, node: Any) -> frozenset[str]:
        if isinstance(node, Quantity):
            definition = self._definitions.get(node.name)
            return frozenset({node.name}) | (self(definition) if definition is not None else frozenset())
        found = [names for names in map(self, parts(node)) if names]
        return found[0] if len(found) == 1 else frozenset().union(*found)

    def here(self, node: Any, frame: Frame) -> frozenset[str]:
        """The names that a term speaks of in a frame, also through what parameters stand for."""
        names = self(node)
        if not frame.parameters:
            return names
        for parameter, overlay in frame.parameters.items():
            if parameter in names:
                names |= self.here(overlay.term, overlay.frame)
        return names
