"""Conditions and cases."""

from __future__ import annotations

from derive.meaning.context import Context
from derive.meaning.rewriting import walk
from derive.meaning.terms import Cases, Compare, Comparison, Condition, Every, Index, Item, Shape, Some, Table, Term
from derive.reading.syntax import Branches, Junction, Logical, Name, Relation

SIGNS = {comparison.value: comparison for comparison in Comparison}


def condition(context: Context, node: Logical) -> Condition:
    """A condition, with its comparisons brought to one shape each."""
    if isinstance(node, Junction):
        parts = tuple(condition(context, part) for part in node.parts)
        return Every(parts) if node.every else Some(parts)
    if not isinstance(node, Relation):
        context.fail("expected a condition", node.span)
    return _compared(context, node)


def _compared(context: Context, node: Relation) -> Condition:
    left, right = (context.unwrapped(context.term(side)) for side in (node.left, node.right))
    _same_range(context, node)
    terms, _ = context.same_shape([left, right], "cannot compare")
    return Compare(SIGNS[node.sign], terms[0], terms[1])


def _same_range(context: Context, node: Relation) -> None:
    """Two indices that are compared run over one axis, as far as nothing else is known of either."""
    names = [s.key for s in (node.left, node.right) if isinstance(s, Name)]
    sides = [context.indices[name] for name in names if name in context.indices]
    if len(sides) == 2:
        context.compared.append((sides[0], sides[1]))


def branches(context: Context, node: Branches) -> Term:
    """Cases; over arrays they hold entry by entry."""
    conditions = [None if c is None else condition(context, c) for _, c in node.branches]
    before = len(context.offsets)
    values = [context.term(value) for value, _ in node.branches]
    _guard(context, before, conditions)
    arrays = [side for c in conditions for side in _sides(c) if side.shape != ()]
    if not arrays and all(context.unwrapped(value).shape == () for value in values):
        return Cases(tuple(zip(map(context.unwrapped, values), conditions, strict=True)), span=node.span)
    everything, shape = context.same_shape([*values, *arrays], "these cases hold")
    values = everything[: len(values)]
    if not arrays:
        return Cases(tuple(zip(values, conditions, strict=True)), shape=shape, span=node.span)
    return _entrywise(context, values, conditions, shape, node)


def _guard(context: Context, before: int, conditions: list[Condition | None]) -> None:
    """Note of which places of indices the conditions of cases decide: such an entry is only where its case holds."""
    letters = {part.name for part in walk(tuple(c for c in conditions if c is not None)) if isinstance(part, Index)}
    inside = context.offsets[before:]
    context.guarded += [each for each in inside if letters.issuperset(each[2])]
    context.offsets[before:] = [each for each in inside if not letters.issuperset(each[2])]


def _sides(found: Condition | None) -> list[Term]:
    if isinstance(found, Compare):
        return [found.left, found.right]
    if isinstance(found, (Every, Some)):
        return [side for part in found.parts for side in _sides(part)]
    return []


def _entrywise(
    context: Context, values: list[Term], conditions: list[Condition | None], shape: Shape, node: Branches
) -> Term:
    row, column = context.fresh("p"), context.fresh("q")

    def at(term: Term) -> Term:
        return Item(term, Index(row), Index(column)) if term.shape != () else term

    def within(found: Condition | None) -> Condition | None:
        if isinstance(found, Compare):
            return Compare(found.comparison, at(found.left), at(found.right))
        if isinstance(found, (Every, Some)):
            return type(found)(tuple(part for part in map(within, found.parts) if part is not None))
        return found

    found = tuple((at(value), within(c)) for value, c in zip(values, conditions, strict=True))
    return Table(Cases(found, span=node.span), row, column, shape=shape, span=node.span)
