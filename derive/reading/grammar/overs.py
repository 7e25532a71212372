r"""Fractions as TeX itself writes them: `{a \over b}` is `{\frac{a}{b}}`."""

from __future__ import annotations

from collections.abc import Sequence

from derive.reading.tokens import Kind, Token

OVER = r"\over"


def fractions(tokens: Sequence[Token]) -> list[Token]:
    r"""Tokens with a `\frac` for each `\over` that divides a group in braces in two; any other one stays."""
    found: list[Token] = []
    opened: list[int] = []
    for token in tokens:
        found.append(token)
        if token.kind is not Kind.SYMBOL or token.text not in ("{", "}"):
            continue
        if token.text == "{":
            opened.append(len(found) - 1)
        elif opened:
            start = opened.pop()
            found[start:] = _divided(found[start:])
    return found


def _divided(group: list[Token]) -> list[Token]:
    """A group in braces, as a fraction where it is one. Its parts are as wide as the group, so that it moves as one."""
    first, *inner, last = group
    depth, overs = 0, list[int]()
    for place, token in enumerate(inner):
        if token.kind is Kind.SYMBOL:
            depth += (token.text == "{") - (token.text == "}")
        if token.kind is Kind.COMMAND and token.text == OVER and depth == 0:
            overs.append(place)
    if len(overs) != 1 or overs[0] in (0, len(inner) - 1):
        return group
    between = inner[overs[0]].span
    opening, closing = Token(Kind.SYMBOL, "{", between), Token(Kind.SYMBOL, "}", between)
    top, bottom = inner[: overs[0]], inner[overs[0] + 1 :]
    fraction = Token(Kind.COMMAND, r"\frac", first.span)
    return [first, fraction, opening, *top, closing, opening, *bottom, last, last]
