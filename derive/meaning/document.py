"""A document understood: every statement in the world that the statements before it made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from derive.meaning import definitions
from derive.meaning.behind import behind
from derive.meaning.broken import declaring
from derive.meaning.claims import Claim, Shapeless, claim
from derive.meaning.elsewhere import Elsewhere
from derive.meaning.fitting import shaped
from derive.meaning.habits import undeclared_gradient
from derive.meaning.hints import check_declared, definition_hints, recurring, undeclared
from derive.meaning.labelled import own_names_in
from derive.meaning.lines import turning
from derive.meaning.notation import is_circular, is_update, names_entries
from derive.meaning.parameters import own_argument
from derive.meaning.sizes import Misapplied, Misshapen
from derive.meaning.undeclared import Undeclared, advised, word_at
from derive.meaning.world import Fault, Opaque, Spoiled, World, spelled
from derive.reading.grammar.defining import UPDATE
from derive.reading.grammar.kronecker import SYMBOLS
from derive.reading.grammar.trees import names_in
from derive.reading.grammar.updates import recurs
from derive.reading.items import Document, Item, Opening, Skipped
from derive.reading.source import Span
from derive.reading.statements import (
    Assumed,
    Definition,
    Equation,
    Finite,
    Form,
    Notation,
    Option,
    Plain,
    Shaped,
    SizeNames,
    Statement,
    Supposed,
    UnknownFunction,
    Unread,
)
from derive.reading.syntax import Entry, Name, Node, Sought, Unreadable

FACE = re.compile(r"\\(?:math|bm|bold|sym|pmb|bf|text)")
"""Commands that set a letter in a typeface."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A declaration or a definition, which claims nothing; `what` says which, `note` what its author may not know."""

    what: str
    note: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Silent:
    """Mathematics that claims nothing, or that its author leaves out."""

    why: str


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A statement without a meaning, where it fails, and the statement by which it fails, if that is another one.

    `unknown` is the name of which nothing is known, where it fails at one.
    """

    message: str
    span: Span
    see: Span | None = None
    unknown: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Question:
    """An equation whose right side is asked for; `asked` says of its left side that it equals itself."""

    asked: Claim


Meaning = Claim | Shapeless | Question | Declared | Silent | NotUnderstood


@dataclass(frozen=True, slots=True)
class Understood:
    """An item of a document, what it means, and the world in which it means that."""

    item: Item
    meaning: Meaning
    world: World


def understand(document: Document) -> tuple[Understood, ...]:
    """All items of a document with their meanings, in their order."""
    worlds: list[tuple[int, World]] = [(0, World())]
    found, afters = list[Understood](), list[World]()
    elsewhere, failed = Elsewhere(document), list[Item]()
    for part in document.parts:
        if isinstance(part, Opening):
            while worlds[-1][0] >= part.level:
                worlds.pop()
            worlds.append((part.level, worlds[-1][1]))
            continue
        level, world = worlds[-1]
        meaning, after = _meant(part, world, document)
        worlds[-1] = (level, _resting(_faced(after, part.statement), part.statement))
        if isinstance(meaning, NotUnderstood):
            others, awaited = _others(meaning, part, world, elsewhere), _awaiting(meaning, failed, part, document)
            message = awaited.message + others
            told = elsewhere.explained(message, meaning.span, part) if awaited is meaning else message
            elsewhere.failed += [part] if told == message else []
            failed.append(part)
            meaning = replace(awaited, message=told if others in told else told + others)
        if isinstance(meaning, Shapeless):
            meaning = replace(meaning, message=meaning.message + own_names_in(document, part))
            elsewhere.failed.append(part)
        found.append(Understood(part, meaning, world))
        afters.append(worlds[-1][1])
    items = [each.item for each in found]
    return tuple(_explained(each, number, items, afters, document) for number, each in enumerate(found))


def _explained(
    each: Understood, number: int, items: Sequence[Item], afters: Sequence[World], document: Document
) -> Understood:
    """A claim, or a question, with the definitions that stand behind it in its display."""
    if not isinstance(each.meaning, Claim | Shapeless | Question):
        return each
    spoken = each.meaning.asked if isinstance(each.meaning, Question) else each.meaning
    meant = behind(spoken, number, items, afters, document)
    if meant is None:
        return each
    meaning, _ = _meant(each.item, meant.world, document)
    if isinstance(meaning, Claim):
        meaning = replace(meaning, notes=meaning.notes + meant.notes)
    return replace(each, meaning=meaning, world=meant.world)


def _awaiting(meaning: NotUnderstood, failed: Sequence[Item], item: Item, document: Document) -> NotUnderstood:
    """What was not understood for want of a declaration that stands in the document and failed itself."""
    cause = declaring(meaning.unknown, failed, item, document) if meaning.unknown else None
    if cause is None or word_at(meaning.span, document.source):
        return meaning
    name = spelled(meaning.unknown).partition("#")[0]
    return replace(meaning, message=f"the declaration of `{name}` was not understood", see=cause.span)


def _others(meaning: NotUnderstood, item: Item, world: World, elsewhere: Elsewhere) -> str:
    """The other names in a statement of which nothing is known, in the whole document."""
    if not meaning.unknown or not isinstance(item.statement, Equation | Definition):
        return ""
    found = dict.fromkeys(name.key for name in undeclared(item.statement, world))
    names = [f"`{spelled(key)}`" for key in found if key != meaning.unknown and not elsewhere.introduces(key)]
    return f"; nothing is known of {', '.join(names)} either" if names else ""


def _faced(world: World, statement: Statement | Skipped) -> World:
    """The world that knows the typefaces of the names in a declaration or a definition."""
    match statement:
        case Shaped(heads=heads) | Finite(heads=heads):
            faces = {head.key: head.face or "plain" for head in heads}
        case Definition(head=head) | UnknownFunction(head=head):
            faces = {head.key: head.face or "plain"}
        case _:
            return world
    return replace(world, scope=replace(world.scope, faces={**world.scope.faces, **faces}))


def _resting(world: World, statement: Statement | Skipped) -> World:
    """The world that knows on which names a definition rests, or that a declared name rests on none; and their axes."""
    match statement:
        case Definition(head=head):
            own = {*head.parameters, *names_in(*head.indices)}
            kept = world.resting.get(head.key, frozenset()) if head.form is Form.ENTRY else frozenset()
            single = world.vectors | {head.key} if len(head.indices) == 1 else world.vectors - {head.key}
            return replace(world, vectors=single).resting_on(head.key, (names_in(statement.body) - own) | kept)
        case UnknownFunction(head=head, arguments=arguments):
            return world.resting_on(head.key, names_in(*arguments))
        case Shaped(heads=heads, axes=axes, defined=defined):
            anew = {head.key for head in heads} - defined
            single = world.vectors | anew if len(axes) == 1 else world.vectors - anew
            resting = {key: names for key, names in world.resting.items() if key not in anew}
            return replace(world, resting=resting, vectors=single)
    return world


def _meant(item: Item, world: World, document: Document) -> tuple[Meaning, World]:
    try:
        return shaped(item, world, _meaning)
    except RecursionError:
        return NotUnderstood("this is nested too deeply", item.span), _spoiled(item, world)
    except Undeclared as problem:
        message = advised(problem, item.statement, world, document.source)
        return NotUnderstood(message, problem.span, unknown=problem.name), _spoiled(item, world)
    except Unreadable as problem:
        why = Spoiled(problem.see or item.span)
        return NotUnderstood(problem.message, problem.span, problem.see), _spoiled(item, world, why)
    except Misapplied as problem:
        return NotUnderstood(problem.message, problem.span), _spoiled(item, world)
    except Misshapen as problem:
        strange = _undeclared(item, world)
        if strange is not None:
            message = advised(strange, item.statement, world, document.source)
            return NotUnderstood(message, strange.span, unknown=strange.name), _spoiled(item, world)
        message = problem.message + definition_hints(item.statement, world) + _turning(item.statement, world)
        after = _spoiled(item, world, Spoiled(item.span, Fault.MISSHAPEN))
        if item.display:
            return Shapeless(message, problem.span, scope=world.scope), after
        return NotUnderstood(message + own_names_in(document, item), problem.span), after


def _turning(statement: Statement | Skipped, world: World) -> str:
    """What to write for the rows in a definition whose shapes do not fit."""
    if not isinstance(statement, Definition) or statement.head.parameters:
        return ""
    return turning(statement, world, lambda other: definitions.defined(other, world))


def _undeclared(item: Item, world: World) -> Undeclared | None:
    """The name in a definition of which nothing is known, so that no shapes are to be judged."""
    if isinstance(item.statement, Definition):
        try:
            check_declared(item.statement, world)
        except Undeclared as problem:
            return problem
    return None


def _spoiled(item: Item, world: World, why: Spoiled | None = None) -> World:
    """The world in which what an item defines has no meaning, or an assumption has none."""
    match item.statement:
        case Definition(head=head) as definition if head.key in world.scope.shapes and is_circular(definition):
            return world
        case Definition(head=head):
            return world.without_resting(head.key, why or Spoiled(item.span))
        case Assumed():
            return replace(world, unread=(*world.unread, item.span))
    return world


def _meaning(item: Item, world: World) -> tuple[Meaning, World]:
    match item.statement:
        case Equation(right=Sought()) as equation:
            return _question(equation, world), world
        case Equation() as equation:
            return _claim(equation, item, world), world
        case Definition() as definition:
            return _definition(definition, item, world)
        case Notation():
            return Declared("notation"), world
        case UnknownFunction() as statement:
            return Declared("an unknown function"), definitions.unknown(statement, world)
        case Shaped() as statement:
            return Declared("a declaration"), _unmended(statement, world, definitions.shaped(statement, world))
        case Finite() as statement:
            return Declared("a declaration"), definitions.finite(statement, world)
        case SizeNames() as statement:
            return Declared("a declaration"), definitions.size_names(statement, world)
        case Assumed() as statement:
            return Declared("an assumption"), definitions.assumed(statement, world)
        case Option() as statement:
            return Declared("a convention of this document"), definitions.option(statement, world)
        case Skipped(reason):
            return Silent(reason), world
        case Supposed(name, anew):
            spoils = anew and not isinstance(world.functions.get(name), Opaque)
            if not spoils:
                return Silent("running text"), world.supposing(name, item.span)
            return Silent("running text"), world.without_resting(name, Spoiled(item.span, Fault.RUNNING))
        case Plain(why):
            return Silent(f"claims nothing: {why}"), world
        case Unread(message, span, assumes=True):
            return NotUnderstood(message, span), replace(world, unread=(*world.unread, item.span))
        case Unread(message, span, name):
            return NotUnderstood(message, span), world.without_resting(name, Spoiled(item.span)) if name else world
    raise TypeError(f"unknown statement {item.statement!r}")


def _unmended(statement: Shaped, before: World, after: World) -> World:
    """The world with a shape for `h_t`, which has no meaning still where `h_t := …` was not understood."""
    for head in statement.heads:
        cause = before.spoiled.get(head.plain.partition("_")[0])
        if cause is not None and head.key not in before.spoiled:
            after = after.without(head.key, cause)
    return after


def _claim(equation: Equation, item: Item, world: World) -> Claim | Shapeless:
    r"""The claim of an equation; `\sigma'(z) = …` is one of a number, where only `\mathbf{z}` is an array."""
    made = claim(equation, world)
    name = own_argument(equation, world) if isinstance(made, Shapeless) else ""
    faces = {known.face for known in item.names.all() if known.key == name}
    if name and faces.isdisjoint({""}) and not FACE.search(item.source):
        return claim(equation, world.with_quantity(name, ()))
    return made


def _question(equation: Equation, world: World) -> Question | Shapeless:
    asked = claim(replace(equation, right=equation.left), world)
    return Question(asked) if isinstance(asked, Claim) else asked


def _definition(definition: Definition, item: Item, world: World) -> tuple[Meaning, World]:
    """A definition; one by itself only names entries, or is in truth a claim."""
    if not is_circular(definition):
        note = undeclared_gradient(definition, world) if item.display else ""
        return Declared("a definition", note), definitions.defined(definition, world)
    head = definition.head
    if head.key not in world.scope.shapes and not (head.key in SYMBOLS and head.form is Form.ENTRY):
        raise Unreadable(f"`{spelled(head.key)}` is defined by itself; {recurring(definition)}", head.span)
    left: Node = Name(head.key, span=head.span)
    if head.form is Form.ENTRY:
        left = Entry(left, head.indices, span=head.span)
    made = claim(Equation(left, definition.body), world)
    if isinstance(made, Shapeless) or not names_entries(head.key, made.statement.right):
        if not item.display:
            raise Unreadable(f"`{head.key}` is defined by itself; write `assume` for a condition", head.span)
        if definition.stated or is_update(definition, world):
            raise Unreadable(f"`{spelled(head.key)}` is defined by itself; {UPDATE}", head.span)
        if isinstance(made, Shapeless) and recurs(head, definition.body):
            raise Unreadable(f"`{spelled(head.key)}` is defined by itself; {recurring(definition)}", head.span)
        return made, world
    return Declared("a definition of its entries"), world


