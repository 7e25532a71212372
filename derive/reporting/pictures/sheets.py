"""A tall graph in parts for paper, so that no page is left half empty before it, and no line is cut at a page's end.

Each part is a graph by itself. What it goes on from stands `again` at its top, without what is claimed of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from derive.reporting.pictures.graph import Graph, Node
from derive.reporting.pictures.layout import Layout
from derive.reporting.pictures.measures import BROAD, placed

HIGHEST = 300
"""How high a part is at most if it can be, in pixels: a third of a page."""


def sheets(graph: Graph) -> tuple[Graph, ...]:
    """A graph in as few parts as are low enough, from top to bottom; the whole of one that is.

    Where a row with what is given for it is too high by itself, in as few as make the highest as low as can be.
    """
    whole = placed(graph, BROAD)
    found = list[tuple[Graph, ...]]()
    for number in range(1, len(whole.gaps) + 2):
        found.append(tuple(_parts(graph, whole, number)))
        if _highest(found[-1]) <= HIGHEST:
            return found[-1]
    return min(found, key=_highest)


def _highest(parts: tuple[Graph, ...]) -> float:
    return max(placed(part, BROAD).height for part in parts)


def _parts(graph: Graph, whole: Layout, number: int) -> Iterator[Graph]:
    """Parts of about one height, cut between rows; what is given stands in the first part that uses it."""
    wanted = [whole.height * part / number for part in range(1, number)]
    cuts = dict.fromkeys(min(whole.gaps, key=lambda gap: abs(gap - cut)) for cut in wanted)
    left = list(graph.nodes)
    for start, end in pairwise([0.0, *cuts, whole.height]):
        computed = [node for node in left if node.uses and start <= whole.places[node.name][1] < end]
        used = {name for node in computed for name in node.uses}
        own = [node for node in left if node in computed or (not node.uses and node.name in used)]
        left = [node for node in left if node not in own]
        if own:
            yield _part(graph, own)


def _part(graph: Graph, own: Sequence[Node]) -> Graph:
    names = {node.name for node in own}
    used = {name for node in own for name in node.uses} - names
    again = [replace(node, uses=(), again=True) for node in graph.nodes if node.name in used]
    return Graph(
        (*again, *own),
        tuple(flow for flow in graph.flows if flow.gradient.by in names),
        {name: marks for name, marks in graph.values.items() if name in names},
    )
