"""What a user may have meant by a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from pathlib import PurePath

ALIKE = 0.7
"""How like each other the names of files are, without their endings, where one may be meant by the other."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like this one, if one is like it."""
    by_key = {each.casefold(): each for each in known}
    close = get_close_matches(word.casefold(), by_key, 1)
    return by_key[close[0]] if close else None


def nearest_file(name: str, known: Iterable[str]) -> str | None:
    """The known name of a file or folder that is most like this one; not one that is like it for its ending only."""
    close = [each for each in known if _likeness(PurePath(name).stem, PurePath(each).stem) >= ALIKE]
    return max(close, key=lambda each: _likeness(name, each), default=None)


def guess(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'check'?` where a known word is like this one, else nothing."""
    found = nearest(word, known)
    return f"; did you mean {found!r}?" if found is not None else ""


def _likeness(one: str, two: str) -> float:
    return SequenceMatcher(None, one.casefold(), two.casefold()).ratio()
