"""What a user may have meant by a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like this one, if one is like it."""
    by_key = {each.casefold(): each for each in known}
    close = get_close_matches(word.casefold(), by_key, 1)
    return by_key[close[0]] if close else None


def guess(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'check'?` where a known word is like this one, else nothing."""
    found = nearest(word, known)
    return f"; did you mean {found!r}?" if found is not None else ""
