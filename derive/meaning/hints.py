"""What else to say of an equation whose shapes do not fit: a name that nobody declared, an index that means a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from derive.meaning.constants import CONSTANTS
from derive.meaning.scope import Orientation
from derive.meaning.terms import Table, Term
from derive.meaning.undeclared import Undeclared
from derive.meaning.world import World, spelled
from derive.reading.grammar.advice import own_names
from derive.reading.grammar.defining import UPDATE
from derive.reading.grammar.kronecker import KRONECKER
from derive.reading.grammar.names import braced
from derive.reading.grammar.trees import names_in, walk
from derive.reading.grammar.updates import adds, recurs
from derive.reading.source import Span
from derive.reading.statements import Definition, Equation, Form
from derive.reading.syntax import (
    Binder,
    Call,
    Entry,
    General,
    LimitOf,
    Name,
    Node,
    Partial,
    Relation,
    Transposed,
    Unreadable,
)

DELTA = (KRONECKER, True)
"""The letter of Kronecker's delta, with indices; without them it is a name like others."""


def check_declared(statement: Equation | Definition, world: World) -> None:
    """Raises `Undeclared` at a name that is neither declared nor an index anywhere: its shape is not known."""
    for name in undeclared(statement, world):
        raise Undeclared(name.key, name.span)


def undeclared(statement: Equation | Definition, world: World) -> list[Name]:
    """The names that are neither declared nor an index anywhere.

    The parameter of a function is known as a number only where it stands for that: as an argument, or behind a d.
    """
    scope = world.scope
    known = scope.shapes.keys() | scope.sizes | world.functions.keys() | CONSTANTS.keys()
    if isinstance(statement, Definition):
        nodes = walk(statement.body)
        known |= {*statement.head.parameters}.union(*(names_in(index) for index in statement.head.indices))
    else:
        nodes = walk((statement.left, statement.right))
    known |= world.parameters & set[str]().union(*map(_arguments, nodes))
    indices = set[str]().union(*map(indices_of, nodes))
    deltas = {id(node.array) for node in nodes if isinstance(node, Entry)}
    names = [node for node in nodes if isinstance(node, Name) and node.key not in known | indices]
    return [name for name in names if (name.key, id(name) in deltas) != DELTA]


def check_numbers(equation: Equation, numbers: Mapping[str, Span], world: World) -> None:
    """Raises `Undeclared` at the letter of a parameter that stands beside an array, and is nowhere an argument.

    Its author can mean an array by it, as by the t of `y - t` after `f(t) := …`.
    """
    nodes = walk((equation.left, equation.right))
    arrays = any(isinstance(node, Name) and world.scope.shapes.get(node.key, ()) != () for node in nodes)
    for name in numbers.keys() - set[str]().union(*map(_arguments, nodes)) if arrays else ():
        raise Undeclared(name, numbers[name])


def check_transposes(statement: object) -> None:
    r"""Raises `Unreadable` at `^T` where T is also an index, as in `\gamma^T r_T`."""
    nodes = walk(statement)
    if "T" in set[str]().union(*map(indices_of, nodes)):
        for node in nodes:
            if isinstance(node, Transposed) and node.letter:
                message = r"`T` is an index here, so ^T can be a power; write ^\top for a transpose"
                raise Unreadable(message, node.span)


def recurring(definition: Definition) -> str:
    """What to do about a definition by itself: a recurrence, a sum of what has the letter of the whole, or neither."""
    head = definition.head
    own = [node for node in walk(definition.body) if isinstance(node, Entry) and node.array == Name(head.key)]
    if adds(head, definition.body) and not any(node.indices != head.indices for node in own):
        return UPDATE
    if own and head.form is Form.NAME:
        return "an entry has the letter of its array, so give the whole another letter"
    labelled = _labelled(head.key, definition.body)
    if labelled:
        return own_names(labelled)
    if recurs(head, definition.body):
        steps = r"declare two of them as names of their own, as in `h, g \in R^n`"
        return f"write the steps of a recurrence out, or {steps}"
    return "declare its shape first"


def _labelled(key: str, body: Node) -> list[str]:
    """The names with one below them that says to what they belong, as `W_f` to f, where that stands nowhere else."""
    nodes = walk(body)
    found = [node for node in nodes if isinstance(node, Entry) and node.indices == (Name(key),)]
    names = [node.array.key for node in found if isinstance(node.array, Name)]
    alone = sum(isinstance(node, Name) and node.key == key for node in nodes)
    written = dict.fromkeys(f"{spelled(name)}_{braced(spelled(key))}" for name in names)
    return list(written) if len(names) == alone else []


