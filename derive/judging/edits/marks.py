"""Edits of one factor: its transpose, sign, power and prime, and what multiplies it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations

from derive.judging.edits.drafts import Draft, Ground
from derive.judging.edits.trees import Spot, plain
from derive.reading.syntax import (
    Addition,
    Call,
    General,
    Matrix,
    Minus,
    Name,
    Node,
    Number,
    Partial,
    Product,
    Ratio,
    Sign,
    Spike,
    Superscript,
    Transposed,
)

FACTORS = (Name, Partial, Call, Matrix, General, Spike)
ONE, TWO = Number(Fraction(1), "1"), Number(Fraction(2), "2")


def transposes(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """A transpose left out or put in."""
    node = spot.node
    if isinstance(node, Transposed):
        array = node.array
        if isinstance(array, Superscript) and array.exponent.span == node.span:
            array = Superscript(array.base, Minus(ONE))  # of `S^{-\top}`, where it has no writing of its own
        yield Draft(array, "a transpose left out")
    elif not isinstance(node, FACTORS) or isinstance(spot.parent, Transposed):
        return
    elif spot.is_value and ground.is_array(node):
        yield Draft(Transposed(node), "a transpose put in")


def turned(node: Node) -> Node:
    """The transpose of a node."""
    return node.array if isinstance(node, Transposed) else Transposed(node)


def doubles(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """The sum of a matrix and its transpose for twice the matrix."""
    node = spot.node
    if isinstance(node, Product) and node.left == TWO and ground.is_array(node.right):
        yield Draft(Addition((node.right, Transposed(node.right))), "a matrix and its transpose for twice the matrix")


def signs(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """A minus left out or put in; in a sum plus for minus and the other way round."""
    node = spot.node
    if isinstance(node, Addition):
        yield from _opposite(node, is_side=len(spot.path) == 1)
        for place, term in sorted(enumerate(node.terms), key=lambda found: found[0] == 0):
            other = term.operand if isinstance(term, Minus) else Minus(term)
            what = "plus for minus" if isinstance(term, Minus) else "minus for plus"
            yield Draft(Addition((*node.terms[:place], other, *node.terms[place + 1 :])), what)
    elif isinstance(node, Minus) and not isinstance(spot.parent, Addition):
        yield Draft(node.operand, "a minus left out")
    elif spot.is_term and not isinstance(spot.parent, (Addition, Minus, Product)) and node != Number(Fraction(0)):
        yield Draft(Minus(node), "a minus put in")


def _opposite(node: Addition, *, is_side: bool) -> Iterator[Draft]:
    """A difference turned round; of a whole side with a minus in it every sign changed."""
    gone = [term.operand for term in node.terms if isinstance(term, Minus)]
    put = [Minus(term) for term in node.terms if not isinstance(term, Minus)]
    if len(gone) == len(put) == 1:
        yield Draft(Addition((*gone, *put)), "a difference turned round")
    elif is_side and gone:
        yield Draft(Addition((*gone, *put)), "every sign changed")


def factors(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """A factor 2 or ½ put in."""
    if _takes_factor(spot):
        yield Draft(Product(TWO, spot.node, Sign.NONE), "a factor 2 put in")
        yield Draft(Product(Ratio(ONE, TWO), spot.node, Sign.NONE), "a factor ½ put in")


def size_factors(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """A size or its inverse put in, as in a mean for a sum."""
    node = spot.node
    for size in ground.lengths if _takes_factor(spot) else ():
        text = size.key if isinstance(size, Name) else size.digits
        yield Draft(Product(Ratio(ONE, size), node, Sign.NONE), f"a factor 1/{text} put in")
        yield Draft(Product(size, node, Sign.NONE), f"a factor {text} put in")
        yield Draft(Product(Ratio(TWO, size), node, Sign.NONE), f"a factor 2/{text} put in")
    is_factor = spot.is_term and isinstance(node, Number) and isinstance(spot.parent, Product)
    for size in ground.lengths if is_factor else ():
        text = size.key if isinstance(size, Name) else size.digits
        yield Draft(Ratio(node, size), f"a denominator {text} put in")


def scales(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """A number of the document, or the root of a size, put in as a factor or below a line."""
    for text, number in ground.scales.items() if _takes_factor(spot) else ():
        yield Draft(Product(Ratio(ONE, number), spot.node, Sign.NONE), f"a factor 1/{text} put in")
        yield Draft(Product(number, spot.node, Sign.NONE), f"a factor {text} put in")


def products(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """A product of arrays entry by entry for one of matrices, and the other way round."""
    match spot.node:
        case Product(left=left, right=right, sign=sign) if ground.is_array(left) and ground.is_array(right):
            if sign is Sign.ENTRYWISE:
                yield Draft(Product(left, right, Sign.NONE), "a product of matrices for one of their entries")
            else:
                yield Draft(Product(left, right, Sign.ENTRYWISE), "a product of entries for one of matrices")


def omissions(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """A factor or a denominator left out."""
    match spot.node:
        case Product(left=left, right=right):
            yield Draft(right, "a factor left out")
            yield Draft(left, "a factor left out")
        case Ratio(top=top):
            yield Draft(top, "a denominator left out")


def powers(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """A square left out or put in, or a square for which there should be a product of two entries."""
    node = spot.node
    if isinstance(node, Superscript) and isinstance(node.exponent, Number):
        yield Draft(node.base, "a power left out")
        inside = [key for key in ground.free if plain(node.base, {key: "\0"}) != node.base]
        for old, new in permutations(ground.free, 2):
            if old in inside and node.exponent == TWO:
                other = plain(node.base, {old: new})
                yield Draft(Product(node.base, other, Sign.NONE), f"a square with {new} for {old} in one factor")
    elif spot.is_value and ground.is_number(node) and not isinstance(spot.parent, (Superscript, Transposed)):
        yield Draft(Superscript(node, TWO), "a square put in")


def primes(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """The derivative of a function for the function, and the other way round."""
    node = spot.node
    if isinstance(node, Call) and node.function in ground.functions and len(node.arguments) == 1:
        yield Draft(Call(node.function, node.arguments, node.primes + 1), "a prime put in")
        if node.primes:
            yield Draft(Call(node.function, node.arguments, node.primes - 1), "a prime left out")


def _takes_factor(spot: Spot) -> bool:
    """Whether a number may stand before a node: it is a term or its first factor, and no number itself."""
    return spot.is_term and not isinstance(spot.node, (Product, Number, Minus))
