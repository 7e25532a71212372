"""Declarations and definitions: each makes a new world."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from derive.meaning.context import ONE, ZERO, Context
from derive.meaning.entries import size
from derive.meaning.hints import check_labels, check_transposes
from derive.meaning.pairs import bound
from derive.meaning.parameters import function_of
from derive.meaning.reaching import quantities
from derive.meaning.rewriting import walk
from derive.meaning.scope import Assumption, Layout, Orientation
from derive.meaning.sizes import Misshapen
from derive.meaning.terms import Condition, Grid, Quantity, Shape, Size, Spread, Table, Term, Unknown
from derive.meaning.understand import condition_of, understand, whole
from derive.meaning.world import Opaque, World, spelled
from derive.reading.statements import (
    Assumed,
    Definition,
    Finite,
    Form,
    Head,
    Option,
    Shaped,
    SizeNames,
    UnknownFunction,
)
from derive.reading.syntax import Logical, Name, Node, Number, Unreadable


def shaped(statement: Shaped, world: World) -> World:
    """Names with a shape. Raises `Unreadable` where a defined name has another one."""
    named = [node.key for node in statement.axes if isinstance(node, Name)]
    world = world.with_sizes(*named)
    shape = _shape(statement.axes, world)
    for head in statement.heads:
        if head.key in statement.defined:
            _same(world, head, shape)
        else:
            world = world.with_quantity(head.key, shape)
    return world


def _same(world: World, head: Head, shape: Shape) -> None:
    if head.key in world.functions:
        raise Unreadable(f"`{head.key}` is a function in this section; expected another name", head.span)
    known = world.scope.shapes.get(head.key, shape)
    if known != shape:
        words = ["×".join(map(str, s)) or "a scalar" for s in (known, shape)]
        raise Unreadable(f"`{head.key}` is defined with the shape {words[0]}, here it is {words[1]}", head.span)


def _shape(axes: tuple[Node, ...], world: World) -> Shape:
    context = Context(world, understand)
    sizes: list[Size] = [size(context, node) for node in axes]
    if not sizes:
        return ()
    if len(sizes) == 2:
        return (sizes[0], sizes[1])
    return (1, sizes[0]) if world.scope.orientation is Orientation.ROWS else (sizes[0], 1)


def finite(statement: Finite, world: World) -> World:
    """Numbers with finitely many values."""
    for head in statement.heads:
        world = world.with_quantity(head.key, ())
        scope = replace(world.scope, finite={**world.scope.finite, head.key: statement.values})
        world = replace(world, scope=scope)
    return world


def size_names(statement: SizeNames, world: World) -> World:
    """Names of sizes."""
    return world.with_sizes(*(head.key for head in statement.heads))


def option(statement: Option, world: World) -> World:
    """`vectors:` and `layout:`."""
    if statement.name == "vectors":
        scope = replace(world.scope, orientation=Orientation(statement.value))
    else:
        scope = replace(world.scope, layout=Layout(statement.value))
    return replace(world, scope=scope)


def assumed(statement: Assumed, world: World) -> World:
    """A condition that holds for all its free indices."""
    check_labels(statement.condition, world)
    check_transposes(statement.condition)
    context = Context(world, understand)
    (bounded,) = bound((statement.condition,), world)
    assert isinstance(bounded, Logical)
    condition = condition_of(context, bounded)
    made = whole(context, (), condition)
    assert made.condition is not None
    _no_identity(made.condition, statement)
    assumption = Assumption(made.condition, made.ranges, statement.source)
    return replace(world, scope=replace(world.scope, assumptions=(*world.scope.assumptions, assumption)))


def _no_identity(condition: Condition, statement: Assumed) -> None:
    """Refuse `f(-x) = f(x)`: it would be taken of one x, and is meant of all."""
    calls = {node for node in walk(condition) if isinstance(node, Unknown)}
    moving = [call for call in calls if any(isinstance(node, Quantity) for node in walk(call))]
    by_name = Counter(call.name for call in moving)
    twice = next((name for name, times in by_name.items() if times > 1), None)
    if twice is not None:
        what = f"an identity of `{spelled(twice)}` for every argument cannot be assumed"
        wanted = f"expected single values of it, such as {spelled(twice)}(0) = 0"
        raise Unreadable(f"{what}; {wanted}", statement.condition.span)


def unknown(statement: UnknownFunction, world: World) -> World:
    """An unknown function."""
    context = Context(world, understand)
    arguments = tuple(context.term(argument) for argument in statement.arguments)
    made = whole(context, arguments)
    return world.with_function(statement.head.key, Opaque(statement.head.key, made.terms))


def defined(statement: Definition, world: World) -> World:
    """A definition. Raises `Unreadable` or `Misshapen`."""
    head = statement.head
    outside = {*head.parameters, *(index.key for index in head.indices if isinstance(index, Name))}
    check_labels(statement.body, world, frozenset(outside) - {*head.parameters})
    check_transposes((head.indices, statement.body))
    statement = replace(statement, body=bound((statement.body,), world, frozenset(outside))[0])
    if head.form in (Form.FUNCTION, Form.ROW_FUNCTION):
        return world.with_function(head.key, function_of(statement, world))
    if head.form is Form.NAME:
        return _name(statement, world)
    if any(isinstance(index, Name) for index in head.indices):
        return _entries(statement, world)
    return _entry(statement, world)


def _name(statement: Definition, world: World) -> World:
    head = statement.head
    context = Context(world, understand)
    term = context.term(statement.body)
    known = _undefined_shape(world, head)
    if known is not None:
        term = _fitted(context, term, known, head)
    elif context.sizes.shape(term.shape) == (1, 1):
        term = context.unwrapped(term)
    made = whole(context, (term,))
    if made.ranges:
        raise Unreadable(
            f"the right side depends on the index {', '.join(made.ranges)}, which the left side does not have",
            statement.body.span,
        )
    return _defining(world, head, made.terms[0])


def _defining(world: World, head: Head, term: Term) -> World:
    """The world with a definition, which may not lead back to itself."""
    made = world.with_quantity(head.key, term.shape, term)
    if head.key in quantities(term, made.scope.definitions):
        raise Unreadable(f"`{head.key}` is defined by itself, through what was defined before", head.span)
    return made


def _undefined_shape(world: World, head: Head) -> Shape | None:
    """The declared shape of a name that has no definition yet."""
    if head.key in world.scope.definitions:
        return None
    return world.scope.shapes.get(head.key)


def _fitted(context: Context, term: Term, shape: Shape, head: Head) -> Term:
    """What a name of a declared shape is defined as; 0 is the zero of every shape."""
    if term == ZERO:
        return Spread(term, shape=shape, span=term.span)
    terms = [term, context.unwrapped(term)]
    for candidate in terms:
        if context.sizes.fit(candidate.shape, shape):
            return candidate
    declared = "×".join(map(str, shape)) or "a scalar"
    raise Misshapen(f"`{head.key}` was declared as {declared}, but this is {context.words(term)}", term.span)


def _entries(statement: Definition, world: World) -> World:
    """`y_{ij} := …` for all i and j, and `y_j := …` of a vector."""
    head = statement.head
    context = Context(world, understand)
    shape = _undefined_shape(world, head) or _new_shape(context, head)
    if len(head.indices) > 2 or (len(head.indices) == 1 and not context.is_vector(shape)):
        count = "only one index stands" if len(head.indices) == 1 else f"{len(head.indices)} indices stand"
        raise Unreadable(f"`{head.key}` has two axes, but {count} here", head.span)
    names = _binders(context, head, shape)
    with context.bound(dict(zip(names, shape, strict=True))):
        body = context.unwrapped(context.term(statement.body))
        if body.shape != ():
            raise Misshapen(f"an entry is a number, but this is {context.words(body)}", statement.body.span)
    table = Table(body, names[0], names[1], shape=shape, span=statement.body.span)
    made = whole(context, (table,))
    if made.ranges:
        raise Unreadable(
            f"the right side depends on the index {', '.join(made.ranges)}, which the left side does not have",
            statement.body.span,
        )
    return _defining(world, head, made.terms[0])


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


def _entry(statement: Definition, world: World) -> World:
    """`w_1 = 1`, `y_{12} := …`: one entry of an array of literal sizes; the others stay free numbers."""
    head = statement.head
    context = Context(world, understand)
    body = context.scalar(statement.body, "an entry")
    made = whole(context, (body,))
    shape = world.scope.shapes.get(head.key)
    place = _place(head, shape, world)
    entries = {**world.entries.get(head.key, {}), place: made.terms[0]}
    if shape is None or head.key in world.entries:
        known = (1, 1) if shape is None else shape
        sizes = (max([int(known[0]), *(r for r, _ in entries)]), max([int(known[1]), *(c for _, c in entries)]))
    elif shape == () or not all(isinstance(s, int) for s in shape):
        raise Unreadable(f"single entries of `{head.key}` can be defined only where its sizes are numbers", head.span)
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
