"""What is too much for one formula, so that a slip of the pen cannot hold up the reading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from derive.reading.grammar.cursor import nesting
from derive.reading.source import Passage, Source, Span
from derive.reading.syntax import Unreadable
from derive.reading.tokens import Kind, Token

SYMBOLS = 10_000
"""Symbols of one formula; a page of dense mathematics has about 2000."""

SIGNS = 1_000_000
"""Signs in one document with which mathematics begins or ends."""

CHARACTERS = 200_000
"""Characters of one formula."""

DIGITS = 300
"""Digits of one number."""

ORDER = 100
"""Times that one thing is differentiated."""

DEPTH = 100
"""Brackets and arguments inside one another."""


def crowded(source: Source) -> Span | None:
    """The first sign of mathematics that is too much."""
    signs = re.finditer(r"\$|\\[\[\]]|\\begin|\\end", source.text)
    sign = next(islice(signs, SIGNS, None), None)
    return Span(*sign.span()) if sign else None


def short(body: Passage) -> Passage:
    """The same formula. Raises `Unreadable` where it has too many characters."""
    if len(body.text) > CHARACTERS:
        count = f"a formula of {len(body.text)} characters"
        raise Unreadable(f"{count}; at most {CHARACTERS} are read. Is the sign of its end missing?", body.span(0, 1))
    return body


def order(token: Token) -> int:
    """The order of a derivative, as written. Raises `Unreadable` where it is too much."""
    if int(token.text) > ORDER:
        raise Unreadable(f"a derivative of order {token.text}; at most {ORDER} are read", token.span)
    return int(token.text)


def bounded(tokens: Sequence[Token]) -> None:
    """Raises `Unreadable` at the first token that is too much."""
    depth = 0
    for place, token in enumerate(tokens):
        depth = max(0, depth + nesting(token))
        if depth > DEPTH:
            raise Unreadable(f"nested more than {DEPTH} deep", token.span)
        if token.kind is Kind.NUMBER and len(token.text) > DIGITS:
            raise Unreadable(f"a number of {len(token.text)} digits; at most {DIGITS} are read", token.span)
        if place == SYMBOLS:
            count = f"a formula of {len(tokens)} symbols"
            raise Unreadable(f"{count}; at most {SYMBOLS} are read. Is the sign of its end missing?", token.span)
