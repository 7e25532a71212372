"""Declarations that were not understood, for what fails for want of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress

from derive.meaning.spellings import written_in
from derive.reading.grammar.clean import clean
from derive.reading.grammar.rows import relations
from derive.reading.items import Document, Item, Opening
from derive.reading.source import Passage
from derive.reading.statements import Finite, Shaped, SizeNames, UnknownFunction, Unread
from derive.reading.syntax import Unreadable
from derive.reading.tokens import tokenize


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


def _introduced(item: Item) -> set[str]:
    """The names with which an unread statement begins; what is displayed declares by `\\in` only."""
    with suppress(Unreadable):
        tokens = clean(tokenize(Passage(item.source, (item.span.start,) * len(item.source))))
        signs = relations(tokens)
        if item.display and not (signs and tokens[signs[0]].text == r"\in"):
            return set()
        names = list(written_in(tokens[: signs[0]] if signs else tokens))
        return {name.plain(True, True, True) for name in names} | {name.base for name in names}
    return set()
