"""HTML in a Markdown text: the few tags that only set words are followed; any other is shown as it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from derive.reading.prose.nodes import Break, Code, Link, Picture, Style, Styled, Text, Word, Words
from derive.reading.prose.places import Place

STYLES = {
    "b": Style.STRONG, "strong": Style.STRONG, "i": Style.EMPHASIS, "em": Style.EMPHASIS, "cite": Style.EMPHASIS,
    "s": Style.STRUCK, "del": Style.STRUCK, "sup": Style.RAISED, "sub": Style.LOWERED,
}
SILENT = frozenset(
    "a article aside center details div figcaption figure font footer header hr kbd main mark nav p picture section"
    " small source span summary table tbody td th thead tr u ul ol li br img".split()
)
BLOCKS = frozenset("article details div figcaption figure hr li p section summary td th tr".split())
"""Those of them that part words."""
HIDDEN = re.compile(r"\s*<(?:script|style|textarea|pre|template|iframe|object|svg|math)\b", re.IGNORECASE)

_PIECE = re.compile(
    r"<!--[\s\S]*?-->|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<rest>(?:\s[^<>]*)?)/?>|(?P<text>[^<]+|<)"
)
_ATTRIBUTE = re.compile(r"([a-zA-Z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that opens or closes what stands between it and its fellow."""

    name: str
    closes: bool
    target: str = ""


def hidden(text: str) -> bool:
    """Whether a block of HTML is no text, but a program or the like."""
    return HIDDEN.match(text) is not None


def nodes(text: str) -> list[Word | Tag]:
    """The words and tags of a piece of HTML; comments are left out."""
    found: list[Word | Tag] = []
    for piece in _PIECE.finditer(text):
        if piece["text"]:
            found.append(Text(unescape(piece["text"])))
        elif piece["name"]:
            found += _tag(piece)
    return found


def _tag(piece: re.Match[str]) -> list[Word | Tag]:
    name, closes = piece["name"].lower(), bool(piece["close"])
    given = {key.lower(): unescape(a or b or c) for key, a, b, c in _ATTRIBUTE.findall(piece["rest"])}
    if name == "br":
        return [Break()]
    if name == "img":
        return [Picture(given.get("src", ""), given.get("alt", ""))]
    if name in STYLES or name == "a":
        return [Tag(name, closes, given.get("href", ""))]
    if name in SILENT:
        return [Text(" ")] if name in BLOCKS else []
    return [Code(piece.group())]


def applied(parts: Sequence[Word | Place | Tag]) -> list[Word | Place]:
    """The parts with what stands between two tags in the style that they name; a tag without a fellow is dropped."""
    stack: list[tuple[Tag | None, list[Word | Place]]] = [(None, [])]
    for part in parts:
        if not isinstance(part, Tag):
            stack[-1][1].append(part)
        elif not part.closes:
            stack.append((part, []))
        elif any(tag is not None and tag.name == part.name for tag, _ in stack):
            while (tag := stack[-1][0]) is not None:
                inner = stack.pop()[1]
                stack[-1][1].extend(_set(tag, inner) if tag.name == part.name else inner)
                if tag.name == part.name:
                    break
    while len(stack) > 1:
        inner = stack.pop()[1]
        stack[-1][1].extend(inner)
    return stack[0][1]


def _set(tag: Tag, inner: list[Word | Place]) -> list[Word | Place]:
    """The words between two tags, if nothing but words stands there."""
    words: Words = tuple(each for each in inner if isinstance(each, Word))
    if len(words) < len(inner):
        return inner
    if tag.name in STYLES:
        return [Styled(STYLES[tag.name], words)]
    return [Link(tag.target, words)] if tag.target else inner
