"""What a picture of a graph shows and how much room each part takes, in pixels, for pages and paper alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from derive.judging.verdict import Kind
from derive.reporting.pictures import symbols
from derive.reporting.pictures.graph import Flow, Graph, Mark, Node
from derive.reporting.pictures.layout import Layout, Size, layout
from derive.reporting.wording import counts

LETTERS = 16
GRADIENTS = 14.5
SHAPES = 12
SIGN = 15
TOUCHED = 24
"""How wide and high what leads to a claim is at least, so that a finger hits it."""
NEAR = 5
HIGH = 28
LINE = 24
LEAD = 6
INSET = 8
MARGIN = 6
BROAD, NARROW = 520, 336
"""The width on a desk and on paper, and that on a phone."""

LEGEND = "Each sign is that of a claim: beside a gradient on it, beside a name on what that is."
PARTED = "What a part goes on from stands at its top once more, in a dashed frame."
"""What is said of a picture that is in parts on paper."""


def placed(graph: Graph, widest: int) -> Layout:
    """Where all stands in a picture that is so wide at most."""
    return layout({node.name: size(node, graph) for node in graph.nodes}, graph.edges, widest)


def caption(graph: Graph) -> str:
    """What a picture shows, in a sentence, and where it is not plain what its signs are about."""
    kinds = Counter(mark.kind for mark in graph.marks)
    found = counts({kind: kinds[kind] for kind in Kind if kinds[kind]})
    said = f"What is computed from what, downwards, and the claims on the way back: {found}."
    has_several = any(len(marks) > 1 for marks in (*graph.values.values(), *(flow.marks for flow in graph.flows)))
    return f"{said} {LEGEND}" if graph.values or has_several else said


def size(node: Node, graph: Graph) -> Size:
    """The room for a node and for the gradients below it."""
    below = flows(node, graph)
    widths = [label(node, graph) + 2 * INSET, *map(gradient, below)]
    return Size(max(widths), HIGH + (LEAD + LINE * len(below) if below else 0))


def label(node: Node, graph: Graph) -> float:
    """How wide a name is with its shape and the signs of the claims on what it is."""
    beside = symbols.width(shape(node), SHAPES) + (INSET if node.shape else 0)
    return symbols.width(symbols.symbol(node.name), LETTERS) + beside + _signs(graph.values.get(node.name, ()))


def gradient(flow: Flow) -> float:
    """How wide a gradient is with the signs of the claims on it."""
    return symbols.width(written(flow), GRADIENTS) + _signs(flow.marks) + INSET + NEAR


def written(flow: Flow) -> symbols.Symbol:
    """A gradient on one line."""
    return symbols.derivative(flow.gradient.numerator, flow.gradient.by, flow.gradient.order)


def formula(flow: Flow) -> str:
    """A gradient in LaTeX."""
    power = f"^{flow.gradient.order}" if flow.gradient.order > 1 else ""
    return rf"\frac{{\partial{power} {flow.gradient.numerator}}}{{\partial {{{flow.gradient.by}}}{power}}}"


def flows(node: Node, graph: Graph) -> list[Flow]:
    """The gradients by a node; they stand where its edges begin."""
    return [flow for flow in graph.flows if flow.gradient.by == node.name]


def shape(node: Node) -> symbols.Symbol:
    """The shape of a node, as `n×m`; nothing for a number."""
    return symbols.joined("×", [symbols.symbol(str(size)) for size in node.shape])


def _signs(marks: Sequence[Mark]) -> float:
    """The room for signs beside each other, of which each can be touched by itself."""
    return SIGN + TOUCHED * (len(marks) - 1) if marks else 0
