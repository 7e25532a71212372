"""The body of a function from expressions: what is computed twice, or makes a line too long, gets a name."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

from derive.kernels.steps import names_in

NAMES = {"exp": "powers", "max": "largest", "maximum": "larger", "sum": "total", "vecdot": "total", "where": "chosen"}
NAMES |= {"astype": "mask", "clip": "clipped"}
WIDTH = 104
PROVISIONAL = "_value_"


@dataclass(frozen=True, slots=True)
class Line:
    """`name = value`; the last line has no name and is returned."""

    name: str
    value: ast.AST


def statements(source: str, taken: Iterable[str], assigned: Iterable[tuple[str, str]] = ()) -> list[Line]:
    """Lines that assign each call, matrix product or sum with one that occurs more than once, and last the `return`.

    `source` is one expression, `taken` the names already in use; `assigned` are names with their expressions that come
    before it, in this order.
    """
    lines = [Line(name, ast.parse(each, mode="eval").body) for name, each in (*assigned, ("", source))]
    for place, line in enumerate(lines[:-1]):
        naming = _Naming(line.value, line.name)
        lines[place + 1 :] = [Line(later.name, naming.visit(later.value)) for later in lines[place + 1 :]]
    numbers = count()
    while (chosen := _repeated(lines) or _too_long(lines)) is not None:
        lines = _with_name(lines, chosen, f"{PROVISIONAL}{next(numbers)}")
    names = _final_names(lines, {*taken, *(line.name for line in lines)})
    return [_renamed(line, names) for line in lines]


class _Naming(ast.NodeTransformer):
    """Puts a name in the place of every expression equal to the one given."""

    def __init__(self, value: ast.AST, name: str) -> None:
        self.kind, self.dump = type(value), ast.dump(value)
        self.name = name

    def visit(self, node: ast.AST) -> ast.AST:
        if isinstance(node, self.kind) and ast.dump(node) == self.dump:
            return ast.Name(self.name, ast.Load())
        return self.generic_visit(node)


def _with_name(lines: list[Line], value: ast.AST, name: str) -> list[Line]:
    """The lines with `value` assigned to `name` just before its first use."""
    naming = _Naming(value, name)
    changed = [Line(line.name, naming.visit(line.value)) for line in lines]
    first = next(place for place, line in enumerate(changed) if name in names_in(line.value))
    return [*changed[:first], Line(name, value), *changed[first:]]


def _repeated(lines: list[Line]) -> ast.AST | None:
    """The largest call or arithmetic of arrays that stands more than once."""
    found = [node for line in lines for node in ast.walk(line.value) if _is_work(node) or _is_arithmetic(node)]
    dumps = [ast.dump(node) for node in found]
    times = Counter(dumps)
    return max((node for node, dump in zip(found, dumps, strict=True) if times[dump] > 1), key=_length, default=None)


def _too_long(lines: list[Line]) -> ast.AST | None:
    """The largest call inside a line that is too long."""
    for line in lines:
        if _length(line.value) > WIDTH:
            inside = [node for node in ast.walk(line.value) if _is_work(node) and node is not line.value]
            if inside:
                return max(inside, key=_length)
    return None


def _is_work(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) or _is_product(node) or _is_sum_with_product(node)


def _is_product(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult)


def _is_arithmetic(node: ast.AST) -> bool:
    """Whether `node` is computed entry by entry from arrays."""
    return isinstance(node, ast.BinOp) and not isinstance(node.op, ast.MatMult) and _has_array(node)


def _is_scaled(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div)


def _has_array(node: ast.AST) -> bool:
    """Whether the value of `node` is an array; a shape is none."""
    if isinstance(node, ast.Attribute) and node.attr == "shape":
        return False
    if isinstance(node, ast.Name):
        return node.id not in ("xp", "math")
    return any(_has_array(inner) for inner in ast.iter_child_nodes(node))


def _is_sum_with_product(node: ast.AST) -> bool:
    if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub)):
        return False
    return any(_is_product(side) or _is_sum_with_product(side) for side in (node.left, node.right))


def _length(node: ast.AST) -> int:
    return len(ast.unparse(node))


def _final_names(lines: list[Line], used: set[str]) -> dict[str, str]:
    """A speaking name for each line that was given one here, numbered in the order of the lines."""
    names: dict[str, str] = {}
    for line in lines:
        if line.name.startswith(PROVISIONAL):
            names[line.name] = fresh_name(line.value, used)
    return names


def fresh_name(value: ast.AST, used: set[str]) -> str:
    """A speaking name for a value, which is no other's, and from now on is in use."""
    name = base = _word(value)
    numbers = count(2)
    while name in used:
        name = f"{base}_{next(numbers)}"
    used.add(name)
    return name


def _word(value: ast.AST) -> str:
    """What a value is called: by its function, or as the product or the weighted sum that it is."""
    if not isinstance(value, ast.Call):
        kinds = {"product": _is_product, "scaled": _is_scaled, "weighted": _is_sum_with_product}
        return next((name for name, fits in kinds.items() if fits(value)), "difference")
    function = value.func.attr if isinstance(value.func, ast.Attribute) else ast.unparse(value.func).strip("_")
    return NAMES.get(function, f"{function}_value")


def _renamed(line: Line, names: dict[str, str]) -> Line:
    for node in ast.walk(line.value):
        if isinstance(node, ast.Name):
            node.id = names.get(node.id, node.id)
    return Line(names.get(line.name, line.name), line.value)
