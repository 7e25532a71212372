r"""Shapes that stand below or above what has them: `\underset{(n \times m)}{X}` is `X`, of which a shape is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from derive.reading.grammar.arguments import is_group
from derive.reading.grammar.cursor import matching
from derive.reading.grammar.sized import is_bracketed
from derive.reading.source import Span
from derive.reading.tokens import Kind, Token

COMMANDS = frozenset({r"\underset", r"\overset"})


@dataclass(frozen=True, slots=True)
class Told:
    """An expression and the shape in brackets that is told of it; `span` is all of it with its command."""

    expression: list[Token]
    shape: list[Token]
    span: Span


def lifted(tokens: Sequence[Token]) -> tuple[list[Token], list[Told]]:
    """Tokens without the shapes below and above expressions, and what these tell."""
    found, told, place = list[Token](), list[Told](), 0
    while place < len(tokens):
        each = _told(tokens, place) if tokens[place].text in COMMANDS else None
        if each is None:
            found.append(tokens[place])
            place += 1
            continue
        inner, deeper = lifted(each.expression)
        told += [replace(each, expression=inner), *deeper]
        found += _spread(inner, each.span)
        place = _behind(tokens, _behind(tokens, place + 1))
    return found, told


def _told(tokens: Sequence[Token], place: int) -> Told | None:
    """What a command at a place tells; nothing where it sets no shape."""
    middle = _behind(tokens, place + 1)
    end = _behind(tokens, middle)
    if end > len(tokens):
        return None
    shape, expression = (_inner(tokens[start:stop]) for start, stop in ((place + 1, middle), (middle, end)))
    span = tokens[place].span.to(tokens[end - 1].span)
    if not is_bracketed(shape):
        shape = [Token(Kind.SYMBOL, "(", span), *shape, Token(Kind.SYMBOL, ")", span)]
    return Told(expression, shape, span) if expression and is_bracketed(shape) else None


def _behind(tokens: Sequence[Token], place: int) -> int:
    """The place behind the argument at a place."""
    return matching(tokens, place) + 1 if is_group(tokens, place) else place + 1


def _inner(argument: Sequence[Token]) -> list[Token]:
    return [*argument[1:-1]] if is_group(argument, 0) else [*argument]


def _spread(inner: list[Token], span: Span) -> list[Token]:
    """What is printed, as wide as all of it with its command; several tokens stay one thing."""
    if len(inner) == 1:
        return [inner[0].at(span)]
    opening, closing = Span(span.start, inner[0].span.start), Span(inner[-1].span.end, span.end)
    return [Token(Kind.SYMBOL, "{", opening), *inner, Token(Kind.SYMBOL, "}", closing)]
