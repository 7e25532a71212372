r"""References to pages: a book in one piece has none, so what stands on one is referred to itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from derive.reading.prose.nodes import Naming, Reference, Text, Word

PAGE = re.compile(r"(?P<on>(?<![a-zA-Z])on\s+)?(?<![a-zA-Z])(?:[Pp]ages?|[Pp]p?\.)\s*$")


def without(words: Iterable[Word]) -> list[Word]:
    """Words without pages: `on page 3` is `at Theorem 1`, and behind `Theorem 1` itself says nothing."""
    found: list[Word] = []
    for word in words:
        if not (isinstance(word, Reference) and word.naming is Naming.PAGE):
            found.append(word)
            continue
        before = ""
        while found and isinstance(last := found[-1], Text):
            before = last.text + before
            found.pop()
        said = PAGE.search(before)
        rest = before[: said.start()] if said else before
        if said and said["on"] and not rest.strip() and found and _leads_to(found[-1], word.label):
            continue
        rest = f"{rest}at " if said and said["on"] else rest
        found += [*([Text(rest)] if rest else []), replace(word, naming=Naming.CAPITAL)]
    return found


def _leads_to(word: Word, label: str) -> bool:
    return isinstance(word, Reference) and word.label == label
