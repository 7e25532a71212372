"""The words of a Markdown file: what markdown-it makes of it, with the formulas and headings that derive reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from derive.reading.files import blocks as files
from derive.reading.files import fences, macros, markdown
from derive.reading.prose import html
from derive.reading.prose.front import fields, sentence
from derive.reading.prose.nodes import (
    Block,
    Blocks,
    Break,
    Code,
    Declared,
    Displayed,
    Heading,
    Item,
    Link,
    Listed,
    Note,
    Paragraph,
    Picture,
    Program,
    Prose,
    Quote,
    Rule,
    Side,
    Style,
    Styled,
    Table,
    Text,
    Word,
    Words,
)
from derive.reading.prose.phrases import displayed
from derive.reading.prose.places import Marked, Place, marked
from derive.reading.source import Source

SIDES = {"text-align:center": Side.CENTRE, "text-align:right": Side.RIGHT}
STYLES = {"em": Style.EMPHASIS, "strong": Style.STRONG, "s": Style.STRUCK}
Inner = list[Word | Displayed | Declared | files.Heading]


def read(source: Source, breaks: Sequence[int] = ()) -> Prose:
    """All words of a Markdown file, and its formulas and declarations where they stand among them."""
    found = marked(source, markdown.blocks(source), macros.find(source), numbered=False, breaks=breaks)
    tree = SyntaxTreeNode(_parser().parse(found.text))
    reader = _Reader(found, {node.meta["label"]: node for node in tree.walk() if node.type == "footnote"})
    blocks = reader.blocks(tree.children)
    said = fields(next((node.content for node in tree.walk() if node.type == "front_matter"), ""))
    title, byline = reader.front(said)
    return Prose((*blocks, *found.left(blocks)), title, byline)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return parser.use(front_matter_plugin).use(footnote_plugin, inline=False)


@dataclass
class _Reader:
    """Turns the nodes of markdown-it into ours."""

    marked: Marked
    notes: Mapping[str, SyntaxTreeNode] = field(default_factory=dict)

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> Blocks:
        """Blocks one after the other."""
        return tuple(block for node in nodes for block in self.block(node))

    def block(self, node: SyntaxTreeNode) -> Iterable[Block]:
        """What one node is; what is not known is shown as it is written."""
        rule = RULES.get(node.type)
        if rule is not None:
            return rule(self, node)
        return [Program(self.marked.restored(node.content))] if node.is_nested is False and node.content else []

    def front(self, said: Mapping[str, str]) -> tuple[Words, Words]:
        """The title and the byline that a file names before its text; a title in the text comes before another."""
        titled = any(isinstance(place, files.Heading) and place.level == 1 for place in self.marked.places)
        title = "" if titled else said.get("title", "")
        byline = ", ".join(filter(None, (said.get("author", ""), said.get("date", ""))))
        return sentence(title), sentence(byline)

    def paragraph(self, node: SyntaxTreeNode) -> list[Block]:
        """Running text, parted where a formula is displayed in it."""
        return self.parted(self.inner(node))

    def parted(self, inner: Inner, level: int = 0, number: int | None = None) -> list[Block]:
        """Words as a paragraph, or as a heading where one is marked in them."""
        found: list[Block] = []
        words: list[Word] = []
        for each in [*inner, None]:
            if each is None or isinstance(each, (Displayed, Declared)):
                if trimmed := _trimmed(words):
                    found.append(Paragraph(trimmed))
                words = []
                found += [each] if each is not None else []
            elif not isinstance(each, files.Heading):
                words.append(each)
        heading = next((each for each in inner if isinstance(each, files.Heading)), None)
        if heading is None:
            return found
        first = next((block.words for block in found if isinstance(block, Paragraph)), ())
        rest = [block for block in found if not isinstance(block, Paragraph) or block.words is not first]
        return [Heading(heading.level, first, heading.span), *rest]

    def quote(self, node: SyntaxTreeNode) -> list[Block]:
        """A quotation."""
        return [Quote(self.blocks(node.children))]

    def listed(self, node: SyntaxTreeNode) -> list[Block]:
        """A list."""
        start = int(str(node.attrs.get("start", 1))) if node.type == "ordered_list" else None
        return [Listed(tuple(_ticked(Item(self.blocks(item.children))) for item in node.children), start)]

    def program(self, node: SyntaxTreeNode) -> list[Block]:
        """Lines of code, or the text of a directive."""
        if fences.is_text(node.info):
            inner = SyntaxTreeNode(_parser().parse(node.content))
            return [Quote(self.blocks(inner.children))]
        return [Program(self.marked.restored(node.content).rstrip("\n"))]

    def rule(self, node: SyntaxTreeNode) -> list[Block]:
        """A line across."""
        return [Rule()]

    def table(self, node: SyntaxTreeNode) -> list[Block]:
        """A table; formulas displayed in it stand below it."""
        rows = [row for part in node.children for row in part.children]
        below: list[Block] = []
        cells: list[tuple[Words, ...]] = []
        for row in rows:
            inner = [self.inner(cell) for cell in row.children]
            below += [each for cell in inner for each in displayed(cell)]
            cells.append(tuple(_trimmed(_only_words(cell)) for cell in inner))
        sides = tuple(SIDES.get(str(cell.attrs.get("style", "")), Side.LEFT) for cell in rows[0].children)
        return [Table(tuple(cells), len(node.children[0].children), sides), *below]

    def markup(self, node: SyntaxTreeNode) -> list[Block]:
        """HTML between the paragraphs."""
        if html.hidden(node.content):
            return [Program(self.marked.restored(node.content).strip())]
        return self.parted(self.tagged(html.nodes(node.content)))

    def nothing(self, node: SyntaxTreeNode) -> list[Block]:
        """What is no text."""
        return []

    def inner(self, node: SyntaxTreeNode) -> Inner:
        """The words of a paragraph, heading or cell."""
        children = node.children[0].children if node.children else []
        return self.tagged([each for child in children for each in self.word(child)])

    def _address(self, node: SyntaxTreeNode, name: str) -> str:
        return self.marked.restored(unquote(str(node.attrs.get(name, ""))))

    def tagged(self, parts: Iterable[Word | Place | html.Tag]) -> Inner:
        """Words with the tags among them put into effect, and texts with their places."""
        found: Inner = []
        for part in html.applied(list(parts)):
            found += self._placed(part)
        return found

    def _placed(self, part: Word | Place) -> Inner:
        """A word with the places in it; what is displayed in it stands behind it."""
        if isinstance(part, Text):
            return list(self.marked.parts(part.text))
        if not isinstance(part, (Styled, Link)):
            return [part]
        inner = self.tagged(part.words)
        return [replace(part, words=tuple(_only_words(inner))), *displayed(inner)]

    def _inside(self, node: SyntaxTreeNode, made: Callable[[Words], Word]) -> Inner:
        """A word made of the words in a node; what is displayed in it stands behind it."""
        inner = self.tagged([each for child in node.children for each in self.word(child)])
        return [made(tuple(_only_words(inner))), *displayed(inner)]

    def word(self, node: SyntaxTreeNode) -> list[Word | Place | html.Tag]:
        """What one node of running text is."""
        match node.type:
            case "text":
                return [Text(node.content)]
            case "softbreak":
                return [Text("\n")]
            case "hardbreak":
                return [Break()]
            case "code_inline":
                return [Code(self.marked.restored(node.content))]
            case "em" | "strong" | "s":
                return list(self._inside(node, partial(Styled, STYLES[node.type])))
            case "link":
                return list(self._inside(node, partial(Link, self._address(node, "href"))))
            case "image":
                return [Picture(self._address(node, "src"), self.marked.restored(node.content))]
            case "html_inline":
                return list(html.nodes(node.content))
            case "footnote_ref":
                label = node.meta.get("label", "")
                note = self.notes.get(label)
                others = {name: other for name, other in self.notes.items() if name != label}
                return [Note(replace(self, notes=others).blocks(note.children))] if note is not None else []
        return [Code(self.marked.restored(node.content))] if node.content else []


RULES: Mapping[str, Callable[[_Reader, SyntaxTreeNode], list[Block]]] = {
    "paragraph": _Reader.paragraph,
    "heading": _Reader.paragraph,
    "blockquote": _Reader.quote,
    "bullet_list": _Reader.listed,
    "ordered_list": _Reader.listed,
    "fence": _Reader.program,
    "code_block": _Reader.program,
    "hr": _Reader.rule,
    "table": _Reader.table,
    "html_block": _Reader.markup,
    "front_matter": _Reader.nothing,
    "footnote_block": _Reader.nothing,
}


def _only_words(inner: Inner) -> list[Word]:
    return [each for each in inner if not isinstance(each, (Displayed, Declared, files.Heading))]


def _ticked(item: Item) -> Item:
    """An item of a list of tasks, with a box in place of its bullet."""
    match item.blocks:
        case (Paragraph((Text(text), *words)), *rest) if found := re.match(r"\[([ xX])\]\s+", text):
            box = Text("☐" if found[1] == " " else "☑")
            return Item((Paragraph((Text(text[found.end() :]), *words)), *rest), (box,))
    return item


def _trimmed(words: list[Word]) -> Words:
    """Words without the space around them."""
    while words and isinstance(words[0], Text) and not words[0].text.strip():
        words = words[1:]
    while words and isinstance(words[-1], Text) and not words[-1].text.strip():
        words = words[:-1]
    return tuple(words)
