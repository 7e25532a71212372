"""The numbers that LaTeX gives to headings, theorems, figures and items, and the labels that stand for them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from string import ascii_uppercase

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
    kinds: dict[str, Theorem] = {}
    for found in _THEOREM.finditer(text):
        counter = "" if found["star"] else found["with"] or found["name"]
        shared = kinds.get(found["with"] or "")
        if shared is not None:
            kinds[found["name"]] = replace(shared, title=found["title"])
        else:
            kinds[found["name"]] = Theorem(found["title"], counter, found["within"] or "")
    return kinds


def outermost(count: int, appended: bool) -> str:
    """The number of an outermost heading, or its letter in an appendix."""
    return ascii_uppercase[count - 1] if appended and 0 < count <= len(ascii_uppercase) else str(count)


@dataclass
class Counters:
    """What was counted so far.

    `numbers` has what is printed for each label, and `called` what has it; `last` is the last number given, and `kind`
    what has that; `labelled` are the labels that are still to be put where they stand. Once it is `appended`, the
    outermost headings have letters.
    """

    chapters: bool
    counts: Counter[str] = field(default_factory=Counter)
    numbers: dict[str, str] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)
    last: str = ""
    kind: str = ""
    labelled: list[str] = field(default_factory=list)
    appended: bool = False

    def append(self) -> None:
        """Begin the appendix, which counts anew."""
        self.appended = True
        for name in NUMBERED[0 if self.chapters else 1 :]:
            self.counts[name] = 0

    def label(self, label: str) -> None:
        """A label stands for the last number."""
        self.numbers[label], self.called[label] = self.last, self.kind
        self.labelled.append(label)

    def heading(self, name: str, starred: bool) -> str:
        """The number of a heading; nothing where it has none."""
        if starred or name not in NUMBERED:
            return ""
        self.counts[name] += 1
        for deeper in NUMBERED[NUMBERED.index(name) + 1 :]:
            self.counts[deeper] = 0
        kind = "Chapter" if name == "chapter" else "Section"
        self.last, self.kind = self._section(name), "Appendix" if self.appended else kind
        return self.last

    def _section(self, name: str) -> str:
        """The number of the section of that depth."""
        counts = [self.counts[each] for each in NUMBERED[0 if self.chapters else 1 : NUMBERED.index(name) + 1]]
        return ".".join([*(outermost(count, self.appended) for count in counts[:1]), *map(str, counts[1:])])

    def theorem(self, kind: Theorem) -> str:
        """The number of a theorem, which begins anew in each section of the depth that it names; else nothing."""
        if not kind.counter:
            return ""
        outer = f"{self._section(kind.within)}." if kind.within in NUMBERED else ""
        self.counts[f"{kind.counter} {outer}"] += 1
        self.last, self.kind = f"{outer}{self.counts[f'{kind.counter} {outer}']}", kind.title
        return self.last

    def plain(self, name: str) -> str:
        """The number of a figure or table."""
        self.counts[name] += 1
        self.last, self.kind = str(self.counts[name]), name
        return self.last
