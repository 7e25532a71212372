"""A finished page in another language.

The words of a page are translated element by element: text with the elements inside of it is one phrase, in which a
formula is `$…$`, code is in backquotes, and a sign stands for any other element; what is in that is a phrase too. What
has a `lang` of its own, as the author's words have, stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from itertools import groupby

from markupsafe import Markup

from derive.reading.source import Source
from derive.reporting.language import ENGLISH, FIRST, LAST, WHOLE, Language

TOKEN = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1>|<[^>]*>|[^<]+", re.DOTALL)
NAME = re.compile(r"</?([a-zA-Z][\w-]*)")
EMPTY = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
INLINE = frozenset({
    "a", "abbr", "b", "br", "button", "code", "em", "i", "img", "input", "kbd", "label", "math", "s", "small", "span",
    "strong", "sub", "sup", "svg", "tspan", "wbr",
})
MARKS = {"math": "$", "code": "`"}
KEPT = frozenset({"math", "code", "pre", "kbd"})
"""Elements in which there are no words."""
KIND = re.compile(r'\sdata-say="([a-z]+)"')
SAYING = re.compile(r'(\s(?:aria-label|alt|title|placeholder|data-say-[a-z]+)=")([^"]*)"')
LANG = re.compile(r'\slang="[^"]*"')
FRONT_MATTER = re.compile(r"---[ \t]*\n(?:(?!---).*\n)*?lang:[ \t]*[\"']?(?P<language>[A-Za-z][\w-]*)")
WORD = re.compile(r"[^\W\d_]{2,}")
TEXT_ONLY = frozenset({"title", "desc", "text", "tspan", "option", "textarea"})
"""Elements in which no other may stand."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its tags as they stand, and what is between them."""

    name: str
    opening: str
    inner: list[Element | str] = field(default_factory=list)
    closing: str = ""

    @property
    def kind(self) -> str:
        """The kind of phrase in it, where it is another than everywhere."""
        found = KIND.search(self.opening)
        return found[1] if found else WHOLE

    @property
    def is_kept(self) -> bool:
        """Whether nothing in it is translated."""
        return self.name in KEPT or (self.name != "html" and LANG.search(self.opening) is not None)


NOWHERE = Element("", "")


@dataclass(frozen=True, slots=True)
class Authored:
    """Marks what an author wrote as of its `language`, which may be unknown (empty); where there is none, nothing."""

    language: str | None = None

    @classmethod
    def by(cls, source: Source | None, language: Language) -> Authored:
        """The mark for the words of a document on a page in a language."""
        found = FRONT_MATTER.match(source.text) if source is not None else None
        own = found["language"] if found else ""
        return cls(None if language.code == ENGLISH.code and own in ("", ENGLISH.code) else own)

    @property
    def attribute(self) -> Markup:
        """The mark as an attribute of an element that has only the author's words in it."""
        return Markup("") if self.language is None else Markup(' lang="{}"').format(self.language)

    def __call__(self, words: Markup) -> Markup:
        """The words, marked."""
        if self.language is None or not words.strip():
            return words
        return Markup("<span{}>{}</span>").format(self.attribute, words)


def translated(page: str, language: Language) -> str:
    """A page, or a piece of one, with its own words in a language."""
    return page if not language.patterns else _Translation(language).all(tree(page))


def tree(page: str) -> list[Element | str]:
    """The elements of a page, and the text between them."""
    root = Element("", "")
    open_ = [root]
    for found in TOKEN.finditer(page):
        token = found.group()
        name = NAME.match(token)
        if name is None or found[1]:
            open_[-1].inner.append(token if not token.startswith("<") else Element("", token))
        elif token.startswith("</"):
            ended = open_.pop()
            open_[-1].inner.append(Element(ended.name, ended.opening, ended.inner, token))
        elif name[1] in EMPTY or token.endswith("/>"):
            open_[-1].inner.append(Element(name[1], token))
        else:
            open_.append(Element(name[1], token))
    return root.inner


class _Translation:
    """The translation of a tree into one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def all(self, nodes: Sequence[Element | str], parent: Element = NOWHERE) -> str:
        """What is in an element; text and the elements among it together."""
        found = []
        for is_inline, group in groupby(nodes, key=_is_inline):
            part = list(group)
            elements = (node for node in part if isinstance(node, Element))
            found.append(self._phrase(part, parent) if is_inline else "".join(map(self._element, elements)))
        return "".join(found)

    def _element(self, element: Element) -> str:
        opening = element.opening
        if not element.is_kept:
            opening = SAYING.sub(self._attribute, opening)
        if element.name == "html":
            opening = LANG.sub(f' lang="{self.language.code}"', opening)
        inner = _written(element.inner) if element.is_kept else self.all(element.inner, element)
        return f"{opening}{inner}{element.closing}"

    def _attribute(self, found: re.Match[str]) -> str:
        return f'{found[1]}{escape(self.language.say(unescape(found[2])))}"'

    def _phrase(self, nodes: Sequence[Element | str], parent: Element) -> str:
        """Text and the elements in it as one phrase; marked as English where it cannot be said."""
        nodes = _whole(nodes)
        signed = [(_sign(node, at), self._element(node)) for at, node in enumerate(nodes) if isinstance(node, Element)]
        signs = iter(signed)
        text = "".join(unescape(node) if isinstance(node, str) else next(signs)[0] for node in nodes)
        words = " ".join(text.split())
        has_words = any(isinstance(node, str) and WORD.search(unescape(node)) for node in nodes)
        said = self.language.phrase(words, parent.kind) if has_words else words
        start, end = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        made = escape(text if said in (None, words) else f"{start}{said}{end}", quote=False)
        for sign, element in signed:
            made = made.replace(escape(sign, quote=False), element).replace(sign.strip("$"), element)
        return f'<span lang="en">{made}</span>' if said is None and parent.name not in TEXT_ONLY else made


def _whole(nodes: Sequence[Element | str]) -> list[Element | str]:
    """Nodes with the pieces into which a wide formula is parted as one element."""
    found = list[Element | str]()
    for is_formula, group in groupby(nodes, key=lambda node: isinstance(node, Element) and node.name == "math"):
        pieces = list(group)
        found += [Element("math", "", pieces, "")] if is_formula and len(pieces) > 1 else pieces
    return found


def _is_inline(node: Element | str) -> bool:
    return isinstance(node, str) or node.name in INLINE


def _sign(element: Element, number: int) -> str:
    """What stands for an element in a phrase; code stands for itself."""
    code = unescape(_text(element)) if element.name == "code" else ""
    if code and "`" not in code:
        return f"`{code}`"
    mark = MARKS.get(element.name, "")
    return f"{mark}{chr(FIRST + number % (LAST - FIRST))}{mark}"


def _text(element: Element) -> str:
    return "".join(node if isinstance(node, str) else _text(node) for node in element.inner)


def _written(nodes: Sequence[Element | str]) -> str:
    return "".join(
        node if isinstance(node, str) else f"{node.opening}{_written(node.inner)}{node.closing}" for node in nodes
    )
