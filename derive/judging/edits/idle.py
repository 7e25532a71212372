"""What does nothing in an expression, and what an author would not leave as it stands: n + n, 2/(2 n), n/n²."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import gcd

from derive.reading.grammar.trees import children, walk
from derive.reading.syntax import Addition, Branches, Call, Minus, Node, Number, Partial, Product, Ratio, Superscript

ZERO, ONE = Number(Fraction(0)), Number(Fraction(1))


def idle(root: Node) -> int:
    """How many places of a tree do nothing: a quotient of equals, x - x, n - 0, 1 x, x^1, max(x, x), ∂x/∂x.

    A term that is added twice counts too, and a product that has a factor also below a line.
    """
    return sum(map(_is_idle, walk(root))) + _cancelled(root)


def _is_idle(node: object) -> bool:
    match node:
        case Ratio(top=top, bottom=bottom):
            return top == bottom
        case Addition(terms=terms):
            twice = len(set(map(repr, terms))) < len(terms)
            return twice or any(term in (ZERO, Minus(ZERO)) or Minus(term) in terms for term in terms)
        case Product(left=left, right=right):
            return any(side in (ZERO, ONE) for side in (left, right))
        case Superscript(exponent=exponent):
            return exponent == ONE
        case Call(function="max" | "min", arguments=arguments):
            return len(set(map(repr, arguments))) < len(arguments)
        case Partial(numerator=numerator, by=by):
            return numerator in by
        case Branches(branches=branches):
            return len({repr(value) for value, _ in branches}) == 1
    return False


def _cancelled(node: Node, *, inside: bool = False) -> int:
    """How many products, each taken as a whole, have a factor both above and below a line."""
    is_product = isinstance(node, (Product, Ratio))
    own = int(is_product and not inside and _has_both(node))
    return own + sum(_cancelled(part, inside=is_product) for part in children(node))


def _has_both(node: Node) -> bool:
    above, below = ({factor for factor, up in _factors(node) if up is side} for side in (True, False))
    numbers = [[each.value for each in part if isinstance(each, Number)] for part in (above, below)]
    shared = any(gcd(int(one), int(other)) > 1 for one in numbers[0] for other in numbers[1])
    return shared or any(not isinstance(factor, Number) for factor in above & below)


def _factors(node: Node, above: bool = True) -> Iterator[tuple[Node, bool]]:
    """The factors of a product, without their powers, and whether each stands above."""
    match node:
        case Product(left=left, right=right):
            yield from _factors(left, above)
            yield from _factors(right, above)
        case Ratio(top=top, bottom=bottom):
            yield from _factors(top, above)
            yield from _factors(bottom, not above)
        case Superscript(base=base, exponent=Number()):
            yield base, above
        case _:
            yield node, above
