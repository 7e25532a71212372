"""Which formulas are numbers, as far as what is declared and defined by entries tells without any shape."""

from __future__ import annotations

from collections.abc import Set

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
        case Addition() | Minus() | Product() | Ratio() | Superscript() | Call():
            return all(is_number(part, names, bound) for part in children(node))
    return False


def is_inner(node: Node, names: Names) -> bool:
    r"""Whether a formula is, but for numbers, the product of a vector turned by another one, as `w^\top l`."""
    match [factor for factor in _factors(node) if not is_number(factor, names)]:
        case [Transposed(array=left), right]:
            return _is_vector(left, names) and _is_vector(right, names)
    return False


def _factors(node: Node) -> list[Node]:
    match node:
        case Product(left=left, right=right):
            return [*_factors(left), *_factors(right)]
        case Ratio(top=top, bottom=bottom):
            return [*_factors(top), bottom]
    return [node]


def _is_vector(node: Node, names: Names) -> bool:
    """Whether a name is declared or defined with one axis, or stands for ones."""
    if isinstance(node, Call) and node.function == "ones":
        return True
    return isinstance(node, Name) and any(each.axes == 1 for each in names.all() if each.key == node.key)
