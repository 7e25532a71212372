r"""The arguments of commands and of scripts, which need no braces in TeX: `\frac12`, `\sqrt\frac{a}{b}`, `x^\frac12`.

One digit is an argument, however many there are; so is one command with its own arguments.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from derive.reading.grammar.cursor import DEEPEST, TOO_DEEP, matching
from derive.reading.grammar.written import ACCENTS
from derive.reading.source import Span
from derive.reading.syntax import Unreadable
from derive.reading.tokens import Kind, Token

ARGUMENTS = {r"\frac": 2, r"\binom": 2, r"\overset": 2, r"\underset": 2, r"\stackrel": 2, r"\sqrt": 1}
"""How many groups a command takes."""
SCRIPTS = frozenset({"^", "_"})


def braced(tokens: Sequence[Token], depth: int = 0) -> list[Token]:
    """Tokens in which every argument is one token, or stands in braces.

    Raises `Unreadable` where a brace is never closed, or arguments stand in too many others.
    """
    left, found, place = list(tokens), list[Token](), 0
    while place < len(left):
        inner, place = _whole(left, place, depth)
        found += inner
    return found


def is_group(tokens: Sequence[Token], place: int) -> bool:
    """Whether a brace is opened at a place."""
    return place < len(tokens) and tokens[place].text == "{" and tokens[place].kind is Kind.SYMBOL


def arguments(token: Token) -> int:
    """How many arguments stand behind a token."""
    if token.kind is Kind.COMMAND:
        return 1 if token.text in ACCENTS else ARGUMENTS.get(token.text, 0)
    return int(token.text in SCRIPTS and token.kind is Kind.SYMBOL)


def _whole(tokens: list[Token], place: int, depth: int) -> tuple[list[Token], int]:
    """A token with its arguments, and the place behind them."""
    token = tokens[place]
    found, count, place = [token], arguments(token), place + 1
    if token.text == r"\sqrt" and place < len(tokens) and tokens[place].text == "[":
        end = matching(tokens, place) + 1
        found += tokens[place:end]
        place = end
    if token.text == r"\sqrt" and place < len(tokens) and tokens[place].text == "(":
        return [*found, *_under_root(tokens, place, depth)], matching(tokens, place) + 1
    for _ in range(count):
        inner, place = _argument(tokens, place, depth + 1)
        found += inner
    return found, place


def _under_root(tokens: list[Token], place: int, depth: int) -> list[Token]:
    """The bracket that opens at a place as an argument: no root is drawn over a bracket that stays open."""
    end = matching(tokens, place)
    if any(token.text in SCRIPTS for token in tokens[end + 1 : end + 2]):
        message = r"a root of the bracket, or of the bracket with its script; write braces, as in `\sqrt{x}`"
        raise Unreadable(message, tokens[place].span.to(tokens[end].span))
    inner = braced(tokens[place + 1 : end], depth + 1)
    return [replace(tokens[place], text="{"), *inner, replace(tokens[end], text="}")]


def _argument(tokens: list[Token], place: int, depth: int) -> tuple[list[Token], int]:
    if place >= len(tokens):
        return [], place
    if depth > DEEPEST:
        raise Unreadable(TOO_DEEP, tokens[place].span)
    if is_group(tokens, place):
        end = matching(tokens, place)
        return [tokens[place], *braced(tokens[place + 1 : end], depth), tokens[end]], end + 1
    token = tokens[place]
    if token.kind is Kind.NUMBER and token.text.isdecimal() and len(token.text) > 1:
        start, end = token.span.start, token.span.end
        rest = replace(token, text=token.text[1:], span=Span(start + 1, end))
        tokens[place : place + 1] = [replace(token, text=token.text[0], span=Span(start, start + 1)), rest]
    found, end = _whole(tokens, place, depth)
    if len(found) == 1:
        return found, end
    first, last = found[0].span.start, found[-1].span.end
    opening, closing = Token(Kind.SYMBOL, "{", Span(first, first)), Token(Kind.SYMBOL, "}", Span(last, last))
    return [opening, *found, closing], end
