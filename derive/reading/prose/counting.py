"""The numbers that LaTeX gives to headings, theorems, figures and items, and the labels that stand for them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from derive.reading.files.tex import SECTIONS

NUMBERED = ("chapter", "section", "subsection", "subsubsection")
_THEOREM = re.compile(
    r"\\newtheorem(?P<star>\*?)\s*\{(?P<name>[^{}]+)\}\s*(?:\[(?P<with>[^\[\]]+)\])?\s*\{(?P<title>[^{}]*)\}"
    r"\s*(?:\[(?P<within>[^\[\]]+)\])?"
)


@dataclass(frozen=True, slots=True)
class Theorem:
    """A kind of theorem: how it is called, and by what counter it is numbered; by none where that is empty."""

    title: str
    counter: str = ""
    within: str = ""


def theorems(text: str) -> dict[str, Theorem]:
    """The kinds of theorems that a document declares."""
    return {
        found["name"]: Theorem(
            found["title"], "" if found["star"] else found["with"] or found["name"], found["within"] or ""
        )
        for found in _THEOREM.finditer(text)
    }


@dataclass
class Counters:
    """What was counted so far.

    `numbers` has what is printed for each label, `last` is the last number given, `labelled` are the labels that are
    still to be put where they stand.
    """

    chapters: bool
    counts: Counter[str] = field(default_factory=Counter)
    numbers: dict[str, str] = field(default_factory=dict)
    last: str = ""
    labelled: list[str] = field(default_factory=list)

    def label(self, label: str) -> None:
        """A label stands for the last number."""
        self.numbers[label] = self.last
        self.labelled.append(label)

    def heading(self, name: str, starred: bool) -> str:
        """The number of a heading; nothing where it has none."""
        if starred or name not in NUMBERED:
            return ""
        self.counts[name] += 1
        for deeper in NUMBERED[NUMBERED.index(name) + 1 :]:
            self.counts[deeper] = 0
        first = 0 if self.chapters else 1
        self.last = ".".join(str(self.counts[each]) for each in NUMBERED[first : NUMBERED.index(name) + 1])
        return self.last

    def theorem(self, kind: Theorem) -> str:
        """The number of a theorem; nothing where its kind has none."""
        if not kind.counter:
            return ""
        self.counts[kind.counter] += 1
        outer = f"{self.counts[kind.within]}." if kind.within in SECTIONS else ""
        self.last = f"{outer}{self.counts[kind.counter]}"
        return self.last

    def plain(self, name: str) -> str:
        """The number of a figure or table."""
        self.counts[name] += 1
        self.last = str(self.counts[name])
        return self.last
