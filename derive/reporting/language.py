"""The words of the reports in another language.

Every sentence is made in English. A language is one table beside this file, `languages/CODE.toml`: under the name of a
kind of phrase it has English patterns and what they become, with placeholders. `{name}` stands for names, numbers or
code and stays as it is, `{name:kind}` for a phrase of that kind, which is translated too. What no pattern covers stays
English.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

SLOT = re.compile(r"(\{\{|\}\})|\{([a-z]+)(?::([a-z]+))?\}")
WHOLE = "text"
"""The kind that a whole message is of."""
ANYTHING = "anything"
FIRST, LAST = 0xF0000, 0xFFFFD
"""The signs that stand for the elements of a page within a phrase."""
BUILT_IN = {
    ANYTHING: re.compile(r".+", re.DOTALL),
    "element": re.compile(f"[{chr(FIRST)}-{chr(LAST)}]"),
    "number": re.compile(r"\d+(?:×\d+)*"),
}
"""Kinds that no table has: what others wrote, such as a title; an element of a page; a number or a shape."""
VERBATIM = re.compile(r"[^\s,;]+(?:(?:[,;]| ≥) [^\s,;]+)*(?<![.?:])")
WITHIN = {"`": re.compile("[^`]+"), "$": re.compile(r"[^$]+")}
"""What a placeholder without a kind stands for: words without spaces, some of them in a list; code; a formula."""
FOLDER = files("derive.reporting") / "languages"


class BadTable(ValueError):
    """A table of a language that contradicts itself."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A placeholder: for a phrase of a kind, or without a kind for names, numbers or code."""

    name: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """An English phrase and what it becomes."""

    english: tuple[str | Slot, ...]
    other: tuple[str | Slot, ...]

    @property
    def literal(self) -> int:
        """How many characters stand fixed in it: of two patterns that fit, the one with more says more."""
        return sum(len(part) for part in self.english if isinstance(part, str))


@dataclass(frozen=True, eq=False)
class Language:
    """A language of the reports: its `code`, and for each kind of phrase its patterns, the most specific first."""

    code: str
    patterns: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict, repr=False)

    def __reduce__(self) -> tuple[object, ...]:
        return language, (self.code,)

    def phrase(self, text: str, kind: str = WHOLE) -> str | None:
        """All of a text as a phrase of a kind, or nothing where patterns do not cover it."""
        return _phrase(self, text, kind) if self.patterns and text.strip() else text

    def knows(self, text: str, kind: str = WHOLE) -> bool:
        """Whether a text can be said in this language."""
        return self.phrase(text, kind) is not None

    def say(self, text: str, kind: str = WHOLE) -> str:
        """A text of the reports in this language; as it is where no pattern covers it."""
        found = self.phrase(text, kind)
        return text if found is None else found


ENGLISH = Language("en")


def codes() -> tuple[str, ...]:
    """The languages that there are, English first."""
    return (ENGLISH.code, *sorted(each.name[:-5] for each in FOLDER.iterdir() if each.name.endswith(".toml")))


@cache
def language(code: str) -> Language:
    """The language of that code."""
    if code == ENGLISH.code:
        return ENGLISH
    return Language(code, table(tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))))


def table(rows: Mapping[str, Mapping[str, str]]) -> dict[str, tuple[Pattern, ...]]:
    """The patterns of each kind. Raises `BadTable` at a placeholder or a kind that there is not."""
    found: dict[str, tuple[Pattern, ...]] = {}
    for kind, phrases in rows.items():
        made = [_pattern(english, other, rows) for english, other in phrases.items()]
        found[kind] = tuple(sorted(made, key=lambda pattern: -pattern.literal))
    return found


