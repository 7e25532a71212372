"""Products of several factors: how those behind an entrywise or a dot product are grouped, where no bracket tells."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce

from derive.meaning.arithmetic import multiplied
from derive.meaning.context import Context
from derive.meaning.sizes import Misshapen
from derive.meaning.terms import Shape, Term
from derive.reading.syntax import Product, Sign

LAST = (
    r"`\odot` can multiply all of this product, which is a number, or its last factor; "
    r"write `\cdot` for the first, and brackets for the second"
)
Run = tuple[tuple[Product, Term], ...]
"""The factors behind the first, each with the product that it ends."""


def product(context: Context, node: Product) -> Term:
    """A product; `a ⊙ W b` is `(a ⊙ W) b` or `a ⊙ (W b)`, whichever has a value."""
    nodes = _run(node)
    first = context.term(nodes[0].left)
    run = tuple((one, context.term(one.right)) for one in nodes)
    _check_number(context, nodes[0], first, run[0][1])
    groups = _groups(context, first, run)
    fitting = {last: shape for last in groups if (shape := _shape(context, first, run, last)) is not None}
    if len(fitting) > 1 and (nodes[0].sign is Sign.ENTRYWISE or len(set(fitting.values())) > 1):
        sign = r"\odot" if nodes[0].sign is Sign.ENTRYWISE else r"\cdot"
        message = f"what stands behind `{sign}` can be grouped in two ways, and both fit here; put the brackets"
        context.fail(message, node.span)
    return _grouped(context, first, run, next(iter(fitting), groups[0]))


def _check_number(context: Context, opening: Product, first: Term, second: Term) -> None:
    r"""Refuse a product of arrays that is a number, `x^\top y`, before `⊙`: its last factor can be meant."""
    before, numbers = opening.left, (_is_number(context, first), _is_number(context, second))
    if opening.sign is not Sign.ENTRYWISE or not isinstance(before, Product) or numbers != (True, False):
        return
    parts = (context.term(part) for part in (before.left, before.right))
    if before.sign is not Sign.ENTRYWISE and not any(_is_number(context, part) for part in parts):
        context.fail(LAST, opening.span)


def _run(node: Product) -> list[Product]:
    """The products from the one that opens the run to the whole."""
    nodes = [node]
    while nodes[0].loose and isinstance(nodes[0].left, Product):
        nodes.insert(0, nodes[0].left)
    return nodes


def _groups(context: Context, first: Term, run: Run) -> list[int]:
    """Where the group behind the first factor can end; a number goes with what stands before it, or else behind it."""
    arrays = [place for place, (_, term) in enumerate(run) if not _is_number(context, term)]
    return arrays if arrays and not _is_number(context, first) else [0]


def _is_number(context: Context, term: Term) -> bool:
    return context.sizes.shape(term.shape) in ((), (1, 1))


def _shape(context: Context, first: Term, run: Run, last: int) -> Shape | None:
    """The shape of the product with this group; nothing where it has no value."""
    with context.sizes.trial():
        try:
            return context.sizes.shape(_grouped(context, first, run, last).shape)
        except Misshapen:
            return None


def _grouped(context: Context, first: Term, run: Run, last: int) -> Term:
    (opening, start), inner, outer = run[0], run[1 : last + 1], run[last + 1 :]
    group = reduce(lambda left, step: _times(context, left, step[1], step[0], start), inner, start)
    whole = _times(context, first, group, opening, first)
    return reduce(lambda left, step: _times(context, left, step[1], step[0], first), outer, whole)


def _times(context: Context, left: Term, right: Term, node: Product, begin: Term) -> Term:
    return multiplied(context, left, right, replace(node, span=begin.span.to(right.span)))
