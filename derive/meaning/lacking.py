"""The names of which a document says nothing, and what is not understood for want of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from derive.meaning.broken import declaring
from derive.meaning.elsewhere import Elsewhere
from derive.meaning.functions import FUNCTIONS
from derive.meaning.hints import undeclared
from derive.meaning.meanings import NotUnderstood, Understood
from derive.meaning.reductions import ARRAYS
from derive.meaning.undeclared import Undeclared, declaration, numbered
from derive.reading.grammar.advice import OWN, STRANGE, UNKNOWN, command, common, named
from derive.reading.grammar.trees import walk
from derive.reading.items import Document, Item
from derive.reading.statements import Definition, Equation, Unread
from derive.reading.syntax import Call

EXPECTED = "unread"
"""What authors say of a formula who know that it is not understood."""


@dataclass(frozen=True, slots=True)
class Lack:
    """A name without a meaning, what declares it but for its sizes, and the formulas that are not understood for it.

    `macro` is what defines it first, where it is a command of another file.
    """

    name: str
    declaration: str
    macro: str = ""
    items: list[Item] = field(default_factory=list)


def lacking(document: Document, understood: Sequence[Understood]) -> list[Lack]:
    """The names that nothing in a document introduces, in the order of their use."""
    items = [part for part in document.parts if isinstance(part, Item)]
    tables = {id(each.names): each.names for each in items}.values()
    introduced = {known.key for names in tables for known in names.all()}
    elsewhere = Elsewhere(document)
    lacks: dict[str, Lack] = {}
    missing, failed = dict[int, list[str]](), list[Item]()
    for each in understood:
        if not isinstance(each.meaning, NotUnderstood):
            continue
        own = [
            lack for lack in _lacks(each, elsewhere)
            if lack.name not in introduced and declaring(lack.name, failed, each.item, document) is None
        ]
        failed.append(each.item)
        lacks |= {lack.name: lack for lack in own if lack.name not in lacks}
        cause = missing.get(each.meaning.see.start, []) if each.meaning.see is not None else []
        missing[each.item.span.start] = list(dict.fromkeys([*(lack.name for lack in own), *cause]))
        if each.item.display and each.item.expected != EXPECTED:
            for name in missing[each.item.span.start]:
                lacks[name].items.append(each.item)
    return [lack for lack in lacks.values() if lack.items]


def _lacks(each: Understood, elsewhere: Elsewhere) -> Iterator[Lack]:
    """The names and functions in a statement of which nothing is known there, and that begin no name of a section."""
    statement, world, source = each.item.statement, each.world, elsewhere.document.source
    if isinstance(statement, Unread):
        written = source.text[statement.at.start : statement.at.end]
        own = OWN.fullmatch(written) is not None and written not in UNKNOWN
        if own and command(written) in statement.message:
            word = common(written[1:])
            stands = named(written[1:]) if word else "…"
            yield Lack(written, word, rf"\newcommand{{{written}}}{{{stands}}}")
    if not isinstance(statement, Equation | Definition):
        return
    for name in undeclared(statement, world):
        declared = declaration(Undeclared(name.key, name.span), statement, world, source)
        if declared and not elsewhere.is_begun(name, each.item):
            yield Lack(numbered(name.key, name.span, statement) or name.key, declared)
    known = world.functions.keys() | ARRAYS.keys() | FUNCTIONS.keys() | STRANGE.keys()
    for node in walk([getattr(statement, part, ()) for part in ("left", "right", "body")]):
        if isinstance(node, Call) and node.function not in known:
            yield Lack(node.function, common(node.function) or rf"{named(node.function)} : R \to R")
