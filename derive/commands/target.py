"""Which claim of a document a user means: the one in a line, or the one of an id."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from derive.commands.outcome import NO_CLAIM
from derive.guessing import guess
from derive.meaning.meanings import Understood
from derive.reading.source import Source

PLACE = re.compile(r"(?P<path>.+?):(?P<line>\d+)(?::(?P<column>\d+))?:?")
ODD = re.compile(r"(?P<path>.+?\.(?:md|markdown|tex)):(?P<odd>.*)", re.IGNORECASE)
DELIMITERS = ("$$", r"\[", r"\]", r"\begin", r"\end", "```")
"""How a line begins that opens or closes a formula, and so is about the claim next to it."""
OPENING = (r"\[", r"\begin")
CLOSING = (r"\]", r"\end")
BARE = re.compile(r"(?:\$\$|\\[\[\]]|\\(?:begin|end)\{[^}]*\}(?:\{[^}]*\})?|\\(?:tag|label)\{[^}]*\}|`{3,}\s*\w*|\s)+")
"""A line of such delimiters alone."""
MOST = 8
"""Claims that are listed in a message."""


class NoSuchClaim(Exception):
    """What a user names is not there; the text is a sentence that says what is."""


@dataclass(frozen=True, slots=True)
class Target:
    """A file, and a place in it if one is named; `odd` is what stands where a place was expected, and is none."""

    path: str
    line: int | None = None
    column: int | None = None
    odd: str = ""

    @classmethod
    def of(cls, text: str) -> Target:
        """`note.md:8:4`, as `check` prints it; a file may have a colon in its name."""
        found = None if Path(text).is_file() else PLACE.fullmatch(text)
        if found is None:
            odd = None if Path(text).is_file() else ODD.fullmatch(text)
            return cls(odd["path"], odd=odd["odd"]) if odd is not None else cls(text)
        column = found["column"]
        return cls(found["path"], int(found["line"]), int(column) if column else None)


def chosen(source: Source, listed: Sequence[Understood], target: Target, name: str | None) -> list[Understood]:
    """The claims that are meant. Raises `NoSuchClaim`."""
    if not listed:
        raise NoSuchClaim(NO_CLAIM)
    if name is not None:
        return [_named(listed, name)]
    if target.line is not None:
        return _placed(source, listed, target.line, target.column)
    if len(listed) > 1 or target.odd:
        known = ", ".join(_told(source, each) for each in listed[:MOST])
        more = f" and {len(listed) - MOST} more" if len(listed) > MOST else ""
        example = f"{source.path}:{_lines(source, listed[0])[0]}"
        wrong = f"{target.odd!r} is no line; " if target.odd else ""
        raise NoSuchClaim(f"{wrong}expected a line, as in {example}, or an id: {known}{more}")
    return [listed[0]]


def apart(source: Source, found: Sequence[Understood], line: int) -> str:
    """That claims do not stand in the line that was named; nothing where that only opens or closes their formula."""
    first, last = _lines(source, found[0])[0], _lines(source, found[-1])[1]
    lines = source.text.split("\n")
    between, said = lines[min(line - 1, last) : max(line, first - 1)], lines[line - 1].strip()
    turned = said.startswith(OPENING) if first < line else said.startswith(CLOSING)
    if _covering(source, found, line) or (not turned and all(map(BARE.fullmatch, between))):
        return ""
    return f"no claim is in line {line}; told is {' and '.join(_told(source, each) for each in found)}"


def _named(listed: Sequence[Understood], name: str) -> Understood:
    ids = [each.item.id for each in listed]
    if name not in ids:
        meant = guess(name, ids) or f"; the ids are {', '.join(ids[:MOST])}{' …' if len(ids) > MOST else ''}"
        raise NoSuchClaim(f"no claim has the id {name!r}{meant}")
    return listed[ids.index(name)]


def _placed(source: Source, listed: Sequence[Understood], line: int, column: int | None) -> list[Understood]:
    last = source.position(max(len(source.text.rstrip("\n")) - 1, 0))[0]
    if not 1 <= line <= last:
        raise NoSuchClaim(f"there is no line {line}; the last one is {last}")
    covering = _covering(source, listed, line)
    lines = source.text.split("\n")
    if not covering and lines[line - 1].strip().startswith(DELIMITERS):
        near = (_covering(source, listed, number) for number in _beside(lines, line))
        covering = next(filter(None, near), [])
    if not covering:
        before = [each for each in listed if _lines(source, each)[1] < line][-1:]
        after = [each for each in listed if _lines(source, each)[0] > line][:1]
        told = " and ".join(_told(source, each) for each in (*before, *after))
        raise NoSuchClaim(f"no claim is in line {line}; the nearest: {told}")
    if column is None:
        return covering
    offset = source.line_starts[line - 1] + column - 1
    inside = [each for each in covering if each.item.span.start <= offset]
    return inside[-1:] or covering[:1]


def _beside(lines: Sequence[str], line: int) -> list[int]:
    """The other lines of a paragraph, the nearest first; of two that are as near, the one that a delimiter is about."""
    closes = lines[line - 1].strip().startswith(CLOSING)
    below = takewhile(lambda number: lines[number - 1].strip(), range(line + 1, len(lines) + 1))
    above = takewhile(lambda number: lines[number - 1].strip(), range(line - 1, 0, -1))
    return sorted([*below, *above], key=lambda number: (abs(number - line), (number < line) != closes))


def _covering(source: Source, listed: Sequence[Understood], line: int) -> list[Understood]:
    return [each for each in listed if _lines(source, each)[0] <= line <= _lines(source, each)[1]]


def _lines(source: Source, each: Understood) -> tuple[int, int]:
    """The first and the last line of a claim."""
    start, end = each.item.span.start, each.item.span.end
    end = start + len(source.text[start:end].rstrip())
    return source.position(start)[0], source.position(max(end - 1, start))[0]


def _told(source: Source, each: Understood) -> str:
    first, last = _lines(source, each)
    return f"{each.item.id} in {f'line {first}' if first == last else f'lines {first}–{last}'}"
