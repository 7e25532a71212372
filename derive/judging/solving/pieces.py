r"""Pieces of LaTeX that know how tightly they hold together, and how long they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

SUM, ENTRYWISE, CHAIN, FACTOR, BASE = range(5)
"""How tight a piece binds: a sum, an entrywise product, a product, a factor, what may carry a script."""

ENCLOSED = (r"\left", r"\log", r"\ln", r"\lg")
"""How a piece begins that carries no power: behind the bracket of a logarithm it can be meant of the argument."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of LaTeX; `weight` counts its signs. One that is `open` goes on to the end of its product.

    A square has the `root` of which it is one.
    """

    text: str
    level: int = BASE
    weight: int = 1
    open: bool = False
    root: Piece | None = None

    def at(self, level: int) -> str:
        """The text where at least this level is asked for."""
        return self.text if self.level >= level else rf"\left( {self.text} \right)"


def number(value: int) -> Piece:
    """A whole number that is not negative."""
    return Piece(str(value))


def added(parts: Sequence[tuple[bool, Piece]]) -> Piece:
    """A sum of terms, each with its sign, `True` for minus; a term with a plus comes first, if there is one."""
    ordered = sorted(parts, key=lambda part: part[0]) if parts[0][0] else list(parts)
    text = ""
    for minus, piece in ordered:
        sign = "-" if minus else "+"
        written = piece.at(ENTRYWISE)
        text = (f"-{written}" if minus else written) if not text else f"{text} {sign} {written}"
    if len(ordered) == 1 and not ordered[0][0]:
        return ordered[0][1]
    return Piece(text, SUM, 1 + sum(piece.weight + minus for minus, piece in ordered))


def compared(more: Piece, less: Piece, *, below: bool) -> Piece:
    """That one is greater than the other (or, `below`, less); the longer one stands on the left."""
    left, right = (less, more) if more.text == "0" or (less.text != "0" and less.weight > more.weight) else (more, less)
    sign = "<" if (left is less) != below else ">"
    return Piece(f"{left.text} {sign} {right.text}", SUM, left.weight + right.weight)


def product(factors: Sequence[Piece]) -> Piece:
    """Factors beside each other; those that go on to the end come last."""
    if len(factors) == 1:
        return factors[0]
    ordered = sorted(factors, key=lambda piece: piece.open)
    texts = [piece.at(CHAIN) for piece in ordered]
    texts = [
        rf"\left( {text} \right)" if piece.open and n < len(ordered) - 1 and piece.level >= CHAIN else text
        for n, (piece, text) in enumerate(zip(ordered, texts, strict=True))
    ]
    text = texts[0]
    for before, after in pairwise(texts):
        text += rf" \cdot {after}" if after[0].isdigit() and before[-1].isdigit() else f" {after}"
    return Piece(text, CHAIN, _joined(factors), open=ordered[-1].open)


def chained(left: Piece, right: Piece) -> Piece:
    """A product of matrices."""
    texts = [piece.at(CHAIN) for piece in (left, right)]
    return Piece(" ".join(texts), CHAIN, _joined((left, right)))


def entrywise(factors: Sequence[Piece]) -> Piece:
    """A product entry by entry."""
    if len(factors) == 1:
        return factors[0]
    texts = [piece.text if piece.level in (ENTRYWISE, FACTOR, BASE) else piece.at(FACTOR) for piece in factors]
    return Piece(r" \odot ".join(texts), ENTRYWISE, _joined(factors))


def ratio(top: Piece, bottom: Piece) -> Piece:
    """A fraction."""
    return Piece(rf"\frac{{{top.text}}}{{{bottom.text}}}", FACTOR, 1 + top.weight + bottom.weight)


def raised(base: Piece, exponent: int) -> Piece:
    """A whole power."""
    return power(base, Piece(str(exponent)))


def power(base: Piece, exponent: Piece) -> Piece:
    """A power with any exponent."""
    is_call = base.level == FACTOR and base.text.endswith(")") and not base.text.startswith(ENCLOSED)
    bare = "^" not in base.text and (base.level == BASE or is_call)
    text = base.text if bare else rf"\left( {base.text} \right)"
    above = exponent.text if len(exponent.text) == 1 else f"{{{exponent.text}}}"
    return Piece(f"{text}^{above}", FACTOR, 1 + base.weight + exponent.weight)


def norm(argument: Piece, kind: str = "") -> Piece:
    """The length of a vector or, of the kind `F`, of a matrix."""
    return Piece(rf"\|{argument.text}\|{'_' if kind else ''}{kind}", FACTOR, 1 + argument.weight)


def squared(length: Piece, written: Piece | None = None) -> Piece:
    """The square of a length, or what is `written` for it where that is no longer."""
    square = Piece(f"{length.text}^2", FACTOR, 2 + length.weight)
    return replace(square if written is None or square.weight < written.weight else written, root=length)


def called(name: str, argument: Piece) -> Piece:
    """A function of one argument."""
    return Piece(rf"{name}({argument.text})", FACTOR, 1 + argument.weight)


def _joined(factors: Sequence[Piece]) -> int:
    return sum(piece.weight for piece in factors) + len(factors) - 1
