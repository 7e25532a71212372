"""Running text in LaTeX: words, styles, formulas, references, up to the end of a paragraph or group."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass

from derive.reading.files.definitions import DEFINITION
from derive.reading.prose import commands
from derive.reading.prose.counting import Counters
from derive.reading.prose.formulas import expanded
from derive.reading.prose.nodes import (
    Blocks,
    Break,
    Code,
    Declared,
    Displayed,
    Formula,
    Link,
    Note,
    Picture,
    Reference,
    Style,
    Styled,
    Text,
    Word,
)
from derive.reading.prose.places import Marked, Place
from derive.reading.prose.scanner import Scanner
from derive.reading.source import Passage

DEEPEST = 60
BEHIND = 1 << 40
"""An offset behind all definitions, for what a command of the author wrote."""
TYPOGRAPHY = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("`", "‘"), ("'", "’"), ("~", "\u00a0"))
_WORDS = re.compile(r"(?:[^\\{}$%&#\n]|\n(?![ \t]*\n))+")
_DEFINITION = re.compile(DEFINITION)
_FORMULA = re.compile(r"\$\$?([^$]*)\$\$?|\\\(([\s\S]*?)\\\)|\\\[([\s\S]*?)\\\]")
_SWITCH = re.compile(r"\\(?:em|it|itshape|sl|slshape|bf|bfseries|sc|scshape)(?![a-zA-Z])\s*")


@dataclass
class Phrases:
    """Reads words with a scanner."""

    scanner: Scanner
    marked: Marked
    counters: Counters
    footnote: Callable[[str], Blocks]
    depth: int = 0

    def some(self) -> list[Word | Place]:
        """What stands here: at least one sign is read."""
        scanner = self.scanner
        if words := scanner.take(_WORDS):
            return list(self.marked.parts(_set(words.group())))
        if scanner.comment():
            return []
        if (code := scanner.verbatim()) is not None:
            return [Code(self.marked.restored(code))]
        if formula := scanner.take(_FORMULA):
            latex = next(part for part in (*formula.groups(), "") if part is not None)
            passage = Passage(latex, (BEHIND,) * len(latex))
            return [Formula(expanded(passage, scanner.macros))]
        if scanner.text[scanner.place] == "\\":
            return self._command()
        if scanner.text[scanner.place] == "{" and self.depth < DEEPEST:
            return self._group(scanner.argument())
        scanner.place += 1
        sign = scanner.text[scanner.place - 1]
        return [] if sign in "{}" else [Text(sign)]

    def all(self) -> list[Word | Place]:
        """All that is left; what is behind a switch is in its style."""
        found: list[Word | Place] = []
        while not self.scanner.ended:
            if switched := self.scanner.take(_SWITCH):
                return [*found, *styled(commands.SWITCHED[switched.group().strip()], self.all())]
            found += self.some()
        return found

    def _group(self, text: str) -> list[Word | Place]:
        """What stands in a group."""
        scanner = Scanner(text, self.scanner.macros, written=self.scanner.written)
        found = Phrases(scanner, self.marked, self.counters, self.footnote, self.depth + 1).all()
        self.scanner.written = scanner.written
        return found

    def _command(self) -> list[Word | Place]:
        """What a command says."""
        scanner = self.scanner
        name = scanner.command()
        if _DEFINITION.match(name):
            return self._definition()
        if self.depth < DEEPEST and scanner.expanded(name):
            return []
        bare = name.rstrip("*") if len(name) > 2 else name
        if name == "\\\\" or bare == r"\newline":
            scanner.take(re.compile(r"\*?(?:[ \t]*\[[^\]\n]*\])?\s?"))
            return [Break()]
        for known, rule in RULES:
            if bare in known:
                return rule(self, bare)
        return [Code(name)]

    def _definition(self) -> list[Word | Place]:
        """Pass a definition."""
        self.scanner.take(re.compile(r"\s*(?:\{\s*\\[^{}]*\}|\\(?:[a-zA-Z]+|.))\s*(?:\[[^\]]*\]\s*)*(?:#\d\s*)*"))
        self.scanner.argument()
        return []

    def sign(self, name: str) -> list[Word | Place]:
        """One sign, or a few."""
        return [Text(commands.SIGNS[name])]

    def styled(self, name: str) -> list[Word | Place]:
        """Words in a style."""
        return styled(commands.STYLED[name], self._group(self.scanner.argument()))

    def switched(self, name: str) -> list[Word | Place]:
        """A style that is not in a group goes on to the end of what is read; it is let go."""
        return []

    def transparent(self, name: str) -> list[Word | Place]:
        """Words as if they stood alone."""
        self.scanner.option()
        return self._group(self.scanner.argument())

    def coloured(self, name: str) -> list[Word | Place]:
        """Words in a colour, which is let go."""
        self.scanner.option()
        self.scanner.argument()
        return self._group(self.scanner.argument())

    def spanning(self, name: str) -> list[Word | Place]:
        """A cell that is as wide or high as several."""
        self.scanner.argument()
        self.scanner.argument()
        return self._group(self.scanner.argument())

    def hidden(self, name: str) -> list[Word | Place]:
        """What TeX does not read."""
        self.scanner.until(r"\fi")
        return []

    def code(self, name: str) -> list[Word | Place]:
        """Signs one by one; an address is a link."""
        text = self.marked.restored(self.scanner.argument())
        plain = re.sub(r"\\([%&#_{}$~])|\\textbackslash(?:\{\})?", lambda found: found[1] or "\\", text)
        return [Link(plain, (Code(plain),))] if name == r"\url" else [Code(plain)]

    def link(self, name: str) -> list[Word | Place]:
        """Words that lead to an address."""
        target = re.sub(r"\\([%&#_~])", r"\1", self.marked.restored(self.scanner.argument()))
        inner = self._group(self.scanner.argument())
        return [Link(target, only_words(inner)), *displayed(inner)]

    def accent(self, name: str) -> list[Word | Place]:
        """A letter with its accent."""
        letter = self.scanner.argument().strip()
        letter = commands.SIGNS.get(letter, letter)
        return [Text(commands.accented(name, letter))] if letter.isalpha() else [Text(letter)]

    def dropped(self, name: str) -> list[Word | Place]:
        """Nothing; what goes with the command is passed."""
        for _ in range(commands.DROPPED[name]):
            self.scanner.option()
            self.scanner.argument()
        return []

    def note(self, name: str) -> list[Word | Place]:
        """A footnote."""
        self.scanner.option()
        return [Note(self.footnote(self.scanner.argument()))]

    def picture(self, name: str) -> list[Word | Place]:
        """A picture."""
        self.scanner.option()
        target = self.scanner.argument()
        return [Picture(target, "")]

    def label(self, name: str) -> list[Word | Place]:
        """A label: it stands for the last number."""
        label = self.scanner.argument()
        self.counters.label(label)
        return []

    def reference(self, name: str) -> list[Word | Place]:
        """The number of something."""
        labels = self.scanner.argument().split(",")
        found: list[Word | Place] = []
        for label in labels:
            found += [*([Text(", ")] if found else []), Reference(label.strip(), *commands.REFERRING[name])]
        return found

    def citation(self, name: str) -> list[Word | Place]:
        """The numbers of entries of the bibliography."""
        notes = [self.scanner.option(), self.scanner.option()]
        keys = [key.strip() for key in self.scanner.argument().split(",")]
        found: list[Word | Place] = [Text("[")]
        for key in keys:
            found += [*([Text(", ")] if len(found) > 1 else []), Reference(f"cite:{key}")]
        said = next((note for note in reversed(notes) if note), "")
        return [*found, *([Text(", "), *self._group(said)] if said else []), Text("]")]


RULES: tuple[tuple[Container[str], Callable[[Phrases, str], list[Word | Place]]], ...] = (
    (commands.SIGNS, Phrases.sign),
    (commands.STYLED, Phrases.styled),
    (commands.SWITCHED, Phrases.switched),
    (commands.TRANSPARENT, Phrases.transparent),
    (frozenset((r"\textcolor", r"\colorbox")), Phrases.coloured),
    (commands.CODE, Phrases.code),
    (frozenset((r"\href",)), Phrases.link),
    (commands.ACCENTS, Phrases.accent),
    (frozenset((r"\footnote", r"\footnotetext", r"\marginpar", r"\thanks")), Phrases.note),
    (frozenset((r"\includegraphics",)), Phrases.picture),
    (frozenset((r"\label",)), Phrases.label),
    (commands.REFERRING, Phrases.reference),
    (commands.CITING, Phrases.citation),
    (frozenset((r"\multicolumn", r"\multirow")), Phrases.spanning),
    (frozenset((r"\iffalse",)), Phrases.hidden),
    (commands.DROPPED, Phrases.dropped),
)
"""What each command does, by the table that has it."""


def styled(style: Style, inner: list[Word | Place]) -> list[Word | Place]:
    """Words in a style; what is displayed among them stands behind."""
    return [Styled(style, only_words(inner)), *displayed(inner)]


def only_words(inner: list[Word | Place]) -> tuple[Word, ...]:
    """The words among what was read."""
    return tuple(each for each in inner if isinstance(each, Word))


def displayed(inner: Iterable[object]) -> list[Displayed | Declared]:
    """What is displayed among what was read."""
    return [each for each in inner if isinstance(each, (Displayed, Declared))]


def _set(text: str) -> str:
    """Quotation marks, dashes and ties as they are printed."""
    for written, printed in TYPOGRAPHY:
        text = text.replace(written, printed)
    return re.sub(r"\s*\n\s*", "\n", text)
