"""The sides of an equation in their author's hand, for lines that cannot be written anew from what was understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from derive.judging.derivation.entries import Body
from derive.judging.derivation.spellings import Spellings, spellings
from derive.judging.edits.brackets import pairs
from derive.judging.edits.pages import hand
from derive.judging.edits.writing import Pen
from derive.meaning.context import Context
from derive.meaning.sizes import Misshapen
from derive.meaning.terms import Apply
from derive.meaning.understand import understand
from derive.meaning.world import Function, World
from derive.reading.files import macros
from derive.reading.grammar.trees import walk
from derive.reading.items import Item
from derive.reading.source import Passage, Source, Span
from derive.reading.statements import Equation, Form
from derive.reading.syntax import Call, Name, Node, Unreadable
from derive.reading.tokens import spelled, tokenize

SIGN = re.compile(r"\\[a-zA-Z]+\s*\{\s*(?:[a-zA-Z]|\\[a-zA-Z]+)\s*\}|[ℬℰℱℋℐℒℳℛ𝒜-𝒵𝓐-𝓩]")
"""A letter in a face; of the letters that Unicode has in one, those that look unlike any others."""
OPENING = re.compile(r"(?:\\(?:left|[bB]igg?l?)\s*)?\(")


@dataclass(frozen=True, slots=True)
class Side:
    """A side as LaTeX, and the functions of the document that it calls: where it is understood, they are put in."""

    text: str = ""
    functions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Author:
    """Both sides of an equation and the names in it, as they are written; the names of the document's `functions`.

    `spellings` has how its author spells entries.
    """

    sides: tuple[Side, Side] = (Side(), Side())
    names: Mapping[str, str] = field(default_factory=dict)
    functions: Mapping[Body, str] = field(default_factory=dict)
    spellings: Spellings = field(default_factory=Spellings)


NOBODY = Author()
NOWHERE = Spellings()
VARIABLE = "?t"
"""Stands for a number that a function is applied to."""


def authored(item: Item, world: World, source: Source, elsewhere: Spellings = NOWHERE) -> Author:
    """An equation as it is written in its document, the author's own commands expanded.

    Names are spelled as they are in it, or else as they are `elsewhere` in the document.
    """
    equation = item.statement
    if not isinstance(equation, Equation):
        return NOBODY
    left, right = (
        Side(_text(side, item, source), tuple(dict.fromkeys(_functions(side, world, item, source.text))))
        for side in (equation.left, equation.right)
    )
    own = spellings([item], source.text).over(elsewhere)
    arrays = {key: own.array(key, shape, item.names) for key, shape in world.scope.shapes.items()}
    named = {key: spelling for key, spelling in arrays.items() if spelling != key}
    return Author((left, right), {**named, **_names(equation, item, source)}, _of_numbers(world), own)


def _names(equation: Equation, item: Item, source: Source) -> Mapping[str, str]:
    """The names of an equation where they are single signs, plain or in a face."""
    if not _is_bare(item):
        return {}
    found = hand(source.text, item, [equation]).names
    return {name: written for name, written in found.items() if SIGN.fullmatch(written)}


def _of_numbers(world: World) -> Mapping[Body, str]:
    """The names of the functions of one number that a document declares."""
    found: dict[Body, str] = {}
    place = world.with_quantity(VARIABLE, ())
    for name, each in world.functions.items():
        if isinstance(each, Function) and each.head.form is Form.FUNCTION and len(each.head.parameters) == 1:
            with suppress(Unreadable, Misshapen):
                term = Context(place, understand).term(Call(name, (Name(VARIABLE),)))
                if isinstance(term, Apply):
                    found[term.parameter, term.body] = name
    return found


def _text(node: Node, item: Item, source: Source) -> str:
    if node.span.end == 0:
        return ""
    text = source.text
    stretch = Span(min(node.span.start, item.span.start), max(node.span.end, item.span.end))
    span = Pen(text, pairs(text, stretch), {}).place(node)
    written = text[span.start : span.end]
    if not _is_bare(item):
        places = tuple(range(span.start, span.end))
        written = spelled(macros.expand(tokenize(Passage(written, places)), macros.find(source)))
    return " ".join(written.split())


def _is_bare(item: Item) -> bool:
    """Whether no command of the author's own stands in a formula."""
    return item.shown in ("", item.source)


def _functions(side: Node, world: World, item: Item, text: str) -> Iterator[str]:
    """The functions of the document that are called, as the first call writes them."""
    for node in walk(side):
        if not isinstance(node, Call) or not isinstance(world.functions.get(node.function), Function):
            continue
        name = ""
        if _is_bare(item) and node.arguments:
            written = text[node.span.start : min(each.span.start for each in node.arguments)]
            name = OPENING.split(written)[0].strip().rstrip("' ")
        yield name if name and name.count("{") == name.count("}") else node.function


def is_closed(text: str) -> bool:
    """Whether a formula stands in brackets of its own, so that it can carry an index."""
    if text.startswith(r"\begin{pmatrix}") and text.endswith(r"\end{pmatrix}"):
        return text.count(r"\begin{pmatrix}") == 1
    around = [found for found in pairs(text, Span(0, len(text))) if text[found[0].start] != "{"]
    return any(opening.start == 0 and closing.end == len(text) for opening, closing in around)
