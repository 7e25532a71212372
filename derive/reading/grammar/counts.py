"""Which formulas are numbers, as far as what is declared and defined by entries tells without any shape."""

from __future__ import annotations

from collections.abc import Sequence, Set

from derive.reading.grammar.digits import Lengths
from derive.reading.grammar.names import Names, Sort
from derive.reading.grammar.trees import children
from derive.reading.syntax import (
    Addition,
    Axis,
    Big,
    Call,
    Entry,
    Minus,
    Name,
    Node,
    Number,
    Product,
    Ratio,
    Sign,
    Superscript,
    Transposed,
)

REDUCING = frozenset({"norm", "norm1", "norm2", "norm_inf", "tr"})
"""Functions of an array that are numbers."""


def is_number(node: Node, names: Names, bound: Set[str] = frozenset()) -> bool:
    """Whether a formula is certainly a number; the letters in `bound` are indices."""
    match node:
        case Number():
            return True
        case Name(key=key):
            known = [each for each in names.all() if each.key == key]
            return key in bound or any(each.is_number or each.sort is Sort.SIZE for each in known)
        case Entry(array=Name(key=key), indices=indices) if not any(isinstance(each, Axis) for each in indices):
            return any(each.axes == len(indices) for each in names.all() if each.key == key)
        case Big(binders=binders, body=body):
            return is_number(body, names, bound | {binder.index for binder in binders})
        case Call(function=function) if function in REDUCING:
            return True
        case Product() if _is_inner(node, names, bound):
            return True
        case Addition() | Minus() | Product() | Ratio() | Superscript() | Call():
            return all(is_number(part, names, bound) for part in children(node))
    return False


def are_sizes(nodes: Sequence[Node], names: Names) -> bool:
    """Whether these are names of sizes and numbers, and not numbers alone."""
    sizes = [isinstance(node, Name) and names.is_size(node.key, "") for node in nodes]
    return any(sizes) and all(is_size or isinstance(node, Number) for is_size, node in zip(sizes, nodes, strict=True))


def _is_inner(node: Product, names: Names, bound: Set[str]) -> bool:
    r"""Whether a product is, but for numbers, that of a row with a column, as `w^\top x` and `X_{i,:} w` are.

    With a dot it may be one of vectors that stand alike.
    """
    match [factor for factor in _factors(node) if not is_number(factor, names, bound)]:
        case [left, right]:
            alike = any(_stands(left, names, at) and _stands(right, names, at) for at in (0, 1))
            return (_stands(left, names, 0) and _stands(right, names, 1)) or (node.sign is Sign.DOT and alike)
    return False


def _factors(node: Node) -> list[Node]:
    match node:
        case Product(left=left, right=right):
            return [*_factors(left), *_factors(right)]
        case Ratio(top=top, bottom=bottom):
            return [*_factors(top), bottom]
    return [node]


def _stands(node: Node, names: Names, place: int) -> bool:
    """Whether a formula is certainly a row (`place` 0) or a column (1)."""
    match node:
        case Transposed(array=array):
            return _stands(array, names, 1 - place)
        case Entry(array=Name(key=key), indices=(_, _) as indices):
            is_line = isinstance(indices[1 - place], Axis) and not isinstance(indices[place], Axis)
            return is_line and any(each.axes == 2 for each in names.all() if each.key == key)
        case Name(key=key):
            found = [each.lengths for each in names.all() if each.key == key and each.lengths]
            return any(_is_long(lengths, place, names) for lengths in found)
        case Call(function="ones"):
            return names.rows == (place == 0)
    return False


def _is_long(lengths: Lengths, place: int, names: Names) -> bool:
    return lengths[place] == 1 if len(lengths) == 2 else names.rows == (place == 0)
