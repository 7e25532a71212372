"""The names that terms of a scope speak of: of quantities, and of losses, which are unknown functions of some."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from derive.meaning.rewriting import Node as Part
from derive.meaning.rewriting import parts
from derive.meaning.scope import Scope
from derive.meaning.terms import Apply, Derivative, Item, Quantity, Term, Unknown
from derive.meaning.world import Opaque, World
from derive.reporting.pictures.graph import Gradient, Node


@dataclass(frozen=True, slots=True)
class Names:
    """The names in one scope of one world."""

    scope: Scope
    world: World

    def of(self, term: Term) -> str:
        """The name that a term is, or of whose array it is an entry."""
        whole = term.array if isinstance(term, Item) else term
        if isinstance(whole, Quantity):
            return whole.name
        return whole.name if isinstance(whole, Unknown) and self._loss(whole.name) else ""

    def gradient(self, term: Term) -> Gradient | None:
        """The gradient that a term is, also by a name that it was given, such as a δ."""
        named = self.scope.definitions.get(self.of(term))
        for each in (term, named):
            whole = each.array if isinstance(each, Item) else each
            if isinstance(whole, Derivative):
                return self._derivative(whole)
        return None

    def _derivative(self, term: Derivative) -> Gradient | None:
        by, inner = self.of(term.by), term.numerator
        if isinstance(inner, Item) and isinstance(inner.array, Derivative):
            inner = inner.array
        if isinstance(inner, Derivative):
            first = self._derivative(inner)
            return Gradient(first.numerator, by, first.order + 1) if first and first.by == by else None
        numerator = self.of(inner)
        return Gradient(numerator, by) if numerator and by else None

    def collect(self, name: str, nodes: dict[str, Node]) -> None:
        """Put a node and all that it is computed from into `nodes`, each behind what it uses."""
        if name in nodes:
            return
        loss = self._loss(name)
        terms = loss or tuple(filter(None, [self.scope.definitions.get(name)]))
        uses = tuple(dict.fromkeys(used for term in terms for used in self._used(term)))
        for used in uses:
            self.collect(used, nodes)
        nodes[name] = Node(name, self.scope.shapes.get(name, ()), uses, bool(terms))

    def _used(self, part: Part, bound: frozenset[str] = frozenset()) -> Iterator[str]:
        """The names in a term, from left to right, but for the parameters of functions."""
        name = "" if isinstance(part, Item) or not isinstance(part, Term) else self.of(part)
        if name:
            if name not in bound:
                yield name
        elif isinstance(part, Apply):
            yield from self._used(part.body, bound | {part.parameter})
            yield from self._used(part.argument, bound)
        else:
            for inner in parts(part):
                yield from self._used(inner, bound)

    def _loss(self, name: str) -> tuple[Term, ...]:
        """The arguments of an unknown function of whole arrays."""
        found = self.world.functions.get(name)
        return found.arguments if isinstance(found, Opaque) else ()
