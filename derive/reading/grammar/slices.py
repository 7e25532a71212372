r"""Rows and columns by a sign for the whole axis: `X_{i,:}`, `X_{i\cdot}`, `X_{*j}`."""

from __future__ import annotations

from collections.abc import Sequence

from derive.reading.grammar.cursor import split
from derive.reading.tokens import Kind, Token

WHOLE = frozenset({":", r"\cdot", "*", r"\bullet"})
"""The signs that stand for all places along an axis."""


def sliced(tokens: Sequence[Token]) -> list[list[Token]] | None:
    """The two places of a row or a column, one of them such a sign alone; nothing where this is neither."""
    parts = split(tokens, ",")
    if len(parts) == 1 and len(tokens) == 2 and all(is_whole([t]) or _is_simple(t) for t in tokens):
        parts = [[tokens[0]], [tokens[1]]]
    if len(parts) != 2 or not any(map(is_whole, parts)):
        return None
    others = [token for part in parts if not is_whole(part) for token in part]
    return None if any(token.text == ":" for token in others) else [list(part) for part in parts]



def _is_simple(token: Token) -> bool:
    """Whether a token is an index by itself."""
    return token.kind in (Kind.LETTER, Kind.NUMBER)


def is_whole(part: Sequence[Token]) -> bool:
    """Whether a place is all of its axis."""
    return len(part) == 1 and part[0].text in WHOLE
