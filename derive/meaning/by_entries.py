"""Definitions by entries, by rows and by columns, and of single entries."""

from __future__ import annotations

from dataclasses import replace

from derive.meaning.context import ONE, Context
from derive.meaning.labelled import is_label
from derive.meaning.orientation import common
from derive.meaning.reaching import quantities
from derive.meaning.scope import Orientation
from derive.meaning.sizes import Misshapen
from derive.meaning.terms import Grid, Index, Item, Quantity, Shape, Table, Term
from derive.meaning.understand import fitting, understand
from derive.meaning.world import World, spelled
from derive.reading.grammar.advice import own_name
from derive.reading.grammar.names import braced
from derive.reading.grammar.trees import names_in
from derive.reading.statements import Definition, Head
from derive.reading.syntax import Axis, Name, Node, Number, Unreadable


def defined(context: Context, statement: Definition, term: Term) -> World:
    """The world with a definition, which has no index that its left side lacks, and may not lead back to itself."""
    head, made = statement.head, fitting(context, (term,), statement.body.span)
    if made.ranges:
        message = f"the right side depends on the index {', '.join(made.ranges)}, which the left side does not have"
        raise Unreadable(message, statement.body.span)
    orientation = common(context, term)
    (term,) = made.terms
    world = context.world.with_quantity(head.key, term.shape, term).with_ones(head.key, orientation)
    if head.key in quantities(term, world.scope.grounds):
        raise Unreadable(f"`{head.key}` is defined by itself, through what was defined before", head.span)
    return world


def undefined_shape(world: World, head: Head) -> Shape | None:
    """The declared shape of a name that has no definition yet."""
    if head.key in world.scope.definitions:
        return None
    return world.scope.shapes.get(head.key)


def entries(statement: Definition, world: World) -> World:
    """`y_{ij} := …` for all i and j, and `y_j := …` of a vector."""
    head = statement.head
    context = Context(world, understand)
    _check_index(statement, world)
    shape = undefined_shape(world, head) or _new_shape(context, head)
    if len(head.indices) > 2 or (len(head.indices) == 1 and not context.is_vector(shape)):
        count = "only one index stands" if len(head.indices) == 1 else f"{len(head.indices)} indices stand"
        raise Unreadable(f"`{head.key}` has two axes, but {count} here", head.span)
    names = _binders(context, head, shape)
    with context.bound(dict(zip(names, shape, strict=True))):
        body = context.unwrapped(context.term(statement.body))
        if body.shape != ():
            raise Misshapen(f"an entry is a number, but this is {context.words(body)}", statement.body.span)
    return defined(context, statement, Table(body, *names, shape=shape, span=statement.body.span))


def _check_index(statement: Definition, world: World) -> None:
    """Refuse `E_D := …` where D is no index: it stands nowhere on the right, and no array E is declared."""
    head = statement.head
    letters = {index.key for index in head.indices if isinstance(index, Name)}
    if is_label(head.indices) and letters.isdisjoint(names_in(statement.body)) and undefined_shape(world, head) is None:
        (letter,) = letters
        message = f"nothing tells how far the index {letter} runs; {own_name(f'{head.key}_{letter}', 'R')}"
        raise Unreadable(message, head.span)


def slices(statement: Definition, world: World) -> World:
    """`Y_{i,:} := …` for all rows, `Y_{:,j} := …` for all columns."""
    head = statement.head
    context = Context(world, understand)
    shape = undefined_shape(world, head) or _new_shape(context, head)
    letters = [index.key for index in head.indices if isinstance(index, Name)]
    if len(letters) != 1 or letters[0] in world.scope.sizes or shape == ():
        raise Unreadable("a definition by rows or columns is of all of them, as in `Y_{i,:} := …`", head.span)
    by_rows = isinstance(head.indices[1], Axis)
    with context.bound({letters[0]: shape[0] if by_rows else shape[1]}):
        body = context.term(statement.body)
        if not context.sizes.fit(body.shape, (1, shape[1]) if by_rows else (shape[0], 1)):
            kind = "row" if by_rows else "column"
            raise Unreadable(f"expected a {kind} here, found {context.words(body)}", statement.body.span)
    inner = context.fresh("q")
    names = (letters[0], inner) if by_rows else (inner, letters[0])
    entry = Item(body, ONE, Index(inner)) if by_rows else Item(body, Index(inner), ONE)
    return defined(context, statement, Table(entry, *names, shape=shape, span=statement.body.span))


