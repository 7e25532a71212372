r"""Equations beside each other in a row: a `&` or a wide space between complete ones parts them, as `\quad` does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from derive.reading.grammar.conditions import opens
from derive.reading.grammar.cursor import matching, nesting
from derive.reading.grammar.ending import ends_value
from derive.reading.grammar.rows import CONTINUING, RELATIONS, STOPS, TRANSPARENT, environment, is_number, relations
from derive.reading.grammar.sized import is_bracketed, is_listed, is_product
from derive.reading.grammar.spaces import NARROW, WIDE
from derive.reading.syntax import Unreadable
from derive.reading.tokens import Kind, Token, covered

QUAD = r"\quad"
MARKS = ("&", WIDE, NARROW)
GAPPED = frozenset({"align", "flalign"})
"""Environments that leave a wide space before every odd column."""
CONNECTIVES = frozenset({
    "and", "so", "thus", "hence", "therefore", "then", "also", "so that", "that is", "i.e", "consequently",
    "equivalently", "moreover", "similarly", "we have", "we get", "we obtain", "note that", "it follows that",
    "which gives", "and so", "and thus", "and hence", "and therefore", "or equivalently", "first", "firstly", "second",
    "secondly", "third", "thirdly", "next", "now", "finally", "lastly",
})
HEADINGS = frozenset(
    "derivative derivatives gradient gradients jacobian hessian sigmoid softmax tanh relu softplus activation function "
    "input output layer forward backward pass loss cost objective error model prediction mean variance weight weights "
    "bias biases update definition result proof solution recall note derivata dérivée ableitung derivada "
    "导数 梯度 勾配 微分"
    .split()
)
"""The last word of what names the equation behind it, as `Derivative:` does."""
RESTRICTING = frozenset("no not non without zero only if when where for with at in on under case".split())
SIGNED = "this `{}` can go on from the equation before or begin another; write a comma between two equations"
ALONE = "expected an equation, a condition or an operator in this column; a factor stands in the column before"


def parted(tokens: Sequence[Token]) -> list[Token]:
    r"""Tokens with a `\quad` between equations that stand beside each other, and without other wide spaces.

    Raises `Unreadable` where a sign can go on from the equation before or begin one.
    """
    found: list[Token] = []
    gapped = False
    for stretch in _stretches(_unbroken(tokens)):
        name = environment(stretch[0])
        if name in TRANSPARENT:
            gapped = name in GAPPED and stretch[0].text.startswith(r"\begin")
            found.extend(stretch)
        else:
            found.extend(_row(stretch, gapped))
    return found


def connects(token: Token) -> bool:
    """Whether a token is a word between two equations, or names the one behind it, as `Derivative:` does."""
    text = token.text.strip().lower()
    return token.kind is Kind.TEXT and (text.strip(" ,.:;") in CONNECTIVES or _is_heading(text))


def _is_heading(text: str) -> bool:
    words = re.split(r"[\s-]+", text.rstrip(" :："))
    return text.endswith((":", "：")) and words[-1] in HEADINGS and RESTRICTING.isdisjoint(words)


def _unbroken(tokens: Sequence[Token]) -> list[Token]:
    """Tokens without the marks inside of brackets, and the line breaks there at which a sum or a product goes on."""
    found: list[Token] = []
    opened: list[str] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        turn = nesting(token)
        opened = [*opened, token.text] if turn > 0 else opened[: len(opened) + turn]
        if token.kind is Kind.NEWLINE and opened and opened[-1] in ("(", "["):
            after = place + 1
            while after < len(tokens) and tokens[after].text in ("&", QUAD, WIDE):
                after += 1
            signs = [found[-1].text, *(each.text for each in tokens[after : after + 1])]
            if CONTINUING.intersection(signs):
                place = after
                continue
        if token.text != "&" or not opened or opened[-1] not in ("(", "["):
            found.append(token)
        place += 1
    return found


def _stretches(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The rows, and between them the marks of environments that only align."""
    row: list[Token] = []
    depth = 0
    for token in tokens:
        aligns = environment(token) in TRANSPARENT
        depth = max(0, depth + (0 if aligns else nesting(token)))
        if depth == 0 and aligns:
            yield from ([row] if row else [])
            yield [token]
            row = []
            continue
        row.append(token)
        if depth == 0 and token.kind is Kind.NEWLINE:
            yield row
            row = []
    yield from ([row] if row else [])


