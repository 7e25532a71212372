"""Definitions: what a head stands for, and the names with it."""

from __future__ import annotations

from collections.abc import Sequence

from derive.reading.grammar.heads import fresh, introduced
from derive.reading.grammar.names import Known, Names, Sort
from derive.reading.grammar.parser import Parser
from derive.reading.grammar.updates import adds, recurs
from derive.reading.grammar.written import resolve, written
from derive.reading.statements import Definition, Form, Head, Statement, UnknownFunction, Unread
from derive.reading.syntax import Call, Unreadable
from derive.reading.tokens import Token

UPDATE = r"an update claims nothing, and is written with `\leftarrow`"


def definition(found: Head, tokens: Sequence[Token], names: Names) -> tuple[Statement, Names]:
    """A definition of a head by the tokens of its body, and the names with it.

    One that is not read spoils its name, unless it is an update, which speaks of the name itself. What adds to a name,
    or tells it by another step, gives it no definition.
    """
    known = names.find(found.plain, found.face)
    if known is not None and known.sort is Sort.SIZE:
        message = f"`{found.plain}` is a size, which stands for every positive whole number"
        message += "; give this or the size another letter"
        return Unread(message, found.span, found.key), names
    found = fresh(names, found)
    own = _unknown(found, tokens, names)
    if own is not None:
        return own, introduced(names, found, Sort.FUNCTION, defined=True)
    is_function = found.form in (Form.FUNCTION, Form.ROW_FUNCTION)
    sort = Sort.FUNCTION if is_function else Sort.QUANTITY
    after = introduced(names, found, sort, defined=True, lengths=() if is_function else None)
    try:
        body = Parser(tokens, _inside(found, names), tokens[-1].span).whole()
    except Unreadable as problem:
        if known is not None and not is_function and refers(tokens, names, known):
            return Unread(f"{problem.message}; {UPDATE}", problem.span), names
        return Unread(problem.message, problem.span, found.key), after
    is_whole = known is None or not (adds(found, body) or recurs(found, body))
    return Definition(found, body), after if is_whole else names


def _inside(found: Head, names: Names) -> Names:
    """The names as the body of a definition sees them: with its parameters, and with the name itself."""
    for parameter in found.parameters:
        if names.find(parameter, "") is None:
            names = introduced(names, Head(parameter, parameter, "", Form.NAME), Sort.QUANTITY, defined=False)
    if found.form is Form.NAME and names.find(found.plain, found.face) is None:
        names = introduced(names, found, Sort.QUANTITY, defined=False)
    return names


def refers(tokens: Sequence[Token], names: Names, known: Known) -> bool:
    """Whether a known name stands among tokens."""
    at = Parser(tokens, names, tokens[-1].span)
    while not at.finished:
        start = at.place
        name = written(at)
        found = resolve(at, name) if name is not None else None
        if found is not None and found[0].key == known.key:
            return True
        at.place = start + 1
    return False


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
