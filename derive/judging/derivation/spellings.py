r"""How an author spells arrays and entries: `G` for what `g_{ni} := …` defines, `\hat y_{nk}` for an entry of Ŷ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from derive.judging.formulas import small
from derive.meaning.terms import Shape
from derive.reading.grammar.names import STEM, Names, capital
from derive.reading.grammar.trees import walk
from derive.reading.items import Item
from derive.reading.source import Span
from derive.reading.statements import Head
from derive.reading.syntax import Entry, Name

LETTER = re.compile(r"\{?\s*(?:\\[a-zA-Z]+\s*(?:\{\s*|(?<=\s)))*([a-zA-Z])(?![a-zA-Z])")
"""The letter of a name as it is written, behind its accents; none where it is Greek, or a command of the author's."""
Written = tuple[str, int]
"""A name, and how many indices it carries; none where it stands for the array as a whole."""


@dataclass(frozen=True, slots=True)
class Spellings:
    """The letters of names as they are first written."""

    letters: Mapping[Written, str] = field(default_factory=dict)

    @property
    def large(self) -> bool:
        """Whether entries are written, and none of a capital in the small letter."""
        found = [letter.isupper() for (key, indices), letter in self.letters.items() if indices and _is_large(key)]
        return bool(found) and all(found)

    def over(self, others: Spellings) -> Spellings:
        """These, and where they say nothing, others."""
        return Spellings({**others.letters, **self.letters})

    def entry(self, key: str, indices: int) -> str:
        """How the letter of an entry is spelled."""
        own = self.letters.get((key, indices))
        return _with(key, own) if own else key if self.large else small(key)

    def array(self, key: str, shape: Shape, names: Names) -> str:
        """How an array is spelled: that of which only entries are named by its capital, if that names nothing else."""
        large = capital(key)
        if any(each.key != key for each in names.known.get(large, ())) or large not in names.known:
            return key
        own = self.letters.get((key, 0))
        latin = (stem := STEM.match(key)) is not None and not stem[2].startswith("\\")
        return _with(key, own) if own else large if latin and 1 not in shape else key


def spellings(items: Iterable[Item], text: str) -> Spellings:
    """How the items of a document spell its names."""
    found: dict[Written, str] = {}
    for item in items:
        statement = item.statement
        for root in (getattr(statement, name, None) for name in ("head", "left", "right", "body")):
            for key, indices, span in _names(root):
                letter, stem = LETTER.match(text, span.start, span.end), STEM.match(key)
                if letter and stem and stem[2].lower() == letter[1].lower():
                    found.setdefault((key, indices), letter[1])
    return Spellings(found)


def _names(root: object) -> Iterator[tuple[str, int, Span]]:
    """The names in a formula, each with the number of its indices and where it stands."""
    if isinstance(root, Head):
        yield root.key, len(root.indices), root.span
    inner: set[int] = set()
    for node in walk(root):
        if isinstance(node, Entry) and isinstance(node.array, Name):
            inner.add(id(node.array))
            yield node.array.key, len(node.indices), node.span
        elif isinstance(node, Name) and id(node) not in inner:
            yield node.key, 0, node.span


def _is_large(key: str) -> bool:
    stem = STEM.match(key)
    return stem is not None and stem[2].isupper()


def _with(key: str, letter: str) -> str:
    """A name in another letter."""
    stem = STEM.match(key)
    return key if stem is None else f"{stem[1]}{letter}{key[stem.end() :]}"
