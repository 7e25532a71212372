r"""Names, entries and derivatives in the hand of the author."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from derive.judging.edits.transposes import joined
from derive.judging.edits.writing import JOINED, TRANSPOSE
from derive.judging.formulas import entry, subscripts
from derive.judging.solving.forms import Leaf
from derive.judging.solving.pieces import BASE, FACTOR, Piece
from derive.judging.symbols.printing import shown
from derive.meaning.terms import spelled

NAME = re.compile(r"(?:[a-zA-Z]|\\[a-zA-Z]+(?:\{[^{}^]*\})?)(?:_(?:\w|\{(?:[^{}^]|\{[^{}^]*\})*\}))?")
"""A writing of a function that is nothing else."""
COMMANDS = frozenset("exp log tanh sinh cosh sin cos tan arctan min max".split())


@dataclass(frozen=True)
class Hand:
    """Writes leaves; `names` has the author's writing of names, of the letters of entries and of a transpose.

    With `rows` a vector of which nothing else is said is a row, with `lying` ones whose number is not told are one.
    `losses` are unknown functions: their derivatives are symbols of their own. `letters` are those that mean something.
    """

    names: Mapping[str, str]
    rows: bool = False
    lying: bool = False
    losses: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()
    nameless: Mapping[str, Piece] = field(default_factory=dict)

    def name(self, key: str) -> Piece:
        """A name."""
        return self.nameless.get(key) or Piece(self.names.get(key) or shown(spelled(key)))

    def whole(self, leaf: Leaf) -> Piece:
        """A leaf as a whole."""
        name = self.name(leaf.name)
        capital = leaf.name.upper()
        is_matrix = leaf.shape != () and 1 not in leaf.shape
        if is_matrix and leaf.name not in self.names and len(capital) == 1 and capital not in self.letters:
            name = Piece(capital)
        return self._of(leaf, name)

    def entry(self, leaf: Leaf, places: Sequence[str]) -> Piece:
        """An entry of a leaf, by the letters or numbers of its indices."""
        whole = self.nameless.get(leaf.name)
        text = entry(self._letter(leaf.name), places)
        piece = Piece(text, BASE, 2 + len(places))
        if whole is not None:
            text = rf"\left( {whole.text} \right)_{{{subscripts(places)}}}"
            piece = Piece(text, BASE, whole.weight + 1 + len(places))
        return self._of(leaf, piece)

    def _letter(self, key: str) -> str:
        written = self.names.get(f"{key}_", "")
        return written if written and ("^" in written or "^" not in key) else key

    def _of(self, leaf: Leaf, piece: Piece) -> Piece:
        if leaf.function:
            before = "0, " if leaf.function in ("max", "min") else ""
            text = f"{self.function(leaf.function, leaf.primes)}({before}{piece.text})"
            piece = Piece(text, FACTOR, 1 + bool(before) + piece.weight)
        if leaf.numerator:
            top = self.name(leaf.numerator)
            text = rf"\frac{{\partial {top.text}}}{{\partial {piece.text}}}"
            more = 0 if leaf.numerator in self.losses else 1 + top.weight
            piece = Piece(text, FACTOR, more + piece.weight)
        return piece

    def function(self, key: str, primes: int = 0) -> str:
        """The writing of a function."""
        if key in COMMANDS:
            return rf"\{key}"
        name = self.names.get(key, "")
        name = name if NAME.fullmatch(name) else shown(key)
        return (f"{{{name}}}" if "^" in name and primes else name) + "'" * primes

    def transposed(self, piece: Piece) -> Piece:
        """The transpose of an array."""
        known = self.names.get(JOINED)
        if known and piece.level == BASE and (text := joined(piece.text, known)):
            return Piece(text, FACTOR, 1 + piece.weight)
        base = piece.text if piece.level == BASE and "^" not in piece.text else rf"\left( {piece.text} \right)"
        return Piece(f"{base}^{self.names.get(TRANSPOSE, chr(92) + 'top')}", FACTOR, 1 + piece.weight)

    def exponential(self, argument: Piece) -> Piece:
        """A power of e."""
        return Piece(f"e^{{{argument.text}}}", FACTOR, 1 + argument.weight)

    def root(self, argument: Piece) -> Piece:
        """A square root, or what its argument is the square of."""
        if argument.root is not None:
            return argument.root
        return Piece(rf"\sqrt{{{argument.text}}}", FACTOR, 1 + argument.weight)
