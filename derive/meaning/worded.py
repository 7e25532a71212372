r"""What running text tells of the names of a claim, as in “the error $d = y - t$”, or its own condition does."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import replace

from derive.meaning.world import Function, World
from derive.reading.grammar.trees import names_in
from derive.reading.items import Item
from derive.reading.source import Span
from derive.reading.statements import Assumed, Definition, Equation, Form, Head, Told
from derive.reading.syntax import Entry, Junction, Logical, Name, Relation

IF = re.compile(r"\\text\w*\s*\{\s*(?:if|when|whenever|in\s+case)\b|\\forall")
"""How a condition begins that holds at some values only, and defines nothing."""
Tellings = Sequence[tuple[Told, Span]]


def worded(
    item: Item, equation: Equation, world: World, behind: Iterable[Item], besides: Set[str] = frozenset()
) -> tuple[Equation, list[Item]]:
    """An equation without what its condition defines, and all that words tell of its names, and of others `besides`.

    `item` is that of the equation. The items `behind` it tell something too.
    """
    number = item.display
    inside, condition = _stated(equation, world)
    equation = replace(equation, condition=condition) if inside else equation
    below = [(each.statement, each.span) for each in behind if isinstance(each.statement, Told)]
    about = [
        (told, span) for told, span in (*world.told, *below)
        if told.first <= number <= (told.last or number) and not _is_known(told.statement, world)
    ]
    about += [(Told(definition, number, number), item.span) for definition in inside]
    named = names_in(equation.left, equation.right, equation.condition)
    chosen = _concerned(named | besides, about, world)
    return equation, [replace(item, statement=told.statement, span=span, display=0) for told, span in chosen]


def _stated(statement: Equation, world: World) -> tuple[list[Definition], Logical | None]:
    r"""What the condition of an equation may define, as `\text{for } d = y - t`, and what is left of the condition."""
    condition = statement.condition
    if condition is None or IF.search(statement.stated):
        return [], condition
    found = {part: new for part in every(condition) if (new := _as_definition(part, world)) is not None}
    return list(found.values()), without(statement, found).condition


def every(condition: Logical | None) -> tuple[Logical, ...]:
    """The conditions that must all hold."""
    if isinstance(condition, Junction) and condition.every:
        return condition.parts
    return () if condition is None else (condition,)


def without(statement: Equation, parts: Collection[Logical]) -> Equation:
    """An equation without some of its conditions."""
    left = tuple(part for part in every(statement.condition) if part not in parts)
    if statement.condition is None or not parts:
        return statement
    return replace(statement, condition=Junction(True, left, span=statement.condition.span) if left else None)


def _as_definition(part: Logical, world: World) -> Definition | None:
    """What a relation defines that says of a name which is only declared how it varies with others."""
    if not isinstance(part, Relation) or part.sign != "=":
        return None
    shapes = world.scope.shapes.keys()
    for side, body in ((part.left, part.right), (part.right, part.left)):
        name = side.array if isinstance(side, Entry) else side
        if isinstance(name, Name) and name.key in shapes - world.scope.definitions.keys():
            indices, used = side.indices if isinstance(side, Entry) else (), names_in(body)
            if name.key not in used and used & shapes:
                form = Form.ENTRY if indices else Form.NAME
                return Definition(Head(name.key, name.key, "", form, indices, span=side.span), body)
    return None


def _is_known(statement: Definition | Assumed, world: World) -> bool:
    """Whether what is defined has a definition by now."""
    if isinstance(statement, Assumed):
        return False
    key = statement.head.key
    return key in world.scope.definitions or isinstance(world.functions.get(key), Function)


def _concerned(named: set[str], about: Tellings, world: World) -> Iterator[tuple[Told, Span]]:
    """What is told of names, or of those on which their definitions rest, told ones too."""
    named, left = _rest(named, world), list(about)
    while found := next((pair for pair in left if named & _speaks(pair[0].statement, world)), None):
        left.remove(found)
        yield found
        if isinstance(found[0].statement, Definition):
            named |= _rest(names_in(found[0].statement.body), world)


def _speaks(statement: Definition | Assumed, world: World) -> set[str]:
    if isinstance(statement, Definition):
        return {statement.head.key}
    return _rest(names_in(statement.condition), world) & (world.scope.shapes.keys() | world.scope.sizes)


def _rest(names: Iterable[str], world: World) -> set[str]:
    found = set(names)
    return found.union(*(world.resting.get(name, ()) for name in found))
