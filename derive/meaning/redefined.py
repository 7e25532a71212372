r"""Claims with what running text says that defined names are, beside the claims with their definitions.

So is what a condition says of a function, as in `\text{where } f(u) = e^u`; and in a derivative, what a claim says of a
name that is told by an assumption, which holds it there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from derive.meaning.behind import defined_name
from derive.meaning.claims import Claim, Shapeless
from derive.meaning.items import meant
from derive.meaning.meanings import Informed, Meaning, NotUnderstood, Question, Retold, Telling, Understood
from derive.meaning.raising import Place, anew, place
from derive.meaning.reaching import differentiates
from derive.meaning.worded import every, without
from derive.meaning.world import Function, Opaque, World, spelled
from derive.reading.grammar.trees import names_in
from derive.reading.items import Document, Item
from derive.reading.source import Span
from derive.reading.statements import Assumed, Definition, Equation, Form, Head, Redefined, UnknownFunction
from derive.reading.syntax import Call, Logical, Name, Relation


@dataclass(frozen=True, slots=True)
class _Said:
    """Another definition of a name, the place of its own definition, and where it is said."""

    definition: Definition
    above: Span
    span: Span

    @property
    def name(self) -> str:
        return self.definition.head.key


def equates(each: Understood) -> bool:
    """Whether a claim says what a name is that has no definition, and varies by that with others."""
    scope = each.world.scope
    match each.item.statement:
        case Equation(left=Name(key=key), right=right, condition=None) if isinstance(each.meaning, Claim):
            used = names_in(right)
            is_open = key in scope.shapes and key not in scope.definitions and key not in used
            return is_open and not used.isdisjoint(scope.shapes)
    return False


def redefined(each: Understood, tellings: Sequence[Item], document: Document) -> Understood:
    """A claim, or what is asked, with what else is said that names are on which it rests.

    `tellings` are what running text of the document says so, and the claims that equate. Where the claim has no
    meaning with it, it is not understood; so it is where that has none, if it is no mere equation.
    """
    equation, number = each.item.statement, each.item.display
    if not number or not isinstance(equation, Equation) or isinstance(each.meaning, NotUnderstood):
        return each
    near = [item for item in tellings if _bears(item, each)]
    calls = [part for part in every(equation.condition) if _function(part, each.world) is not None]
    if not near and not calls:
        return each
    at, equation = place(document, each.item), without(equation, calls)
    said = {one.name: one for one in (*_equated(near, at), *_told(each, near, at), *_conditions(each, calls, at))}
    named = names_in(equation.left, equation.right, equation.condition)
    named = named.union(*(each.world.resting.get(name, ()) for name in named))
    ordered = sorted(said.values(), key=lambda one: one.name not in named)
    return each if named.isdisjoint(said) else _with(each, equation, ordered, at, document)


def _bears(item: Item, each: Understood) -> bool:
    statement, number = item.statement, each.item.display
    if isinstance(statement, Redefined):
        return statement.first <= number <= (statement.last or number)
    claim = _equation(each.meaning)
    if not isinstance(claim, Claim) or item.span.start >= each.item.span.start:
        return False
    return bool(differentiates((claim.statement.left, claim.statement.right), claim.scope.definitions))


def _equated(near: Sequence[Item], at: Place) -> Iterator[_Said]:
    """What claims say of names that are told by an assumption."""
    for item in near:
        match item.statement:
            case Equation(left=Name(key=key) as left, right=right) if any(item is above for above in at.above):
                assumed = [(each.span, each.statement) for each in at.above if isinstance(each.statement, Assumed)]
                about = [span for span, each in assumed if key in names_in(each.condition)]
                if about:
                    yield _Said(Definition(Head(key, key, "", Form.NAME, span=left.span), right), about[-1], item.span)


def _told(each: Understood, near: Sequence[Item], at: Place) -> Iterator[_Said]:
    """What running text says that is not only what value a name has, where that varies with others."""
    for item in near:
        statement, reached = item.statement, item.span.start > each.item.span.start
        if isinstance(statement, Redefined) and (reached or any(item is above for above in at.above)):
            definition = statement.statement
            if definition.stated or not _is_case(definition, each.world):
                yield _Said(definition, statement.above, item.span)


def _is_case(definition: Definition, world: World) -> bool:
    known = world.scope.shapes.keys() | world.functions.keys()
    varies = not known.isdisjoint(world.resting.get(definition.head.key, ()))
    return varies and not definition.head.parameters and known.isdisjoint(names_in(definition.body))


def _function(part: Logical, world: World) -> Definition | None:
    """What a condition says that a defined function is of any number, or that an unknown loss is."""
    if not isinstance(part, Relation) or part.sign != "=":
        return None
    if isinstance(part.left, Name):
        return _loss(part.left, part, world)
    if not isinstance(part.left, Call) or part.left.primes:
        return None
    call = part.left
    letters = tuple(node.key for node in call.arguments if isinstance(node, Name))
    known, used = world.functions.get(call.function), names_in(part.right)
    if not isinstance(known, Function) or known.head.form is not Form.FUNCTION or call.function in used:
        return None
    is_general = len(set(letters)) == len(call.arguments) == len(known.head.parameters) and used.issuperset(letters)
    is_value = isinstance(part.right, Name) and part.right.key in world.scope.shapes
    head = replace(known.head, parameters=letters, span=part.span)
    return Definition(head, part.right) if is_general and not is_value else None


def _loss(name: Name, part: Relation, world: World) -> Definition | None:
    """What a condition says that an unknown function of others is, where it varies with any."""
    known, used = world.functions.get(name.key), names_in(part.right)
    is_loss = isinstance(known, Opaque) and bool(known.arguments) and name.key not in used
    if not is_loss or used.isdisjoint(world.scope.shapes):
        return None
    return Definition(Head(name.key, name.key, "", Form.NAME, span=part.span), part.right)


def _conditions(each: Understood, calls: Sequence[Logical], at: Place) -> Iterator[_Said]:
    for part in calls:
        definition = _function(part, each.world)
        above = [item for item in at.above if definition and _named(item) == definition.head.key]
        if definition is not None and above:
            yield _Said(definition, above[-1].span, part.span)


def _named(item: Item) -> str:
    """The name that an item defines, or declares as an unknown function of others."""
    match item.statement:
        case UnknownFunction(head=head):
            return head.key
    return defined_name(item)


def _with(
    each: Understood, equation: Equation, said: Sequence[_Said], at: Place, document: Document
) -> Understood:
    """A claim with all that is said, but what has no meaning there."""
    told = {one.above: replace(each.item, statement=one.definition, span=one.span, display=0) for one in said}
    raised = anew(told, at.above, document)
    lines = {one.name: document.source.position(one.span.start)[0] for one in said}
    failed = {defined_name(item) for item in raised.failed}
    kept = [one for one in said if one.name not in failed]
    item = replace(each.item, statement=equation)
    claim = None if failed else _equation(meant(item, raised.world, document)[0])
    if claim is None:
        lost = [one for one in said if one.definition.stated and one.name in failed] if failed else said
        if lost:
            return replace(each, meaning=_not_understood(each, lost[0], document))
        return _with(each, equation, kept, at, document) if kept else each
    if claim == _equation(each.meaning):
        return each
    informed = Informed(claim, item, raised.world)
    above = tuple(document.source.position(one.above.start)[0] for one in said)
    retold = Retold(Telling.ANEW, informed, informed, tuple(lines), tuple(lines.values()), above)
    return replace(each, retold=(*each.retold, retold))


def _equation(meaning: Meaning) -> Claim | Shapeless | None:
    asked = meaning.asked if isinstance(meaning, Question) else meaning
    return asked if isinstance(asked, Claim | Shapeless) else None


def _not_understood(each: Understood, said: _Said, document: Document) -> NotUnderstood:
    first, second = (document.source.position(span.start)[0] for span in (said.above, said.span))
    name = spelled(said.name).partition("#")[0]
    message = f"`{name}` is defined at line {first}, and explained otherwise at line {second}"
    return NotUnderstood(f"{message}; with that this was not understood", each.item.span, said.span)
