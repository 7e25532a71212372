"""A whole document: its statements in their order, each with its section, its block and what its author says of it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from functools import cache, partial

from derive.reading.directing import Directives
from derive.reading.displays import Displays
from derive.reading.files import macros, markdown, tex
from derive.reading.files.blocks import Block, Declarations, Display, Elsewhere, Heading, Inline, Trouble
from derive.reading.files.macros import Macros
from derive.reading.grammar import declarations, several
from derive.reading.grammar.formula import Formula
from derive.reading.grammar.limits import SIGNS, crowded, short
from derive.reading.ids import identified
from derive.reading.inline import RunningText
from derive.reading.items import Document, Item, Opening, Skipped
from derive.reading.later import Ahead
from derive.reading.ledger import Ledger
from derive.reading.lettering import Lettering
from derive.reading.paragraphs import nested
from derive.reading.source import Passage, Source, Span
from derive.reading.statements import Assumed, Directive, Plain, Told, Unread
from derive.reading.syntax import Unreadable
from derive.reading.tokens import Token, tokenize


def read(source: Source) -> Document:
    """Read a file; what cannot be read becomes an `Unread` item, never an exception."""
    crowd = crowded(source)
    if crowd is not None:
        blocks: Sequence[Block] = [Trouble(f"more than {SIGNS} signs of mathematics; divide the document", crowd)]
    else:
        blocks = tex.blocks(source) if source.path.endswith(".tex") else markdown.blocks(source)
    return _Reading(source, blocks).run()


def _tokens(own: Macros, names: Set[str], body: Passage) -> list[Token]:
    """The tokens of a passage, the author's own commands expanded; `names` are those of several letters."""
    try:
        return several.united(macros.expand(tokenize(short(body)), own), names)
    except macros.MacroError as problem:
        raise Unreadable(problem.message, problem.span) from None


class _Reading:
    """One pass over the blocks of a document."""

    def __init__(self, source: Source, blocks: Sequence[Block]) -> None:
        own = macros.find(source)
        declared = (line for block in blocks if isinstance(block, Declarations) for line in block.lines)
        self.tokens = tokens = partial(_tokens, own, several.declared(declared))
        formula = cache(lambda body: Formula(tokens(body)))
        self.blocks = nested(blocks, formula)
        self.ledger = Ledger(source, own, self.blocks)
        self.directives = Directives(self.ledger)
        lettering = Lettering(self.blocks, formula)
        self.ledger.section.names = replace(self.ledger.section.names, indexing=lettering.indexing)
        self.running = RunningText(self.ledger, tokens, lettering)
        self.displays = Displays(self.ledger, formula, Ahead(self.blocks, formula))

    def run(self) -> Document:
        for block in self.blocks:
            match block:
                case Heading():
                    self.ledger.open(block)
                    self.displays.last = None
                case Declarations(lines, _):
                    for line in sorted(lines, key=lambda line: declarations.OPTION.match(line.text) is None):
                        self._declare(line)
                case Inline(body, span):
                    self.running.read(body, span)
                case Display(body, span):
                    self._display(body, span)
                case Trouble(message, span):
                    self.ledger.put(Unread(message, span), span)
                case Elsewhere(span):
                    self.ledger.put(Plain("another file, which is not read with this one"), span)
        self.directives.end()
        heard = {part.span for part in self.ledger.parts if not _assumes(part)}
        running = tuple(span for span in self.running.equations if span not in heard)
        parts, formulas = identified(self.ledger.parts), tuple(self.ledger.formulas)
        return Document(self.ledger.source, parts, formulas, running, tuple(self.blocks))

    def _declare(self, line: Passage) -> None:
        names, source = self.ledger.section.names, self.ledger.source
        found, self.ledger.section.names = declarations.read(line, names, source, self.tokens)
        for placed in found:
            if isinstance(placed.statement, Directive):
                self.directives.wait(placed.statement, placed.span)
            else:
                self.ledger.accept(placed, 0)

    def _display(self, body: Passage, span: Span) -> None:
        self.ledger.formulas.append(span)
        directives, first = self.directives.take(), len(self.ledger.parts)
        if "skip" in directives:
            self.ledger.put(Skipped(directives["skip"]), span, body.text.strip(), display=len(self.ledger.formulas))
            self.displays.last = None
        else:
            self.displays.read(body, span)
        self.directives.apply(directives, first)


def _assumes(part: Item | Opening) -> bool:
    """Whether running text assumes something, which no claim rests on."""
    return isinstance(part, Item) and isinstance(part.statement, Told) and isinstance(part.statement.statement, Assumed)
