"""Definitions: what a head stands for, and the names with it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from derive.reading.grammar.bigs import Unended
from derive.reading.grammar.counts import REDUCING, is_number
from derive.reading.grammar.functions import LANGUAGE
from derive.reading.grammar.heads import fresh, introduced
from derive.reading.grammar.names import Known, Names, Sort
from derive.reading.grammar.parser import Parser
from derive.reading.grammar.trees import free_names, walk
from derive.reading.grammar.untold import told
from derive.reading.grammar.updates import adds, recurs
from derive.reading.grammar.written import resolve, written
from derive.reading.statements import Definition, Form, Head, Statement, UnknownFunction, Unread
from derive.reading.syntax import Call, Name, Node, Number, Unreadable
from derive.reading.tokens import Token

UPDATE = r"an update claims nothing, and is written with `\leftarrow`"
SUMMED = "The sum goes on to the last term."


def definition(found: Head, tokens: Sequence[Token], names: Names) -> tuple[Statement, Names]:
    """A definition of a head by the tokens of its body, and the names with it.

    One that is not read spoils its name, unless it is an update, which speaks of the name itself. What adds to a name,
    or tells it by another step, gives it no definition.
    """
    found, names = own(found, tokens, names)
    known = names.find(found.plain, found.face)
    if known is not None and known.sort is Sort.SIZE and not names.hides(found.plain, found.face):
        return Unread(is_size(found.plain), found.span, found.key), names
    found = fresh(names, found)
    unknown = _unknown(found, tokens, names)
    if unknown is not None:
        return unknown, introduced(names, found, Sort.FUNCTION, defined=True)
    is_function = found.form in (Form.FUNCTION, Form.ROW_FUNCTION)
    sort = Sort.FUNCTION if is_function else Sort.QUANTITY
    by_entries = found.form is Form.ENTRY and all(isinstance(index, Name) for index in found.indices)
    lengths = () if is_function else (None,) * len(found.indices) if by_entries else None
    after = introduced(names, found, sort, defined=True, lengths=lengths)
    try:
        body, note = body_of(found, tokens, _inside(found, names))
    except Unreadable as problem:
        if known is not None and not is_function and refers(tokens, names, known):
            return Unread(f"{problem.message}; {UPDATE}", problem.span), names
        return Unread(problem.message, problem.span, found.key), after
    if found.form is Form.NAME and is_number(body, names):
        after = introduced(names, found, sort, defined=True, lengths=())
    is_whole = known is None or not (adds(found, body) or recurs(found, body))
    return Definition(found, body, note=note), after if is_whole else names


def is_size(name: str) -> str:
    """What to say where the letter of a size is to stand for something else."""
    return f"`{name}` is a size, which stands for every positive whole number; give this or the size another letter"


def own(found: Head, tokens: Sequence[Token], names: Names) -> tuple[Head, Names]:
    r"""The head of a name with the names it is defined in.

    A number has a name of its own, and not that of the array whose entries are spelled like it: `L = \sum_i l_i`.
    """
    known = names.find(found.plain, found.face)
    if known is None or not known.implied or found.form is not Form.NAME:
        return found, names
    apart = names.apart(found.plain, found.face)
    try:
        body, _ = body_of(found, tokens, apart)
    except Unreadable:
        is_own = refers(tokens, apart, known)
    else:
        is_own = bool(free_names(body)) and is_number(body, apart)
        is_own = is_own or (_calls_unknown(body, apart) and refers(tokens, apart, known))
    return (replace(found, key=found.plain), apart) if is_own else (found, names)


def body_of(found: Head, tokens: Sequence[Token], names: Names, note: str = "") -> tuple[Node, str]:
    r"""The body of a definition, and what to say of how it is read.

    The index of a sum is not free in it: `L := \sum_i a_i - b_i` sums the differences.
    """
    own = {*found.parameters, *free_names(found.indices)}
    try:
        (body,) = told((Parser(tokens, names).whole(),), names, own)
    except Unended as problem:
        if problem.indices & own:
            raise
        return body_of(found, problem.enclosed(tokens), names, SUMMED)
    return body, note


def _calls_unknown(body: Node, names: Names) -> bool:
    """Whether a function is called that is neither in the language nor known."""
    called = {node.function for node in walk(body) if isinstance(node, Call)}
    return any(function not in LANGUAGE | REDUCING and names.find(function, "") is None for function in called)


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
    at = Parser(tokens, names)
    while not at.finished:
        start = at.place
        with suppress(Unreadable):
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
    parser = Parser(tokens, as_function)
    try:
        node = parser.whole()
    except Unreadable:
        return None
    of_numbers = isinstance(node, Call) and all(isinstance(each, Number) for each in node.arguments)
    if isinstance(node, Call) and node.function == found.key and node.primes == 0 and not of_numbers:
        return UnknownFunction(found, node.arguments)
    return None
