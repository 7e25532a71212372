"""Brackets, bars, roots and the scripts behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from derive.reading.grammar import matrices
from derive.reading.grammar.advice import INDICATOR, parting
from derive.reading.grammar.cursor import OPENING, Cursor, nesting, split
from derive.reading.grammar.indicators import compares, indicator
from derive.reading.grammar.names import braced, spell
from derive.reading.grammar.raised import check_entry, raised
from derive.reading.grammar.written import indices, name_node, written
from derive.reading.source import Span
from derive.reading.syntax import Call, Dots, Entry, Matrix, Node, Number, Superscript
from derive.reading.tokens import Kind, Token

PAIRS = OPENING
ELLIPSIS = r"\dots"


def inside(at: Cursor) -> tuple[Cursor, Span]:
    """A cursor over what the bracket here encloses; the bracket is consumed."""
    start = at.place
    end = at.matching(start)
    at.place = end + 1
    return at.within(at.tokens[start + 1 : end], at.tokens[end].span), at.tokens[end].span


def bracketed(at: Cursor) -> Node:
    """An expression in brackets or braces, which group and mean nothing else; `[i = j]` is 1 where it holds."""
    opening, behind = at.peek(), _is_behind_factor(at)
    inner, end = inside(at)
    if opening.text == "[" and compares(inner.tokens):
        if behind and at.finished:
            at.fail(f"this can be a condition of the equation or a factor; {INDICATOR}", opening.span)
        return indicator(at, inner.tokens, opening.span.to(end))
    if inner.finished:
        at.fail(f"nothing stands between `{opening.text}` and `{PAIRS[opening.text]}`", opening.span.to(end))
    row = entries(inner)
    return matrices.resolved(Matrix((row,), span=opening.span.to(end)), at.names) if row else inner.whole()


def angled(at: Cursor) -> Node:
    r"""`\langle A, B \rangle`, the sum of all products of entries."""
    opening = at.peek()
    inner, end = inside(at)
    parts = split(inner.tokens, ",")
    if len(parts) != 2 or not all(parts):
        at.fail("expected two arrays between `\\langle` and `\\rangle`, as in `\\langle A, B \\rangle`", opening.span)
    if at.at("_") and at.peek(1).text == "F":
        end = at.peek(1).span
        at.place += 2
    return Call(r"\langle", tuple(inner.within(part, end).whole() for part in parts), span=opening.span.to(end))


def _is_behind_factor(at: Cursor) -> bool:
    """Whether the place is right behind a factor, with no sign between."""
    before = at.tokens[at.place - 1] if at.place else None
    return before is not None and (before.kind in (Kind.LETTER, Kind.NUMBER) or before.text in (")", "]", "}", "|"))


def entries(inner: Cursor) -> tuple[Node, ...]:
    """The entries of a row in plain brackets, `(x_1, \\dots, x_n)` or `[x_1 \\ldots x_n]`; empty where it is none."""
    parts = split(inner.tokens, ",")
    if len(parts) > 1:
        return tuple(_cell(inner, part) for part in parts)
    tokens = inner.tokens
    lone = [p for p, t in enumerate(tokens) if t.text == ELLIPSIS and not _joined(tokens, p)]
    if not lone or len(split(tokens, ELLIPSIS)) == 1:
        return ()
    cells: list[Node] = []
    while not inner.finished:
        cells.append(Dots(span=inner.take().span) if inner.at(ELLIPSIS) else inner.factor())
    return tuple(cells)


def _joined(tokens: Sequence[Token], place: int) -> bool:
    """Whether an ellipsis stands between signs, and so for terms or factors."""
    around = [tokens[p].text for p in (place - 1, place + 1) if 0 <= p < len(tokens)]
    return any(text in ("+", "-", r"\cdot", r"\times", "*") for text in around)


def _cell(inner: Cursor, part: Sequence[Token]) -> Node:
    if not part:
        inner.fail("expected an entry between the commas", inner.end)
    if len(part) == 1 and part[0].text == ELLIPSIS:
        return Dots(span=part[0].span)
    return inner.within(part).whole()


NORMS = {"F": "norm", "2": "norm2", "1": "norm1", r"\infty": "norm_inf"}
"""The labels of norms, and the functions that they are."""


def bars(at: Cursor) -> Node:
    r"""`|x|`, `\|x\|`, `||x||`, `\|x\|_F`; a declared `|b|` is a name."""
    opening = at.peek()
    if opening.text == "|":
        name = written(at)
        if name is not None:
            return name_node(at, name)
    double = opening.text == "|" and at.peek(1).text == "|"
    width = 2 if double else 1
    start = at.place + width
    end = _closing(at, start, opening.text, width)
    body = at.within(at.tokens[start:end], at.tokens[end].span).whole()
    at.place = end + width
    span = opening.span.to(at.tokens[end + width - 1].span)
    if opening.text == "|" and not double:
        if at.at("_") and at.peek(1).text in NORMS:
            at.fail("this can be a norm or an entry; write \\|…\\|, or the index inside of the bars", at.peek(1).span)
        return Call("abs", (body,), barred=True, span=span)
    return _norm(at, body, span)


def _closing(at: Cursor, start: int, bar: str, width: int) -> int:
    depth = 0
    for place in range(start, len(at.tokens)):
        token = at.tokens[place]
        depth += nesting(token)
        closes = depth == 0 and token.text == bar and place > start
        if closes and (width == 1 or (place + 1 < len(at.tokens) and at.tokens[place + 1].text == bar)):
            return place
    at.fail(f"this `{bar * width}` is never closed; {parting(bar * width)}")


def _norm(at: Cursor, body: Node, span: Span) -> Node:
    above = _before_label(at)
    kind = "norm"
    if at.accept("_"):
        label, end = at.group()
        text = "".join(t.text for t in label)
        if text not in NORMS:
            at.fail(f"no norm is named `{text}`; 1, 2, F and \\infty are", end)
        kind, span = NORMS[text], span.to(end)
    norm = Call(kind, (body,), span=span)
    return raised(at, norm, above) if above else norm


def _before_label(at: Cursor) -> Sequence[Token]:
    r"""The power in `\|x\|^2_F`, consumed; nothing where no label follows."""
    behind = at.within(at.tokens[at.place :], at.end)
    if not behind.accept("^"):
        return ()
    above, _ = behind.group()
    if not behind.at("_"):
        return ()
    at.place += behind.place
    return above


def root(at: Cursor) -> Node:
    r"""`\sqrt{x}` and `\sqrt[3]{x}`."""
    token = at.take()
    degree: Node | None = None
    if at.at("["):
        inner, _ = inside(at)
        degree = inner.whole()
    body, end = at.group()
    node = at.within(body, end).whole()
    span = token.span.to(end)
    if degree is None:
        return Call("sqrt", (node,), span=span)
    if not isinstance(degree, Number) or degree.value == 0:
        at.fail("expected a number as the degree of the root", degree.span)
    return Superscript(node, Number(1 / degree.value, span=degree.span), span=span)


def script(at: Cursor, node: Node) -> Node:
    """What stands below or above a bracket: indices of its value, a power, a transpose."""
    if at.at("{"):
        at.place += 2
        return node
    mark = at.take()
    if mark.text == "'":
        at.fail("a prime belongs behind a name", mark.span)
    if mark.text == "^" and isinstance(node, Superscript | Call) and _raised_here(at):
        at.fail("two powers on one base; write (x^2)^3, or x^{2^3}", mark.span)
    tokens, end = at.group()
    if not tokens:
        at.fail("expected a script here", mark.span)
    if mark.text == "_" and isinstance(node, Number):
        array = rf"; for an array of it write `\mathbf{{{node.digits}}}_{braced(spell(tokens))}`"
        at.fail(f"a number has no entries{array if node.value in (0, 1) else ''}", node.span.to(end))
    if mark.text == "_":
        node = replace(node, barred=False) if isinstance(node, Call) else node
        return Entry(node, indices(at, tokens), span=node.span.to(end))
    check_entry(node, tokens)
    return raised(at, node, tokens)


def _raised_here(at: Cursor) -> bool:
    """Whether what ends before the sign just taken is itself a superscript, and not a bracket or a group."""
    place = at.place - 2
    if at.tokens[place].text == "}":
        depth = 1
        while depth and place > 0:
            place -= 1
            depth += {"}": 1, "{": -1}.get(at.tokens[place].text, 0)
    return place > 0 and at.tokens[place - 1].text == "^"
