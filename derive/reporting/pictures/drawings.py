"""All pictures of a document: what they show, found where it was understood, and the drawings for its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from markupsafe import Markup

from derive.judging.results import Judgement
from derive.meaning.document import Understood
from derive.reporting.pictures.claimed import Claimed
from derive.reporting.pictures.differences import Differences, differences
from derive.reporting.pictures.graph import Graph, graphs
from derive.reporting.pictures.network import network
from derive.reporting.pictures.slopes import slopes


@dataclass(frozen=True, slots=True)
class Pictured:
    """What the pictures of one document show."""

    graphs: tuple[Graph, ...] = ()
    differences: tuple[Differences, ...] = ()


NO_PICTURES = Pictured()


@dataclass(frozen=True, slots=True)
class Drawings:
    """Pictures as HTML, by the ids of the claims `before` and `after` which they stand."""

    before: Mapping[str, Markup] = field(default_factory=lambda: MappingProxyType({}))
    after: Mapping[str, Markup] = field(default_factory=lambda: MappingProxyType({}))


def pictured(understood: Sequence[Understood], judgement: Judgement) -> Pictured:
    """What there is to show of a document."""
    return Pictured(graphs(understood, judgement), differences(understood, judgement))


def drawings(found: Pictured, claims: Mapping[str, Claimed]) -> Drawings:
    """The pictures drawn; `claims` has where each claim of the document stands.

    A graph stands before the first of its claims, and differences after the last.
    """
    before = {}
    for number, graph in enumerate(found.graphs, 1):
        first = min((mark.claim for mark in graph.marks), key=lambda claim: claims[claim].line)
        before[first] = network(graph, claims, f"graph-{number}")
    after = {each.last: slopes(each, claims, f"differences-{n}") for n, each in enumerate(found.differences, 1)}
    return Drawings(before, after)
