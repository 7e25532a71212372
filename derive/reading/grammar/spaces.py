r"""How wide a space is that an author leaves. A length is never a factor, and a wide space may part two equations."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from derive.reading.tokens import Kind, Token

WIDE = r"\enspace"
"""The token that stands for a space of at least half an em."""
NARROW = r"\thickspace"
"""The token that stands for a narrower one, before the last brackets of a row."""
THICK = 5
"""What a narrower space needs to be more than a way to set two factors apart, in eighteenths of an em."""
HALF = 9
"""Half an em, in the eighteenths of an em in which TeX measures spaces of formulas."""
WIDTHS = {
    r"\,": 3, r"\thinspace": 3, r"\:": 4, r"\>": 4, r"\medspace": 4, r"\;": 5, r"\thickspace": 5, "~": 6, r"\ ": 6,
    "\\\n": 6, r"\space": 6, r"\nobreakspace": 6, r"\enspace": HALF, r"\enskip": HALF, r"\hfil": 2 * HALF,
    r"\hfill": 2 * HALF, r"\!": -3, r"\negthinspace": -3, r"\negmedspace": -4, r"\negthickspace": -5,
}
LENGTHS = frozenset({r"\hspace", r"\hspace*", r"\kern", r"\hskip", r"\mspace", r"\mkern", r"\mskip"})
UNITS = {
    "em": Fraction(18), "ex": Fraction(8), "mu": Fraction(1), "pt": Fraction(9, 5), "bp": Fraction(9, 5),
    "px": Fraction(4, 3), "mm": Fraction(5), "cm": Fraction(51), "in": Fraction(130), "pc": Fraction(22),
    "sp": Fraction(0), "dd": Fraction(2), "cc": Fraction(23),
}
"""The units of TeX in eighteenths of an em, where the type has ten points."""


def space(tokens: Sequence[Token], place: int) -> tuple[Fraction, int]:
    """The width of the spaces that begin at a place, and the place behind them."""
    width = Fraction(0)
    while place < len(tokens) and tokens[place].kind is not Kind.TEXT:
        if tokens[place].text in WIDTHS:
            width += WIDTHS[tokens[place].text]
            place += 1
        elif tokens[place].text in LENGTHS:
            length, place = _length(tokens, place + 1)
            width += length
        else:
            break
    return width, min(place, len(tokens))


def _length(tokens: Sequence[Token], place: int) -> tuple[Fraction, int]:
    """A length in braces, or one such as `1em plus 2pt` without them."""
    if _text(tokens, place) == "{":
        end = next((p for p in range(place, len(tokens)) if tokens[p].text == "}"), len(tokens) - 1)
        return _measured(tokens, place + 1)[0], end + 1
    width, place = _measured(tokens, place)
    for word in ("plus", "minus"):
        if "".join(token.text for token in tokens[place : place + len(word)]) == word:
            place = _measured(tokens, place + len(word))[1]
    return width, min(place, len(tokens))


def _measured(tokens: Sequence[Token], place: int) -> tuple[Fraction, int]:
    """A number with its unit; a length of a name is taken to be wide."""
    sign = 1
    while _text(tokens, place) in ("-", "+"):
        sign = -sign if _text(tokens, place) == "-" else sign
        place += 1
    if place >= len(tokens) or tokens[place].kind is not Kind.NUMBER:
        named = place < len(tokens) and tokens[place].kind is Kind.COMMAND
        return Fraction(2 * HALF if named else 0), place + named
    unit = UNITS.get(_text(tokens, place + 1) + _text(tokens, place + 2))
    if unit is None:
        return Fraction(2 * HALF), place + 2
    return sign * Fraction(tokens[place].text) * unit, place + 3


def _text(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].text if place < len(tokens) else ""
