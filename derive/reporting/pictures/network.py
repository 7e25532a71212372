"""A computational graph as a picture: what is computed from what, and on every flow of a gradient who claims it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from derive.judging.verdict import Kind
from derive.reporting import mathml
from derive.reporting.pictures import symbols
from derive.reporting.pictures.claimed import Claimed
from derive.reporting.pictures.figure import figure, table
from derive.reporting.pictures.graph import Flow, Graph, Mark, Node
from derive.reporting.pictures.layout import Layout, Size, layout
from derive.reporting.pictures.svg import Picture, element, path, text
from derive.reporting.wording import SIGNS, counts, plural

LETTERS = 16
GRADIENTS = 14.5
SHAPES = 12
SIGN, DRAWN = 15, 11
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


def network(graph: Graph, claims: Mapping[str, Claimed], name: str) -> Markup:
    """The picture of a graph; `claims` has where each of its claims stands, `name` is that of the picture."""
    broad = _picture(graph, claims, name, BROAD)
    narrow = _picture(graph, claims, f"{name}-narrow", NARROW) if broad.width > NARROW + 2 * MARGIN else None
    kinds = Counter(mark.kind for mark in graph.marks)
    found = counts({kind: kinds[kind] for kind in Kind if kinds[kind]})
    caption = f"What is computed from what, downwards, and the claims on the way back: {found}."
    return figure(broad, "network", Markup(caption), _table(graph, claims), narrow)


def _picture(graph: Graph, claims: Mapping[str, Claimed], name: str, widest: int) -> Picture:
    placed = layout({node.name: _size(node, graph) for node in graph.nodes}, graph.edges, widest)
    body = Markup("").join([
        element("g", Markup("").join(_edges(placed)), class_="edges"),
        *(_node(node, graph, placed, claims) for node in graph.nodes),
    ])
    top = graph.nodes[-1]
    title = f"How {symbols.plain(symbols.symbol(top.name))} is computed, and what is claimed of its gradients"
    words = f"A graph of {plural(len(graph.nodes), 'node')} and {plural(len(graph.edges), 'edge')}, from top to bottom."
    moved = element("g", body, transform=f"translate({MARGIN} {MARGIN})")
    return Picture(name, title, words, placed.width + 2 * MARGIN, placed.height + 2 * MARGIN, moved, live=True)


def _size(node: Node, graph: Graph) -> Size:
    """The room for a node and for the derivatives below it."""
    flows = _flows(node, graph)
    widths = [_label(node, graph) + 2 * INSET, *map(_gradient, flows)]
    return Size(max(widths), HIGH + (LEAD + LINE * len(flows) if flows else 0))


def _label(node: Node, graph: Graph) -> float:
    shape = symbols.words(_shape(node), SHAPES) + (INSET if node.shape else 0)
    return symbols.width(symbols.symbol(node.name), LETTERS) + shape + _signs(graph.values.get(node.name, ()))


def _gradient(flow: Flow) -> float:
    return symbols.width(_written(flow), GRADIENTS) + _signs(flow.marks) + INSET + NEAR


def _written(flow: Flow) -> symbols.Symbol:
    """A gradient on one line."""
    return symbols.derivative(flow.gradient.numerator, flow.gradient.by, flow.gradient.order)


def _signs(marks: Sequence[Mark]) -> float:
    """The room for signs beside each other, of which each can be touched by itself."""
    return SIGN + TOUCHED * (len(marks) - 1) if marks else 0


def _flows(node: Node, graph: Graph) -> list[Flow]:
    """The derivatives by a node; they stand where its edges begin."""
    return [flow for flow in graph.flows if flow.gradient.by == node.name]


def _shape(node: Node) -> str:
    return "×".join(symbols.plain(symbols.symbol(str(size))) for size in node.shape)


def _edges(placed: Layout) -> Iterator[Markup]:
    """Every edge as a smooth line, straight along its boxes; and where lines end an arrow."""
    for route in placed.routes.values():
        (x, y), *rest = route
        steps: list[str | float] = ["M", x, y]
        for near, (to, low) in enumerate(rest):
            if near % 2:
                steps += ["L", to, low]
            else:
                bend = (low - y) / 2
                steps += ["C", x, y + bend, to, low - bend, to, low]
            x, y = to, low
        yield element("path", d=path(*steps))
    for x, y in dict.fromkeys(route[-1] for route in placed.routes.values()):
        yield element("path", d=path("M", x, y, "l", -3.2, -7, "h", 6.4, "z"), class_="tip")


def _node(node: Node, graph: Graph, placed: Layout, claims: Mapping[str, Claimed]) -> Markup:
    """A name with its shape, framed where it is computed, and the line of its derivatives below."""
    x, y = placed.places[node.name]
    wide, marks, flows = _label(node, graph), graph.values.get(node.name, ()), _flows(node, graph)
    left = x - wide / 2
    name = symbols.symbol(node.name)
    parts = []
    if flows:
        parts.append(element("path", d=path("M", x, y + HIGH, "v", LEAD), class_="stem"))
    parts.append(element("rect", x=left - INSET, y=y, width=wide + 2 * INSET, height=HIGH, rx=4))
    parts.append(text(left, y + 19, symbols.spans(name, LETTERS)))
    left += symbols.width(name, LETTERS)
    if node.shape:
        parts.append(text(left + INSET, y + 19, _shape(node), class_="shape", font_size=SHAPES))
        left += symbols.words(_shape(node), SHAPES) + INSET
    for number, mark in enumerate(marks):
        begin = left + TOUCHED * number + 3
        area = _area(begin, begin, y + HIGH / 2)
        parts.append(_mark(mark, claims, area + text(begin, y + 19, SIGNS[mark.kind])))
    for number, flow in enumerate(flows):
        parts += _claimed(flow, x, y + HIGH + LEAD + LINE * number, claims)
    return element("g", Markup("").join(parts), class_="computed" if node.defined else "free")


def _claimed(flow: Flow, x: float, y: float, claims: Mapping[str, Claimed]) -> Iterator[Markup]:
    """A derivative with the sign of each verdict on it; each sign leads to its claim, the first with the formula."""
    wide = _gradient(flow)
    pieces = _written(flow)
    left, base = x - wide / 2 + INSET / 2, y + 17
    start = left
    if any(mark.answered for mark in flow.marks):
        yield element("rect", x=x - wide / 2, y=y + 1, width=wide, height=LINE - 2, rx=3, class_="answered")
    formula = text(left, base, symbols.spans(pieces, GRADIENTS), font_size=GRADIENTS, class_="gradient")
    left += symbols.width(pieces, GRADIENTS) + NEAR
    for number, mark in enumerate(flow.marks):
        begin = left + TOUCHED * number
        sign = text(begin, base, SIGNS[mark.kind])
        area = _area(begin if number else start, begin, y + LINE / 2)
        yield _mark(mark, claims, area + (sign if number else formula + sign))


def _area(start: float, sign: float, middle: float) -> Markup:
    """What can be touched of a link, from a start to behind its sign."""
    spare = (TOUCHED - DRAWN) / 2
    left, right = min(start, sign - spare), sign + DRAWN + spare
    return element("rect", x=left, y=middle - TOUCHED / 2, width=right - left, height=TOUCHED)


def _mark(mark: Mark, claims: Mapping[str, Claimed], content: Markup) -> Markup:
    """A sign that leads to its claim."""
    claimed = claims[mark.claim]
    words = f"line {claimed.line}: {'the answer is ' if mark.answered else ''}{mark.kind.value}"
    tip = element("title", Markup.escape(words))
    return element("a", tip + content, href=f"#{claimed.anchor}", class_=mark.kind.value)


def _table(graph: Graph, claims: Mapping[str, Claimed]) -> Markup:
    """The nodes in the order in which they are computed, with what they use and the claims on them."""
    rows = []
    for node in graph.nodes:
        marks = [("", graph.values.get(node.name, ()))]
        for flow in _flows(node, graph):
            marks.append((_formula(flow), flow.marks))
        uses = Markup(", ").join(map(mathml.inline, node.uses)) or "–"
        rows.append((mathml.inline(node.name), _shape(node) or "a number", uses, _claims(marks, claims) or "–"))
    return table(("node", "shape", "computed from", "claimed"), rows)


def _formula(flow: Flow) -> str:
    """A gradient in LaTeX."""
    power = f"^{flow.gradient.order}" if flow.gradient.order > 1 else ""
    return rf"\frac{{\partial{power} {flow.gradient.numerator}}}{{\partial {{{flow.gradient.by}}}{power}}}"


def _claims(marks: Sequence[tuple[str, Sequence[Mark]]], claims: Mapping[str, Claimed]) -> Markup:
    parts = []
    for formula, each in marks:
        links = Markup(", ").join(
            Markup('<a href="#{}">line {}</a> <span>{}</span>').format(place.anchor, place.line, mark.kind.value)
            for mark in each
            for place in [claims[mark.claim]]
        )
        if each:
            parts.append(Markup("{} {}").format(mathml.inline(formula), links) if formula else links)
    return Markup("; ").join(parts)
