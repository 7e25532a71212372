"""A computational graph as a picture: what is computed from what, and on every flow of a gradient who claims it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from derive.reporting import mathml
from derive.reporting.pictures import symbols
from derive.reporting.pictures.claimed import Claimed
from derive.reporting.pictures.figure import figure, table
from derive.reporting.pictures.graph import Flow, Graph, Mark, Node
from derive.reporting.pictures.layout import Layout
from derive.reporting.pictures.measures import (
    BROAD,
    GRADIENTS,
    HIGH,
    INSET,
    LEAD,
    LETTERS,
    LINE,
    MARGIN,
    NARROW,
    NEAR,
    PARTED,
    SHAPES,
    TOUCHED,
    caption,
    flows,
    formula,
    gradient,
    label,
    placed,
    shape,
    written,
)
from derive.reporting.pictures.sheets import sheets
from derive.reporting.pictures.svg import Picture, element, path, text
from derive.reporting.wording import SIGNS, plural

DRAWN = 11
"""How wide a sign is."""

def network(graph: Graph, claims: Mapping[str, Claimed], name: str) -> Markup:
    """The picture of a graph; `claims` has where each of its claims stands, `name` is that of the picture."""
    broad = _picture(graph, claims, name, placed(graph, BROAD))
    is_wide = broad.width > NARROW + 2 * MARGIN
    narrow = _picture(graph, claims, f"{name}-narrow", placed(graph, NARROW)) if is_wide else None
    cut = sheets(graph)
    parts = [
        _picture(part, claims, f"{name}-part-{number}", placed(part, BROAD)) for number, part in enumerate(cut, 1)
    ]
    said = Markup(caption(graph))
    if len(cut) == 1:
        return figure(broad, "network", said, _table(graph, claims), narrow)
    said += Markup(' <span class="printed">{}</span>').format(PARTED)
    return figure(broad, "network", said, _table(graph, claims), narrow, parts)


def _picture(graph: Graph, claims: Mapping[str, Claimed], name: str, found: Layout) -> Picture:
    body = Markup("").join([
        element("g", Markup("").join(_edges(found)), class_="edges"),
        *(_node(node, graph, found, claims) for node in graph.nodes),
    ])
    top = graph.nodes[-1]
    title = f"How {symbols.plain(symbols.symbol(top.name))} is computed, and what is claimed of its gradients"
    words = f"A graph of {plural(len(graph.nodes), 'node')} and {plural(len(graph.edges), 'edge')}, from top to bottom."
    moved = element("g", body, transform=f"translate({MARGIN} {MARGIN})")
    size = found.width + 2 * MARGIN, found.height + 2 * MARGIN
    return Picture(name, title, words, *size, moved, live=True)


def _edges(found: Layout) -> Iterator[Markup]:
    """Every edge as a smooth line, straight along its boxes; and where lines end an arrow."""
    for route in found.routes.values():
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
    for x, y in dict.fromkeys(route[-1] for route in found.routes.values()):
        yield element("path", d=path("M", x, y, "l", -3.2, -7, "h", 6.4, "z"), class_="tip")


def _node(node: Node, graph: Graph, found: Layout, claims: Mapping[str, Claimed]) -> Markup:
    """A name with its shape, framed where it is computed, and the line of its derivatives below."""
    x, y = found.places[node.name]
    wide, marks, below = label(node, graph), graph.values.get(node.name, ()), flows(node, graph)
    left = x - wide / 2
    name = symbols.symbol(node.name)
    parts = []
    if below:
        parts.append(element("path", d=path("M", x, y + HIGH, "v", LEAD), class_="stem"))
    parts.append(element("rect", x=left - INSET, y=y, width=wide + 2 * INSET, height=HIGH, rx=4))
    parts.append(text(left, y + 19, symbols.spans(name, LETTERS)))
    left += symbols.width(name, LETTERS)
    if node.shape:
        said = shape(node)
        parts.append(text(left + INSET, y + 19, symbols.spans(said, SHAPES), class_="shape", font_size=SHAPES))
        left += symbols.width(said, SHAPES) + INSET
    for number, mark in enumerate(marks):
        begin = left + TOUCHED * number + 3
        area = _area(begin, begin, y + HIGH / 2)
        parts.append(_mark(mark, claims, area + text(begin, y + 19, SIGNS[mark.kind])))
    for number, flow in enumerate(below):
        parts += _claimed(flow, x, y + HIGH + LEAD + LINE * number, claims)
    kind = "computed" if node.defined else "free"
    return element("g", Markup("").join(parts), class_=f"{kind} again" if node.again else kind)


def _claimed(flow: Flow, x: float, y: float, claims: Mapping[str, Claimed]) -> Iterator[Markup]:
    """A derivative with the sign of each verdict on it; each sign leads to its claim, the first with the formula."""
    wide = gradient(flow)
    pieces = written(flow)
    left, base = x - wide / 2 + INSET / 2, y + 17
    start = left
    if any(mark.answered for mark in flow.marks):
        yield element("rect", x=x - wide / 2, y=y + 1, width=wide, height=LINE - 2, rx=3, class_="answered")
    drawn = text(left, base, symbols.spans(pieces, GRADIENTS), font_size=GRADIENTS, class_="gradient")
    left += symbols.width(pieces, GRADIENTS) + NEAR
    for number, mark in enumerate(flow.marks):
        begin = left + TOUCHED * number
        sign = text(begin, base, SIGNS[mark.kind])
        area = _area(begin if number else start, begin, y + LINE / 2)
        yield _mark(mark, claims, area + (sign if number else drawn + sign))


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
        for flow in flows(node, graph):
            marks.append((formula(flow), flow.marks))
        uses = Markup(", ").join(map(mathml.inline, node.uses)) or "–"
        sizes = mathml.inline(r" \times ".join(map(str, node.shape))) if node.shape else "a number"
        rows.append((mathml.inline(node.name), sizes, uses, _claims(marks, claims) or "–"))
    return table(("node", "shape", "computed from", "claimed"), rows)


def _claims(marks: Sequence[tuple[str, Sequence[Mark]]], claims: Mapping[str, Claimed]) -> Markup:
    parts = []
    for said, each in marks:
        links = Markup(", ").join(
            Markup('<a href="#{}">line {}</a> <span>{}</span>').format(place.anchor, place.line, mark.kind.value)
            for mark in each
            for place in [claims[mark.claim]]
        )
        if each:
            parts.append(Markup("{} {}").format(mathml.inline(said), links) if said else links)
    return Markup("; ").join(parts)