def _row(row: list[Token], gapped: bool) -> list[Token]:
    """A row with its equations parted."""
    found: list[Token] = []
    equation: list[Token] = []
    columns = place = depth = 0
    while place < len(row):
        token = row[place]
        depth = max(0, depth + nesting(token))
        if depth or token.kind is Kind.TEXT or token.text not in MARKS:
            if not (depth and token.text in (WIDE, NARROW)):
                found.append(token)
                ends = depth == 0 and token.text in (",", ";", QUAD)
                equation = [] if ends else [*equation, token]
            place += 1
            continue
        marks = _marks(row, place)
        columns += marks.count("&")
        if _parts(equation, row[place + len(marks) :], marks, columns, gapped):
            found.append(Token(Kind.COMMAND, QUAD, token.span))
            equation = []
        elif marks == [NARROW] and _is_either(equation, row[place + 1 :], columns):
            found.append(token)
        found.extend(mark for mark in row[place : place + len(marks)] if mark.text == "&")
        place += len(marks)
    return found


def _marks(row: Sequence[Token], place: int) -> list[str]:
    end = place
    while end < len(row) and row[end].text in MARKS and row[end].kind is not Kind.TEXT:
        end += 1
    return [token.text for token in row[place:end]]


def _parts(equation: list[Token], behind: list[Token], marks: list[str], columns: int, gapped: bool) -> bool:
    """Whether marks part what stands behind them from a complete equation before them."""
    behind = _up_to_quad(behind)
    if behind and WIDE in marks and is_number([token for token in equation if token.text != "&"]):
        return relations(behind)[:1] not in ([], [0])
    if not behind or not _is_complete(equation, columns):
        return False
    cell = [token for token in behind if token.text != "&"]
    first, places = behind[0], relations(behind)
    if is_listed(_unstopped(cell)):
        return ends_value(equation[-1])
    if marks == [NARROW]:
        return False
    if is_number(cell) or is_bracketed(cell) or is_product(_unstopped(cell)) or opens(first) or _is_conditional(cell):
        return True
    if places and places[0] == 0:
        return False
    apart = gapped and columns % 2 == 0
    if first.kind is Kind.TEXT:
        return apart or len(marks) > 1 or connects(first)
    if first.text in ("+", "-"):
        return bool(places) and _begins(behind, marks, apart)
    if first.text in CONTINUING or first.text in STOPS:
        return False
    if not places and apart and "&" in marks:
        raise Unreadable(ALONE, first.span)
    return bool(places)


def _is_either(equation: list[Token], behind: list[Token], columns: int) -> bool:
    """Whether the last brackets of a row can be a factor of the equation before them, or its number or shape."""
    cell = _unstopped(_up_to_quad(behind))
    told = (is_number(cell) or is_bracketed(cell)) and bool(equation) and ends_value(equation[-1])
    return told and (_is_complete(equation, columns) or equation[0].text in CONTINUING)


def _begins(behind: list[Token], marks: list[str], apart: bool) -> bool:
    """Whether a sign begins an equation rather than goes on from the one before."""
    column = next((place for place, token in enumerate(behind) if token.text == "&"), len(behind))
    if apart and "&" in marks:
        return True
    if marks.count("&") > 1 and not relations(behind[:column]):
        return False
    raise Unreadable(SIGNED.format(behind[0].text), covered(behind))


def _is_complete(equation: list[Token], columns: int) -> bool:
    """Whether tokens are an equation, or the end of one that began in an earlier row."""
    if not equation or opens(equation[-1]) or equation[-1].text in RELATIONS | CONTINUING:
        return False
    goes_on = columns > 1 and equation[0].text in CONTINUING
    return goes_on or bool(relations(equation))


def _is_conditional(cell: list[Token]) -> bool:
    """Whether a cell is a condition in brackets, `(x > 0)`."""
    cell = _unstopped(cell)
    if not cell or cell[0].text != "(" or cell[-1].text != ")" or matching(cell, 0) != len(cell) - 1:
        return False
    return bool(relations(cell[1:-1])) or opens(cell[1])


def _unstopped(cell: list[Token]) -> list[Token]:
    """A cell without the full stop behind it."""
    while cell and cell[-1].text in STOPS:
        cell = cell[:-1]
    return cell


def _up_to_quad(behind: list[Token]) -> list[Token]:
    depth = 0
    for place, token in enumerate(behind):
        depth = max(0, depth + nesting(token))
        if depth == 0 and (token.text == QUAD or token.kind is Kind.NEWLINE):
            return behind[:place]
    return behind
