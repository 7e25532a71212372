"""Equations under the conditions that stand beside them: each restricts them, or makes them unread."""

from __future__ import annotations

from collections.abc import Sequence

from derive.reading.grammar.found import Found
from derive.reading.grammar.names import Names
from derive.reading.grammar.restrictions import (
    bare,
    defines,
    explained_beside,
    indices_of,
    is_of_value,
    is_open_range,
    is_range,
    restricted,
    strange_indices,
)
from derive.reading.grammar.shapes import reshaped
from derive.reading.statements import Definition, Finite, Shaped, SizeNames, Statement, Unread
from derive.reading.syntax import Unreadable
from derive.reading.tokens import Token, covered


def restrict(tokens: list[Token], names: Names, found: Found, start: int) -> None:
    """Restrict the equations from `start` on; a condition that is not understood makes them unread."""
    if is_open_range(tokens):
        return
    other = reshaped(bare(tokens), names)
    if other is not None:
        found.spoil(other, 0, covered(tokens))
        return
    behind = found.since(start)
    try:
        _check(tokens, names, behind)
        restriction = restricted(tokens, names)
    except Unreadable as problem:
        found.spoil(problem, start, covered(tokens))
        return
    if restriction is None:
        return
    if all(isinstance(each, (Shaped, SizeNames, Finite)) for each in behind):
        found.put(Unread("this condition restricts no equation", covered(tokens)), covered(tokens))
    found.restrict(restriction, start, covered(tokens))
    if any(isinstance(each, Definition) for each in behind):
        message = "a definition under a condition is not in the language; write it by cases"
        found.spoil(Unreadable(message, covered(tokens)), start, covered(tokens))


def _check(tokens: list[Token], names: Names, behind: Sequence[Statement]) -> None:
    """Refuse what can be said of one entry or of every one, and a definition behind words that open a condition."""
    letters = strange_indices(tokens, behind, names) if is_of_value(tokens, behind, names) else set[str]()
    if letters:
        message = f"this can be said of one {min(letters)} or of every one; write the whole array, as in `x = 0`"
        raise Unreadable(message, covered(tokens))
    name = defines(tokens, names, behind) or explained_beside(tokens, names)
    if name:
        message = f"this defines `{name}`, but words such as “{tokens[0].text}” open a condition; write the "
        raise Unreadable(message + "definition above, in a formula of its own without them", covered(tokens))


def check_factor(before: list[Token], tokens: list[Token], found: Found, start: int) -> None:
    r"""Spoil an equation whose last factor can be a letter of the range behind it: `A_{ij} i, j = 1, \dots, n`."""
    alone = len(before) > 1 and before[-2].text not in ("_", "^") and is_range(tokens)
    if alone and before[-1].text in indices_of(found.since(start)):
        message = f"`{before[-1].text}` can be a factor here, or an index of the range behind it"
        problem = Unreadable(rf"{message}; write a comma or `\quad` before the indices of a range", before[-1].span)
        found.spoil(problem, start, before[-1].span)
