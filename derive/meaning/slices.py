r"""Rows and columns written by a sign for the whole axis, `X_{i,:}`: they stand as in X, where their author may not.

`X_{i,:}` is 1×n. To many it is a plain vector, so that what does not fit as a row is not called false, and a product
of two is read only if just one of the inner and the outer product fits.
"""

from __future__ import annotations

from typing import Any

from derive.reading.grammar.trees import Stated, on_sides, rebuilt, walk
from derive.reading.syntax import Axis, Entry, Node, Product, Transposed, Unreadable


def check_fit(statement: object, message: str) -> None:
    """Raises `Unreadable` at the first row or column by a sign, in a statement whose shapes do not fit."""
    found = next((node for node in _nodes(statement) if is_slice(node)), None)
    if found is not None:
        how = r"`X_{i,:}` is a row and `X_{:,j}` a column; for the other write `(X_{i,:})^\top`"
        raise Unreadable(f"{message}; {how}", found.span)


def product_of_slices(statement: object) -> Node | None:
    """The first product of two rows or columns by signs, which can be the inner or the outer one."""
    for node in _nodes(statement):
        if isinstance(node, Product) and all(any(map(is_slice, walk(side))) for side in (node.left, node.right)):
            return node
    return None


def is_slice(node: Node) -> bool:
    """Whether a node is a row or a column by a sign for the axis."""
    return isinstance(node, Entry) and any(isinstance(index, Axis) for index in node.indices)


def turned(statement: Stated) -> Stated:
    """A statement in which every row by a sign stands as a column, and every column as a row."""
    return on_sides(statement, _turned)


def _nodes(statement: object) -> list[Node]:
    sides = (getattr(statement, side, ()) for side in ("left", "right", "body"))
    return [node for side in sides for node in walk(side)]


def _turned(node: Any) -> Any:
    if is_slice(node):
        return Transposed(node, span=node.span)
    return rebuilt(node, _turned)
