r"""Claims with what running text tells of their names, as in “the error $d = y - t$”, beside the claims without it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from derive.meaning import definitions
from derive.meaning.claims import Claim
from derive.meaning.items import meant
from derive.meaning.meanings import Question, Retold, Understood
from derive.meaning.sizes import Misapplied, Misshapen
from derive.meaning.undeclared import Undeclared
from derive.meaning.world import Function, World
from derive.reading.grammar.trees import names_in, walk
from derive.reading.items import Document
from derive.reading.source import Span
from derive.reading.statements import Assumed, Definition, Equation, Form, Told
from derive.reading.syntax import Partial, Unreadable

Tellings = Sequence[tuple[Told, Span]]


def retold(each: Understood, behind: Tellings, document: Document) -> Retold | None:
    """A claim, or what is asked, with all that running text tells of its names; nothing where that is nothing.

    `behind` is told further below.
    """
    statement, number = each.item.statement, each.item.display
    if not number or not isinstance(each.meaning, Claim | Question) or not isinstance(statement, Equation):
        return None
    world = each.world
    about = [
        (told, span) for told, span in (*world.told, *behind)
        if told.first <= number <= (told.last or number) and not _is_known(told.statement, world)
    ]
    chosen = list(_concerned(names_in(statement.left, statement.right, statement.condition), about, world))
    made = _meant(each, [told.statement for told, _ in chosen], document)
    if made is None:
        return None
    varying = [told.statement for told, _ in chosen if _varies(told.statement)]
    names = tuple(dict.fromkeys(each.head.key for each in varying if isinstance(each, Definition)))
    lines = tuple(document.source.position(span.start)[0] for _, span in chosen)
    return Retold(made, _meant(each, varying, document), names, lines)


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
