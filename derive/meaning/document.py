"""A document understood: every statement in the world that the statements before it made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from derive.meaning.behind import behind
from derive.meaning.broken import declaring
from derive.meaning.chained import steadied
from derive.meaning.claims import Claim, Shapeless
from derive.meaning.elsewhere import Elsewhere
from derive.meaning.entering import entered
from derive.meaning.faces import of_numbers
from derive.meaning.hints import undeclared
from derive.meaning.inverted import with_inverses
from derive.meaning.items import meant
from derive.meaning.labelled import own_names_in
from derive.meaning.meanings import Informed, NotUnderstood, Question, Retold, Telling, Understood
from derive.meaning.redefined import equates, redefined
from derive.meaning.retelling import retold
from derive.meaning.undeclared import numbered, word_at
from derive.meaning.world import World, spelled
from derive.reading.items import Document, Item, Opening
from derive.reading.statements import (
    Definition,
    Equation,
    Redefined,
    Told,
)


def understand(document: Document) -> tuple[Understood, ...]:
    """All items of a document with their meanings, in their order."""
    worlds: list[tuple[int, World]] = [(0, World())]
    found, afters = list[Understood](), list[World]()
    elsewhere, failed = Elsewhere(document), list[Item]()
    for part in document.parts:
        if isinstance(part, Opening):
            while worlds[-1][0] >= part.level:
                worlds.pop()
            worlds.append((part.level, worlds[-1][1].opened()))
            continue
        level, world = worlds[-1]
        world = with_inverses(part, world, document.source)
        meaning, after = entered(part, world, document)
        worlds[-1] = (level, after)
        if isinstance(meaning, NotUnderstood):
            others, awaited = _others(meaning, part, world, elsewhere), _awaiting(meaning, failed, part, document)
            message = awaited.message + others
            told = message
            if awaited is meaning:
                told = elsewhere.explained(message, meaning.span, part, world.parameters)
            else:
                elsewhere.failed.append(part)
            failed.append(part)
            meaning = replace(awaited, message=told if others in told else told + others)
        if isinstance(meaning, Shapeless):
            meaning = replace(meaning, message=meaning.message + own_names_in(document, part))
            elsewhere.failed.append(part)
        found.append(Understood(part, meaning, world))
        afters.append(worlds[-1][1])
    items = [each.item for each in found]
    explained = steadied([_explained(each, number, items, afters, document) for number, each in enumerate(found)])
    tellings = [(number, item) for number, item in enumerate(items) if isinstance(item.statement, Told)]
    again = [each.item for each in found if isinstance(each.item.statement, Redefined) or equates(each)]
    informed = (
        retold(each, found[number].world, [item for place, item in tellings if place > number], document)
        for number, each in enumerate(explained)
    )
    return tuple(_of_numbers(redefined(each, again, document), document) for each in informed)


def _of_numbers(each: Understood, document: Document) -> Understood:
    """A claim beside the same of numbers, where its letters may be meant so by their typeface."""
    found = of_numbers(each.item, each.world) if isinstance(each.meaning, Claim | Shapeless) else None
    made = None if found is None else meant(each.item, found[1], document)[0]
    if found is None or not isinstance(made, Claim):
        return each
    informed = Informed(made, each.item, found[1])
    return replace(each, retold=(*each.retold, Retold(Telling.FACE, informed, None, (found[0],), ())))


def _explained(
    each: Understood, number: int, items: Sequence[Item], afters: Sequence[World], document: Document
) -> Understood:
    """A claim, or a question, with the definitions that stand behind it in its display."""
    meaning = each.meaning.asked if isinstance(each.meaning, Question) else each.meaning
    if not isinstance(meaning, Claim | Shapeless | NotUnderstood) or not isinstance(each.item.statement, Equation):
        return each
    found = behind(meaning, number, items, afters, document)
    if found is None or isinstance(meaning, NotUnderstood):
        return each if found is None else replace(each, world=found.world)
    made, _ = meant(each.item, found.world, document)
    if isinstance(made, Claim):
        made = replace(made, notes=made.notes + found.notes)
    return replace(each, meaning=made, world=found.world)


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
    found = [name for name in undeclared(item.statement, world) if name.key != meaning.unknown]
    lone = [name for name in found if not elsewhere.introduces(name, item)]
    names = dict.fromkeys(f"`{numbered(name.key, name.span, item.statement) or spelled(name.key)}`" for name in lone)
    return f"; nothing is known of {', '.join(names)} either" if names else ""
