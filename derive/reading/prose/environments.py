"""The blocks of a LaTeX text: paragraphs, and what stands between a `\\begin` and its `\\end`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from derive.reading.files import blocks as files
from derive.reading.files.tex import ENVIRONMENTS, SECTIONS, UNREAD
from derive.reading.prose import commands
from derive.reading.prose.counting import Counters, Theorem
from derive.reading.prose.nodes import (
    Block,
    Blocks,
    Boxed,
    Break,
    Code,
    Declared,
    Displayed,
    Heading,
    Item,
    Listed,
    Paragraph,
    Program,
    Quote,
    Table,
    Text,
    Word,
    Words,
)
from derive.reading.prose.pages import without
from derive.reading.prose.phrases import Phrases
from derive.reading.prose.places import Marked
from derive.reading.prose.scanner import Scanner
from derive.reading.prose.tables import rows as rows_of
from derive.reading.prose.tables import sides

DEEPEST = 60
MATHEMATICS = frozenset((*ENVIRONMENTS, *UNREAD))
_NAME = re.compile(r"\s*\{([^{}]*)\}")
_PARAGRAPH = re.compile(r"[ \t]*\n(?:[ \t]*\n)+[ \t]*")


@dataclass
class Environments:
    """Reads blocks with a scanner, up to the end of the environment that it is in."""

    scanner: Scanner
    marked: Marked
    kinds: Mapping[str, Theorem]
    counters: Counters
    depth: int = 0
    found: list[Block] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    float_: str = ""
    """What a caption is of."""
    marks: list[tuple[int, Words]] = field(default_factory=list)
    """Where in `found` the items of a list begin, and what stands in place of their bullets."""

    @property
    def phrases(self) -> Phrases:
        """Reads words with the same scanner."""
        return Phrases(self.scanner, self.marked, self.counters, self._footnote)

    def blocks(self, ends: str = "") -> Blocks:
        """All blocks up to the end of the environment `ends`, or of the text."""
        while not self.scanner.ended:
            if self.scanner.take(_PARAGRAPH):
                self.flush()
            elif self.scanner.text.startswith("\\", self.scanner.place):
                start = self.scanner.place
                name = self.scanner.command()
                if name == r"\end" and (closed := self.scanner.take(_NAME)):
                    if closed[1] == ends:
                        break
                    self.words.append(Code(rf"\end{{{closed[1]}}}"))
                elif not self._command(name):
                    self.scanner.place = start
                    self._phrase()
            else:
                self._phrase()
        self.flush()
        return tuple(self.found)

    def line(self) -> Words:
        """All words as one line, whatever blocks they are in."""
        blocks = self.blocks()
        return tuple(word for block in blocks if isinstance(block, Paragraph) for word in block.words)

    def flush(self) -> None:
        """End the paragraph, if there is one."""
        words = trimmed(without(self.words))
        if words:
            self.found.append(Paragraph(words))
        self.words = []

    def _phrase(self) -> None:
        """Some words, or a place in the text."""
        for each in self.phrases.some():
            if isinstance(each, (Displayed, Declared)):
                self.flush()
                self.found.append(each)
            elif isinstance(each, files.Heading):
                self._heading(each)
            else:
                self.words.append(each)

    def _command(self, name: str) -> bool:
        """Whether a command is one of blocks; it is carried out then."""
        if name == r"\begin" and (opened := self.scanner.take(_NAME)):
            self._environment(opened[1])
        elif name == r"\par":
            self.flush()
        elif name == r"\appendix":
            self.counters.append()
        elif name == r"\item":
            mark = self.scanner.option()
            self._item(self._within(mark).line() if mark else ())
        elif name == r"\bibitem":
            self.scanner.option()
            key = self.scanner.argument()
            number = self.counters.plain("bibitem")
            self.counters.numbers[f"cite:{key}"] = number
            self._item((Text(f"[{number}]"),))
        elif name == r"\label":
            self._label(self.scanner.argument())
        elif name == r"\caption":
            self.scanner.option()
            self._captioned(self.scanner.argument())
        else:
            return False
        return True

    def _item(self, mark: Words) -> None:
        self.flush()
        self.marks.append((len(self.found), mark))

    def _label(self, label: str) -> None:
        """A label right behind a heading is the heading's."""
        self.counters.label(label)
        last = self.found[-1] if self.found else None
        if isinstance(last, Heading) and not trimmed(self.words):
            self.counters.labelled.pop()
            self.found[-1] = replace(last, labels=(*last.labels, label))

    def _within(self, text: str) -> Environments:
        """A reader of an argument."""
        scanner = Scanner(text, self.scanner.macros, written=self.scanner.written)
        return Environments(scanner, self.marked, self.kinds, self.counters, self.depth + 1)

    def _footnote(self, text: str) -> Blocks:
        return self._within(text).blocks() if self.depth < DEEPEST else (Paragraph((Text(text),)),)

    def _inside(self, float_: str = "") -> Environments:
        """A reader of the environment that begins here, in a float perhaps."""
        inner = Environments(self.scanner, self.marked, self.kinds, self.counters, self.depth + 1)
        inner.float_ = float_ or self.float_
        return inner

    def _heading(self, heading: files.Heading) -> None:
        """A heading, whose mark stands before its command."""
        command = self.scanner.command()
        self.scanner.option()
        name = command.lstrip("\\").rstrip("*")
        if name not in SECTIONS:
            return
        words = self._within(self.scanner.argument()).line()
        self.flush()
        number = self.counters.heading(name, command.endswith("*"))
        self.found.append(Heading(heading.level, words, heading.span, number, ()))

    def _environment(self, name: str) -> None:
        """An environment, by what its name says."""
        plain = name.rstrip("*")
        if name in commands.LITERAL or plain in commands.LITERAL | commands.HIDDEN:
            self._literal(name, plain in commands.HIDDEN)
        elif plain in MATHEMATICS:
            self._unread(name)
        elif self.depth >= DEEPEST:
            self.words.append(Code(rf"\begin{{{name}}}"))
        elif name in commands.TABLES:
            self._table(name)
        elif plain in commands.TRANSPARENT_ENVIRONMENTS:
            if plain in commands.APPENDICES:
                self.counters.append()
            self._arguments()
            self.flush()
            self.found += self._inside().blocks(name)
        elif plain in commands.LISTS or name == "thebibliography":
            self._list(name)
        elif plain in commands.QUOTES:
            self.flush()
            self.found.append(Quote(self._inside().blocks(name)))
        else:
            self._boxed(name, plain)

    def _arguments(self) -> None:
        """Pass the arguments of an environment that sets pages."""
        while self.scanner.option() is not None or self.scanner.text.startswith("{", self.scanner.place):
            if self.scanner.text.startswith("{", self.scanner.place):
                self.scanner.argument()

    def _literal(self, name: str, hidden: bool) -> None:
        text = self.marked.restored(self.scanner.until(rf"\end{{{name}}}"))
        if not hidden:
            self.flush()
            if name in ("lstlisting", "minted", "Verbatim"):
                text = re.sub(r"\A(?:\[[^\]\n]*\]|\{[^}\n]*\})+", "", text)
            self.found.append(Program(text.strip("\n")))

    def _unread(self, name: str) -> None:
        """Mathematics that derive does not read, as it is written."""
        end = self.scanner.text.find(rf"\end{{{name}}}", self.scanner.place)
        if end < 0:
            self.words.append(Code(rf"\begin{{{name}}}"))
            return
        self.flush()
        inside = self.marked.restored(self.scanner.until(rf"\end{{{name}}}"))
        self.found.append(Program(rf"\begin{{{name}}}{inside}\end{{{name}}}"))

    def _list(self, name: str) -> None:
        """A list: what stands before its first item is of the item before."""
        self.flush()
        if name == "thebibliography":
            self.scanner.argument()
        self.scanner.option()
        inner = self._inside()
        blocks = inner.blocks(name)
        starts = [*(start for start, _ in inner.marks), len(blocks)]
        items = [Item(blocks[: starts[0]])] if starts[0] else []
        items += [Item(blocks[start:end], mark) for (start, mark), end in zip(inner.marks, starts[1:], strict=True)]
        start = 1 if "enum" in name and not any(item.mark for item in items) else None
        found = Listed(tuple(items), start)
        self.found.append(Boxed((Text("References"),), (found,)) if name == "thebibliography" else found)

    def _boxed(self, name: str, plain: str) -> None:
        """A theorem, a float, or an environment of which nothing is known but its name."""
        said = self.scanner.option()
        self.flush()
        kind = self.kinds.get(name) or Theorem(commands.THEOREMS.get(plain, ""))
        float_ = commands.FLOATS.get(plain, "")
        before, self.counters.labelled = self.counters.labelled, []
        number = self.counters.theorem(kind)
        heading = " ".join(filter(None, (kind.title, number)))
        note = self._within(f" ({said})").line() if said and kind.title else ()
        if plain == "wrapfigure":
            self._arguments()
        blocks = self._inside(float_).blocks(name)
        labels, self.counters.labelled = tuple(self.counters.labelled), before
        if not (heading or float_):
            heading = name
        title: Words = (Text(heading), *note) if heading else ()
        self.found.append(Boxed(title, blocks, labels))

    def _captioned(self, text: str) -> None:
        """A caption, with the number of its figure or table."""
        self.flush()
        table = any(isinstance(block, Table) for block in self.found)
        name = self.float_ or ("Table" if table else "Figure")
        number = self.counters.plain(name)
        self.found.append(Paragraph((Text(f"{name} {number}. "), *self._within(text).line())))

    def _table(self, name: str) -> None:
        """Rows and cells; formulas displayed in them stand below."""
        self.flush()
        columns = ""
        for _ in range(commands.TABLES[name]):
            self.scanner.option()
            columns = self.scanner.argument()
        body = rows_of(self.scanner.until(rf"\end{{{name}}}"))
        rows = [tuple(self._within(cell).line() for cell in cells) for cells in body]
        rows = [row for row in rows if any(row)]
        width = max(map(len, rows), default=0)
        cells = tuple((*row, *[()] * (width - len(row))) for row in rows)
        self.found.append(Table(cells, 1 if len(rows) > 1 else 0, sides(columns)))


def trimmed(words: list[Word]) -> Words:
    """Words without the space around them."""
    while words and (isinstance(words[0], Break) or (isinstance(words[0], Text) and not words[0].text.strip())):
        words = words[1:]
    while words and (isinstance(words[-1], Break) or (isinstance(words[-1], Text) and not words[-1].text.strip())):
        words = words[:-1]
    return tuple(words)
