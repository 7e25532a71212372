"""The computational graphs of a document, found in what its claims speak of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from derive.judging.results import Judgement
from derive.meaning.claims import Claim, Shapeless, claim
from derive.meaning.meanings import Question, Understood
from derive.meaning.terms import Term
from derive.meaning.world import World
from derive.reading.statements import Equation
from derive.reading.syntax import Unreadable
from derive.reporting.pictures.graph import Flow, Gradient, Graph, Mark, Node
from derive.reporting.pictures.naming import Names

FEWEST = 3
"""The nodes from which on a graph shows more than a line of text."""


def graphs(understood: Sequence[Understood], judgement: Judgement) -> tuple[Graph, ...]:
    """The graphs of a document, each of claims that speak of one computation."""
    judged = {item.id: item for item in judgement.items}
    drafts: list[_Draft] = []
    for each in understood:
        claimed, item = _claim(each), judged.get(each.item.id)
        if claimed is not None and item is not None and not item.restates:
            mark = Mark(item.id, item.verdict.kind, item.verdict.answer is not None)
            part = _Draft.of(claimed, each.world, mark)
            drafts = drafts if part is None else _joined(drafts, part)
    made = [draft.graph() for draft in drafts]
    return tuple(graph for graph in made if len(graph.nodes) >= FEWEST)


def _claim(each: Understood) -> Claim | None:
    """What an item claims; of a question, and where the sides have no common shape, what it says of its left side."""
    if isinstance(each.meaning, Question):
        return each.meaning.asked
    if isinstance(each.meaning, Shapeless) and isinstance(each.item.statement, Equation):
        try:
            itself = claim(replace(each.item.statement, right=each.item.statement.left), each.world)
        except Unreadable:
            return None
        return itself if isinstance(itself, Claim) else None
    return each.meaning if isinstance(each.meaning, Claim) else None


def _joined(drafts: Sequence[_Draft], part: _Draft) -> list[_Draft]:
    """The drafts and one more, in which all those are that it goes on from; it stands where the first of them did."""
    found: list[_Draft] = []
    place = None
    for draft in drafts:
        joined = draft.joined(part)
        if joined is None:
            found.append(draft)
        else:
            part, place = joined, len(found) if place is None else place
    found.insert(len(found) if place is None else place, part)
    return found


@dataclass(frozen=True, slots=True)
class _Draft:
    """What some claims speak of: nodes by name, how each is defined and spelled, and the claims themselves."""

    nodes: Mapping[str, Node]
    terms: Mapping[str, Term | None]
    spellings: Mapping[str, str]
    flows: tuple[tuple[Gradient, Mark], ...] = ()
    values: tuple[tuple[str, Mark], ...] = ()

    @classmethod
    def of(cls, claim: Claim, world: World, mark: Mark) -> _Draft | None:
        """What is computed to have what one claim is about, if that is a gradient or what a node is."""
        names, nodes = Names(claim.scope, world), dict[str, Node]()
        sides = claim.statement.left, claim.statement.right
        gradient = next(filter(None, map(names.gradient, sides)), None)
        about = gradient.numerator if gradient else names.of(sides[0])
        if about:
            names.collect(about, nodes)
        if not about or not nodes[about].defined or (gradient and gradient.by not in nodes):
            return None
        terms = {name: claim.scope.definitions.get(name) for name in nodes}
        spellings = {name: claim.scope.spelling(name) for name in nodes}
        if gradient:
            return cls(nodes, terms, spellings, flows=((gradient, mark),))
        return cls(nodes, terms, spellings, values=((about, mark),))

    def joined(self, after: _Draft) -> _Draft | None:
        """Both as one, where they share something that is computed, and no name has two meanings."""
        common = self.nodes.keys() & after.nodes.keys()
        goes_on = any(self.nodes[name].defined for name in common)
        if not goes_on or any(self._known(name) != after._known(name) for name in common):
            return None
        if {self.spellings[name] for name in self.nodes.keys() - common} & {
            after.spellings[name] for name in after.nodes.keys() - common
        }:
            return None
        return _Draft(
            {**self.nodes, **after.nodes}, {**self.terms, **after.terms}, {**self.spellings, **after.spellings},
            (*self.flows, *after.flows), (*self.values, *after.values),
        )

    def _known(self, name: str) -> tuple[Node, Term | None]:
        return self.nodes[name], self.terms[name]

    def graph(self) -> Graph:
        """The graph of what is differentiated, with the claims on one flow together."""
        flows: dict[Gradient, tuple[Mark, ...]] = {}
        for gradient, mark in self.flows:
            flows[gradient] = (*flows.get(gradient, ()), mark)
        kept = {gradient.numerator for gradient in flows}
        kept = kept.union(*map(self._below, kept))
        values: dict[str, tuple[Mark, ...]] = {}
        for name, mark in self.values:
            if name in kept:
                values[name] = (*values.get(name, ()), mark)
        said = self._said()
        return Graph(
            tuple(_respelled(node, said) for node in self.nodes.values() if node.name in kept),
            tuple(
                Flow(
                    replace(each, numerator=said[each.numerator], by=said[each.by]),
                    tuple(said[name] for name in self._along(each)), marks,
                )
                for each, marks in flows.items()
            ),
            {said[name]: marks for name, marks in values.items()},
        )

    def _said(self) -> dict[str, str]:
        """Every name as its author writes it; of those that would be alike, as it is known here."""
        counted = Counter(self.spellings.values())
        return {name: said if counted[said] == 1 else name for name, said in self.spellings.items()}

    def _along(self, gradient: Gradient) -> tuple[str, ...]:
        users = (node.name for node in self.nodes.values() if gradient.by in node.uses)
        return tuple(
            name for name in users if name == gradient.numerator or name in self._below(gradient.numerator)
        )

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
