"""All pictures of a document: what they show, found where it was understood, and the drawings for its page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from derive.judging.results import Judgement
from derive.meaning.meanings import Understood
from derive.reporting.pictures.claimed import Claimed
from derive.reporting.pictures.differences import Differences, differences
from derive.reporting.pictures.drafts import graphs
from derive.reporting.pictures.graph import Graph
from derive.reporting.pictures.network import network
from derive.reporting.pictures.slopes import slopes


@dataclass(frozen=True, slots=True)
class Pictured:
    """What the pictures of one document show."""

    graphs: tuple[Graph, ...] = ()
    differences: tuple[Differences, ...] = ()


NO_PICTURES = Pictured()


def pictured(understood: Sequence[Understood], judgement: Judgement) -> Pictured:
    """What there is to show of a document."""
    return Pictured(graphs(understood, judgement), differences(understood, judgement))


def drawings(found: Pictured, claims: Mapping[str, Claimed]) -> Mapping[str, Markup]:
    """The pictures as HTML, by the id of the claim at the end of whose section each stands, where it parts no sentence.

    That is for a graph the first in the section that has the most of its claims, and for differences the last. `claims`
    has where each claim of the document stands.
    """
    drawn: defaultdict[str, Markup] = defaultdict(Markup)
    for first, graphs_ in graphs_by_claim(found, claims).items():
        for graph in graphs_:
            drawn[first] += network(graph, claims, f"graph-{found.graphs.index(graph) + 1}")
    for number, each in enumerate(found.differences, 1):
        drawn[each.last] += slopes(each, claims, f"differences-{number}")
    return drawn


def graphs_by_claim(found: Pictured, claims: Mapping[str, Claimed]) -> Mapping[str, list[Graph]]:
    """The graphs by the id of the first claim of each in the section with the most of them, of several in the last."""
    placed: defaultdict[str, list[Graph]] = defaultdict(list)
    for graph in found.graphs:
        drawn = sorted((mark.claim for mark in graph.marks), key=lambda claim: claims[claim].line)
        sections = [claims[claim].section for claim in drawn]
        home = max(reversed(sections), key=sections.count)
        placed[drawn[sections.index(home)]].append(graph)
    return placed
