"""What one item of a document means in its world, and the world that it leaves behind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from derive.meaning import definitions
from derive.meaning.broken import hidden, is_apart, is_single
from derive.meaning.claims import Claim, Shapeless, claim
from derive.meaning.fitting import shaped
from derive.meaning.habits import undeclared_gradient
from derive.meaning.hints import check_declared, definition_hints, outside, recurring
from derive.meaning.labelled import own_names_in
from derive.meaning.lines import turning
from derive.meaning.meanings import Declared, Meaning, NotUnderstood, Question, Silent
from derive.meaning.notation import as_equation, is_circular, is_update, names_entries
from derive.meaning.numbered import Untouched
from derive.meaning.parameters import own_argument
from derive.meaning.sizes import Misapplied, Misshapen
from derive.meaning.stacks import MEANT, shown, told
from derive.meaning.undeclared import Undeclared, advised
from derive.meaning.world import Fault, Function, Opaque, Spoiled, World, entry_key, entry_name, spelled
from derive.reading.grammar.advice import own_name
from derive.reading.grammar.defining import UPDATE
from derive.reading.grammar.kronecker import SYMBOLS
from derive.reading.grammar.trees import names_in
from derive.reading.grammar.updates import recurs
from derive.reading.items import Document, Item, Skipped
from derive.reading.statements import (
    Assumed,
    Definition,
    Equation,
    Finite,
    Form,
    Lined,
    Notation,
    Option,
    Plain,
    Redefined,
    Shaped,
    Sized,
    SizeNames,
    Statement,
    Supposed,
    Told,
    UnknownFunction,
    Unread,
)
from derive.reading.syntax import Matrix, Number, Sought, Unreadable

ITSELF = "an identity of an unknown function is no definition"
FACE = re.compile(r"\\(?:math|bm|bold|sym|pmb|bf|text)")
"""Commands that set a letter in a typeface."""



def meant(item: Item, world: World, document: Document) -> tuple[Meaning, World]:
    """The meaning of an item, and the world behind it; what has none is not understood, or its shapes do not fit."""
    try:
        return shaped(item, world, _meaning)
    except RecursionError:
        return NotUnderstood("this is nested too deeply", item.span), _spoiled(item, world)
    except Undeclared as problem:
        message = advised(problem, item.statement, world, document.source)
        return NotUnderstood(message, problem.span, unknown=problem.name), _spoiled(item, world)
    except Unreadable as problem:
        why = Spoiled(problem.see or item.span)
        more = own_names_in(document, item) if isinstance(problem, Untouched) else ""
        return NotUnderstood(problem.message + more, problem.span, problem.see), _spoiled(item, world, why)
    except Misapplied as problem:
        return NotUnderstood(problem.message, problem.span), _spoiled(item, world)
    except Misshapen as problem:
        strange = _undeclared(item, world)
        if strange is not None:
            message = advised(strange, item.statement, world, document.source)
            return NotUnderstood(message, strange.span, unknown=strange.name), _spoiled(item, world)
        message = _lined(item.statement, world)
        if message:
            return NotUnderstood(message, item.span), _spoiled(item, world)
        message = problem.message + _hints(item.statement, world)
        after = _spoiled(item, world, Spoiled(item.span, Fault.MISSHAPEN))
        if item.display:
            return Shapeless(message, problem.span, scope=world.scope), after
        return NotUnderstood(message + own_names_in(document, item), problem.span), after


def _hints(statement: Statement | Skipped, world: World) -> str:
    """What else to say of a definition whose shapes do not fit, and what to write for the rows in it."""
    if not isinstance(statement, Definition):
        return ""
    own = outside(statement, world)
    return definition_hints(statement, world) + turning(statement, own, lambda other: definitions.defined(other, world))


def _lined(statement: Statement | Skipped, world: World) -> str:
    """What to write where a definition fits only as running text has the parts of a matrix."""
    if not isinstance(statement, Definition):
        return ""
    return told((statement.body,), world, lambda other: _is_shaped(statement, other))


def _is_shaped(definition: Definition, world: World) -> bool:
    """Whether a definition has a meaning."""
    try:
        definitions.defined(definition, world)
    except (Misshapen, Unreadable):
        return False
    return True


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
            key = entry_key(head.key, head.indices)
            if head.form is Form.NAME and not item.display:
                return world.without_resting(head.key, why or Spoiled(item.span))
            return world.without(key, why or Spoiled(item.span)) if key else world
        case Definition(head=head):
            if head.form is Form.ENTRY and is_single(head.key, world):
                return world
            return world.without_resting(head.key, why or Spoiled(item.span))
        case Shaped(heads=heads) | Finite(heads=heads):
            return _undeclaring(world, [head.key for head in heads], item)
        case UnknownFunction(head=head):
            return _undeclaring(world, [head.key], item)
        case Assumed():
            return replace(world, unread=(*world.unread, item.span))
    return world


def _undeclaring(world: World, names: Iterable[str], item: Item) -> World:
    """The world in which names have no meaning, since what declares them here was not understood."""
    for name in names:
        world = world.without_resting(name, Spoiled(item.span, Fault.UNDECLARED))
    return world


def _meaning(item: Item, world: World) -> tuple[Meaning, World]:
    match item.statement:
        case Equation(right=Sought()) as equation:
            return _question(equation, world), world
        case Equation() as equation:
            made = _claim(equation, item, world)
            if isinstance(made, Shapeless) and world.lined:
                _check_lined(equation, item, world)
            return made, world
        case Definition() as definition:
            return _definition(definition, item, world)
        case Notation():
            return Declared("notation"), world
        case UnknownFunction() as statement:
            return Declared("an unknown function"), definitions.unknown(statement, world)
        case Shaped() as statement:
            return Declared("a declaration"), _unmended(statement, world, definitions.shaped(statement, world))
        case Sized() as statement:
            definitions.check_sized(statement, world)
            return Silent("claims nothing: a shape, which it has"), world
        case Finite() as statement:
            return Declared("a declaration"), definitions.finite(statement, world)
        case SizeNames() as statement:
            return Declared("a declaration"), definitions.size_names(statement, world)
        case Assumed() as statement:
            return Declared("an assumption"), definitions.assumed(statement, world)
        case Option() as statement:
            return Declared("a convention of this document"), _turned(statement, item, world)
        case Skipped(reason):
            return Silent(reason), world
        case Supposed(name, anew):
            spoils = anew and not isinstance(world.functions.get(name), Opaque)
            if isinstance(world.functions.get(name), Function) and not anew:
                return Silent("running text"), world
            if not spoils:
                return Silent("running text"), world.supposing(name, item.span)
            return Silent("running text"), world.without_resting(name, Spoiled(item.span, Fault.RUNNING))
        case Told() as statement:
            return Silent("running text"), replace(world, told=(*world.told, (statement, item.span)))
        case Redefined():
            return Silent("running text"), world
        case Lined(name):
            return Silent("running text"), replace(world, lined=world.lined | {name})
        case Plain(why):
            return Silent(f"claims nothing: {why}"), world
        case Unread(message, span, name, assumes):
            if assumes:
                world = replace(world, unread=(*world.unread, item.span))
            if not name:
                world = _undeclaring(world, sorted(hidden(item, world)), item)
            elif not is_apart(item, name, world):
                world = world.without_resting(name, Spoiled(item.span))
            return NotUnderstood(message, span), world
    raise TypeError(f"unknown statement {item.statement!r}")


def _turned(statement: Option, item: Item, world: World) -> World:
    """The world with an option; a vector that stands otherwise above it has no meaning below it."""
    after = definitions.option(statement, world)
    for name in world.otherwise(after.scope.orientation) if after.scope.orientation else ():
        after = after.without_resting(name, Spoiled(item.span, Fault.TURNED))
    return after


def _unmended(statement: Shaped, before: World, after: World) -> World:
    """The world with a shape for `h_t`, which has no meaning still where `h_t := …` was not understood."""
    for head in statement.heads:
        whole, below, _ = head.plain.partition("_")
        cause = before.spoiled.get(whole) if below else None
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


def _check_lined(equation: Equation, item: Item, world: World) -> None:
    """Raises `Unreadable` where the sides fit only as running text has the parts of a matrix."""
    sides = equation.left, equation.right
    message = told(sides, world, lambda other: not isinstance(_claim(equation, item, other), Shapeless))
    if message:
        raise Unreadable(message, item.span)


def _names_entries(name: str, equation: Equation, world: World) -> bool:
    made = claim(equation, world)
    return not isinstance(made, Shapeless) and names_entries(name, made.statement.right)


def _question(equation: Equation, world: World) -> Question | Shapeless:
    asked = claim(replace(equation, right=equation.left), world)
    return Question(asked) if isinstance(asked, Claim) else asked


def _definition(definition: Definition, item: Item, world: World) -> tuple[Meaning, World]:
    """A definition; one by itself only names entries, or is in truth a claim."""
    if not is_circular(definition):
        note = definition.note or (undeclared_gradient(definition, world) if item.display else "")
        key, after = definition.head.key, definitions.defined(definition, world)
        if isinstance(world.functions.get(key), Opaque):
            if key in names_in(definition.body):
                raise Unreadable(f"`{spelled(key)}` is defined by itself; {ITSELF}", definition.head.span)
            after = after.with_later(key, item.span)
        return Declared("a definition", note), after
    head = definition.head
    if head.key not in world.scope.shapes and not (head.key in SYMBOLS and head.form is Form.ENTRY):
        raise Unreadable(f"`{spelled(head.key)}` is defined by itself; {recurring(definition)}", head.span)
    claimed = as_equation(definition)
    part = shown(definition, world) if head.form is Form.NAME else None
    if part is not None:
        after = world.with_part(head.key, part)
        if isinstance(definition.body, Matrix) or _names_entries(head.key, claimed, after):
            return Declared(MEANT[part]), after
    made = claim(claimed, world)
    if isinstance(made, Shapeless) or not names_entries(head.key, made.statement.right):
        if not item.display:
            raise Unreadable(f"`{head.key}` is defined by itself; write `assume` for a condition", head.span)
        if definition.stated or is_update(definition, world):
            raise Unreadable(f"`{spelled(head.key)}` is defined by itself; {UPDATE}", head.span)
        if isinstance(made, Shapeless) and recurs(head, definition.body):
            raise Unreadable(f"`{spelled(head.key)}` is defined by itself; {recurring(definition)}", head.span)
        if isinstance(made, Shapeless) and head.indices and all(isinstance(index, Number) for index in head.indices):
            single = entry_name(head.key, head.indices)
            raise Unreadable(f"`{single}` is read as an entry of `{spelled(head.key)}`; {own_name(single)}", head.span)
        if isinstance(made, Claim) and recurs(head, definition.body):
            made = replace(made, notes=(*made.notes, f"`{spelled(head.key)}` with an index is one of its entries"))
        return made, world
    return Declared("a definition of its entries"), world
