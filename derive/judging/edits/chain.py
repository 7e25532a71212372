"""Edits of what the chain rule puts in: the gradient from the layers above, the slope of an activation."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from derive.judging.edits.drafts import Draft, Ground, named
from derive.judging.edits.letters import ZERO
from derive.judging.edits.marks import ONE, TWO
from derive.judging.edits.trees import Spot
from derive.reading.syntax import (
    Addition,
    Branches,
    Call,
    Minus,
    Name,
    Node,
    Partial,
    Product,
    Sign,
    Superscript,
)


def upstream(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """The gradient from the layers above put in: by entries, or as an array on either side."""
    node = spot.node
    if not _takes_more(spot):
        return
    for loss, array in ground.upstream:
        what = f"the factor ∂{loss}/∂{array} put in"
        if ground.is_array(node) and ground.axes(array):
            for new in _multiplied(node, Partial(Name(loss), (Name(array),)), ground):
                yield Draft(new, what)
        elif not isinstance(node, Product):
            for by in _entries(array, spot, ground):
                yield Draft(_product(Partial(Name(loss), (by,)), node), what)


def _multiplied(node: Node, gradient: Node, ground: Ground) -> Iterator[Node]:
    """An array with a gradient before it, or behind its numbers, and behind it."""
    match node:
        case Product(left=left, right=right, sign=sign):
            if not ground.is_array(left):
                yield Product(Product(left, gradient, Sign.NONE), right, sign)
                yield Product(Product(left, gradient, Sign.NONE), right, Sign.ENTRYWISE)
            elif sign is not Sign.ENTRYWISE:
                yield Product(node, gradient, Sign.ENTRYWISE)
        case _:
            yield Product(gradient, node, Sign.NONE)
            yield Product(gradient, node, Sign.ENTRYWISE)
    yield Product(node, gradient, Sign.NONE)


def slopes(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """The derivative of an activation put in."""
    other = ground.equation.left
    by = [named(each) for each in other.by] if isinstance(other, Partial) else []
    inputs = dict.fromkeys(key for key in (*by, *ground.inputs) if key is not None)
    for function in ground.functions if _takes_more(spot) else ():
        what = f"the factor {function}′ put in"
        for key in inputs:
            if ground.is_array(spot.node):
                yield Draft(Product(spot.node, Call(function, (Name(key),), 1), Sign.ENTRYWISE), what)
            elif not isinstance(spot.node, Product):
                for argument in _entries(key, spot, ground):
                    yield Draft(_product(Call(function, (argument,), 1), spot.node), what)


def complements(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """What the slope of a sigmoid or a tanh has beside it put in: 1 - y, 1 - y²."""
    node = spot.node
    if not _takes_more(spot):
        return
    last = node.right if isinstance(node, Product) else node
    is_called = isinstance(last, Call) and last.function in ground.functions and not last.primes
    is_array = ground.is_array(node)
    found = [(last, False)] if is_called or named(last) in ground.outputs else []
    found += [(call, True) for call in ground.calls if is_array == ground.is_array(call)]
    for key, is_tanh in ground.outputs.items():
        places = [Name(key)] if is_array else [] if isinstance(node, Product) else _entries(key, spot, ground)
        found += [(place, is_tanh) for place in places if place != last or is_tanh]
    for output, is_tanh in found:
        power = Product(output, output, Sign.ENTRYWISE) if is_array else Superscript(output, TWO)
        rest = Addition((ONE, Minus(power if is_tanh else output)))
        sign = Sign.ENTRYWISE if is_array else Sign.NONE
        yield Draft(Product(node, rest, sign), "the rest of a slope put in")


def _takes_more(spot: Spot) -> bool:
    """Whether a factor may be put in behind or before a node: it is a term or the first factors of one."""
    return spot.is_led and spot.is_value and not isinstance(spot.node, (Minus, Branches)) and spot.node != ZERO


def _entries(key: str, spot: Spot, ground: Ground) -> list[Node]:
    """A quantity at the indices in force; itself, where it is a number."""
    axes = ground.axes(key)
    return [ground.entry(key, at) for at in permutations(ground.letters(spot), axes)] if axes else [Name(key)]


def _product(factor: Node, node: Node) -> Node:
    return factor if node == ONE else Product(factor, node, Sign.NONE)
