r"""Double-struck letters that mean something without a declaration: `\mathbb{I}[x > 0]` and `\mathbb{E}[x]`."""

from __future__ import annotations

from derive.reading.grammar.advice import EXPECTATION
from derive.reading.grammar.cursor import Cursor
from derive.reading.grammar.indicators import behind, compares, indicator
from derive.reading.syntax import Node
from derive.reading.tokens import Token


def truth(at: Cursor) -> Node | None:
    """The indicator of a condition; nothing where the letter is a name, or no condition stands behind it."""
    start, letter = at.place, at.take()
    if _is_free(at, letter):
        body, end = behind(at)
        if compares(body):
            return indicator(at, body, letter.span.to(end))
    at.place = start
    return None


def expectation(at: Cursor) -> None:
    """Refuse what an expectation is written as, where the letter is no name."""
    if _is_free(at, at.peek()) and at.peek(1).text in ("_", "[", "(", r"\{"):
        at.fail(EXPECTATION)


def _is_free(at: Cursor, letter: Token) -> bool:
    return letter.face == "double" and at.names.find(letter.text, letter.face) is None
