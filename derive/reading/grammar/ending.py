r"""Brackets behind a space at the end of a row, `\; (3)`: more than a factor can be meant by them."""

from __future__ import annotations

from collections.abc import Sequence

from derive.reading.grammar.cursor import CLOSING
from derive.reading.grammar.names import GREEK
from derive.reading.grammar.rows import STOPS, environment
from derive.reading.tokens import Kind, Token

OPENING = (r"\left", "(", "[")
SILENT = STOPS | {r"\right", r"\nonumber", r"\notag"}
"""What may stand behind the last bracket of a row and prints nothing, or the end of a sentence."""
TAGS = frozenset({r"\label", r"\tag", r"\tag*"})

VALUES = CLOSING | (GREEK - {r"\nabla"}) | {r"\top", r"\ones", r"\zeros", r"\|", "|", "'", r"\right."}
"""What may end a factor, but for letters and numbers."""


def ends_row(tokens: Sequence[Token]) -> bool:
    """Whether a bracket opens here, and nothing is printed behind the one that closes it in its row."""
    if not tokens or tokens[0].text not in OPENING:
        return False
    depth = 0
    for place, token in enumerate(tokens):
        depth += (token.text in ("(", "[")) - (token.text in (")", "]"))
        if depth == 0 and token.text in (")", "]"):
            behind = next((each for each in tokens[place + 1 :] if each.text not in SILENT), None)
            return behind is None or behind.kind is Kind.NEWLINE or behind.text in TAGS | {r"\end"}
    return False


def ends_value(token: Token) -> bool:
    r"""Whether a token may end a factor, so that brackets behind it multiply it; no `\exp` and no sign does."""
    return token.kind in (Kind.LETTER, Kind.NUMBER) or token.text in VALUES or bool(environment(token))
