r"""Bars behind which a point is told, as in `\left. … \right|_{x = 0}` and `… \Big|_{x = 0}`."""

from __future__ import annotations

import itertools

from derive.reading.tokens import Kind, Token

POINT = r"\vert"
"""The token of a bar that closes nothing."""
UNTOLD = r"what is taken at this point is not told; put `\left.` where it begins, and `\right|` for the bar"
BEGIN, END = r"\left.", r"\right|"
"""The tokens of an invisible bracket and of the bar that closes it."""
BARS = frozenset({"|", r"\vert", r"\rvert", r"\mid"})


def pointed(tokens: list[Token]) -> list[Token]:
    """Tokens with a sign of its own for a bar below which an equation stands, `|_{x = 0}`, which closes nothing."""
    found = list(tokens)
    for place, token in enumerate(tokens[:-2]):
        if token.text == "|" and [t.text for t in tokens[place + 1 : place + 3]] == ["_", "{"]:
            below = itertools.takewhile(lambda each: each.text != "}", tokens[place + 3 :])
            if any(each.text == "=" and each.kind is not Kind.TEXT for each in below):
                found[place] = Token(Kind.COMMAND, POINT, token.span)
    return found


def paired(tokens: list[Token]) -> list[Token]:
    r"""Tokens with one sign each for a `\left.` and for the bar that closes it, if something stands below the bar."""
    found: list[Token | None] = list(tokens)
    opened: list[int] = []
    for place, token in enumerate(tokens[:-2]):
        if token.text == r"\left":
            opened.append(place)
        elif token.text == r"\right" and opened:
            start = opened.pop()
            bar, behind = tokens[place + 1], tokens[place + 2]
            if tokens[start + 1].text == "." and bar.text in BARS and behind.text == "_":
                found[start : start + 2] = [_one(BEGIN, tokens[start], tokens[start + 1]), None]
                found[place : place + 2] = [_one(END, token, bar), None]
    return [token for token in found if token is not None]


def _one(text: str, first: Token, last: Token) -> Token:
    return Token(Kind.COMMAND, text, first.span.to(last.span))
