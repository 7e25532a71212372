"""Every place in the tree of an equation, and the equation with something else at a place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from derive.reading.statements import Definition, Equation, Form
from derive.reading.syntax import (
    NOWHERE,
    Addition,
    Big,
    Binder,
    Branches,
    Entry,
    General,
    Matrix,
    Minus,
    Name,
    Node,
    Partial,
    Product,
)

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A node of an equation, the way to it, and the nodes above it, the nearest last."""

    node: Node
    path: Path
    above: tuple[Node, ...] = ()

    @property
    def parent(self) -> Node | None:
        """The node right above; nothing for a whole side."""
        return self.above[-1] if self.above else None

    @property
    def is_value(self) -> bool:
        """Whether the node is a value, and not a name that an entry or a derivative is taken of."""
        named = isinstance(self.parent, Partial) and self.node in (self.parent.numerator, *self.parent.by)
        return not isinstance(self.parent, Entry) and not (named and not isinstance(self.node, (Addition, Product)))

    @property
    def is_term(self) -> bool:
        """Whether the node is a side, a term, a branch or a cell, or the first factor of one."""
        return not isinstance(self._around, Big) and self.is_led

    @property
    def is_led(self) -> bool:
        """The same, and whether it is that of a sum."""
        above = self._around
        is_branch = isinstance(above, (Branches, Big)) and self.is_value and not isinstance(self.node, Binder)
        return above is None or is_branch or isinstance(above, (Addition, Minus, Matrix))

    @property
    def _around(self) -> Node | None:
        """The nearest node above that is no product which begins with this one."""
        node = self.node
        for above in reversed(self.above):
            if not (isinstance(above, Product) and above.left is node):
                return above
            node = above
        return None

    @property
    def letters(self) -> tuple[str, ...]:
        """The indices that sums above bind, and the node itself does."""
        binders = [binder for above in (*self.above, self.node) if isinstance(above, Big) for binder in above.binders]
        return tuple(binder.index for binder in binders)


def spots(equation: Equation) -> list[Spot]:
    """All places of both sides, those of the right side first, outer ones before inner ones."""
    sides = (("right", equation.right), ("left", equation.left))
    return [spot for name, side in sides for spot in _below(side, (name,), ())]


def _below(value: Any, path: Path, above: tuple[Node, ...]) -> Iterator[Spot]:
    if isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _below(part, (*path, number), above)
    elif isinstance(value, Node):
        yield Spot(value, path, above)
        if not is_dotted(value):
            for item in fields(value):
                yield from _below(getattr(value, item.name), (*path, item.name), (*above, value))


def is_dotted(node: Node) -> bool:
    """Whether a node was found behind dots, so that what stands below it is written several times."""
    return isinstance(node, General) or (isinstance(node, Big) and any(binder.dotted for binder in node.binders))


def put(value: Any, path: Path, new: Node) -> Any:
    """The tree with `new` at `path`."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return (*value[:step], put(value[step], rest, new), *value[step + 1 :])
    return replace(value, **{step: put(getattr(value, step), rest, new)})


def plain(value: Any, names: Mapping[str, str] | None = None) -> Any:
    """The tree without its places in the source, with other letters for some of its letters."""
    if isinstance(value, tuple):
        return tuple(plain(part, names) for part in value)
    if not isinstance(value, Node):
        return value
    parts = {item.name: plain(getattr(value, item.name), names) for item in fields(value) if item.name != "span"}
    if names and isinstance(value, Name):
        parts["key"] = names.get(value.key, value.key)
    return replace(value, **parts, span=NOWHERE)


def get(value: Any, path: Path) -> Any:
    """What stands at `path`."""
    for step in path:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value


def equation_of(statement: object) -> Equation | None:
    """The equation that a statement makes; a definition by itself, where it is judged, claims one too."""
    if isinstance(statement, Equation):
        return statement
    if not isinstance(statement, Definition):
        return None
    head = statement.head
    name = Name(head.key, span=head.span)
    return Equation(Entry(name, head.indices, span=head.span) if head.form is Form.ENTRY else name, statement.body)
