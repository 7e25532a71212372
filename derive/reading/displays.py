r"""The displayed formulas of a document, with the definitions below them that they use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from derive.reading.grammar import displayed
from derive.reading.grammar.formula import Formula, Formulas
from derive.reading.grammar.links import Side
from derive.reading.grammar.names import Names
from derive.reading.grammar.restrictions import defines_function
from derive.reading.hiding import cloud
from derive.reading.later import Ahead
from derive.reading.ledger import Ledger
from derive.reading.source import Passage, Span
from derive.reading.statements import Definition, Equation, Placed, Plain, Unread
from derive.reading.supposing import is_supposed
from derive.reading.syntax import Unreadable
from derive.reading.where import explains


class Displays:
    """Reads displayed formulas into the ledger; `last` is the side from which the next one may go on."""

    def __init__(self, ledger: Ledger, formula: Formulas, ahead: Ahead) -> None:
        self.ledger = ledger
        self.formula = formula
        self.ahead = ahead
        self.last: Side | None = None

    def read(self, body: Passage, span: Span) -> None:
        """Read a displayed formula, the last one of the ledger."""
        last, self.last = self.last, None
        try:
            formula = self.formula(body)
        except Unreadable as problem:
            self.ledger.put(Unread(problem.message, problem.span), span, display=len(self.ledger.formulas))
            return
        if not formula.tokens:
            self.ledger.put(Plain("an empty formula"), span, display=len(self.ledger.formulas))
            return
        explained = frozenset(self._foretell(formula, span))
        let = is_supposed(self.ledger.source.text, span.start) or self._explains_function(formula)
        before = self.ledger.section.names
        reading = displayed.read(formula, before, self.ledger.source, last, explained, let=let)
        self.ledger.section.names = reading.names
        for placed in reading.found:
            self.ledger.accept(self._as_foretold(placed), len(self.ledger.formulas))
        for placed in reading.found:
            cloud(self.ledger, placed.statement, before, placed.span)
        self.last = reading.last

    def _explains_function(self, formula: Formula) -> bool:
        """Whether words join a formula to the one before it that defines a function, which is only declared so far."""
        text, ends = self.ledger.source.text, [each.end for each in self.ledger.formulas[-2:-1]]
        with suppress(Unreadable):
            joined = any(explains(text, end, self.ledger.formulas[-1].start) for end in ends)
            return joined and defines_function(formula.cleaned, self.ledger.section.names)
        return False

    def _foretell(self, formula: Formula, span: Span) -> Iterator[int]:
        """Take the definitions that a formula uses and its section has below: functions, and what is explained.

        Yields where the explanations begin.
        """
        try:
            cleaned = formula.cleaned
        except Unreadable:
            return
        explanations, text = self.ahead.explanations, self.ledger.source.text
        for later in self.ahead.wanted(cleaned, self.ledger.section.names, self.ledger.headings, span, text):
            yield from self._foretell(Formula(later.link.right.tokens), span)
            self._take(self.ahead.definition(later, self.ledger.section.names, span))
        for each in explanations.wanted(cleaned, self.ledger.section.names, self.ledger.headings, span, text):
            yield from self._foretell(Formula(each.link.right.tokens), span)
            if self._take(explanations.definition(each, self.ledger.section.names, span)):
                yield each.link.left.tokens[0].span.start

    def _as_foretold(self, placed: Placed) -> Placed:
        """A definition that was taken in above stays one where it stands, also at letters that are declared."""
        if isinstance(placed.statement, Equation):
            for item in self.ledger.here():
                if item.span == placed.span and isinstance(item.statement, Definition):
                    return replace(placed, statement=item.statement)
        return placed

    def _take(self, found: tuple[Placed, Names] | None) -> bool:
        """Take in a definition that stands further below, if there is one."""
        if found is not None:
            self.ledger.section.names = found[1]
            self.ledger.accept(replace(found[0], source=self.ledger.source.line(found[0].span)), 0)
        return found is not None
