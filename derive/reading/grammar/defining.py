"""Definitions: what a head stands for, and the names with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from derive.reading.grammar.heads import fresh, introduced
from derive.reading.grammar.names import Names, Sort
from derive.reading.grammar.parser import Parser
from derive.reading.statements import Definition, Form, Head, Statement, UnknownFunction, Unread
from derive.reading.syntax import Call, Unreadable
from derive.reading.tokens import Token


def definition(found: Head, tokens: Sequence[Token], names: Names) -> tuple[Statement, Names]:
    """A definition of a head by the tokens of its body, and the names with it; one that is not read spoils its name."""
    known = names.find(found.plain, found.face)
    if known is not None and known.sort is Sort.SIZE:
        raise Unreadable(f"`{found.plain}` is a size, which stands for every positive whole number", found.span)
    found = fresh(names, found)
    own = _unknown(found, tokens, names)
    if own is not None:
        return own, introduced(names, found, Sort.FUNCTION, defined=True)
    scope = names
    for parameter in found.parameters:
        if scope.find(parameter, "") is None:
            scope = introduced(scope, Head(parameter, parameter, "", Form.NAME), Sort.QUANTITY, defined=False)
    if found.form in (Form.NAME, Form.ENTRY) and names.find(found.plain, found.face) is None:
        own_name = replace(found, form=Form.NAME)
        if found.form is Form.NAME:
            scope = introduced(scope, own_name, Sort.QUANTITY, defined=False)
    is_function = found.form in (Form.FUNCTION, Form.ROW_FUNCTION)
    sort = Sort.FUNCTION if is_function else Sort.QUANTITY
    names = introduced(names, found, sort, defined=True)
    try:
        return Definition(found, Parser(tokens, scope, tokens[-1].span).whole()), names
    except Unreadable as problem:
        return Unread(problem.message, problem.span, found.key), names


def _unknown(found: Head, tokens: Sequence[Token], names: Names) -> UnknownFunction | None:
    """`L := L(Y)`: the name of the left side applied to names."""
    if found.form is not Form.NAME:
        return None
    if tokens[-1].text != ")" or not any(t.text == "(" for t in tokens):
        return None
    as_function = introduced(names, found, Sort.FUNCTION, defined=True)
    parser = Parser(tokens, as_function, tokens[-1].span)
    try:
        node = parser.whole()
    except Unreadable:
        return None
    if isinstance(node, Call) and node.function == found.key and node.primes == 0:
        return UnknownFunction(found, node.arguments)
    return None
