"""Matrices written out or by their general entry, and sums over indices."""

from __future__ import annotations

from derive.meaning.constants import size
from derive.meaning.context import ONE, Context
from derive.meaning.logic import condition
from derive.meaning.reaching import quantities
from derive.meaning.sizes import is_open
from derive.meaning.terms import Constant, Fold, Folding, Grid, Index, Item, Limit, Shape, Size, Table, Term
from derive.meaning.world import spelled
from derive.reading.grammar.trees import walk
from derive.reading.grammar.untold import NONE, is_untold
from derive.reading.syntax import Big, Binder, General, LimitOf, Matrix, Name, Node

FOLDINGS = {"sum": Folding.SUM, "prod": Folding.PRODUCT, "max": Folding.MAX, "min": Folding.MIN}

WORDS = {"sum": "sum", "prod": "product", "max": "maximum", "min": "minimum"}


def matrix(context: Context, node: Matrix) -> Term:
    """A matrix written out; vectors in its cells are stacked, and one cell alone is only in brackets."""
    cells = [[context.term(cell) for cell in row] for row in node.rows]
    flat = [context.unwrapped(cell) for row in cells for cell in row]
    if all(cell.shape == () for cell in flat):
        width = len(cells[0])
        rows = tuple(tuple(flat[place : place + width]) for place in range(0, len(flat), width))
        return Grid(rows, shape=(len(rows), width), span=node.span)
    if len(flat) == 1:
        return flat[0]
    return _stack_written(context, cells, node)


def _stack_written(context: Context, cells: list[list[Term]], node: Matrix) -> Term:
    flat = [cell for row in cells for cell in row]
    if len(cells) > 1 and len(cells[0]) > 1:
        context.fail("a matrix of blocks is not in the language", node.span)
    if any(not context.sizes.fit(flat[0].shape, cell.shape) for cell in flat):
        context.misfit("the vectors in this matrix have different shapes", node.span)
    rows, columns = context.sizes.shape(flat[0].shape)
    if 1 not in (rows, columns):
        context.fail("a matrix of blocks is not in the language", node.span)
    length = columns if rows == 1 else rows
    if not isinstance(length, int):
        context.fail("vectors of a declared size can be stacked with dots only", node.span)
    places = [_at(k) for k in range(1, length + 1)]
    entries = [[Item(cell, ONE, k) if rows == 1 else Item(cell, k, ONE) for k in places] for cell in flat]
    if len(cells) == 1:
        entries = [list(column) for column in zip(*entries, strict=True)]
    grid = tuple(tuple(row) for row in entries)
    return Grid(grid, shape=(len(grid), len(grid[0])), span=node.span)


def _at(place: int) -> Constant:
    return Constant(ONE.value * place)


def general(context: Context, node: General) -> Term:
    """A matrix by its general entry; entries that are rows or columns are stacked beside each other."""
    rows = size(context, node.rows) if node.rows is not None else context.sizes.open()
    columns = size(context, node.columns) if node.columns is not None else context.sizes.open()
    with context.bound({node.row: rows, node.column: columns}):
        entry = context.unwrapped(context.term(node.entry))
    if entry.shape == ():
        return Table(entry, node.row, node.column, shape=(rows, columns), span=node.span)
    return _stacked(context, node, entry, (rows, columns))


def _stacked(context: Context, node: General, entry: Term, shape: Shape) -> Term:
    """Rows below each other are the rows of a matrix; vectors beside each other are its columns."""
    if shape == () or not context.is_vector(entry.shape):
        context.fail("a matrix of blocks is not in the language", node.span)
    upright = context.sizes.find(shape[1]) == 1
    across, down = context.sizes.shape(entry.shape)[::-1] if entry.shape else (1, 1)
    inner = context.fresh()
    length = across if down == 1 else down
    item = Item(entry, ONE, Index(inner)) if down == 1 else Item(entry, Index(inner), ONE)
    if upright:
        return Table(item, node.row, inner, shape=(shape[0], length), span=node.span)
    return Table(item, inner, node.column, shape=(length, shape[1]), span=node.span)


def big(context: Context, node: Big) -> Term:
    """A sum, product, maximum or minimum over one or more indices."""
    if is_untold(node):
        context.fail(NONE, node.binders[0].span)
    return _fold(context, node, node.binders)


def _fold(context: Context, node: Big, binders: tuple[Binder, ...]) -> Term:
    if not binders:
        return context.term(node.body)
    binder, rest = binders[0], binders[1:]
    _check_bound(context, binder, node)
    low = context.scalar(binder.low, "a lower bound") if binder.low is not None else ONE
    high = context.scalar(binder.high, "an upper bound") if binder.high is not None else None
    axis = context.sizes.open()
    if isinstance(binder.high, Name) and binder.high.key in context.indices:
        context.compared.append((axis, context.indices[binder.high.key]))
    if binder.high is not None and low == ONE and _is_size(context, binder.high):
        context.expected[axis] = (size(context, binder.high), binder)
    with context.bound({binder.index: axis}):
        restriction = condition(context, node.condition) if node.condition is not None and not rest else None
        body = _fold(context, node, rest)
        if high is None and is_open(context.sizes.find(axis)):
            context.settle_compared()
        if high is None and is_open(context.sizes.find(axis)) and not _is_given(context, binder.index, axis):
            context.fail(f"nothing tells how far the index {binder.index} runs", binder.span)
        if binder.high is not None and is_open(context.sizes.find(axis)) and _is_size(context, binder.high):
            context.sizes.unify(axis, size(context, binder.high))
    top = high if high is not None else context.size_value(axis)
    folding = FOLDINGS[node.operator]
    return Fold(folding, binder.index, low, top, body, restriction, shape=body.shape, span=node.span)


def _check_bound(context: Context, binder: Binder, node: Big) -> None:
    """A number that may have any value is no bound, and stands in none."""
    scope = context.world.scope
    names = [each for each in walk((binder.low, binder.high)) if isinstance(each, Name)]
    for each in names:
        key = each.key if each.key not in context.indices else ""
        rests = quantities(scope.definitions.get(key), scope.definitions) if key in scope.definitions else {key}
        if scope.shapes.get(key) == () and rests - scope.definitions.keys() - scope.finite.keys():
            said = "defined" if key in scope.definitions else "declared"
            number = f"`{spelled(key)}` is {said} as a real number"
            context.fail(f"{number}, but is the bound of a {WORDS[node.operator]}", each.span)


def _is_given(context: Context, index: str, axis: Size) -> bool:
    """Whether another index in force runs over the axis of this one, so that its sum can still tell the size."""
    others = (size for name, size in context.indices.items() if name != index)
    return any(context.sizes.find(size) == context.sizes.find(axis) for size in others)


def _is_size(context: Context, node: Node) -> bool:
    if isinstance(node, Name):
        return node.key in context.world.scope.sizes
    return hasattr(node, "value")


def limit(context: Context, node: LimitOf) -> Term:
    """A limit; its variable is a declared number."""
    if context.world.scope.shapes.get(node.variable) != ():
        context.fail(f"`{node.variable}` goes to a limit, so it must be declared as a number", node.span)
    to = context.scalar(node.to, "a limit")
    body = context.term(node.body)
    return Limit(node.variable, to, body, shape=body.shape, span=node.span)
