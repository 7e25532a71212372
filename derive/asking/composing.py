r"""A claim below what is given for it, as one little document; places in it are told as places of what was given.

The document is LaTeX: a declaration stands in a comment line, which it cannot end, and the claim between `\[` and `\]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from derive.asking.guesses import guess
from derive.meaning.document import understand
from derive.meaning.meanings import NotUnderstood
from derive.reading.document import read
from derive.reading.grammar.declarations import DIRECTIVES
from derive.reading.grammar.divided import divided
from derive.reading.source import Source, Span

NAME = "claim.tex"
PREFIX = "% derive: "
OPENING, CLOSING = "\\[\n", "\n\\]\n"
DELIMITERS = (("$$", "$$"), (r"\[", r"\]"), (r"\(", r"\)"), ("$", "$"))
MACRO = re.compile(r"\\(?:(?:re|provide)?newcommand|def|DeclareMathOperator)(?![a-zA-Z])")
DIRECTIVE = re.compile(rf"({'|'.join(DIRECTIVES)})\s*:(?!=)")
LINE = re.compile(r"[ \t]*(?:<!--\s*derive:?(?!\S)|%+\s*derive:)?(?P<said>[^\n]*?)(?:-->)?[ \t]*(?:\n|\Z)")
"""A line of what is given, which may have been copied with the comment that it stands in."""


class UnreadableDeclaration(ValueError):
    """A declaration that is not understood; its text says where and why."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the document from `start` to `end`, copied from the `given` text from `origin` on."""

    start: int
    end: int
    given: str
    origin: int

    @property
    def said(self) -> str:
        """The text of the piece."""
        return self.given[self.origin : self.origin + self.end - self.start]


@dataclass(frozen=True)
class Asked(Source):
    """The document of one claim; its last piece is the claim."""

    pieces: tuple[Piece, ...] = ()

    @property
    def claim(self) -> Piece:
        """The piece that is the claim."""
        return self.pieces[-1]

    def piece(self, offset: int) -> Piece:
        """The piece in which a character of the document stands, or before which it does."""
        return next((each for each in self.pieces if offset <= each.end), self.claim)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of a character in the text that was given, both counted from 1."""
        piece = self.piece(offset)
        inside = min(max(offset, piece.start), piece.end) - piece.start
        return Source(self.path, piece.given).position(piece.origin + inside)


def compose(claim: str, given: str | Sequence[str], end: str = "") -> Asked:
    """The document of a claim, with a further `end`.

    Raises `UnreadableDeclaration` where something is given that declares nothing.
    """
    text, pieces = "", []
    if not isinstance(given, Iterable):
        raise TypeError(f"given: expected declarations as a text or a list of texts, not {given!r}")
    for whole in map(_unified, [given] if isinstance(given, str) else given):
        for start, stop in _statements(whole):
            said = whole[start:stop]
            text += "" if MACRO.match(said) else PREFIX
            pieces.append(Piece(len(text), len(text) + len(said), whole, start))
            text += f"{said}\n"
            directive = DIRECTIVE.match(said)
            if directive is not None:
                message = f"`{directive[1]}:` is about a formula of a document, and declares nothing"
                raise refused(pieces[-1], Span(0, len(said)), message)
    claim = _unified(claim)
    start, stop = _inside(claim, 0, len(claim))
    text += OPENING
    pieces.append(Piece(len(text), len(text) + stop - start, claim, start))
    return Asked(NAME, f"{text}{claim[start:stop]}{end}{CLOSING}", tuple(pieces))


def check(asked: Asked) -> None:
    """Raise `UnreadableDeclaration` at the first declaration that is not understood."""
    before = asked.text[: asked.claim.start - len(OPENING)]
    for each in understand(read(replace(asked, text=before))):
        if isinstance(each.meaning, NotUnderstood):
            piece, span = asked.piece(each.item.span.start), each.meaning.span
            raise refused(piece, Span(span.start - piece.start, span.end - piece.start), each.meaning.message)


def refused(piece: Piece, at: Span, message: str) -> UnreadableDeclaration:
    """The exception for a declaration; `at` is the place in its piece."""
    shown = Source(NAME, piece.given)
    span = Span(piece.origin + max(at.start, 0), piece.origin + max(at.end, 1))
    line, column = shown.position(span.start)
    marked = shown.caret(span).replace("\n", "\n    ")
    return UnreadableDeclaration(
        f"{message}{guess(piece.given)} (line {line}, column {column} of what is given)\n    {marked}"
    )


def _statements(given: str) -> Iterator[tuple[int, int]]:
    """The stretches of all statements: lines, divided at each `;` that stands in no brackets."""
    for line in LINE.finditer(given):
        for start, end in divided(given, *line.span("said")):
            first, last = _inside(given, start, end)
            said = given[first:last].strip()
            if said and not said.startswith("%"):
                first = given.index(said, first)
                yield first, first + len(said)


def _inside(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of a text without space and delimiters around it; these stay where they stand within it too."""
    part = text[start:end]
    start, end = start + len(part) - len(part.lstrip()), start + len(part.rstrip())
    for opening, closing in DELIMITERS:
        inner = text[start:end]
        if len(inner) >= len(opening + closing) and inner.startswith(opening) and inner.endswith(closing):
            return start + len(opening), end - len(closing)
    return start, max(start, end)


def _unified(text: object) -> str:
    if not isinstance(text, str):
        raise TypeError(f"expected LaTeX, not {text!r}; expressions are for derive.testing.assert_symbolically_equal")
    return text.replace("\r\n", "\n")
