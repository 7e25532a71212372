r"""Matrices and cases, in all their environments."""

from __future__ import annotations

from collections.abc import Sequence

from derive.reading.grammar import matrices
from derive.reading.grammar.brackets import bracketed
from derive.reading.grammar.conditions import COMPARISONS, WORDS
from derive.reading.grammar.cursor import Cursor, matching, nesting
from derive.reading.source import Span
from derive.reading.syntax import Blank, Branches, Call, Dots, Logical, Matrix, Node
from derive.reading.tokens import Kind, Token

MATRICES = frozenset(
    {"matrix", "pmatrix", "bmatrix", "Bmatrix", "smallmatrix", "array", "psmallmatrix", "bsmallmatrix"}
)
BARRED = {"vmatrix": "det", "Vmatrix": "norm"}
CASES = frozenset({"cases", "dcases", "rcases", "cases*", "dcases*"})
ALIGNED = frozenset({"aligned", "split", "gathered", "alignedat", "array", "matrix", "align", "align*"})
ELLIPSES = frozenset({r"\dots", r"\vdots", r"\ddots", r"\iddots"})


def environment(at: Cursor) -> Node:
    """The environment that begins here."""
    begin = at.peek()
    name = begin.text[len(r"\begin{") : -1]
    end = matching(at.tokens, at.place)
    body = at.tokens[at.place + 1 : end]
    close = at.tokens[end]
    if close.text != rf"\end{{{name}}}":
        at.fail(f"`{begin.text}` is closed by `{close.text}`", close.span)
    at.place = end + 1
    span = begin.span.to(close.span)
    if name in CASES:
        return branches(at, body, span)
    if name in MATRICES:
        return _matrix(at, body, span)
    if name in BARRED:
        return Call(BARRED[name], (_matrix(at, body, span),), span=span)
    if name in ALIGNED:
        return at.within([t for t in body if t.text not in ("&", r"\\")], close.span).whole()
    at.fail(f"the environment {name} is not in the language", begin.span)


def brace(at: Cursor) -> Node:
    r"""`\{` opens cases when `\right.` closes it, otherwise it is a bracket."""
    start = at.place
    end = at.matching(start)
    if at.tokens[end].text != r"\right.":
        return bracketed(at)
    inner = at.tokens[start + 1 : end]
    at.place = end + 1
    span = at.tokens[start].span.to(at.tokens[end].span)
    if inner and inner[0].text.startswith(r"\begin{") and matching(inner, 0) == len(inner) - 1:
        name = inner[0].text[len(r"\begin{") : -1]
        if name not in ALIGNED | MATRICES:
            at.fail(f"expected an array of cases behind the brace, found {name}", inner[0].span)
        inner = inner[1:-1]
    return branches(at, inner, span)


def _rows(tokens: Sequence[Token], separator: str) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += nesting(token)
        if depth == 0 and token.text == separator and token.kind is not Kind.TEXT:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def branches(at: Cursor, tokens: Sequence[Token], span: Span) -> Node:
    """Cases: one branch a row, a value and its condition."""
    found: list[tuple[Node, Logical | None]] = []
    for row in _rows(tokens, r"\\"):
        if not row or all(t.text in ("&", r"\quad") for t in row):
            continue
        value, condition = _branch(row)
        if not value or not condition:
            at.fail("expected a value and its condition in this row of the cases", row[0].span)
        found.append((at.within(value).whole(), at.within(condition).logical()))
    if not found:
        at.fail("these cases are empty", span)
    return Branches(tuple(found), span=span)


def _branch(row: list[Token]) -> tuple[list[Token], list[Token]]:
    """The value and the condition of a row, parted by `&`, else a word, a space, a comma or brackets at its end."""
    top = [place for place, depth in enumerate(_depths(row)) if depth == 0]
    for sign in ("&", r"\quad", ","):
        for place in top:
            rest = [t for t in row[place + 1 :] if t.text != "&"]
            says = any(t.text in COMPARISONS or t.kind is Kind.TEXT for t in rest)
            if row[place].text == sign and row[place].kind is not Kind.TEXT and (says or sign == "&"):
                return _plain(row[:place]), rest
            if row[place].kind is Kind.TEXT and row[place].text.strip(" ,.:;").lower() in WORDS and sign != "&":
                return _plain(row[:place]), row[place:]
    brackets = [place for place in top if row[place].text == "(" and place]
    if brackets and row[-1].text == ")" and any(t.text in COMPARISONS for t in row[brackets[-1] :]):
        return _plain(row[: brackets[-1]]), row[brackets[-1] :]
    return row, []


def _depths(row: list[Token]) -> list[int]:
    """How many brackets are open before each token."""
    depths, depth = [], 0
    for token in row:
        depths.append(depth)
        depth += nesting(token)
    return depths


def _plain(tokens: list[Token]) -> list[Token]:
    """A value without the comma or space behind it."""
    while tokens and tokens[-1].text in (",", r"\quad", ";", "&"):
        tokens = tokens[:-1]
    return tokens


def _matrix(at: Cursor, tokens: Sequence[Token], span: Span) -> Node:
    rows = [_cells(row) for row in _rows(tokens, r"\\") if row]
    rows = [row for row in rows if any(row)]
    if not rows:
        at.fail("this matrix is empty", span)
    cells = tuple(tuple(_cell(at, cell, span) for cell in row) for row in rows)
    return matrices.resolved(Matrix(cells, span=span), at.names)


def _cells(row: list[Token]) -> list[list[Token]]:
    """The cells of a row; where signs stand in cells of their own, the row is one expression."""
    cells = _rows(row, "&")
    if any(len(cell) == 1 and cell[0].text in ("+", "-", "=") for cell in cells):
        return [[token for cell in cells for token in cell]]
    return cells


def _cell(at: Cursor, tokens: list[Token], span: Span) -> Node:
    tokens = [t for t in tokens if t.text not in (r"\quad",)]
    while tokens and tokens[-1].text == ",":
        tokens = tokens[:-1]
    if not tokens:
        return Blank(span=span)
    if all(t.text in ELLIPSES for t in tokens):
        return Dots(span=tokens[0].span)
    return at.within(tokens).whole()
