r"""Running text: what a formula in it declares, and what its sentence supposes, explains and tells of names."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from derive.reading.grammar.clean import clean
from derive.reading.grammar.cursor import split
from derive.reading.grammar.membership import OtherValues, membership
from derive.reading.grammar.rows import relations
from derive.reading.hiding import cloud, goes_on
from derive.reading.ledger import Ledger
from derive.reading.lettering import Lettering
from derive.reading.running import states
from derive.reading.source import Passage, Span
from derive.reading.stacking import lined
from derive.reading.statements import Placed, Redefined, Shaped, Supposed, Told, Unread
from derive.reading.supposing import explained, is_supposed, supposed
from derive.reading.syntax import Unreadable
from derive.reading.telling import Sentence, sentence, tellings
from derive.reading.tokens import Token
from derive.reading.where import explains


class RunningText:
    """Reads the formulas of running text into the ledger; `equations` are the places of those that say more."""

    def __init__(self, ledger: Ledger, tokens: Callable[[Passage], list[Token]], lettering: Lettering) -> None:
        self.ledger = ledger
        self.tokens = tokens
        self.lettering = lettering
        self.equations: list[Span] = []

    def read(self, body: Passage, span: Span) -> None:
        """Running text declares by `name \\in shape` and says nothing else."""
        try:
            tokens = self.tokens(body)
            parts = lined(clean(tokens), self.ledger.section.names, self.ledger.source.text, span)
            if parts is not None:
                self.ledger.put(parts, span)
            if all(token.text != r"\in" for token in tokens):
                self._suppose(tokens, span)
                return
            tokens = clean(tokens)
            places = relations(tokens)
            if len(places) > 1 and tokens[places[0]].text != r"\in":
                self._suppose(tokens[: places[1]], span)
            if not places or tokens[places[0]].text != r"\in" or len(places) > 1:
                return
            before = replace(self.ledger.section.names, restating=True)
            at = places[0]
            left, sign, right = tokens[:at], tokens[at].span, tokens[at + 1 :]
            names, statement = membership(left, sign, right, before)
            if isinstance(statement, Shaped):
                meant = self.lettering.known(left, statement.heads, before, names)
                names, statement = membership(meant, sign, right, before)
        except OtherValues as problem:
            self.ledger.accept(Placed(Unread(problem.message, problem.span), span, body.text.strip()), 0)
            return
        except Unreadable:
            return
        self.ledger.section.names = replace(names, restating=False)
        self.ledger.accept(Placed(statement, span, body.text.strip()), 0)
        if self.ledger.formulas and goes_on(self.ledger.source.text, self.ledger.formulas[-1].end, span.start):
            cloud(self.ledger, statement, before, span)

    def _suppose(self, tokens: list[Token], span: Span) -> None:
        """Note what running text supposes or explains of a known name, which makes doubtful what rests on it."""
        text, names, formulas = self.ledger.source.text, self.ledger.section.names, self.ledger.formulas
        with suppress(Unreadable):
            self.equations += [span] if states(clean(tokens)) else []
        said: list[Supposed | None] = []
        if is_supposed(text, span.start):
            said = [supposed(clean(tokens), names, [each.here for each in self.ledger.sections])]
        elif formulas and explains(text, formulas[-1].end, span.start):
            said = [explained(part, names) for part in split(clean(tokens), ",")]
        found = [each for each in said if each is not None]
        at = None if any(each.anew for each in found) else self._sentence(tokens, span)
        if at is not None:
            self.ledger.section.said.append((tokens, at, span))
        told, again = list[Told](), list[Redefined]()
        if at is not None:
            with suppress(Unreadable):
                told, again = list(tellings(tokens, names, at)), list(self.ledger.redefined(tokens, at, span))
        for statement in (*(told or found), *again):
            self.ledger.put(statement, span)

    def _sentence(self, tokens: list[Token], span: Span) -> Sentence | None:
        """The sentence in which a relation stands in running text."""
        ledger = self.ledger
        if not relations(tokens):
            return None
        return sentence(ledger.source.text, span, ledger.formulas, ledger.coming, ledger.opened)
