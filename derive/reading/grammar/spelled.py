"""Terms before dots that are shorter than their general term: q is q^1 there, 1 is q^0, and a is a + 0 d."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from derive.reading.syntax import Addition, Node, Number, Product, Superscript


def spelled(terms: Sequence[Node], last: Node) -> list[Node]:
    """The terms that stand before dots, in the form of the last one behind them, where the next term follows on it.

    So the sum has no more terms than the last one tells: where q^{n-1} is the first one, there is no q.
    """
    short = _short(last)
    found: list[Node] = []
    for term in reversed(terms):
        behind = found[-1] if found else _full(last, 2)
        fitting = (number for number, plain in short.items() if term == plain and behind == _full(last, number + 1))
        number = next(fitting, None)
        found.append(term if number is None else replace(_full(last, number), span=term.span))
    return found[::-1]


def _short(last: Node) -> Mapping[int, Node]:
    """What a general term is at 1 and at 0, as it is written; nothing where no number is left out there."""
    match last:
        case Superscript(base=Number()) | Superscript(exponent=Number()) | Product(left=Number()):
            return {}
        case Superscript(base=base):
            return {1: base, 0: Number(Fraction(1), span=base.span)}
        case Product(right=right):
            return {1: right}
        case Addition(terms=(*front, Product() as step)) if front and (inner := _short(step)):
            first = front[0] if len(front) == 1 else replace(last, terms=tuple(front))
            return {1: replace(last, terms=(*front, inner[1])), 0: first}
    return {}


def _full(last: Node, number: int) -> Node:
    """A general term at a number."""
    match last:
        case Superscript(exponent=exponent):
            return replace(last, exponent=Number(Fraction(number), span=exponent.span))
        case Product(left=left):
            return replace(last, left=Number(Fraction(number), span=left.span))
        case Addition(terms=(*front, step)):
            return replace(last, terms=(*front, _full(step, number)))
    return last
