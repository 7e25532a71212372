"""The words of a document as LaTeX. Nothing of its own LaTeX is let in but formulas that are known to be safe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

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
    Style,
    Styled,
    Table,
    Text,
    Word,
    Words,
)
from derive.reporting import shortcodes
from derive.reporting.escaping import breakable, escape, inline, listing
from derive.reporting.html import REMOTE
from derive.reporting.linking import referred
from derive.reporting.outline import Outline

COMMANDS = {
    Style.EMPHASIS: "emph",
    Style.STRONG: "textbf",
    Style.SMALL_CAPITALS: "textsc",
    Style.RAISED: "textsuperscript",
    Style.LOWERED: "textsubscript",
}
DEEPEST = 3
"""Lists nested deeper than this are paragraphs; LaTeX has only four levels."""
Macro = Callable[..., str]


@dataclass(frozen=True)
class Setter:
    """Sets the words of one document. `displayed` and `declared` are the templates for what is no words."""

    outline: Outline

    def blocks(self, blocks: Blocks, displayed: Macro, declared: Macro) -> str:
        """Blocks one after the other."""
        return _Blocks(self, displayed, declared).all(blocks)

    def words(self, words: Words) -> str:
        """Running text."""
        return "".join(map(self.word, words))

    def line(self, words: Words) -> str:
        """Words where no footnote can stand: it follows in brackets."""
        return self.words(tuple(_bracketed(words)))

    def word(self, word: Word) -> str:
        """One word, or whatever stands among them."""
        match word:
            case Text(text):
                return escape(shortcodes.printed(text))
            case Code(text):
                return rf"\code{{{breakable(text)}}}"
            case Formula(latex):
                return inline(latex)
            case Break():
                return r"\newline{}"
            case Styled(style, inner):
                command = COMMANDS.get(style)
                return rf"\{command}{{{self.words(inner)}}}" if command else self.words(inner)
            case Link(target, inner):
                return self._link(target, inner)
            case Picture(target, description):
                return rf"\emph{{[picture: {breakable(description or target)}]}}"
            case Reference():
                return self._reference(word)
            case Note(blocks):
                paragraphs = (self.line(block.words) for block in blocks if isinstance(block, Paragraph))
                return r"\footnote{" + r"\par ".join(paragraphs) + "}"

    def _link(self, target: str, inner: Words) -> str:
        if not REMOTE.match(target):
            return self.words(inner)
        address = quote(target, safe=":/?&=+,;@!*()-._'#%")
        for sign in "%#&":
            address = address.replace(sign, f"\\{sign}")
        return rf"\href{{{address}}}{{{self.words(inner)}}}"

    def _reference(self, reference: Reference) -> str:
        said, anchor = referred(self.outline, reference), self.outline.anchors.get(reference.label)
        if not said:
            return rf"\code{{{breakable(reference.label)}}}"
        text = escape(said)
        return rf"\hyperlink{{{anchor}}}{{{text}}}" if anchor else text


@dataclass(frozen=True)
class _Blocks:
    """Sets blocks with what the templates say of formulas and declarations; `depth` counts the lists around them."""

    setter: Setter
    displayed: Macro
    declared: Macro
    depth: int = 0

    def all(self, blocks: Blocks) -> str:
        return "\n\n".join(map(self.one, blocks))

    def one(self, block: Block) -> str:
        """One block."""
        outline, words = self.setter.outline, self.setter.words
        match block:
            case Paragraph(inner):
                return words(inner)
            case Heading(_, inner):
                return rf"\emph{{{self.setter.line(inner)}}}"
            case Displayed(number, _, span):
                return self.displayed(outline.lines[number], outline.before.get(span, ()))
            case Declared(lines, span):
                return self.declared(lines, outline.before.get(span, ()))
            case Program(text):
                return listing(text)
            case Rule():
                return r"\medskip\noindent\hrulefill\medskip"
            case Quote(inner):
                return self._inside("quote", self._deeper().all(inner))
            case Listed(items, start):
                return self._listed(items, start)
            case Table():
                return self._table(block)
            case Boxed(title, inner, labels):
                anchors = "".join(rf"\hypertarget{{{outline.anchors[label]}}}{{}}" for label in labels)
                head = rf"{anchors}\emph{{{self.setter.line(title)}}}" if title else anchors
                return "\n\n".join(filter(None, (rf"\boxstart {head}", self.all(inner), r"\boxend")))

    def _deeper(self) -> _Blocks:
        return _Blocks(self.setter, self.displayed, self.declared, self.depth + 1)

    def _inside(self, environment: str, text: str) -> str:
        return f"\\begin{{{environment}}}\n{text}\n\\end{{{environment}}}" if self.depth < DEEPEST else text

    def _listed(self, items: tuple[Item, ...], start: int | None) -> str:
        if self.depth >= DEEPEST:
            return "\n\n".join(self.all(item.blocks) for item in items)
        inner, rows = self._deeper(), []
        for place, item in enumerate(items):
            mark = rf"[{{{self.setter.line(item.mark)}}}]" if item.mark else ""
            mark = mark or (rf"[{start + place}.]" if start is not None else "")
            rows.append(rf"\item{mark} {inner.all(item.blocks)}")
        return self._inside("itemize", "\n".join(rows) or r"\item")

    def _table(self, table: Table) -> str:
        width = max(map(len, table.rows), default=0)
        lines = [" & ".join(map(self.setter.line, cells)) + r" \\" for cells in table.rows]
        columns = "".join(side.name[0].lower() for side in table.sides).ljust(width, "l")[:width]
        begin = rf"\sheet{{\begin{{tabular}}{{@{{}}{columns}@{{}}}}"
        return "\n".join([begin, r"\toprule", *lines[:1], r"\midrule", *lines[1:], r"\bottomrule", r"\end{tabular}}"])


def _bracketed(words: Words) -> Iterator[Word]:
    """Words with their footnotes in brackets, and on one line."""
    for word in words:
        match word:
            case Note(blocks):
                yield Text(" (")
                for block in blocks:
                    if isinstance(block, Paragraph):
                        yield from _bracketed(block.words)
                yield Text(")")
            case Styled(style, inner):
                yield Styled(style, tuple(_bracketed(inner)))
            case Link(target, inner):
                yield Link(target, tuple(_bracketed(inner)))
            case Break():
                yield Text(" ")
            case _:
                yield word
