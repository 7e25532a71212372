"""What is known without a declaration: the unit matrix, ones and zeros, e and π; and sizes where they are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from derive.meaning.context import ONE, ZERO, Context
from derive.meaning.scope import Orientation
from derive.meaning.terms import Cases, Compare, Comparison, Index, Map, Shape, Size, Table, Term
from derive.reading.grammar.digits import together
from derive.reading.source import Span
from derive.reading.syntax import Call, Name, Node, Number


def identity(context: Context, span: Span, size: Size | None = None) -> Term:
    """The unit matrix, of a size that is told or that its surroundings tell."""
    size = size or context.sizes.open()
    row, column = context.fresh("p"), context.fresh("q")
    on = Compare(Comparison.EQUAL, Index(row), Index(column))
    return Table(Cases(((ONE, on), (ZERO, None))), row, column, shape=(size, size), span=span)


CONSTANTS: Mapping[str, Callable[[Context, Span], Term]] = {
    "I": identity,
    "e": lambda context, span: Map("exp", (ONE,), span=span),
    r"\pi": lambda context, span: Map("pi", (), span=span),
}


def filled(context: Context, node: Call, value: Term) -> Term:
    r"""`\mathbf{1}` and `\mathbf{0}`: the same number everywhere; the context tells the shape."""
    sizes = context.sizes
    rows = context.world.scope.orientation is Orientation.ROWS
    whole = together(node.arguments)
    given = [size(context, argument) for argument in ([whole] if whole is not None else node.arguments)]
    if len(given) == 2:
        return _table_of(value, (given[0], given[1]), context, node.span)
    long, wide = (given[0], 1) if given else (sizes.open(), sizes.open())
    made = _table_of(value, (wide, long) if rows else (long, wide), context, node.span)
    if value == ONE:
        context.ones.add(made.row)
        context.widths |= {} if given else {long: wide}
    return made


def _table_of(value: Term, shape: Shape, context: Context, span: Span) -> Table:
    return Table(value, context.fresh("p"), context.fresh("q"), shape=shape, span=span)


def check_hidden(context: Context, node: Name) -> None:
    """Raises `Unreadable` where the letter of a size, as below an array, stands for something else beside it."""
    if context.world.scope.is_hidden(node.key):
        what = f"`{node.key}` is a size further out and something else here, and either can be meant"
        context.fail(f"{what}; give one of them another letter", node.span)


def size(context: Context, node: Node) -> Size:
    """A node that must be a size."""
    if isinstance(node, Number) and node.value.denominator == 1:
        return int(node.value)
    if isinstance(node, Name) and node.key in context.world.scope.sizes:
        check_hidden(context, node)
        return node.key
    shown = node.key if isinstance(node, Name) else "this"
    known = ", ".join(sorted(context.world.scope.sizes))
    others = f"the sizes here are {known}" if known else "none is declared here"
    context.fail(f"`{shown}` is no size; {others}", node.span)
