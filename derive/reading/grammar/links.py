"""The relations of a segment and the sides between which they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from derive.reading.grammar.rows import RELATIONS, relations
from derive.reading.source import Span
from derive.reading.syntax import Unreadable
from derive.reading.tokens import Kind, Token


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a relation, and where its row starts if it stands first there."""

    tokens: Sequence[Token]
    row: int


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two sides."""

    left: Side
    sign: str
    sign_span: Span
    right: Side


def links(tokens: list[Token], number: int, last: Side | None) -> tuple[list[Link], Side | None]:
    """The relations of a segment; a segment that begins with one goes on from the side before it."""
    places = _merged(tokens)
    if not places:
        return [], Side(tokens, number)
    sides: list[Side] = []
    start = 0
    for begin, end, _ in places:
        sides.append(Side(tokens[start:begin], number))
        start = end
    sides.append(Side(tokens[start:], number))
    if not sides[0].tokens:
        if last is None:
            raise Unreadable("this row begins with a relation, but no expression stands before it", tokens[0].span)
        sides[0] = last
    found = []
    for (begin, end, sign), left, right in zip(places, sides, sides[1:], strict=False):
        found.append(Link(left, sign, tokens[begin].span.to(tokens[end - 1].span), right))
    return found, None


def _merged(tokens: list[Token]) -> list[tuple[int, int, str]]:
    r"""Relations with their stretch; `:=` and `=:` are one sign each, as is `\eqqcolon`."""
    found = []
    for begin in relations(tokens):
        end, sign = begin + 1, tokens[begin].text
        if sign == "=" and begin and tokens[begin - 1].text == ":":
            found.append((begin - 1, end, ":="))
        elif sign == "=" and end < len(tokens) and tokens[end].text == ":":
            found.append((begin, end + 1, "=:"))
        elif sign == r"\eqqcolon":
            found.append((begin, end, "=:"))
        else:
            found.append((begin, end, "∈" if sign == r"\in" else sign))
    return found


def hiding_bar(tokens: list[Token]) -> Token | None:
    """A bar without its partner, which would hide the relation behind it."""
    bars = [token for token in tokens if token.text in ("|", r"\|")]
    relation = any(token.text in RELATIONS and token.kind is not Kind.TEXT for token in tokens)
    return bars[0] if bars and relation else None
