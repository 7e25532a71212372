"""A place in a list of tokens, and what every rule of the parser needs there."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import lru_cache
from typing import NoReturn

from derive.reading.grammar.advice import BEHIND
from derive.reading.grammar.names import Names
from derive.reading.grammar.points import BEGIN, END, POINT, UNTOLD
from derive.reading.source import Span
from derive.reading.syntax import Logical, Node, Unreadable
from derive.reading.tokens import Kind, Token

DEEPEST = 60
"""Steps inside one another; a bracket is two, an operator in front of another is one."""
TOO_DEEP = "brackets, scripts and operators are nested too deep here"

OPENING = {"(": ")", "[": "]", r"\{": r"\}", "{": "}", r"\langle": r"\rangle", BEGIN: END}
CLOSING = frozenset(OPENING.values())


class Cursor(ABC):
    """Reads tokens from left to right. Rules take the cursor, consume what is theirs and return a node.

    What is missing behind the tokens is missing at `end`: at the last of them, if nothing else is said.
    """

    def __init__(
        self, tokens: Sequence[Token], names: Names, end: Span | None = None, depth: int = 0, numerator: bool = False
    ) -> None:
        self.tokens = tokens
        self.names = names
        self.end = tokens[-1].span if end is None else end
        self.depth = depth
        self.numerator = numerator
        self.place = 0
        self.bars = 0
        self.deepen(0)

    def deepen(self, levels: int) -> None:
        """Go so many levels deeper (or, with less than 0, up again)."""
        self.depth += levels
        if self.depth > DEEPEST:
            self.fail(TOO_DEEP)

    @abstractmethod
    def expression(self) -> Node:
        """Terms joined by plus and minus."""

    @abstractmethod
    def product(self) -> Node:
        """Factors joined by multiplication and division."""

    @abstractmethod
    def factor(self) -> Node:
        """One factor with its scripts."""

    @abstractmethod
    def starts_factor(self) -> bool:
        """Whether a factor may begin at the next token."""

    @abstractmethod
    def logical(self) -> Logical | None:
        """All tokens as a condition; nothing for `otherwise`."""

    @abstractmethod
    def within(self, tokens: Sequence[Token], end: Span | None = None, *, numerator: bool = False) -> Cursor:
        """A cursor over some of the tokens, one level deeper."""

    def peek(self, ahead: int = 0) -> Token:
        """The token at the place or after it; past the end a token of kind END."""
        where = self.place + ahead
        return self.tokens[where] if where < len(self.tokens) else Token(Kind.END, "", self.end)

    def take(self) -> Token:
        """The next token, consumed."""
        token = self.peek()
        self.place += 1
        return token

    def at(self, *texts: str) -> bool:
        """Whether the next token is one of these symbols or commands."""
        token = self.peek()
        return token.text in texts and token.kind in (Kind.SYMBOL, Kind.COMMAND)

    def accept(self, *texts: str) -> Token | None:
        """The next token, consumed if it is one of these."""
        return self.take() if self.at(*texts) else None

    def expect(self, text: str, why: str) -> Token:
        """The next token, which must be this one."""
        if not self.at(text):
            self.fail(f"expected `{text}` {why}, found {self.describe()}")
        return self.take()

    @property
    def finished(self) -> bool:
        """Whether every token has been consumed."""
        return self.place >= len(self.tokens)

    def describe(self) -> str:
        """The next token in words."""
        token = self.peek()
        return "the end" if token.kind is Kind.END else f"`{token.text}`"

    def fail(self, message: str, span: Span | None = None) -> NoReturn:
        """Give up at the next token, or at `span`."""
        raise Unreadable(message, span or self.peek().span)

    def whole(self) -> Node:
        """All tokens as one expression."""
        node = self.expression()
        if self.at(POINT):
            self.fail(UNTOLD)
        if not self.finished:
            self.fail(f"expected an operator or the end here, found {self.describe()}{self._guess()}")
        return node

    def _guess(self) -> str:
        token = self.peek()
        if token.text in CLOSING and token.kind is not Kind.TEXT:
            return "; it closes a bracket that was never opened"
        return f"; {BEHIND[token.text]}" if token.text in BEHIND and token.kind is not Kind.TEXT else ""

    def group(self) -> tuple[Sequence[Token], Span]:
        """The tokens of a TeX argument: those in braces, or one token."""
        token = self.peek()
        if token.kind is Kind.END:
            self.fail("expected an argument here")
        if token.kind is Kind.NUMBER and not token.text.isdecimal():
            self.fail("a decimal number stands in braces here", token.span)
        if token.text != "{" or token.kind is not Kind.SYMBOL:
            self.take()
            return [token], token.span
        start = self.place
        end = self.matching(start)
        self.place = end + 1
        return self.tokens[start + 1 : end], self.tokens[end].span

    def matching(self, start: int) -> int:
        """The place of the bracket that closes the one at `start`; brackets and environments nest."""
        return matching(self.tokens, start)


def matching(tokens: Sequence[Token], start: int) -> int:
    """The place of the bracket that closes the one at `start`.

    Raises `Unreadable` where it is never closed.
    """
    depth = 0
    for place in range(start, len(tokens)):
        depth += nesting(tokens[place])
        if depth == 0:
            return place
    raise Unreadable(f"this `{tokens[start].text}` is never closed", tokens[start].span)


def nesting(token: Token) -> int:
    """1 for a token that opens a bracket or an environment, -1 for one that closes it, otherwise 0."""
    turn = _turn(token.text)
    return turn if turn and token.kind in (Kind.SYMBOL, Kind.COMMAND) else 0


@lru_cache(1024)
def _turn(text: str) -> int:
    if text in OPENING or text.startswith(r"\begin{"):
        return 1
    return -1 if text in CLOSING or text.startswith(r"\end{") or text == r"\right." else 0


def split(tokens: Sequence[Token], *separators: str) -> list[Sequence[Token]]:
    """The stretches between separators that stand outside all brackets."""
    parts: list[Sequence[Token]] = []
    depth = start = 0
    for place, token in enumerate(tokens):
        depth = max(0, depth + nesting(token))
        if depth == 0 and token.text in separators and token.kind is not Kind.TEXT:
            parts.append(tokens[start:place])
            start = place + 1
    parts.append(tokens[start:])
    return parts


def unclosed(tokens: Sequence[Token]) -> Token | None:
    """The first bracket that is never closed."""
    stack: list[Token] = []
    for token in tokens:
        turn = nesting(token)
        if turn > 0:
            stack.append(token)
        elif turn < 0 and stack:
            stack.pop()
    return stack[0] if stack else None
