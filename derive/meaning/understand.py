"""Syntax into terms: which rule understands which node, and what is settled when a statement is whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from derive.meaning import arithmetic, arrays, calls, derivatives, entries, factors, logic, names, points
from derive.meaning.context import ONE, Context
from derive.meaning.ones import check_vectors, is_filled, unsized, untold
from derive.meaning.rewriting import settled, walk
from derive.meaning.sizes import is_open
from derive.meaning.terms import Compare, Comparison, Condition, Every, Size, SizeValue, Term
from derive.meaning.undeclared import Undeclared
from derive.reading import syntax
from derive.reading.source import Span
from derive.reading.syntax import Logical, Node, Unreadable

RULES: Mapping[type[Node], Callable[[Context, Any], Term]] = {
    syntax.Number: names.number,
    syntax.Name: names.name,
    syntax.Entry: entries.entry,
    syntax.Spike: entries.spike,
    syntax.Addition: arithmetic.addition,
    syntax.Minus: arithmetic.minus,
    syntax.Product: factors.product,
    syntax.Ratio: arithmetic.quotient,
    syntax.Superscript: arithmetic.power,
    syntax.Transposed: arithmetic.transposed,
    syntax.Matrix: arrays.matrix,
    syntax.General: arrays.general,
    syntax.Big: arrays.big,
    syntax.LimitOf: arrays.limit,
    syntax.Branches: logic.branches,
    syntax.Call: calls.call,
    syntax.Partial: derivatives.partial,
    syntax.Taken: points.taken,
}


def understand(context: Context, node: Node) -> Term:
    """The term that a node means; it stands where the node is written, also one that a parameter stands for."""
    rule = RULES.get(type(node))
    if rule is None:
        if isinstance(node, syntax.BigO):
            wanted = "expected it alone, as a term of the right side of a claim"
            context.fail(f"a remainder O(…) cannot stand here; {wanted}", node.span)
        context.fail(f"{type(node).__name__.lower()} cannot stand here", node.span)
    term = rule(context, node)
    return term if term.span == node.span else replace(term, span=node.span)


@dataclass(frozen=True, slots=True)
class Misfit:
    """A written bound that is not the size of its axis; the `sizes` are the names of both."""

    message: str
    sizes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """Terms with nothing open: shapes, the ranges of free indices, the conventions used and what was noticed."""

    terms: tuple[Term, ...]
    condition: Condition | None
    ranges: Mapping[str, Size]
    conventions: tuple[str, ...]
    misfits: tuple[Misfit, ...]
    notes: tuple[str, ...]


def whole(
    context: Context, terms: tuple[Term, ...], condition: Condition | None = None, *, numbers: bool = False
) -> Whole:
    """Settle all sizes. Raises `Unreadable` where nothing tells how far a free index runs.

    With `numbers` an undeclared letter may be a number, if a function has used it for one.
    """
    for name, span in context.numbers.items():
        if not numbers:
            raise Undeclared(name, span)
    context.settle_compared()
    inside = _inside(context)
    if inside:
        condition = Every((*inside, *(() if condition is None else (condition,))))
    ranges: dict[str, Size] = {}
    for name, span in context.free.items():
        size = context.sizes.find(context.indices[name])
        if is_open(size):
            raise _unsized_axis(context, terms, size) or Undeclared(name, span)
        ranges[name] = size
    united, misfits = context.world.scope.united, []
    assumed = walk(tuple(each.condition for each in context.world.scope.assumptions))
    told = {node.size for node in assumed if isinstance(node, SizeValue)}
    for axis, (written, binder) in context.expected.items():
        size = context.sizes.find(axis)
        if united.get(str(size), size) != united.get(str(written), written) and not is_open(size):
            what = "the dots end at" if binder.dotted else f"the index {binder.index} runs to"
            message = f"{what} {written}, but the axis has size {size}"
            if isinstance(written, str) and written not in told:
                misfits.append(Misfit(message, tuple(each for each in (written, size) if isinstance(each, str))))
            else:
                context.remarks.append(message)
    loose = untold(terms, context.sizes)
    if loose is not None:
        raise unsized(loose, terms)
    check_vectors(terms, context.sizes)
    made = tuple(settled(term, context.sizes) for term in terms)
    restriction = settled(condition, context.sizes) if condition is not None else None
    conventions = tuple(dict.fromkeys(context.conventions))
    return Whole(made, restriction, ranges, conventions, tuple(misfits), tuple(context.remarks))


def fitting(context: Context, terms: tuple[Term, ...], span: Span, condition: Condition | None = None) -> Whole:
    """What a definition or an assumption settles. Raises `Misshapen` where a bound is not the size of its axis."""
    made = whole(context, terms, condition)
    if made.misfits:
        context.misfit(made.misfits[0].message, span)
    return made


def _unsized_axis(context: Context, terms: tuple[Term, ...], size: Size) -> Unreadable | None:
    """What to say where a free index runs over an array of ones, or an identity, whose size nothing tells."""
    part = untold(terms, context.sizes)
    if part is not None and is_filled(part) and size in context.sizes.shape(part.shape):
        return unsized(part)
    return None


def _inside(context: Context) -> list[Condition]:
    """Free indices in `x_{i+1}` run only so far that the place is inside the axis; else they run over it."""
    found: list[Condition] = []
    for number, (place, size, letters) in enumerate((*context.offsets, *context.guarded)):
        free = [letter for letter in letters if letter in context.free]
        for letter in free:
            if is_open(context.sizes.find(context.indices[letter])):
                context.sizes.unify(context.indices[letter], size)
        bounds = number < len(context.offsets)
        if bounds and free and len(free) == len(letters) and not is_open(context.sizes.find(size)):
            found.append(Compare(Comparison.AT_LEAST, place, ONE))
            found.append(Compare(Comparison.AT_MOST, place, context.size_value(size)))
    return found


def condition_of(context: Context, node: Logical) -> Condition:
    """The condition that a node means."""
    return logic.condition(context, node)

