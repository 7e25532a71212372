r"""Values at a point: the bar of `\left. … \right|_{x = 0}`, which closes nothing."""

from __future__ import annotations

import itertools

from derive.reading.tokens import Kind, Token

POINT = r"\vert"
"""The token of such a bar."""


def pointed(tokens: list[Token]) -> list[Token]:
    """Tokens with a sign of its own for a bar below which an equation stands, `|_{x = 0}`, which closes nothing."""
    found = list(tokens)
    for place, token in enumerate(tokens[:-2]):
        if token.text == "|" and [t.text for t in tokens[place + 1 : place + 3]] == ["_", "{"]:
            below = itertools.takewhile(lambda each: each.text != "}", tokens[place + 3 :])
            if any(each.text == "=" and each.kind is not Kind.TEXT for each in below):
                found[place] = Token(Kind.COMMAND, POINT, token.span)
    return found
