r"""A d before a quantity: in `d f / d x` the sign of a derivative, alone a differential, which is not read."""

from __future__ import annotations

from derive.reading.grammar.advice import PARTIAL, differential
from derive.reading.grammar.cursor import Cursor
from derive.reading.grammar.named_d import DECLARED
from derive.reading.grammar.names import Sort, Written
from derive.reading.grammar.written import resolve, written
from derive.reading.syntax import Node, Partial
from derive.reading.tokens import UPRIGHT, Kind

ALONE = f"a differential stands alone here; {PARTIAL}"
ROMAN = frozenset({"roman", UPRIGHT})


def differentiated(at: Cursor, name: Written) -> Node | None:
    """The derivative that a d begins which has just been read; nothing where it is no sign of differentiation.

    Raises `Unreadable` where it stands for a differential, or may.
    """
    if name.base != "d" or name.below or name.above:
        return None
    upright = name.face in ROMAN or at.tokens[at.place - 1].kind is Kind.TEXT
    declared = name.face != UPRIGHT and resolve(at, name) is not None
    start, found = at.place, _derivative(at, name)
    if found is not None and declared and not upright:
        at.fail(f"{DECLARED}; write \\mathrm{{d}} or \\partial", name.span)
    if found is not None:
        return found
    at.place = start
    if name.face == UPRIGHT or (upright and not declared and _is_quantity(at)):
        at.fail(ALONE, name.span)
    if at.peek().span.start == name.span.end and _is_quantity(at):
        letter = at.peek().text
        what = f"d{letter} can be a differential or a product"
        at.fail(f"{what}; {differential(letter)}, for a product d \\cdot {letter}", name.span)
    return None


def _derivative(at: Cursor, name: Written) -> Node | None:
    """The derivative of one quantity by another over a slash."""
    if not _is_quantity(at):
        return None
    numerator = at.factor()
    slash, mark = at.peek(), at.peek(1)
    if (slash.text, mark.text) != ("/", "d") or not _is_quantity(at, 2):
        return None
    at.place += 2
    by = at.factor()
    return Partial(numerator, (by,), True, span=name.span.to(by.span))


def _is_quantity(at: Cursor, ahead: int = 0) -> bool:
    """Whether a name begins at a token that stands for no size."""
    start = at.place
    at.place += ahead
    found = written(at) if at.peek().text != "{" else None
    known = resolve(at, found) if found is not None else None
    at.place = start
    return known is not None and known[0].sort is not Sort.SIZE
