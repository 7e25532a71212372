"""What to write above a heading so that names which ended with a section hold below it too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from derive.reading.grammar.names import Known
from derive.reading.grammar.trees import walk
from derive.reading.items import Document, Item, Opening
from derive.reading.statements import Assumed, Definition, Finite, Option, Shaped, UnknownFunction, Unread
from derive.reading.syntax import Call, Name

SIGN = re.compile(r"\s*(?::=|\\coloneqq|\\triangleq|\\equiv|=)\s*")
UNSAID = re.compile(r"\\(?:label|tag\*?)\s*\{[^{}]*\}|\\(?:nonumber|notag)(?![a-zA-Z])|&")
INDICES = re.compile(r"[a-z]")


@dataclass(frozen=True, slots=True)
class Carried:
    """The comments to write, and the heading above which they hold for all who need them."""

    comments: tuple[str, ...]
    above: Opening


@dataclass(frozen=True, slots=True)
class Group:
    """Sections for which one comment carries names on, in place of several that overlap."""

    above: Opening | None
    names: dict[Known, None]
    sections: set[int]

    def agrees(self, names: Iterable[Known]) -> bool:
        """Whether no spelling among names is that of another name here."""
        here = {known.plain: known for known in self.names}
        return all(here.get(known.plain, known) == known for known in names)


def grouped(document: Document, used: Iterable[tuple[Item, Mapping[Known, None]]]) -> list[Group]:
    """Items of different sections with the names that those use of sections that ended, by where these are written."""
    groups: list[Group] = []
    for item, names in used:
        above = _above(document, {known.level for known in names}, item)
        group = next((each for each in groups if each.above is above and each.agrees(names)), None)
        if group is None:
            group = Group(above, {}, set())
            groups.append(group)
        group.names.update(names)
        group.sections.add(item.names.level)
    return groups


def carried(document: Document, names: Iterable[Known], item: Item) -> Carried | None:
    """What declares names of sections that ended for an item in another one; nothing if it cannot be written out."""
    items = needed(document, names, item)
    above = _above(document, {each.names.level for each in items}, item)
    lines = [_line(each) for each in items]
    if above is None or not lines or None in lines:
        return None
    own = [line for each, line in zip(items, lines, strict=True) if line and isinstance(each.statement, _ALONE)]
    others = [line for each, line in zip(items, lines, strict=True) if line and not isinstance(each.statement, _ALONE)]
    made = [*(each for each in own if not each.startswith("assume")), "; ".join(others)]
    made += [each for each in own if each.startswith("assume")]
    is_tex = document.source.path.endswith(".tex")
    return Carried(tuple(f"% derive: {line}" if is_tex else f"<!-- derive {line} -->" for line in made if line), above)


_ALONE = (Assumed, Option)
"""Statements that stand on a line of their own."""


def _above(document: Document, levels: set[int], item: Item) -> Opening | None:
    """The first heading of the innermost section around an item and all the sections that ended."""
    here = _around(document, document.parts.index(item))
    depth = min((_shared(here, _around(document, level - 1)) for level in levels), default=0)
    after = document.parts.index(here[depth - 1]) + 1 if depth else 0
    return next((part for part in document.parts[after:] if isinstance(part, Opening)), None)


def _shared(one: list[Opening], other: list[Opening]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a is not b:
            break
        count += 1
    return count


def _around(document: Document, place: int) -> list[Opening]:
    """The headings of the sections around the part at a place."""
    around: list[Opening] = []
    for part in document.parts[:place]:
        if isinstance(part, Opening):
            around = [*(each for each in around if each.level < part.level), part]
    own = document.parts[place]
    return [each for each in around if not isinstance(own, Opening) or each.level < own.level]


def needed(document: Document, names: Iterable[Known], at: Item) -> list[Item]:
    """The statements that introduce names, and those of which these speak, where they do not hold at an item."""
    left, seen = [(known.key, known.level) for known in names], set[tuple[str, int]]()
    keys = {key for key, _ in left}
    held = {0, *(document.parts.index(each) + 1 for each in _around(document, document.parts.index(at)))}
    items = [part for part in document.parts if isinstance(part, Item)]
    found: dict[int, Item] = {}
    while left:
        key, level = left.pop()
        if (key, level) in seen:
            continue
        seen.add((key, level))
        for place, item in enumerate(items):
            if item.names.level == level and key in _heads(item.statement):
                found[place] = item
                spoken, levels = _spoken(item.statement), {each.key: each.level for each in item.names.all()}
                left += [(other, levels.get(other, level)) for other in spoken if levels.get(other, level) not in held]
                keys |= spoken
    sections = {level for _, level in seen}
    for place, item in enumerate(items):
        assumed = isinstance(item.statement, Assumed) and _spoken(item.statement) - _free(item) <= keys
        if item.names.level in sections and (assumed or isinstance(item.statement, Option)):
            found[place] = item
    texts: dict[str, Item] = {}
    for place in sorted(found):
        texts.setdefault(_line(found[place]) or "", found[place])
    return list(texts.values())


def _free(item: Item) -> set[str]:
    """The letters of an item that are nothing but indices."""
    return {name for name in _spoken(item.statement) if INDICES.fullmatch(name) and item.names.find(name, "") is None}


def _heads(statement: object) -> set[str]:
    match statement:
        case Shaped(heads=heads) | Finite(heads=heads):
            return {head.key for head in heads}
        case Definition(head=head) | UnknownFunction(head=head):
            return {head.key}
        case Unread(name=name):
            return {name}
    return set()


def _spoken(statement: object) -> set[str]:
    """The names and functions of which a statement speaks."""

    def keys() -> Iterator[str]:
        match statement:
            case Definition(body=tree) | UnknownFunction(arguments=tree) | Assumed(condition=tree):
                for node in walk(tree):
                    if isinstance(node, Name):
                        yield node.key
                    elif isinstance(node, Call):
                        yield node.function

    return set(keys())


def _line(item: Item) -> str | None:
    """A statement as a line of a declaration; nothing where it stands in several rows."""
    text = " ".join(UNSAID.sub("", item.source).split())
    if (r"\\" in text and r"\begin" not in text) or "=:" in text or "`" in text:
        return None
    match item.statement:
        case Definition() | UnknownFunction():
            return SIGN.sub(" := ", text, count=1)
        case Assumed(source=source):
            return source if r"\in" in source else f"assume {source.removeprefix('assume').strip()}"
    return text