def check_bars(equation: Equation, world: World) -> None:
    """Raises `Unreadable` at bars around an array: they can also mean its length, and then the shapes may fit."""
    for node in (node for side in (equation.left, equation.right) for node in walk(side)):
        match node:
            case Call(function="abs", arguments=(Name(key=key),)) if world.scope.shapes.get(key, ()) != ():
                message = f"bars around an array act entry by entry, and so the shapes do not fit; write \\|{key}\\|"
                raise Unreadable(f"{message} for its length", node.span)


def check_sizes(equation: Equation, world: World) -> None:
    """Raises `Unreadable` at a size that stands as an index, and is the size of nothing else in the equation.

    It can be a letter that its author uses for an index too.
    """
    nodes = list(walk((equation.left, equation.right)))
    shapes = [world.scope.shapes.get(node.key, ()) for node in nodes if isinstance(node, Name)]
    entries = (node for node in nodes if isinstance(node, Entry) and _is_declared(node.array, world))
    for index in (each for node in entries for each in node.indices):
        if isinstance(index, Name) and index.key in world.scope.sizes and not any(index.key in s for s in shapes):
            message = f"`{index.key}` is declared as a size, of nothing that is named here, and stands as an index"
            raise Unreadable(f"{message}; give the index another letter", index.span)


def _is_declared(array: Node, world: World) -> bool:
    return isinstance(array, Name) and array.key in world.scope.shapes


def _arguments(node: Node) -> set[str]:
    """The names to which a node applies a function, or by which it differentiates."""
    match node:
        case Call(arguments=found) | Partial(by=found):
            return {each.key for each in found if isinstance(each, Name)}
    return set()


def indices_of(node: Node) -> set[str]:
    """The names that a node makes indices."""
    match node:
        case Entry(indices=places):
            return {inner.key for place in places for inner in walk(place) if isinstance(inner, Name)}
        case Binder(index=index) | LimitOf(variable=index):
            return {index}
        case General(row=row, column=column):
            return {row, column}
        case Relation(left=left, right=right):
            return {side.key for side in (left, right) if isinstance(side, Name)}
    return set()


def definition_hints(definition: Definition, world: World) -> str:
    """What else to say of a definition whose shapes do not fit."""
    world = outside(definition, world)
    return single_indices((definition.body,), world) + columns_by_entries((definition.body,), world)


def outside(definition: Definition, world: World) -> World:
    """The world without the names that the parameters of a function hide."""
    kept = {name: shape for name, shape in world.scope.shapes.items() if name not in definition.head.parameters}
    known = {name: term for name, term in world.scope.definitions.items() if name in kept}
    return replace(world, scope=replace(world.scope, shapes=kept, definitions=known))


def single_indices(sides: tuple[Node, ...], world: World) -> str:
    """What one index of a matrix means, where one is used."""
    usual = "column" if world.scope.orientation is Orientation.COLUMNS else "row"
    for node in (node for side in sides for node in walk(side)):
        if isinstance(node, Entry) and isinstance(node.array, Name) and len(node.indices) == 1:
            shape = world.scope.shapes.get(node.array.key, ())
            if shape != () and 1 not in shape:
                part = world.parts.get(node.array.key)
                line = usual if part is None else part.value
                upright = f"{shape[0]}×1" if line == "column" else f"{shape[1]}×1"
                one = upright if part or line == "column" else f"1×{shape[1]}"
                return f" (one index of {node.array.key} means a {line} of it, of shape {one})"
    return ""


def columns_by_entries(sides: tuple[Node, ...], world: World) -> str:
    """That vectors defined by entries stand as columns, where some are named and rows are not asked for."""
    scope = world.scope
    if scope.orientation is Orientation.ROWS:
        return ""
    names = dict.fromkeys(node.key for side in sides for node in walk(side) if isinstance(node, Name))
    found = [key for key in names if _is_column(scope.definitions.get(key))]
    if not found:
        return ""
    verb = "is a column" if len(found) == 1 else "are columns"
    return f" ({', '.join(found)}, defined by entries, {verb}; `vectors: rows` makes plain vectors rows)"


def _is_column(definition: Term | None) -> bool:
    return isinstance(definition, Table) and definition.shape[1:] == (1,) and definition.shape[0] != 1
