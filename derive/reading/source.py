"""A file's text and the places in it."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from pathlib import Path

LARGEST = 32 << 20
"""Bytes of a file; a book of a thousand pages has about 3 MB."""


SUFFIXES = (".md", ".markdown", ".tex")
_UNREAD = re.compile(r"(?<!\\)(?:\\\\)*(?P<remark>%[^\n]*)(?=\n)|(?<=\n)(?P<quoted>[ \t]*(?:>[ \t]*)+)")


class UnreadableFile(Exception):
    """A file that cannot be read at all; its text is one sentence for the user."""


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch `start:end` of character offsets in the file's text."""

    start: int
    end: int

    def to(self, other: Span) -> Span:
        """The stretch from the start of this one to the end of `other`."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True)
class Source:
    """The text of one file, and where its lines start."""

    path: str
    text: str = field(repr=False)

    @classmethod
    def read(cls, path: str | Path, shown: str = "") -> Source:
        """Read `path` as UTF-8; it is called `shown` where that is another name.

        Raises `UnreadableFile` where there is no such file, or it is a folder, no Markdown or LaTeX, or no text.
        """
        name = shown or str(path)
        try:
            with Path(path).open("rb") as file:
                data = file.read(LARGEST + 1)
        except FileNotFoundError:
            raise UnreadableFile(f"{name}: {_absent(Path(path))}") from None
        except IsADirectoryError:
            raise UnreadableFile(f"{name}: is a folder, expected a .md or .tex file") from None
        except OSError as error:
            raise UnreadableFile(f"{name}: cannot be read: {error.strerror}") from None
        if len(data) > LARGEST:
            raise UnreadableFile(f"{name}: larger than {LARGEST >> 20} MB; is it a document?")
        if Path(path).suffix.lower() not in SUFFIXES:
            raise UnreadableFile(f"{name}: expected a file that ends in {', '.join(SUFFIXES)}")
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            byte = f"byte {error.start} is 0x{data[error.start]:02x}"
            raise UnreadableFile(f"{name}: not UTF-8 text ({byte}); {_encoding(data)}") from None
        if "\0" in text:
            raise UnreadableFile(f"{name}: contains NUL bytes; is it a binary file?")
        return cls(name, text.replace("\r\n", "\n").replace("\r", "\n"))

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset at which each line starts."""
        return list(accumulate((len(line) + 1 for line in self.text.split("\n")[:-1]), initial=0))

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, both counted from 1."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def passage(self, span: Span) -> Passage:
        """What is written in a stretch, without remarks and the marks of a quotation."""
        text, kept, place = self.text[span.start : span.end], list[int](), 0
        for match in _UNREAD.finditer(text):
            group = match.lastgroup or 0
            if group != "quoted" or not self.path.endswith(".tex"):
                kept += range(place, match.start(group))
                place = match.end(group)
        kept += range(place, len(text))
        return Passage("".join(text[at] for at in kept), tuple(span.start + at for at in kept))

    def line(self, span: Span) -> str:
        """The same as one line."""
        return " ".join(self.passage(span).text.split())

    def caret(self, span: Span) -> str:
        """The line on which `span` starts, and carets under the part of it on that line."""
        start = self.text.rfind("\n", 0, span.start) + 1
        end, column = self.text.find("\n", start), span.start - start + 1
        shown = self.text[start : end if end >= 0 else len(self.text)]
        width = max(1, min(span.end - span.start, len(shown) - column + 1))
        return f"{shown}\n{' ' * (column - 1)}{'^' * width}"


def _absent(path: Path) -> str:
    """What is said of a file that is not there, or not where a link says."""
    return f"a link to {str(path.readlink())!r}, which is not there" if path.is_symlink() else "no such file"


def _encoding(data: bytes) -> str:
    """A guess what bytes are that are not UTF-8."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "it looks like UTF-16; save it as UTF-8"
    return "is it a binary file?" if b"\0" in data else "is it in another encoding? Save it as UTF-8"


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of mathematics as it is to be read, with each character's offset in the file.

    In a quotation or a comment the piece is not one stretch of the file: its `> ` or `% ` are left out here.
    """

    text: str
    offsets: tuple[int, ...]

    def __getitem__(self, piece: slice) -> Passage:
        return Passage(self.text[piece], self.offsets[piece])

    def span(self, start: int, end: int) -> Span:
        """The stretch of the file for `text[start:end]`."""
        if not self.offsets:
            return Span(0, 0)
        first = self.offsets[min(start, len(self.offsets) - 1)]
        last = self.offsets[min(max(end - 1, start), len(self.offsets) - 1)]
        return Span(first, max(last + 1, first))
