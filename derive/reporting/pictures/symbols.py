r"""Names and derivatives as text in a picture: letters slanted, labels raised and lowered, and about how wide all is.

Formulas of MathML cannot stand in SVG on paper, so `W_1` becomes a slanted W and a lowered 1.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from markupsafe import Markup, escape

from derive.reporting.pictures.svg import Number, element
from derive.reporting.plain import unicode_line
from derive.reporting.plain_signs import LOWERED, RAISED

SIZE = 16
SMALLER = 0.72
LEAST = 12
LONGEST = 14
ON_THE_LINE = {sign: plain for plain, sign in (*RAISED.items(), *LOWERED.items()) if plain != "⊤"}
WRITTEN_OUT = re.compile(r"([_^])(?:\(((?:[^()]|\([^()]*\))*)\)|(\w+))")
WIDTHS = {
    ",' |": 0.25, "filtIj/′": 0.33, "rsz-()ι": 0.4, "ceJvxykτνρ": 0.46, "LTYZ∂": 0.56, "ABEFPRVX×": 0.62,
    "CKNwαβγδθλξχ": 0.67, "DGHOQUmμπψωΔΣΘΛΞΠΦΨΩ∇∆+−=": 0.75, "MW": 0.83,
}
"""The widths of signs in our fonts, as parts of the size of the letters; that of all others is `ORDINARY`."""
ORDINARY = 0.5
FACES = {"SCRIPT CAPITAL": 1.0, "DOUBLE-STRUCK CAPITAL": 0.85, "FRAKTUR CAPITAL": 0.75, "BLACK-LETTER CAPITAL": 0.75}
"""The same for what Unicode calls letters of other typefaces."""

ACCENTED = re.compile("(.)([\u0300-\u036f\u20d7]*)", re.DOTALL)
BLANK = 0.25
"""How wide a blank is; the accents of our fonts have their middle so far before where they are put."""
TALL = "bdfhklt" "βδζθλξ"
RISE, LEAST_RISE = 0.22, 0.02
"""By how much an accent stands higher over tall letters, and over others."""
LEANS = {"fl": 0.12, "bdhkt": 0.07, "ABCDEFGHIJKLMNOPQRSTUVWXYZ": 0.07, "ΓΔΘΛΞΠΣΦΨΩ": 0.0}
LEAN = 0.03
"""How far behind the middle of a letter the middle of its accent is, since letters are slanted."""


class Level(Enum):
    """Where a piece stands: by how much of the size of the letters below the line."""

    ON = 0.0
    RAISED = -0.36
    LOWERED = 0.22


@dataclass(frozen=True, slots=True)
class Piece:
    """Signs side by side at one level."""

    text: str
    level: Level = Level.ON


Symbol = tuple[Piece, ...]


def symbol(name: str) -> Symbol:
    """A name, of which LaTeX is the key, in pieces."""
    line, found, place = unicode_line(name, LONGEST), [], 0
    for written in WRITTEN_OUT.finditer(line):
        level = Level.LOWERED if written[1] == "_" else Level.RAISED
        found += [*_signs(line[place : written.start()]), Piece(written[2] or written[3], level)]
        place = written.end()
    return _gathered([*found, *_signs(line[place:])])


def derivative(numerator: str, by: str, order: int = 1) -> Symbol:
    """∂L/∂W or ∂²L/∂W², on one line."""
    power = [Piece(str(order), Level.RAISED)] if order > 1 else []
    return _gathered([Piece("∂"), *power, *symbol(numerator), Piece("/∂"), *symbol(by), *power])


def joined(sign: str, names: Sequence[Symbol]) -> Symbol:
    """Names side by side with a sign between them."""
    return _gathered([piece for name in names for piece in (Piece(sign), *name)][1:])


def plain(pieces: Symbol) -> str:
    """The pieces as one word for those who hear it or search for it."""
    marks = {Level.ON: "", Level.RAISED: "^", Level.LOWERED: "_"}
    return "".join(marks[piece.level] + piece.text for piece in pieces)


def width(pieces: Symbol, size: Number = SIZE) -> float:
    """About how wide pieces are."""
    parts = ((piece.text, size if piece.level is Level.ON else max(SMALLER * size, LEAST)) for piece in pieces)
    return sum(words(signs, high) for signs, high in parts)


def spans(pieces: Symbol, size: Number = SIZE) -> Markup:
    """The pieces as what stands in a text of SVG."""
    found, down, right = Markup(""), 0.0, 0.0
    for piece in pieces:
        high = size if piece.level is Level.ON else max(SMALLER * size, LEAST)
        small = {} if piece.level is Level.ON else {"font_size": high}
        for letters, up, along in _runs(piece, high):
            wanted = piece.level.value * size - up
            shift = {"dx": right + along} if right + along else {}
            shift |= {"dy": wanted - down} if wanted != down else {}
            found += element("tspan", escape(letters), **shift, **small) if shift or small else escape(letters)
            down, right = wanted, -along - BLANK * high if up else 0.0
    return found


def _runs(piece: Piece, size: Number) -> Iterator[tuple[str, float, float]]:
    """Letters of a piece; and each accent on a blank, with how far it stands up and along from behind its letter."""
    is_slanted = len(piece.text) < 3 or piece.level is Level.ON
    run = ""
    for letter, accents in ACCENTED.findall(unicodedata.normalize("NFD", piece.text)):
        run += _slanted(letter) if is_slanted else letter
        if accents:
            yield run, 0.0, 0.0
            lean = max((lean for letters, lean in LEANS.items() if letter in letters), default=LEAN)
            up = RISE if letter in TALL or letter.isupper() else LEAST_RISE
            yield f"\u00a0{accents}", up * size, (lean - _sign(letter) / 2) * size
            run = ""
    if run:
        yield run, 0.0, 0.0


def words(text: str, size: Number) -> float:
    """About how wide a text in upright letters is."""
    return sum(map(_sign, unicodedata.normalize("NFD", text))) * size


def _signs(line: str) -> list[Piece]:
    levels = {**dict.fromkeys(RAISED.values(), Level.RAISED), **dict.fromkeys(LOWERED.values(), Level.LOWERED)}
    return [Piece(ON_THE_LINE.get(sign, sign), levels.get(sign, Level.ON)) for sign in line]


def _gathered(pieces: list[Piece]) -> Symbol:
    """Neighbours at one level as one piece."""
    found: list[Piece] = []
    for piece in pieces:
        if found and found[-1].level is piece.level:
            found[-1] = Piece(found[-1].text + piece.text, piece.level)
        elif piece.text:
            found.append(piece)
    return tuple(found)


def _sign(sign: str) -> float:
    if unicodedata.combining(sign):
        return 0.0
    named = unicodedata.name(sign, "") if sign > "\u2000" else ""
    faces = (wide for face, wide in FACES.items() if face in named)
    return next((wide for signs, wide in WIDTHS.items() if sign in signs), next(faces, ORDINARY))


def _slanted(sign: str) -> str:
    """A letter as mathematics has it for variables; capital Greek stays upright."""
    if sign == "h":
        return "ℎ"
    for first, last, place in (("A", "Z", 0x1D434), ("a", "z", 0x1D44E), ("α", "ω", 0x1D6FC)):
        if first <= sign <= last:
            return chr(place + ord(sign) - ord(first))
    return "\U0001d716" if sign == "ϵ" else sign
