"""Numerals, and what stands right behind one so that it can be part of the number or a factor."""

from __future__ import annotations

from fractions import Fraction

from derive.reading.grammar.cursor import Cursor
from derive.reading.grammar.indicators import compares, indicator
from derive.reading.syntax import Node, Number
from derive.reading.tokens import Kind, Token


def numeral(at: Cursor) -> Node:
    """A numeral, exact also where it is decimal; `1_{x > 0}` is 1 where the condition holds, else 0."""
    token = at.take()
    if token.text == "1" and at.at("_"):
        behind = at.within(at.tokens[at.place + 1 :], at.end)
        below, end = behind.group()
        if compares(below):
            at.place += 1 + behind.place
            return indicator(at, below, token.span.to(end))
    if at.peek().kind is Kind.NUMBER:
        at.fail("two numbers beside each other can be one number or a product; write one, or \\cdot")
    if _is_power_of_ten(at, token):
        at.fail(f"{token.text}e… can be a power of ten or a product; write 10^{{…}} or \\cdot", token.span)
    if _is_mixed(at, token):
        at.fail("a number before a fraction can be a sum or a product; write + or \\cdot", token.span)
    return Number(Fraction(token.text), token.text, span=token.span)


def refuse_one(at: Cursor, behind: Node) -> None:
    r"""Refuse a 1 right behind another factor, as in `x^\top 1`: as a number it changes nothing there."""
    if isinstance(behind, Number) and behind.value == 1 and not at.at("["):
        at.fail(r"this can be the number or a vector of ones; write `\cdot 1` or `\mathbf{1}`", behind.span)


def _is_power_of_ten(at: Cursor, number: Token) -> bool:
    """Whether `e` and a number stand right behind a number, as in `1e-5`, where e is no declared name."""
    letter, sign = at.peek(), at.peek(1)
    power = at.peek(2) if sign.text in ("-", "+") else sign
    touching = number.span.end == letter.span.start and letter.span.end == sign.span.start
    undeclared = letter.text == "e" and at.names.find("e", letter.face) is None
    return undeclared and touching and power.kind is Kind.NUMBER


def _is_mixed(at: Cursor, number: Token) -> bool:
    """Whether a fraction of numbers below 1 stands behind a whole number, as in `1\\frac12`."""
    if not (number.text.isdecimal() and at.at(r"\frac")):
        return False
    behind = at.within(at.tokens[at.place + 1 :], at.end)
    parts = ["".join(token.text for token in behind.group()[0]) for _ in range(2)]
    return all(part.isdecimal() for part in parts) and int(parts[0]) < int(parts[1])
