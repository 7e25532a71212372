"""Rows of several columns, in each of which a chain runs down: each goes on from what stands above it there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from derive.reading.grammar.conditions import opens
from derive.reading.grammar.rows import CONTINUING, ORDERS, RELATIONS, STOPS, relations
from derive.reading.source import Span
from derive.reading.syntax import Unreadable
from derive.reading.tokens import Kind, Token

Line = list[list[Token]]
"""The segments of a row."""
ORDERINGS = ORDERS | {"<", ">", r"\le", r"\ge", r"\ne", r"\in", r"\ll", r"\gg", r"\subset"}
IMPLICATIONS = frozenset({r"\Rightarrow", r"\Leftrightarrow", r"\Leftarrow"})
"""Behind them another equation begins."""
NOWHERE = -1
"""The column of an equation from which nothing goes on."""
TWO = "this can go on from each of two equations that stand above it; write its left side"
STRAY = "this can go on from each of two equations before it; write `&` where it stands below one of them"


def continued(lines: Sequence[Line]) -> list[Line]:
    """The segments of each row, parted where another column goes on, and with the terms that stand below them.

    The first token of each stands in the column from which others go on from it.

    Raises `Unreadable` where two equations stand above what goes on.
    """
    found: list[Line] = []
    above: dict[int, list[Token]] = {}
    shared: set[int] = set()
    columns: dict[Span, int] = {}
    for line in lines:
        row: Line = []
        for piece in [piece for segment in line for piece in _pieces(segment, above)]:
            start = under(piece[0], above)
            if start is not None and _adds(piece) and piece[0].column > start:
                above[start].extend(piece)
                continue
            places = relations(piece)
            if start in shared and places[:1] == [0]:
                raise Unreadable(TWO, piece[0].span)
            if places and not opens(piece[0]):
                column = start if start is not None and places[0] == 0 else _column(piece, row, above)
                if column is not None:
                    above[column] = piece
                    shared.discard(column)
                elif start is not None and not _is_ordering(piece):
                    shared.add(start)
                if places[0]:
                    columns[piece[0].span] = NOWHERE if column is None else column
            row.append(piece)
        for piece in row:
            _give_back(piece, above)
        found.append(row)
    return [[_placed(piece, columns) for piece in row] for row in found if row]


def _placed(piece: list[Token], columns: Mapping[Span, int]) -> list[Token]:
    first, *rest = piece
    return [replace(first, column=columns.get(first.span, first.column)), *rest]


def under(token: Token, above: Mapping[int, object]) -> int | None:
    """The column of what stands above a token: the last that begins at or before its own."""
    return max((start for start in above if start <= token.column), default=None)


def _column(piece: list[Token], row: Line, above: Mapping[int, object]) -> int | None:
    """The column of an equation with a left side: where it begins, or where its relation does behind another equation.

    Behind one that stands in the same cell, an ordering or another equation has none of its own.
    """
    column = piece[0].column
    if not any(other[-1].column == column and relations(other) for other in row):
        return column
    sign = piece[relations(piece)[0]].column
    return sign if sign > column or not (_reaches(row, column, above) or _is_ordering(piece)) else None


def _is_ordering(piece: list[Token]) -> bool:
    """Whether all that a piece says is in which order numbers stand, or where something lies."""
    return all(piece[place].text in ORDERINGS for place in relations(piece))


def _pieces(segment: list[Token], above: Mapping[int, object]) -> Line:
    """A segment, parted where a relation that begins a cell stands below another equation."""
    found: Line = [segment]
    start = segment[0].column
    if relations(segment)[:1] == [0] or _adds(segment[:1]):
        start = under(segment[0], above) or 0
    for place in relations(segment):
        other = under(segment[place], above)
        cut = place - len(segment) + len(found[-1])
        begins = place and segment[place].column > segment[place - 1].column and _is_whole(found[-1][:cut], above)
        if begins and other is not None and other > start:
            found[-1:] = [_unstopped(found[-1][:cut]), found[-1][cut:]]
            start = other
    return [piece for piece in found if piece]


def _is_whole(piece: list[Token], above: Mapping[int, object]) -> bool:
    """Whether a piece is an equation, or terms of one that stands above it, so that no relation belongs to it."""
    start, places = under(piece[0], above), relations(piece)
    if places:
        return piece[places[-1]].text not in IMPLICATIONS
    return start is not None and _adds(piece) and piece[0].column > start


def _unstopped(piece: list[Token]) -> list[Token]:
    while piece and piece[-1].text in STOPS and piece[-1].kind is not Kind.TEXT:
        piece = piece[:-1]
    return piece


def _adds(piece: list[Token]) -> bool:
    """Whether a piece has terms or factors of the equation before it, and no relation."""
    return piece[0].text in CONTINUING and piece[0].kind is not Kind.TEXT and not relations(piece)


def _reaches(row: Line, column: int, above: Mapping[int, object]) -> bool:
    """Whether a relation of an equation that begins in an earlier column stands first in a cell."""
    signs = [(piece, place) for piece in row for place in relations(piece) if piece[place].column == column]
    return any(
        piece[place - 1].column < column if place else (under(piece[0], above) or 0) < column
        for piece, place in signs
    )


def _give_back(piece: list[Token], above: Mapping[int, list[Token]]) -> None:
    """Give each equation the terms that stand below it, where the row behind was joined to the last of several."""
    places = range(1, len(piece))
    cut = next((place for place in places if piece[place].column < piece[place - 1].column), None)
    if cut is None or piece[cut - 1].text in CONTINUING | RELATIONS or relations(piece[cut:]):
        return
    terms, piece[cut:] = piece[cut:], []
    for token in terms:
        start = under(token, above)
        if start is not None and above[start] is not piece and token.column == start:
            raise Unreadable(STRAY, token.span)
        (piece if start is None else above[start]).append(token)
