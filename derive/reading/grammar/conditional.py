"""Which segments of a row are conditions: they say when the equations beside them hold."""

from __future__ import annotations

from collections.abc import Sequence

from derive.reading.grammar.conditions import INTRODUCING, is_word, opens
from derive.reading.grammar.found import Found
from derive.reading.grammar.membership import restricting
from derive.reading.grammar.names import Names
from derive.reading.grammar.restrictions import (
    is_counted,
    is_of_indices,
    is_of_part,
    is_of_value,
    is_open_range,
    is_range,
    is_worded,
)
from derive.reading.grammar.rows import relations
from derive.reading.statements import Equation, Plain
from derive.reading.syntax import Unreadable
from derive.reading.tokens import Kind, Token

LET = frozenset({"let"})
INEQUALITIES = frozenset({"<", ">", r"\le", r"\ge", r"\ne"})


def is_condition(tokens: list[Token], names: Names, found: Found, *, first: bool, apart: bool) -> bool:
    """Whether a segment says when the equations beside it hold.

    `first` is whether it begins its row, `apart` whether words such as `hence` stand before it, which may conclude.
    """
    if opens(tokens[0]):
        return True
    signs = {tokens[p].text for p in relations(tokens)}
    if tokens[0].text == "(" and tokens[-1].text == ")" and found.placed:
        return (bool(relations(tokens[1:-1])) or opens(tokens[1])) and not signs
    compares = bool(signs) and signs <= INEQUALITIES and not apart
    if not first and found.placed and (compares or _is_clause(tokens, names)):
        return True
    beside = found.beside
    said = is_of_value(tokens, beside, names) or is_of_part(tokens, beside, names)
    if not first and (said or is_valued(tokens, names, found)):
        return True
    beside = found.since(0)
    if beside and is_open_range(tokens) and all(isinstance(each, Plain) for each in beside):
        return True
    return bool(beside) and (is_range(tokens) or is_counted(tokens) or is_of_indices(tokens, beside, names))


def is_valued(tokens: list[Token], names: Names, found: Found) -> bool:
    r"""Whether a segment behind a claim says what values a declared quantity has, as `a \in \{0, 1\}` does."""
    claims = any(isinstance(each, Equation) for each in found.beside)
    try:
        return claims and restricting(tokens, names) is not None
    except Unreadable:
        return True


def opens_list(tokens: Sequence[Token]) -> bool:
    """Whether a segment opens a list of conditions, as `if` does; what stands behind `where` may define."""
    return opens(tokens[0]) and not is_word(tokens[0], INTRODUCING)


def lists(tokens: Sequence[Token], behind: Sequence[Sequence[Token]]) -> bool:
    """Whether a segment behind a condition is an equation that no condition of its own follows."""
    is_equation = {tokens[at].text for at in relations(tokens)} == {"="} and not is_word(tokens[0], LET)
    own = bool(behind) and opens(behind[0][0])
    return not own and (opens(tokens[0]) or (is_equation and tokens[relations(tokens)[0] - 1].text != ":"))


def _is_clause(tokens: Sequence[Token], names: Names) -> bool:
    """Whether words begin a segment that has mathematics in it too, such as `unless i = j`."""
    return is_worded(tokens, names) and any(token.kind is not Kind.TEXT for token in tokens)
