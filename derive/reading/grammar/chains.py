r"""Segments as statements: a chain of relations claims, defines or declares, and may go on from an earlier segment."""

from __future__ import annotations

from collections.abc import Sequence

from derive.reading.grammar.alone import check_expression, check_words
from derive.reading.grammar.below import under
from derive.reading.grammar.cursor import unclosed
from derive.reading.grammar.found import Found
from derive.reading.grammar.links import Link, Side, hiding_bar, links
from derive.reading.grammar.membership import membership
from derive.reading.grammar.names import Names
from derive.reading.grammar.rows import is_number, relations
from derive.reading.grammar.said import check_said
from derive.reading.grammar.sized import LISTED, beside, is_bracketed, is_listed, listed
from derive.reading.grammar.stating import ASKING, Stating, is_words, marks
from derive.reading.source import Span
from derive.reading.statements import Plain, Statement, Unread
from derive.reading.syntax import Unreadable
from derive.reading.tokens import Token, covered


class Chains(Stating):
    """Reads segment after segment into what is found; `last` is the side from which the next one may go on."""

    def __init__(self, names: Names, found: Found, last: Side | None) -> None:
        super().__init__(names, found)
        self.last = last
        self.above: dict[int, tuple[Side | None, int]] = {}

    def read(self, tokens: list[Token], number: int) -> None:
        """Read the segment of a number, which says where its row starts."""
        try:
            self._segment(tokens, number)
        except Unreadable as problem:
            self._keep(tokens, None)
            self.found.put(Unread(problem.message, problem.span), covered(tokens))

    def _segment(self, tokens: list[Token], number: int) -> None:
        if is_words(tokens):
            self._words(tokens)
            return
        if is_number(tokens):
            self.found.put(Plain("the number of an equation"), covered(tokens))
            return
        before = self.last.tokens if self.last is not None and self.found.beside else ()
        if before and is_bracketed(tokens):
            self.found.put(beside(tokens, before, self.names), covered(tokens))
            return
        if before and is_listed(tokens):
            self._listed(tokens, before)
            return
        chain, lone = links(tokens, number, self._above(tokens))
        if chain and chain[-1].sign == "∈":
            self._begin()
            chain = self._member(chain, covered(tokens))
            if not chain:
                return
        if lone is not None and not chain:
            self._begin()
            bracket = unclosed(tokens) or hiding_bar(tokens)
            if bracket is not None:
                raise Unreadable(f"this `{bracket.text}` is never closed", bracket.span)
            self._alone(lone)
            return
        if chain[0].left.row == number:
            self._begin()
        for early in chain[:-1]:
            if marks(early.right):
                raise Unreadable(ASKING, marks(early.right)[0].span)
        for link in chain:
            self._link(link)
            self._keep(tokens, link.right)

    def _listed(self, tokens: list[Token], before: Sequence[Token]) -> None:
        """A shape between commas; where it is none, what stands before it has no certain end."""
        try:
            self.found.put(listed(tokens, before, self.names), covered(tokens))
        except Unreadable as problem:
            if problem.message != LISTED:
                raise
            self.found.spoil(problem, len(self.found.placed) - 1, covered(tokens))
            self.above.clear()
            self.last = None

    def _begin(self) -> None:
        """A chain of its own."""
        self.found.chain = max((self.found.chain, *(chain for _, chain in self.above.values()))) + 1

    def _above(self, tokens: list[Token]) -> Side | None:
        """The side from which a segment goes on that begins with a relation: the last that was read in its column."""
        start = under(tokens[0], self.above)
        if relations(tokens)[:1] != [0] or start is None:
            return self.last
        side, self.found.chain = self.above[start]
        return side

    def _keep(self, tokens: list[Token], side: Side | None) -> None:
        """Keep the side that was read last, and for what goes on from it in its column."""
        goes_on = relations(tokens)[:1] == [0]
        start = under(tokens[0], self.above) if goes_on else None
        self.above[tokens[0].column if start is None else start] = (side, self.found.chain)
        self.last = side

    def _member(self, chain: list[Link], span: Span) -> list[Link]:
        r"""Declare the name with which a chain begins that ends in `\in`; what is left of the chain may claim.

        Where an expression begins it, all of it is left.
        """
        left, last = chain[0].left.tokens, chain[-1]
        try:
            self.names, statement = membership(left, last.sign_span, last.right.tokens, self.names)
        except Unreadable:
            if self._head(chain[0].left) is None:
                return chain
            raise
        self.found.put(statement, span)
        return chain[:-1]

    def _words(self, words: list[Token]) -> None:
        """Words, which claim nothing but beside an expression that is no side of a relation."""
        check_words(words)
        beside = self.found.beside
        if beside and all(isinstance(each, Plain) for each in beside):
            check_said(words, self.names)
        self.found.put(Plain("words"), covered(words))

    def _alone(self, lone: Side) -> None:
        """An expression without a relation; the next row may go on from it."""
        try:
            check_expression(lone.tokens, self.names)
            statement: Statement = Plain("an expression on its own")
        except Unreadable as problem:
            statement = Unread(problem.message, problem.span)
        self.found.put(statement, covered(lone.tokens))
        self._keep(list(lone.tokens), lone)

    def _link(self, link: Link) -> None:
        try:
            statement = self.statement(link)
        except Unreadable as problem:
            statement = Unread(problem.message, problem.span)
        self.found.put_link(statement, link)
