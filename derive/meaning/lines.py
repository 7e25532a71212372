r"""Rows by one index, `X_i`, that stand where their author means columns: what to write so that the shapes fit."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import Any

from derive.meaning.scope import Orientation
from derive.meaning.sizes import Misshapen
from derive.meaning.world import World, spelled
from derive.reading.grammar.names import capital
from derive.reading.grammar.trees import Stated, on_sides, rebuilt, walk
from derive.reading.statements import Definition, Equation
from derive.reading.syntax import Entry, Name, Node, Number, Transposed, Unreadable

Line = tuple[str, bool]
"""A row as LaTeX, and whether it is transposed."""


def turning(statement: Stated, world: World, judged: Callable[[Stated], object]) -> str:
    """What to write for rows by one index in a statement whose shapes do not fit, if they do then.

    `judged` raises `Misshapen` where they do not.
    """
    found: list[Line] = list(dict.fromkeys(line for side in _sides(statement) for line in _lines(side, world)))
    for chosen in (found, *([line] for line in found if len(found) > 1)):
        if chosen and _fits(on_sides(statement, partial(_turned, chosen=chosen, world=world)), judged):
            advised = "".join(f"; write {_shown(*_other(line))} for {_shown(*line)}" for line in chosen)
            return advised + (_stacked(statement, world) if chosen == found else "")
    return ""


def _stacked(statement: Stated, world: World) -> str:
    """How to show once that rows by one index are meant as columns, in a statement where all are."""
    nodes = (node for side in _sides(statement) for node in walk(side) if isinstance(node, Entry))
    arrays = dict.fromkeys(node.array for node in nodes if isinstance(node.array, Name) and _line(node, world))
    if len(arrays) != 1 or world.parts or world.scope.orientation is Orientation.COLUMNS:
        return ""
    array = next(iter(arrays))
    name, letter, size = spelled(array.key), _written(array), world.scope.shapes[array.key][0]
    shown = rf"{name} = \begin{{pmatrix}} {letter}_1^\top \\ \vdots \\ {letter}_{{{size}}}^\top \end{{pmatrix}}"
    return f", or `{shown}` above where `{letter}_i` is meant as a column" if letter != name else ""


def _fits(statement: Stated, judged: Callable[[Stated], object]) -> bool:
    try:
        judged(statement)
    except (Misshapen, Unreadable):
        return False
    return True


def _sides(statement: Equation | Definition) -> tuple[Node, ...]:
    return (statement.left, statement.right) if isinstance(statement, Equation) else (statement.body,)


def _lines(side: Node, world: World) -> list[Line]:
    inner = {id(node.array) for node in walk(side) if isinstance(node, Transposed)}
    nodes = (node for node in walk(side) if id(node) not in inner)
    return [line for line in (_line(node, world) for node in nodes) if line is not None]


def _line(node: Node, world: World) -> Line | None:
    """The row that a node is, or the transpose of one."""
    match node:
        case Transposed(array=Entry() as entry):
            line = _line(entry, world)
            return (line[0], True) if line is not None else None
        case Entry(array=Name(key=key) as array, indices=(Name(key=index) | Number(digits=index),)):
            shape = world.scope.shapes.get(key, ())
            return (f"{_written(array)}_{index}", False) if shape != () and 1 not in shape else None
    return None


def _written(array: Name) -> str:
    """The spelling of a matrix by the letter with which its row is written."""
    spelling, upper = spelled(array.key), capital(array.letter)
    return array.letter + spelling.removeprefix(upper) if upper and spelling.startswith(upper) else spelling


def _other(line: Line) -> Line:
    return line[0], not line[1]


def _shown(text: str, transposed: bool) -> str:
    return rf"`{text}^\top`" if transposed else f"`{text}`"


def _turned(node: Any, chosen: Collection[Line], world: World) -> Any:
    """A tree in which some rows stand as columns, and what is a column by its transpose as a row."""
    line = _line(node, world) if isinstance(node, Node) else None
    if line is None:
        return rebuilt(node, lambda part: _turned(part, chosen, world))
    if line not in chosen:
        return node
    return node.array if isinstance(node, Transposed) else Transposed(node, span=node.span)
