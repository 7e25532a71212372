"""What a kernel takes: the leaves of its term, and which of their axes are a batch that it never looks at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from derive.kernels.entries import size_term
from derive.kernels.names import python_name, rank
from derive.kernels.refusal import NotEmittable
from derive.meaning.rewriting import Node, parts, walk
from derive.meaning.terms import Derivative, Fold, Index, Item, Quantity, Size, SizeValue, Term

Leaf = Quantity | Derivative


class Leading(Enum):
    """What may stand before the axes that a kernel names."""

    NONE = "nothing"
    ALLOWED = "the leading axes of the first such argument, or nothing"
    SHARED = "the same axes for every such argument"


@dataclass(frozen=True, slots=True)
class Argument:
    """One parameter of a kernel: a quantity of the scope, or the upstream gradient by it.

    `declared` is the quantity's shape in the document, `axes` the sizes of the axes that the kernel names, which come
    last; a declared axis of size 1 is left out, and so are those that became part of the batch.
    """

    name: str
    quantity: str
    gradient: bool
    declared: tuple[Size, ...]
    axes: tuple[Size, ...]
    leading: Leading


def carried(term: Term, order: Sequence[str], ranges: Mapping[str, Size]) -> tuple[str, ...]:
    """The first indices of `order` that `term` only carries through, so that they may be any leading axes.

    Such an index stands first in the arrays that have it, is no number there, and its size is used nowhere else. It
    is in every array, or it is the first, numbers the rows of an array of two axes, and no column stands without it;
    no other can follow it then.
    """
    dropped: tuple[str, ...] = ()
    for name in order:
        if not _is_carried(term, name, dropped, ranges[name]):
            break
        dropped += (name,)
    return dropped


def arguments(term: Term, dropped: Sequence[str]) -> dict[Term, Argument]:
    """The argument for each leaf of `term`, in the order in which the kernel takes them."""
    found: dict[Term, Argument] = {}
    all_leaves = list(leaves(term))
    items = [leaf for leaf in all_leaves if isinstance(leaf, Item)]
    alone, sliding = not items, any(map(slides, items))
    for leaf in all_leaves:
        array, argument = _array(leaf, dropped, sliding) if isinstance(leaf, Item) else (leaf, _scalar(leaf, alone))
        if found.setdefault(array, argument) != argument:
            raise NotEmittable(f"{argument.quantity} stands both with its rows' index and with another")
    ranked = sorted(found.items(), key=lambda it: _rank(it[1], alone))
    for (_, one), (_, other) in pairwise(ranked):
        if one.name == other.name:
            raise NotEmittable(f"{one.quantity} and {other.quantity} would both be called {one.name}")
    return dict(ranked)


def leaves(term: Node) -> Iterator[Item | Leaf]:
    """The entries and scalars that `term` is made of, from left to right."""
    if isinstance(term, Item | Quantity | Derivative):
        yield term
    else:
        for part in parts(term):
            yield from leaves(part)


def own_axes(item: Item) -> tuple[tuple[Term, Size], ...]:
    """The index and the size of each axis of an entry's array, but for axes of size 1."""
    both = zip((item.row, item.column), item.array.shape, strict=True)
    return tuple((index, size) for index, size in both if size != 1)


def slides(item: Item) -> bool:
    """Whether an entry stands at a place that is no index by itself."""
    return any(not isinstance(place, Index) for place, _ in own_axes(item))


def _is_carried(term: Term, name: str, dropped: tuple[str, ...], size: Size) -> bool:
    items = [leaf for leaf in leaves(term) if isinstance(leaf, Item)]
    left = [[it for it in own_axes(item) if it[0] not in [Index(name=one) for one in dropped]] for item in items]
    index = Index(name=name)
    having = [axes for axes in left if axes and axes[0] == (index, size)]
    uses = sum(node == index for node in walk(term))
    elsewhere = any(it != (index, size) and it[1] == size for axes in left for it in axes)
    as_number = any(isinstance(node, SizeValue) and node.size == size for node in walk(term))
    bound = any(isinstance(node, Fold) and node.high == size_term(size) for node in walk(term))
    columns = any(item.array.shape[1:] == (1,) and index != item.row for item in items)
    rows = not dropped and not columns and any(len(axes) == 2 for axes in having)
    even = all(len(axes) + len(dropped) == len(own_axes(item)) for axes, item in zip(left, items, strict=True))
    placed = (len(having) == len(items) and even) or rows
    return uses == len(having) > 0 and placed and not (elsewhere or as_number or bound)


def _array(item: Item, dropped: Sequence[str], sliding: bool) -> tuple[Term, Argument]:
    """An array as an argument; what slides along all rows of a batch is one for them all."""
    left = [size for index, size in own_axes(item) if not (isinstance(index, Index) and index.name in dropped)]
    shared = len(left) < len(own_axes(item))
    alone = Leading.ALLOWED if 1 in item.array.shape and not sliding else Leading.NONE
    leading = Leading.SHARED if shared else alone
    return item.array, _argument(item.array, tuple(left), leading)


def _scalar(leaf: Leaf, alone: bool) -> Argument:
    return _argument(leaf, (), Leading.ALLOWED if alone else Leading.NONE)


def _argument(leaf: Term, axes: tuple[Size, ...], leading: Leading) -> Argument:
    gradient = isinstance(leaf, Derivative)
    quantity = leaf.by if isinstance(leaf, Derivative) else leaf
    assert isinstance(quantity, Quantity)
    name = ("d" if gradient else "") + python_name(quantity.name)
    return Argument(name, quantity.name, gradient, leaf.shape, axes, leading)


def _rank(argument: Argument, alone: bool) -> tuple[int, int, str]:
    return rank(argument.name, argument.declared == () and not alone, argument.gradient)
