r"""Names of several letters in a typeface, `\mathbf{dO}`: one name where a `derive` comment declares or defines it.

Elsewhere letters in a typeface are a product, as in `\mathbf{XW}`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import suppress
from dataclasses import replace

from derive.reading.grammar.clean import FACES, SWITCHES, WORDY
from derive.reading.grammar.cursor import split
from derive.reading.grammar.divided import ASSUME, before_assumptions
from derive.reading.source import Passage
from derive.reading.syntax import Unreadable
from derive.reading.tokens import Kind, Token, tokenize

SET = frozenset(command for command, face in FACES.items() if face not in WORDY | {"operator"}) - SWITCHES
"""Commands that set letters in a typeface, each as a letter of its own."""
STATING = frozenset({r"\in", "∈", "=", ":", r"\coloneqq", r"\triangleq", r"\equiv"})


def declared(lines: Iterable[Passage]) -> frozenset[str]:
    """The names of several letters in a typeface that lines of declarations declare or define."""
    parts = (part for line in lines for part in before_assumptions(line) if ASSUME.match(part.text) is None)
    return frozenset(word for part in parts for word in _words(part))


def united(tokens: list[Token], words: Set[str]) -> list[Token]:
    """Tokens in which letters in a typeface that are one of some names are set as one name."""
    if not words:
        return tokens
    starts = {place for place, token in enumerate(tokens) if token.text in SET and _word(tokens[place:]) in words}
    return [replace(token, text=r"\operatorname") if place in starts else token for place, token in enumerate(tokens)]


def _words(part: Passage) -> Iterator[str]:
    """The names before the signs of statements, and those in a list before one."""
    listed = False
    with suppress(Unreadable):
        for tokens in reversed(split(tokenize(part), ",", ";")):
            sign = next((place for place, token in enumerate(tokens) if token.text in STATING), None)
            listed = listed or sign is not None
            word = _word(tokens[:sign])
            if listed and word:
                yield word


def _word(tokens: Sequence[Token]) -> str:
    """The letters that a typeface is set for with which tokens begin, where there are several; scripts may follow."""
    end = next((place for place, token in enumerate(tokens) if token.text == "}"), 0)
    if end < 4 or tokens[0].text not in SET or tokens[1].text != "{":
        return ""
    letters = tokens[2:end]
    return "".join(token.text for token in letters) if all(token.kind is Kind.LETTER for token in letters) else ""
