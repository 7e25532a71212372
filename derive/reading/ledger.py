"""What is read of a document so far: its parts in their order, and what holds in each of its sections."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import product

from derive.reading.files import macros, physics
from derive.reading.files.blocks import Block, Display, Heading
from derive.reading.files.macros import Macros
from derive.reading.grammar.advice import own_name
from derive.reading.grammar.divided import ASSUME
from derive.reading.grammar.names import Names
from derive.reading.grammar.pinning import pinned
from derive.reading.grammar.trees import names_in
from derive.reading.grammar.valued import entry_of, spoken, valued
from derive.reading.introductions import contradicted, introductions
from derive.reading.items import Item, Opening, Skipped
from derive.reading.redefining import redefinitions
from derive.reading.source import Passage, Source, Span
from derive.reading.statements import (
    Assumed,
    Definition,
    Finite,
    Form,
    Head,
    Placed,
    Redefined,
    Shaped,
    Statement,
    Unread,
)
from derive.reading.syntax import Name, Unreadable
from derive.reading.telling import Sentence
from derive.reading.tokens import Token, spelled, tokenize
from derive.reading.where import WIDEST


@dataclass(slots=True)
class Section:
    """What holds in a section: the names, and which of them were declared or defined right `here`.

    `said` are the relations in its running text, with their sentences.
    """

    level: int
    names: Names
    title: str = ""
    here: dict[tuple[str, str], tuple[Hashable, Span]] = field(default_factory=dict)
    said: list[tuple[list[Token], Sentence, Span]] = field(default_factory=list)


class Ledger:
    """The parts of a document that are read, in their order, and the open sections, the innermost one last.

    `formulas` are the displayed ones that are read; of all blocks it knows where the displayed formulas and the
    headings stand.
    """

    def __init__(self, source: Source, own: Macros, blocks: Sequence[Block]) -> None:
        self.source = source
        self.macros = own
        self.displays = [block.span for block in blocks if isinstance(block, Display)]
        self.opened = [block.span.start for block in blocks if isinstance(block, Heading)]
        self.parts: list[Item | Opening] = []
        self.formulas: list[Span] = []
        self.sections = [Section(0, Names())]

    @property
    def section(self) -> Section:
        """The section at hand."""
        return self.sections[-1]

    @property
    def coming(self) -> Span | None:
        """Where the next displayed formula stands."""
        return next(iter(self.displays[len(self.formulas) :]), None)

    @property
    def headings(self) -> int:
        """How many headings are read."""
        return sum(isinstance(part, Opening) for part in self.parts)

    def open(self, found: Heading) -> None:
        """Open a section, which ends those of its level and deeper ones."""
        while self.section.level >= found.level:
            self.sections.pop()
        names = replace(self.section.names, level=len(self.parts) + 1)
        self.sections.append(Section(found.level, names, found.title))
        self.parts.append(Opening(found.level, found.title, found.span, found.anew))

    def put(self, statement: Statement | Skipped, span: Span, text: str = "", display: int = 0) -> None:
        """Add a part that gives no name a meaning; it is shown as `text` or as it stands in the source."""
        shown = text or self.source.line(Span(span.start, min(span.end, span.start + 400)))
        self.parts.append(Item(statement, span, shown, self.section.title, display, names=self.section.names))

    def accept(self, placed: Placed, display: int) -> None:
        """Take a statement in, unless it contradicts one of the same section."""
        statement = placed.statement
        for key, meaning in introductions(statement, self.section.names):
            earlier = self.section.here.get(key)
            if earlier is not None and earlier[0] != meaning:
                line, _ = self.source.position(earlier[1].start)
                what = "declared" if key[0] == "shape" else "defined"
                message = f"`{key[1]}` is already {what} otherwise in this section, at line {line}"
                message += _own_name(statement, self.source)
                statement = Unread(message, placed.span, contradicted(statement, key[1]))
                break
            self.section.here[key] = (meaning, placed.span)
        title, names = self.section.title, self.section.names
        shown = _expanded(placed, self.macros)
        if isinstance(statement, Assumed) or (isinstance(statement, Unread) and statement.assumes):
            shown = ASSUME.sub(r"\\text{assume }", shown, count=1)
        made = Item(statement, placed.span, placed.source, title, display, placed.chain, shown=shown, names=names)
        self.parts.append(made)
        if isinstance(statement, Shaped):
            self._entries_of(statement)
        if isinstance(statement, Assumed):
            self._pin(made, statement)
        if isinstance(statement, Definition):
            self._hold(statement.head)
            self._recall(statement.head)

    def here(self) -> Iterator[Item]:
        """What stands in this section so far."""
        return (part for part in self.parts[self.section.names.level :] if isinstance(part, Item))

    def _pin(self, item: Item, assumed: Assumed) -> None:
        """Know the names of which something is assumed, and take those that an equation tells for defined."""
        self.section.names = self.section.names.assuming(names_in(assumed.condition))
        for known in pinned(assumed.condition, self.section.names):
            self.section.here["definition", known.key] = (assumed.condition, item.span)
            self.section.names = self.section.names.adding(replace(known, defined=True))

    def _hold(self, defined: Head) -> None:
        """Hold a name that is defined to what was declared of its values, and take what it tells for defined."""
        for item in list(self.here()):
            match item.statement:
                case Assumed() as assumed:
                    self._pin(item, assumed)
                case Finite(heads, values) if defined.key in {head.key for head in heads}:
                    name = Name(defined.key, span=defined.span)
                    self.parts.append(replace(item, statement=valued([name], values, item.source, item.span)))

    def _recall(self, defined: Head) -> None:
        """Weigh what running text of this section has said of a name that is defined only now."""
        for tokens, at, span in self.section.said:
            with suppress(Unreadable):
                for again in self.redefined(tokens, at, span):
                    if again.statement.head.key == defined.key:
                        self.put(again, span)

    def redefined(self, tokens: list[Token], at: Sentence, span: Span) -> Iterator[Redefined]:
        """What a sentence says that defined names are, unless that is their definition."""
        names, starts = self.section.names, (*self.opened, *(each.start for each in self.displays))
        end = min((start for start in starts if start >= span.end), default=len(self.source.text))
        after = self.source.text[span.end : min(end, span.end + WIDEST)]
        for said in redefinitions(tokens, names, at, after):
            key = "definition", said.known.key
            known = next((each.here[key] for each in reversed(self.sections) if key in each.here), None)
            if known is None:
                continue
            others = (part.statement for part in self.parts if isinstance(part, Item))
            again = any(isinstance(each, Redefined) and each.statement.head.key == said.known.key for each in others)
            if again or (key, known[0]) not in introductions(said.definition, names):
                yield Redefined(said.definition, said.first, said.last, known[1])

    def _entries_of(self, shaped: Shaped) -> None:
        """Take what was declared as a number, and is an entry of an array whose shape is told now, for that entry."""
        here = self.parts[self.section.names.level :]
        used = spoken([part.statement for part in here if isinstance(part, Item)])
        for part in here:
            statement = part.statement if isinstance(part, Item) else None
            if not isinstance(part, Item) or not isinstance(statement, (Finite, Shaped)):
                continue
            if isinstance(statement, Shaped) and statement.axes:
                continue
            for found, array in product(statement.heads, shaped.heads):
                names = self.section.names
                entry = entry_of(found, array, names)
                if entry is None or names.find(found.plain, found.face) is None or found.key in used:
                    continue
                self.section.names = names.without(found.key)
                if isinstance(statement, Finite):
                    assumed = valued([entry], statement.values, part.source, part.span)
                    self.parts.append(replace(part, statement=assumed, names=self.section.names))


def _own_name(statement: Statement, source: Source) -> str:
    """What to do where `x_a` is defined, which is read as an entry of x, and is meant as another name."""
    match statement:
        case Definition(Head(form=Form.ENTRY, indices=(Name(),), span=span)):
            return f"; {own_name(source.text[span.start : span.end])}"
    return ""


def _expanded(placed: Placed, own: Macros) -> str:
    """The source without the author's own commands, for those who do not know them."""
    if not own.spans and not physics.is_in(placed.source):
        return placed.source
    written = tokenize(Passage(placed.source, (placed.span.start,) * len(placed.source)))
    try:
        tokens = macros.expand(written, own)
    except macros.MacroError:
        return placed.source
    alike = [token.text for token in tokens] == [token.text for token in written]
    return placed.source if alike else spelled(tokens)
