"""The computational graphs of a document: what is computed from what, and which claims say how gradients flow back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from derive.judging.results import Judgement
from derive.judging.verdict import Kind
from derive.meaning.claims import Claim, Shapeless, claim
from derive.meaning.document import Understood
from derive.meaning.rewriting import Node as Part
from derive.meaning.rewriting import parts
from derive.meaning.scope import Scope
from derive.meaning.terms import Apply, Derivative, Item, Quantity, Shape, Term, Unknown
from derive.meaning.world import Opaque, World
from derive.reading.statements import Equation
from derive.reading.syntax import Unreadable

FEWEST = 3
"""The nodes from which on a graph shows more than a line of text."""


@dataclass(frozen=True, slots=True)
class Node:
    """An array, a number or an unknown loss by its name, and the names that its definition `uses`."""

    name: str
    shape: Shape
    uses: tuple[str, ...] = ()
    defined: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim by its id, and its verdict."""

    claim: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Flow:
    """A derivative of one node by another, the nodes that use `by` through which it comes back, and who claims it."""

    numerator: str
    by: str
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


def graphs(understood: Sequence[Understood], judgement: Judgement) -> tuple[Graph, ...]:
    """The graphs of a document, each of claims that follow each other and speak of the same names."""
    kinds = {item.id: item.verdict.kind for item in judgement.items}
    drafts: list[_Draft] = []
    for each in understood:
        claimed = _claim(each)
        if claimed is not None and each.item.id in kinds:
            part = _Draft.of(claimed, each.world, Mark(each.item.id, kinds[each.item.id]))
            joined = drafts[-1].joined(part) if drafts else None
            if joined is not None:
                drafts[-1] = joined
            elif part.nodes:
                drafts.append(part)
    made = [draft.graph() for draft in drafts]
    return tuple(graph for graph in made if len(graph.nodes) >= FEWEST)


def _claim(each: Understood) -> Claim | None:
    """What an item claims; where its sides have no common shape, what it says of its left side."""
    if isinstance(each.meaning, Shapeless) and isinstance(each.item.statement, Equation):
        try:
            itself = claim(replace(each.item.statement, right=each.item.statement.left), each.world)
        except Unreadable:
            return None
        return itself if isinstance(itself, Claim) else None
    return each.meaning if isinstance(each.meaning, Claim) else None


