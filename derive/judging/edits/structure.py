"""Edits of how an expression is built: the order of factors, terms, sums and brackets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce

from derive.judging.edits.drafts import Draft, Ground
from derive.judging.edits.marks import ONE, turned
from derive.judging.edits.trees import Spot, is_dotted, plain
from derive.reading.grammar.trees import depends
from derive.reading.syntax import (
    NOWHERE,
    Addition,
    Big,
    Binder,
    Branches,
    Minus,
    Name,
    Node,
    Product,
    Ratio,
    Relation,
    Sign,
    Transposed,
)


def orders(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """Two neighbouring factors exchanged, where they may be arrays."""
    node = spot.node
    if not isinstance(node, Product) or node.sign is Sign.ENTRYWISE:
        return
    match node.left:
        case Product(left=before, right=first, sign=Sign.NONE | Sign.DOT | Sign.TIMES):
            start: Node = Product(before, node.right, node.sign)
        case first:
            start = node.right
    if not ground.is_array(first) or not ground.is_array(node.right):
        return
    yield Draft(Product(start, first, node.sign), "two factors exchanged")
    yield Draft(Product(start, turned(first), node.sign), "two factors exchanged, one of them transposed")
    if start is node.right:
        yield Draft(Product(turned(start), first, node.sign), "two factors exchanged, one of them transposed")


def reversals(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """A product transposed as a whole, which turns its factors and their order; and any other whole side transposed."""
    node = spot.node
    if isinstance(node, Product) and not isinstance(spot.parent, Product):
        numbers, arrays = _factors(node, ground)
        if len(arrays) > 1:
            transposed = _product([*numbers, *(turned(factor) for factor in reversed(arrays))])
            yield Draft(transposed, "a product transposed" if spot.above else "the whole side transposed")
        if numbers and len(arrays) == 2:
            first, second = arrays
            exchanged = _product([*numbers, turned(second), first])
            yield Draft(exchanged, "two factors exchanged, one of them transposed")
    if not spot.above and isinstance(node, (Addition, Minus, Ratio)) and ground.is_array(node):
        yield Draft(Transposed(node), "the whole side transposed")


def _factors(node: Node, ground: Ground) -> tuple[list[Node], list[Node]]:
    """The numbers with which a product begins and the arrays behind them; no arrays where it is not such a product."""
    found: list[Node] = []
    while isinstance(node, Product):
        if node.sign is Sign.ENTRYWISE:
            return [], []
        found.insert(0, node.right)
        node = node.left
    found.insert(0, node)
    count = next((place for place, factor in enumerate(found) if ground.is_array(factor)), len(found))
    arrays = found[count:]
    return found[:count], arrays if all(map(ground.is_array, arrays)) else []


def _product(factors: Sequence[Node]) -> Node:
    return reduce(lambda left, right: Product(left, right, Sign.NONE), factors)


def terms(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """A term left out, or one of the other side put in."""
    node = spot.node
    if isinstance(node, Addition):
        for place in range(len(node.terms)):
            rest = (*node.terms[:place], *node.terms[place + 1 :])
            yield Draft(rest[0] if len(rest) == 1 else Addition(rest), "a term left out")
    if spot.above:
        return
    side = ground.equation.left if spot.path == ("right",) else ground.equation.right
    own = node.terms if isinstance(node, Addition) else (node,)
    for term in side.terms if isinstance(side, Addition) else ():
        if term not in own:
            yield Draft(Addition((*own, term)), "a term put in")


def sums(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """A sum left out so that one term of it is left."""
    node = spot.node
    if isinstance(node, Big) and node.operator == "sum" and len(node.binders) == 1 and not is_dotted(node):
        for letter in ground.free:
            yield Draft(plain(node.body, {node.binders[0].index: letter}), f"only the term at {letter} of a sum")


def totals(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """A sum put in over an index that the other side does not have."""
    node = spot.node
    if not (spot.is_term or isinstance(spot.parent, Ratio)) or isinstance(spot.parent, Product):
        return
    if isinstance(node, Minus):
        return
    side = ground.equation.left if spot.path[0] == "right" else ground.equation.right
    for letter in ground.free:
        if not depends(side, {letter}) and depends(node, {letter}):
            yield Draft(_summed(node, letter), f"a sum over {letter} put in")


def _summed(node: Node, letter: str) -> Node:
    """The sum over an index, behind the factors before the first that has it."""
    match node:
        case Product(left=Product() as left, right=right, sign=sign) if depends(left, {letter}):
            inner = _summed(left, letter)
            if isinstance(inner, Product) and isinstance(inner.right, Big):
                body = Product(inner.right.body, right, sign)
                return Product(inner.left, replace(inner.right, body=body), inner.sign)
        case Product(left=left, right=right, sign=sign) if not depends(left, {letter}):
            return Product(left, _summed(right, letter), sign)
    return Big("sum", (Binder(letter),), node)


def restrictions(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """A sum that leaves the term at a free index out."""
    node = spot.node
    if isinstance(node, Big) and node.condition is None and len(node.binders) == 1 and not is_dotted(node):
        index = node.binders[0].index
        for letter in ground.free:
            unequal = Relation("≠", Name(index), Name(letter))
            yield Draft(Big(node.operator, (Binder(index),), node.body, unequal), f"the term at {letter} left out")


def brackets(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """A factor before a bracket that belongs to its first term only, and the other way round."""
    match spot.node:
        case Product(left=left, right=Addition(terms=(first, *rest)), sign=sign):
            yield Draft(Addition((Product(left, first, sign), *rest)), "a bracket moved")
            if isinstance(left, Ratio):
                inner = Addition((Product(left.top, first, sign), *rest))
                yield Draft(Product(Ratio(ONE, left.bottom), inner, sign), "a bracket moved")
        case Addition(terms=(Product(left=left, right=right, sign=sign), *rest)):
            yield Draft(Product(left, Addition((right, *rest)), sign), "a bracket moved")


def cases(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """The values of two branches exchanged."""
    node = spot.node
    if isinstance(node, Branches) and len(node.branches) == 2:
        (one, first), (other, second) = node.branches
        yield Draft(replace(node, branches=((other, first), (one, second)), span=NOWHERE), "two branches exchanged")
