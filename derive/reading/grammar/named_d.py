r"""Fractions in which every part begins with a d that is declared: a derivative where nobody can mean a quotient.

Nothing is divided by an array. A size is not multiplied above and below what it could be cancelled from: so
`\frac{d}{du} \sigma(u)` is a derivative, where d is a size and a function of u is differentiated.
"""

from __future__ import annotations

from collections.abc import Sequence

from derive.reading.grammar.cursor import Cursor
from derive.reading.grammar.names import Sort
from derive.reading.grammar.quotients import TIMES
from derive.reading.grammar.trees import names_in, walk
from derive.reading.syntax import Call, Name, Node, Superscript, Unreadable
from derive.reading.tokens import Kind, Token

NO_OPERAND = frozenset({*TIMES, "+", "-", "/", "_", "'", ",", r"\dots"})
"""What never stands between a sign of differentiation and a name."""
DECLARED = "d is declared, so this can be a derivative or a quotient"
BARE = ("=", "+", "-", ")", "]", ",", "&", r"\dots")


def differentiates(at: Cursor, top: Sequence[Token], bottom: Sequence[Token]) -> bool:
    """Whether a fraction whose parts begin with d is a derivative; the cursor stands behind it.

    Raises `Unreadable` where it can be a quotient too.
    """
    if not _acts(bottom) or (len(top) > 1 and not _acts(top)):
        return False
    by = _variable(at, bottom[1:])
    if by is not None and (is_array(at, by) or _is_of_function(at, top, by)):
        return True
    at.fail(f"{DECLARED}; write \\mathrm{{d}} or \\partial", top[0].span)


def _acts(tokens: Sequence[Token]) -> bool:
    """Whether the first of these tokens may be a sign of differentiation by what stands behind it."""
    return len(tokens) > 1 and tokens[1].kind is not Kind.NUMBER and tokens[1].text not in NO_OPERAND


def _variable(at: Cursor, tokens: Sequence[Token]) -> Name | None:
    """The name by which is differentiated, also more than once."""
    node = at.within(tokens).whole()
    node = node.base if isinstance(node, Superscript) else node
    return node if isinstance(node, Name) else None


def is_array(at: Cursor, by: Name) -> bool:
    """Whether a name is that of an array of many entries."""
    return any(known.key == by.key and known.sized for known in at.names.all())


def _is_of_function(at: Cursor, top: Sequence[Token], by: Name) -> bool:
    """Whether d is a size, and a function of a number is differentiated by it."""
    known = at.names.find("d", top[0].face)
    if known is None or known.sort is not Sort.SIZE:
        return False
    inner = at.within(top[1:], top[-1].span)
    if inner.accept("^"):
        inner.group()
    rest = top[1 + inner.place :]
    found = _whole(at, rest) if rest else _behind(at)
    calls = [node for node in walk(found) if isinstance(node, Call)]
    return _is_bare(at, found, by) or any(by.key in names_in(*call.arguments) for call in calls)


def _is_bare(at: Cursor, node: Node | None, by: Name) -> bool:
    """Whether a function stands without its argument, and is differentiated by a letter that only functions use."""
    functions = (known for known in at.names.all() if known.sort is Sort.FUNCTION and known.axes == 0)
    own = {known.key for known in at.names.all()}
    return isinstance(node, Name) and by.key not in own and any(known.key == node.key for known in functions)


def _whole(at: Cursor, tokens: Sequence[Token]) -> Node | None:
    """What is differentiated in the numerator, where that is no product."""
    try:
        node = at.within(tokens, numerator=True).whole()
    except Unreadable:
        return None
    return node if isinstance(node, Call | Name) else None


def _behind(at: Cursor) -> Node | None:
    """What stands behind the fraction, to the end of its product."""
    if at.finished or at.at(*BARE):
        return None
    start = at.place
    try:
        return at.product()
    except Unreadable:
        return None
    finally:
        at.place = start
