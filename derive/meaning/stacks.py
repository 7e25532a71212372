r"""What one index of a matrix means where its author shows that, by a column of rows `x_i^\top` or a row of columns.

Running text may say the same, but declares nothing: what fits only so is not called false.
"""

from __future__ import annotations

from collections.abc import Callable

from derive.meaning.scope import Orientation
from derive.meaning.world import World, spelled
from derive.reading.grammar.names import braced
from derive.reading.grammar.trees import names_in
from derive.reading.statements import Definition, Line
from derive.reading.syntax import Entry, General, Matrix, Name, Node, Number, Transposed


def shown(definition: Definition, world: World) -> Line | None:
    """How a matrix is made of its own parts: of rows that are turned, or of columns; nothing where vectors are told."""
    key, shape = definition.head.key, world.scope.shapes.get(definition.head.key, ())
    if shape == () or 1 in shape or world.scope.orientation is Orientation.COLUMNS:
        return None
    match definition.body:
        case General(entry=Transposed(array=entry), row=row, columns=Number(value=1)) if _is_part(entry, key, row):
            return Line.ROW
        case General(entry=entry, column=column, rows=Number(value=1)) if _is_part(entry, key, column):
            return Line.COLUMN
        case Matrix(rows=rows) if all(_is_turned(row, key, place) for place, row in enumerate(rows, 1)):
            return Line.ROW if shape[0] == len(rows) else None
        case Matrix(rows=(cells,)) if all(_is_numbered(cell, key, place) for place, cell in enumerate(cells, 1)):
            return Line.COLUMN if shape[1] == len(cells) else None
    return None


def _is_part(node: Node, key: str, index: str) -> bool:
    return node == Entry(Name(key), (Name(index),))


def _is_turned(row: tuple[Node, ...], key: str, place: int) -> bool:
    return len(row) == 1 and isinstance(row[0], Transposed) and _is_numbered(row[0].array, key, place)


def _is_numbered(node: Node, key: str, place: int) -> bool:
    match node:
        case Entry(array=Name(key=name), indices=(Number(value=value),)):
            return name == key and value == place
    return False


MEANT = {
    Line.ROW: "a definition of its rows; one index means a row, as a column",
    Line.COLUMN: "a definition of its columns; one index means a column",
}
SHOWN = {
    Line.ROW: ("the rows of `{0}` as columns", r"{1}_1^\top \\ \vdots \\ {1}_{2}^\top"),
    Line.COLUMN: ("the columns of `{0}`", r"{1}_1 & \cdots & {1}_{2}"),
}


def told(sides: tuple[Node, ...], world: World, fits: Callable[[World], bool]) -> str:
    """What to write where sides fit only as running text has the parts of a matrix; nothing where they do not."""
    for name in sorted(world.lined & names_in(*sides) - world.parts.keys()):
        for place, (line, (what, cells)) in enumerate(SHOWN.items()):
            if fits(world.with_part(name, line)):
                letter, size = spelled(name), braced(str(world.scope.shapes[name][place]))
                inside = cells.replace("{1}", letter.lower() if letter.isalpha() else letter).replace("{2}", size)
                said = f"running text has {what.replace('{0}', letter)} by one index, which means a row as it stands"
                return rf"{said}; to be read so, write `{letter} := \begin{{pmatrix}} {inside} \end{{pmatrix}}`"
    return ""
