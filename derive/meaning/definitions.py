"""Declarations and definitions: each makes a new world."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from derive.meaning import by_entries
from derive.meaning.beginnings import check_beginnings
from derive.meaning.constants import size
from derive.meaning.context import ZERO, Context
from derive.meaning.given import parts
from derive.meaning.hints import check_transposes
from derive.meaning.inverses import check_inverses
from derive.meaning.numbered import check_labels
from derive.meaning.pairs import bound
from derive.meaning.parameters import function_of
from derive.meaning.rewriting import free_indices, speaks, walk
from derive.meaning.scope import Assumption, Layout, Orientation
from derive.meaning.sizes import Misshapen, words
from derive.meaning.terms import Condition, Shape, Size, Spread, Term, Unknown
from derive.meaning.understand import condition_of, fitting, understand, whole
from derive.meaning.unrooted import unrooted
from derive.meaning.world import Opaque, World, spelled
from derive.reading.statements import (
    Assumed,
    Definition,
    Finite,
    Form,
    Head,
    Option,
    Shaped,
    Sized,
    SizeNames,
    UnknownFunction,
)
from derive.reading.syntax import Axis, Logical, Name, Node, Unreadable


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


def check_sized(statement: Sized, world: World) -> None:
    """Raises `Unreadable` where an expression has another shape than is told of it."""
    context = Context(world, understand)
    shape = _shape(statement.axes, world)
    term = context.term(statement.expression)
    turned = (shape[1], shape[0]) if len(statement.axes) == 1 and shape else shape
    if {context.sizes.shape(term.shape), shape} == {(), (1, 1)}:
        return
    if any(context.sizes.fit(term.shape, told) for told in (shape, turned)):
        return
    raise Unreadable(f"this is {context.words(term)}, and is said to be {words(shape)}", term.span)


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
    """The world in which a condition holds for all its free indices."""
    return replace(world, scope=world.scope.under(*assumptions(statement, world)))


def assumptions(statement: Assumed, world: World) -> list[Assumption]:
    """The parts of a condition that holds for all its free indices."""
    check_labels(statement.condition, world)
    check_transposes(statement.condition)
    context = Context(world, understand)
    (bounded,) = bound((statement.condition,), world)
    assert isinstance(bounded, Logical)
    condition = condition_of(context, bounded)
    made = fitting(context, (), statement.condition.span, condition)
    assert made.condition is not None
    _no_identity(made.condition, statement)
    made_of = [(part, free_indices(part)) for part in parts(made.condition)]
    ranges = [{name: size for name, size in made.ranges.items() if name in free} for _, free in made_of]
    return [Assumption(unrooted(part), own, statement.source) for (part, _), own in zip(made_of, ranges, strict=True)]


def _no_identity(condition: Condition, statement: Assumed) -> None:
    """Refuse `f(-x) = f(x)`: it would be taken of one x, and is meant of all."""
    calls = {node for node in walk(condition) if isinstance(node, Unknown)}
    moving = [call for call in calls if speaks(call)]
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
    check_inverses(statement.body, world)
    check_beginnings(statement.body, world)
    statement = replace(statement, body=bound((statement.body,), world, frozenset(outside))[0])
    if head.form in (Form.FUNCTION, Form.ROW_FUNCTION):
        return world.with_function(head.key, function_of(statement, world))
    if head.form is Form.NAME:
        return _name(statement, world)
    if any(isinstance(index, Axis) for index in head.indices):
        return by_entries.slices(statement, world)
    if any(isinstance(index, Name) for index in head.indices):
        return by_entries.entries(statement, world)
    return by_entries.entry(statement, world)


def _name(statement: Definition, world: World) -> World:
    head = statement.head
    context = Context(world, understand)
    term = context.term(statement.body)
    known = by_entries.undefined_shape(world, head)
    if known is not None:
        term = _fitted(context, term, known, head)
    elif context.sizes.shape(term.shape) == (1, 1):
        term = context.unwrapped(term)
    return by_entries.defined(context, statement, term)


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
