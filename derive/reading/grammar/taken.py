r"""Derivatives and values at a point: `\left. … \right|_{x = 0}`, `\frac{d f}{d x} \Big|_{x = 0}`, `[…]_{x = 0}`."""

from __future__ import annotations

from collections.abc import Iterator

from derive.reading.grammar.brackets import inside
from derive.reading.grammar.cursor import Cursor, split
from derive.reading.grammar.points import POINT
from derive.reading.grammar.trees import children, walk
from derive.reading.syntax import Addition, Call, Node, Partial, Product, Ratio, Taken, Unreadable

EXAMPLE = "expected below the bar what the variable is there, as in `|_{x = 0}`"
BETWEEN = "what stands above the bar is a second point or a power; write the two values, or the power behind brackets"
BEGINNING = r"it is not told where what is taken at this point begins; put `\left.` there, and `\right|` for the bar"


def enclosed(at: Cursor) -> Node:
    r"""What `\left.` and `\right|` enclose."""
    inner, _ = inside(at)
    return _taken(at, inner.whole(), loose=False)


def is_told(at: Cursor) -> bool:
    """Whether the point of a derivative is told next: behind a bar, or below a bracket."""
    if at.at(POINT):
        return True
    if not at.at("_") or not at.place or at.tokens[at.place - 1].text not in (")", "]"):
        return False
    below = at.within(at.tokens[at.place + 1 :], at.end)
    return below.at("{") and len(split(below.group()[0], "=")) > 1


def behind(at: Cursor, node: Partial) -> Node:
    """The derivative at the point that is told next."""
    return _taken(at, node, loose=at.accept(POINT) is not None)


def _taken(at: Cursor, node: Node, *, loose: bool) -> Node:
    at.take()
    tokens, end = at.group()
    sides = split(tokens, "=")
    if len(sides) != 2 or not all(sides):
        at.fail(EXAMPLE, end)
    if at.at("^"):
        at.fail(BETWEEN)
    variable, place = (at.within(side, end).whole() for side in sides)
    return Taken(node, variable, place, loose, span=node.span.to(end))


def check_points(root: Node) -> None:
    """Refuse a bar of which it is not told where it begins: behind other factors, or behind other derivatives."""
    for node in walk(root):
        if isinstance(node, Partial):
            for inner in walk(node.numerator):
                if isinstance(inner, Taken) and inner.variable in node.by:
                    raise Unreadable(BEGINNING, inner.span)
        elif isinstance(node, (Addition, Product, Ratio)):
            before: list[Node] = []
            for part in children(node):
                for inner in walk(part):
                    if isinstance(inner, Taken) and inner.loose and _may_begin(before, inner.variable, node):
                        raise Unreadable(BEGINNING, inner.span)
                before.append(part)


def _may_begin(before: list[Node], variable: Node, parent: Node) -> bool:
    """Whether something before a bar could be meant at its point too."""
    varying = [node for part in before for node in _varying(part)]
    if isinstance(parent, Addition):
        return any(isinstance(node, Partial) and variable in node.by for node in varying)
    return any(node == variable or isinstance(node, Partial) or _is_slope(node) for node in varying)


def _is_slope(node: Node) -> bool:
    return isinstance(node, Call) and node.primes > 0


def _varying(node: Node) -> Iterator[Node]:
    """The node and what stands below it, without what is taken at a point of its own."""
    if not isinstance(node, Taken):
        yield node
        for part in children(node):
            yield from _varying(part)
