r"""Abbreviations below a letter: the two capitals of `L_{CE}` are its label, where they can be no indices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from derive.reading.grammar.kronecker import SYMBOLS
from derive.reading.grammar.names import GREEK, Names, Sort, capital
from derive.reading.grammar.samples import sampled
from derive.reading.grammar.touching import spelled
from derive.reading.tokens import Kind, Token


def abbreviated(tokens: list[Token], names: Names) -> list[Token]:
    """The tokens of a formula with two capitals as one word where they are a label, and with samples as entries.

    They are indices below an array, and where one of them is a size or stands at another place of the formula.
    """
    tokens = spelled(sampled(tokens, names), names)
    found = [place for place in _pairs(tokens) if not _is_array(tokens[place - 1], names)]
    if not found:
        return tokens
    inside = {at for place in found for at in (place + 2, place + 3)}
    others = {token.text for at, token in enumerate(tokens) if at not in inside}
    made = list(tokens)
    for place in reversed(found):
        first, second = tokens[place + 2 : place + 4]
        if not any(letter.text in others or names.is_size(letter.text, letter.face) for letter in (first, second)):
            word = replace(first, kind=Kind.TEXT, text=first.text + second.text, span=first.span.to(second.span))
            made[place + 2 : place + 4] = [word]
    return made


def _pairs(tokens: Sequence[Token]) -> Iterator[int]:
    """Where below a letter two capitals stand in braces: the place of the `_`."""
    for place in range(1, len(tokens) - 4):
        opening, first, second, closing = tokens[place + 1 : place + 5]
        letters = first.kind is second.kind is Kind.LETTER and first.text.isupper() and second.text.isupper()
        below = (tokens[place].text, opening.text, closing.text) == ("_", "{", "}")
        if below and letters and first.text != second.text:
            yield place


def _is_array(letter: Token, names: Names) -> bool:
    """Whether a letter has indices: it is an array, or not known not to be one."""
    if (letter.kind is not Kind.LETTER and letter.text not in GREEK) or letter.text in SYMBOLS:
        return True
    known = [names.find(base, letter.face) for base in (letter.text, capital(letter.text))]
    return any(each is not None and each.sort is Sort.QUANTITY and each.axes != 0 for each in known)
