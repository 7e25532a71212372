r"""The conditions that words stand for, as an author writes them behind `assume`, and claims under them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from derive.judging.words.presumed import Presumed
from derive.judging.words.properties import Way
from derive.meaning.claims import Claim
from derive.meaning.items import meant
from derive.meaning.meanings import Informed, NotUnderstood, Telling, Understood
from derive.meaning.terms import Shape
from derive.meaning.world import World
from derive.reading.grammar import declarations
from derive.reading.grammar.clean import clean
from derive.reading.grammar.heads import head
from derive.reading.grammar.names import Known, Names, Sort
from derive.reading.grammar.parser import Parser
from derive.reading.items import Document
from derive.reading.source import Passage, Source
from derive.reading.statements import Assumed
from derive.reading.syntax import Unreadable
from derive.reading.tokens import tokenize

LETTERS = "ijklpq"
UNIT = re.compile(r"\bI\b")
SCRIPTED = re.compile(r"[_^]")
BEFORE = "assume "


def known(name: str, names: Names) -> Known | None:
    """The declared quantity that is written so, or of which an entry is."""
    tokens = []
    with suppress(Unreadable):
        tokens = clean(tokenize(Passage(name, ())))
        found = head(Parser(tokens, names)) if tokens else None
        if found is not None:
            quantity = names.find(found.plain, found.face)
            return quantity if quantity is not None and quantity.sort is Sort.QUANTITY else None
    return None


def ways(said: Presumed, each: Understood) -> list[Way] | None:
    """What words about known names may mean, each in conditions; nothing where they are not said of such arrays."""
    shapes = [each.world.scope.shapes.get(key) for key in keys(said, each)]
    if not shapes or None in shapes:
        return None
    axes = [_axes(shape) for shape in shapes if shape is not None]
    found = said.what.of(axes[0], said.part)
    if said.other:
        found = said.what.pair if found is None and axes[0] and len(set(axes)) == 1 else None
    return None if found is None else [_written(way, said, each, shapes[0] or ()) for way in found]


def cases(said: Presumed, each: Understood) -> list[Way]:
    """Conditions each of which says more of a matrix than the words do."""
    return [_written((case,), said, each, ()) for case in said.what.cases]


def keys(said: Presumed, each: Understood) -> list[str]:
    """The names by which a claim knows those of which something is said; none where it does not know all."""
    found = [known(name, each.item.names) for name in said.names]
    return [one.key for one in found if one is not None] if all(found) else []


def named(said: Presumed, each: Understood) -> list[str]:
    """The names as an author writes them."""
    return [each.world.scope.spelling(key) for key in keys(said, each)]


def under(each: Informed, way: Sequence[str], document: Document) -> Informed | None:
    """A claim with conditions that are assumed besides; nothing where one is not understood."""
    world = each.world
    for condition in way:
        after = _assumed(condition, replace(each, world=world), document)
        if after is None:
            return None
        world = after
    more = world.scope.assumptions[len(each.world.scope.assumptions) :]
    claim = replace(each.claim, scope=each.claim.scope.under(*more))
    return replace(each, claim=claim, world=world)


def line(way: Sequence[str]) -> str:
    """What an author writes."""
    return "; ".join(BEFORE + condition for condition in way)


def told(each: Understood) -> Informed | None:
    """A claim with all that formulas in running text tell of its names."""
    if not isinstance(each.meaning, Claim):
        return None
    informed = (retold.informed for retold in each.retold if retold.telling is Telling.WORDS)
    return next(informed, Informed(each.meaning, each.item, each.world))


def _assumed(condition: str, each: Informed, document: Document) -> World | None:
    """The world in which a condition is assumed."""
    names = each.item.names
    if UNIT.search(condition) and "I" in names.known:
        return None
    placed, _ = declarations.read(Passage(BEFORE + condition, ()), names, Source("", ""), tokenize)
    item = replace(each.item, statement=placed[0].statement, display=0)
    if not isinstance(item.statement, Assumed):
        return None
    meaning, after = meant(item, each.world, document)
    return None if isinstance(meaning, NotUnderstood) else after


def _axes(shape: Shape) -> int:
    """How many axes an array has that are longer than 1."""
    return 0 if shape == () else 1 if 1 in shape else 2


def _written(way: Way, said: Presumed, each: Understood, shape: Shape) -> Way:
    """Conditions with names, indices and sizes in them; a name with scripts has the brackets that are asked for."""
    scope = each.world.scope
    free = (letter for letter in LETTERS if letter not in scope.sizes and letter not in each.item.names.known)
    put = {"{i}": next(free, "i"), "{j}": next(free, "j"), **dict(zip(("{n}", "{m}"), map(str, shape), strict=False))}
    for place, name in zip("AB", named(said, each), strict=False):
        put |= {f"({{{place}}})": f"({name})" if SCRIPTED.search(name) else name, f"{{{place}}}": name}
    found = list(way)
    for mark, text in put.items():
        found = [condition.replace(mark, text) for condition in found]
    return tuple(found)
