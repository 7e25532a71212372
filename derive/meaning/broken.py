"""Declarations that were not understood, for what fails for want of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress

from derive.meaning.spellings import written_in
from derive.meaning.world import Function, World
from derive.reading.grammar.clean import clean
from derive.reading.grammar.names import Sort, Written
from derive.reading.grammar.rows import relations
from derive.reading.items import Document, Item, Opening
from derive.reading.source import Passage
from derive.reading.statements import Finite, Form, Shaped, SizeNames, UnknownFunction, Unread
from derive.reading.syntax import Unreadable
from derive.reading.tokens import Token, tokenize

DEFINING = frozenset({r"\coloneqq", r"\triangleq"})
DEFINED = frozenset({":="})
ANEW = DEFINED | {r"\in"}
"""The signs by which a name is defined or declared."""
EXPRESSED = frozenset({"+", "-", "|", r"\|", r"\cdot", r"\odot", r"\frac", r"\partial", r"\nabla", r"\sum"})
r"""Signs of an expression, which no `\in` declares."""
WORDED = re.compile(r"\s*(?:(?:let|set|put|define)\s|\\text\{\s*(?:let|set|put|define)\s*\}|assume\b:?)", re.IGNORECASE)
"""A word with which a statement begins; what an equation behind `let` says is a definition."""


def declaring(name: str, failed: Sequence[Item], item: Item, document: Document) -> Item | None:
    """The last one of the statements that failed which may declare a name for an item."""
    openings = [document.parts[each.names.level - 1] if each.names.level else None for each in failed]
    around = _around(document, item)
    held = [each for each, opening in zip(failed, openings, strict=True) if opening is None or opening in around]
    return next((each for each in reversed(held) if name in _declared(each)), None)


def _around(document: Document, item: Item) -> list[Opening]:
    """The headings of the sections in which an item stands."""
    place = next(place for place, part in enumerate(document.parts) if part is item)
    found: list[Opening] = []
    for part in document.parts[:place]:
        if isinstance(part, Opening):
            found = [*(each for each in found if each.level < part.level), part]
    return found


def _declared(item: Item) -> Iterable[str]:
    """The names that a statement may declare: those before its first relation."""
    match item.statement:
        case Shaped(heads=heads) | Finite(heads=heads) | SizeNames(heads=heads):
            return {head.key for head in heads}
        case UnknownFunction(head=head):
            return {head.key}
        case Unread(assumes=False, name=""):
            return _introduced(item)
    return ()


def hidden(item: Item, world: World) -> set[str]:
    """The keys of known names that an unread statement declares or defines anew, so that they mean something else.

    An assumption does so only by a sign of definition.
    """
    tokens, sign = _before(item)
    if sign not in (DEFINED if _assumes(item) else ANEW):
        return set()
    if sign == r"\in" and any(token.text in EXPRESSED for token in tokens):
        return set()
    found = set[str]()
    for name in _written(_unbracketed(tokens)):
        whole, base = (item.names.known.get(each, ()) for each in (name.plain(True, True, True), name.base))
        known = {*whole, *(each for each in base if not (name.below and is_single(each.key, world)))}
        found |= {each.key for each in known if each.sort is not Sort.SIZE}
    return found


def is_single(key: str, world: World) -> bool:
    """Whether a name is a number, or a function of one, so that `L_2` beside it is no entry but a name of its own."""
    function = world.functions.get(key)
    if isinstance(function, Function):
        return function.head.form is not Form.ROW_FUNCTION
    return function is not None or world.scope.shapes.get(key) == ()


def is_apart(item: Item, key: str, world: World) -> bool:
    """Whether an unread definition is of a name of its own, though it is spelled like an entry of another."""
    return is_single(key, world) and any(name.below for name in _written(_unbracketed(_before(item)[0])))


def _introduced(item: Item) -> set[str]:
    """The names with which an unread statement begins; what is displayed declares by `\\in` only."""
    tokens, sign = _before(item)
    return set() if item.display and sign != r"\in" else _spellings(tokens)


def _before(item: Item) -> tuple[Sequence[Token], str]:
    """What stands before the first relation of a statement, and its sign, `:=` for what defines; all where none is."""
    worded = WORDED.match(item.source)
    source = item.source[worded.end() :] if worded is not None else item.source
    tokens = tokenize(Passage(source, (item.span.start,) * len(source)))
    with suppress(Unreadable):
        tokens = clean(tokens)
    first = next(iter(relations(tokens)), len(tokens))
    sign = tokens[first].text if first < len(tokens) else ""
    defines = sign in DEFINING or (sign == "=" and tokens[max(0, first - 1)].text == ":")
    stated = (worded is not None or not item.display) and not _assumes(item)
    return tokens[:first], ":=" if defines or (sign == "=" and stated) else sign


def _assumes(item: Item) -> bool:
    return isinstance(item.statement, Unread) and item.statement.assumes


def _unbracketed(tokens: Sequence[Token]) -> list[Token]:
    """Tokens outside of all round brackets: what stands in them is an argument."""
    found, depth = [], 0
    for token in tokens:
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0:
            found.append(token)
    return found


def _spellings(tokens: Sequence[Token]) -> set[str]:
    names = _written(tokens)
    return {name.plain(True, True, True) for name in names} | {name.base for name in names}


def _written(tokens: Sequence[Token]) -> list[Written]:
    """The names in tokens, up to where these cannot be read."""
    found: list[Written] = []
    with suppress(Unreadable):
        found.extend(written_in(tokens))
    return found
