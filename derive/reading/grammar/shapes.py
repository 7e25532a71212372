r"""Shapes that a formula tells behind their first use, as in `J = \lambda w^\top w, \quad \lambda \in \mathbb{R}`."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from derive.reading.grammar.cursor import split
from derive.reading.grammar.heads import head
from derive.reading.grammar.links import Link, links
from derive.reading.grammar.membership import REALS, Membership, membership
from derive.reading.grammar.names import Names
from derive.reading.grammar.parser import Parser
from derive.reading.syntax import Unreadable
from derive.reading.tokens import Token

Lines = Sequence[Sequence[list[Token]]]
Declared = tuple[Membership, list[Token]]
"""A declaration and the segment in which it stands."""


def declared_behind(lines: Lines, names: Names) -> tuple[list[Declared], Names]:
    """The declarations of new names in a formula, wherever they stand in it, and the names with these."""
    found = list[Declared]()
    for segment in (segment for line in lines for segment in line):
        with suppress(Unreadable):
            chain, _ = links(segment, 0, None)
            if len(chain) == 1 and chain[0].sign == "∈" and _tells_new(chain[0], names):
                names, statement = membership(chain[0].left.tokens, chain[0].sign_span, chain[0].right.tokens, names)
                found.append((statement, segment))
    return found, names


def _tells_new(link: Link, names: Names) -> bool:
    """Whether a shape of numbers is told, of names that are nowhere declared."""
    real = bool(link.right.tokens) and link.right.tokens[0].text in REALS
    return real and all(_is_new(part, names) for part in split(link.left.tokens, ","))


def _is_new(tokens: Sequence[Token], names: Names) -> bool:
    found = head(Parser(tokens, names, tokens[-1].span)) if tokens else None
    return found is not None and names.find(found.plain, found.face) is None
