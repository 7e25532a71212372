r"""What running text says of the rows and columns of a matrix, as in “with rows $x_i^\top$” or “the column $w_j$”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from derive.reading.grammar.cursor import split
from derive.reading.grammar.names import Names
from derive.reading.grammar.parser import Parser
from derive.reading.source import Span
from derive.reading.statements import Lined
from derive.reading.syntax import Entry, Name, Node, Number, Transposed, Unreadable
from derive.reading.tokens import Token

SAME = r"(?:\$[^$]*\$|\\\(.*?\\\)|[^.!?$\\]|\\(?![()]))"
BEFORE = re.compile(rf"\b(row|column)s?\b{SAME}{{0,60}}\Z", re.IGNORECASE)
BEHIND = re.compile(
    r"[\s*_]*(?:is|are|be|being|denotes?|(?:as|for)\s+the)\b[^.!?$\\]{0,20}(?:\$[^$]{0,20}\$[^.!?$\\]{0,6})?"
    r"\b(row|column)s?\b", re.IGNORECASE,
)
NEAR = 120
"""Signs before and behind a formula that are looked at."""


def lined(tokens: Sequence[Token], names: Names, text: str, span: Span) -> Lined | None:
    r"""The matrix of which running text says that its rows are `x_i^\top`, or that `x_i` is a column; else nothing."""
    before = BEFORE.search(text[max(0, span.start - NEAR) : span.start])
    said = before or BEHIND.match(text[span.end : span.end + NEAR])
    if said is None:
        return None
    turned = said[1].lower() == "row"
    for part in split(split(tokens, r"\in")[0], ","):
        try:
            node = Parser(part, names).whole() if part else None
        except Unreadable:
            return None
        name = _part(node, turned=turned)
        if name is not None:
            return Lined(name)
    return None


def _part(node: Node | None, *, turned: bool) -> str | None:
    """The matrix of which a formula is a part by one index, or the transpose of one where it is `turned`."""
    match node:
        case Transposed(array=inner) if turned:
            return _part(inner, turned=False)
        case Entry(array=Name(key=key), indices=(Name() | Number(),)) if not turned:
            return key
    return None
