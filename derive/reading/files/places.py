"""Where the delimiters of a Markdown text stand, so that the end of what opens is found without a search."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict

from derive.reading.files.tex import ENVIRONMENT

_SPAN = r"(?<!`)(?P<ticks>`+)(?!`)[^`\n]+(?P=ticks)(?!`)"
_MARK = rf"\\(?:begin|end)\{{{ENVIRONMENT}\}}|\\\\\[(?![-.\d])|\\\[|\\?\\[\])]|\$\$?"
_DELIMITER = re.compile(rf"{_SPAN}|(?P<mark>{_MARK})|\\[\\$`]")
_TAGGED = re.compile(r"`+|<!--|-->|</(?:script|style|pre|textarea|code)\b", re.IGNORECASE)
_BARRIER = re.compile(r"^[ \t>]*(?:#{1,6}[ \t]|`{3,}|<!--)", re.MULTILINE)


class Places:
    """The offsets of each delimiter, in order; dollars and brackets in code that ends on its line are left out."""

    def __init__(self, text: str) -> None:
        self.places: defaultdict[str, list[int]] = defaultdict(list)
        for match in _DELIMITER.finditer(text):
            if mark := match["mark"]:
                self.places[mark].append(match.start())
                if mark == "$$":
                    self.places["$"] += (match.start(), match.start() + 1)
        for match in _TAGGED.finditer(text):
            self.places[match.group().lower()].append(match.start())
        self.places["barrier"] = [match.start() for match in _BARRIER.finditer(text)]

    def next(self, mark: str, start: int) -> int | None:
        """The first place of `mark` at or after `start`."""
        places = self.places.get(mark, [])
        index = bisect_left(places, start)
        return places[index] if index < len(places) else None

    def count(self, mark: str, start: int, end: int) -> int:
        """How often `mark` stands in `start:end`."""
        places = self.places.get(mark, [])
        return bisect_left(places, end) - bisect_left(places, start)
