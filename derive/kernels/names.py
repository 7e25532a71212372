"""From a document's names to names in Python, and the order in which a kernel takes its arguments."""

from __future__ import annotations

import keyword
import re
import unicodedata

from derive.kernels.refusal import NotEmittable

ACCENTS = {"hat", "tilde", "bar", "vec", "dot", "ddot", "overline", "widehat", "widetilde", "underline"}
TYPEFACES = {
    *("text", "textbf", "textrm", "textit", "bm", "boldsymbol", "mathbf", "mathrm", "mathcal", "mathsf", "mathbb"),
    *("mathit", "operatorname", "bf", "rm", "left", "right"),
}
PIECE = re.compile(r"\\[A-Za-z]+|[^\W\d_]+|\d+|['′]")
ORDER = ("x", "w", "b", "", "y", "t")
INVERSE = re.compile(r"\^\{-1\}\}*$")
RESERVED = {
    *("xp", "math", "either", "erf", "erfc", "kernel", "namespace", "check", "out"),
    *("flipped", "padded", "windows"),
}
"""What a kernel's source calls by these names, and what every kernel takes under them."""


def python_name(name: str) -> str:
    r"""The name in Python: `W` → `w`, `\eta` → `eta`, `\hat x` → `x_hat`, `y^{(\text{pred})}` → `y_pred`.

    An inverse that a formula writes is an array of its own, `S^{-1}` → `s_inverse`.

    Raises `NotEmittable` where nothing of the name can be kept.
    """
    parts: list[str] = []
    accents: list[str] = []
    for piece in PIECE.findall(INVERSE.sub(" inverse", name)):
        command = piece.removeprefix("\\")
        if piece != command and command in ACCENTS:
            accents.append(command)
        elif piece == command or command not in TYPEFACES:
            parts += [_spelled(command), *accents]
            accents = []
    joined = "_".join(parts)
    if not joined.isidentifier() or not joined.isascii():
        raise NotEmittable(f"the name {name} cannot be written as a name in Python")
    return joined + "_" if keyword.iskeyword(joined) or joined in RESERVED else joined


def rank(name: str, scalar: bool, gradient: bool) -> tuple[int, int, str]:
    """Where an argument stands: x, w, b, others, y, t, then gradients, then scalars; within these by the alphabet."""
    head = name.split("_")[0]
    place = ORDER.index(head) if head in ORDER else ORDER.index("")
    if gradient:
        head = name.removeprefix("d").split("_")[0]
        place = ORDER.index(head) if head in ORDER else ORDER.index("")
    return (2 if scalar else 1 if gradient else 0), place, name


def _spelled(piece: str) -> str:
    """A word in small Latin letters; a Greek letter by its name."""
    if piece in "'′":
        return "prime"
    letters = [unicodedata.name(letter, letter) for letter in piece]
    return "".join(
        long.split()[-1].lower() if long.startswith("GREEK") else short.lower()
        for long, short in zip(letters, piece, strict=True)
    )