@dataclass(frozen=True, slots=True)
class _Draft:
    """What some claims speak of: the largest scope among theirs, the nodes by name, and (numerator, by, mark)."""

    scope: Scope
    nodes: Mapping[str, Node]
    flows: tuple[tuple[str, str, Mark], ...]
    values: tuple[tuple[str, Mark], ...]

    @classmethod
    def of(cls, claim: Claim, world: World, mark: Mark) -> _Draft:
        """What one claim speaks of, itself and through definitions."""
        statement, names = claim.statement, _Names(claim.scope, world)
        nodes: dict[str, Node] = {}
        for name in (name for side in (statement.left, statement.right) for name in names.used(side)):
            names.collect(name, nodes)
        left = _whole(statement.left)
        flows, values = [], []
        if isinstance(left, Derivative):
            ends = names.of(_whole(left.numerator)), names.of(_whole(left.by))
            if ends[0] in nodes and ends[1] in nodes:
                flows.append((*ends, mark))
        elif (name := names.of(left)) in nodes and nodes[name].defined:
            values.append((name, mark))
        return cls(claim.scope, nodes, tuple(flows), tuple(values))

    def joined(self, after: _Draft) -> _Draft | None:
        """Both as one, where one scope goes on from the other and no name changes its meaning."""
        small, large = sorted((self.scope, after.scope), key=lambda scope: len(scope.shapes) + len(scope.definitions))
        common = self.nodes.keys() & after.nodes.keys()
        goes_on = small.shapes.items() <= large.shapes.items() and _within(small.definitions, large.definitions)
        if not common or not goes_on or any(self.nodes[name] != after.nodes[name] for name in common):
            return None
        nodes = {**self.nodes, **after.nodes}
        return _Draft(large, nodes, (*self.flows, *after.flows), (*self.values, *after.values))

    def graph(self) -> Graph:
        """The graph, with the claims on one flow together."""
        flows: dict[tuple[str, str], tuple[Mark, ...]] = {}
        for numerator, by, mark in self.flows:
            flows[numerator, by] = (*flows.get((numerator, by), ()), mark)
        values: dict[str, tuple[Mark, ...]] = {}
        kept = self._connected({end for ends in flows for end in ends})
        for name, mark in self.values:
            if name in kept:
                values[name] = (*values.get(name, ()), mark)
        said = self._spellings()
        return Graph(
            tuple(_respelled(node, said) for node in self.nodes.values() if node.name in kept),
            tuple(
                Flow(said[top], said[by], tuple(said[name] for name in self._along(top, by)), marks)
                for (top, by), marks in flows.items()
            ),
            {said[name]: marks for name, marks in values.items()},
        )

    def _spellings(self) -> dict[str, str]:
        """Every name as its author writes it; of those that would be alike, as it is known here."""
        said = {name: self.scope.spelling(name) for name in self.nodes}
        counted = Counter(said.values())
        return {name: spelling if counted[spelling] == 1 else name for name, spelling in said.items()}

    def _connected(self, names: set[str]) -> set[str]:
        """What is connected with some nodes by edges, whichever way these go."""
        edges = [(used, node.name) for node in self.nodes.values() for used in node.uses]
        found = set(names)
        while reached := {end for edge in edges if found & set(edge) for end in edge} - found:
            found |= reached
        return found

    def _along(self, numerator: str, by: str) -> tuple[str, ...]:
        users = (node.name for node in self.nodes.values() if by in node.uses)
        return tuple(name for name in users if name == numerator or name in self._below(numerator))

    def _below(self, name: str) -> set[str]:
        """All that a node is computed from."""
        found, left = set[str](), list(self.nodes[name].uses)
        while left:
            if (used := left.pop()) not in found:
                found.add(used)
                left += self.nodes[used].uses
        return found


def _respelled(node: Node, said: Mapping[str, str]) -> Node:
    return replace(node, name=said[node.name], uses=tuple(said[name] for name in node.uses))


def _within(small: Mapping[str, Term], large: Mapping[str, Term]) -> bool:
    return all(name in large and large[name] == term for name, term in small.items())


def _whole(term: Term) -> Term:
    """The array of which a term is an entry."""
    return term.array if isinstance(term, Item) else term


@dataclass(frozen=True, slots=True)
class _Names:
    """The names that terms of a scope speak of: of quantities, and of losses, which are unknown functions of some."""

    scope: Scope
    world: World

    def of(self, term: Term) -> str:
        """The name that a term is, if it is one."""
        if isinstance(term, Quantity):
            return term.name
        return term.name if isinstance(term, Unknown) and self._loss(term.name) else ""

    def used(self, part: Part, bound: frozenset[str] = frozenset()) -> Iterator[str]:
        """The names in a term, from left to right, but for the parameters of functions."""
        name = self.of(part) if isinstance(part, Term) else ""
        if name:
            if name not in bound:
                yield name
        elif isinstance(part, Apply):
            yield from self.used(part.body, bound | {part.parameter})
            yield from self.used(part.argument, bound)
        else:
            for inner in parts(part):
                yield from self.used(inner, bound)

    def collect(self, name: str, nodes: dict[str, Node]) -> None:
        """Put a node and all that it is computed from into `nodes`, each behind what it uses."""
        if name in nodes:
            return
        loss = self._loss(name)
        terms = loss or tuple(filter(None, [self.scope.definitions.get(name)]))
        uses = tuple(dict.fromkeys(used for term in terms for used in self.used(term)))
        for used in uses:
            self.collect(used, nodes)
        nodes[name] = Node(name, self.scope.shapes.get(name, ()), uses, bool(terms))

    def _loss(self, name: str) -> tuple[Term, ...]:
        """The arguments of an unknown function of whole arrays."""
        found = self.world.functions.get(name)
        return found.arguments if isinstance(found, Opaque) else ()
