r"""Claims with what running text tells of their names, as in “the error $d = y - t$”, beside the claims without it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from derive.meaning import definitions
from derive.meaning.claims import Claim
from derive.meaning.items import meant
from derive.meaning.meanings import Question, Retold, Understood
from derive.meaning.sizes import Misapplied, Misshapen
from derive.meaning.undeclared import Undeclared
from derive.meaning.world import Function, World
from derive.reading.grammar.trees import names_in, walk
from derive.reading.items import Document, Item
from derive.reading.source import Span
from derive.reading.statements import Assumed, Definition, Equation, Form, Head, Told
from derive.reading.syntax import Entry, Junction, Logical, Name, Partial, Relation, Unreadable

IF = re.compile(r"\\text\w*\s*\{\s*(?:if|when|whenever|in\s+case)\b|\\forall")
"""How a condition begins that holds at some values only, and defines nothing."""
Tellings = Sequence[tuple[Told, Span]]


def retold(each: Understood, behind: Iterable[Item], document: Document) -> Retold | None:
    """A claim, or what is asked, with all that running text tells of its names; nothing where that is nothing.

    The items `behind` it tell something too.
    """
    statement, number, world = each.item.statement, each.item.display, each.world
    if not number or not isinstance(each.meaning, Claim | Question) or not isinstance(statement, Equation):
        return None
    inside, condition = _stated(statement, world)
    if inside:
        each = replace(each, item=replace(each.item, statement=replace(statement, condition=condition)))
    below = [(item.statement, item.span) for item in behind if isinstance(item.statement, Told)]
    about = [
        (told, span) for told, span in (*world.told, *below)
        if told.first <= number <= (told.last or number) and not _is_known(told.statement, world)
    ]
    about += [(Told(definition, number, number), each.item.span) for definition in inside]
    chosen = list(_concerned(names_in(statement.left, statement.right, statement.condition), about, world))
    made = _meant(each, [told.statement for told, _ in chosen], document)
    if made is None:
        return None
    varying = [told.statement for told, _ in chosen if _varies(told.statement)]
    names = tuple(dict.fromkeys(each.head.key for each in varying if isinstance(each, Definition)))
    lines = tuple(document.source.position(span.start)[0] for _, span in chosen)
    return Retold(made, _meant(each, varying, document), names, lines)


def _stated(statement: Equation, world: World) -> tuple[list[Definition], Logical | None]:
    r"""What the condition of an equation may define, as `\text{for } d = y - t`, and what is left of the condition."""
    condition = statement.condition
    if condition is None or IF.search(statement.stated):
        return [], condition
    parts = condition.parts if isinstance(condition, Junction) and condition.every else (condition,)
    found = {part: definition for part in parts if (definition := _as_definition(part, world)) is not None}
    left = tuple(part for part in parts if part not in found)
    return list(found.values()), Junction(True, left, span=condition.span) if left else None


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


def _varies(statement: Definition | Assumed) -> bool:
    """Whether a name is not held in a derivative. An upstream gradient has free values in any case."""
    if isinstance(statement, Assumed) or statement.head.form is Form.FUNCTION:
        return False
    return not any(isinstance(node, Partial) for node in walk(statement.body))


def _meant(each: Understood, statements: Sequence[Definition | Assumed], document: Document) -> Claim | None:
    """A claim in the world in which statements hold, the definitions first."""
    world = each.world
    for statement in sorted(statements, key=lambda one: isinstance(one, Assumed)):
        with suppress(Unreadable, Undeclared, Misapplied, Misshapen, RecursionError):
            if isinstance(statement, Assumed):
                world = definitions.assumed(statement, world)
            else:
                world = definitions.defined(statement, world)
    if world is each.world:
        return None
    made, _ = meant(each.item, world, document)
    made = made.asked if isinstance(made, Question) else made
    return made if isinstance(made, Claim) else None
