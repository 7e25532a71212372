"""What a user may have meant by a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def guess(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'check'?` where a known word is like this one, else nothing."""
    by_key = {each.casefold(): each for each in known}
    close = get_close_matches(word.casefold(), by_key, 1)
    return f"; did you mean {by_key[close[0]]!r}?" if close else ""
