"""Whole numbers and names that are added up, as in `n + 1 - k`."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from derive.reading.syntax import Addition, Minus, Name, Node, Number

Count = Counter[str]
"""How often each name is taken, and under the empty name the number beside them; what is taken 0 times is left out."""


def counted(node: Node) -> Count | None:
    """A node as a count; nothing where it is none."""
    match node:
        case Number(value=value) if value.denominator == 1:
            return whole(int(value))
        case Name(key=key):
            return Counter({key: 1})
        case Minus(operand=operand):
            inner = counted(operand)
            return None if inner is None else minus(Counter(), inner)
        case Addition(terms=terms):
            total: Count = Counter()
            for inner in map(counted, terms):
                if inner is None:
                    return None
                total = minus(total, minus(Counter(), inner))
            return total
    return None


def whole(number: int) -> Count:
    """A whole number as a count."""
    return minus(Counter({"": number}), Counter())


def minus(one: Count, other: Count) -> Count:
    """The difference of two counts."""
    found = {key: one[key] - other[key] for key in (*one, *other)}
    return Counter({key: value for key, value in found.items() if value})


def written(count: Count) -> Node:
    """A count as it is written, what is taken away behind the rest."""
    number = [Number(Fraction(abs(count[""])), str(abs(count[""])))] * bool(count[""])
    terms: list[tuple[bool, Node]] = [(count[""] < 0, node) for node in number]
    terms += [(count[key] < 0, Name(key)) for key in sorted(count) if key for _ in range(abs(count[key]))]
    terms.sort(key=lambda term: (term[0], isinstance(term[1], Number)))
    nodes = tuple(Minus(node) if taken else node for taken, node in terms)
    return nodes[0] if len(nodes) == 1 else Addition(nodes) if nodes else Number(Fraction(0), "0")
