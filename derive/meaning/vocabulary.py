"""The names that a claim uses, each with what the document says of it there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from derive.meaning.meanings import Understood
from derive.meaning.terms import Shape
from derive.reading.grammar.trees import walk
from derive.reading.items import Document, Item
from derive.reading.statements import Assumed, Definition, Equation, Finite, Option, Shaped, UnknownFunction
from derive.reading.syntax import Call, Name


@dataclass(frozen=True, slots=True)
class Word:
    """A name, its shape where it is no function, and the declarations and definitions of it that hold."""

    key: str
    shape: Shape | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a claim rests on: names in the order of their use, and the assumptions and conventions that bear on it."""

    words: tuple[Word, ...]
    assumptions: tuple[Item, ...]
    options: tuple[Item, ...]


def vocabulary(document: Document, understood: Understood) -> Vocabulary:
    """The names that a claim uses, itself or through definitions, and what holds of them."""
    said, others = _said(document, understood.item)
    shapes = understood.world.scope.shapes
    keys = [key for key in _reached(understood.item, said) if key in said or key in shapes]
    words = tuple(Word(key, shapes.get(key), tuple(said.get(key, ()))) for key in keys)
    assumed = [item for item in others if isinstance(item.statement, Assumed)]
    bearing = [item for item in assumed if set(_used(item)) & set(keys)]
    return Vocabulary(words, tuple(bearing), tuple(item for item in others if item not in assumed))


def _reached(item: Item, said: dict[str, list[Item]]) -> list[str]:
    """The names in an item, then those in their definitions, and so on."""
    keys = list(dict.fromkeys(_used(item)))
    for key in keys:
        inner = (name for each in said.get(key, ()) for name in _used(each))
        keys += [name for name in dict.fromkeys(inner) if name not in keys]
    return keys


def _used(item: Item) -> Iterator[str]:
    """The names in an item, in their order, repeated ones too."""
    bound: set[str] = set()
    match item.statement:
        case Equation(left, right, condition):
            parts: tuple[object, ...] = (left, right, condition)
        case Definition(head, body):
            parts = (body,)
            bound = {*head.parameters, *(node.key for node in walk(head.indices) if isinstance(node, Name))}
        case UnknownFunction(_, arguments):
            parts = arguments
        case Assumed(condition, _):
            parts = (condition,)
        case _:
            return
    for node in (inner for part in parts for inner in walk(part)):
        if isinstance(node, Name) and node.key not in bound:
            yield node.key
        elif isinstance(node, Call):
            yield node.function


def _said(document: Document, item: Item) -> tuple[dict[str, list[Item]], list[Item]]:
    """What holds at an item of each name, and what else holds there; an inner section hides what an outer one says."""
    sections = document.above(item)
    said: dict[str, list[Item]] = {}
    for items in sections:
        here: dict[str, list[Item]] = {}
        for each in items:
            for key in _about(each):
                here.setdefault(key, []).append(each)
        said.update(here)
    others = [each for items in sections for each in items if isinstance(each.statement, Assumed | Option)]
    return said, others


def _about(item: Item) -> list[str]:
    """The names of which a statement says what they are."""
    match item.statement:
        case Shaped(heads=heads) | Finite(heads=heads):
            return [head.key for head in heads]
        case Definition(head=head) | UnknownFunction(head=head):
            return [head.key]
    return []
