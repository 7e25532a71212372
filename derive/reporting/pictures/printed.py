r"""A computational graph for LaTeX: a `picture` in pixels of a page, with names and gradients as formulas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from derive.judging.verdict import Kind
from derive.reporting.escaping import escape, formula
from derive.reporting.pictures import measures, symbols
from derive.reporting.pictures.claimed import Claimed
from derive.reporting.pictures.graph import Flow, Graph, Mark, Node
from derive.reporting.pictures.layout import Layout
from derive.reporting.pictures.sheets import sheets
from derive.reporting.pictures.svg import Number, number

SIGNS = {
    Kind.PROVED: r"\checkmark", Kind.REFUTED: r"\times", Kind.CONDITIONAL: r"\therefore", Kind.CONVENTION: r"\approx",
    Kind.UNDECIDED: "?", Kind.UNREAD: r"\P", Kind.DEFINITION: r"\coloneqq", Kind.SKIPPED: "-",
}


def printed(graph: Graph, claims: Mapping[str, Claimed]) -> list[str]:
    """The picture of a graph, in parts if it is tall; `claims` has where each of its claims stands."""
    return [_picture(part, claims) for part in sheets(graph)]


def _picture(graph: Graph, claims: Mapping[str, Claimed]) -> str:
    """One picture, as wide as a page at most."""
    found = measures.placed(graph, measures.BROAD)
    size = _pair(found.width, found.height)
    parts = [*_edges(found), *(part for node in graph.nodes for part in _node(node, graph, found, claims))]
    return "\n".join([rf"\begin{{picture}}{size}", *parts, r"\end{picture}"])


def _edges(found: Layout) -> Iterator[str]:
    """Every edge as a smooth line, and where lines end an arrow."""
    for route in found.routes.values():
        (x, y), *rest = route
        steps = [rf"\moveto{_point(found, x, y)}"]
        for near, (to, low) in enumerate(rest):
            bend = (low - y) / 2
            bent = _point(found, x, y + bend) + _point(found, to, low - bend) + _point(found, to, low)
            steps.append(rf"\lineto{_point(found, to, low)}" if near % 2 else rf"\curveto{bent}")
            x, y = to, low
        yield rf"\put(0,0){{\color{{soft}}{''.join(steps)}\strokepath}}"
    for x, y in dict.fromkeys(route[-1] for route in found.routes.values()):
        left, right = _point(found, x - 3.2, y - 7), _point(found, x + 3.2, y - 7)
        yield rf"\put(0,0){{\color{{soft}}\moveto{_point(found, x, y)}\lineto{left}\lineto{right}\closepath\fillpath}}"


def _node(node: Node, graph: Graph, found: Layout, claims: Mapping[str, Claimed]) -> Iterator[str]:
    """A name with its shape, framed where it is computed, and the gradients below it."""
    x, y = found.places[node.name]
    wide = measures.label(node, graph) + 2 * measures.INSET
    if node.defined or node.again:
        corner, box = _point(found, x - wide / 2, y + measures.HIGH), r"\dashbox{3}" if node.again else r"\framebox"
        yield rf"\put{corner}{{\color{{soft}}{box}{_pair(wide, measures.HIGH)}{{}}}}"
    sizes = r" {\times} ".join(_name(str(size)) for size in node.shape)
    shape = rf"\ {{\scriptsize\color{{soft}}${sizes}$}}" if node.shape else ""
    signs = _signs(graph.values.get(node.name, ()), claims)
    yield _put(found, x, y + measures.HIGH / 2, f"${_name(node.name)}${shape}{signs}")
    for row, flow in enumerate(measures.flows(node, graph)):
        middle = y + measures.HIGH + measures.LEAD + measures.LINE * (row + 0.5)
        yield _put(found, x, middle, _gradient(flow, claims))


def _gradient(flow: Flow, claims: Mapping[str, Claimed]) -> str:
    """A gradient with the sign of each verdict on it; one that was asked for is in a frame."""
    power = f"^{{{flow.gradient.order}}}" if flow.gradient.order > 1 else ""
    top, by = _name(flow.gradient.numerator), _name(flow.gradient.by)
    said = rf"\small$\partial{power} {top} / \partial {by}{power}${_signs(flow.marks, claims)}"
    is_answered = any(mark.answered for mark in flow.marks)
    return rf"\fboxsep=2pt\color{{proved}}\fbox{{\color{{black}}{said}}}" if is_answered else said


def _signs(marks: Sequence[Mark], claims: Mapping[str, Claimed]) -> str:
    """Signs that lead to their claims."""
    return "".join(
        rf"\,\hyperlink{{{claims[mark.claim].anchor}}}{{\color{{{mark.kind.value}}}$\scriptstyle{SIGNS[mark.kind]}$}}"
        for mark in marks
    )


def _name(name: str) -> str:
    """A name as a formula; as a word where it must not be let in."""
    found = formula(name)
    return f"{{{found}}}" if found else rf"\text{{{escape(symbols.plain(symbols.symbol(name)))}}}"


def _put(found: Layout, x: Number, y: Number, what: str) -> str:
    return rf"\put{_point(found, x, y)}{{\makebox(0,0){{{what}}}}}"


def _point(found: Layout, x: Number, y: Number) -> str:
    """A point of a layout, which counts from the top, as a picture has it, which counts from the bottom."""
    return _pair(x, found.height - y)


def _pair(x: Number, y: Number) -> str:
    return f"({number(x)},{number(y)})"
