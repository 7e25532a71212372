"""Claims with what is told of their names, in words or by definitions further below, beside the claims without it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from derive.meaning.behind import defined_name, spoken
from derive.meaning.below import DEFINES, defined_below, introduced, rests
from derive.meaning.claims import Claim
from derive.meaning.items import meant
from derive.meaning.meanings import Informed, NotUnderstood, Question, Retold, Telling, Understood
from derive.meaning.notation import as_equation, is_circular
from derive.meaning.raising import Raised, knowing, place
from derive.meaning.reaching import differentiates
from derive.meaning.worded import worded
from derive.meaning.world import Fault, Opaque, Spoiled, World
from derive.reading.grammar.trees import names_in, walk
from derive.reading.items import Document, Item
from derive.reading.statements import Assumed, Definition, Equation, Unread
from derive.reading.syntax import Partial


@dataclass(frozen=True, slots=True)
class _Standing:
    """A claim, or what is asked, and the items that make its world."""

    each: Understood
    above: Sequence[Item]
    document: Document


def retold(each: Understood, before: World, words: Iterable[Item], document: Document) -> Understood:
    """A claim, or what is asked, with all that is told of its names.

    `before` is the world of what stands above it alone; the `words` behind it tell something too. Where a definition
    below was not understood, the claim is not either, or is doubted.
    """
    meaning, equation = _asked(each), _claimed(each)
    if not each.item.display or meaning is None or equation is None:
        return each
    at = place(document, each.item)
    below = _below(each.item, meaning, before, at.below)
    new = [item for item in below if introduced(item, each.world)]
    joined = [item for item in below if not introduced(item, each.world)]
    free, told = worded(each.item, equation, each.world, words)
    standing = _Standing(replace(each, item=replace(each.item, statement=free)), [*at.above, *joined], document)
    found = [_retold(Telling.WORDS, told, standing)] if told else []
    names = {defined_name(item) for item in new} - {""}
    if names:
        resting = set[str]().union(*(rests(item, each.world) for item in new))
        _, others = worded(each.item, equation, each.world, words, resting)
        others = [item for item in others if defined_name(item) not in names]
        found.append(_retold(Telling.BELOW, new, standing, others))
        each = each if found[-1] else _failed(standing, each, meaning, new)
    return replace(each, retold=tuple(one for one in found if one is not None))


def _below(item: Item, claim: Claim, before: World, below: Sequence[Item]) -> list[Item]:
    """What is defined below of all on which a claim rests."""
    if not any(map(defined_name, below)):
        return []
    named = spoken(claim, item, before)
    return defined_below(named.union(*(before.resting.get(name, ()) for name in named)), before, below)


def _claimed(each: Understood) -> Equation | None:
    """The equation that is a claim or a question, where it defines a declared name by itself too."""
    match each.item.statement:
        case Equation() as statement:
            return statement
        case Definition() as definition:
            return as_equation(definition) if is_circular(definition) else None
    return None


def _asked(each: Understood) -> Claim | None:
    meaning = each.meaning.asked if isinstance(each.meaning, Question) else each.meaning
    return meaning if isinstance(meaning, Claim) else None


def _retold(telling: Telling, told: Sequence[Item], standing: _Standing, others: Sequence[Item] = ()) -> Retold | None:
    """A claim with what is told, and `others` besides; nothing where it has no meaning with that.

    What words tell may have none itself.
    """
    every = sorted([*others, *told], key=lambda item: isinstance(item.statement, Assumed))
    made, raised = _meant(every, standing)
    if made is None or (telling is Telling.BELOW and any(item is each for item in told for each in raised.failed)):
        return None
    varying = [item for item in every if not _is_value(item, raised.world)]
    is_needed = any(_varies(item, raised.world) for item in varying)
    defined = _meant(varying, standing)[0] if is_needed else None
    named = [item for item in told if defined_name(item) and (telling is Telling.BELOW or item in varying)]
    spans = [item.span for item in (named if telling is Telling.BELOW else told)]
    lines = tuple(standing.document.source.position(span.start)[0] for span in spans)
    return Retold(telling, made, defined, tuple(dict.fromkeys(map(defined_name, named))), lines)


def _meant(told: Sequence[Item], standing: _Standing) -> tuple[Informed | None, Raised]:
    """A claim in the world that knows what is told, if that is another one, and that world."""
    each = standing.each
    raised = knowing(each.world, told, standing.above, standing.document)
    if raised.world is each.world:
        return None, raised
    meaning, _ = meant(each.item, raised.world, standing.document)
    claim = _asked(replace(each, meaning=meaning))
    return None if claim is None else Informed(claim, each.item, raised.world), raised


def _is_value(item: Item, world: World) -> bool:
    """Whether a statement tells no more than what value a name has, which is not what it is in a derivative."""
    match item.statement:
        case Definition(head=head, body=body):
            return not head.parameters and not names_in(body) & _known(world)
    return isinstance(item.statement, Assumed)


def _varies(item: Item, world: World) -> bool:
    """Whether a name is not held in a derivative. What an unknown loss gives has free values in any case."""
    match item.statement:
        case Definition(head=head, body=body):
            names = names_in(body) - {*head.parameters, *names_in(*head.indices)}
            is_upstream = any(isinstance(node, Partial) for node in walk(body))
            is_free = is_upstream and any(isinstance(world.functions.get(name), Opaque) for name in names)
            return bool(names & world.scope.shapes.keys()) and not is_free
    return isinstance(item.statement, Unread)


def _known(world: World) -> set[str]:
    return {*world.scope.shapes, *world.functions}


def _failed(standing: _Standing, each: Understood, claim: Claim, below: Sequence[Item]) -> Understood:
    """A claim whose names are defined below so that it has no meaning with that.

    It is not understood where it differentiates what may vary; else what is false of any value is doubted.
    """
    statement, world = claim.statement, each.world
    below = [item for item in below if DEFINES.search(item.source)]
    failed = knowing(world, below, standing.above, standing.document).failed
    definitions = [item for item in failed or below if defined_name(item)]
    first = next((item for item in definitions if _varies(item, world)), None)
    if first is not None and differentiates((statement.left, statement.right), claim.scope.definitions):
        why = Spoiled(first.span, Fault.UNREAD if failed else Fault.LATER)
        return replace(each, meaning=NotUnderstood(why.told(defined_name(first)), each.item.span, first.span))
    for item in filter(defined_name, below):
        world = world.supposing(defined_name(item), item.span)
    return replace(each, world=world)
