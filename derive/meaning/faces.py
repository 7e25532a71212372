r"""A small letter in two typefaces, `z` beside `\mathbf z`: one name, unless both are declared, and maybe meant as two.

Of capitals nobody means a number beside the matrix, as in `X = (\bm{X}_1 \dots \bm{X}_n)^\top`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from derive.meaning.world import World
from derive.reading.grammar.clean import clean
from derive.reading.grammar.names import GREEK
from derive.reading.items import Item
from derive.reading.source import Passage
from derive.reading.syntax import Unreadable
from derive.reading.tokens import Kind, Token, tokenize


def check_faces(item: Item, world: World) -> None:
    """Raises `Unreadable` at a quantity that a statement, whose shapes do not fit, writes in two typefaces."""
    faces: dict[str, str] = {}
    for token in _letters(item):
        known = item.names.find(token.text, token.face)
        if known is None or known.key not in world.scope.shapes:
            continue
        if faces.setdefault(known.key, token.face) != token.face:
            both = rf"`{token.text}` and `\mathbf{{{token.text}}}`"
            declared = rf"`{token.text} \in R` and `\mathbf{{{token.text}}} \in R^n`"
            message = f"the shapes do not fit, and {both} are one name where only one of them is declared"
            raise Unreadable(f"{message}; for two names declare both, as in {declared}", item.span)


def _letters(item: Item) -> Iterator[Token]:
    """The small letters of a statement as its author set them."""
    text = item.shown or item.source
    with suppress(Unreadable):
        for token in clean(tokenize(Passage(text, tuple(range(len(text)))))):
            if (token.kind is Kind.LETTER or token.text in GREEK) and token.text.islower():
                yield token
