r"""Ones without a written size: `\mathbf 1` is a column or a row, whose length what stands beside it tells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from derive.meaning.context import ONE, ZERO, Context
from derive.meaning.rewriting import parts, sizes_of, walk
from derive.meaning.sizes import Sizes, is_open
from derive.meaning.terms import Cases, Constant, Item, MatMul, Quantity, Shape, Size, Table, Term, Times, Transpose
from derive.reading.grammar import trees
from derive.reading.source import Span
from derive.reading.statements import Definition, Equation
from derive.reading.syntax import Call, Unreadable


def measured(context: Context, left: Shape, right: Shape) -> None:
    r"""Make a bare `\mathbf 1` in a product one wide, if its length meets a known size or its width that of another."""
    for shape, inner in ((left, left[1]), (right, right[0])):
        width, length = context.widths.get(inner), context.sizes.find(inner)
        if width in shape and length != 1 and not is_open(length):
            _narrow(context, width)
    if {left[1], right[0]} <= set(context.widths.values()):
        _narrow(context, left[1])


def lengthened(context: Context, shape: Shape) -> None:
    r"""Make a bare `\mathbf 1` one wide where a vector is expected."""
    for width in (context.widths[axis] for axis in shape if axis in context.widths):
        _narrow(context, width)


def _narrow(context: Context, width: Size) -> None:
    if is_open(context.sizes.find(width)):
        context.sizes.unify(width, 1)


def is_outer(context: Context, term: Term) -> bool:
    r"""Whether a term is as long and as wide as two bare `\mathbf 1` are long, as their outer product is."""
    return all(axis in context.widths for axis in term.shape)


def untold(terms: Iterable[Term], sizes: Sizes) -> Term | None:
    """The smallest part of terms whose size nothing tells; what is written, and ones and the identity, come first."""
    parts = [part for term in terms for part in walk(term) if isinstance(part, Term)]
    loose = [part for part in parts if any(is_open(sizes.find(size)) for size in sizes_of(part)) or _lone(part, sizes)]
    return min(loose, key=_place, default=None)


def check_vectors(terms: Iterable[Term], sizes: Sizes) -> None:
    r"""Raises `Unreadable` where a product takes a bare `\mathbf 1` for a matrix, which its sign does not say."""
    products = (node for term in terms for node in walk(term) if isinstance(node, MatMul))
    for factor in (_core(side) for node in products for side in (node.left, node.right)):
        bare = isinstance(factor, Table) and factor.entry == ONE and all(map(is_open, factor.shape))
        if bare and 1 not in sizes.shape(factor.shape):
            raise unfit(factor.span)


def _core(term: Term) -> Term:
    """The one array in a term: what is transposed in it, or multiplied by a number."""
    arrays = [part for part in parts(term) if isinstance(part, Term) and part.shape != ()]
    return _core(arrays[0]) if len(arrays) == 1 else term


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


def unfit(span: Span) -> Unreadable:
    r"""Says that a `\mathbf 1` without a size fits only as a matrix, which its sign does not say."""
    message = r"a vector of ones does not fit here; write the size that is meant, as in `\mathbf{1}_n`"
    return Unreadable(message + r" or `\mathbf{1}_{n \times m}`", span)


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
