"""Braces with nothing in them, which print nothing: scripts that a macro leaves empty, and those beside signs."""

from __future__ import annotations

from collections.abc import Sequence

from derive.reading.grammar.spaces import WIDE
from derive.reading.tokens import Kind, Token

BESIDE = frozenset({"=", "+", "-", "<", ">", "&", ",", "(", r"\\", r"\quad", WIDE, r"\cdot", r"\times", r"\odot"})
SCRIPTS = (["^", "{", "}"], ["_", "{", "}"])


def without_empty(tokens: Sequence[Token]) -> list[Token]:
    """Tokens without empty scripts, and without the `{}` that authors put beside signs for their spacing."""
    found: list[Token] = []
    place, shown = 0, printed(tokens)
    while place < len(shown):
        empty = [token.text for token in shown[place : place + 2]] == ["{", "}"]
        script = place + 2 < len(shown) and shown[place + 2].text in ("^", "_")
        if empty and not script and (not found or found[-1].text in BESIDE or found[-1].text.startswith(r"\begin{")):
            place += 2
            continue
        found.append(shown[place])
        place += 1
    return found


def printed(tokens: Sequence[Token]) -> list[Token]:
    """Tokens without the scripts in which nothing stands."""
    found: list[Token] = []
    for token in tokens:
        found.append(token)
        if [each.text for each in found[-3:]] in SCRIPTS and found[-2].kind is Kind.SYMBOL:
            del found[-3:]
    return found
