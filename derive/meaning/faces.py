r"""A small letter in two typefaces, `z` beside `\mathbf z`: one name, unless both are declared, and maybe meant as two.

Of capitals nobody means a number beside the matrix, as in `X = (\bm{X}_1 \dots \bm{X}_n)^\top`.
Of a small one many do, a page or more behind the vector, as in `\frac{d}{dx} \tanh(x) = 1 - \tanh^2(x)`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from derive.meaning.scope import PLAIN
from derive.meaning.world import World
from derive.reading.grammar.clean import clean
from derive.reading.grammar.names import GREEK
from derive.reading.grammar.trees import walk
from derive.reading.items import Item
from derive.reading.source import Passage
from derive.reading.statements import Equation
from derive.reading.syntax import Entry, Name, Product, Sign, Transposed, Unreadable
from derive.reading.tokens import Kind, Token, tokenize

OF_ARRAYS = (Transposed, Entry)
"""What nobody writes of numbers."""


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


def of_numbers(item: Item, world: World) -> tuple[str, World] | None:
    """A letter of an equation that may be about numbers only, and the world in which it is.

    Every array in it is declared in a typeface of its own and written plainly, nothing in it is defined, and no sign
    in it is one for arrays.
    """
    scope, statement = world.scope, item.statement
    nodes = walk((statement.left, statement.right)) if isinstance(statement, Equation) else []
    arrays = {node.key for node in nodes if isinstance(node, Name) and scope.shapes.get(node.key, ()) != ()}
    if not arrays or any(scope.faces.get(key, PLAIN) == PLAIN for key in arrays):
        return None
    signs = {node.sign for node in nodes if isinstance(node, Product)}
    if Sign.ENTRYWISE in signs or any(isinstance(node, OF_ARRAYS) for node in nodes):
        return None
    defined = any(isinstance(node, Name) and node.key in scope.definitions for node in nodes)
    if defined or not arrays <= {token.text for token in _letters(item) if not token.face}:
        return None
    shapes = {**scope.shapes, **dict.fromkeys(arrays, ())}
    return min(arrays), replace(world, scope=replace(scope, shapes=shapes))


def _letters(item: Item) -> Iterator[Token]:
    """The small letters of a statement as its author set them."""
    text = item.shown or item.source
    with suppress(Unreadable):
        for token in clean(tokenize(Passage(text, tuple(range(len(text)))))):
            if (token.kind is Kind.LETTER or token.text in GREEK) and token.text.islower():
                yield token
