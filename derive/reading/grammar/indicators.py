r"""Indicators, 1 where a condition holds and else 0, as `\mathbb{1}[x > 0]`; and arrays of ones and of zeros."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from derive.reading.grammar.cursor import OPENING, Cursor, matching, split
from derive.reading.grammar.written import indices
from derive.reading.source import Span
from derive.reading.syntax import Branches, Call, Node, Number
from derive.reading.tokens import Token

COMPARISONS = frozenset({"=", "<", ">", r"\le", r"\ge", r"\ne"})


def compares(tokens: Sequence[Token]) -> bool:
    """Whether a comparison stands among the tokens, outside of all brackets and bounds in them."""
    return len(split(_bare(tokens), *COMPARISONS)) > 1


def _bare(tokens: Sequence[Token]) -> Sequence[Token]:
    """Tokens without the brackets around the whole of them."""
    while tokens and tokens[0].text in OPENING and matching(tokens, 0) == len(tokens) - 1:
        tokens = tokens[1:-1]
    return tokens


def indicator(at: Cursor, body: Sequence[Token], span: Span) -> Node:
    """1 where the condition holds, else 0."""
    condition = at.within(_bare(body), span).logical()
    return Branches(((Number(Fraction(1)), condition), (Number(Fraction(0)), None)), span=span)


def behind(at: Cursor) -> tuple[Sequence[Token], Span]:
    """What stands below a sign, or in the bracket behind it if that is a condition, consumed; else nothing."""
    if at.accept("_"):
        return at.group()
    if at.at("[", "(", r"\{"):
        end = at.matching(at.place)
        body = at.tokens[at.place + 1 : end]
        if compares(body):
            at.place = end + 1
            return body, at.tokens[end].span
    return (), at.tokens[at.place - 1].span


def constant(at: Cursor) -> Node:
    r"""`\mathbf{1}`, `\mathbf{1}_n`, `\mathbf{0}`, and the indicator `\mathbb{1}[x > 0]`, `\mathbb{1}_{x > 0}`."""
    token = at.take()
    body, end = behind(at)
    span = token.span.to(end)
    if compares(body) and token.text == r"\ones":
        return indicator(at, body, span)
    sizes = [replace(t, text=",") if t.text == r"\times" else t for t in _bare(body)]
    return Call(token.text[1:], indices(at, sizes) if sizes else (), span=span)
