"""The words of a document as HTML: none of its own is let in, every sign is escaped, every address looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, repeat

from markupsafe import Markup, escape

from derive.reading.prose.nodes import (
    Block,
    Blocks,
    Boxed,
    Break,
    Code,
    Declared,
    Displayed,
    Formula,
    Heading,
    Item,
    Link,
    Listed,
    Note,
    Paragraph,
    Picture,
    Program,
    Quote,
    Reference,
    Rule,
    Side,
    Style,
    Styled,
    Table,
    Text,
    Word,
    Words,
)
from derive.reporting import shortcodes
from derive.reporting.embedding import Pictures
from derive.reporting.linking import referred
from derive.reporting.mathml import closed, heading, running
from derive.reporting.outline import Outline, slug
from derive.reporting.translating import Authored
from derive.reporting.words import plain

TAGS = {
    Style.EMPHASIS: "em",
    Style.STRONG: "strong",
    Style.STRUCK: "s",
    Style.RAISED: "sup",
    Style.LOWERED: "sub",
}
ADDRESS = re.compile(r"(?i)(?:(?:https?|mailto|ftp):|(?![a-z][a-z0-9+.-]*:|//| ))[^\x00-\x1f\x7f]+")
"""An address that only leads somewhere, or a relative one; browsers pass over control signs, so none may be in it."""
REMOTE = re.compile(r"(?i)https?:")
ALIGNED = {
    Side.LEFT: Markup(""), Side.CENTRE: Markup(' style="text-align: center"'),
    Side.RIGHT: Markup(' style="text-align: right"'),
}
BULLET = (Text("•"),)
Macro = Callable[..., Markup]


@dataclass
class Setter:
    """Sets the words of one document. `displayed` and `declared` are the templates for what is no words.

    `authored` marks what are the author's words, `notes` are the footnotes so far.
    """

    outline: Outline
    pictures: Pictures
    authored: Authored = field(default_factory=Authored)
    notes: list[Markup] = field(default_factory=list)

    def blocks(self, blocks: Blocks, displayed: Macro, declared: Macro) -> Markup:
        """Blocks one after the other."""
        return _Blocks(self, displayed, declared).all(blocks)

    def words(self, words: Words) -> Markup:
        """Running text."""
        return self.authored(self._inner(words))

    def _inner(self, words: Words) -> Markup:
        return closed(Markup("").join(map(self.word, words)))

    def title(self, words: Words) -> Markup:
        """A heading as it stands in the contents: without links and notes, which stand in its own place."""
        return self.words(tuple(_unlinked(words)))

    def word(self, word: Word) -> Markup:
        """One word, or whatever stands among them."""
        match word:
            case Text(text):
                return escape(shortcodes.shown(text))
            case Code(text):
                return Markup("<code>{}</code>").format(text)
            case Formula(latex):
                return running(latex)
            case Break():
                return Markup("<br>")
            case Styled(style, inner):
                return self._styled(style, inner)
            case Link(target, inner):
                return self._link(target, inner)
            case Picture(target, description):
                return self._picture(target, description)
            case Reference():
                return self._reference(word)
            case Note(blocks):
                return self._note(blocks)

    def _styled(self, style: Style, inner: Words) -> Markup:
        if style is Style.SMALL_CAPITALS:
            return Markup('<span class="capitals">{}</span>').format(self._inner(inner))
        return Markup("<{0}>{1}</{0}>").format(TAGS[style], self._inner(inner))

    def _link(self, target: str, inner: Words) -> Markup:
        """A link if its address may be followed; one inside the document, to the section of that name."""
        if target.startswith("#"):
            wanted = f"section-{slug(target)}"
            anchors = (section.anchor for section in self.outline.sections)
            target = next((f"#{anchor}" for anchor in anchors if anchor == wanted), "")
        if not ADDRESS.fullmatch(target):
            return self._inner(inner)
        return Markup('<a href="{}">{}</a>').format(target, self._inner(inner))

    def _picture(self, target: str, description: str) -> Markup:
        """A picture that lies beside the document, in the page itself; of another, what it shows."""
        embedded = self.pictures.embedded(target)
        if embedded:
            return Markup('<img src="{}" alt="{}">').format(embedded, description)
        text = f"[picture: {description or target}]"
        if REMOTE.match(target) and ADDRESS.fullmatch(target):
            return Markup('<a class="picture" href="{}">{}</a>').format(target, text)
        return Markup('<span class="picture">{}</span>').format(text)

    def _reference(self, reference: Reference) -> Markup:
        text, anchor = referred(self.outline, reference), self.outline.anchors.get(reference.label)
        if not text:
            return Markup("<code>{}</code>").format(reference.label)
        return Markup('<a href="#{}">{}</a>').format(anchor, text) if anchor else escape(text)

    def _note(self, blocks: Blocks) -> Markup:
        """The sign of a footnote."""
        self.notes.append(Markup(""))
        number = len(self.notes)
        self.notes[number - 1] = _Blocks(self, _elsewhere, _elsewhere).item(blocks)
        return Markup('<sup><a id="noted-{0}" class="note-mark" href="#note-{0}">{0}</a></sup>').format(number)


@dataclass
class _Blocks:
    """Sets blocks with what the templates say of formulas and declarations."""

    setter: Setter
    displayed: Macro
    declared: Macro

    def all(self, blocks: Blocks) -> Markup:
        return Markup("\n").join(map(self.one, blocks))

    def one(self, block: Block) -> Markup:
        """One block."""
        words = self.setter.words
        match block:
            case Paragraph(inner):
                return Markup("<p>{}</p>").format(words(inner))
            case Heading(_, inner):
                return Markup('<p class="heading">{}</p>').format(words(inner))
            case Displayed(number, _, span):
                return self.displayed(self.setter.outline.lines[number], self.setter.outline.before.get(span, ()))
            case Declared(lines, span):
                return self.declared(lines, self.setter.outline.before.get(span, ()))
            case Program(text):
                return _program(text)
            case Rule():
                return Markup("<hr>")
            case Quote(inner):
                return Markup("<blockquote>\n{}\n</blockquote>").format(self.all(inner))
            case Listed(items, start):
                return self._listed(items, start)
            case Table():
                return self._table(block)
            case Boxed():
                return self._boxed(block)

    def _listed(self, items: tuple[Item, ...], start: int | None) -> Markup:
        inner = [self.item(item.blocks) for item in items]
        if any(item.mark for item in items):
            marks = (self.setter.words(item.mark or BULLET) for item in items)
            named = Markup("\n").join(map(Markup("<dt>{}</dt>\n<dd>{}</dd>").format, marks, inner))
            return Markup("<dl>\n{}\n</dl>").format(named)
        rows = map(Markup("<li>{}</li>").format, inner)
        first = Markup("") if start in (None, 1) else Markup(' start="{}"').format(start)
        return Markup("<{0}{1}>\n{2}\n</{0}>").format("ul" if start is None else "ol", first, Markup("\n").join(rows))

    def item(self, blocks: Blocks) -> Markup:
        """The blocks of an item or a note; one paragraph alone is not set apart."""
        match blocks:
            case (Paragraph(words),):
                return self.setter.words(words)
        return self.all(blocks)

    def _table(self, table: Table) -> Markup:
        def row(cells: tuple[Words, ...], tag: str) -> Markup:
            scope = Markup(' scope="col"') if tag == "th" else ""
            sides = (ALIGNED[side] for side in chain(table.sides, repeat(Side.LEFT)))
            inner = (
                Markup("<{0}{1}{2}>{3}</{0}>").format(
                    tag, scope, side, (heading if tag == "th" else Markup)(self.setter.words(cell))
                )
                for cell, side in zip(cells, sides, strict=False)
            )
            return Markup("<tr>{}</tr>").format(Markup("").join(inner))

        head = Markup("\n").join(row(cells, "th") for cells in table.rows[: table.heads])
        body = Markup("\n").join(row(cells, "td") for cells in table.rows[table.heads :])
        head = Markup("<thead>\n{}\n</thead>\n").format(head) if head else head
        inner = Markup("<table>\n{}<tbody>\n{}\n</tbody>\n</table>").format(head, body)
        return Markup('<div class="scroll" tabindex="0" role="group" aria-label="table">{}</div>').format(inner)

    def _boxed(self, box: Boxed) -> Markup:
        anchors = Markup("").join(
            Markup('<span id="{}"></span>').format(self.setter.outline.anchors[label]) for label in box.labels
        )
        title = Markup('<p class="theorem-title">{}{}</p>').format(anchors, self.setter.words(box.title))
        title = title if box.title else anchors
        name = Markup(' role="group" aria-label="{}"').format(plain(box.title)) if box.title else Markup("")
        kind = "theorem" if box.title else "figure"
        return Markup('<div class="{}"{}>\n{}\n{}\n</div>').format(kind, name, title, self.all(box.blocks))


def _elsewhere(*_: object) -> Markup:
    """In place of a formula in a note: it stands at the end of the document, with its verdict."""
    return Markup("")


def _unlinked(words: Words) -> Iterator[Word]:
    for word in words:
        if isinstance(word, Link):
            yield from _unlinked(word.words)
        elif isinstance(word, Styled):
            yield replace(word, words=tuple(_unlinked(word.words)))
        elif not isinstance(word, (Note, Reference, Picture)):
            yield word


def _program(text: str) -> Markup:
    return Markup('<pre class="code" tabindex="0" role="group" aria-label="code">{}</pre>').format(text)
