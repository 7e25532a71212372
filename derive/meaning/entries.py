"""Entries of arrays, and rows and columns as one index tells them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from derive.meaning.constants import CONSTANTS, check_hidden, identity, size
from derive.meaning.context import ONE, ZERO, Context
from derive.meaning.names import check_understood, guess, is_index
from derive.meaning.ones import unsized, untold
from derive.meaning.scope import Orientation
from derive.meaning.sizes import is_open
from derive.meaning.terms import (
    Cases,
    Compare,
    Comparison,
    Constant,
    Index,
    Item,
    Shape,
    Size,
    SizeValue,
    Table,
    Term,
)
from derive.meaning.undeclared import Undeclared
from derive.meaning.world import entry_key, entry_name, spelled
from derive.reading.grammar.advice import own_name
from derive.reading.grammar.digits import ambiguous, are_apart, is_one, together
from derive.reading.grammar.kronecker import KRONECKER, SYMBOLS
from derive.reading.grammar.names import braced, capital
from derive.reading.grammar.trees import walk
from derive.reading.statements import Line
from derive.reading.syntax import Axis, Entry, Name, Node, Number, Spike, Unreadable

LABELLED = r"W_{\text{out}} \in R^{n \times m}"
"""How a name with a label is declared."""


def entry(context: Context, node: Entry) -> Term:
    """An array with indices."""
    special = _special(context, node)
    if special is not None:
        return special
    _declared(context, node.array)
    _check_single(context, node)
    array = context.term(node.array)
    if array.shape == ():
        context.fail(_no_entries(node), node.span)
    shape = context.sizes.shape(array.shape)
    node = replace(node, indices=_numbered(context, node, shape))
    count = len(node.indices)
    if any(isinstance(index, Axis) for index in node.indices):
        return _sliced(context, array, node)
    if count > 2:
        context.fail(f"an array has two axes, but here stand {count} indices", node.span)
    if count == 2:
        _check_delta(context, node, array.shape)
        _check_beside(context, node)
        row = position(context, node.indices[0], array.shape[0])
        column = position(context, node.indices[1], array.shape[1])
        return Item(array, row, column, span=node.span)
    return _single(context, array, node)


def _check_single(context: Context, node: Entry) -> None:
    """Raises `Unreadable` at an entry whose own definition has no meaning."""
    if not isinstance(node.array, Name):
        return
    spoiled = context.world.spoiled.get(entry_key(node.array.key, node.indices))
    if spoiled is not None:
        raise Unreadable(spoiled.told(entry_name(node.array.key, node.indices)), node.span, spoiled.at)


def _no_entries(node: Entry) -> str:
    """What is wrong with an index below a number; `K_s` beside a number K may be meant as a name of its own."""
    match node:
        case Entry(array=Name(key=key), indices=(Name(key=label),)):
            shown = spelled(key)
            return f"`{shown}` is a number and has no entries; {own_name(f'{shown}_{braced(label)}', 'R')}"
    return "this is a number and has no entries"


def _numbered(context: Context, node: Entry, shape: Shape) -> tuple[Node, ...]:
    r"""The indices of an entry of a row or a column, below which digits may be one index or an index each.

    They are one below `R^n` and what is defined by that; below `R^{1 \times n}` where each for itself is no index.
    """
    whole = node.indices[0] if len(node.indices) == 1 else together(node.indices)
    if not isinstance(whole, Number) or len(whole.digits) < 2 or not whole.digits.isdecimal() or 1 not in shape:
        return node.indices
    lengths = tuple(size if isinstance(size, int) else None for size in shape)
    if not are_apart(whole.digits, lengths) or context.world.has_one_axis(node.array):
        return (whole,)
    if is_one(whole.digits, lengths):
        context.fail(ambiguous(node.array.key if isinstance(node.array, Name) else "x", whole.digits), whole.span)
    return tuple(Number(Fraction(digit), digit, span=whole.span) for digit in whole.digits)


def _check_delta(context: Context, node: Entry, shape: Shape) -> None:
    """Two letters below a delta that is declared as a vector: its author can mean Kronecker's, which it is not."""
    letters = all(isinstance(index, Name) for index in node.indices)
    if isinstance(node.array, Name) and node.array.key == KRONECKER and 1 in shape and letters:
        other = r"write `\mathbb{1}[i = j]` for Kronecker's delta"
        context.fail(rf"`\delta` is declared as a vector, and here it has two indices; {other}", node.span)


def _check_beside(context: Context, node: Entry) -> None:
    """Refuse `a_{ij}` of a vector beside a matrix A, of which its author can mean an entry."""
    if not isinstance(node.array, Name) or node.array.key not in context.world.vectors:
        return
    key, beside = node.array.key, capital(node.array.key)
    shape = context.world.scope.shapes.get(beside, ())
    if beside != key and shape != () and 1 not in shape:
        shown, other = spelled(key), spelled(beside)
        how = f"an entry of `{other}` is written `{other}_{{ij}}`, one of `{shown}` `{shown}_i`"
        context.fail(f"`{shown}` is declared as a vector, and here it has two indices; {how}", node.span)


def _declared(context: Context, node: Node) -> None:
    """Only a declared name has entries; a letter that would be an index has none."""
    if isinstance(node, Name):
        if node.key not in context.bindings and node.key not in context.indices:
            check_understood(context, node.key, node.span)
        world = context.world
        known = node.key in world.scope.shapes or node.key in world.functions or node.key in CONSTANTS
        if not known and node.key not in context.bindings:
            raise Undeclared(node.key, node.span, guess(context, node.key))


