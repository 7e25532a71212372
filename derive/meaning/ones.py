r"""Ones without a written size: `\mathbf 1` is a column or a row, whose length what stands beside it tells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from derive.meaning.context import ZERO, Context
from derive.meaning.rewriting import sizes_of, walk
from derive.meaning.sizes import Sizes, is_open
from derive.meaning.terms import Cases, Constant, Item, MatMul, Quantity, Shape, Size, Table, Term, Times, Transpose
from derive.reading.grammar import trees
from derive.reading.statements import Definition, Equation
from derive.reading.syntax import Call, Unreadable


def measured(context: Context, shape: Shape, inner: Size) -> None:
    r"""Make an operand of a product one wide, if it is a bare `\mathbf 1` whose length meets a known size."""
    width = context.widths.get(inner)
    length = context.sizes.find(inner)
    if width in shape and length != 1 and not is_open(length) and is_open(context.sizes.find(width)):
        context.sizes.unify(width, 1)


def untold(terms: Iterable[Term], sizes: Sizes) -> Term | None:
    """The smallest part of terms whose size nothing tells; what is written, and ones and the identity, come first."""
    parts = [part for term in terms for part in walk(term) if isinstance(part, Term)]
    loose = [part for part in parts if any(is_open(sizes.find(size)) for size in sizes_of(part)) or _lone(part, sizes)]
    return min(loose, key=_place, default=None)


def _place(part: Term) -> tuple[bool, bool, int]:
    return not part.span.end, not is_filled(part), part.span.end - part.span.start


def _lone(part: Term, sizes: Sizes) -> bool:
    r"""Whether a bare `I` or `\mathbf 1` came to be 1×1, since only a number stands beside it; that tells no size."""
    if not (isinstance(part, Table) and is_filled(part)) or part.entry == ZERO:
        return False
    return all(map(is_open, part.shape)) and sizes.shape(part.shape) == (1, 1)


def is_filled(term: Term) -> bool:
    """Whether a term is an array that one sign stands for, as `I` does."""
    return isinstance(term, Table) and isinstance(term.entry, (Constant, Cases))


def unsized(part: Term, beside: Iterable[Term] = ()) -> Unreadable:
    """Says that nothing tells the size of an array; that may be so since a row times its transpose stands `beside`."""
    message = "nothing tells the size of this array"
    if isinstance(part, Table) and is_filled(part):
        sign = rf"\mathbf{{{part.entry.value}}}" if isinstance(part.entry, Constant) else "I"
        message += f"; write it, as in `{sign}_m`"
        row = next(filter(None, (_squared_row(node) for term in beside for node in walk(term))), "")
        if row:
            message += (
                f"; a row of `{row}` times its transpose is a number: write its transpose first for a matrix, "
                "or declare `vectors: columns`"
            )
    return Unreadable(message, part.span)


def _squared_row(node: object) -> str:
    """The array of which a row stands before its own transpose, if a node is such a product."""
    match node:
        case MatMul(left=Times(right=row), right=other):
            return _squared_row(MatMul(row, other))
        case MatMul(
            left=Table(entry=Item(array=Quantity(name=name)) as one),
            right=Transpose(array=Table(entry=Item(array=Quantity(name=same)) as other)),
        ) if name == same and one.row == other.row:
            return name
    return ""


def bare(statement: object) -> Call | None:
    r"""The first `\mathbf 1` without a size in an equation or a definition."""
    if not isinstance(statement, (Equation, Definition)):
        return None
    sides = (statement.left, statement.right) if isinstance(statement, Equation) else statement.body
    return next((node for node in trees.walk(sides) if isinstance(node, Call) and _is_bare(node)), None)


def of_any_shape(statement: trees.Stated) -> trees.Stated:
    r"""A statement of the same shapes, but that in place of a bare `\mathbf 1` an array of any shape may stand."""
    return trees.on_sides(statement, _freed)


def _freed(node: Any) -> Any:
    if isinstance(node, Call) and _is_bare(node):
        return replace(node, function="zeros")
    return trees.rebuilt(node, _freed)


def _is_bare(node: Call) -> bool:
    return node.function == "ones" and not node.arguments
