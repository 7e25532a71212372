"""Functions that take an array apart: diagonals, traces, inner products and norms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from derive.meaning.constants import filled
from derive.meaning.context import ONE, ZERO, Context
from derive.meaning.ones import lengthened
from derive.meaning.terms import (
    Cases,
    Compare,
    Comparison,
    Fold,
    Folding,
    Index,
    Item,
    Map,
    Power,
    Shape,
    Table,
    Term,
    Times,
)
from derive.reading.grammar.trees import walk
from derive.reading.source import Span
from derive.reading.syntax import Call, Entry, Matrix, Name, Node


def fold_entries(
    context: Context, array: Term, folding: Folding, of: Callable[[Term], Term], span: Span
) -> Term:
    """What folding makes of the values of all entries of an array."""
    if array.shape == ():
        return of(array)
    row, column = context.fresh("p"), context.fresh("q")
    body = of(Item(array, Index(row), Index(column)))
    inner = Fold(folding, column, ONE, context.size_value(array.shape[1]), body, span=span)
    return Fold(folding, row, ONE, context.size_value(array.shape[0]), inner, span=span)


def diag(context: Context, node: Call) -> Term:
    """The diagonal matrix of a vector or of the numbers in a list, or the diagonal of a matrix as a column."""
    argument = _general(context, node.arguments[0]) if len(node.arguments) == 1 else _listed(context, node)
    vector = context.term(argument)
    lengthened(context, vector.shape)
    if not context.is_vector(vector.shape):
        context.fail("diag takes a vector", node.span)
    rows, columns = context.sizes.shape(vector.shape)
    length = columns if rows == 1 else rows
    row, column = context.fresh("p"), context.fresh("q")
    entry = Item(vector, ONE, Index(row)) if rows == 1 else Item(vector, Index(row), ONE)
    on = Compare(Comparison.EQUAL, Index(row), Index(column))
    shape: Shape = (length, length)
    return Table(Cases(((entry, on), (ZERO, None))), row, column, shape=shape, span=node.span)


def _listed(context: Context, node: Call) -> Node:
    """The row of several numbers; entries of an array with more of them than are written may be short for them all."""
    shapes = context.world.scope.shapes
    inner = [part for argument in node.arguments for part in walk(argument) if isinstance(part, Entry)]
    arrays = [part.array.key for part in inner if isinstance(part.array, Name)]
    if any(isinstance(size, str) for key in arrays for size in shapes.get(key, ())):
        example = r"\operatorname{diag}(p_1, \dots, p_n)"
        context.fail(f"diag takes a vector; a list needs dots, as in `{example}`", node.span)
    if any(context.term(argument).shape != () for argument in node.arguments):
        context.fail("diag takes a vector, or numbers; a matrix of blocks is not in the language", node.span)
    return Matrix((node.arguments,), span=node.span)


def _general(context: Context, argument: Node) -> Node:
    r"""The vector whose general entry is written, as in `\operatorname{diag}(p_i)`; or the argument as it is."""
    match argument:
        case Entry(array=Name(key=key) as array, indices=(Name(key=index),)):
            shapes = context.world.scope.shapes
            if context.is_vector(shapes.get(key, ())) and index not in shapes and index not in context.indices:
                return array
    return argument


def inner(context: Context, node: Call) -> Term:
    """The sum of all products of entries of two arrays of one shape."""
    left, right = (context.term(argument) for argument in node.arguments)
    if not context.sizes.fit(left.shape, right.shape):
        shapes = f"{context.words(left)} and {context.words(right)}"
        context.fail(f"an inner product is of two arrays of one shape, found {shapes}", node.span)
    products = Times(left, right, shape=left.shape, span=node.span)
    return fold_entries(context, products, Folding.SUM, lambda entry: entry, node.span)


def trace(context: Context, node: Call) -> Term:
    """The sum of the diagonal."""
    array = context.term(node.arguments[0])
    if array.shape == ():
        return array
    if not context.sizes.unify(array.shape[0], array.shape[1]):
        context.misfit(f"a trace needs a square matrix, not {context.words(array)}", node.span)
    index = context.fresh()
    body = Item(array, Index(index), Index(index))
    return Fold(Folding.SUM, index, ONE, context.size_value(array.shape[0]), body, span=node.span)


def norm(context: Context, node: Call) -> Term:
    """The Euclidean norm of a vector, the Frobenius norm of a matrix."""
    array = context.term(node.arguments[0])
    two = replace(ONE, value=ONE.value * 2)
    squares = fold_entries(context, array, Folding.SUM, lambda entry: Power(entry, two), node.span)
    return Map("sqrt", (squares,), span=node.span)


def norm2(context: Context, node: Call) -> Term:
    """The Euclidean norm of a vector; of a matrix it is the spectral norm to some and the Frobenius norm to others."""
    _vector(context, node, "2-norm", r"\|A\|_F, or the sum out")
    return norm(context, node)


def norm1(context: Context, node: Call) -> Term:
    """The sum of absolute values of a vector; of a matrix it is that to some, and its largest column sum to others."""
    array = _vector(context, node, "1-norm", r"`\sum_{i,j} |A_{ij}|`, or `\max_j \sum_i |A_{ij}|`")
    return fold_entries(context, array, Folding.SUM, lambda entry: Map("abs", (entry,)), node.span)


def norm_inf(context: Context, node: Call) -> Term:
    """The largest absolute value of a vector; of a matrix it is that to some, and its largest row sum to others."""
    array = _vector(context, node, r"\infty-norm", r"`\max_{i,j} |A_{ij}|`, or `\max_i \sum_j |A_{ij}|`")
    return fold_entries(context, array, Folding.MAX, lambda entry: Map("abs", (entry,)), node.span)


def _vector(context: Context, node: Call, norm: str, both: str) -> Term:
    """The argument of a norm that has two readings for a matrix, which `both` writes out."""
    array = context.term(node.arguments[0])
    if array.shape != () and not context.is_vector(context.sizes.shape(array.shape)):
        context.fail(f"the {norm} of a matrix has two readings; write {both}", node.span)
    return array


ARRAYS = {
    "ones": lambda context, node: filled(context, node, ONE),
    "zeros": lambda context, node: filled(context, node, ZERO),
    "diag": diag,
    "tr": trace,
    r"\langle": inner,
    "norm": norm,
    "norm1": norm1,
    "norm2": norm2,
    "norm_inf": norm_inf,
}