def _special(context: Context, node: Entry) -> Term | None:
    """Kronecker's delta and the identity with indices, where their names were not declared."""
    if not isinstance(node.array, Name) or node.array.key in context.world.scope.shapes:
        return None
    key, bound = node.array.key, node.array.key in context.bindings or node.array.key in context.indices
    if bound or key not in SYMBOLS:
        return None
    check_understood(context, key, node.span)
    whole = together(node.indices) if key == "I" else None
    if whole is not None and _is_size(context, whole):
        return identity(context, node.span, int(whole.value))
    if len(node.indices) == 2:
        open_size = context.sizes.open()
        left, right = (position(context, index, open_size) for index in node.indices)
        return Cases(((ONE, Compare(Comparison.EQUAL, left, right)), (ZERO, None)), span=node.span)
    if key == "I" and len(node.indices) == 1:
        return identity(context, node.span, size(context, node.indices[0]))
    return None


def _is_size(context: Context, number: Number) -> bool:
    """Whether a number below `I` is the length of an axis that is declared.

    Raises `Unreadable` where none is so long, so that it can be that of the unit matrix or two indices.
    """
    lengths = {size for shape in context.world.scope.shapes.values() for size in shape}
    if number.value in lengths or not lengths:
        return bool(lengths)
    apart = ",".join(number.digits)
    context.fail(
        f"`I_{{{number.digits}}}` can be a unit matrix or one of its entries; no axis here has the length "
        f"{number.digits}, and an entry is `I_{{{apart}}}`",
        number.span,
    )


def _single(context: Context, array: Term, node: Entry) -> Term:
    """One index: an entry of a vector, a row of a matrix (a column under `vectors: columns`)."""
    index = node.indices[0]
    rows, columns = context.sizes.shape(array.shape)
    if rows == 1:
        return Item(array, ONE, position(context, index, columns), span=node.span)
    if columns == 1:
        return Item(array, position(context, index, rows), ONE, span=node.span)
    if is_open(rows) or is_open(columns):
        raise unsized(untold([array], context.sizes) or array)
    inner = context.fresh("q")
    part = context.world.parts.get(node.array.key) if isinstance(node.array, Name) else None
    if part is Line.ROW:
        place = position(context, index, rows)
        return Table(Item(array, place, Index(inner)), inner, context.fresh("p"), shape=(columns, 1), span=node.span)
    if part is None and context.world.scope.orientation is not Orientation.COLUMNS:
        place = position(context, index, rows)
        return Table(Item(array, place, Index(inner)), context.fresh("p"), inner, shape=(1, columns), span=node.span)
    place = position(context, index, columns)
    return Table(Item(array, Index(inner), place), inner, context.fresh("q"), shape=(rows, 1), span=node.span)


def _sliced(context: Context, array: Term, node: Entry) -> Term:
    """A row, 1×n, or a column, m×1, as it stands in the array; all of it where both places are a whole axis."""
    one, other = node.indices
    rows, columns = context.sizes.shape(array.shape)
    inner = context.fresh("q")
    if isinstance(one, Axis) and isinstance(other, Axis):
        return array
    if isinstance(other, Axis):
        entry = Item(array, position(context, one, rows), Index(inner))
        return Table(entry, context.fresh("p"), inner, shape=(1, columns), span=node.span)
    entry = Item(array, Index(inner), position(context, other, columns))
    return Table(entry, inner, context.fresh("q"), shape=(rows, 1), span=node.span)


def position(context: Context, node: Node, size: Size) -> Term:
    """An index where it stands: a letter runs over the axis, a size is its last place, a sum is an offset."""
    if isinstance(node, Name):
        key = node.key
        if key in context.indices or (key not in context.world.scope.sizes and not _bound_number(context, key)):
            if key not in context.indices and not is_index(key):
                label = f"; if it is the label of a name, declare that, e.g. `{LABELLED}`" if key.isalpha() else ""
                context.fail(f"`{key}` is no index{label}", node.span)
            if key not in context.indices and context.world.scope.shapes.get(key) == ():
                message = f"`{spelled(key)}` is declared as a number, and is an index here"
                context.fail(f"{message}; expected another letter for one of them", node.span)
            return context.index(key, size, node.span)
        if key in context.world.scope.sizes:
            check_hidden(context, node)
            if not context.sizes.unify(size, key):
                context.misfit(f"the index {key} stands at an axis of size {context.sizes.find(size)}", node.span)
            return SizeValue(key, span=node.span)
    if isinstance(node, Number):
        known = context.sizes.find(size)
        if node.value < 1 or (isinstance(known, int) and node.value > known):
            context.misfit(f"the index {node.value} is outside an axis of size {known}", node.span)
        return Constant(node.value, span=node.span)
    place = context.scalar(node, "an index")
    letters = [inner.key for inner in walk(node) if isinstance(inner, Name) and inner.key in context.indices]
    context.offsets.append((place, size, tuple(dict.fromkeys(letters))))
    return place


def _bound_number(context: Context, key: str) -> bool:
    return key in context.bindings and context.bindings[key].shape == ()


def spike(context: Context, node: Spike) -> Term:
    """A vector that is zero but at the free index that the statement has over its axis."""
    index = context.spike
    if index is None:
        context.fail("the place of the one entry between the dots is not told: no free index stands for it", node.span)
    inner, other = context.fresh("p"), context.fresh("q")
    length = context.indices.setdefault(index, context.sizes.open())
    context.free.setdefault(index, node.span)
    on = Compare(Comparison.EQUAL, Index(inner), Index(index))
    value = Cases(((context.scalar(node.entry, "the entry"), on), (Constant(Fraction(0)), None)))
    if node.upright:
        return Table(value, inner, other, shape=(length, 1), span=node.span)
    return Table(value, other, inner, shape=(1, length), span=node.span)