def _pattern(english: str, other: str, kinds: Mapping[str, object]) -> Pattern:
    made = Pattern(_parts(english), _parts(other))
    slots = [part for part in made.english if isinstance(part, Slot)]
    for slot in slots:
        if slot.kind is not None and slot.kind not in kinds and slot.kind not in BUILT_IN:
            raise BadTable(f"`{english}` has a placeholder of the kind {slot.kind}, which the table does not have")
    names = [slot.name for slot in slots]
    for part in made.other:
        if isinstance(part, Slot) and part.name not in names:
            known = ", ".join(names) or "none"
            raise BadTable(f"`{other}` has the placeholder {part.name}, but those of `{english}` are: {known}")
    return made


def _parts(text: str) -> tuple[str | Slot, ...]:
    """A phrase as literal text and placeholders; `{{` is a brace."""
    found: list[str | Slot] = []
    literal, place = "", 0
    for match in SLOT.finditer(text):
        literal, place = literal + text[place : match.start()], match.end()
        if match[1]:
            literal += match[1][0]
            continue
        found += [literal, Slot(match[2], match[3])] if literal else [Slot(match[2], match[3])]
        literal = ""
    literal += text[place:]
    return (*found, literal) if literal else tuple(found)


@lru_cache(maxsize=4096)
def _phrase(language: Language, text: str, kind: str) -> str | None:
    return _Reading(language.patterns, text).phrase(kind, 0).get(len(text))


class _Reading:
    """A text read by patterns: for each kind and place, where a phrase of that kind may end and what it becomes."""

    def __init__(self, patterns: Mapping[str, tuple[Pattern, ...]], text: str) -> None:
        self.patterns = patterns
        self.text = text
        self.known: dict[tuple[str, int], dict[int, str]] = {}

    def phrase(self, kind: str, start: int) -> dict[int, str]:
        """The ends of the phrases that start at a place, each with the translation by the most specific pattern."""
        if (kind, start) not in self.known:
            found = self.known[kind, start] = {}
            for pattern in self.patterns[kind]:
                for end, values in self._matches(pattern.english, 0, start):
                    if end not in found:
                        parts = (part if isinstance(part, str) else values[part.name] for part in pattern.other)
                        found[end] = "".join(parts)
        return self.known[kind, start]

    def _matches(self, parts: tuple[str | Slot, ...], number: int, place: int) -> Iterator[tuple[int, dict[str, str]]]:
        """Where a pattern, from one of its parts on, may end, and what its placeholders become."""
        if number == len(parts):
            yield place, {}
            return
        part = parts[number]
        if isinstance(part, str):
            if self._stands(part, place, first=number == 0):
                yield from self._matches(parts, number + 1, place + len(part))
            return
        for end, value in self._filled(part, parts, number, place):
            for last, values in self._matches(parts, number + 1, end):
                yield last, {**values, part.name: value}

    def _stands(self, literal: str, place: int, *, first: bool) -> bool:
        """Whether a literal stands there; at the start of a phrase its first letter may be a capital."""
        if self.text.startswith(literal, place):
            return True
        return first and self.text.startswith(literal[0].upper() + literal[1:], place)

    def _filled(self, slot: Slot, parts: tuple[str | Slot, ...], number: int, place: int) -> Iterator[tuple[int, str]]:
        """What may stand for a placeholder."""
        if slot.kind is not None and slot.kind not in BUILT_IN:
            yield from list(self.phrase(slot.kind, place).items())
            return
        before = parts[number - 1] if number else ""
        mark = before[-1] if isinstance(before, str) and before else ""
        allowed = BUILT_IN[slot.kind] if slot.kind else WITHIN.get(mark, VERBATIM)
        behind = parts[number + 1] if number + 1 < len(parts) else ""
        for end in self._ends(behind if isinstance(behind, str) else "", place):
            if allowed.fullmatch(self.text, place, end):
                yield end, self.text[place:end]

    def _ends(self, literal: str, place: int) -> Iterator[int]:
        """The places behind `place` at which a literal stands, and all of them where there is none."""
        end = self.text.find(literal, place + 1)
        while 0 <= end <= len(self.text):
            yield end
            if end == len(self.text):
                return
            end = self.text.find(literal, end + 1)
