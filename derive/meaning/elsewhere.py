"""Names that hold in another section of a document, or only further below, and not where they are used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from contextlib import suppress
from functools import cached_property

from derive.meaning.carried import Group, carried, grouped, needed
from derive.meaning.notation import is_circular
from derive.meaning.spellings import NABLA, bound, covers, holds, is_told, resolved, table, used_in
from derive.meaning.undeclared import word_at
from derive.reading.files import macros
from derive.reading.files.blocks import Inline
from derive.reading.grammar.advice import own_name
from derive.reading.grammar.clean import clean
from derive.reading.grammar.kronecker import KRONECKER
from derive.reading.grammar.limits import CHARACTERS
from derive.reading.grammar.names import COMMON, Known, Names, Written
from derive.reading.grammar.parser import Parser
from derive.reading.grammar.written import written
from derive.reading.items import Document, Item, Opening
from derive.reading.source import Passage, Span
from derive.reading.statements import Definition, Unread
from derive.reading.syntax import Name, Node, Unreadable
from derive.reading.tokens import Token, tokenize

WIDEST = 60
"""Signs of an equation in running text that are repeated."""
NUMBER = re.compile(r"-?\s*[\d.]+")
"""What running text says of a special case, as in `for $\\epsilon = 0$`, is no definition."""
ANOTHER = "if another one is meant, declare it here"
ABOVE = "move it up, or write it in a `derive` comment above"


class Elsewhere:
    """What every section of a document introduces, for equations that use it where it does not hold.

    `failed` are the statements so far that have no meaning, and would have none with all that ended with its section.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.advised: dict[int, int] = {}
        self.failed: list[Item] = []

    def explained(self, message: str, span: Span, item: Item, numbers: Set[str]) -> str:
        """The message of what was not understood, with the names that do not hold there; `span` is where it failed.

        Where the failure is at such a name, they are all that is said. Letters that functions use for `numbers` need
        no declaration as one. A declaration that is not even read lacks no name.
        """
        missing = self._missing(item) if item.display or not isinstance(item.statement, Unread) else []
        failing = [known for name, known in missing if covers(name.span, span) and is_told(name, span)]
        if not failing:
            told = [(name, known) for name, known in missing if item.display and name.base not in COMMON]
            missing = [(name, known) for name, known in told if not (known.is_number and known.key in numbers)]
        first = next(iter(failing or [known for _, known in missing]), None)
        if not failing or failing[0].span.start >= item.span.end:
            self.failed.append(item)
        if first is None:
            return self._inline_only(item, span) or message
        text = self._told(first, item)
        if first.span.start < item.span.end:
            text += self._carrying(first, item, {known: None for _, known in missing if known != first})
        return text if failing else f"{message}; besides, {text}"

    def introduces(self, name: Name, item: Item) -> bool:
        """Whether a name in an item is declared or defined anywhere in the document, or what it begins, as b `b_2`."""
        return any(known.key == name.key for known in self._introduced) or self.is_begun(name, item)

    def is_begun(self, name: Node, item: Item) -> bool:
        """Whether what is written at a name in an item is introduced where it does not hold."""
        return any(written.span.start == name.span.start for written, _ in self._missing(item))

    def _inline_only(self, item: Item, span: Span) -> str:
        """That the name at which reading failed is defined in running text, where only shapes are read, or nothing."""
        try:
            used = list(used_in(clean(self._tokens(item))))
        except (Unreadable, macros.MacroError):
            return ""
        for name in (each for each in used if covers(each.span, span)):
            plain = name.plain(True, True, True)
            if plain in self._inline and item.names.find(plain, name.face) is None:
                line, text = self._inline[plain]
                whole = resolved(name, item.names)
                if whole is not None and name.below and whole.plain != plain:
                    return f"{self._entry(plain, whole)}, and then `{text}`"
                where = f"`{plain}` is defined only in running text, at line {line}, where nothing but `\\in` is read"
                return f"{where}; add `{text}` to the declarations"
        return ""

    def _entry(self, plain: str, whole: Known) -> str:
        """That a name is read as an entry of what stands before its index."""
        same = (known for known in self._introduced if known.key == whole.key and known.level == whole.level)
        first = next(same, None)
        where = f", which is {first.introduced} at line {self._line(first.span)}" if first is not None else ""
        return f"`{plain}` is read as an entry of `{whole.plain}`{where}; {own_name(plain)}"

    @cached_property
    def _inline(self) -> dict[str, tuple[int, str]]:
        """The names that equations in running text begin with: the line, and the equation as a declaration."""
        found: dict[str, tuple[int, str]] = {}
        for block in self.document.blocks:
            if not isinstance(block, Inline):
                continue
            left, sign, right = block.body.text.strip().partition("=")
            with suppress(Unreadable, macros.MacroError):
                tokens = clean(macros.expand(tokenize(Passage(left.rstrip(": "), ())), self._macros))
                at = Parser(tokens, Names(), block.span)
                name = written(at) if sign and tokens else None
                if name is not None and at.finished and not NUMBER.fullmatch(right.strip()):
                    text = f"{left.rstrip(': ')} := {right.strip() if len(right) <= WIDEST else '…'}"
                    found.setdefault(name.plain(True, True, True), (self._line(block.span), text))
        return found

    def _missing(self, item: Item) -> list[tuple[Written, Known]]:
        """The names in a statement that are introduced elsewhere and not here."""
        try:
            tokens = clean(self._tokens(item))
            used, below = list(used_in(tokens)), bound(tokens)
        except (Unreadable, macros.MacroError):
            return []
        here = table(known for known in item.names.all() if known.span.start < item.span.end)
        earlier = [known for known in self._introduced if known.span.start < item.span.start]
        later = [known for known in self._introduced if known.span.start >= item.span.end]
        there = table([*reversed(later), *earlier])
        indices = {token.text for name in used if name.base != NABLA for token in name.below} | below
        found: list[tuple[Written, Known]] = []
        for name in used:
            known = resolved(name, there)
            if known is None or not holds(name, there) or holds(name, here):
                continue
            if name.base in indices and not name.below:
                continue
            if name.base == KRONECKER and name.face != known.face and len(name.below) == 2:
                continue
            if not word_at(name.span, self.document.source):
                found.append((name, known))
        return found

    def _tokens(self, item: Item) -> list[Token]:
        span = item.span
        if span.end - span.start > CHARACTERS:
            raise Unreadable("", span)
        text = self.document.source.text[span.start : span.end]
        return macros.expand(tokenize(Passage(text, tuple(range(span.start, span.end)))), self._macros)

    @cached_property
    def _macros(self) -> macros.Macros:
        return macros.find(self.document.source)

    @cached_property
    def _introduced(self) -> list[Known]:
        items = [part for part in self.document.parts if isinstance(part, Item)]
        tables = {id(item.names): item.names for item in items}
        definitions = [item.statement for item in items if isinstance(item.statement, Definition)]
        steps = {each.head.span for each in definitions if is_circular(each)}
        found = {known for names in tables.values() for known in names.all() if known.span not in steps}
        return sorted(found, key=lambda known: known.span.start)

    def _told(self, known: Known, item: Item) -> str:
        """Where a name is introduced, and why that does not hold at an item."""
        line = self._line(known.span)
        opening = self.document.parts[known.level - 1] if known.level else None
        title = f", in the section '{opening.title}'" if isinstance(opening, Opening) else ""
        if known.span.start >= item.span.end:
            away = title if title and opening not in self._around(item) else ""
            return f"`{known.plain}` is {known.introduced} only at line {line}, below{away}; {ABOVE}"
        end = self._end(known.level)
        ended = f", and that ended at line {self._line(end.span)}{self._since(end)}" if end is not None else ""
        return f"`{known.plain}` was {known.introduced} at line {line}{title}{ended}"

    def _carrying(self, first: Known, item: Item, others: Mapping[Known, None]) -> str:
        """How to carry names on: once for all names of the sections that need them, and then where that is said."""
        place, group = self._group(item)
        if place in self.advised:
            return f"; line {self.advised[place]} says how to carry it on"
        failed = set(map(id, self.failed))
        broken = [each for each in needed(self.document, group.names, item) if id(each) in failed]
        if broken:
            return f"; what is to be mended first is line {self._line(broken[0].span)}, which is not understood"
        self.advised[place] = self._line(item.span)
        found = carried(self.document, group.names, item)
        besides = self._besides(known for known in others if known.level == first.level)
        if found is None:
            return f"; repeat it, or write it above the first heading{besides}"
        what = " and ".join(f"`{comment}`" for comment in found.comments)
        where = f"above line {self._line(found.above.span)}"
        return f"{besides}; {ANOTHER}; to carry on all that is used here, write {what} {where}"

    def _group(self, item: Item) -> tuple[int, Group]:
        """The sections that need the same comment as that of an item."""
        level = item.names.level
        for place, group in enumerate(self._groups):
            if level in group.sections:
                return place, group
        return -level - 1, grouped(self.document, [(item, self._ended(item))])[0]

    @cached_property
    def _groups(self) -> list[Group]:
        used: dict[int, tuple[Item, dict[Known, None]]] = {}
        for part in self.document.parts:
            names = self._ended(part) if isinstance(part, Item) and part.display else {}
            if names and isinstance(part, Item):
                used.setdefault(part.names.level, (part, {}))[1].update(names)
        return grouped(self.document, used.values())

    def _ended(self, item: Item) -> dict[Known, None]:
        """The names of sections that ended which an item uses."""
        missing = (known for _, known in self._missing(item) if known.span.start < item.span.start)
        return dict.fromkeys(known for known in missing if known.level)

    def _besides(self, others: Iterable[Known]) -> str:
        names = [f"`{known.plain}` (line {self._line(known.span)})" for known in others]
        return f"; the same holds of {', '.join(names)}" if names else ""

    def _line(self, span: Span) -> int:
        return self.document.source.position(span.start)[0]

    def _around(self, item: Item) -> list[Opening]:
        """The headings of the sections in which an item stands."""
        around: list[Opening] = []
        for part in self.document.parts:
            if part is item:
                break
            if isinstance(part, Opening):
                around = [*(each for each in around if each.level < part.level), part]
        return around

    def _since(self, end: Opening) -> str:
        """Why a paragraph does not go on from the one before it."""
        if end.anew is None:
            return ""
        name = f" of `{end.anew.name}`" if end.anew.name else ""
        return f", since line {self._line(end.anew.span)} says something else{name}"

    def _end(self, level: int) -> Opening | None:
        """The heading that ends the section which the part before `level` opens."""
        opening = self.document.parts[level - 1]
        for part in self.document.parts[level:]:
            if isinstance(part, Opening) and isinstance(opening, Opening) and part.level <= opening.level:
                return part
        return None