def _new_shape(context: Context, head: Head) -> Shape:
    if len(head.indices) == 2:
        return (context.sizes.open(), context.sizes.open())
    length = context.sizes.open()
    return (1, length) if context.world.scope.orientation is Orientation.ROWS else (length, 1)


def _binders(context: Context, head: Head, shape: Shape) -> tuple[str, str]:
    """The names of the row and the column index, new ones where the left side has none."""
    indices: list[Node] = list(head.indices)
    if len(indices) == 1:
        first = Number(ONE.value)
        indices = [first, *indices] if context.sizes.shape(shape)[0] == 1 else [*indices, first]
    names = []
    for index, length in zip(indices, shape, strict=True):
        if isinstance(index, Name) and index.key in context.world.scope.sizes:
            raise Unreadable(f"`{index.key}` is a size; an equation defines all entries or none", head.span)
        if isinstance(index, Name) and index.key not in names:
            names.append(index.key)
        elif isinstance(index, Number) and index.value == 1 and context.sizes.find(length) == 1:
            names.append(context.fresh("p"))
        else:
            raise Unreadable("the indices of a definition are different letters", head.span)
    return names[0], names[1]


def entry(statement: Definition, world: World) -> World:
    """`w_1 = 1`, `y_{12} := …`: one entry of an array of literal sizes; the others stay free numbers."""
    head = statement.head
    context = Context(world, understand)
    body = context.unwrapped(context.term(statement.body))
    if body.shape != ():
        message = f"{_as_entry(head)}, but this is an array of shape {context.words(body)}; {own_name(_written(head))}"
        raise Unreadable(message, statement.body.span)
    made = fitting(context, (body,), statement.body.span)
    shape = world.scope.shapes.get(head.key)
    place = _place(head, shape, world)
    entries = {**world.entries.get(head.key, {}), place: made.terms[0]}
    if shape is None or head.key in world.entries:
        known = (1, 1) if shape is None else shape
        sizes = (max([int(known[0]), *(r for r, _ in entries)]), max([int(known[1]), *(c for _, c in entries)]))
    elif shape == () or not all(isinstance(s, int) for s in shape):
        message = f"{_as_entry(head)}, and single entries are defined only where the sizes are numbers"
        raise Unreadable(f"{message}; {own_name(_written(head))}", head.span)
    else:
        sizes = (int(shape[0]), int(shape[1]))
        if place[0] > sizes[0] or place[1] > sizes[1]:
            written = "×".join(map(str, sizes))
            raise Unreadable(f"`{spelled(head.key)}` is {written} and has no entry {place[0]}, {place[1]}", head.span)
    rows = tuple(tuple(_cell(entries, r, c, head) for c in range(1, sizes[1] + 1)) for r in range(1, sizes[0] + 1))
    for r, row in enumerate(rows, 1):
        for c, cell in enumerate(row, 1):
            if (r, c) not in entries and isinstance(cell, Quantity):
                world = world.with_quantity(cell.name, ())
    world = world.with_quantity(head.key, sizes, Grid(rows, shape=sizes, span=statement.body.span))
    return replace(world, entries={**world.entries, head.key: entries})


def _cell(entries: dict[tuple[int, int], Term], row: int, column: int, head: Head) -> Term:
    return entries.get((row, column), Quantity(f"{head.key}_{{{row}{column}}}"))


def _place(head: Head, shape: Shape | None, world: World) -> tuple[int, int]:
    places = [int(index.value) for index in head.indices if isinstance(index, Number)]
    if len(places) != len(head.indices) or not 1 <= len(places) <= 2:
        raise Unreadable("expected one or two numbers as indices", head.span)
    if len(places) == 2:
        return places[0], places[1]
    upright = world.scope.orientation is not Orientation.ROWS if shape in (None, ()) else shape[1:] == (1,)
    return (places[0], 1) if upright else (1, places[0])


def _as_entry(head: Head) -> str:
    """How the left side of a definition of one entry is read."""
    return f"`{_written(head)}` is read as an entry of `{spelled(head.key)}`"


def _written(head: Head) -> str:
    """One entry as it is written on the left side."""
    below = ",".join(index.digits for index in head.indices if isinstance(index, Number))
    return f"{spelled(head.key)}_{braced(below)}"
